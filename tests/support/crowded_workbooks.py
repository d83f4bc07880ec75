"""Workbooks with what Excel can hold beside the data, and a count of it before and after."""

import io
from collections import Counter

from lxml import etree
from PIL import Image
from xlsxwriter import Workbook

from hor_data.workbook import COLUMNS_BY_SHEET
from tests.support.books import GOOD, but, unzipped, zipped

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET, SHEET_RELATIONS = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"
ROWS = (
    but(GOOD, Title="  Hold it ", Status="Limited."),
    but(GOOD, Ref="C2", Area="Nowhere"),
    but(GOOD, Ref="C3", Status=None),
)
STATUS_CELL = "K2"  # of the first row, which a fix changes


def formulas(workbook, sheet):
    sheet.write_formula("T2", "=1+1", None, 2)
    sheet.write_formula("T3", '="a"&"b"', None, "ab")
    sheet.write_array_formula("U2:U4", "{=ROW(A2:A4)}", None, 2)
    sheet.write_formula("C4", '="Hold "&"it"', None, "  Hold it  ")


def drop_downs(workbook, sheet):
    sheet.data_validation("K2:K99", {"validate": "list", "source": ["Limited", "Late"]})
    sheet.data_validation("T2:T9", {"validate": "integer", "criteria": ">", "value": 1})


def conditional_formats(workbook, sheet):
    red = workbook.add_format({"bg_color": "red"})
    sheet.conditional_format("A2:A9", {"type": "duplicate", "format": red})
    sheet.conditional_format("T2:T9", {"type": "data_bar", "data_bar_2010": True})
    sheet.add_sparkline("V2", {"range": "Commitments!A2:C2"})


def comments(workbook, sheet):
    for cell in ("A1", STATUS_CELL, "Z40"):
        sheet.write_comment(cell, f"A note of my own in {cell}", {"author": "An officer"})


def pictures(workbook, sheet):
    out = io.BytesIO()
    Image.new("RGB", (4, 4), "blue").save(out, "PNG")
    sheet.insert_image("T2", "a.png", {"image_data": out, "description": "A blue square"})
    sheet.set_header("&C&G", {"image_center": "a.png", "image_data_center": out})
    chart = workbook.add_chart({"type": "column"})
    chart.add_series({"values": "=Commitments!$A$2:$A$4"})
    sheet.insert_chart("T9", chart, {"description": "A chart of nothing"})


def print_settings(workbook, sheet):
    workbook.define_name("Mine", "=Commitments!$A$1")
    workbook.define_name("Commitments!Local", "=Commitments!$A$2")
    sheet.print_area("A1:F9")
    sheet.repeat_rows(0)
    sheet.set_footer("&LMine &D")
    sheet.set_h_pagebreaks([2])
    sheet.freeze_panes(1, 0)
    sheet.set_column("H:H", 9, workbook.add_format({"italic": True}))


def hidden_sheets(workbook, sheet):
    workbook.add_worksheet("Mine").hide()
    workbook.add_worksheet("Mine too").very_hidden()
    sheet.protect("", {"format_cells": True})


def tables_and_links(workbook, sheet):
    notes = workbook.add_worksheet("My notes")
    notes.add_table("A1:B3", {"name": "Findings", "columns": [{"header": "a"}, {"header": "b"}]})
    notes.merge_range("D1:E2", "Merged")
    sheet.write_url("T2", "https://example.org/", string="A link")
    sheet.write_rich_string("T3", "plain ", workbook.add_format({"bold": True}), "bold")


def own_findings(workbook, sheet):
    own = workbook.add_worksheet("Findings")
    own.write("A1", "What we found")
    own.write_comment("A1", "Ours")


KINDS = (
    *(formulas, drop_downs, conditional_formats, comments, pictures, print_settings),
    *(hidden_sheets, tables_and_links, own_findings),
)


def everything(workbook, sheet):
    for kind in KINDS:
        kind(workbook, sheet)


def crowded(*kinds) -> bytes:
    """A workbook of commitments with these kinds of things, as XlsxWriter writes it."""
    out = io.BytesIO()
    workbook = Workbook(out, {"in_memory": True})
    sheet = workbook.add_worksheet("Commitments")
    names = [column.name for column in COLUMNS_BY_SHEET["Commitments"]]
    sheet.write_row(0, 0, names)
    for number, row in enumerate(ROWS, start=1):
        sheet.write_row(number, 0, [row.get(name) for name in names])
    sheet.write(1, 2, ROWS[0]["Title"], workbook.add_format({"bold": True}))
    for kind in kinds:
        kind(workbook, sheet)
    workbook.close()
    return out.getvalue()


def with_extension(content) -> bytes:
    """With a drop-down that is kept as an extension, which openpyxl drops."""
    parts = unzipped(content)
    extension = (
        f'<extLst><ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{X14}">'
        '<x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" '
        'count="1"><x14:dataValidation type="list" allowBlank="1"><x14:formula1>'
        "<xm:f>Commitments!$A$2:$A$4</xm:f></x14:formula1><xm:sqref>B2:B9</xm:sqref>"
        "</x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
    )
    parts[SHEET] = parts[SHEET].replace(b"</worksheet>", extension.encode())
    return zipped(parts)


def with_printer(content) -> bytes:
    """With the settings of a printer, in a part that is no XML."""
    parts = unzipped(content)
    target = "../printerSettings/printerSettings1.bin"
    parts["xl/printerSettings/printerSettings1.bin"] = bytes(range(256))
    parts[SHEET_RELATIONS] = _relations((f"{OFFICE}/printerSettings", target))
    setup = f'<pageSetup orientation="portrait" xmlns:r="{OFFICE}" r:id="rId1"/></worksheet>'
    parts[SHEET] = parts[SHEET].replace(b"</worksheet>", setup.encode())
    types = b'<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.'
    types += b'spreadsheetml.printerSettings"/><Default Extension="xml"'
    return zipped(
        parts
        | {
            "[Content_Types].xml": parts["[Content_Types].xml"].replace(
                b'<Default Extension="xml"', types
            )
        }
    )


def with_thread() -> bytes:
    """With a conversation in the cell of the status and one that no finding is about."""
    parts = unzipped(crowded(comments))
    ids = {STATUS_CELL: "{11111111-1111-4111-8111-111111111111}"}
    ids |= {"A1": "{22222222-2222-4222-8222-222222222222}"}
    thread = "".join(
        f'<threadedComment ref="{cell}" dT="2026-01-02T03:04:05.00" id="{id}" '
        'personId="{33333333-3333-4333-8333-333333333333}"><text>Is it?</text></threadedComment>'
        for cell, id in ids.items()
    )
    parts["xl/threadedComments/threadedComment1.xml"] = (
        f'<ThreadedComments xmlns="{THREADED}">{thread}</ThreadedComments>'.encode()
    )
    parts["xl/persons/person.xml"] = (
        f'<personList xmlns="{THREADED}"><person displayName="An officer" '
        'id="{33333333-3333-4333-8333-333333333333}" userId="me" providerId="None"/></personList>'
    ).encode()
    root = etree.fromstring(parts["xl/comments1.xml"])
    for cell, id in ids.items():
        authors = root.find(f"{{{MAIN}}}authors")
        etree.SubElement(authors, f"{{{MAIN}}}author").text = f"tc={id}"
        (note,) = (note for note in root.iter(f"{{{MAIN}}}comment") if note.get("ref") == cell)
        note.set("authorId", str(len(authors) - 1))
    parts["xl/comments1.xml"] = etree.tostring(root)
    kinds = "http://schemas.microsoft.com/office/2017/10/relationships"
    for name, kind, target in (
        (SHEET_RELATIONS, "threadedComment", "../threadedComments/threadedComment1.xml"),
        ("xl/_rels/workbook.xml.rels", "person", "persons/person.xml"),
    ):
        relation = f'<Relationship Id="rId99" Type="{kinds}/{kind}" Target="{target}"/>'
        parts[name] = parts[name].replace(
            b"</Relationships>", f"{relation}</Relationships>".encode()
        )
    types = "".join(
        f'<Override PartName="/{name}" ContentType="application/vnd.ms-excel.{kind}+xml"/>'
        for name, kind in (
            ("xl/threadedComments/threadedComment1.xml", "threadedcomments"),
            ("xl/persons/person.xml", "person"),
        )
    )
    types_part = "[Content_Types].xml"
    parts[types_part] = parts[types_part].replace(b"</Types>", f"{types}</Types>".encode())
    return zipped(parts)


def counted(content) -> Counter:
    """How many of each kind of thing the workbook holds."""
    counts: Counter = Counter()
    for name, part in unzipped(content).items():
        counts["parts"] += 1
        counts["pictures"] += "/media/" in name
        counts["charts"] += name.startswith("xl/charts/chart")
        if not name.startswith("xl/") or not name.endswith(".xml"):
            continue
        for element in etree.fromstring(part).iter("{*}*"):
            kind = etree.QName(element).localname
            has_result = kind == "c" and element.find("{*}f") is not None
            counts["results"] += has_result and bool(element.findtext("{*}v"))
            if kind in KINDS_COUNTED:
                counts[kind] += 1
    return counts


KINDS_COUNTED = (
    *("dataValidation", "comment", "threadedComment", "cfRule", "definedName", "sheet", "f"),
    *("mergeCell", "hyperlink", "sparkline", "table", "pageSetup"),
)


def _relations(*relations) -> bytes:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(relations, start=1)
    )
    return f'<Relationships xmlns="{space}">{inside}</Relationships>'.encode()
