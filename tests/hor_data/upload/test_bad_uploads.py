"""Whatever is uploaded gets one clear sentence, or loads: by the same door as an upload."""

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from hor_data.checks import check_workbook
from hor_data.release import read_release
from hor_data.upload import apply_fixes, mark_findings
from hor_data.upload.check import check_upload
from hor_data.workbook import UnreadableWorkbookError, read_workbook
from tests.support.books import (
    GOOD,
    MEASURE,
    UPDATE,
    book,
    but,
    raw,
    rewritten,
    unzipped,
    zipped,
)

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
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, f"The file is an old Excel workbook (.xls). {SAVE_AS}"),
        (
            b"\xd0\xcf\x11\xe0" + b"0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "The workbook has a password, or a label that encrypts it. Open it in Excel, take that "
            "off under File, Info, Protect Workbook, and save it as an Excel workbook (.xlsx).",
        ),
        (
            b"\x0aAn officer" + b" " * 154,
            "The file only says that somebody has the workbook open: its name begins with ~$. "
            "Choose the workbook itself.",
        ),
        (
            zipped({"xl/workbook.bin": b"x"}),
            f"The file is a binary Excel workbook (.xlsb). {SAVE_AS}",
        ),
        (
            zipped(
                {
                    "mimetype": OPEN_DOCUMENT,
                    "content.xml": b"\x01\x02",
                    "META-INF/manifest.xml": b"<manifest:encryption-data/>",
                }
            ),
            "The spreadsheet has a password. Open it in LibreOffice, choose Save As without Save "
            "With Password, and send that.",
        ),
        (zipped({"mimetype": OPEN_DOCUMENT, "content.xml": b"<x/>"}), DAMAGED),
        (
            zipped({"Index/Document.iwa": b"x"}),
            "The file is of Apple Numbers. In Numbers choose File, Export To, Excel, and send that "
            "workbook (.xlsx).",
        ),
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
        "xls",
        "password",
        "lock",
        "xlsb",
        "ods-with-password",
        "ods-damaged",
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
            "Commitments!A3: The headers of Commitments stand in row 3, not in row 1. "
            "Move or delete rows 1 and 2, so that the headers come first.",
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
            "Commitments!J2: “44000” is not a date we can be sure of. "
            "If it is Excel's number for 18 June 2020, enter 2020-06-18.",
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
            "Choose Complete, Substantial, Limited, Not started or Unclear. Or give a list of your "
            "own on a sheet “Lists” with the headers List, Value and Stands for: a row for each "
            "value that you use, with “Status” under List.",
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
        book(GOOD, Updates=[but(UPDATE, Update="- one was held\n- another\n= two")]),
        book(GOOD, Measures=[but(MEASURE, Target="1,000")]),
        book(but(GOOD, Status="Lim\u200bited\u202e")),
        book(but(GOOD, Title="“Smart” ‘q’", Theme="People\u2010powered\xa0health")),
        book(but(GOOD, Commitment="a\r\nb\nc\rd")),
        book(GOOD, Updates=[but(UPDATE, Ref=" c1 ")]),
        book(but(GOOD, Due=datetime(2022, 7, 14))),
    ],
    ids=["bullets", "commas", "unseen", "smart-quotes", "line-ends", "refs-by-case", "a-day"],
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


SHEET, BOOK, RELATIONS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINK = b'<Relationship Id="rId99" Type="%s/externalLink" Target="externalLinks/externalLink1.xml"/>'
REFERENCE = (
    b'<externalReferences><externalReference xmlns:r="%s" r:id="rId99"/></externalReferences>'
)
ELSEWHERE = (
    b'<Relationship Id="rId1" Type="%s/externalLinkPath" Target="%s" TargetMode="External"/>'
)
CURRENT = read_release(book(GOOD), date.today())
FAULTY = book(but(GOOD, Status="Limited."))
NOT_LISTED = "Commitments!K2: “Limited.” is not on the list for Status. Did you mean “Limited”?"
ALL_CELLS = "A5:XFD1048576"


def linked(**parts):
    """A workbook that takes values from another: these parts say which."""
    of = unzipped(FAULTY)
    of[RELATIONS] = of[RELATIONS].replace(
        b"</Relationships>", LINK % OFFICE.encode() + b"</Relationships>"
    )
    of[BOOK] = of[BOOK].replace(b"</sheets>", b"</sheets>" + REFERENCE % OFFICE.encode())
    names = {"link": "externalLink1.xml", "relations": "_rels/externalLink1.xml.rels"}
    return zipped(of | {f"xl/externalLinks/{names[name]}": part for name, part in parts.items()})


def after_the_rows(xml):
    return lambda sheet: sheet.replace(b"</sheetData>", b"</sheetData>" + xml)


def styles_to_the_last_row(sheet):
    rows = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in range(3, 1_048_577))
    return sheet.replace(b"</sheetData>", rows + b"</sheetData>")


MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
A_LINK = b'<externalLink %s><externalBook xmlns:r="%s" r:id="rId1"/></externalLink>'
WRITABLE = {
    "a link to another workbook": linked(
        link=A_LINK % (MAIN, OFFICE.encode()),
        relations=b"<Relationships xmlns="
        b'"http://schemas.openxmlformats.org/package/2006/relationships">'
        + ELSEWHERE % (OFFICE.encode(), b"http://203.0.113.9/other.xlsx")
        + b"</Relationships>",
    ),
    "a link to a workbook whose part is lost": linked(),
    "styles that are no XML": rewritten(FAULTY, "xl/styles.xml", lambda xml: b"junk"),
    "properties with an entity": rewritten(
        FAULTY, "docProps/core.xml", lambda xml: b'<!DOCTYPE x [<!ENTITY a "ha">]>' + xml
    ),
    "an encoding that hides tags": rewritten(
        FAULTY, "xl/styles.xml", lambda xml: b'<?xml version="1.0" encoding="UTF-7"?>' + xml
    ),
    "styles alone to the last row": rewritten(FAULTY, SHEET, styles_to_the_last_row),
}
FAR_REACHING = {
    "a link over all cells": rewritten(
        FAULTY,
        SHEET,
        after_the_rows(b'<hyperlinks><hyperlink ref="%s"/></hyperlinks>' % ALL_CELLS.encode()),
    ),
    "a link over all cells, disguised": rewritten(
        FAULTY,
        SHEET,
        after_the_rows(
            b"<hyperlinks><hyperlink tooltip=' ref=\"A1\"' ref='%s'/></hyperlinks>"
            % ALL_CELLS.encode()
        ),
    ),
}


@pytest.mark.parametrize("content", WRITABLE.values(), ids=WRITABLE)
def test_what_stands_around_the_data_keeps_nobody_from_checking_mending_and_marking(content):
    checked = check_upload(content, "a hash", CURRENT, lambda part, said: None)
    assert [str(finding) for finding in checked.findings] == [NOT_LISTED]
    assert [fix.after for fix in checked.fixes] == ["Limited"]
    assert check_workbook(read_workbook(apply_fixes(content, checked.fixes))) == []
    marked = load_workbook(BytesIO(mark_findings(content, checked.findings)), keep_links=False)
    assert "Did you mean “Limited”?" in marked["Commitments"]["K2"].comment.text


@pytest.mark.parametrize("content", FAR_REACHING.values(), ids=FAR_REACHING)
def test_a_workbook_that_would_fill_the_memory_as_cells_is_mended_and_marked(content):
    checked = check_upload(content, "a hash", CURRENT, lambda part, said: None)
    assert [str(finding) for finding in checked.findings] == [NOT_LISTED]
    mended = apply_fixes(content, checked.fixes)
    assert check_workbook(read_workbook(mended)) == []
    assert ALL_CELLS.encode() in unzipped(mended)[SHEET]
    marked = unzipped(mark_findings(content, checked.findings))
    assert ALL_CELLS.encode() in marked[SHEET]
    assert "Did you mean “Limited”?".encode() in marked["xl/comments1.xml"]


def test_merged_cells_over_the_whole_sheet_are_one_finding():
    merged = b'<mergeCells><mergeCell ref="%s"/></mergeCells>' % ALL_CELLS.encode()
    content = rewritten(FAULTY, SHEET, after_the_rows(merged))
    checked = check_upload(content, "a hash", CURRENT, lambda part, said: None)
    assert [str(one) for one in checked.findings] == [
        NOT_LISTED,
        "Commitments!A5: Cells are merged here; all but the first are read as blank. "
        "Unmerge them and fill each in; a title or a note belongs outside the table.",
    ]


def test_a_utf_16_sheet_that_checks_cannot_see_into_is_refused():
    content = rewritten(FAULTY, SHEET, lambda xml: xml.decode().encode("utf-16-le"))
    assert check_upload(content, "a hash", CURRENT, lambda part, said: None).refusal == DAMAGED


@pytest.mark.parametrize(
    "declaration",
    [
        '<?xml version="1.0" encoding="UTF-7"?>',
        "<?xml version='1.0' encoding = 'utf-16'?>",
        '<?xml version="1.0" encoding="cp037" standalone="yes"?>',
        '<?xml version="1.0" encoding="no-such-encoding"?>',
        '<?xml encoding="UTF-7"?>',
        f'<?xml {" " * 2_000}version="1.0" encoding="UTF-7"?>',
    ],
)
def test_a_sheet_declared_in_an_encoding_that_workbooks_have_not_is_refused(declaration):
    content = rewritten(FAULTY, SHEET, lambda xml: declaration.encode() + xml)
    assert check_upload(content, "a hash", CURRENT, lambda part, said: None).refusal == DAMAGED


@pytest.mark.parametrize(
    "declaration",
    [
        "\ufeff<?xml version='1.0' encoding = 'UTF-8' standalone='yes'?>\r\n",
        '<?xml version="1.0"?>',
        '<?xml\tversion="1.0" encoding="US-ASCII"?>',
        '<?xml-stylesheet href="x"?>',
    ],
)
def test_a_sheet_declared_as_workbooks_are_is_read(declaration):
    content = rewritten(FAULTY, SHEET, lambda xml: declaration.encode() + xml)
    checked = check_upload(content, "a hash", CURRENT, lambda part, said: None)
    assert [str(finding) for finding in checked.findings] == [NOT_LISTED]
