"""Matrix slides: a native table whose numbers pandas counts, over as many slides as it needs."""

import pickle
from datetime import date
from io import BytesIO

import pandas as pd
import pytest

from hor_data.changes import build_trend
from hor_data.release import Selection, read_release
from hor_exports.deck import build_deck, matrix_part, trend_part
from hor_exports.explore import MatrixChoice
from hor_exports.view import open_view, status_chart
from tests.support.books import BODY, GOOD, book, but
from tests.support.decks import charts_of, faults, slides_of
from tests.support.made_templates import USABLE
from tests.support.screens import ROOT
from tests.support.three_releases import three_read

TODAY = date(2026, 11, 22)
SHIPPED = (ROOT / "data/commitments.xlsx").read_bytes()
RELEASE = read_release(SHIPPED, TODAY)
VIEW = open_view(RELEASE, Selection())
NOTE = "Rows add up to 47, as some of the 46 are in more than one."


def slides(choice, view=VIEW, template=None):
    return slides_of(build_deck(view, (matrix_part(choice),), template))


def table_of(slide):
    """The native table of a slide: its heads, and by the name of each row its cells."""
    (shape,) = (shape for shape in slide.shapes if shape.has_table)
    heads, *rows = ([cell.text for cell in row.cells] for row in shape.table.rows)
    return heads, {name: cells for name, *cells in rows}


def joined(found):
    """The numbers of all slides of a matrix in one frame, by row and column."""
    frames = []
    for slide in found:
        heads, rows = table_of(slide)
        frame = pd.DataFrame.from_dict(rows, orient="index", columns=heads[1:])
        frames.append(frame.map(lambda text: int(text.replace(",", ""))))
    whole = frames[0]
    for frame in frames[1:]:
        whole = whole.combine_first(frame)
    return whole.astype(int)


def memberships(content, *columns):
    """One row a pair of values that a commitment has, as pandas reads the workbook."""
    rows = pd.read_excel(BytesIO(content), sheet_name="Commitments", engine="openpyxl")
    bodies = pd.read_excel(BytesIO(content), sheet_name="Organisations", engine="openpyxl")
    sectors = dict(zip(bodies["Organisation"], bodies["Sector"], strict=True))
    rows["Sector"] = [
        list(dict.fromkeys(sectors[name] for name in names.split("; ")))
        for names in rows["Lead organisations"]
    ]
    rows["Who it is for"] = rows["Who it is for"].str.split("; ")
    for column in columns:
        rows = rows.explode(column)
    return rows


@pytest.mark.parametrize("design", ["ours", "4:3", "dark"])
@pytest.mark.parametrize(
    ("choice", "columns"),
    [
        (MatrixChoice("theme", "sector"), ("Theme", "Sector")),
        (MatrixChoice("sector", "area", "most"), ("Sector", "Area")),
        (MatrixChoice("area", "group", "name"), ("Area", "Who it is for")),
    ],
)
def test_the_numbers_on_the_slides_are_those_of_a_crosstab_on_the_workbook(design, choice, columns):
    template = USABLE[design]() if design in USABLE else None
    content = build_deck(VIEW, (matrix_part(choice),), template)
    whole = joined(slides_of(content))
    rows = memberships(SHIPPED, *columns)
    counts = pd.crosstab(rows[columns[0]], rows[columns[1]])
    shown = whole.drop(index="All", columns="Total")
    assert shown.to_dict() == counts.loc[shown.index, shown.columns].to_dict()
    assert set(shown.index) == set(counts.index)
    assert set(shown.columns) == set(counts.columns)
    once = [rows.drop_duplicates(["Ref", column])[column].value_counts() for column in columns]
    assert whole["Total"].drop("All").to_dict() == once[0].to_dict()
    assert whole.loc["All"].drop("Total").to_dict() == once[1].to_dict()
    assert whole.loc["All", "Total"] == 46
    assert faults(content) == []


def test_its_slide_has_the_title_of_the_matrix_and_says_what_counts_twice():
    (slide,) = slides(MatrixChoice("sector", "deadline"))
    assert (
        slide.shapes.title.text == "“NHS” and “No date set” meet most often: 14 of 46 commitments"
    )
    (lead,) = (
        shape.text_frame.text
        for shape in slide.shapes
        if shape.has_text_frame and shape.text_frame.text.startswith("Number of")
    )
    assert lead == (
        f"Number of commitments by sector and deadline: All 46 commitments. {NOTE} "
        "Deadlines are judged on 22 November 2026."
    )
    (shape,) = (shape for shape in slide.shapes if shape.has_table)
    assert shape._element._nvXxPr.cNvPr.get("descr") == (
        "Table of commitments by sector and deadline: 8 rows, 3 columns."
    )


def test_its_notes_have_all_its_numbers_and_lead_back_to_it():
    choice = MatrixChoice("sector", "deadline", "most")
    content = build_deck(VIEW, (matrix_part(choice),), address="https://dashboard.example/")
    (slide,) = slides_of(content)
    notes = slide.notes_slide.notes_text_frame.text
    assert "NHS: 16 commitments: 1 Past due, 1 Not yet due and 14 No date set." in notes
    assert "All: 46 commitments: 1 Past due, 1 Not yet due and 44 No date set." in notes
    assert "https://dashboard.example/?rows=sector&columns=deadline&order=most" in notes
    heads, rows = table_of(slide)
    assert heads == ["Sector", "Past due", "Not yet due", "No date set", "Total"]
    assert list(rows)[:2] == ["NHS", "Combined authority"]


def test_what_the_filters_leave_out_is_pale_and_in_no_total():
    view = open_view(RELEASE, Selection(sector=("NHS",)))
    (slide,) = slides(MatrixChoice("sector", "deadline"), view)
    _, rows = table_of(slide)
    assert rows["NHS"] == ["1", "1", "14", "16"]
    assert rows["Combined authority"][-1] == "9"
    assert rows["All"] == ["1", "1", "14", "16"]
    (table,) = (shape.table for shape in slide.shapes if shape.has_table)
    colours = {
        row.cells[0].text: row.cells[0]._tc.xml.partition("<a:solidFill>")[2][:60]
        for row in table.rows
    }
    assert colours["NHS"] == colours["All"]
    assert colours["Combined authority"] == colours["Universities"] != colours["NHS"]
    assert "The filters choose sector NHS; no total counts what stands beside it." in (
        slide.notes_slide.notes_text_frame.text
    )


def test_fifty_organisations_by_thirty_areas_have_their_headings_on_each_slide():
    areas = [
        f"Area number {number} {'and around it ' * (number % 4)}".strip() for number in range(30)
    ]
    names = [f"Body {number} {'of the county ' * (number % 3)}".strip() for number in range(50)]
    names[7] = f"A body {'of many words ' * 15}".strip()
    rows = [
        but(GOOD, Ref=f"C{number}", Area=areas[number % 30], Lead_organisations=names[number % 50])
        for number in range(150)
    ]
    bodies = [but(BODY, Organisation=name, Short_name="") for name in names]
    lists = [{"List": "Area", "Value": area} for area in areas]
    release = read_release(book(*rows, Organisations=bodies, Lists=lists), TODAY)
    content = build_deck(
        open_view(release, Selection()), (matrix_part(MatrixChoice("lead", "area")),)
    )
    found = slides_of(content)
    seen = []
    for number, slide in enumerate(found, start=1):
        heads, cells = table_of(slide)
        assert slide.shapes.title.text.endswith(f"({number}\u00a0of\u00a0{len(found)})")
        assert heads[0] == "Lead organisation"
        seen += [(row, head) for row in cells for head in heads[1:]]
    assert len(seen) == len(set(seen)) == 51 * 31
    notes = "".join(slide.notes_slide.notes_text_frame.text for slide in found)
    assert all(f"{name}: 3 commitments: " in notes for name in names)
    assert faults(content) == []


def test_columns_of_statuses_are_a_native_chart_in_the_order_chosen():
    content = build_deck(VIEW, (matrix_part(MatrixChoice("theme", "status", "complete")),))
    ((slide, shape),) = charts_of(content)
    plot = shape.chart.plots[0]
    complete = next(series for series in plot.series if series.name == "Complete")
    numbers = [number or 0 for number in complete.values]
    assert numbers == sorted(numbers)
    assert list(plot.categories)[0] == "Improving outcomes for ethnic minority communities"
    assert slide.shapes.title.text == status_chart(VIEW, "theme").title


def test_columns_of_releases_are_a_native_chart_of_the_trend():
    releases = three_read()
    view = open_view(releases[-1], Selection(sector=("NHS",)))
    trend = build_trend(releases, view.selection, "theme")
    parts = (matrix_part(MatrixChoice("theme", "release"), trend), trend_part(trend))
    found = charts_of(build_deck(view, parts))
    assert [slide.shapes.title.text for slide, _ in found] == [
        "1 of 15 is complete in June 2026; in 2022 1 of 16 was"
    ] * 2
    slide, shape = found[0]
    assert list(shape.chart.plots[0].categories) == ["2022", "June 2024", "June 2026"]
    assert "Shown: In each release: sector NHS." in slide.notes_slide.notes_text_frame.text


def test_where_a_status_is_chosen_the_trend_speaks_of_it_and_shows_all():
    releases = three_read()
    view = open_view(releases[-1], Selection(status=("Limited",)))
    trend = build_trend(releases, view.selection, "theme")
    part = trend_part(trend, view.selection.status)
    ((slide, shape),) = charts_of(build_deck(view, (part,)))
    assert slide.shapes.title.text == "18 of 47 are limited in June 2026; in 2022 21 of 46 were"
    assert len(shape.chart.plots[0].series) == 4
    assert "Shown: All commitments of each release." in slide.notes_slide.notes_text_frame.text


def test_where_nothing_matches_one_slide_says_so_in_place_of_the_matrix():
    view = open_view(RELEASE, Selection(words="nothing has this"))
    (slide,) = slides(MatrixChoice("sector", "deadline"), view)
    assert slide.shapes.title.text == "No commitments match these filters"


def test_the_parts_are_plain_values_that_can_be_sent_to_another_process():
    trend = build_trend(three_read(), Selection(), "theme")
    for part in (matrix_part(MatrixChoice("sector", "deadline")), trend_part(trend)):
        sent = pickle.dumps(part)
        assert len(sent) < 20_000
        assert pickle.loads(sent).kind == part.kind
