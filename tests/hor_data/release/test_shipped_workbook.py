"""The workbook we ship holds every fact of the coded page, and is one that anyone can use."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from hor_data.checks import check_workbook
from hor_data.workbook import COLUMNS_BY_SHEET, read_workbook
from hor_data.workbook.lists import BUILT_IN_LIST_VALUES

DATA = Path(__file__).parents[3] / "data"
CODED = json.loads((DATA / "coded" / "commitments.json").read_text(encoding="utf-8"))
BODIES = json.loads((DATA / "coded" / "organisations.json").read_text(encoding="utf-8"))
CONTENT = (DATA / "commitments.xlsx").read_bytes()
WORKBOOK = read_workbook(CONTENT)
BOOK = load_workbook(BytesIO(CONTENT))
TABS = ["Cover", "Commitments", "Updates", "Measures", "Organisations", "Lists", "Notes"]


def values(sheet, *headers):
    return [tuple(row.values.get(header) for header in headers) for row in WORKBOOK.sheet(sheet)]


def several(cell):
    return tuple(str(cell).split("; ")) if cell is not None else ()


def test_it_has_no_finding():
    assert check_workbook(WORKBOOK) == []


def test_it_has_the_texts_of_all_46_commitments_in_order():
    headers = (
        "Ref",
        "Theme",
        "Title",
        "Commitment",
        "Area",
        "Approach",
        "Status",
        "Why this status",
        "Due",
    )
    keys = (
        "ref",
        "theme",
        "title",
        "commitment",
        "area",
        "approach",
        "status",
        "status_basis",
        "due",
    )
    assert values("Commitments", *headers) == [
        tuple(one[key] or None for key in keys) for one in CODED
    ]
    assert len(CODED) == 46


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("Lead organisations", "lead_organisations"),
        ("Partner organisations", "partner_organisations"),
        ("Who it is for", "groups"),
        ("Not yet shown", "not_shown"),
    ],
)
def test_it_has_every_value_of_a_column_of_several(header, key):
    found = [several(cell) for (cell,) in values("Commitments", header)]
    assert found == [tuple(one[key]) for one in CODED]


def test_its_source_names_the_item_of_the_page_and_the_name_then():
    for (source,), one in zip(values("Commitments", "Source"), CODED, strict=True):
        item, _, then = str(source).partition("; promised as ")
        assert item.endswith(f", item {one['source_item']}")
        assert then == " and ".join(name for name in one["named_then"].split("; ") if name)


def test_no_owner_has_been_given_a_rating():
    assert {cell for (cell,) in values("Commitments", "Owner's rating")} == {None}


def test_it_has_every_update_in_order():
    assert values("Updates", "Ref", "As at", "Update") == [
        (one["ref"], update["as_at"], update["text"]) for one in CODED for update in one["updates"]
    ]


def test_it_has_every_quotation_once_with_its_commitment():
    quoted = values("Updates", "Ref", "Evidence")
    found = [(ref, one) for ref, cell in quoted for one in several(cell)]
    assert found == [(one["ref"], said) for one in CODED for said in one["evidence"]]


def test_it_has_every_measure():
    headers = ("Ref", "Measure", "Target", "Result", "Unit", "As at", "Qualifier")
    assert values("Measures", *headers) == [
        (
            one["ref"],
            of["label"],
            of["target"],
            of["actual"],
            of["unit"],
            of["as_at"] or None,
            of["qualifier"] or None,
        )
        for one in CODED
        for of in one["measures"]
    ]


def test_it_has_every_organisation():
    headers = ("Organisation", "Short name", "Sector", "Area", "Previously known as")
    assert values("Organisations", *headers) == [
        tuple(body[key] or None for key in ("name", "short_name", "sector", "area", "named_then"))
        for body in BODIES
    ]


def test_short_names_fit_a_chart_and_tell_bodies_apart():
    names = [str(name) for (name,) in values("Organisations", "Short name")]
    assert max(map(len, names)) <= 24
    assert len(set(names)) == len(names)


def test_it_has_every_list_with_its_definitions():
    assert values("Lists", "List", "Value", "Definition", "Stands for") == [
        tuple(part or None for part in one) for one in BUILT_IN_LIST_VALUES
    ]
    assert all(one.definition for one in BUILT_IN_LIST_VALUES)


def test_its_cover_says_what_it_is_and_from_when():
    wanted = {
        "title",
        "release",
        "data as at",
        "publisher",
        "contact",
        "licence",
        "source",
        "how the statuses were made",
        "contents",
    }
    assert wanted <= set(WORKBOOK.cover)
    assert "Open Government Licence v3.0" in WORKBOOK.cover["licence"]


def test_its_notes_explain_every_column():
    noted = [(row.values["Sheet"], row.values["Column"]) for row in WORKBOOK.sheet("Notes")]
    columns = [(name, column.name) for name, of in COLUMNS_BY_SHEET.items() for column in of]
    assert [one for one in noted if one[0] != "All sheets"] == columns


def test_its_tabs_are_in_order_and_their_names_fit():
    assert BOOK.sheetnames == TABS
    assert len({name.casefold() for name in TABS}) == len(TABS)
    assert max(map(len, TABS)) < 31


def test_it_opens_on_the_first_cell_of_the_cover():
    assert BOOK.active.title == "Cover"
    assert [sheet.title for sheet in BOOK if sheet.sheet_view.tabSelected] == ["Cover"]
    assert {sheet.sheet_view.selection[0].activeCell for sheet in BOOK} == {"A1"}


def test_its_properties_are_set():
    of = BOOK.properties
    assert (of.title, of.creator, of.language) == (
        "Health of the Region commitments",
        "West Midlands Combined Authority",
        "en-GB",
    )
    assert of.subject


@pytest.mark.parametrize("sheet", list(BOOK), ids=TABS)
def test_each_sheet_is_one_table_from_the_first_cell_without_a_gap(sheet):
    (table,) = sheet.tables.values()
    assert table.ref == sheet.dimensions
    assert table.ref.startswith("A1:")
    assert [column.name for column in table.tableColumns] == [cell.value for cell in sheet[1]]
    assert all(cell.value for cell in sheet[1])
    assert all(any(cell.value is not None for cell in row) for row in sheet)


@pytest.mark.parametrize("sheet", list(BOOK), ids=TABS)
def test_nothing_is_frozen_hidden_merged_or_said_by_colour(sheet):
    assert sheet.freeze_panes is None
    assert sheet.sheet_state == "visible"
    assert not sheet.merged_cells.ranges
    assert not any(of.hidden for of in sheet.column_dimensions.values())
    assert not any(of.hidden for of in sheet.row_dimensions.values())
    assert not sheet.conditional_formatting
    assert {cell.fill.fill_type for row in sheet for cell in row} == {None}


@pytest.mark.parametrize("sheet", list(BOOK), ids=TABS)
def test_text_is_wrapped_in_columns_wide_enough(sheet):
    assert all(cell.alignment.wrap_text for row in sheet for cell in row if cell.value is not None)
    assert all(10 <= int(of.width) <= 100 for of in sheet.column_dimensions.values())


@pytest.mark.parametrize("sheet", list(BOOK), ids=TABS)
def test_no_cell_is_a_formula_an_error_or_a_day_that_excel_made_up(sheet):
    assert {cell.data_type for row in sheet for cell in row} <= {"s", "n", "inlineStr"}


CHOSEN = [
    (name, column)
    for name, of in COLUMNS_BY_SHEET.items()
    for column in of
    if column.listed or column.holds == "organisation"
]


@pytest.mark.parametrize(("name", "column"), CHOSEN, ids=lambda one: getattr(one, "name", one))
def test_a_column_with_a_list_has_a_drop_down(name, column):
    sheet = BOOK[name]
    at = [cell.value for cell in sheet[1]].index(column.name)
    letter = sheet[1][at].column_letter
    (drop,) = [one for one in sheet.data_validations.dataValidation if f"{letter}2" in one.sqref]
    assert drop.type == "list"
    assert drop.showErrorMessage is not column.several
    where = f'"{column.listed}"' if column.listed else "Organisations!$A"
    assert where in drop.formula1


def test_no_other_column_has_a_drop_down():
    assert sum(len(sheet.data_validations.dataValidation) for sheet in BOOK) == len(CHOSEN)
