"""Read the cells of an OpenDocument spreadsheet (.ods), as LibreOffice saves it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from lxml import etree
from openpyxl.utils import get_column_letter

from hor_data.workbook.cells import (
    LAST_COLUMN,
    LAST_ROW,
    Cells,
    ColouredBlanks,
    RawValue,
    SheetCells,
)
from hor_data.workbook.files import (
    OPEN_DOCUMENT_PART,
    WORKBOOK_DAMAGED,
    WORKBOOK_TOO_LARGE,
    UnreadableWorkbookError,
    read_plain_xml,
)
from hor_data.workbook.number_formats import LARGEST_XML_TREE, CellStyle, read_xml_tree
from hor_data.workbook.open_document_styles import (
    ODS_NAMESPACES,
    OdsStyles,
    qualified,
    read_ods_styles,
)
from hor_data.workbook.values import FORMULA_WITHOUT_RESULT, CellError, Percent
from hor_data.workbook.zips import PackedParts

# A row of values may be said to repeat; more cells than this are no workbook of commitments.
MOST_ODS_CELLS = 2_000_000
LARGEST_ODS_CONTENT = 1 << 24
SPAN_ATTRIBUTES = ("table:number-columns-spanned", "table:number-rows-spanned")


class _ColumnLayout(NamedTuple):
    """A column: whether it is hidden, and the style of its cells that name none."""

    hidden: bool
    style: str


class _Row(NamedTuple):
    """A row's values by column, where cells are merged, whether all values are struck, the fills of
    its blank cells by column, and those of its values."""

    values: dict[int, RawValue]
    merged: list[str]
    struck: bool
    blanks: dict[int, str]
    fills: set[str]


def read_ods_sheets(parts: PackedParts, is_whole: Callable[[str], bool]) -> list[SheetCells]:
    """The sheets of a spreadsheet in their order, from its parts.

    They are as `read_xlsx_sheets` gives those of a workbook, and `is_whole` is the same. Raises
    UnreadableWorkbookError where the XML is damaged, or a value too far off.
    """
    try:
        xml = read_plain_xml(parts, OPEN_DOCUMENT_PART, LARGEST_ODS_CONTENT)
        if xml is None:
            raise UnreadableWorkbookError(WORKBOOK_DAMAGED)
        content = read_xml_tree(xml, LARGEST_ODS_CONTENT)
        roots = [content]
        if styles_xml := read_plain_xml(parts, "styles.xml", LARGEST_XML_TREE):
            roots.insert(0, read_xml_tree(styles_xml))
        styles = read_ods_styles(roots)
        tables = content.iterfind("office:body/office:spreadsheet/table:table", ODS_NAMESPACES)
        return [_read_table(table, styles, is_whole) for table in tables]
    except UnreadableWorkbookError:
        raise
    except (etree.XMLSyntaxError, LookupError, ValueError) as error:
        raise UnreadableWorkbookError(WORKBOOK_DAMAGED) from error


def _read_table(table: Any, styles: OdsStyles, is_whole: Callable[[str], bool]) -> SheetCells:
    name = table.get(qualified("table:name"), "")
    whole = is_whole(name)
    columns = _read_columns(table)
    cells: Cells = {}
    merged: list[str] = []
    hidden_rows: list[int] = []
    struck: list[int] = []
    coloured = ColouredBlanks()
    first, total = 1, 0
    for element in table.iter(qualified("table:table-row")):
        row = _read_row(element, first, columns, styles)
        values = row.values
        merged += row.merged
        end = first + _repeat_count(element, "rows")
        total += len(values) * (end - first)
        if values and (end - 1 > LAST_ROW or total > MOST_ODS_CELLS):
            raise UnreadableWorkbookError(WORKBOOK_TOO_LARGE)
        if values and (whole or first == 1):
            cells |= dict.fromkeys(range(first, end), values)
            if _is_hidden(element):
                hidden_rows += range(first, end)
            if row.struck:
                struck += range(first, end)
            coloured.add_row(first, row.blanks, row.fills)
        first = end
    return SheetCells(
        name,
        cells,
        table.get(qualified("table:style-name"), "") in styles.of_hidden_tables,
        tuple(merged),
        tuple(hidden_rows),
        tuple(number for number, column in columns.items() if column.hidden),
        tuple(struck),
        tuple(coloured.cells),
    )


def _read_columns(table: Any) -> dict[int, _ColumnLayout]:
    """The columns by their number from 1."""
    columns: dict[int, _ColumnLayout] = {}
    first = 1
    for element in table.iter(qualified("table:table-column")):
        style = element.get(qualified("table:default-cell-style-name"), "")
        end = min(first + _repeat_count(element, "columns"), LAST_COLUMN + 1)
        columns |= dict.fromkeys(range(first, end), _ColumnLayout(_is_hidden(element), style))
        first = end
    return columns


def _is_hidden(element: Any) -> bool:
    """Whether a row or column is hidden, by hand or by a filter."""
    return element.get(qualified("table:visibility")) in ("collapse", "filter")


def _read_row(
    row: Any, number: int, columns: Mapping[int, _ColumnLayout], styles: OdsStyles
) -> _Row:
    values: dict[int, RawValue] = {}
    blanks: dict[int, str] = {}
    fills: set[str] = set()
    merged = []
    struck = True
    column = 1
    for cell in _cells_of(row):
        repeated = _repeat_count(cell, "columns")
        usual = columns[column].style if column in columns else ""
        name = cell.get(qualified("table:style-name"), usual)
        style = styles.of_cells.get(name, CellStyle("day"))
        value = _read_ods_cell(cell, style)
        if value is not None and value != "":
            if column + repeated - 1 > LAST_COLUMN:
                raise UnreadableWorkbookError(WORKBOOK_TOO_LARGE)
            values |= dict.fromkeys(range(column, column + repeated), value)
            struck = struck and style.struck
            fills.add(style.fill)
        elif style.fill:
            last = min(column + repeated, LAST_COLUMN + 1)
            blanks |= dict.fromkeys(range(column, last), style.fill)
        if any(cell.get(qualified(name), "1") != "1" for name in SPAN_ATTRIBUTES):
            merged.append(f"{get_column_letter(column)}{number}")
        column += repeated
    return _Row(values, merged, struck and bool(values), blanks, fills)


def _cells_of(row: Any) -> Iterator[Any]:
    kinds = (qualified("table:table-cell"), qualified("table:covered-table-cell"))
    return (cell for cell in row if cell.tag in kinds)


def _read_ods_cell(cell: Any, style: CellStyle) -> RawValue:
    """What a cell holds; of a cell that another covers, nothing."""
    kind = cell.get(qualified("office:value-type"))
    if cell.tag == qualified("table:covered-table-cell"):
        return None
    if cell.get(qualified("calcext:value-type")) == "error":
        return CellError(_text_of(cell) or "#ERROR!")
    if kind is None:
        return (
            CellError(FORMULA_WITHOUT_RESULT)
            if cell.get(qualified("table:formula"))
            else _text_of(cell)
        )
    if kind in ("float", "currency"):
        return float(cell.get(qualified("office:value"), "nan"))
    if kind == "percentage":
        return Percent(float(f"{float(cell.get(qualified('office:value'), 'nan')) * 100:.12g}"))
    if kind == "boolean":
        return cell.get(qualified("office:boolean-value")) == "true"
    if kind == "date":
        return _read_ods_day(cell.get(qualified("office:date-value"), ""), style)
    return cell.get(qualified("office:string-value")) or _text_of(cell)


def _read_ods_day(text: str, style: CellStyle) -> RawValue:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    if style.number_kind == "month":
        return f"{moment:%Y-%m}"
    return float(moment.year) if style.number_kind == "year" else moment


def _text_of(cell: Any) -> str:
    """The paragraphs of a cell as lines; several spaces are an element, and so is a tab."""
    return "\n".join(_words_of(line) for line in cell.iterfind("text:p", ODS_NAMESPACES))


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


def _repeat_count(element: Any, what: str) -> int:
    return max(int(element.get(qualified(f"table:number-{what}-repeated"), "1")), 1)
