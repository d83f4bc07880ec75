"""Chart slides: on one slide where there is room, and what each of several slides says."""

from datetime import date

import pytest

from hor_data.release import Selection, read_release
from hor_exports.deck import build_deck, chart_part
from hor_exports.view import open_view
from tests.support.decks import charts_of
from tests.support.made_templates import USABLE
from tests.support.screens import ROOT

RELEASE = read_release((ROOT / "data/commitments.xlsx").read_bytes(), date(2026, 11, 22))
VIEW = open_view(RELEASE, Selection())
LEADS = "46 commitments by lead organisation: 6 complete, 14 substantial, 21 limited and 5 unclear"


def sizes_of(shape):
    """The type sizes of a chart's text, in points."""
    runs = shape.chart._chartSpace.iter("{*}defRPr")
    return {int(run.get("sz")) / 100 for run in runs if run.get("sz")}


def alt_of(shape):
    return shape._element._nvXxPr.cNvPr.get("descr")


def test_the_19_lead_organisations_stand_on_one_slide_by_their_short_names():
    ((slide, shape),) = charts_of(build_deck(VIEW, (chart_part("lead"),)))
    assert slide.shapes.title.text == LEADS
    assert list(shape.chart.plots[0].categories) == [
        "Aston University",
        "Birmingham-Solihull ICS",
        "Black Country ICS",
        "Coventry University",
        "Dudley Group",
        "Healthwatch W Midlands",
        "NHS England Midlands",
        "OHID Midlands",
        "PCC West Midlands",
        "Public Health Directors",
        "Royal Wolverhampton",
        "Sandwell & W Birmingham",
        "Solihull Council",
        "UH Birmingham",
        "Walsall Together",
        "West Midlands Police",
        "WM Fire Service",
        "WMCA",
        "YCA Board",
    ]
    assert min(sizes_of(shape)) >= 12


@pytest.mark.parametrize("name", ["4:3", "10 by 5.63 inches", "dark"])
def test_a_chart_over_two_slides_says_the_wholes_point_and_then_its_rows(name):
    first, second = charts_of(build_deck(VIEW, (chart_part("lead"),), USABLE[name]()))
    counted = "46 commitments; 48 counted under lead organisations, as 2 have two leads"
    for number, rows, (slide, shape) in ((1, "1 to 10", first), (2, "11 to 19", second)):
        assert slide.shapes.title.text == f"{LEADS} ({number}\u00a0of\u00a02)"
        shown = f"This slide shows rows {rows} of 19 of a stacked bar chart."
        bar = ("Aston University", "Royal Wolverhampton NHS Trust")[number - 1]
        assert alt_of(shape).startswith(f"{LEADS}. {counted}. {shown} {bar}: ")
        assert slide.notes_slide.notes_text_frame.text.startswith(f"{alt_of(shape)}\n")


def test_the_slides_of_one_chart_have_one_scale_one_type_size_and_one_legend():
    (_, first), (_, second) = charts_of(build_deck(VIEW, (chart_part("lead"),), USABLE["4:3"]()))
    assert sizes_of(first) == sizes_of(second)
    plots = [plot_of(shape) for shape in (first, second)]
    assert plots[0]["x"] == plots[1]["x"]
    tops = [shape.chart.value_axis.maximum_scale for shape in (first, second)]
    assert tops == [9, 9]
    legends = [[series.name for series in shape.chart.plots[0].series] for shape in (first, second)]
    assert legends == [["Complete", "Substantial", "Limited", "Unclear"]] * 2


def plot_of(shape):
    """Where the bars stand in a chart: x, y, w and h as shares of it."""
    manual = shape.chart._chartSpace.find(".//{*}plotArea/{*}layout/{*}manualLayout")
    return {tag: manual.find(f"{{*}}{tag}").get("val") for tag in "xywh"}


def test_a_legend_lists_only_what_is_drawn():
    limited = open_view(RELEASE, Selection(sector=("NHS",), status=("Limited",)))
    for _, shape in charts_of(build_deck(limited, (chart_part("theme"), chart_part("sector")))):
        assert [series.name for series in shape.chart.plots[0].series] == ["Limited"]
