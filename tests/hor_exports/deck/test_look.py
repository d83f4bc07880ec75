"""How slides look: bars in proportion, numbers that can be read, colours that go with a deck."""

from datetime import date
from io import BytesIO

import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml.ns import qn
from pptx.util import Pt

from hor_data.release import Selection, read_release
from hor_exports.deck import (
    DEFAULT_PARTS,
    HEADLINE_PART,
    MEASURES_PART,
    TABLE_PART,
    build_deck,
    chart_part,
    record_part,
)
from hor_exports.deck.templates.colours import contrast_ratio
from hor_exports.palette import HATCH, STATUS_COLOURS
from hor_exports.view import open_view
from tests.support.decks import dark_template, slides_of
from tests.support.made_templates import USABLE
from tests.support.screens import ROOT

RELEASE = read_release((ROOT / "data/commitments.xlsx").read_bytes(), date(2026, 11, 22))
VIEW = open_view(RELEASE, Selection())
PARTS = (*DEFAULT_PARTS, record_part("HOR-01"))
TITLE = RELEASE.cover["title"]


def test_the_bars_over_the_counts_are_as_long_as_the_counts_are_large():
    (slide,) = slides_of(build_deck(VIEW, (HEADLINE_PART,)))
    bars = [shape for shape in slide.shapes if shape.name == "Decoration"]
    assert [round(21 * bar.width / bars[2].width) for bar in bars] == [6, 14, 21, 5]
    numbers = [shape.text_frame.text for shape in slide.shapes if shape.name == "Not started"]
    assert numbers == ["0\nNot started"]


def test_titles_of_the_default_design_begin_at_the_top():
    deck = Presentation(BytesIO(build_deck(VIEW)))
    for slide in list(deck.slides)[1:]:
        title = slide.shapes.title
        assert title.text_frame._txBody.find(qn("a:bodyPr")).get("anchor") is None
        assert title.top == Pt(20)
    (title,) = (
        holder
        for holder in deck.slide_master.placeholders
        if holder.placeholder_format.type == KIND.TITLE
    )
    assert title.text_frame._txBody.find(qn("a:bodyPr")).get("anchor") == "t"


def dark_numbers_on_dark() -> bytes:
    """A dark template whose slide numbers are dark as well."""
    deck = Presentation(BytesIO(dark_template()))
    for owner in (deck.slide_master, *deck.slide_layouts):
        for holder in owner.placeholders:
            if holder.placeholder_format.type == KIND.SLIDE_NUMBER:
                for colour in holder._element.iter(qn("a:schemeClr")):
                    colour.clear(keep_tail=True)
                    colour.set("val", "bg1")
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "background"),
    [
        (lambda: None, "#FFFFFF"),
        (USABLE["4:3"], "#FFFFFF"),
        (USABLE["10 by 5.63 inches"], "#FFFFFF"),
        (dark_numbers_on_dark, "#1B1F2A"),
    ],
    ids=["ours", "4:3", "10 by 5.63 inches", "dark numbers on dark"],
)
def test_the_number_of_a_slide_can_be_read(make, background):
    deck = Presentation(BytesIO(build_deck(VIEW, (chart_part("theme"),), make())))
    (slide,) = deck.slides
    (number,) = (
        shape for shape in slide.placeholders if shape.placeholder_format.type == KIND.SLIDE_NUMBER
    )
    own = number._element.findall(f".//{qn('a:fld')}/{qn('a:rPr')}/{qn('a:solidFill')}")
    inherited = number._element.findall(f".//{qn('a:defRPr')}/{qn('a:solidFill')}")
    (fill, *_) = [*own, *inherited, *masters_fill(deck)]
    assert not len(fill[0]), "a shade, which this test does not mix"
    assert contrast_ratio(resolved(deck, fill[0]), background) >= 4.5


def masters_fill(deck):
    """The colour of the master's slide number."""
    return [
        fill
        for holder in deck.slide_master.placeholders
        if holder.placeholder_format.type == KIND.SLIDE_NUMBER
        for fill in holder._element.findall(f".//{qn('a:defRPr')}/{qn('a:solidFill')}")
    ]


def resolved(deck, colour):
    """An element's colour as hex, through the map and the theme of the deck."""
    if colour.tag == qn("a:srgbClr"):
        return f"#{colour.get('val')}"
    mapped = deck.slide_master._element.find(qn("p:clrMap")).get(colour.get("val"))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    theme = deck.slide_master.part.part_related_by(kind).blob.decode()
    entry = theme.partition(f"<a:{mapped}>")[2].partition(f"</a:{mapped}>")[0]
    value = entry.partition('lastClr="')[2] or entry.partition('val="')[2]
    return f"#{value.partition(chr(34))[0]}"


@pytest.mark.parametrize(
    ("part", "title"),
    [
        (
            chart_part("theme"),
            "Improving outcomes for ethnic minority communities: 7 of 14"
            " substantial, the most of any theme",
        ),
        (
            chart_part("lead"),
            "46 commitments by lead organisation: 6 complete, 14 substantial, "
            "21 limited and 5 unclear",
        ),
        (record_part("HOR-01"), "HOR-01: Hold the Mayor's roundtable every 6 months"),
        (
            MEASURES_PART,
            "12 of 46 commitments state a number; none of the 15 measures has a "
            "target and a result that count the same thing",
        ),
        (TABLE_PART, "Improving outcomes for ethnic minority communities: 14 commitments"),
    ],
)
def test_a_file_of_one_part_is_called_what_its_first_slide_says(part, title):
    for template in (None, USABLE["4:3"]()):
        content = build_deck(VIEW, (part,), template)
        assert Presentation(BytesIO(content)).core_properties.title == f"{title} – {TITLE}"


def trees(content):
    """The XML of each slide and of each chart."""
    for slide in slides_of(content):
        yield slide._element
        yield from (shape.chart._chartSpace for shape in slide.shapes if shape.has_chart)


@pytest.mark.parametrize("make", [lambda: None, USABLE["4:3"], dark_template])
def test_text_and_lines_take_the_themes_colours_and_statuses_keep_theirs(make):
    """So a slide copied into a dark deck stays readable."""
    content = build_deck(VIEW, PARTS, make())
    of_statuses = {*STATUS_COLOURS.values(), HATCH["fgcolor"], "#0b0c0c", "#ffffff"}
    if make is dark_template:
        of_statuses |= {"#DCEBFA", "#7DB5E8", "#2F79BF", "#9A9A9A", "#818184"}
    fixed = {colour.lstrip("#").upper() for colour in of_statuses}
    for tree in trees(content):
        found = {element.get("val").upper() for element in tree.iter(qn("a:srgbClr"))}
        assert found <= fixed
        for run in tree.iter(qn("a:rPr")):
            colour = run.find(f"{qn('a:solidFill')}/{qn('a:srgbClr')}")
            assert colour is None or stands_on_a_status(run)
    assert any(True for tree in trees(content) for _ in tree.iter(qn("a:schemeClr")))


def stands_on_a_status(run):
    """Whether a run of text is in a cell or a shape that is filled with the colour of a status."""
    for owner in run.iterancestors(qn("a:tc"), qn("p:sp")):
        properties = owner.find(qn("a:tcPr"))
        properties = owner.find(qn("p:spPr")) if properties is None else properties
        fills = [properties.find(qn("a:solidFill")), properties.find(qn("a:pattFill"))]
        return any(fill is not None for fill in fills)
    return False


def test_text_beside_what_is_chosen_takes_the_themes_colour_too():
    view = open_view(RELEASE, Selection(status=("Limited",)))
    content = build_deck(view, (HEADLINE_PART,))
    for tree in trees(content):
        for run in tree.iter(qn("a:rPr")):
            assert run.find(f"{qn('a:solidFill')}/{qn('a:srgbClr')}") is None
