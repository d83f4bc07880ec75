"""What stands around the data is named as what it is, and is one finding."""

import pytest

from hor_data.checks import check_workbook
from hor_data.checks.layout import broken_letters
from hor_data.workbook import COLUMNS_BY_SHEET, read_workbook
from tests.support.books import GOOD, book, but, raw, unzipped, zipped

HEADERS = [column.name for column in COLUMNS_BY_SHEET["Commitments"]]
LINE = [GOOD.get(name) for name in HEADERS]
OUT_OF_THE_TABLE = (
    "If it is a heading, a total or a note, take it out of the table: notes can stand on the sheet "
    "“Cover” or “Notes”. If it is a row, fill it in."
)


def findings_of(content):
    """Cell, problem, suggestion and severity of each finding."""
    return [
        (finding.cell, finding.problem, finding.suggestion, str(finding.severity))
        for finding in check_workbook(read_workbook(content))
    ]


@pytest.mark.parametrize(
    ("above", "problem", "fix"),
    [
        (
            [["Our commitments"]],
            "The headers of Commitments stand in row 2, not in row 1.",
            "Move or delete row 1, so that the headers come first.",
        ),
        (
            [["Who", None, "What", None, "How it stands"]],
            "The headers of Commitments stand in row 2, not in row 1.",
            "Move or delete row 1, so that the headers come first.",
        ),
        (
            [["Title", "Version 3"], [None], ["Updated in May"]],
            "The headers of Commitments stand in row 4, not in row 1.",
            "Move or delete rows 1, 2 and 3, so that the headers come first.",
        ),
    ],
)
def test_headers_below_something_else_are_one_finding(above, problem, fix):
    (finding,) = findings_of(raw({"Commitments": [*above, HEADERS, LINE]}))
    assert finding == (f"A{len(above) + 1}", problem, fix, "error")


@pytest.mark.parametrize(
    "lines", [[HEADERS, LINE], [HEADERS, HEADERS, LINE], [[*HEADERS[:8], "Ours"], HEADERS, LINE]]
)
def test_headers_in_row_1_are_the_headers_whatever_stands_below(lines):
    problems = [problem for _, problem, *_ in findings_of(raw({"Commitments": lines}))]
    assert not any("not in row 1" in problem for problem in problems)


@pytest.mark.parametrize(
    ("row", "holds"),
    [
        ({"Ref": "Total", "Title": "46 commitments"}, "“Total” and “46 commitments”"),
        ({"Ref": "Note: figures are provisional"}, "“Note: figures are provisional”"),
        ({"Ref": "People-powered health"}, "“People-powered health”"),
        ({"Title": "Group 2: the councils"}, "“Group 2: the councils”"),
        ({"Ref": "Note 1 of 2", "Status": 46}, "“Note 1 of 2” and “46”"),
    ],
)
def test_a_heading_a_total_or_a_note_among_the_rows_is_one_finding(row, holds):
    (finding,) = findings_of(book(GOOD, row))
    cell = "A3" if "Ref" in row else "C3"
    assert finding == (cell, f"Row 3 holds {holds} and nothing else.", OUT_OF_THE_TABLE, "error")


@pytest.mark.parametrize(
    "row",
    [
        {"Ref": "HOR-47", "Title": "A commitment begun"},
        {"Ref": "C2"},
        {"Ref": "47", "Status": "Limited"},
        {"Ref": "Total", "Title": "A", "Commitment": "B", "Status": "Limited"},
    ],
)
def test_a_row_that_was_begun_is_asked_for_its_cells(row):
    problems = [problem for _, problem, *_ in findings_of(book(GOOD, row))]
    assert problems
    assert not any("and nothing else" in problem for problem in problems)


@pytest.mark.parametrize(
    ("text", "letters", "meant"),
    [
        ("CafÃ©", "Ã©", "é"),
        ("the councilâ€™s plan", "â€™", "’"),
        ("Â£5 a head", "Â£", "£"),
        ("2019â€“2020", "â€“", "–"),
    ],
)
def test_letters_that_were_broken_on_the_way_are_named(text, letters, meant):
    (finding,) = findings_of(book(but(GOOD, Title=text)))
    problem = f"The text has “{letters}” where a letter was broken."
    assert finding == ("C2", problem, f"It was perhaps “{meant}”: type it again.", "warning")


def test_a_letter_that_is_lost_is_named():
    (finding,) = findings_of(book(but(GOOD, Title="Caf\ufffd")))
    assert finding[2] == "A letter is lost: type it again."


@pytest.mark.parametrize(
    "text",
    [
        "Café",
        "the council’s plan",
        "£5 a head",
        "Â",
        "Ã",
        "naïve – “so”",
        "ÀÉÎ",
        "Łódź",
        "日本",
        "Â B",
    ],
)
def test_letters_of_other_languages_are_letters(text):
    assert broken_letters(text) is None


def test_a_large_picture_is_named_with_what_publishing_does_to_it():
    parts = unzipped(book(GOOD))
    heavy = zipped(parts | {"xl/media/photo.png": bytes(29 << 20)})
    assert findings_of(heavy) == [
        (
            "",
            "The workbook has a file of 29 MB in it (photo.png), which the dashboard does not "
            "show.",
            "Publishing keeps it for ever. Take it out, or in Excel choose Compress Pictures.",
            "warning",
        )
    ]
    assert findings_of(zipped(parts | {"xl/media/logo.png": bytes(1 << 20)})) == []


@pytest.mark.parametrize(
    "name", ["Commitments (2)", "Commitments_2", "Copy of Commitments", "Commitments copy"]
)
def test_the_copy_of_a_sheet_is_named_as_one(name):
    content = raw({"Commitments": [HEADERS, LINE], name: [HEADERS, LINE]})
    assert findings_of(content) == [
        (
            "",
            f"The sheet “{name}” is a copy of “Commitments”, and only that is read.",
            "If it is the one to publish, call it “Commitments” and the other something else.",
            "warning",
        )
    ]


def test_a_sheet_of_their_own_is_not_shown_and_nobody_is_told_to_delete_it():
    content = raw({"Commitments": [HEADERS, LINE], "Budget 2": [["Year"], [2022]]})
    assert findings_of(content) == [
        (
            "",
            "The sheet “Budget 2” is not used.",
            "It will not be shown, and stays in the workbook that is published: keep it, or move "
            "it to another workbook.",
            "warning",
        )
    ]
