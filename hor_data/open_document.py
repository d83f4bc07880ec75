"""Read the cells of an OpenDocument spreadsheet (.ods), as LibreOffice saves it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from lxml import etree
from openpyxl.utils import get_column_letter

from hor_data.cells import LAST_COLUMN, LAST_ROW, Cells, Raw, SheetCells
from hor_data.files import DAMAGED, TOO_MUCH, UnreadableWorkbookError
from hor_data.number_formats import Shown, Style, read_tree
from hor_data.values import NO_RESULT, CellError, Percent

NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "number": "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}
# A row of values may be said to repeat; more cells than this are no workbook of commitments.
MOST_CELLS = 2_000_000
LARGEST_CONTENT = 1 << 24
STYLES = ("styles.xml",)
HIDDEN = ("collapse", "filter")
SPANS = ("table:number-columns-spanned", "table:number-rows-spanned")


class _Column(NamedTuple):
    """A column: whether it is hidden, and the style of its cells that name none."""

    hidden: bool
    style: str


def read_open_document(
    parts: Mapping[str, bytes], is_whole: Callable[[str], bool]
) -> list[SheetCells]:
    """The sheets of a spreadsheet in their order, from its XML parts by name.

    They are as `read_sheets` gives those of a workbook, and `is_whole` is the same. Raises
    UnreadableWorkbookError where the XML is damaged, or a value too far off.
    """
    try:
        content = read_tree(parts["content.xml"], LARGEST_CONTENT)
        named = [read_tree(parts[part]) for part in STYLES if part in parts]
        styles = _read_styles([*named, content])
        tables = content.iterfind("office:body/office:spreadsheet/table:table", NAMESPACES)
        return [_read_table(table, styles, is_whole) for table in tables]
    except UnreadableWorkbookError:
        raise
    except (etree.XMLSyntaxError, LookupError, ValueError) as error:
        raise UnreadableWorkbookError(DAMAGED) from error


def _read_styles(roots: list[Any]) -> dict[str, tuple[Style, bool]]:
    """What each style of cells says of their values, and each of tables whether they are hidden."""
    shown: dict[str, Shown] = {}
    for root in roots:
        for element in root.iter(_name("number:date-style")):
            shown[element.get(_name("style:name"), "")] = _shown_as(element)
    found = {}
    for root in roots:
        for element in root.iter(_name("style:style")):
            text = element.find("style:text-properties", NAMESPACES)
            table = element.find("style:table-properties", NAMESPACES)
            struck = text is not None and _is_struck(text)
            hidden = table is not None and table.get(_name("table:display")) == "false"
            kind = shown.get(element.get(_name("style:data-style-name"), ""), "day")
            found[element.get(_name("style:name"), "")] = (Style(kind, struck), hidden)
    return found


def _shown_as(date_style: Any) -> Shown:
    parts = {etree.QName(part).localname for part in date_style}
    if "day" in parts or "day-of-week" in parts or "year" not in parts:
        return "day"
    return "month" if "month" in parts else "year"


def _is_struck(text: Any) -> bool:
    return text.get(_name("style:text-line-through-style"), "none") != "none"


def _read_table(
    table: Any, styles: Mapping[str, tuple[Style, bool]], is_whole: Callable[[str], bool]
) -> SheetCells:
    name = table.get(_name("table:name"), "")
    whole = is_whole(name)
    columns = _read_columns(table)
    cells: Cells = {}
    merged: list[str] = []
    hidden_rows: list[int] = []
    struck: list[int] = []
    number, total = 1, 0
    for row in table.iter(_name("table:table-row")):
        repeated = _repeated(row, "rows")
        values, spans, is_struck = _read_row(row, number, columns, styles)
        merged += spans
        last = number + repeated - 1
        total += len(values) * repeated
        if values and (last > LAST_ROW or total > MOST_CELLS):
            raise UnreadableWorkbookError(TOO_MUCH)
        for at in range(number, last + 1) if values and (whole or number == 1) else ():
            cells[at] = values
            hidden_rows += [at] if row.get(_name("table:visibility")) in HIDDEN else []
            struck += [at] if is_struck else []
        number = last + 1
    return SheetCells(
        name,
        cells,
        styles.get(table.get(_name("table:style-name"), ""), (Style(), False))[1],
        tuple(merged),
        tuple(hidden_rows),
        tuple(at for at, column in columns.items() if column.hidden),
        tuple(struck),
    )


def _read_columns(table: Any) -> dict[int, _Column]:
    columns: dict[int, _Column] = {}
    at = 1
    for element in table.iter(_name("table:table-column")):
        column = _Column(
            element.get(_name("table:visibility")) in HIDDEN,
            element.get(_name("table:default-cell-style-name"), ""),
        )
        last = min(at + _repeated(element, "columns") - 1, LAST_COLUMN)
        columns |= dict.fromkeys(range(at, last + 1), column)
        at = last + 1
    return columns


def _read_row(
    row: Any, number: int, columns: Mapping[int, _Column], styles: Mapping[str, tuple[Style, bool]]
) -> tuple[dict[int, Raw], list[str], bool]:
    """The values of a row by column, where cells are merged, and whether all values are struck."""
    values: dict[int, Raw] = {}
    merged = []
    struck = True
    at = 1
    for cell in _cells_of(row):
        repeated = _repeated(cell, "columns")
        usual = columns[at].style if at in columns else ""
        style = styles.get(cell.get(_name("table:style-name"), usual), (Style("day"), False))[0]
        value = _read_cell(cell, style)
        if value is not None and value != "":
            if at + repeated - 1 > LAST_COLUMN:
                raise UnreadableWorkbookError(TOO_MUCH)
            values |= dict.fromkeys(range(at, at + repeated), value)
            struck = struck and style.struck
        if any(cell.get(_name(name), "1") != "1" for name in SPANS):
            merged.append(f"{get_column_letter(at)}{number}")
        at += repeated
    return values, merged, struck and bool(values)


def _cells_of(row: Any) -> Iterator[Any]:
    kinds = (_name("table:table-cell"), _name("table:covered-table-cell"))
    return (cell for cell in row if cell.tag in kinds)


def _read_cell(cell: Any, style: Style) -> Raw:
    """What a cell holds; of a cell that another covers, nothing."""
    kind = cell.get(_name("office:value-type"))
    if cell.tag == _name("table:covered-table-cell"):
        return None
    if cell.get(_name("calcext:value-type")) == "error":
        return CellError(_text_of(cell) or "#ERROR!")
    if kind is None:
        return CellError(NO_RESULT) if cell.get(_name("table:formula")) else _text_of(cell)
    if kind in ("float", "currency"):
        return float(cell.get(_name("office:value"), "nan"))
    if kind == "percentage":
        return Percent(float(f"{float(cell.get(_name('office:value'), 'nan')) * 100:.12g}"))
    if kind == "boolean":
        return cell.get(_name("office:boolean-value")) == "true"
    if kind == "date":
        return _read_day(cell.get(_name("office:date-value"), ""), style)
    return cell.get(_name("office:string-value")) or _text_of(cell)


def _read_day(text: str, style: Style) -> Raw:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    if style.shown == "month":
        return f"{moment:%Y-%m}"
    return float(moment.year) if style.shown == "year" else moment


def _text_of(cell: Any) -> str:
    """The paragraphs of a cell as lines; several spaces are an element, and so is a tab."""
    return "\n".join(_words_of(line) for line in cell.iterfind("text:p", NAMESPACES))


def _words_of(element: Any) -> str:
    words = [element.text or ""]
    for child in element:
        name = etree.QName(child).localname
        if name in ("s", "tab"):
            words.append(" ")
        elif name == "line-break":
            words.append("\n")
        elif name != "annotation":
            words.append(_words_of(child))
        words.append(child.tail or "")
    return "".join(words)


def _repeated(element: Any, what: str) -> int:
    return max(int(element.get(_name(f"table:number-{what}-repeated"), "1")), 1)


@lru_cache(maxsize=100)
def _name(prefixed: str) -> str:
    """The name of an element or attribute as lxml says it: {namespace}name."""
    prefix, name = prefixed.split(":")
    return f"{{{NAMESPACES[prefix]}}}{name}"
