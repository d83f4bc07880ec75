"""Files of a chart, downloaded in a real browser: pictures, slides, tables and sentences."""

import csv
import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page, expect

from tests.browser.explore import BARS_BY_LEAD, BARS_BY_SECTOR, BARS_BY_THEME
from tests.support.books import GOOD, book, but
from tests.support.decks import charts_of, dark_template
from tools.drive.browser import page_content, settled

WINDOWS = {"desktop": (1280, 900), "tablet": (768, 1024), "phone": (320, 800)}
# What the foot of each chart's picture says of the commitments it shows, filtered to the NHS.
SHOWN = {
    "theme": "16 of 46 commitments: sector NHS;",
    "sector": "All 46, by sector; NHS, 16, is chosen, the others are for comparison;",
    "lead-organisation": "16 of 46 commitments: sector NHS; 17 counted under lead organisations,",
}
CHARTS = {"theme": BARS_BY_THEME, "sector": BARS_BY_SECTOR, "lead-organisation": BARS_BY_LEAD}
SVG = "{http://www.w3.org/2000/svg}"
SMALLEST = 13.0
# px between the bars and the words at the foot, or between those and the edge.
MOST_SPACE = 60
FAMILIES = "Source Sans, Arial, sans-serif"


def shown(page: Page, server: str, query: str = "") -> Page:
    page.goto(f"{server}/{query}")
    expect(page.locator("footer")).to_be_visible()
    return settled(page)


def taken(page: Page, chart: str, label: str, folder: Path) -> Path:
    """The file that a press in a chart's menu downloads."""
    menu = page.locator(f'details[data-key="use-status-by-{chart}"]')
    if not menu.evaluate("menu => menu.open"):
        menu.locator("summary").click()
    with page.expect_download() as waited:
        menu.get_by_role("button", name=label).click()
    name = waited.value.suggested_filename
    expect(menu.locator(".done")).to_have_text(f"Downloaded {name}")
    waited.value.save_as(folder / name)
    return folder / name


def texts(picture: Path) -> str:
    root = ElementTree.fromstring(picture.read_text(encoding="utf-8"))
    return " ".join("".join(one.itertext()) for one in root.iter(f"{SVG}text"))


def test_a_picture_pressed_before_plotly_has_come_waits_for_it(open_page, server, tmp_path):
    page = open_page(accept_downloads=True)
    held = []
    page.route("**/plotly-basic*.js", lambda route: held.append(route))
    shown(page, server, BARS_BY_THEME)
    menu = page.locator('details[data-key="use-status-by-theme"]')
    menu.locator("summary").click()
    with page.expect_download() as waited:
        menu.get_by_role("button", name="Picture for print (SVG)").click()
        expect(menu.locator(".done")).to_have_text("Making the file")
        held[0].continue_()
    assert waited.value.suggested_filename == "status-by-theme-2022.svg"


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("chart", CHARTS)
def test_a_picture_says_what_it_shows_at_every_window(open_page, server, tmp_path, window, chart):
    width, height = WINDOWS[window]
    page = open_page(viewport={"width": width, "height": height}, accept_downloads=True)
    shown(page, server, f"{CHARTS[chart]}&sector=NHS")
    title = page.locator(f'.cc:has([data-key="use-status-by-{chart}"]) h2').inner_text()
    picture = taken(page, chart, "Picture for print (SVG)", tmp_path)
    assert picture.name == f"status-by-{chart}-nhs-2022.svg"
    said = texts(picture)
    for words in (
        title,
        f"Number of commitments by {chart.replace('-', ' ')} and status",
        "Complete",
        "Substantial",
        "Limited",
        "Unclear",
        SHOWN[chart],
        "data as at 2022; release Updates of 2022.",
        "Source: “Health of the Region Commitments” from the West Midlands Combined Authority",
        "Open Government Licence v3.0",
    ):
        assert words in said
    root = ElementTree.fromstring(picture.read_text(encoding="utf-8"))
    assert root.findtext(f"{SVG}title") == title
    described = root.findtext(f"{SVG}desc")
    assert described.startswith("Stacked bar chart of how commitments stand")
    for words in (SHOWN[chart], "data as at 2022", "Source: “Health of the Region Commitments”"):
        assert words in described
    assert root.get("width") == "1280"
    assert 320 <= float(root.get("height")) <= 720
    assert families_of(picture) == {FAMILIES}
    sizes = [float(size) for size in re.findall(r"font-size: ([\d.]+)px", picture.read_text())]
    assert min(sizes) >= SMALLEST
    assert beyond_the_edge(page, picture) == []
    assert spaces(page)["below"] < MOST_SPACE


def families_of(picture: Path) -> set[str]:
    """The typefaces that the texts of a picture ask for."""
    named = re.findall(r"font-family: ([^;]+);", picture.read_text(encoding="utf-8"))
    return {unescape(one).replace('"', "").replace("'", "") for one in named}


def spaces(page: Page) -> dict[str, float]:
    """How much of the picture on the page, in px, is empty between its bars and the words at its
    foot, and below those; and its key."""
    return page.evaluate("""() => {
      const box = (one) => one.getBoundingClientRect();
      const svg = box(document.querySelector("svg"));
      const all = [...document.querySelectorAll(".point path")];
      const bars = Math.max(...all.map(one => box(one).bottom));
      const texts = [...document.querySelectorAll(".annotation-text, .annotation text")].map(box);
      const foot = texts.filter(one => one.top > bars);
      return {
        below: Math.max(Math.min(...foot.map(one => one.top)) - bars,
                        svg.bottom - Math.max(...foot.map(one => one.bottom))),
        key: [...document.querySelectorAll(".legendtext")].map(one => one.textContent),
        drawn: [...document.querySelectorAll(".trace.bars")]
          .filter(one => all.some(bar => one.contains(bar) && box(bar).width > 0)).length,
      };
    }""")


@pytest.mark.parametrize(
    ("query", "chart", "key"),
    [
        ("", "theme", ["Complete", "Substantial", "Limited", "Unclear"]),
        ("&lead=Aston+University", "theme", ["Substantial"]),
        ("&lead=Aston+University", "sector", ["Substantial"]),
        ("&status=Limited&status=Unclear", "lead-organisation", ["Limited", "Unclear"]),
    ],
)
def test_a_picture_is_as_high_as_its_bars_and_its_key_lists_what_is_drawn(
    page, server, tmp_path, query, chart, key
):
    shown(page, server, CHARTS[chart] + query)
    picture = taken(page, chart, "Picture for print (SVG)", tmp_path)
    assert beyond_the_edge(page, picture) == []
    found = spaces(page)
    assert found["below"] < MOST_SPACE
    assert (found["key"], found["drawn"]) == (key, len(key))


def beyond_the_edge(page: Page, picture: Path) -> list[str]:
    """The texts of a picture that its edge cuts, or that lie on one another."""
    page.set_content(f"<body style='margin:0'>{picture.read_text(encoding='utf-8')}</body>")
    return page.evaluate("""() => {
      const svg = document.querySelector("svg").getBoundingClientRect();
      const all = [...document.querySelectorAll("svg text")].filter(one => one.textContent.trim());
      const boxes = all.map(one => [one.textContent, one.getBoundingClientRect()]);
      const cut = boxes.filter(([, box]) => box.left < svg.left - 1 || box.right > svg.right + 1
        || box.top < svg.top - 1 || box.bottom > svg.bottom + 1).map(([text]) => text);
      const over = boxes.flatMap(([text, a], at) => boxes.slice(at + 1).filter(([, b]) =>
        Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 5)
        .map(([other]) => `${text} / ${other}`));
      return [...cut, ...over];
    }""")


@pytest.mark.parametrize("window", WINDOWS)
def test_a_picture_for_a_slide_is_wide_at_twice_its_size_on_white_and_in_the_pages_typeface(
    open_page, server, tmp_path, window
):
    width, height = WINDOWS[window]
    page = open_page(viewport={"width": width, "height": height}, color_scheme="dark")
    shown(page, server, BARS_BY_SECTOR)
    title = page.locator('.cc:has([data-key="use-status-by-sector"]) h2').inner_text()
    file = taken(page, "sector", "Picture for a slide (PNG)", tmp_path)
    picture = Image.open(file).convert("RGB")
    across, down = picture.size
    assert across == 2560
    assert 1200 < down <= 1440
    assert picture.getpixel((5, 5)) == (255, 255, 255)
    # Title, key and bars above; filters, source and licence at the foot.
    inked = [(56, 60, 1400, 110), (500, 190, 1000, 240), (600, 300, 1400, 400)]
    for box in (*inked, (56, down - 140, 1400, down - 50)):
        assert len(picture.crop(box).getcolors(1 << 20)) > 10, box
    # The title ends where it does in the typeface of the page, and not in what stands in for it.
    ink = ImageChops.invert(picture.crop((0, 40, across, 120)).convert("L")).getbbox()
    lengths = page.evaluate(
        """title => {
          const pen = document.createElement("canvas").getContext("2d");
          const { fontFamily } = getComputedStyle(document.querySelector(".cc-body"));
          return [fontFamily, "sans-serif"].map((family) => {
            pen.font = `bold 52px ${family}`;
            return pen.measureText(title).width;
          });
        }""",
        title,
    )
    assert ink[2] - ink[0] == pytest.approx(lengths[0], rel=0.01)
    assert lengths[0] != pytest.approx(lengths[1], rel=0.03)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_picture_as_shown_has_the_width_and_the_colours_of_the_page(
    open_page, server, tmp_path, scheme
):
    page = open_page(color_scheme=scheme)
    shown(page, server, BARS_BY_LEAD)
    on_page = page.locator(".cc-body").evaluate("body => body.clientWidth")
    label = "Picture as shown here (PNG)"
    picture = Image.open(taken(page, "lead-organisation", label, tmp_path)).convert("RGB")
    assert picture.size[0] == 2 * on_page
    paper = {"light": (255, 255, 255), "dark": (17, 22, 28)}
    assert picture.getpixel((5, 5)) == paper[scheme]


def test_a_picture_of_many_bars_grows_and_keeps_16_9(open_page, server_for, tmp_path):
    rows = [
        but(GOOD, Ref=f"C{at}", Lead_organisations=f"Organisation {at} <b>& co</b>")
        for at in range(60)
    ]
    workbook = tmp_path / "many.xlsx"
    workbook.write_bytes(book(*rows))
    page = open_page()
    shown(page, server_for(HOR_WORKBOOK=workbook), BARS_BY_LEAD)
    picture = taken(page, "lead-organisation", "Picture for print (SVG)", tmp_path)
    root = ElementTree.fromstring(picture.read_text(encoding="utf-8"))
    width, height = float(root.get("width")), float(root.get("height"))
    assert height > 1000
    assert width / height == pytest.approx(16 / 9, rel=0.01)
    assert "Organisation 59 <b>& co</b>" in texts(picture)
    assert beyond_the_edge(page, picture) == []


def test_the_other_files_are_made_for_the_filters_on_screen(page, server, tmp_path):
    shown(page, server, f"{BARS_BY_THEME}&sector=NHS")
    slide = taken(page, "theme", "Slide to edit (PowerPoint)", tmp_path)
    ((found, shape),) = charts_of(slide.read_bytes())
    assert "sector NHS" in found.notes_slide.notes_text_frame.text
    assert server.removeprefix("http://") in found.notes_slide.notes_text_frame.text
    total = sum(sum(filter(None, series.values)) for series in shape.chart.plots[0].series)
    for label, ending in (("Table and chart (Excel)", "xlsx"), ("Table (CSV)", "csv")):
        assert taken(page, "theme", label, tmp_path).suffix == f".{ending}"
    table = (tmp_path / "status-by-theme-nhs-2022.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(table.splitlines()))
    numbers = [int(number) for row in rows for number in row.values() if number.isdigit()]
    assert sum(numbers) == total == 16
    # The same again: a file is handed over each time it is asked for.
    assert taken(page, "theme", "Table (CSV)", tmp_path).exists()


def test_the_sentence_is_copied(open_page, server):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    shown(page, server, f"{BARS_BY_THEME}&sector=NHS")
    menu = page.locator('details[data-key="use-status-by-theme"]')
    menu.locator("summary").click()
    menu.get_by_role("button", name="Copy the sentence").click()
    expect(menu.get_by_text("Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "16 of 46 commitments: sector NHS; data as at 2022" in copied
    assert menu.evaluate("menu => menu.open")


def test_the_slides_are_reordered_by_keyboard_and_the_deck_follows(page, server, tmp_path):
    page.goto(f"{server}/downloads")
    settled(page)
    down = page.get_by_role("button", name="Move down Status by theme")
    down.focus()
    page.keyboard.press("Enter")
    titles = page.locator(".parts li li")
    expect(titles.nth(3)).to_contain_text("by sector")
    expect(down).to_be_focused()
    with page.expect_download() as waited:
        page.get_by_role("button", name=re.compile(r"Download \d+ slides")).click()
    waited.value.save_as(tmp_path / "deck.pptx")
    first = charts_of((tmp_path / "deck.pptx").read_bytes())[0][0]
    assert "by sector" in first.shapes.title.text


def test_everything_is_made_with_progress_and_can_be_cancelled(page, server, tmp_path):
    page.goto(f"{server}/downloads")
    settled(page)
    page.get_by_role("button", name="Make everything for the meeting").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("button", name="Cancel")).to_have_count(0)
    expect(page.get_by_role("button", name="Download everything for the meeting")).to_have_count(0)
    page.get_by_role("button", name="Make everything for the meeting").click()
    with page.expect_download() as waited:
        page.get_by_role("button", name="Download everything for the meeting").click()
    assert waited.value.suggested_filename == "everything-2022.zip"


def test_the_organisations_template_is_taken_or_refused_in_a_sentence(page, server):
    page.goto(f"{server}/downloads")
    settled(page)
    chooser = page.locator("input[type=file]")
    chooser.set_input_files({"name": "house.pptx", "mimeType": "", "buffer": dark_template()})
    expect(
        page_content(page).get_by_text("The slides are in the design of “house.pptx”.")
    ).to_be_visible()
    expect(page_content(page).get_by_text("Status colours were adjusted")).to_be_visible()
    page.get_by_test_id("stFileUploader").get_by_role("button", name="house.pptx").click()
    chooser.set_input_files({"name": "x.pptx", "mimeType": "", "buffer": b"PK"})
    expect(page_content(page).get_by_text("may be damaged or cut short")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile(r"Download \d+ slides"))).to_be_visible()
