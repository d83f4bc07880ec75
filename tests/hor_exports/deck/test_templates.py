"""Templates that people really have: what is taken from them, what is not, and what is refused."""

import re
import time
import zipfile
from datetime import date
from io import BytesIO

import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from hor_data.release import Selection, read_release
from hor_exports.deck import (
    DEFAULT_PARTS,
    HEADLINE_PART,
    SOURCES_PART,
    TABLE_PART,
    TemplateRefusedError,
    build_deck,
    deck_outline,
    record_part,
    template_remarks,
)
from hor_exports.deck.templates.colours import contrast_ratio
from hor_exports.view import open_view
from tests.support.books import BODY, GOOD, UPDATE, book, but, unzipped
from tests.support.crowded_templates import SECRETS, USED_FONT, saved, started
from tests.support.decks import charts_of, faults, slides_of
from tests.support.made_templates import USABLE, with_much_xml
from tests.support.screens import ROOT

TODAY = date(2026, 11, 22)
RELEASE = read_release((ROOT / "data/commitments.xlsx").read_bytes(), TODAY)
VIEW = open_view(RELEASE, Selection())
LATIN = re.compile(rb'<a:latin typeface="([^"]*)')


@pytest.fixture(scope="module")
def decks():
    """The deck of everything in each template."""
    return {name: build_deck(VIEW, template=make(), today=TODAY) for name, make in USABLE.items()}


@pytest.mark.parametrize("name", USABLE)
def test_a_deck_has_about_as_many_slides_in_every_template(decks, name):
    ours = len(slides_of(build_deck(VIEW)))
    assert abs(len(slides_of(decks[name])) - ours) <= 0.3 * ours


@pytest.mark.parametrize("name", USABLE)
def test_nothing_overflows_stands_outside_or_is_too_small_in_any_template(decks, name):
    assert faults(decks[name]) == []


@pytest.mark.parametrize("name", USABLE)
def test_records_fit_in_every_template(name):
    parts = [record_part(ref) for ref in RELEASE.commitments["Ref"][:6]]
    assert faults(build_deck(VIEW, parts, USABLE[name]())) == []


@pytest.mark.parametrize("name", USABLE)
def test_every_number_of_the_headline_stands_in_its_title(decks, name):
    ((headline,),) = deck_outline(VIEW, (HEADLINE_PART,))
    titles = [slide.shapes.title.text for slide in slides_of(decks[name])]
    assert headline in titles


@pytest.mark.parametrize("name", USABLE)
def test_nothing_of_the_uploaded_file_is_carried_into_the_deck(decks, name):
    parts = unzipped(decks[name])
    for secret in SECRETS:
        assert not [part for part, content in parts.items() if secret.encode() in content]
    folders = {re.sub(r"\d+", "", part) for part in parts if not part.startswith("ppt/embeddings")}
    assert folders <= CARRIED, folders - CARRIED
    assert len(parts) == len(zipfile.ZipFile(BytesIO(decks[name])).namelist())


# All that a deck is made of.
CARRIED = {
    *("[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "docProps/app.xml"),
    *("ppt/presentation.xml", "ppt/_rels/presentation.xml.rels", "ppt/theme/theme.xml"),
    *("ppt/presProps.xml", "ppt/viewProps.xml", "ppt/tableStyles.xml"),
    *("ppt/slideMasters/slideMaster.xml", "ppt/slideMasters/_rels/slideMaster.xml.rels"),
    *("ppt/slideLayouts/slideLayout.xml", "ppt/slideLayouts/_rels/slideLayout.xml.rels"),
    *("ppt/slides/slide.xml", "ppt/slides/_rels/slide.xml.rels"),
    *("ppt/notesMasters/notesMaster.xml", "ppt/notesMasters/_rels/notesMaster.xml.rels"),
    *("ppt/notesSlides/notesSlide.xml", "ppt/notesSlides/_rels/notesSlide.xml.rels"),
    *("ppt/charts/chart.xml", "ppt/charts/_rels/chart.xml.rels", "ppt/media/image.png"),
}


def test_type_is_as_large_for_the_slide_on_small_slides_as_on_large_ones(decks):
    largest = {name: size_of(decks[name]) for name in ("10 by 5.63 inches", "right to left")}
    assert largest["10 by 5.63 inches"] == pytest.approx(largest["right to left"] * 0.75, abs=0.6)


def size_of(content):
    """The type size of the table of commitments, in points."""
    table = next(shape for slide in slides_of(content) for shape in slide.shapes if shape.has_table)
    return table.table.cell(1, 0).text_frame.paragraphs[0].runs[0].font.size.pt


def test_slides_twice_as_large_have_type_twice_as_large():
    content = build_deck(VIEW, (TABLE_PART,), saved(started(26.667, 15)))
    ours = build_deck(VIEW, (TABLE_PART,), saved(started()))
    assert size_of(content) == 2 * size_of(ours)
    assert len(slides_of(content)) == len(slides_of(ours))


def test_slides_of_4_by_3_inches_hold_as_much():
    content = build_deck(VIEW, template=saved(started(4, 3)))
    standard = build_deck(VIEW, template=USABLE["4:3"]())
    assert abs(len(slides_of(content)) - len(slides_of(standard))) <= 2
    assert size_of(content) == pytest.approx(0.4 * size_of(standard), abs=0.2)


def test_the_master_that_the_templates_own_slides_use_is_taken(decks):
    deck = Presentation(BytesIO(decks["two masters"]))
    assert len(deck.slide_masters) == 1
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    theme = deck.slide_master.part.part_related_by(kind).blob
    assert set(LATIN.findall(theme)) == {USED_FONT.encode()}


@pytest.mark.parametrize("name", ["of LibreOffice", "4:3", "a title band"])
def test_the_deck_opens_with_the_templates_title_slide(decks, name):
    first = slides_of(decks[name])[0]
    assert first.slide_layout.name == "Title Slide"
    assert first.shapes.title.text == RELEASE.cover["title"]
    words = " ".join(shape.text_frame.text for shape in first.placeholders)
    assert "All 46 commitments" in words
    assert "Slides made on 22 November 2026" in words
    assert "The template has no title slide" not in " ".join(template_remarks(USABLE[name]()))


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("no title slide", "The template has no title slide, so a content slide opens."),
        ("no title", "No layout of the template has a title, so one was added."),
        ("on a picture", "so charts, tables and words stand on a white panel."),
        ("on a gradient", "so charts, tables and words stand on a white panel."),
    ],
)
def test_what_was_adapted_is_said(name, sentence):
    assert sentence in " ".join(template_remarks(USABLE[name]()))


@pytest.mark.parametrize("name", ["on a picture", "on a gradient"])
def test_all_text_on_a_picture_or_gradient_stands_on_a_panel(decks, name):
    for slide in slides_of(decks[name]):
        panels = [shape for shape in slide.shapes if is_panel(shape)]
        for shape in slide.shapes:
            is_text = shape.has_table or (shape.has_text_frame and shape.text_frame.text.strip())
            if is_text and not is_number(shape):
                assert any(holds(panel, shape) for panel in panels), shape.name


def is_panel(shape):
    return (
        shape.name == "Decoration"
        and shape.fill.type == 1
        and str(shape.fill.fore_color.rgb) == "FFFFFF"
    )


def is_number(shape):
    return shape.is_placeholder and shape.placeholder_format.type == KIND.SLIDE_NUMBER


def holds(outer, inner):
    return (
        outer.left <= inner.left + 12700
        and outer.top <= inner.top + 12700
        and outer.left + outer.width >= inner.left + inner.width - 12700
        and outer.top + outer.height >= inner.top + inner.height - 12700
    )


def test_a_title_that_could_not_be_read_on_its_band_takes_another_colour(decks):
    for slide in slides_of(decks["a title band"])[1:]:
        run = slide.shapes.title.text_frame.paragraphs[0].runs[0]
        assert contrast_ratio(f"#{run.font.color.rgb}", "#1F284D") > 4.5


def test_nothing_stands_on_a_title_band_but_the_title(decks):
    for slide in slides_of(decks["a title band"])[1:]:
        for shape in slide.shapes:
            if shape._element is not slide.shapes.title._element and shape.width:
                assert shape.top >= Inches(2.1), shape.name


def test_a_subtitle_one_line_high_grows_so_that_nothing_overprints(decks):
    first = slides_of(decks["a title band"])[0]
    subtitle = next(one for one in first.placeholders if one.placeholder_format.idx == 1)
    assert subtitle.height > Pt(100)
    assert subtitle.top >= first.shapes.title.top + first.shapes.title.height


def test_a_content_box_as_high_as_a_line_grows_into_the_free_room(decks):
    _, chart = charts_of(decks["a fitted box"])[0]
    assert chart.height > Inches(3)


def test_text_in_a_right_to_left_template_runs_left_to_right(decks):
    for slide in slides_of(decks["right to left"]):
        for paragraph in slide._element.iter(qn("a:p")):
            style = paragraph.find(qn("a:pPr"))
            if paragraph.find(qn("a:r")) is not None and style.get("algn") != "ctr":
                assert style.get("rtl") == "0"


def test_no_word_is_broken_in_a_narrow_column():
    row = but(GOOD, Title="Thermohygrometrically uncharacteristic", Status="Limited")
    release = read_release(book(row, Updates=[UPDATE], Organisations=[BODY]), TODAY)
    view = open_view(release, Selection())
    for name in ("4:3", "10 by 5.63 inches"):
        slide = slides_of(build_deck(view, (TABLE_PART,), USABLE[name]()))[0]
        table = next(shape.table for shape in slide.shapes if shape.has_table)
        for column, cell in zip(table.columns, table.rows[1].cells, strict=True):
            size = cell.text_frame.paragraphs[0].runs[0].font.size.pt
            longest = max(cell.text_frame.text.split(), key=len, default="")
            assert len(longest) * size * 0.5 < column.width.pt


def test_a_template_that_unpacks_to_300_mb_of_xml_is_refused_at_once():
    content = with_much_xml()
    assert len(content) < 500_000
    before = time.monotonic()
    with pytest.raises(TemplateRefusedError, match="unpacks to more than this dashboard accepts"):
        template_remarks(content)
    assert time.monotonic() - before < 5


def test_a_template_that_says_it_unpacks_to_less_than_it_does_is_refused():
    content = with_much_xml()
    size = (300 << 20).to_bytes(4, "little")
    with pytest.raises(TemplateRefusedError):
        template_remarks(content.replace(size, (10).to_bytes(4, "little")))


def test_a_deck_in_a_template_says_who_made_it_and_not_who_made_the_template(decks):
    properties = Presentation(BytesIO(decks["leftovers"])).core_properties
    assert properties.author == RELEASE.cover["publisher"]
    assert properties.last_modified_by == RELEASE.cover["publisher"]


def test_what_was_adapted_is_said_on_the_last_slide():
    content = build_deck(VIEW, (*DEFAULT_PARTS[:1], SOURCES_PART), USABLE["on a gradient"]())
    words = " ".join(
        shape.text_frame.text
        for slide in slides_of(content)
        for shape in slide.shapes
        if shape.has_text_frame
    )
    assert "charts, tables and words stand on a white panel." in words
