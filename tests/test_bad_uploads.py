"""Whatever is uploaded gets one clear sentence, or loads: by the same door as an upload."""

from datetime import date, datetime

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from hor_data.checks import check_workbook
from hor_data.workbook import UnreadableWorkbookError, read_workbook
from tests.books import GOOD, MEASURE, UPDATE, book, but, raw, unzipped, zipped

HEADERS = ["Ref", "Theme", "Title", "Commitment", "Lead organisations", "Status"]
LINE = [GOOD[header] for header in HEADERS]
SAVE_AS = "Open it in Excel, choose Save As, and save it as an Excel workbook (.xlsx)."
NOT_EXCEL = f"The file is not an Excel workbook. {SAVE_AS}"
ONE_DAY = "Enter a year, a month or a day, for example 2022, 2022-07 or 2022-07-14."
DIGITS = "Enter digits only, for example 1000; the Unit and the Qualifier hold the rest."
DAMAGED = (
    "The workbook cannot be read: the file may be damaged or cut short. Open it in Excel and save "
    "it again as an Excel workbook (.xlsx)."
)
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"hello", NOT_EXCEL),
        (b"Ref,Theme\nC1,Health\n", NOT_EXCEL),
        (b"%PDF-1.7", f"The file is a PDF. {SAVE_AS}"),
        (b"\x89PNG\r\n", f"The file is a picture. {SAVE_AS}"),
        (b"", "The file is empty. Choose an Excel workbook (.xlsx)."),
        (book(GOOD)[:900], DAMAGED),
        (
            b"\xd0\xcf\x11\xe0" + b"0" * 600,
            f"The file is an old Excel file (.xls), or has a password. {SAVE_AS}",
        ),
        (zipped({"mimetype": OPEN_DOCUMENT, "content.xml": b"<x/>"}), NOT_EXCEL),
        (zipped({"Index/Document.iwa": b"x"}), NOT_EXCEL),
        (zipped({"word/document.xml": b"<x/>"}), NOT_EXCEL),
        (
            zipped(unzipped(book(GOOD)) | {"xl/vbaProject.bin": b"macro"}),
            "The workbook has macros, which are not accepted. Save it as an Excel workbook "
            "(.xlsx), which leaves them out.",
        ),
    ],
    ids=[
        "text",
        "csv",
        "pdf",
        "picture",
        "empty",
        "cut-short",
        "xls-or-password",
        "ods",
        "numbers",
        "docx",
        "macros",
    ],
)
def test_a_file_that_is_no_workbook_gets_one_sentence(content, said):
    with pytest.raises(UnreadableWorkbookError) as refused:
        read_workbook(content)
    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            raw({"Commitments": [HEADERS, HEADERS, LINE]}),
            "Commitments!A2: Row 2 says the headers again. Remove the row.",
        ),
        (
            raw({"Commitments": [["Our commitments"], [None], HEADERS, LINE]}),
            "Commitments!A1: Row 1 has none of the headers of Commitments. "
            "Put the headers in row 1, with nothing above them, as in the template.",
        ),
        (
            raw({"Commitments": [[*HEADERS, "Title"], [*LINE, "x"]]}),
            "Commitments!C1: The column “Title” is there 2 times. Keep one and remove the others.",
        ),
        (
            book(but(GOOD, Due="01/02/22")),
            f"Commitments!J2: “01/02/22” is not a date we can be sure of. {ONE_DAY}",
        ),
        (
            book(but(GOOD, Due="2999")),
            f"Commitments!J2: “2999” is not a date we can be sure of. {ONE_DAY}",
        ),
        (
            book(but(GOOD, Due=44000)),
            f"Commitments!J2: “44000” is not a date we can be sure of. {ONE_DAY}",
        ),
        (
            book(but(GOOD, Due=datetime(2150, 1, 1))),
            f"Commitments!J2: “2150-01-01” is not a date we can be sure of. {ONE_DAY}",
        ),
        (
            book(GOOD, Measures=[but(MEASURE, Target="50%")]),
            f"Measures!C2: “50%” is not a number. {DIGITS}",
        ),
        (
            book(GOOD, Measures=[but(MEASURE, Target="£3.4")]),
            f"Measures!C2: “£3.4” is not a number. {DIGITS}",
        ),
        (
            book(but(GOOD, Commitment="x" * 32_767)),
            "Commitments!D2: The Commitment is 32,767 characters long. "
            "Shorten it to 10,000 or fewer.",
        ),
        (
            book(but(GOOD, Status="<b>Limited</b>")),
            "Commitments!K2: “<b>Limited</b>” is not on the list for Status. "
            "Did you mean “Limited”?",
        ),
        (
            book(but(GOOD, Status="@SUM(A1)")),
            "Commitments!K2: “@SUM(A1)” is not on the list for Status. "
            "Choose Complete, Substantial, Limited, Not started or Unclear.",
        ),
    ],
    ids=[
        "two-header-rows",
        "header-in-row-3",
        "column-twice",
        "slashes",
        "far-future",
        "serial-number",
        "far-day",
        "percent",
        "pounds",
        "32767-characters",
        "markup",
        "formula-like",
    ],
)
def test_a_fault_in_a_cell_gets_one_finding(content, said):
    assert [str(finding) for finding in check_workbook(read_workbook(content))] == [said]


@pytest.mark.parametrize(
    "content",
    [
        book(but(GOOD, Title='=cmd|" /C calc"!A0')),
        book(GOOD, Measures=[but(MEASURE, Target="1,000")]),
        book(but(GOOD, Status="Lim\u200bited\u202e")),
        book(but(GOOD, Title="“Smart” ‘q’", Theme="People\u2010powered\xa0health")),
        book(but(GOOD, Commitment="a\r\nb\nc\rd")),
        book(GOOD, Updates=[but(UPDATE, Ref=" c1 ")]),
        book(but(GOOD, Due=datetime(2022, 7, 14))),
    ],
    ids=["formula-text", "commas", "unseen", "smart-quotes", "line-ends", "refs-by-case", "a-day"],
)
def test_what_can_be_understood_loads_without_a_finding(content):
    assert check_workbook(read_workbook(content)) == []


def test_dates_counted_from_1904_are_the_days_they_show():
    def as_on_old_macs(workbook):
        workbook.epoch = CALENDAR_MAC_1904
        workbook["Commitments"]["B2"] = datetime(2022, 7, 14)

    content = raw({"Commitments": [["Ref", "Due"], ["C1", None]]}, as_on_old_macs)
    (row,) = read_workbook(content).sheet("Commitments")
    assert row.values["Due"] == date(2022, 7, 14)
