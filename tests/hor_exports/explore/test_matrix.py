"""The matrix: two groupings, or a grouping and the releases, with what stands for comparison."""

import pytest

from hor_data.changes import build_trend
from hor_data.release import Selection
from hor_exports.explore import (
    COLUMN_FIELDS,
    ROW_FIELDS,
    MatrixChoice,
    build_matrix,
    orders_for,
)
from hor_exports.view import open_view
from tests.hor_exports.explore.made import ACCESS, PEOPLE, release
from tests.support.later import BEFORE
from tests.support.three_releases import three_read

NOW = release(
    (PEOPLE, "A", "Complete", "2022"),
    (PEOPLE, "A", "Limited", "2021"),
    (PEOPLE, "AB", "Limited", "2020"),
    (ACCESS, "C", "Unclear"),
    (ACCESS, "B", "Complete", "2023"),
)


def matrix(rows="theme", columns="status", order="listed", release=NOW, **chosen):
    view = open_view(release, Selection(**chosen))
    return build_matrix(view, MatrixChoice(rows, columns, order))


def numbers(made):
    """{row: {column: number}} of the cells that are not nought."""
    return {
        row.label: {
            column.label: cell.number
            for column, cell in zip(made.columns, cells, strict=True)
            if cell.number
        }
        for row, cells in zip(made.rows, made.cells, strict=True)
    }


def others(headings):
    return [heading.label for heading in headings if heading.other]


def test_a_cell_has_its_number_its_members_and_its_share_of_the_row():
    made = matrix()
    assert numbers(made) == {
        PEOPLE: {"Complete": 1, "Limited": 2},
        ACCESS: {"Complete": 1, "Unclear": 1},
    }
    (complete, _, limited, *_), _ = made.cells[[row.value for row in made.rows].index(PEOPLE)], 0
    assert (complete.positions, limited.positions) == ((0,), (1, 2))
    assert limited.share == pytest.approx(2 / 3)
    assert made.total == 5


def test_every_status_is_a_column_and_of_other_groupings_what_has_a_commitment():
    assert [(column.label, column.number, column.meaning) for column in matrix().columns] == [
        ("Complete", 2, "complete"),
        ("Substantial", 0, "substantial"),
        ("Limited", 2, "limited"),
        ("Not started", 0, "not started"),
        ("Unclear", 1, "unclear"),
    ]
    assert [column.label for column in matrix(columns="deadline").columns] == ["No date set"]
    assert [column.label for column in matrix(columns="reported").columns] == [
        *("2023", "2022", "2021", "2020", "No update yet")
    ]


def test_a_press_chooses_the_row_the_column_or_both_of_a_cell():
    made = matrix("lead", "sector")
    assert [row.press for row in made.rows][:2] == ["lead=Aston University", "lead=Borough Council"]
    assert made.columns[0].press.startswith("sector=")
    assert made.cells[0][0].press == "only=lead=Aston+University&sector=Local+government"


# A filter by the rows or the columns


def test_rows_that_the_filter_leaves_out_stand_for_comparison():
    made = matrix(theme=(PEOPLE,))
    assert numbers(made) == numbers(matrix())
    assert others(made.rows) == [ACCESS]
    assert others(made.columns) == []
    assert [[cell.other for cell in cells] for cells in made.cells] == [
        [row.other] * 5 for row in made.rows
    ]
    assert [column.number for column in made.columns] == [1, 0, 2, 0, 0]


def test_columns_that_the_filter_leaves_out_stand_for_comparison():
    made = matrix(status=("Limited", "Complete"))
    assert numbers(made) == numbers(matrix())
    assert others(made.columns) == ["Substantial", "Not started", "Unclear"]
    assert others(made.rows) == []
    assert {row.label: row.number for row in made.rows} == {PEOPLE: 3, ACCESS: 1}


def test_a_filter_by_neither_leaves_nothing_for_comparison():
    made = matrix(lead=("Aston University",))
    assert numbers(made) == {PEOPLE: {"Complete": 1, "Limited": 2}}
    assert not others([*made.rows, *made.columns])
    assert made.total == 3


def test_rows_that_another_filter_empties_are_left_out():
    assert [row.label for row in matrix(status=("Limited",)).rows] == [PEOPLE]


def test_where_nothing_matches_there_is_no_row():
    made = matrix(words="zebra")
    assert (made.rows, made.cells, made.total) == ([], [], 0)


# Orders


@pytest.mark.parametrize(
    ("rows", "order", "expected"),
    [
        ("lead", "listed", ["Aston", "BC", "CT"]),
        ("lead", "most", ["Aston", "BC", "CT"]),
        ("lead", "complete", ["CT", "Aston", "BC"]),
        ("lead", "name", ["Aston", "BC", "CT"]),
        ("lead", "silent", ["CT", "Aston", "BC"]),
        ("sector", "name", ["Local government", "NHS", "Universities"]),
        ("sector", "most", ["Universities", "Local government", "NHS"]),
        ("sector", "silent", ["NHS", "Universities", "Local government"]),
        ("theme", "name", [PEOPLE, ACCESS]),
    ],
)
def test_the_orders_of_rows(rows, order, expected):
    assert [row.label for row in matrix(rows, order=order).rows] == expected


def test_of_as_few_complete_the_row_with_more_commitments_comes_first():
    # Aston has one complete of three, Borough Council one of two.
    assert [row.number for row in matrix("lead", order="complete").rows] == [1, 3, 2]


def test_in_order_of_silence_each_row_says_its_last_update():
    assert [row.remark for row in matrix("lead", order="silent").rows] == [
        "no update yet",
        "last update 2022",
        "last update 2023",
    ]
    assert {row.remark for row in matrix("lead").rows} == {""}


@pytest.mark.parametrize("columns", COLUMN_FIELDS)
def test_fewest_complete_is_offered_only_where_statuses_stand(columns):
    assert ("complete" in orders_for(columns)) == (columns in ("status", "release"))
    assert {"listed", "most", "name", "silent"} <= set(orders_for(columns))


# What counts twice


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        (("theme", "status"), ""),
        (("sector", "status"), "Rows add up to 6, as some of the 5 are in more than one."),
        (("lead", "status"), "Rows add up to 6, as some of the 5 are in more than one."),
        (("theme", "lead"), "Columns add up to 6, as some of the 5 are in more than one."),
        (
            ("lead", "sector"),
            "Rows add up to 6 and columns add up to 6, as some of the 5 are in more than one.",
        ),
    ],
    ids=str,
)
def test_what_counts_twice_is_said(choice, sentence):
    assert matrix(*choice).repeats == sentence


def test_nothing_counts_twice_where_the_filters_leave_only_commitments_of_one_lead():
    assert matrix("lead", theme=(ACCESS,)).repeats == ""


@pytest.mark.parametrize("rows", ROW_FIELDS)
@pytest.mark.parametrize("columns", [field for field in COLUMN_FIELDS if field != "release"])
def test_any_rows_and_columns_of_the_shipped_release_can_be_shown(rows, columns):
    if rows == columns:
        return
    made = matrix(rows, columns, release=BEFORE)
    assert made.total == 46
    assert made.caption.startswith("46 commitments by ")
    assert sum(cell.number for cells in made.cells for cell in cells) >= 46


# Releases as columns

THREE = (
    release((PEOPLE, "A", "Limited"), (ACCESS, "B", "Limited"), as_at="2022", name="First"),
    release(
        *((PEOPLE, "A", "Complete"), (ACCESS, "B", "Limited"), (ACCESS, "B", "Complete")),
        as_at="2023",
        name="Second",
    ),
    release(
        *((PEOPLE, "A", "Complete"), (ACCESS, "B", "Complete"), (ACCESS, "B", "Complete")),
        as_at=None,
        name="Third",
    ),
)


def trend_matrix(releases=THREE, order="listed", rows="theme", **chosen):
    view = open_view(releases[-1], Selection(**chosen))
    trend = build_trend(releases, view.selection, rows)
    return build_matrix(view, MatrixChoice(rows, "release", order), trend)


def shares(made):
    """{row: "complete of all" in each release}."""
    return {
        row.label: [f"{cell.number} of {sum(cell.parts)}" for cell in cells]
        for row, cells in zip(made.rows, made.cells, strict=True)
    }


def test_a_column_is_a_release_by_its_date_or_its_name():
    made = trend_matrix()
    assert [(column.label, column.remark, column.number) for column in made.columns] == [
        ("2022", "First", 2),
        ("2023", "Second", 3),
        ("Third", "Third", 3),
    ]
    assert shares(made) == {
        PEOPLE: ["0 of 1", "1 of 1", "1 of 1"],
        ACCESS: ["0 of 1", "1 of 2", "2 of 2"],
    }
    assert made.caption == "3 commitments by theme and release"


def test_over_releases_rows_and_statuses_stand_for_comparison_too():
    made = trend_matrix(theme=(ACCESS,), status=("Complete",))
    assert shares(made) == shares(trend_matrix())
    assert others(made.rows) == [PEOPLE]
    assert [cell.other for cell in made.cells[0]] == [made.rows[0].other] * 3
    assert [column.number for column in made.columns] == [1, 2, 2]


def test_a_rows_number_is_that_of_its_last_cell():
    for chosen in ({}, {"status": ("Complete",)}, {"sector": ("NHS",)}):
        made = trend_matrix(three_read(), rows="sector", **chosen)
        assert [row.number for row in made.rows] == [sum(cells[-1].parts) for cells in made.cells]


def test_a_group_that_only_an_earlier_release_has_is_a_row_that_says_so():
    gone = release((ACCESS, "A", "Limited"), (PEOPLE, "B", "Complete"), as_at="2021", name="Old")
    new = release((PEOPLE, "B", "Complete"), as_at="2022", name="New")
    made = trend_matrix((gone, new))
    assert shares(made) == {PEOPLE: ["1 of 1", "1 of 1"], ACCESS: ["0 of 1", "0 of 0"]}
    assert [(row.number, row.remark) for row in made.rows] == [
        (1, ""),
        (0, "only in earlier releases"),
    ]
    assert list(shares(trend_matrix((gone, new), sector=("Local government",)))) == [PEOPLE]


def test_over_releases_the_fewest_complete_in_the_newest_come_first():
    assert list(shares(trend_matrix(order="complete"))) == [PEOPLE, ACCESS]
    assert list(shares(trend_matrix(THREE[:2], "complete", status=("Limited",)))) == [
        *(ACCESS, PEOPLE)
    ]
