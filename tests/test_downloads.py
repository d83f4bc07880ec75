"""What is downloaded holds what is on screen: decks are opened again and read."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from hor_data.release import read_release
from hor_data.selection import Selection
from hor_ui.deck import DEFAULT_PARTS, ChartSlide, build_deck, outline
from hor_ui.view import open_view, status_chart
from tests.screens import ROOT, opened, words

RELEASE = read_release((ROOT / "data/commitments.xlsx").read_bytes(), date(2026, 11, 22))
SELECTIONS = (
    Selection(),
    Selection(theme=("People-powered health",)),
    Selection(sector=("NHS",), status=("Limited", "Unclear")),
    Selection(words="training"),
    Selection(deadline=("Past due",)),
)


def native_charts(content):
    slides = Presentation(BytesIO(content)).slides
    return [(slide, shape) for slide in slides for shape in slide.shapes if shape.has_chart]


@pytest.mark.parametrize("field", ["theme", "sector", "area", "group"])
@pytest.mark.parametrize("selection", SELECTIONS, ids=lambda one: one.as_query() or "everything")
def test_a_slide_holds_the_charts_own_table_as_a_native_chart(field, selection):
    view = open_view(RELEASE, selection)
    chart = status_chart(view, field)
    ((slide, shape),) = native_charts(build_deck(view, (ChartSlide(field),)))
    plot = shape.chart.plots[0]
    drawn = {series.name: [int(value or 0) for value in series.values] for series in plot.series}
    some = {status: chart.table[status].tolist() for status in drawn}
    assert drawn == some
    assert sum(map(sum, some.values())) == chart.table.to_numpy().sum()
    assert list(plot.categories) == list(chart.table.index)
    sheet = load_workbook(BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob)).active
    assert [cell.value for cell in sheet[1]][1:] == list(drawn)
    assert shape._element._nvXxPr.cNvPr.get("descr")
    assert slide.shapes.title.text == chart.title
    assert slide.has_notes_slide


def test_the_outline_is_the_titles_of_the_slides():
    view = open_view(RELEASE, Selection())
    slides = Presentation(BytesIO(build_deck(view))).slides
    assert [slide.shapes.title.text for slide in slides] == outline(view, DEFAULT_PARTS)


def test_the_page_shows_the_outline_under_the_filters_in_force():
    said = words(opened("downloads", theme=["People-powered health"]))
    assert "Of 9 commitments, 2 are complete, 3 substantial and 4 limited" in said
