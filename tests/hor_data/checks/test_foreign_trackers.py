"""A tracker with headers and statuses of its own is told each next step."""

import pytest

from hor_data.checks import check_workbook
from hor_data.workbook import read_workbook
from tests.support.books import raw

HEADERS = ["S.No", "Task Category", "Title", "Task Description", "Owner", "Status"]
LINE = ["T1", "People-powered health", "Meet", "Meet twice a year.", "The council", "Limited"]


def said(*lines, sheet="Commitments", then=lambda workbook: None):
    content = raw({sheet: list(lines)}, then)
    return [str(finding) for finding in check_workbook(read_workbook(content))]


def test_a_tracker_under_another_name_is_one_finding_that_says_what_to_rename():
    assert said(HEADERS, LINE, sheet="Action Tracker") == [
        "Commitments: The sheet “Commitments” is missing. The workbook has “Action Tracker”: "
        "rename the one that holds a row for each commitment to “Commitments”, or start from the "
        "template."
    ]


def test_headers_in_other_words_are_asked_about_once():
    assert said(HEADERS, LINE) == [
        "Commitments!A1: The column “Ref” is missing; there is a column “S.No”. Rename “S.No” to "
        "“Ref”.",
        "Commitments!B1: The column “Theme” is missing; there is a column “Task Category”. If it "
        "holds that, rename “Task Category” to “Theme”; if not, add a column “Theme”: the "
        "challenge it answers.",
        "Commitments!D1: The column “Commitment” is missing; there is a column “Task "
        "Description”. If it holds that, rename “Task Description” to “Commitment”; if not, add a "
        "column “Commitment”: the promise, in plain English, with every fact and figure.",
        "Commitments!E1: The column “Lead organisations” is missing; there is a column “Owner”. "
        "Rename “Owner” to “Lead organisations”.",
    ]


@pytest.mark.parametrize("header", ["Identity", "Risk ID code", "Paid", "Categories lost"])
def test_a_header_that_only_holds_the_word_is_not_asked_about(header):
    lines = [[header, "Theme", *HEADERS[2:]], LINE]
    assert (
        "Commitments!A1: The column “Ref” is missing. Add a column with the header “Ref” in row "
        "1: the commitment's own reference. Never reuse one."
    ) in said(*lines)


def test_headers_of_other_words_alone_are_headers():
    findings = said(["Risk ID", "Risk Statement", "Risk Category"], ["1", "If it rains", "Rain"])
    assert [line.partition(":")[0] for line in findings if "there is a column" in line] == [
        f"Commitments!{cell}" for cell in ("A1", "B1", "C1")
    ]


def test_a_merged_note_is_a_note():
    headers = ["Ref", "Theme", "Title", "Commitment", "Lead organisations", "Status"]
    note = ["© 2025 The council"]
    findings = said(headers, LINE, note, then=lambda book: book["Commitments"].merge_cells("A3:F3"))
    assert findings == [
        "Commitments!A3: Row 3 holds “© 2025 The council” and nothing else. If it is a heading, a "
        "total or a note, take it out of the table: notes can stand on the sheet “Cover” or "
        "“Notes”. If it is a row, fill it in."
    ]
