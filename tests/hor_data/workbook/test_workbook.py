"""Reading: whatever people do in Excel is borne, and nothing but a sentence is ever raised."""

import zipfile
from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from hor_data.workbook import UnreadableWorkbookError, files, read_workbook, write_workbook
from tests.support.books import (
    GOOD,
    book,
    but,
    raw,
    rewritten,
    unzipped,
    zipped,
)

SHEET = "xl/worksheets/sheet1.xml"
SEVEN = b'<c r="A2" t="n"><v>7</v></c>'


def values(content, sheet="Commitments", header="Title"):
    """One column's values, top to bottom."""
    return [row.values[header] for row in read_workbook(content).sheet(sheet)]


def value_of(cell):
    """What one cell is read as."""
    (value,) = values(raw({"Commitments": [["Ref", "Title"], ["C1", cell]]}))
    return value


def refusal(content):
    """The sentence for a file that cannot be read."""
    with pytest.raises(UnreadableWorkbookError) as refused:
        read_workbook(content)
    return str(refused.value)


def test_a_workbook_of_commitments_alone_is_read():
    workbook = read_workbook(book(GOOD))
    assert list(workbook.sheets) == ["Commitments"]
    (row,) = workbook.sheet("Commitments")
    assert {header: value for header, value in row.values.items() if value} == GOOD
    assert workbook.sheet("Updates").rows == ()


def test_a_row_keeps_its_number_and_a_cell_its_address():
    sheet = read_workbook(book(GOOD, [], [], but(GOOD, Ref="C2"))).sheet("Commitments")
    assert [sheet.cell(row, "Title") for row in sheet] == ["C2", "C5"]


def test_columns_may_stand_in_any_order():
    turned = [["Status", None, "Ref"], ["Limited", "a remark", "C1"]]
    sheet = read_workbook(raw({"Commitments": turned})).sheet("Commitments")
    assert sheet.headers == ("Status", "", "Ref")
    assert sheet.rows[0].values == {"Status": "Limited", "Ref": "C1"}
    assert sheet.cell(sheet.rows[0], "Ref") == "C2"


@pytest.mark.parametrize("header", ["title", " TITLE ", "\u00a0Title", "Ti\u200btle", "Title\n"])
def test_a_header_is_known_by_its_letters(header):
    assert values(raw({"Commitments": [["Ref", header], ["C1", "Meet"]]})) == ["Meet"]


@pytest.mark.parametrize("name", ["commitments", " Commitments ", "COMMITMENTS"])
def test_a_sheet_is_known_by_its_letters(name):
    assert values(book(GOOD, sheet=name)) == ["Hold the roundtable"]


def test_of_two_sheets_with_one_name_the_one_spelt_so_is_read():
    twice = {"commitments ": [["Title"], ["stray"]], "Commitments": [["Title"], ["true"]]}
    assert values(raw(twice)) == ["true"]
    assert list(read_workbook(raw(twice)).sheets) == ["commitments ", "Commitments"]


def test_of_two_columns_with_one_name_the_first_is_read():
    assert values(raw({"Commitments": [["Title", "title"], ["first", "second"]]})) == ["first"]


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("  Meet \u00a0 often ", "Meet often"),
        ("one\r\ntwo", "one\ntwo"),
        (2022, 2022),
        (2022.0, 2022),
        (3.4, 3.4),
        (1e300, 1e300),
        (True, "TRUE"),
        (False, "FALSE"),
        (date(2022, 7, 14), date(2022, 7, 14)),
        (datetime(2022, 7, 14, 9), date(2022, 7, 14)),
        (time(9, 30), "09:30:00"),
        (CellRichText("Meet ", TextBlock(InlineFont(b=True), "often")), "Meet often"),
    ],
)
def test_a_cell_is_read_as_people_see_it(cell, read):
    assert (value_of(cell), type(value_of(cell))) == (read, type(read))


@pytest.mark.parametrize("cell", [None, "", "   ", "\u00a0", "\u200b"])
def test_a_cell_with_nothing_to_see_is_blank(cell):
    assert value_of(cell) is None


@pytest.mark.parametrize(
    ("xml", "read"),
    [
        (b'<c r="A2"><f>3+4</f><v>7</v></c>', 7),
        (b'<c r="A2" t="str"><f>"a"</f><v>a</v></c>', "a"),
        (b'<c r="A2"><f>3+4</f><v></v></c>', "#NO RESULT"),
        (b'<c r="A2" s="1"><f>3+4</f></c>', "#NO RESULT"),
        (b'<c r="A2" t="e"><v>#REF!</v></c>', "#REF!"),
        (b'<c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
        (b'<c r="A2"><v>1e999</v></c>', "inf"),
        (b'<c r="A2"><v>NaN</v></c>', "nan"),
        (b'<c r="A2" t="b"><v>1</v></c>', "TRUE"),
    ],
)
def test_a_formula_gives_its_result_and_an_error_its_name(xml, read):
    content = raw({"Commitments": [["Title", "Ref"], [7, "C1"]]})
    assert values(rewritten(content, SHEET, lambda sheet: sheet.replace(SEVEN, xml))) == [read]


def test_a_formula_of_empty_text_is_blank():
    content = raw({"Commitments": [["Title", "Ref"], [7, "C1"]]})
    empty = b'<c r="A2" t="str"><f>""</f><v></v></c>'
    assert values(rewritten(content, SHEET, lambda xml: xml.replace(SEVEN, empty))) == [None]


def test_text_that_looks_like_xml_of_an_error_is_only_text():
    assert value_of('<c t="e"> #REF!') == '<c t="e"> #REF!'


def test_merged_cells_hold_their_value_once():
    lines = [["Ref", "Title"], ["C1", "Meet"], ["C2", None]]
    merged = raw({"Commitments": lines}, lambda of: of["Commitments"].merge_cells("B2:B3"))
    assert values(merged) == ["Meet", None]


def test_a_chart_sheet_is_a_sheet_with_nothing_in_it():
    content = raw({"Commitments": [["Title"], ["Meet"]]}, lambda of: of.create_chartsheet("Chart"))
    assert list(read_workbook(content).sheets) == ["Commitments", "Chart"]


@pytest.mark.filterwarnings("ignore:Title is more than 31")
def test_a_sheet_name_longer_than_excel_allows_is_borne():
    name = "A name that goes on for far longer than fifty characters"
    assert list(read_workbook(raw({name: [["Title"]]})).sheets) == [name]


@pytest.mark.parametrize("lines", [[], [[]], [[None, None]], [[], ["C1"]]])
def test_a_sheet_without_headers_has_no_rows(lines):
    assert read_workbook(raw({"Commitments": lines})).sheet("Commitments").rows == ()


def test_the_cover_is_read_by_its_labels():
    cover = [["About this workbook", "Details"], ["Data as at", 2022.0], ["Blank", None], [None, 1]]
    assert read_workbook(raw({" cover": cover})).cover == {"data as at": "2022"}


def test_a_sheet_full_of_styles_alone_is_read_at_once():
    def paint(workbook):
        workbook["Commitments"]["XFD1048576"].font = Font(bold=True)

    assert values(raw({"Commitments": [["Title"], ["Meet"]]}, paint)) == ["Meet"]


@pytest.mark.parametrize("address", ["A1048576", "XFD1", "XFD1048576", "AAA1", "A200000"])
def test_a_value_far_from_the_table_is_refused_before_it_fills_the_memory(address):
    def stray(workbook):
        workbook["Commitments"][address] = "stray"

    assert refusal(raw({"Commitments": [["Title"]]}, stray)) == (
        f"The workbook has a cell too far from the top left corner to read ({address}). Copy the "
        "rows into a fresh template and save that."
    )


@pytest.mark.parametrize(
    "cell",
    [
        b"<c r='XFD1048576'><v>1</v></c>",
        b'<c s="1" r="XFD1048576"><v>1</v></c>',
        b'<c r="&#88;FD1048576"><v>1</v></c>',
        b'<c r="ZZZZZZZZ99999999999"><v>1</v></c>',
    ],
)
def test_a_far_off_address_is_found_however_it_is_written(cell):
    content = raw({"Commitments": [["Title", "Ref"], [7, "C1"]]})
    far = rewritten(content, SHEET, lambda xml: xml.replace(SEVEN, cell))
    assert refusal(far).startswith("The workbook has a cell too far from the top left corner")


WORKBOOK = "xl/workbook.xml"
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OTHER_KIND = "Open it in Excel, choose Save As, and save it as an Excel workbook (.xlsx)."
IN_WORD = zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"})


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty. Choose an Excel workbook (.xlsx)."),
        (b"Ref,Title\nC1,Meet\n", f"The file is not an Excel workbook. {OTHER_KIND}"),
        (b"%PDF-1.7\n", f"The file is a PDF. {OTHER_KIND}"),
        (b"\x89PNG\r\n", f"The file is a picture. {OTHER_KIND}"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            f"The file is an old Excel workbook (.xls). {OTHER_KIND}",
        ),
        (IN_WORD, f"The file is not an Excel workbook. {OTHER_KIND}"),
        (zipped({}), f"The file is not an Excel workbook. {OTHER_KIND}"),
        (b"PK\x03\x04 and no more", files.WORKBOOK_DAMAGED),
        (book(GOOD)[:-100], files.WORKBOOK_DAMAGED),
        (book(GOOD)[:2000], files.WORKBOOK_DAMAGED),
        (rewritten(book(GOOD), SHEET, lambda xml: xml[:-40]), files.WORKBOOK_DAMAGED),
        (rewritten(book(GOOD), SHEET, lambda xml: b""), files.WORKBOOK_DAMAGED),
        (rewritten(book(GOOD), WORKBOOK, lambda xml: xml[:90]), files.WORKBOOK_DAMAGED),
        (rewritten(book(GOOD), WORKBOOK, lambda xml: b"\xff\xfe<\x00"), files.WORKBOOK_DAMAGED),
        (rewritten(book(GOOD), WORKBOOK, lambda xml: LAUGHS + xml), files.WORKBOOK_DAMAGED),
    ],
    ids=[
        "empty",
        "text",
        "pdf",
        "picture",
        "xls",
        "docx",
        "empty zip",
        "zip start",
        "cut short",
        "cut to the middle",
        "sheet cut short",
        "sheet empty",
        "workbook part cut short",
        "workbook part of bytes",
        "billion laughs",
    ],
)
def test_what_is_no_workbook_is_refused_with_what_to_do(content, sentence):
    assert refusal(content) == sentence


def bomb(unpacked):
    """A workbook with a part that is nothing when packed."""
    return zipped(unzipped(book(GOOD)) | {"xl/media/a.xml": bytes(unpacked)})


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    limits = replace(files.WORKBOOK_LIMITS, unpacked=1_000_000)
    monkeypatch.setattr(files, "WORKBOOK_LIMITS", limits)
    assert values(bomb(500_000)) == ["Hold the roundtable"]
    assert refusal(bomb(1_000_001)) == (
        "The workbook unpacks to more than this dashboard accepts. Copy the rows into a fresh "
        "template and save that."
    )


def test_a_bomb_in_the_manifest_of_a_spreadsheet_is_refused_too(monkeypatch):
    limits = replace(files.WORKBOOK_LIMITS, unpacked=1_000_000)
    monkeypatch.setattr(files, "WORKBOOK_LIMITS", limits)
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    parts = {"mimetype": kind, "META-INF/manifest.xml": bytes(1_000_001), "content.xml": b"<x/>"}
    assert refusal(zipped(parts)).startswith("The workbook unpacks to more than this dashboard")


def test_a_workbook_of_too_many_parts_is_refused():
    many = {f"xl/{number}.xml": b"<a/>" for number in range(files.WORKBOOK_LIMITS.parts)}
    assert refusal(zipped(unzipped(book(GOOD)) | many)).startswith("The workbook unpacks to more")


def test_a_part_that_is_larger_than_it_says_is_refused():
    content = bytearray(bomb(100_000))
    for at, central in ((22, b"PK\x03\x04"), (24, b"PK\x01\x02")):
        start = content.rindex(central)
        content[start + at : start + at + 4] = (10).to_bytes(4, "little")
    assert refusal(bytes(content)) == files.WORKBOOK_DAMAGED


def test_an_encrypted_part_is_refused():
    content = bytearray(book(GOOD))
    start = 0
    while (start := content.find(b"PK\x01\x02", start)) >= 0:
        content[start + 8] |= 1
        start += 4
    assert refusal(bytes(content)) == files.WORKBOOK_DAMAGED


ODD_TEXTS = [
    "=1+1",
    "+44 121 496 0000",
    "@SUM(A1)",
    "-5",
    "'quoted",
    "#REF",
    "00123",
    "1e5",
    "TRUE",
    "2022-07",
    "**bold** [link](http://a.example) $x$ :red[x]",
    "<b>&amp;</b> <script>",
    "_x0041_",
    "a_x000D_b",
    "“quotes” – é 😀 中文",
    "line\nline",
    "a; b",
    'say "so"',
    "\\n",
    "{}{0}%s",
]


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_text_is_written_and_read_as_the_text_it_is(text):
    content = write_workbook({"about": text}, {"Commitments": [but(GOOD, Title=text)]})
    assert values(content) == [text]
    assert read_workbook(content).cover == {"about": text}
    cell = load_workbook(BytesIO(content))["Commitments"]["C2"]
    assert cell.data_type != "f"


def test_what_is_written_is_a_whole_zip():
    with zipfile.ZipFile(BytesIO(write_workbook({}, {}))) as packed:
        assert packed.testzip() is None


def test_a_workbook_with_macros_is_refused():
    content = zipped(unzipped(book(GOOD)) | {"xl/vbaProject.bin": b"macro"})
    assert refusal(content) == (
        "The workbook has macros, which are not accepted. Save it as an Excel workbook (.xlsx), "
        "which leaves them out."
    )


def test_a_small_file_of_millions_of_elements_is_refused_before_they_are_read():
    """200 MB of blank cells in a megabyte would take a minute, and as a tree 20 GB."""
    blanks = b"<c/>" * 17_000_000
    content = rewritten(
        book(GOOD),
        SHEET,
        lambda xml: xml.replace(b"</row></sheetData>", blanks + b"</row></sheetData>"),
    )
    assert refusal(content).startswith("The workbook unpacks to more than this dashboard accepts.")
