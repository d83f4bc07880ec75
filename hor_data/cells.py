"""Read the cells of an xlsx workbook as its XML says them, whichever program wrote it.

Elements may have a prefix, cells no address, texts may be shared or in place, and dates be of the
strict dialect: a parser reads them all the same. Cells of a style alone are not there.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from io import BytesIO
from posixpath import join, normpath
from string import ascii_uppercase, digits
from typing import Any, NamedTuple

from lxml import etree
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel
from openpyxl.utils.escape import unescape

from hor_data.files import DAMAGED, UnreadableWorkbookError
from hor_data.number_formats import Style, plain_parser, read_styles
from hor_data.values import NO_RESULT, CellError, Percent

# Beyond these a single value would make a sheet of millions of blank cells.
LAST_ROW, LAST_COLUMN, LONGEST_ADDRESS = 199_999, 702, 10
TRUE = ("1", "true")
PLAIN_STYLE = Style()
# No entities, no network, no huge texts: a parser that asks nobody for anything.
PLAIN = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False} | {
    "remove_comments": True,
    "remove_pis": True,
}
Raw = str | float | bool | date | time | timedelta | None
# The values of a sheet by the number of the row and of the column, both from 1.
Cells = dict[int, dict[int, Raw]]


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


class _Names(NamedTuple):
    """The tags of what is in a row."""

    cell: str
    value: str
    formula: str
    inside: str


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
    except (etree.XMLSyntaxError, LookupError, ValueError, OverflowError) as error:
        raise UnreadableWorkbookError(DAMAGED) from error


def _read_sheets(
    parts: Mapping[str, bytes], is_whole: Callable[[str], bool]
) -> Iterator[SheetCells]:
    root = etree.fromstring(parts["xl/workbook.xml"], plain_parser())
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
        if _root_of(part) == "worksheet":
            yield _read_sheet(name, part, book, hidden=hidden, whole=is_whole(name))
        else:
            yield SheetCells(name, {}, hidden)  # a sheet that is a chart


def _styles_by_number(styles: Sequence[Style]) -> dict[str | None, Style]:
    """The styles by their number as cells write it; a cell that writes none has the first."""
    numbered: dict[str | None, Style] = {str(at): style for at, style in enumerate(styles)}
    return numbered | {None: styles[0] if styles else PLAIN_STYLE}


def _relations(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The part of each relation of the workbook, by its id and by the end of its kind, folded as
    parts are: relations of the strict dialect have other kinds with the same end."""
    found = {}
    root = etree.fromstring(parts["xl/_rels/workbook.xml.rels"], plain_parser())
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


def _root_of(part: bytes) -> str:
    for _, element in etree.iterparse(BytesIO(part), events=("start",), **PLAIN):
        return etree.QName(element).localname
    return ""


def _read_texts(part: bytes | None) -> list[str]:
    """The shared texts in their order, without the phonetic hints of some scripts."""
    if part is None:
        return []
    texts = []
    for _, element in etree.iterparse(BytesIO(part), tag="{*}si", **PLAIN):
        texts.append(_text_of(element))
        _let_go(element)
    return texts


def _text_of(element: Any) -> str:
    """The text of a shared or in-place text: plain, or in runs; not its phonetic hints."""
    texts = []
    for child in element:
        if child.tag.endswith("}t"):
            texts.append(child.text or "")
        elif child.tag.endswith("}r"):
            texts += [part.text or "" for part in child if part.tag.endswith("}t")]
    text = "".join(texts)
    return unescape(text) if "_x" in text else text


def _read_sheet(name: str, part: bytes, book: _Book, *, hidden: bool, whole: bool) -> SheetCells:
    cells: Cells = {}
    merged: list[str] = []
    hidden_rows: list[int] = []
    hidden_columns: list[int] = []
    struck: list[int] = []
    number = 0
    wanted = ("{*}row", "{*}col", "{*}mergeCell")
    for _, element in etree.iterparse(BytesIO(part), tag=wanted, **PLAIN):
        kind = etree.QName(element).localname
        if kind == "row":
            number = _number_of(element) or number + 1
            values, is_struck = _read_row(element, number, book)
            if not whole and number > 1:
                break
            if values:
                cells[number] = values
                hidden_rows += [number] if element.get("hidden") in TRUE else []
                struck += [number] if is_struck else []
            _let_go(element)
        elif kind == "mergeCell":
            merged.append(element.get("ref", "").split(":")[0])
        elif element.get("hidden") in TRUE:
            last = min(int(element.get("max", "0")), LAST_COLUMN)
            hidden_columns += range(int(element.get("min", "1")), last + 1)
    return SheetCells(
        name, cells, hidden, tuple(merged), tuple(hidden_rows), tuple(hidden_columns), tuple(struck)
    )


def _read_row(row: Any, number: int, book: _Book) -> tuple[dict[int, Raw], bool]:
    """The values of a row by column, and whether all of them are struck through."""
    values: dict[int, Raw] = {}
    struck = True
    column = 0
    names = _names_of(row.tag.removesuffix("row"))
    for cell in row:
        if cell.tag != names.cell:
            continue
        address = cell.get("r")
        column = _column_of(address.rstrip(digits)) if address else column + 1
        style = book.styles.get(cell.get("s"), PLAIN_STYLE)
        value = _read_cell(cell, names, style, book)
        if value is None or value == "":
            continue
        if number > LAST_ROW or column > LAST_COLUMN:
            where = f" ({address})" if address and len(address) <= LONGEST_ADDRESS else ""
            raise UnreadableWorkbookError(
                f"The workbook has a cell too far from the top left corner to read{where}. Copy "
                "the rows into a fresh template and save that."
            )
        values[column] = value
        struck = struck and style.struck
    return values, struck and bool(values)


@lru_cache(maxsize=4)
def _names_of(space: str) -> _Names:
    """The tags of cells, in the braces of the namespace of their sheet."""
    return _Names(*(f"{space}{name}" for name in ("c", "v", "f", "is")))


def _number_of(row: Any) -> int:
    """The number of a row, by itself or by its first cell; 0 where neither says it."""
    if number := row.get("r"):
        return int(number)
    address = row[0].get("r", "") if len(row) else ""
    return int(address.lstrip(ascii_uppercase) or 0)


@lru_cache(maxsize=1_000)
def _column_of(letters: str) -> int:
    """The number of a column by its letters: 4 for D."""
    return column_index_from_string(letters) if len(letters) <= 3 else LAST_COLUMN + 1


def _read_cell(cell: Any, names: _Names, style: Style, book: _Book) -> Raw:
    """What a cell holds. A formula without its result says so, an error is one by its type."""
    kind = cell.get("t", "n")
    text, inside, has_formula = "", None, False
    for child in cell:
        if child.tag == names.value:
            text = child.text or ""
        elif child.tag == names.inside:
            inside = child
        elif child.tag == names.formula:
            has_formula = True
    if kind == "inlineStr":
        return None if inside is None else _text_of(inside)
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
    return unescape(text) if "_x" in text else text


# By the type of the cell; what is none of these is text.
_READERS: dict[str, Callable[[str, Style, _Book], Raw]] = {
    "n": _read_number,
    "s": lambda text, style, book: book.texts[int(text)],
    "b": lambda text, style, book: text in TRUE,
    "d": _read_day,
}


def _let_go(element: Any) -> None:
    """Forget what was read: a large sheet as a tree takes ten times its bytes."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
