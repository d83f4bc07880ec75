"""A workbook as a file's bytes, with its fonts written in the order that the schema asks for."""

import zipfile
from io import BytesIO

from openpyxl import Workbook as Book
from openpyxl.xml.constants import ARC_STYLE, SHEET_MAIN_NS
from openpyxl.xml.functions import fromstring, tostring

# What a font says, in the schema's order; openpyxl writes it in one of its own.
OF_A_FONT = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color",
    "name", "family", "charset", "scheme",
)  # fmt: skip
_PLACES = {f"{{{SHEET_MAIN_NS}}}{name}": place for place, name in enumerate(OF_A_FONT)}


def saved(book: Book, rows_grow: bool = False) -> bytes:
    """The workbook as a file's bytes.

    `rows_grow` lets every row follow its text when somebody changes it, from the height it has now:
    for that no row may say that its height was set by hand.
    """
    made, out = BytesIO(), BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
        for part in given.infolist():
            content = given.read(part)
            if part.filename == ARC_STYLE:
                content = _with_fonts_in_order(content)
            elif rows_grow and part.filename.startswith("xl/worksheets/"):
                content = content.replace(b' customHeight="1"', b"")
            again.writestr(part, content)
    return out.getvalue()


def _with_fonts_in_order(styles: bytes) -> bytes:
    root = fromstring(styles)
    for font in root.iter(f"{{{SHEET_MAIN_NS}}}font"):
        font[:] = sorted(font, key=lambda child: _PLACES.get(child.tag, len(_PLACES)))
    return bytes(tostring(root))
