"""Whatever may be absent is named before publishing, so that "Nothing differs" means it."""

from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from hor.data import main
from hor_data.release import read_release
from hor_data.upload.check import check_upload
from hor_data.workbook import COLUMNS_BY_SHEET, REQUIRED_SHEETS

SHIPPED = (Path(__file__).parents[3] / "data" / "commitments.xlsx").read_bytes()
LISTS = ("Status", "Theme", "Sector", "Area", "Who it is for", "Approach", "Qualifier")
NOTHING_DIFFERS = "Nothing differs between the two releases.\n"


@cache
def current():
    return read_release(SHIPPED, date(2026, 11, 26))


def changed(change):
    """The shipped workbook after `change`, as a spreadsheet program saves it."""
    book = load_workbook(BytesIO(SHIPPED))
    change(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def without_tables(sheet):
    for table in list(sheet.tables):
        del sheet.tables[table]
    return sheet


def filled_columns():
    """Sheet and header of each column that the shipped workbook fills."""
    book = load_workbook(BytesIO(SHIPPED))
    for name, columns in COLUMNS_BY_SHEET.items():
        headers = [cell.value for cell in book[name][1]]
        for column in columns:
            cells = book[name].iter_cols(headers.index(column.name) + 1, min_row=2)
            if any(cell.value is not None for cell in next(cells)):
                yield pytest.param(name, column, id=f"{name}-{column.name}")


def said_of(content):
    """All that an officer is told of an upload before it is published, as one text."""
    checked = check_upload(content, "a hash", current(), lambda *_: None)
    findings = [f"{finding.problem} {finding.suggestion}" for finding in checked.findings]
    if not checked.proposal:
        return "\n".join(findings)
    return "\n".join([*findings, *checked.proposal.doubts, *checked.proposal.others])


def test_of_the_shipped_workbook_nothing_is_said():
    assert said_of(SHIPPED) == ""


@pytest.mark.parametrize(("sheet", "column"), filled_columns())
def test_a_column_that_is_gone_is_named(sheet, column):
    def drop(book):
        headers = [cell.value for cell in book[sheet][1]]
        without_tables(book[sheet]).delete_cols(headers.index(column.name) + 1)

    said = said_of(changed(drop))
    if column.required:
        assert f"The column “{column.name}” is missing." in said
    else:
        assert f"{sheet} has no column “{column.name}”: " in said


@pytest.mark.parametrize("sheet", ["Cover", "Notes", *COLUMNS_BY_SHEET])
def test_a_sheet_that_is_gone_is_named(sheet):
    said = said_of(changed(lambda book: book.remove(book[sheet])))
    if sheet in REQUIRED_SHEETS:
        assert f"The sheet “{sheet}” is missing." in said
    else:
        assert f"The workbook has no sheet “{sheet}”." in said


@pytest.mark.parametrize("row", range(2, 16))
def test_a_line_of_the_cover_that_is_gone_is_named(row):
    label = load_workbook(BytesIO(SHIPPED))["Cover"].cell(row, 1).value

    def clear(book):
        book["Cover"].cell(row, 2).value = None

    assert f"The Cover would say nothing of “{label.lower()}”" in said_of(changed(clear))


def rows_of(book, name):
    lists = book["Lists"]
    return [row for row in range(2, lists.max_row + 1) if lists.cell(row, 1).value == name]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_that_is_gone_is_named(name):
    def drop(book):
        rows = rows_of(book, name)
        without_tables(book["Lists"]).delete_rows(rows[0], len(rows))

    assert f"Lists has no values of “{name}”. The dashboard’s own would hold." in said_of(
        changed(drop)
    )


@pytest.mark.parametrize("name", LISTS[1:])
def test_a_definition_that_is_another_is_named(name):
    def redefine(book):
        book["Lists"].cell(rows_of(book, name)[0], 3).value = "Something else."

    assert "Lists would have another “Definition” in 1 row: " in said_of(changed(redefine))


def redo_evidence(book):
    headers = [cell.value for cell in book["Updates"][1]]
    book["Updates"].cell(2, headers.index("Evidence") + 1).value = "another quotation"


def rename_body_before(book):
    headers = [cell.value for cell in book["Organisations"][1]]
    column = headers.index("Previously known as") + 1
    book["Organisations"].cell(2, column).value = "A name that nobody knew"


def say_another_contact(book):
    for row in book["Cover"].iter_rows(min_row=2):
        if row[0].value == "Contact":
            row[1].value = "the new team"


def paste_again(rows):
    """A change that pastes the first updates below the last."""

    def change(book):
        sheet = without_tables(book["Updates"])
        for row in range(2, 2 + rows):
            sheet.append([cell.value for cell in sheet[row]])

    return change


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            paste_again(1),
            "Updates would have 1 update more often than now: “HOR-01 2022”.",
        ),
        (
            paste_again(8),
            "Updates would have 8 updates more often than now: “HOR-01 2022”, ",
        ),
        (redo_evidence, "Updates would have another “Evidence” in 1 row: “HOR-01 2022”."),
        (rename_body_before, "Organisations would have another “Previously known as” in 1 row: "),
        (say_another_contact, "The Cover would say another “contact”: “the new team”."),
    ],
)
def test_what_no_change_counts_is_named_on_the_page_and_on_the_command_line(
    change, sentence, tmp_path
):
    content = changed(change)
    assert sentence in said_of(content)
    before, after = tmp_path / "before.xlsx", tmp_path / "after.xlsx"
    before.write_bytes(SHIPPED)
    after.write_bytes(content)
    printed = CliRunner().invoke(main, ["compare", str(before), str(after)]).output
    assert printed.startswith("No commitment changes, and something else does.\n")
    assert sentence in printed


def test_a_workbook_compared_with_itself_differs_in_nothing(tmp_path):
    path = tmp_path / "same.xlsx"
    path.write_bytes(SHIPPED)
    printed = CliRunner().invoke(main, ["compare", str(path), str(path)]).output
    assert printed.startswith(NOTHING_DIFFERS)


def test_rows_that_are_no_longer_there_twice_are_named(tmp_path):
    before, after = tmp_path / "before.xlsx", tmp_path / "after.xlsx"
    before.write_bytes(changed(paste_again(1)))
    after.write_bytes(SHIPPED)
    printed = CliRunner().invoke(main, ["compare", str(before), str(after)]).output
    assert "Updates would have 1 update less often than now: “HOR-01 2022”.\n" in printed
