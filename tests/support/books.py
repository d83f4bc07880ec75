"""Build small workbooks in memory, so each test shows its own data."""

import zipfile
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font

from hor_data.workbook import COLUMNS_BY_SHEET

# What a font says, in the order that the schema asks for (ECMA-376, part 1, 18.8.22); openpyxl
# has an order of its own, which validators refuse.
Font.__elements__ = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
    *("sz", "color", "name", "family", "charset", "scheme"),
)
GOOD = {
    "Ref": "C1",
    "Theme": "People-powered health",
    "Title": "Hold the roundtable",
    "Commitment": "The university promised a roundtable every 6 months.",
    "Lead organisations": "Aston University",
    "Area": "Black Country",
    "Status": "Limited",
}
UPDATE = {"Ref": "C1", "As at": "2022", "Update": "One was held.", "Evidence": "one was held"}
MEASURE = {"Ref": "C1", "Measure": "Roundtables", "Target": 2, "Result": 1, "Unit": "meetings"}
BODY = {"Organisation": "Aston University", "Short name": "Aston", "Sector": "Universities"}
STATUS = {"List": "Status", "Value": "Limited", "Definition": "A start.", "Stands for": "limited"}


def but(row, **changes):
    """A row like `row`, but for the named columns: but(GOOD, Status="Late", Owners_rating="?")."""
    return row | {_header(name): value for name, value in changes.items()}


def book(*rows, headers=None, sheet="Commitments", then=lambda workbook: None, **others) -> bytes:
    """A workbook of these commitments, and of the rows of other sheets by their names; `then` may
    do to it what Excel can do."""
    names = [column.name for column in COLUMNS_BY_SHEET["Commitments"]]
    lines = {sheet: [headers or names, *(_line(row, names) for row in rows)]}
    for name, of_sheet in others.items():
        names = [column.name for column in COLUMNS_BY_SHEET[name]]
        lines[name] = [names, *(_line(row, names) for row in of_sheet)]
    return raw(lines, then)


def raw(sheets, then=lambda workbook: None) -> bytes:
    """A workbook of just these lines by sheet; `then` may do to it what Excel can do."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, lines in sheets.items():
        sheet = workbook.create_sheet(name)
        for number, line in enumerate(lines, start=1):
            for at, value in enumerate(line, start=1):
                cell = sheet.cell(number, at, value)
                if isinstance(value, str):
                    cell.data_type = "s"
    then(workbook)
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def rewritten(content, part, change) -> bytes:
    """The workbook with one of its XML parts changed, as no program would save it."""
    return zipped(
        {name: change(xml) if name == part else xml for name, xml in unzipped(content).items()}
    )


def unzipped(content) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def zipped(parts) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return out.getvalue()


def _line(row, names):
    return [row.get(name) for name in names] if isinstance(row, dict) else row


def _header(name):
    known = {
        column.name.replace("'", ""): column.name
        for of in COLUMNS_BY_SHEET.values()
        for column in of
    }
    return known[name.replace("_", " ")]
