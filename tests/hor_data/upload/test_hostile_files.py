"""Files made to fill the server's memory are refused early, each with its true reason."""

import zipfile
from datetime import date
from io import BytesIO

import pytest

from hor_data.release import read_release
from hor_data.upload.check import check_upload
from hor_data.upload.fixes import apply_fixes
from hor_data.upload.in_background import bounds_of
from hor_data.upload.marking import mark_findings
from tests.support.books import GOOD, book, but

CURRENT = read_release(book(GOOD), date.today())
SHEET = "xl/worksheets/sheet1.xml"
TOO_LARGE = (
    "The workbook unpacks to more than this dashboard accepts. Copy the rows into a fresh template "
    "and save that."
)
CSV = "Ref,Title,Commitment,Status\n"


def check(content):
    return check_upload(content, "a hash", CURRENT, lambda fraction, message: None)


def parts_of(content):
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def zipped(parts):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return out.getvalue()


def sheet_of(rows):
    """A workbook whose sheet Commitments has these rows as XML."""
    main = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    part = b"<worksheet %b><sheetData>%b</sheetData></worksheet>" % (main, rows)
    return zipped(parts_of(book(GOOD)) | {SHEET: part})


def cell(address, text):
    return b'<row><c r="%b" t="inlineStr"><is><t>%b</t></is></c></row>' % (address, text)


def test_a_text_as_long_as_excel_holds_is_read_and_a_finding():
    checked = check(book(but(GOOD, Commitment="x" * 32_767)))
    assert [str(finding) for finding in checked.findings] == [
        "Commitments!D2: The Commitment is 32,767 characters long. Shorten it to 10,000 or fewer."
    ]


def test_a_text_that_no_cell_holds_is_refused_by_its_cell():
    assert check(sheet_of(cell(b"C7", b"x" * 300_000))).refusal == (
        "The cell C7 of the sheet “Commitments” holds more than 262,144 characters, and a cell of "
        "Excel 32,767 at most. Shorten it, or move it to a file of its own."
    )


def test_rows_in_one_another_are_refused():
    assert check(sheet_of(b"<row>" * 5_000 + b"</row>" * 5_000)).refusal == (
        "The workbook has elements inside one another as no spreadsheet program writes them. Open "
        "it in Excel, and save it again as an Excel workbook (.xlsx)."
    )


def test_a_tag_that_hardly_ends_is_refused():
    assert check(sheet_of(b'<row a="%b"/>' % (b"x" * 3_000_000))).refusal == TOO_LARGE


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            'C1,"' + "x,\n" * 60_000,
            "Row 2 of the CSV file has a cell that does not end. Perhaps a quotation mark is "
            "missing there: put one where the text ends.",
        ),
        (
            'C1,"' + "x,\n" * 20_000 + '"',
            "B2 holds 60,000 characters, and a cell 32,767 at most. Perhaps a quotation mark is "
            "missing there.",
        ),
        (
            "C1,a,b,Limited\n" * 130_000,
            "The CSV file goes on beyond D125001, which is more than this dashboard accepts. Keep "
            "the rows and columns of the Commitments sheet, and save that.",
        ),
        (
            "C1" + "," * 800 + "x",
            "The CSV file goes on beyond ADU2, which is more than this dashboard accepts. Keep "
            "the rows and columns of the Commitments sheet, and save that.",
        ),
    ],
    ids=["no end", "too long", "too many lines", "too wide"],
)
def test_a_csv_file_that_no_sheet_holds_is_refused_where_it_goes_wrong(lines, said):
    assert check((CSV + lines).encode()).refusal == said


def test_blank_cells_at_the_end_of_a_line_are_none():
    checked = check((CSV + "C1,Hold it,A promise.,Limited" + "," * 800).encode())
    assert checked.refusal == ""


def test_large_pictures_are_kept_byte_for_byte_by_a_fix_and_by_marks():
    pictures = {f"xl/media/image{n}.png": bytes([n]) * 6_000_000 for n in range(3)}
    content = zipped(parts_of(book(but(GOOD, Status="limited "))) | pictures)
    checked = check(content)
    for written in (
        apply_fixes(content, checked.fixes),
        mark_findings(content, checked.findings),
    ):
        assert parts_of(written).items() >= pictures.items()


def test_a_damaged_picture_is_seen_although_nobody_reads_it():
    content = zipped(parts_of(book(GOOD)) | {"xl/media/image1.png": b"picture" * 9})
    with zipfile.ZipFile(BytesIO(content)) as packed:
        start = packed.getinfo("xl/media/image1.png").header_offset + 30
    damaged = bytearray(content)
    damaged[start + 24] ^= 255
    assert check(bytes(damaged)).refusal.startswith("The workbook cannot be read: the file may be")


def test_a_part_packed_by_a_method_that_office_has_not_is_refused():
    out = BytesIO(book(GOOD))
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr("xl/media/a.bin", bytes(1_000_000), zipfile.ZIP_BZIP2)
    assert check(out.getvalue()).refusal.startswith("The workbook cannot be read: the file may be")


def test_a_list_of_parts_that_is_larger_than_any_is_refused_before_it_is_read():
    names = {f"xl/media/{n}-{'x' * 200}.png": b"" for n in range(5_000)}
    assert check(zipped(parts_of(book(GOOD)) | names)).refusal == TOO_LARGE


def test_what_is_packed_to_next_to_nothing_counts_for_a_small_multiple_of_its_packed_size():
    bomb = zipped({"xl/workbook.xml": b" " * 100_000_000})
    picture = zipped({"xl/workbook.xml": b"<x/>", "xl/media/a.png": bytes(100_000_000)})
    assert bounds_of(bomb).megabytes == 160
    assert round(bounds_of(picture).megabytes) == 80
