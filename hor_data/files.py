"""What a file is before it is read: other kinds than workbooks, bombs and damage are refused."""

import re
import zipfile
from collections.abc import Iterable
from io import BytesIO

from hor_data.values import NO_RESULT

LARGEST_UNZIPPED = 1 << 28
MOST_PARTS = 2_000
SAVE_AGAIN = "Open it in Excel, choose Save As, and save it as an Excel workbook (.xlsx)."
DAMAGED = (
    "The workbook cannot be read: the file may be damaged or cut short. Open it in Excel and save "
    "it again as an Excel workbook (.xlsx)."
)
FOR_THE_PASSWORD = (
    "The workbook has a password, or a label that encrypts it. Open it in Excel, take that off "
    "under File, Info, Protect Workbook, and save it as an Excel workbook (.xlsx)."
)
FROM_NUMBERS = (
    "The file is of Apple Numbers. In Numbers choose File, Export To, Excel, and send that "
    "workbook (.xlsx)."
)
WORKBOOK, OPEN_DOCUMENT = "xl/workbook.xml", "content.xml"
WITHOUT_PASSWORD = (
    "The spreadsheet has a password. Open it in LibreOffice, choose Save As without Save With "
    "Password, and send that."
)
TOO_MUCH = (
    "The workbook unpacks to more than this dashboard accepts. Copy the rows into a fresh template "
    "and save that."
)
A_LOCK = (
    "The file only says that somebody has the workbook open: its name begins with ~$. Choose the "
    "workbook itself."
)
_KINDS = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
_OLD_CONTAINER = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Excel's own lock has 165 bytes: the length of a name, the name, and blanks.
_LENGTHS_OF_LOCKS, _BLANKS = (162, 165), b" \0"
# Cells as Excel writes them. One anywhere else in a tag's grammar could hide a far-off address.
_PREFIX = rb"(?:[^\s<>/:]+:)?"
_CELL = rb"<" + _PREFIX + rb"c"
_ATTRIBUTES = rb'(?:\s+(?!r=)[\w:.]+="[^"<>]*")*'
_EMPTY = re.compile(_CELL + rb"(?:\s[^<>]*+)?/?(?:(?<=/)>|(?<!/)>\s*</" + _PREFIX + rb"c>)")
_EMPTY_ROW = re.compile(rb"<row(?:\s[^<>]*+)?/?(?:(?<=/)>|(?<!/)>\s*</row>)")
_NEAR = _ATTRIBUTES + rb'\s+r="[A-Z]{1,2}(?:1[0-9]{5}|[0-9]{1,5})"' + _ATTRIBUTES + rb"\s*>"
_ODD = re.compile(_CELL + rb"(?=[\s/>])(?!" + _NEAR + rb")[^>]*")
# Found ten times as fast, as it begins with plain letters: it says whether to look closer.
_PERHAPS_WIDE = re.compile(rb'="[A-Z]{2}[0-9]')
_WIDE = re.compile(rb'\sr="[A-Z]{2}[0-9]+"')
_LONG = re.compile(rb'\sr="[A-Z]+[0-9]{5,6}"')
_ERROR = re.compile(rb'(<c\s[^<>]*\bt=)"e"')
_NO_RESULT = re.compile(
    rb'<c((?:\s+(?!t=)[\w:.]+="[^"<>]*")*)(?:\s+t="n")?\s*><f[^<>]*>[^<]*</f>(?:<v\s*/>|<v></v>)?</c>'
)
# One look that finds nothing else saves the five above, which most workbooks do not need.
_PLAIN_CELL = (
    rb' r="[A-Z][0-9]{1,5}"(?: s="[0-9]+")?(?: t="(?:s|str|inlineStr|n|b)")?>(?!\s*<(?:/|f[\s>/]))'
)
_PLAIN_ROW = rb"\s[^<>]*(?<!/)>(?!\s*</)"
_NOT_PLAIN = re.compile(
    rb"<(?:row(?=[\s/>])(?!" + _PLAIN_ROW + rb")"
    rb"|" + _PREFIX + rb"c(?=[\s/>])(?!" + _PLAIN_CELL + rb"))"
)

_ENCODING = re.compile(rb"""<\?xml[^>]*\sencoding\s*=\s*["']([^"']*)""")


class UnreadableWorkbookError(ValueError):
    """The file is no workbook we can read. Its text is a sentence for the person who sent it."""


def xml_parts(content: bytes) -> dict[str, bytes]:
    """The workbook's XML parts by name, unpacked within bounds.

    Raises UnreadableWorkbookError where the bytes are no xlsx workbook, or too large a one.
    """
    _refuse_other_files(content)
    try:
        parts = {name: part for name, part in unpack(content).items() if is_plain_xml(part)}
    except UnreadableWorkbookError:
        raise
    # On damaged bytes zipfile raises a dozen kinds of error, struct.error and zlib.error too.
    except Exception as error:
        raise UnreadableWorkbookError(DAMAGED) from error
    if WORKBOOK not in parts and OPEN_DOCUMENT not in parts:
        raise UnreadableWorkbookError(DAMAGED)
    return parts


def repack(content: bytes) -> bytes:
    """The workbook's XML parts alone, without cells of a style alone, as one file again."""
    return pack((name, tidy(part)) for name, part in xml_parts(content).items())


def _refuse_other_files(content: bytes) -> None:
    if not content:
        raise UnreadableWorkbookError("The file is empty. Choose an Excel workbook (.xlsx).")
    if content.startswith(_OLD_CONTAINER):
        if _ENCRYPTED in content:
            raise UnreadableWorkbookError(FOR_THE_PASSWORD)
        raise UnreadableWorkbookError(f"The file is an old Excel workbook (.xls). {SAVE_AGAIN}")
    if len(content) in _LENGTHS_OF_LOCKS and content[-1:] in _BLANKS and content[0] < 55:
        raise UnreadableWorkbookError(A_LOCK)
    what = next((kind for start, kind in _KINDS.items() if content.startswith(start)), "")
    if what or not content.startswith(b"PK"):
        raise UnreadableWorkbookError(
            f"The file is {what or 'not an Excel workbook'}. {SAVE_AGAIN}"
        )


def _refuse_other_packages(names: set[str], packed: zipfile.ZipFile) -> None:
    """A zip that is a document of another program."""
    if "xl/workbook.bin" in names:
        what = "The file is a binary Excel workbook (.xlsb)."
        raise UnreadableWorkbookError(f"{what} {SAVE_AGAIN}")
    if "Index/Document.iwa" in names or "Index.zip" in names:
        raise UnreadableWorkbookError(FROM_NUMBERS)
    if "mimetype" in names and b"opendocument.spreadsheet" in packed.read("mimetype")[:100]:
        if b"encryption-data" in packed.read("META-INF/manifest.xml"):
            raise UnreadableWorkbookError(WITHOUT_PASSWORD)
    elif WORKBOOK not in names:
        raise UnreadableWorkbookError(f"The file is not an Excel workbook. {SAVE_AGAIN}")


def unpack(content: bytes) -> dict[str, bytes]:
    """The parts of a workbook by name, once they are known to be few and small enough."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        parts = packed.infolist()
        _refuse_other_packages({part.filename for part in parts}, packed)
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNZIPPED:
            raise UnreadableWorkbookError(TOO_MUCH)
        if any(part.filename.endswith("vbaProject.bin") for part in parts):
            raise UnreadableWorkbookError(
                "The workbook has macros, which are not accepted. Save it as an Excel workbook "
                "(.xlsx), which leaves them out."
            )
        return {part.filename: packed.read(part) for part in parts}


def pack(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Parts as one file again."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, part in parts:
            packed.writestr(name, part)
    return out.getvalue()


def is_plain_xml(part: bytes) -> bool:
    """XML in the one encoding that workbooks have, without entities of its own."""
    start = part.lstrip(b"\xef\xbb\xbf \t\r\n")
    declared = _ENCODING.match(start[:200])
    encoding = declared.group(1).lower() if declared else b"utf-8"
    return (
        start.startswith(b"<")
        and encoding in (b"utf-8", b"us-ascii", b"ascii")
        and b"<!DOCTYPE" not in part
        and b"\0" not in part
    )


def tidy(xml: bytes) -> bytes:
    """The part without cells and rows of a style alone; none of the rest may be far off."""
    if b"sheetData" not in xml or not _NOT_PLAIN.search(xml):
        return xml
    if b"<f" in xml:
        xml = _NO_RESULT.sub(rb'<c\1 t="str"><v>' + NO_RESULT.encode() + b"</v></c>", xml)
    if b't="e"' in xml:
        xml = _ERROR.sub(rb'\1"str"', xml)
    xml = _EMPTY_ROW.sub(b"", _EMPTY.sub(b"", xml))
    odd = _ODD.search(xml)
    wide = _PERHAPS_WIDE.search(xml) and _WIDE.search(xml)
    if odd or (wide and _LONG.search(xml)):
        address = re.search(rb'\sr="([A-Z]{1,3}[0-9]{1,7})"', odd.group() if odd else b"")
        where = f" ({address.group(1).decode()})" if address else ""
        raise UnreadableWorkbookError(
            f"The workbook has a cell too far from the top left corner to read{where}. Copy the "
            "rows into a fresh template and save that."
        )
    return xml
