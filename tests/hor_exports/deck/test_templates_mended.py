"""Faults that decks in templates of public repositories had when they were looked at."""

from datetime import date

import pytest
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml.ns import qn
from pptx.util import Inches

from hor_data.release import Selection, read_release
from hor_exports.deck import COVER_PART, HEADLINE_PART, build_deck, chart_part
from hor_exports.view import open_view
from tests.support.crowded_templates import saved, started
from tests.support.decks import slides_of
from tests.support.made_templates import USABLE, of_a_paper_page
from tests.support.screens import ROOT

TODAY = date(2026, 11, 22)
RELEASE = read_release((ROOT / "data/commitments.xlsx").read_bytes(), TODAY)
VIEW = open_view(RELEASE, Selection())
PARTS = (COVER_PART, HEADLINE_PART)
TITLE_RUN = f"{qn('p:txStyles')}/{qn('p:titleStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}"
# How wide a letter and a figure are for their height in DejaVu Sans, which programs put in place of
# fonts that a machine has not.
LETTER, FIGURE = 0.53, 0.636


def with_spaced_titles(points):
    """A template whose titles have so many points after each letter."""
    deck = started()
    deck.slide_master._element.find(TITLE_RUN).set("spc", str(points * 100))
    return saved(deck)


def test_a_title_without_a_fill_is_dark_on_white_though_the_masters_is_white_on_dark():
    first, second = slides_of(build_deck(VIEW, PARTS, USABLE["a filled title"]()))
    (run,) = first.shapes.title.text_frame.paragraphs[0].runs
    assert run.font.color.theme_color == MSO_THEME_COLOR.TEXT_1, "black in this theme"
    (run,) = second.shapes.title.text_frame.paragraphs[0].runs
    assert run._r.rPr.find(qn("a:solidFill")) is None, "white on dark, as the template has it"


def test_the_number_of_a_slide_has_a_box_as_wide_as_three_figures():
    (slide,) = slides_of(build_deck(VIEW, (HEADLINE_PART,), USABLE["a narrow number"]()))
    (number,) = (
        shape for shape in slide.placeholders if shape.placeholder_format.type == KIND.SLIDE_NUMBER
    )
    (size,) = {int(run.get("sz")) / 100 for run in number._element.iter(qn("a:rPr"))}
    assert number.width.pt - 14.4 >= 3 * size * FIGURE
    assert number.left + number.width == pytest.approx(Inches(9.4) + Inches(10 / 72), abs=20)


def test_text_is_set_plainly_and_from_the_left_whatever_new_boxes_are_set_in():
    content = build_deck(VIEW, (HEADLINE_PART, chart_part("theme")), USABLE["boxes in capitals"]())
    slides = slides_of(content)
    presentation = slides[0].part.package.presentation_part._element
    path = f"{qn('a:lvl1pPr')}/{qn('a:defRPr')}"
    assert not {"cap", "baseline"} & set(
        presentation.find(f"{qn('p:defaultTextStyle')}/{path}").attrib
    )
    (own,) = (shape for shape in slides[0].slide_layout.shapes if shape.name.startswith("TextBox"))
    kept = own.text_frame._txBody.find(f"{qn('a:lstStyle')}/{path}")
    assert own.text_frame.text == "How we work"
    assert (kept.get("cap"), kept.get("baseline")) == ("all", "3999")
    for slide in slides:
        for shape in slide.shapes:
            if shape.has_text_frame and not shape.is_placeholder and shape.text_frame.text:
                styles = shape._element.findall(f".//{qn('a:pPr')}")
                assert {style.get("algn") for style in styles} == {"l"}, shape.name


def test_a_title_whose_letters_are_set_apart_is_as_much_smaller():
    sizes = {}
    for points in (0, 9, 12):
        (slide,) = slides_of(build_deck(VIEW, (HEADLINE_PART,), with_spaced_titles(points)))
        (run,) = slide.shapes.title.text_frame.paragraphs[0].runs
        assert (
            run.text
            == "Of 46 commitments, 6 are complete, 14 substantial, 21 limited and 5 unclear"
        )
        sizes[points] = run.font.size.pt
        long = len(run.text) * (run.font.size.pt * LETTER * 0.9 + points)
        assert long <= 2 * (slide.shapes.title.width.pt - 14.4)
    assert sizes[0] > sizes[9] > sizes[12]


def test_no_name_of_a_status_is_broken_on_a_narrow_slide():
    (slide,) = slides_of(build_deck(VIEW, (HEADLINE_PART,), of_a_paper_page()))
    statuses = {status.value for status in RELEASE.statuses}
    names = [shape for shape in slide.shapes if shape.name in statuses]
    assert len(names) == 5
    for shape in names:
        (run,) = shape.text_frame.paragraphs[1].runs
        longest = max(map(len, run.text.split()))
        assert longest * run.font.size.pt * LETTER <= shape.width.pt, run.text
        assert "…" not in run.text
