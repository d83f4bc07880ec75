"""A CSV file read as the Commitments sheet, with the other sheets of the release in force."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from openpyxl.utils import get_column_letter

from hor_data.release import Release, release_rows
from hor_data.words import folded
from hor_data.workbook import (
    COLUMNS_BY_SHEET,
    UnreadableWorkbookError,
    write_workbook,
)

LONGEST_EXCEL_TEXT = 32_767
DELIMITERS = (",", ";", "\t", "|")
# So many headers of the Commitments sheet in its first line make a text file that sheet; they are
# looked for in so many characters.
LEAST_HEADERS, LONGEST_HEAD = 2, 20_000
# 40,000 commitments have so many cells; a line may be as far down and as wide as in a workbook.
MOST_CSV_CELLS, LAST_ROW, LAST_COLUMN, MOST_EXCEL_COLUMNS = 500_000, 199_999, 702, 16_384
DECODED_AT_ONCE = 1 << 16  # bytes
_HEADERS = frozenset(folded(column.name) for column in COLUMNS_BY_SHEET["Commitments"])
# By the bytes that a file begins with; the longer first.
_ENCODINGS_BY_MARK = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
# What our own CSV puts an apostrophe before (`hor_exports/spreadsheets/rows.py`).
_NEUTRALISED = tuple(f"'{sign}" for sign in "=+-@\t\r\n＝＋－＠")
NO_HEADERS = (
    "The first line of the CSV file names no columns of the Commitments sheet. Begin it with their "
    "headers, such as Ref, Title and Status."
)
TOO_MANY_CELLS = (
    "The CSV file goes on beyond {cell}, which is more than this dashboard accepts. Keep the rows "
    "and columns of the Commitments sheet, and save that."
)
LINE_UNREADABLE = (
    "Row {number} of the CSV file has a cell that does not end. Perhaps a quotation mark is "
    "missing there: put one where the text ends."
)
UNKNOWN_ENCODING = (
    "The letters of the CSV file cannot be read. In Excel choose Save As, CSV UTF-8, and send that."
)


def read_csv_lines(content: bytes) -> list[list[str]] | None:
    """The cells of a CSV file line by line, its headers first; None where it is no text.

    Blank cells at the end of a line are left out; blank lines keep their place, as in a sheet. The
    encoding is UTF-8, UTF-16 or Windows-1252, as the bytes say; the delimiter is the one by which
    the first line has most headers of the Commitments sheet. Raises UnreadableWorkbookError where
    the text has no such headers, cannot be read, or is more than a sheet holds.
    """
    if content.startswith((b"PK", b"\xd0\xcf\x11\xe0", b"%PDF")):
        return None
    encoding = _find_encoding(content)
    if not encoding:
        return None
    text = io.TextIOWrapper(io.BytesIO(content), encoding, newline="")
    head = text.read(LONGEST_HEAD)
    first, _, rest = head.partition("\n")
    text.seek(0)
    if first.strip().casefold().startswith("sep="):
        text.readline()
        head = rest
    delimiter = max(DELIMITERS, key=lambda sign: _number_of_headers(head, sign))
    if _number_of_headers(head, delimiter) < LEAST_HEADERS:
        if any(sign in first for sign in DELIMITERS) and not first.startswith("<"):
            raise UnreadableWorkbookError(NO_HEADERS)
        return None
    return list(_read_lines(text, delimiter))


def join_csv(lines: Sequence[Sequence[str]], current: Release) -> bytes:
    """The workbook (.xlsx) of these lines as Commitments and the other sheets of a release.

    Every cell stands where it stood, as text.
    """
    return write_workbook(current.cover, release_rows(current), as_sent={"Commitments": lines})


def _find_encoding(content: bytes) -> str:
    """The encoding of a text file; "" where it is none."""
    for mark, encoding in _ENCODINGS_BY_MARK.items():
        if content.startswith(mark):
            return _checked_encoding(content, encoding)
    if b"\0" in content[:200]:
        # UTF-16 without its mark has every other byte of Latin letters empty.
        even, odd = content[:200:2].count(0), content[1:200:2].count(0)
        if abs(even - odd) < len(content[:200]) // 4:
            return ""
        return _checked_encoding(content, "utf-16-be" if even > odd else "utf-16-le")
    try:
        _decode_all(content, "utf-8")
    except UnicodeDecodeError:
        return _checked_encoding(content, "cp1252")
    return "utf-8"


def _checked_encoding(content: bytes, encoding: str) -> str:
    try:
        _decode_all(content, encoding)
    except UnicodeDecodeError as error:
        raise UnreadableWorkbookError(UNKNOWN_ENCODING) from error
    return encoding


def _decode_all(content: bytes, encoding: str) -> None:
    """Decode a piece at a time, to see whether it can be: a large file is never a text as a
    whole."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with memoryview(content) as view:
        for start in range(0, len(content), DECODED_AT_ONCE):
            decoder.decode(view[start : start + DECODED_AT_ONCE])
    decoder.decode(b"", final=True)


def _read_lines(text: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    """The cells of each line; raises UnreadableWorkbookError at the first that no sheet holds."""
    lines = csv.reader(text, delimiter=delimiter)
    total = 0
    for number in count(1):
        try:
            line = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableWorkbookError(LINE_UNREADABLE.format(number=number)) from error
        while line and not line[-1]:
            line.pop()
        total += len(line)
        if number > LAST_ROW or len(line) > LAST_COLUMN or total > MOST_CSV_CELLS:
            cell = f"{get_column_letter(min(len(line), MOST_EXCEL_COLUMNS) or 1)}{number}"
            raise UnreadableWorkbookError(TOO_MANY_CELLS.format(cell=cell))
        for position, cell_text in enumerate(line):
            if len(cell_text) > LONGEST_EXCEL_TEXT:
                cell = f"{get_column_letter(position + 1)}{number}"
                raise UnreadableWorkbookError(
                    f"{cell} holds {len(cell_text):,} characters, and a cell "
                    f"{LONGEST_EXCEL_TEXT:,} at most. Perhaps a quotation mark is missing there."
                )
        yield [cell[1:] if cell.startswith(_NEUTRALISED) else cell for cell in line]


def _number_of_headers(head: str, delimiter: str) -> int:
    line = next(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter), [])
    return len({folded(cell) for cell in line} & _HEADERS)
