"""One workbook as eight programs write it is one release, with the same findings."""

import re
from datetime import date, datetime
from io import BytesIO

import pytest
from lxml import etree
from openpyxl import load_workbook
from openpyxl.styles import Font

from hor_data.checks import check_workbook
from hor_data.release import build_release, measures_by_ref
from hor_data.upload import mark_findings
from hor_data.upload.check import check_upload
from hor_data.workbook import UnreadableWorkbookError, read_workbook
from hor_data.workbook.number_formats import number_kind
from hor_data.workbook.open_document_styles import ODS_NAMESPACES
from tests.support.books import (
    BODY,
    GOOD,
    MEASURE,
    UPDATE,
    book,
    but,
    rewritten,
    unzipped,
    zipped,
)
from tests.support.judges import converted

TODAY = date(2026, 11, 26)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
TRANSITIONAL_RELATIONS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
SHEETS = re.compile(r"xl/worksheets/sheet\d+\.xml")


def formatted(workbook):
    """Days, months, years and percentages as Excel keeps them, and what nobody sees."""
    commitments = workbook["Commitments"]
    for cell, day, code in (
        ("J2", datetime(2026, 11, 1), "mmm\\-yy"),
        ("J3", datetime(2027, 1, 1), "yyyy"),
    ):
        commitments[cell].value = day
        commitments[cell].number_format = code
    commitments["J4"].value = datetime(2027, 3, 31)
    commitments["J4"].number_format = "dd/mm/yyyy"
    workbook["Measures"]["E2"].value = 0.45
    workbook["Measures"]["E2"].number_format = "0.0%"
    commitments.row_dimensions[3].hidden = True
    commitments.column_dimensions["D"].hidden = True
    for cell in commitments[4]:
        cell.font = Font(strike=True)


CONTENT = book(
    GOOD,
    but(GOOD, Ref="C2", Title="Ask & tell: “more” <than> before", Status="on trak"),
    but(GOOD, Ref="C3", Title="Line one\nline two", Area="Nowhere"),
    Updates=[UPDATE, but(UPDATE, As_at=2021)],
    Measures=[but(MEASURE, Unit="%")],
    Organisations=[BODY],
    then=formatted,
)


def each_sheet(change):
    """The workbook with the XML of every sheet changed."""
    parts = unzipped(CONTENT)
    return zipped(
        {name: change(xml) if SHEETS.fullmatch(name) else xml for name, xml in parts.items()}
    )


def with_prefix(xml):
    """As .NET's Open XML SDK writes it: every element under a prefix."""
    return re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", xml).replace(b' xmlns="', b' xmlns:x="')


def with_single_quotes(xml):
    """As some writers of Java and Ruby quote attributes."""
    return re.sub(rb'([\w:]+)="([^"\']*)"', rb"\1='\2'", xml)


def without_addresses(xml):
    """As Power BI, Dynamics and reporting services write cells and rows: by their order alone."""
    root = etree.fromstring(xml)
    for row in root.iter(f"{{{MAIN}}}row"):
        columns = {cell.get("r").rstrip("0123456789"): cell for cell in row}
        for number in range(26):
            cell = columns.get(chr(ord("A") + number))
            if cell is None:
                cell = etree.Element(f"{{{MAIN}}}c")
            row.append(cell)
            cell.attrib.pop("r", None)
        row.attrib.pop("r")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def with_shared_texts():
    """As Excel writes texts: each once, in a part of their own; here in two runs, and with the
    phonetic hint that Japanese programs add."""
    parts = unzipped(CONTENT)
    shared = etree.Element(f"{{{MAIN}}}sst")
    for name in filter(SHEETS.fullmatch, parts):
        root = etree.fromstring(parts[name])
        for cell in root.iter(f"{{{MAIN}}}c"):
            if cell.get("t") != "inlineStr":
                continue
            text = "".join(cell.itertext())
            for child in list(cell):
                cell.remove(child)
            cell.set("t", "s")
            etree.SubElement(cell, f"{{{MAIN}}}v").text = str(len(shared))
            item = etree.SubElement(shared, f"{{{MAIN}}}si")
            for half in (text[:2], text[2:]):
                run = etree.SubElement(item, f"{{{MAIN}}}r")
                etree.SubElement(run, f"{{{MAIN}}}t").text = half
            hint = etree.SubElement(item, f"{{{MAIN}}}rPh", sb="0", eb="1")
            etree.SubElement(hint, f"{{{MAIN}}}t").text = "a hint"
        parts[name] = etree.tostring(root)
    relation = (
        b'<Relationship Id="texts" Type="%s/sharedStrings" Target="SharedStrings.xml"/>'
        % TRANSITIONAL_RELATIONS
    )
    relations = "xl/_rels/workbook.xml.rels"
    parts[relations] = parts[relations].replace(b"</Relationships>", relation + b"</Relationships>")
    # A zip of Windows: the part's name in other letters than its relation says.
    return zipped(parts | {"xl/sharedstrings.xml": etree.tostring(shared)})


def strict():
    """The strict dialect of ISO 29500: other namespaces, and days as ISO text."""
    parts = unzipped(CONTENT)
    return zipped(
        {
            name: xml.replace(MAIN.encode(), STRICT.encode()).replace(
                TRANSITIONAL_RELATIONS, STRICT_RELATIONS
            )
            for name, xml in parts.items()
        }
    )


def as_google_writes(xml):
    """Rows of styled blank cells to the thousandth, as Google Sheets exports them."""
    blank = b"".join(
        b'<row r="%d" ht="15"><c r="A%d" s="0"/><c r="Z%d" s="0"/></row>' % (n, n, n)
        for n in range(200, 1001)
    )
    return xml.replace(b"</sheetData>", blank + b"</sheetData>")


DIALECTS = {
    "prefixed": lambda: each_sheet(with_prefix),
    "single-quoted": lambda: each_sheet(with_single_quotes),
    "without addresses": lambda: each_sheet(without_addresses),
    "shared texts": with_shared_texts,
    "strict": strict,
    "of Google": lambda: each_sheet(as_google_writes),
}


def told(content):
    """The rows of the release, and all findings."""
    workbook = read_workbook(content)
    findings = [str(finding) for finding in check_workbook(workbook)]
    rows = {
        name: [(row.number, dict(row.values)) for row in sheet]
        for name, sheet in workbook.sheets.items()
    }
    return rows, findings


def test_the_workbook_holds_what_the_dialects_are_tried_with():
    rows, findings = told(CONTENT)
    due = [values["Due"] for _, values in rows["Commitments"]]
    assert due == ["2026-11", 2027, date(2027, 3, 31)]
    assert [str(values["Result"]) for _, values in rows["Measures"]] == ["45%"]
    assert [finding.split(":")[0] for finding in findings] == [
        "Commitments!K3",
        "Commitments!G4",
        "Commitments!D1",
        "Commitments!A3",
        "Commitments!A4",
    ]


@pytest.mark.parametrize("name", DIALECTS)
def test_every_dialect_reads_the_same(name):
    content = DIALECTS[name]()
    assert content != CONTENT
    assert told(content) == told(CONTENT)


def test_what_libreoffice_saves_reads_the_same(office):
    saved = converted(CONTENT, "xlsx", "xlsx:Calc MS Excel 2007 XML", office)
    assert b"LibreOffice" in unzipped(saved)["docProps/app.xml"]
    assert told(saved) == told(CONTENT)


def test_an_open_document_reads_the_same(office):
    saved = converted(CONTENT, "xlsx", "ods", office)
    assert b"opendocument.spreadsheet" in saved[:100]
    assert told(saved) == told(CONTENT)


ROW = (
    '<table:table-row{row}><table:table-cell{cell} office:value-type="string">'
    "<text:p>{text}</text:p></table:table-cell></table:table-row>"
)


def open_document(*rows):
    """An OpenDocument spreadsheet of one sheet with these rows, as its XML."""
    spaces = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in ODS_NAMESPACES.items())
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="Commitments">{"".join(rows)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": b"<manifest/>",
            "content.xml": content.encode(),
        }
    )


def test_an_open_document_keeps_the_cells_of_rows_that_repeat():
    rows = [
        ROW.format(row="", cell="", text="Ref"),
        ROW.format(row=' table:number-rows-repeated="2"', cell="", text="C1<text:s/>a"),
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/>'
        "</table:table-row>",
    ]
    sheet = read_workbook(open_document(*rows)).sheet("Commitments")
    assert [(row.number, row.values["Ref"]) for row in sheet] == [(2, "C1 a"), (3, "C1 a")]


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (' table:number-rows-repeated="1000000"', ""),
        ("", ' table:number-columns-repeated="16384"'),
        (' table:number-rows-repeated="190000"', ' table:number-columns-repeated="700"'),
    ],
)
def test_an_open_document_that_unpacks_to_millions_of_cells_is_refused(row, cell):
    with pytest.raises(UnreadableWorkbookError, match="unpacks to more than this"):
        read_workbook(open_document(ROW.format(row=row, cell=cell, text="x")))


def test_an_open_document_is_checked_and_its_findings_are_listed(office):
    saved = converted(CONTENT, "xlsx", "ods", office)
    checked = check_upload(
        saved, "a hash", build_release(read_workbook(book(GOOD)), "", TODAY), print
    )
    assert (checked.refusal, checked.fixes) == ("", ())
    marked = load_workbook(BytesIO(mark_findings(saved, checked.findings)))
    assert marked.sheetnames == ["Findings"]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("General", "number"),
        ("0.00", "number"),
        ('0 "homes"', "number"),
        ('"day" 0', "number"),
        ("#,##0;[Red]-#,##0", "number"),
        ("0%", "percent"),
        ("0.00 %", "percent"),
        ('0" %"', "number"),
        ("yyyy", "year"),
        ("mmm-yy", "month"),
        ("[$-809]mmmm yyyy", "month"),
        ("mmmm\\ yyyy;@", "month"),
        ("dd/mm/yyyy", "day"),
        ("[$-F800]dddd, mmmm dd, yyyy", "day"),
        ("yyyy-mm-dd hh:mm", "day"),
        ("m/d/yy h:mm", "day"),
        ("hh:mm", "time"),
        ("h:mm AM/PM", "time"),
        ("[h]:mm:ss", "time"),
    ],
)
def test_a_format_says_how_a_number_is_shown(code, shown):
    assert number_kind(code) == shown


@pytest.mark.parametrize(
    ("unit", "result"), [("%", "45%"), ("per cent", "45 per cent"), ("Percent", "45 Percent")]
)
def test_a_percentage_is_its_number_with_its_unit(unit, result):
    def in_per_cent(workbook):
        workbook["Measures"]["E2"].value = 0.45
        workbook["Measures"]["E2"].number_format = "0%"

    content = book(GOOD, Measures=[but(MEASURE, Unit=unit)], then=in_per_cent)
    workbook = read_workbook(content)
    assert check_workbook(workbook) == []
    release = build_release(workbook, "", TODAY)
    assert list(release.measures["Result"]) == [45]
    assert measures_by_ref(release, ["C1"])["C1"][0].result == result


def test_a_percentage_of_another_unit_is_asked_about():
    def in_per_cent(workbook):
        for cell in ("C2", "E2"):
            workbook["Measures"][cell].value = 0.07
            workbook["Measures"][cell].number_format = "0%"

    findings = check_workbook(read_workbook(book(GOOD, Measures=[MEASURE], then=in_per_cent)))
    assert [str(finding) for finding in findings] == [
        f"Measures!{cell}: The cell shows 7%, and the Unit is “meetings”. Enter “%” as the Unit, "
        "or format the cell as a number and type it again."
        for cell in ("C2", "E2")
    ]


@pytest.mark.parametrize("error", ["#REF!", "#FIELD!", "#PYTHON!"])
def test_an_error_is_one_by_the_type_of_its_cell(error):
    content = book(but(GOOD, Title="an error"))
    cell = b't="inlineStr"><is><t>an error</t></is>'
    wrong = rewritten(
        content,
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(cell, b't="e"><v>' + error.encode() + b"</v>"),
    )
    assert [str(finding) for finding in check_workbook(read_workbook(wrong))] == [
        f"Commitments!C2: The cell shows “{error}”: its formula gave no value. Type the value "
        "itself in place of the formula."
    ]


@pytest.mark.parametrize(
    "formula", [b"<f>A1</f>", b"<f>A1</f><v/>", b'<f t="shared" si="0"/><v></v>']
)
@pytest.mark.parametrize("prefix", [b"", b"x:"])
def test_a_formula_without_its_result_is_found_in_every_dialect(formula, prefix):
    def change(xml):
        without = xml.replace(b' t="inlineStr"><is><t>a formula</t></is>', b">" + formula)
        return with_prefix(without) if prefix else without

    content = rewritten(book(but(GOOD, Title="a formula")), "xl/worksheets/sheet1.xml", change)
    assert [str(finding) for finding in check_workbook(read_workbook(content))] == [
        "Commitments!C2: The cell holds a formula that was saved without its result. Type the "
        "value itself in place of the formula."
    ]


def test_what_is_hidden_or_struck_through_is_named_where_it_hides_something():
    def hide(workbook):
        sheet = workbook["Commitments"]
        for column in ("D", "F", "Q"):  # F is blank, and Q is none of ours
            sheet.column_dimensions[column].hidden = True
        for row in (3, 4, 9):  # 9 is blank
            sheet.row_dimensions[row].hidden = True
        for cell in sheet[2]:
            cell.font = Font(strike=True)
        sheet["C3"].font = Font(strike=True)  # one struck cell is no struck row

    rows = [but(GOOD, Ref=f"C{number}") for number in range(1, 5)]
    assert [str(finding) for finding in check_workbook(read_workbook(book(*rows, then=hide)))] == [
        "Commitments!D1: The column “Commitment” is hidden, and read all the same. Unhide it, so "
        "that you see what will be published.",
        "Commitments!A2: Row 2 is struck through, and would be published all the same. Remove what "
        "should not be published, and take the line out of the rest.",
        "Commitments!A3: Rows 3 and 4 are hidden, and read all the same. Unhide them or clear the "
        "filter, so that you see what will be published.",
    ]


def test_a_row_that_is_written_twice_keeps_the_values_of_both():
    twice = b'<row r="2"><c r="C2" t="str"><v>Added</v></c></row></sheetData>'
    content = rewritten(
        book(but(GOOD, Title=None)),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"</sheetData>", twice),
    )
    (row,) = read_workbook(content).sheet("Commitments").rows
    assert (row.number, row.values["Ref"], row.values["Title"]) == (2, "C1", "Added")


def test_columns_that_are_hidden_from_before_the_first_are_those_there_are():
    far = b'<cols><col min="-999999999" max="999999999" hidden="1"/></cols><sheetData>'
    content = rewritten(
        book(GOOD),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"<sheetData>", far),
    )
    sheet = read_workbook(content).sheet("Commitments")
    assert sheet.hidden_columns == sheet.headers


def test_an_open_document_does_not_count_backwards():
    column = '<table:table-column table:number-columns-repeated="{}"/>'
    content = open_document(
        column.format(-(10**9)), column.format(10**9), ROW.format(row="", cell="", text="Ref")
    )
    assert read_workbook(content).sheet("Commitments").headers == ("Ref",)
