"""Slides that hold whatever they are given: long texts, other scripts, other people's templates."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
from pptx import Presentation
from pptx.util import Inches

from hor_data.release import Selection, read_release
from hor_exports.deck import (
    DEFAULT_PARTS,
    TABLE_PART,
    TemplateRefusedError,
    build_deck,
    chart_part,
    deck_outline,
    record_part,
    template_remarks,
)
from hor_exports.deck.templates.colours import contrast_ratio
from hor_exports.view import open_view
from tests.support.books import BODY, GOOD, UPDATE, book, but, rewritten, unzipped, zipped
from tests.support.decks import (
    ARIAL,
    NARROW,
    TIMES,
    charts_of,
    dark_template,
    faults,
    old_template,
    slides_of,
)
from tests.support.screens import ROOT

TODAY = date(2026, 11, 22)
RELEASE = read_release((ROOT / "data/commitments.xlsx").read_bytes(), TODAY)
EVERYTHING = (*DEFAULT_PARTS, *(record_part(ref) for ref in RELEASE.commitments["Ref"]))
TEMPLATES = {
    "ours": (None, ARIAL),
    "dark": (dark_template(), TIMES),
    "4:3": (old_template(), NARROW),
}


def view_of(release=RELEASE, **selection):
    return open_view(release, Selection(**selection))


@pytest.mark.parametrize("name", TEMPLATES)
def test_nothing_on_any_slide_stands_outside_it_or_overflows(name):
    template, letter = TEMPLATES[name]
    content = build_deck(view_of(), EVERYTHING, template)
    assert len(slides_of(content)) > 60
    assert faults(content, letter) == []


@pytest.mark.parametrize("name", ["dark", "4:3"])
def test_the_organisations_own_layouts_fonts_and_size_are_used(name):
    template, _ = TEMPLATES[name]
    given = Presentation(BytesIO(template))
    made = Presentation(BytesIO(build_deck(view_of(), template=template)))
    assert (made.slide_width, made.slide_height) == (given.slide_width, given.slide_height)
    assert made.slides[0].slide_layout.name == given.slide_layouts[0].name
    titles = {slide.shapes.title.text for slide in made.slides}
    assert "A slide that the template came with" not in titles
    runs = [run for slide in made.slides for run in slide._element.iter("{*}latin")]
    assert not runs, "a font of our own"


def test_statuses_stand_off_a_dark_template_and_the_deck_says_so():
    template, _ = TEMPLATES["dark"]
    content = build_deck(view_of(), (chart_part("theme"),), template)
    ((slide, shape),) = charts_of(content)
    for series in shape.chart.plots[0].series:
        if series.name != "Not started":
            fill = series.format.fill
            colour = fill.back_color.rgb if series.name == "Unclear" else fill.fore_color.rgb
            assert contrast_ratio(f"#{colour}", "#1B1F2A") >= 3
    (remark,) = template_remarks(template)
    assert "Status colours were adjusted" in remark
    assert remark in slide.notes_slide.notes_text_frame.text


def test_the_outline_is_the_titles_of_the_slides():
    slides = slides_of(build_deck(view_of()))
    assert [slide.shapes.title.text for slide in slides] == sum(deck_outline(view_of()), [])


def test_the_properties_say_what_it_is_in_british_english():
    content = build_deck(view_of(), today=date(2026, 11, 22))
    properties = Presentation(BytesIO(content)).core_properties
    assert properties.title == f"Slides – {RELEASE.cover['title']}"
    assert properties.language == "en-GB"
    slide = unzipped(content)["ppt/slides/slide2.xml"].decode()
    assert 'lang="en-GB"' in slide
    assert 'type="slidenum"' in slide


def test_a_selection_with_nothing_in_it_makes_a_deck_that_says_so():
    content = build_deck(view_of(words="nothing has this"))
    titles = [slide.shapes.title.text for slide in slides_of(content)]
    assert titles.count("No commitments match these filters") == 1
    assert not charts_of(content)
    assert faults(content) == []


def test_a_commitment_that_is_gone_is_said_to_be():
    content = build_deck(view_of(), (record_part("HOR-99"),))
    (slide,) = slides_of(content)
    assert slide.shapes.title.text == "HOR-99 is not in this release"


LONG = {
    "a title of 400 characters": {"Title": "A promise to hold more meetings " * 12 + "than before"},
    "a body of 3,000": {"Commitment": "The university promised a meeting every six months. " * 60},
    "one word of 300 letters": {"Title": "Lopado" * 50, "Commitment": "Temacho" * 60},
    "right to left": {"Title": "تعزيز الصحة للجميع", "Commitment": "نتعهد بعقد اجتماع " * 40},
    "emoji": {"Title": "Health 👩🏽‍⚕️ for all 🎉", "Commitment": "We promise 🏥🏥🏥 more. " * 60},
    "Chinese": {"Title": "改善所有人的健康", "Commitment": "我们承诺每六个月举行一次会议。" * 60},
    "markup": {"Title": "<b>&amp; x</b>", "Commitment": "=SUM(A1) <script>x</script> & more"},
}


@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("template", TEMPLATES)
def test_whatever_is_written_fits_and_is_whole_or_whole_in_the_notes(name, template):
    row = GOOD | LONG[name]
    release = read_release(book(row, Updates=[UPDATE], Organisations=[BODY]), TODAY)
    design, letter = TEMPLATES[template]
    content = build_deck(view_of(release), (record_part("C1"), TABLE_PART), design)
    assert faults(content, letter) == []
    slides = slides_of(content)
    shapes = [shape for slide in slides for shape in slide.shapes if shape.has_text_frame]
    body = "".join(one.text_frame.text for one in shapes if not one.name.startswith(AROUND))
    titles = "".join(slide.shapes.title.text for slide in slides)
    notes = slides[0].notes_slide.notes_text_frame.text
    is_cut = "(whole text in the notes)" in body
    assert squeezed(row["Commitment"]) in squeezed(notes if is_cut else body)
    assert any(squeezed(row["Title"]) in squeezed(text) for text in (titles, body))


# What stands on every slide, between two parts of a text that is continued.
AROUND = ("Title", "Source", "Slide Number", "Facts", "Status")


def squeezed(text):
    return "".join(text.split())


def test_the_check_of_slides_sees_what_it_is_for():
    deck = Presentation(BytesIO(build_deck(view_of(), (TABLE_PART,))))
    slide = deck.slides[0]
    slide.shapes.title.text_frame.paragraphs[0].runs[0].text = "More than fits. " * 30
    slide.shapes[-1].left = Inches(12)
    slide.shapes[-1].width = Inches(4)
    out = BytesIO()
    deck.save(out)
    said = " ".join(faults(out.getvalue()))
    assert "needs" in said
    assert "stands outside the slide" in said


# Templates that cannot be used


def pptx(**parts) -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<p/>"} | parts)


def with_macros() -> bytes:
    return rewritten(
        old_template(),
        "[Content_Types].xml",
        lambda xml: xml.replace(b"presentation.main+xml", b"presentation.macroEnabled.main+xml"),
    )


def bomb() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", b"<Types/>")
        packed.writestr("ppt/presentation.xml", b"<p/>")
        packed.writestr("ppt/media/image1.png", b"\0" * ((256 << 20) + 1))
    return out.getvalue()


BAD = {
    "empty": (b"", "The file is empty."),
    "a PDF": (b"%PDF-1.7 and more", "The file is a PDF."),
    "a picture": (b"\x89PNG\r\n", "The file is a picture."),
    "a password": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "has a password"),
    "300 MB": (b"PK\x03\x04" + bytes(300 << 20), "The template is 300 MB, and the most is 50 MB."),
    "cut short": (old_template()[:9000], "may be damaged or cut short"),
    "not slides": (zipped({"[Content_Types].xml": b"<Types/>"}), "not a PowerPoint template"),
    "damaged parts": (pptx(), "may be damaged or cut short"),
    "a bomb": (bomb(), "unpacks to more than this dashboard accepts"),
    "macros": (with_macros(), "holds macros"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_template_that_cannot_be_used_is_refused_in_a_sentence(name):
    content, sentence = BAD[name]
    with pytest.raises(TemplateRefusedError) as refused:
        template_remarks(content)
    assert sentence in str(refused.value)
    with pytest.raises(TemplateRefusedError):
        build_deck(view_of(), template=content)


def test_a_template_without_slides_saved_as_potx_is_used():
    template = rewritten(
        dark_template(),
        "[Content_Types].xml",
        lambda xml: xml.replace(b"presentation.main+xml", b"template.main+xml"),
    )
    content = build_deck(view_of(), template=template)
    assert b"template.main+xml" not in unzipped(content)["[Content_Types].xml"]
    assert faults(content, TIMES) == []


def test_other_words_for_statuses_keep_their_colours_on_slides():
    statuses = [
        {"List": "Status", "Value": "Kept", "Definition": "Done.", "Stands for": "complete"},
        {"List": "Status", "Value": "Begun", "Definition": "A start.", "Stands for": "limited"},
    ]
    rows = [but(GOOD, Status="Kept"), but(GOOD, Ref="C2", Status="Begun")]
    content = book(*rows, Organisations=[BODY], Lists=statuses)
    release = read_release(content, TODAY)
    ((_, shape),) = charts_of(build_deck(view_of(release), (chart_part("theme"),)))
    drawn = shape.chart.plots[0].series
    colours = {series.name: str(series.format.fill.fore_color.rgb) for series in drawn}
    assert colours == {"Kept": "12436D", "Begun": "5694CA"}
