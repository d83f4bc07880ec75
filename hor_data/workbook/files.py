"""What a file is before it is read: other kinds than workbooks, bombs and damage are refused."""

from contextlib import suppress
from xml.parsers import expat

from hor_data.workbook.zips import PackedParts, ZipLimits, is_xml_part

WORKBOOK_LIMITS = ZipLimits(parts=2_000, unpacked=1 << 28, xml=1 << 28)
LARGE_PART = 5 << 20  # bytes
SAVE_AS_WORKBOOK = "Open it in Excel, choose Save As, and save it as an Excel workbook (.xlsx)."
WORKBOOK_DAMAGED = (
    "The workbook cannot be read: the file may be damaged or cut short. Open it in Excel and save "
    "it again as an Excel workbook (.xlsx)."
)
WORKBOOK_ENCRYPTED = (
    "The workbook has a password, or a label that encrypts it. Open it in Excel, take that off "
    "under File, Info, Protect Workbook, and save it as an Excel workbook (.xlsx)."
)
APPLE_NUMBERS_FILE = (
    "The file is of Apple Numbers. In Numbers choose File, Export To, Excel, and send that "
    "workbook (.xlsx)."
)
WORKBOOK_PART, OPEN_DOCUMENT_PART = "xl/workbook.xml", "content.xml"
SPREADSHEET_ENCRYPTED = (
    "The spreadsheet has a password. Open it in LibreOffice, choose Save As without Save With "
    "Password, and send that."
)
WORKBOOK_TOO_LARGE = (
    "The workbook unpacks to more than this dashboard accepts. Copy the rows into a fresh template "
    "and save that."
)
ELEMENTS_NESTED = (
    "The workbook has elements inside one another as no spreadsheet program writes them. Open it "
    "in Excel, and save it again as an Excel workbook (.xlsx)."
)
LOCK_FILE = (
    "The file only says that somebody has the workbook open: its name begins with ~$. Choose the "
    "workbook itself."
)
NOT_A_WORKBOOK = "not an Excel workbook"
_OLE_SIGNATURE = b"\xd0\xcf\x11\xe0"
_KINDS_BY_FIRST_BYTES = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    _OLE_SIGNATURE: "an old Excel workbook (.xls)",
}
_ENCRYPTED_STREAM_NAME = "EncryptedPackage".encode("utf-16-le")
# Excel's own lock has 165 bytes: the length of a name, the name, and blanks.
_LOCK_FILE_LENGTHS, _LOCK_FILE_ENDINGS, LONGEST_NAME_IN_LOCK = (162, 165), b" \0", 54
_PLAIN_ENCODINGS = frozenset({"utf-8", "us-ascii", "ascii"})


class UnreadableWorkbookError(ValueError):
    """The file is no workbook we can read. Its text is a sentence for the person who sent it."""


def far_cell_error(address: str) -> UnreadableWorkbookError:
    """For a cell beyond what is read; its address may be unknown."""
    where = f" ({address})" if address else ""
    return UnreadableWorkbookError(
        f"The workbook has a cell too far from the top left corner to read{where}. Copy the rows "
        "into a fresh template and save that."
    )


def long_text_error(place: str, longest: int) -> UnreadableWorkbookError:
    """For a text of more characters than are read; `place` says whose it is."""
    return UnreadableWorkbookError(
        f"{place} holds more than {longest:,} characters, and a cell of Excel 32,767 at most. "
        "Shorten it, or move it to a file of its own."
    )


def open_workbook_parts(content: bytes) -> PackedParts:
    """The parts of a workbook by name, each unpacked when it is asked for.

    Raises UnreadableWorkbookError where the bytes are no workbook, or too large a one; so does a
    part that is damaged when it is asked for.
    """
    _refuse_other_formats(content)
    parts = PackedParts(
        content,
        WORKBOOK_LIMITS,
        UnreadableWorkbookError(WORKBOOK_TOO_LARGE),
        UnreadableWorkbookError(WORKBOOK_DAMAGED),
    )
    names = set(parts)
    _refuse_other_packages(names)
    if WORKBOOK_PART in names:
        return parts
    if b"opendocument.spreadsheet" not in parts["mimetype"][:100]:
        raise UnreadableWorkbookError(f"The file is {NOT_A_WORKBOOK}. {SAVE_AS_WORKBOOK}")
    if not names >= {OPEN_DOCUMENT_PART, "META-INF/manifest.xml"}:
        raise UnreadableWorkbookError(WORKBOOK_DAMAGED)
    if b"encryption-data" in parts["META-INF/manifest.xml"]:
        raise UnreadableWorkbookError(SPREADSHEET_ENCRYPTED)
    return parts


def _refuse_other_formats(content: bytes) -> None:
    if not content:
        raise UnreadableWorkbookError("The file is empty. Choose an Excel workbook (.xlsx).")
    if content.startswith(_OLE_SIGNATURE) and _ENCRYPTED_STREAM_NAME in content:
        raise UnreadableWorkbookError(WORKBOOK_ENCRYPTED)
    is_lock = len(content) in _LOCK_FILE_LENGTHS and content[-1:] in _LOCK_FILE_ENDINGS
    if is_lock and content[0] <= LONGEST_NAME_IN_LOCK:
        raise UnreadableWorkbookError(LOCK_FILE)
    if not content.startswith(b"PK"):
        kinds = _KINDS_BY_FIRST_BYTES.items()
        kind = next((kind for start, kind in kinds if content.startswith(start)), NOT_A_WORKBOOK)
        raise UnreadableWorkbookError(f"The file is {kind}. {SAVE_AS_WORKBOOK}")


def read_plain_xml(parts: PackedParts, name: str, largest: int) -> bytes | None:
    """A part as a whole; None where there is none, or where it is no plain XML.

    Raises UnreadableWorkbookError where it has more bytes than `largest`.
    """
    if name not in parts:
        return None
    if parts.size(name) > largest:
        raise UnreadableWorkbookError(WORKBOOK_TOO_LARGE)
    part = parts[name]
    return part if is_plain_xml(part) else None


def find_large_parts(parts: PackedParts) -> dict[str, float]:
    """The parts of a workbook that hold no cells and are large, such as pictures: megabytes by the
    name of the file."""
    return {
        name.rpartition("/")[2]: parts.size(name) / 1024 / 1024
        for name in parts
        if parts.size(name) > LARGE_PART and not is_xml_part(name)
    }


def _refuse_other_packages(names: set[str]) -> None:
    """Refuse a zip that is of another program by the names of its parts, and one with macros."""
    if "xl/workbook.bin" in names:
        raise UnreadableWorkbookError(
            f"The file is a binary Excel workbook (.xlsb). {SAVE_AS_WORKBOOK}"
        )
    if "Index/Document.iwa" in names or "Index.zip" in names:
        raise UnreadableWorkbookError(APPLE_NUMBERS_FILE)
    if not names & {WORKBOOK_PART, "mimetype"}:
        raise UnreadableWorkbookError(f"The file is {NOT_A_WORKBOOK}. {SAVE_AS_WORKBOOK}")
    if any(name.endswith("vbaProject.bin") for name in names):
        raise UnreadableWorkbookError(
            "The workbook has macros, which are not accepted. Save it as an Excel workbook "
            "(.xlsx), which leaves them out."
        )


def is_plain_xml(part: bytes) -> bool:
    """XML in the one encoding that workbooks have, without entities of its own."""
    return begins_as_plain_xml(part[:1_000]) and b"<!DOCTYPE" not in part and b"\0" not in part


def begins_as_plain_xml(start: bytes) -> bool:
    """Whether a part that begins so is XML in the one encoding that workbooks have."""
    start = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith(b"<") or b"\0" in start:
        return False
    return start[:6].rstrip() != b"<?xml" or _declared_encoding(start) in _PLAIN_ENCODINGS


def _declared_encoding(start: bytes) -> str:
    """The encoding of an XML declaration in lower case, which is UTF-8 where it names none; "" for
    a declaration that is malformed or longer than `start`."""
    encodings: list[str] = []
    parser = expat.ParserCreate()
    parser.XmlDeclHandler = lambda _version, encoding, _alone: encodings.append(encoding or "utf-8")
    # The declaration is reported before a parser that cannot read its encoding raises either.
    with suppress(expat.ExpatError, ValueError):
        parser.Parse(start, False)
    return encodings[0].lower() if encodings else ""
