"""Read the cells of an xlsx workbook as its XML says them, whichever program wrote it.

Elements may have a prefix, cells no address, texts may be shared or in place, and dates be of the
strict dialect: a parser reads them all the same. Cells of a style alone are not there. Sheets and
shared texts are read as a stream, so that what somebody sends takes no more memory than its values.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from posixpath import join, normpath
from string import digits
from typing import Any
from xml.parsers import expat

from lxml import etree
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel
from openpyxl.utils.escape import unescape

from hor_data.files import DAMAGED, TOO_MUCH, UnreadableWorkbookError
from hor_data.number_formats import Style, read_styles, read_tree
from hor_data.values import NO_RESULT, CellError, Percent

# Beyond these a single value would make a sheet of millions of blank cells.
LAST_ROW, LAST_COLUMN, LONGEST_ADDRESS = 199_999, 702, 10
# 100,000 commitments have 1.8 million cells.
MOST_CELLS, MOST_MERGED, MOST_TAGS = 4_000_000, 10_000, 16_000_000
TRUE = ("1", "true")
PLAIN_STYLE = Style()
Raw = str | float | bool | date | time | timedelta | None
# The values of a sheet by the number of the row and of the column, both from 1.
Cells = dict[int, dict[int, Raw]]
Attributes = dict[str, str]


@dataclass(frozen=True)
class SheetCells:
    """What one sheet holds, and what a reader of it may not see.

    `struck` are the rows whose every value is struck through; columns are by number from 1.
    """

    name: str
    cells: Cells
    hidden: bool = False
    merged: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    struck: tuple[int, ...] = ()


@dataclass(frozen=True)
class _Book:
    """What the cells of every sheet refer to."""

    texts: list[str]
    styles: Mapping[str | None, Style]
    epoch: datetime


def read_sheets(parts: Mapping[str, bytes], is_whole: Callable[[str], bool]) -> list[SheetCells]:
    """The sheets of a workbook in their order, from its XML parts by name.

    `is_whole` says of a sheet's name whether all of it is wanted; of others the first row is read.
    Raises UnreadableWorkbookError where the XML is damaged, or a value too far off.
    """
    try:
        return list(_read_sheets({name.casefold(): part for name, part in parts.items()}, is_whole))
    except UnreadableWorkbookError:
        raise
    # What a damaged part may lack: a sheet's part, an attribute, a number in it.
    except (
        etree.XMLSyntaxError,
        expat.ExpatError,
        LookupError,
        ValueError,
        OverflowError,
    ) as error:
        raise UnreadableWorkbookError(DAMAGED) from error


def _read_sheets(
    parts: Mapping[str, bytes], is_whole: Callable[[str], bool]
) -> Iterator[SheetCells]:
    root = read_tree(parts["xl/workbook.xml"])
    properties = root.find("{*}workbookPr")
    dates_from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    relations = _relations(parts)
    book = _Book(
        _read_texts(parts.get(relations.get("sharedStrings", ""))),
        _styles_by_number(read_styles(parts.get(relations.get("styles", "")))),
        CALENDAR_MAC_1904 if dates_from_1904 else CALENDAR_WINDOWS_1900,
    )
    for element in root.iterfind("{*}sheets/{*}sheet"):
        name, part = element.get("name", ""), parts[relations[_relation_of(element)]]
        hidden = element.get("state", "visible") != "visible"
        yield _read_sheet(name, part, book, hidden=hidden, whole=is_whole(name))


def _styles_by_number(styles: Sequence[Style]) -> dict[str | None, Style]:
    """The styles by their number as cells write it; a cell that writes none has the first."""
    numbered: dict[str | None, Style] = {str(at): style for at, style in enumerate(styles)}
    return numbered | {None: styles[0] if styles else PLAIN_STYLE}


def _relations(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The part of each relation of the workbook, by its id and by the end of its kind, folded as
    parts are: relations of the strict dialect have other kinds with the same end."""
    found = {}
    root = read_tree(parts["xl/_rels/workbook.xml.rels"])
    for element in root.iterfind("{*}Relationship"):
        target = element.get("Target", "")
        path = normpath(join("/xl", target)).lstrip("/").casefold()
        kind = element.get("Type", "").rsplit("/", 1)[-1]
        found[element.get("Id", "")] = path
        found.setdefault(kind, path)
    return found


def _relation_of(element: Any) -> str:
    """The id of a sheet's relation: an attribute of some namespace called id."""
    ids = [value for name, value in element.attrib.items() if name.endswith("}id")]
    return ids[0] if ids else ""


def _read_texts(part: bytes | None) -> list[str]:
    """The shared texts in their order, without the phonetic hints of some scripts."""
    texts = _Texts()
    if part is not None:
        _parse(part, texts.start, texts.end)
    return texts.found


class _Texts:
    """Shared texts as they come: each plain, or in runs."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.runs = _Runs()

    def start(self, parser: Any, name: str, attributes: Attributes) -> None:
        self.runs.start(parser, name)

    def end(self, parser: Any, name: str) -> None:
        self.runs.end(parser, name)
        if name == "si":
            if len(self.found) >= MOST_CELLS:
                raise UnreadableWorkbookError(TOO_MUCH)
            self.found.append(self.runs.take())


class _Runs:
    """The words of one text, a run at a time; phonetic hints are no words."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.in_hint = False

    def start(self, parser: Any, name: str) -> None:
        if name == "rPh":
            self.in_hint = True
        elif name in ("t", "v") and not self.in_hint:
            parser.CharacterDataHandler = self.words.append

    def end(self, parser: Any, name: str) -> None:
        if name == "rPh":
            self.in_hint = False
        elif name in ("t", "v"):
            parser.CharacterDataHandler = None

    def take(self) -> str:
        """The words so far, which are then forgotten."""
        text = "".join(self.words)
        self.words.clear()
        return unescape(text) if "_x" in text else text


class _EnoughError(Exception):
    """All that is wanted of a sheet was read."""


@dataclass
class _SheetReader:
    """A sheet as it comes: the row and the cell that it is at, and what it held so far."""

    book: _Book
    whole: bool
    cells: Cells = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    struck: list[int] = field(default_factory=list)
    runs: _Runs = field(default_factory=_Runs)
    row: int = 0
    column: int = 0
    read: int = 0
    is_hidden: bool = False
    all_struck: bool = True
    values: dict[int, Raw] = field(default_factory=dict)
    cell: Attributes = field(default_factory=dict)
    has_formula: bool = False
    in_row: bool = False
    in_cell: bool = False

    def start(self, parser: Any, name: str, attributes: Attributes) -> None:
        """What to do where an element begins; extensions have cells and texts that are none."""
        if name == "c" and self.in_row:
            self.cell, self.has_formula, self.in_cell = attributes, False, True
            self._move_to(attributes.get("r", ""))
        elif self.in_cell:
            self.has_formula = self.has_formula or name == "f"
            self.runs.start(parser, name)
        elif name == "row":
            self.row, self.column = int(attributes.get("r") or self.row + 1), 0
            self.is_hidden, self.all_struck = attributes.get("hidden") in TRUE, True
            self.in_row = True
        elif name == "mergeCell" and len(self.merged) < MOST_MERGED:
            self.merged.append(attributes.get("ref", "").split(":")[0])
        elif name == "col" and attributes.get("hidden") in TRUE:
            first, last = (int(attributes.get(name, "0")) for name in ("min", "max"))
            self.hidden_columns |= set(range(max(first, 1), min(last, LAST_COLUMN) + 1))

    def end(self, parser: Any, name: str) -> None:
        """What to do where an element ends."""
        if name == "c" and self.in_cell:
            self.in_cell = False
            self._end_cell()
        elif self.in_cell:
            self.runs.end(parser, name)
        elif name == "row":
            self.in_row = False
            self._end_row()

    def _move_to(self, address: str) -> None:
        """A row without a number has that of its first cell with an address."""
        if not address:
            self.column += 1
            return
        letters = address.rstrip(digits)
        if not self.values:
            self.row = int(address[len(letters) :] or self.row)
        self.column = _column_of(letters)

    def _end_cell(self) -> None:
        style = self.book.styles.get(self.cell.get("s"), PLAIN_STYLE)
        kind = self.cell.get("t", "n")
        value = _read_cell(kind, self.runs.take(), style, self.book, self.has_formula)
        if value is None or value == "":
            return
        self.read += 1
        if self.row > LAST_ROW or self.column > LAST_COLUMN:
            address = self.cell.get("r", "")
            where = f" ({address})" if 0 < len(address) <= LONGEST_ADDRESS else ""
            raise UnreadableWorkbookError(
                f"The workbook has a cell too far from the top left corner to read{where}. Copy "
                "the rows into a fresh template and save that."
            )
        if self.read > MOST_CELLS:
            raise UnreadableWorkbookError(TOO_MUCH)
        self.values[self.column] = value
        self.all_struck = self.all_struck and style.struck

    def _end_row(self) -> None:
        if not self.whole and self.row > 1:
            raise _EnoughError
        if self.values:
            # A row that is written twice keeps the values of both.
            self.cells[self.row] = self.cells.get(self.row, {}) | self.values
            self.hidden_rows += [self.row] if self.is_hidden else []
            self.struck += [self.row] if self.all_struck else []
            self.values = {}


def _read_sheet(name: str, part: bytes, book: _Book, *, hidden: bool, whole: bool) -> SheetCells:
    """The cells of a sheet; a sheet that is a chart has none."""
    reader = _SheetReader(book, whole)
    with suppress(_EnoughError):
        _parse(part, reader.start, reader.end)
    return SheetCells(
        name,
        reader.cells,
        hidden,
        tuple(reader.merged),
        tuple(reader.hidden_rows),
        tuple(sorted(reader.hidden_columns)),
        tuple(reader.struck),
    )


def _parse(
    part: bytes,
    on_start: Callable[[Any, str, Attributes], None],
    on_end: Callable[[Any, str], None],
) -> None:
    """Read XML as a stream; elements are told by their names without prefix and namespace."""
    if part.count(b"<") > MOST_TAGS:
        raise UnreadableWorkbookError(TOO_MUCH)
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    local = _Local()
    parser.StartElementHandler = lambda name, attributes: on_start(parser, local[name], attributes)
    parser.EndElementHandler = lambda name: on_end(parser, local[name])
    parser.Parse(part, True)


class _Local(dict[str, str]):
    """Names of elements without their namespace, each worked out once."""

    def __missing__(self, name: str) -> str:
        self[name] = name.rpartition("}")[2]
        return self[name]


@lru_cache(maxsize=1_000)
def _column_of(letters: str) -> int:
    """The number of a column by its letters: 4 for D."""
    return column_index_from_string(letters) if len(letters) <= 3 else LAST_COLUMN + 1


def _read_cell(kind: str, text: str, style: Style, book: _Book, has_formula: bool) -> Raw:
    """What a cell holds. A formula without its result says so, an error is one by its type."""
    if kind == "e":
        return CellError(text or "#ERROR!")
    if not text:
        return CellError(NO_RESULT) if kind == "n" and has_formula else None
    return _READERS.get(kind, _read_text)(text, style, book)


def _read_number(text: str, style: Style, book: _Book) -> Raw:
    value = float(text)
    if style.shown == "number":
        return value
    if style.shown == "percent":
        # As it is shown: 0.07 times 100 is a little more than 7.
        return Percent(float(f"{value * 100:.12g}"))
    try:
        moment = from_excel(value, book.epoch, timedelta=False)
    except (ValueError, OverflowError):
        return value
    if not isinstance(moment, datetime) or style.shown in ("day", "time"):
        return moment
    return f"{moment:%Y-%m}" if style.shown == "month" else float(moment.year)


def _read_day(text: str, style: Style, book: _Book) -> Raw:
    """A day in ISO text, which some programs write in place of its number."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return text


def _read_text(text: str, style: Style, book: _Book) -> Raw:
    return text


# By the type of the cell; what is none of these is text.
_READERS: dict[str, Callable[[str, Style, _Book], Raw]] = {
    "n": _read_number,
    "s": lambda text, style, book: book.texts[int(text)],
    "b": lambda text, style, book: text in TRUE,
    "d": _read_day,
}
