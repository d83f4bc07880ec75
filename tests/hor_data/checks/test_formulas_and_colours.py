"""What a spreadsheet would run, and what is said by a colour alone, is named by its cell."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color

from hor_data.checks import check_workbook
from hor_data.upload.check import check_upload
from hor_data.workbook import read_workbook
from tests.hor_data.upload.test_losses import current
from tests.support.books import BODY, GOOD, MEASURE, STATUS, UPDATE, book, but
from tests.support.judges import converted

GREEN, AMBER, RED, WHITE, BLUE, PALE = (
    PatternFill("solid", fgColor=f"FF{colour}")
    for colour in ("00B050", "FFC000", "FF0000", "FFFFFF", "DDEBF7", "F2F2F2")
)
WRITE_WORDS = "Write in each the word that its colour stands for, for example “Limited”."
LISTED = [STATUS, but(STATUS, Value="Done", Stands_for="complete")]
NEW_BODY = {"Organisation": "+Age"}


def found(content):
    """Place, problem, suggestion and severity of each finding of an upload."""
    checked = check_upload(content, "a hash", current(), lambda *_: None)
    return [
        (f"{finding.sheet}!{finding.cell}", finding.problem, finding.suggestion, finding.severity)
        for finding in checked.findings
    ]


def may_run(header, sign):
    return (
        f"The {header} begins with “{sign}”, and a spreadsheet may run it as a formula.",
        "Begin it with a letter or a digit.",
        "warning",
    )


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_a_list_value_that_a_spreadsheet_would_run_is_named(sign):
    value = f"{sign}HYPERLINK(A1)"
    content = book(
        but(GOOD, Status=value), Lists=[*LISTED, but(STATUS, Value=value, Definition="A start.")]
    )
    assert found(content) == [("Lists!B4", *may_run("Value", sign))]


@pytest.mark.parametrize(
    ("content", "cell", "header", "sign"),
    [
        (book(GOOD, Organisations=[but(BODY, Short_name="@A")]), "B2", "Short name", "@"),
        (book(GOOD, Organisations=[BODY, NEW_BODY]), "A3", "Organisation", "+"),
        (book(but(GOOD, Lead_organisations="=Aston")), "E2", "Lead organisations", "="),
        (book(GOOD, Measures=[but(MEASURE, Unit="- meetings")]), "F2", "Unit", "-"),
        (book(but(GOOD, Title='=cmd|" /C calc"!A0')), "C2", "Title", "="),
        (book(GOOD, Updates=[but(UPDATE, Update="\t=1+1")]), "C2", "Update", "="),
        (book(GOOD, Updates=[but(UPDATE, Update="-2+cmd|' /C c'!A0")]), "C2", "Update", "-"),
        (book(GOOD, Updates=[but(UPDATE, Evidence="=1+1")]), "D2", "Evidence", "="),
    ],
)
def test_any_text_that_a_spreadsheet_would_run_is_named(content, cell, header, sign):
    ((place, *finding),) = found(content)
    assert (place.partition("!")[2], *finding) == (cell, *may_run(header, sign))


@pytest.mark.parametrize(
    "text",
    ["- one was held\n- another", "5 = 5", "a-b", "“=” is a sign", "(+2)", "’@home", "– one"],
)
def test_a_sign_within_a_text_or_of_a_bullet_is_no_formula(text):
    assert found(book(GOOD, Updates=[but(UPDATE, Update=text)])) == []


def three(fills, *values, header="Status"):
    """Three commitments with these values, and these fills, under a header."""
    column = {"Status": "K", "Area": "G"}[header]

    def fill(workbook):
        for number, colour in enumerate(fills, start=2):
            if colour:
                workbook["Commitments"][f"{column}{number}"].fill = colour

    rows = [
        but(GOOD, Ref=f"C{number}") | {header: value}
        for number, value in enumerate(values, start=1)
    ]
    return book(*rows, then=fill)


def by_colour(content):
    return [finding for finding in found(content) if "colour" in finding[1]]


def test_statuses_by_fill_alone_are_said_once():
    problem = "3 cells under “Status” have a colour and no word: colours are not read."
    content = three([GREEN, AMBER, RED], None, None, None)
    assert by_colour(content) == [("Commitments!K2", problem, WRITE_WORDS, "error")]


def test_one_status_by_fill_alone_is_said_at_its_cell():
    problem = "1 cell under “Status” has a colour and no word: colours are not read."
    fix = "Write in it the word that its colour stands for, for example “Limited”."
    content = three([GREEN, AMBER, RED], "Limited", None, "Complete")
    assert by_colour(content) == [("Commitments!K3", problem, fix, "error")]


def test_a_colour_in_a_column_that_may_be_blank_is_a_warning():
    problem = "2 cells under “Area” have a colour and no word: colours are not read."
    fix = "Write in each the word that its colour stands for, for example “Black Country”."
    content = three([GREEN, None, RED], None, None, None, header="Area")
    assert found(content) == [("Commitments!G2", problem, fix, "warning")]


def whole_rows(fills, status=None):
    """Commitments of this status, each with a fill for all its row."""

    def fill(workbook):
        for number, colour in enumerate(fills, start=2):
            for cell in workbook["Commitments"][number]:
                cell.fill = colour

    rows = [but(GOOD, Ref=f"C{number}", Status=status) for number, _ in enumerate(fills, start=1)]
    return book(*rows, then=fill)


def test_rows_in_three_colours_are_statuses_by_fill():
    problem = "4 cells under “Status” have a colour and no word: colours are not read."
    content = whole_rows([GREEN, AMBER, RED, GREEN])
    assert ("Commitments!K2", problem, WRITE_WORDS, "error") in by_colour(content)


@pytest.mark.parametrize(
    "content",
    [
        whole_rows([BLUE, PALE, BLUE, PALE]),
        whole_rows([BLUE, BLUE, BLUE]),
        whole_rows([GREEN, AMBER, RED], "Limited"),
        three([WHITE, WHITE, WHITE], None, None, None),
        three([PatternFill("solid", fgColor=Color(theme=0))] * 3, None, None, None),
        three([PatternFill("lightUp", fgColor="FF00B050")] * 3, None, None, None),
        three([GREEN, AMBER, RED], "Limited", "Complete", "Unclear"),
    ],
    ids=["turns", "one colour", "rows with words", "white", "theme's white", "pattern", "words"],
)
def test_a_colour_that_only_looks_well_is_not_mentioned(content):
    assert by_colour(content) == []


def test_colours_below_the_last_row_are_not_mentioned():
    def fill(workbook):
        for number in range(3, 60):
            workbook["Commitments"][f"K{number}"].fill = GREEN

    assert found(book(GOOD, then=fill)) == []


def test_a_spreadsheet_of_libreoffice_says_the_same(office):
    content = converted(three([GREEN, AMBER, RED], None, None, None), "xlsx", "ods", office)
    problem = "3 cells under “Status” have a colour and no word: colours are not read."
    findings = check_workbook(read_workbook(content))
    assert [finding.cell for finding in findings if finding.problem == problem] == ["K2"]


def with_sheet(name):
    workbook = load_workbook(BytesIO(book(GOOD)))
    workbook.create_sheet(name).append(["Green", "On track"])
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


@pytest.mark.parametrize("name", ["Legend", "Colour key", "Key", "RAG definitions"])
def test_a_sheet_that_explains_colours_says_what_to_do_with_them(name):
    fix = (
        "Colours are not read: where one stands for a status, write the word in the column "
        "“Status”. It will not be shown, and stays in the workbook that is published: keep it, "
        "or move it to another workbook."
    )
    assert found(with_sheet(name)) == [
        (f"{name}!", f"The sheet “{name}” is not used.", fix, "warning")
    ]


@pytest.mark.parametrize("name", ["Keynote", "Monkeys", "Storage", "Fragile"])
def test_another_sheet_is_only_not_used(name):
    ((_, _, fix, _),) = found(with_sheet(name))
    assert fix == (
        "It will not be shown, and stays in the workbook that is published: keep it, or move it to "
        "another workbook."
    )
