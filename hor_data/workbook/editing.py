"""Change cells of an officer's own workbook, and leave all else in it byte for byte."""

import logging
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, TypeVar
from xml.parsers.expat import ExpatError

from lxml import etree
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple

from hor_data.words import folded
from hor_data.workbook.added_sheet import TextSheet, add_text_sheet, links_namespace
from hor_data.workbook.cell_edits import CellEdit, edit_sheet
from hor_data.workbook.cell_places import Place, scan_sheet
from hor_data.workbook.cells import MARK_COLOURS
from hor_data.workbook.earlier_marks import EarlierMarks, read_text_sheets, take_out_notes
from hor_data.workbook.files import WORKBOOK_PART
from hor_data.workbook.notes import NotesOfSheet, add_notes
from hor_data.workbook.package import LARGEST_TO_EDIT, WorkbookPackage, open_package
from hor_data.workbook.schema import Column
from hor_data.workbook.style_edits import StyleSheet
from hor_data.workbook.values import CellError
from hor_data.workbook.xlsx import read_xlsx_sheets

_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"

# What a damaged part may lack that reading does without.
_DAMAGE = (etree.XMLSyntaxError, ExpatError, LookupError, ValueError, TypeError, AttributeError)
_Change = TypeVar("_Change")
_log = logging.getLogger(__name__)


class CellMark(NamedTuple):
    """How a cell is to be marked: its fill's colour (ARGB), and its note."""

    colour: str
    note: str


class Marks(NamedTuple):
    """Marks by sheet and address, by whom, and what the workbook was marked with before."""

    cells: Mapping[tuple[str, str], CellMark]
    author: str
    earlier: EarlierMarks = EarlierMarks()


class MarkedWorkbook(NamedTuple):
    """A workbook with marks as a file's bytes, and the cells (sheet, address) without their
    note."""

    content: bytes
    without_note: tuple[tuple[str, str], ...]


def read_typed_texts(
    content: bytes, names: Collection[str]
) -> dict[str, tuple[str, dict[Place, str]]] | None:
    """Of each of these sheets its own title, and the texts that somebody typed into it, as they
    stand there, by row and column; what a formula gives is left out.

    None where the workbook is too large to write in, or no xlsx workbook.
    """
    package = _open_to_edit(content)
    if not package:
        return None
    paths = _sheet_parts(package)
    titles = {name: title for name in names if (title := _title_of_sheet(name, paths))}
    wanted = set(titles.values())
    sheets = {
        sheet.name: sheet for sheet in read_xlsx_sheets(package.parts, lambda name: name in wanted)
    }
    typed: dict[str, tuple[str, dict[Place, str]]] = {}
    for name, title in titles.items():
        texts = {
            (row, column): value
            for row, values in sheets[title].cells.items()
            for column, value in values.items()
            if isinstance(value, str) and not isinstance(value, CellError)
        }
        scan = scan_sheet(package.part(paths[title]), texts.keys())
        kept = {place: text for place, text in texts.items() if scan.is_typed_text(place)}
        typed[name] = title, kept
    return typed


def set_cells(content: bytes, values: Mapping[tuple[str, str], str | float]) -> bytes | None:
    """The workbook with these values by sheet and address (D14); styles stay, and so does all else.

    None where it is too large to write in.
    """
    package = _open_to_edit(content)
    if not package:
        return None
    paths = _sheet_parts(package)
    for title, cells in _by_sheet(values).items():
        scan = scan_sheet(package.part(paths[title]), cells)
        edits = {place: CellEdit(value) for place, value in cells.items() if place in scan.cells}
        package.changed[paths[title]] = edit_sheet(scan, edits)
    return package.pack()


def read_added_sheets(
    content: bytes, name: str, columns: Sequence[Column]
) -> dict[str, list[tuple[str, ...]]]:
    """The rows of each sheet that has exactly these columns and this name, or the name and a
    number, by its title: such a sheet as `mark_workbook` adds. None where there is none, or where
    the workbook cannot be written in."""
    package = _open_to_edit(content)
    if not package:
        return {}
    try:
        headers = [column.name for column in columns]
        return read_text_sheets(package, _sheet_parts(package), name, headers)
    except _DAMAGE:
        return {}


def mark_workbook(content: bytes, marks: Marks, sheet: TextSheet) -> MarkedWorkbook | None:
    """The workbook with these cells filled and noted, and with a sheet at its end or in the place
    of an earlier one; earlier marks are taken out and all else stays. Sheets that the workbook has
    not are passed over.

    None where it is too large to write in, or is no xlsx workbook.
    """
    package = _open_to_edit(content)
    if not package:
        return None
    try:
        return _mark(package, marks, sheet)
    except _DAMAGE:
        _log.warning("A workbook cannot be marked", exc_info=True)
        return None


def _mark(package: WorkbookPackage, marks: Marks, sheet: TextSheet) -> MarkedWorkbook | None:
    book = package.tree(WORKBOOK_PART)
    namespace = str(etree.QName(book.find("{*}sheets")[0]).namespace)
    styles_path, styles = _open_styles(package, namespace)
    paths = _sheet_parts(package)
    without: list[tuple[str, str]] = []
    by_sheet = _by_sheet(marks.cells)
    for title in dict.fromkeys((*by_sheet, *marks.earlier.notes)):
        if own_title := _title_of_sheet(title, paths):
            marked = _MarkedSheet(title, paths[own_title], by_sheet.get(title, {}))
            refused = _mark_sheet(package, styles, marked, marks)
            without += [(title, _address(place)) for place in sorted(refused)]
    add_text_sheet(package, styles, sheet)
    package.put(styles_path, styles.root)
    packed = package.pack()
    return MarkedWorkbook(packed, tuple(without)) if packed else None


class _MarkedSheet(NamedTuple):
    """A sheet to mark: its name, its part, and the marks of its cells."""

    name: str
    path: str
    cells: Mapping[Place, CellMark]


def _mark_sheet(
    package: WorkbookPackage, styles: StyleSheet, sheet: _MarkedSheet, marks: Marks
) -> set[Place]:
    """Mark the cells of one sheet in place of those marked before; those without their note."""
    before = take_out_notes(package, sheet.path, sheet.name, marks.earlier)
    if not sheet.cells and not before:
        return set()
    scan = scan_sheet(package.part(sheet.path), {*sheet.cells, *before})
    plain = {place: styles.without_fill(scan.style(place), MARK_COLOURS) for place in before}
    edits = {
        place: CellEdit(style=style)
        for place, style in plain.items()
        if place in scan.cells and style != scan.style(place)
    }
    for place, mark in sheet.cells.items():
        style = plain.get(place, scan.style(place))
        edits[place] = CellEdit(style=styles.filled(style, mark.colour))
    book = package.tree(WORKBOOK_PART).find("{*}sheets")[0]
    links, notes = links_namespace(book), {place: mark.note for place, mark in sheet.cells.items()}
    own = NotesOfSheet(sheet.path, str(etree.QName(book).namespace), scan.notes_id)
    notes_id, refused = add_notes(package, own, notes, marks.author) if notes else ("", set())
    package.changed[sheet.path] = edit_sheet(scan, edits, (links, notes_id) if notes_id else None)
    return refused


def _open_to_edit(content: bytes) -> WorkbookPackage | None:
    package = open_package(content)
    if package is None:
        return None
    sheets = sum(map(package.parts.size, _sheet_parts(package).values()))
    if sheets > LARGEST_TO_EDIT:
        _log.info("A workbook of %d bytes is too large to write in", len(content))
        return None
    return package


def _sheet_parts(package: WorkbookPackage) -> dict[str, str]:
    """The names of the parts of sheets by the sheet's title; of two with one title, the first."""
    relations = {relation.id: relation.target for relation in package.relations(WORKBOOK_PART)}
    paths: dict[str, str] = {}
    for sheet in package.tree(WORKBOOK_PART).iterfind("{*}sheets/{*}sheet"):
        relation = next((id for key, id in sheet.attrib.items() if key.endswith("}id")), "")
        paths.setdefault(sheet.get("name", ""), relations.get(relation, ""))
    return paths


def _title_of_sheet(name: str, titles: Collection[str]) -> str:
    """The title of the sheet that is read under a name of the schema: spelt so, or the first that
    is but for case and spaces; "" where there is none."""
    if name in titles:
        return name
    return next((title for title in titles if folded(title) == folded(name)), "")


def _open_styles(package: WorkbookPackage, namespace: str) -> tuple[str, StyleSheet]:
    """The name of the part of styles and what it holds; a new one where it cannot be read."""
    relations = {relation.kind: relation.target for relation in package.relations(WORKBOOK_PART)}
    path = relations.get("styles", "")
    try:
        root = package.tree(path)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        root = etree.Element(f"{{{namespace}}}styleSheet", nsmap={None: namespace})
        if not path:
            path = package.add_part("xl/styles{}.xml", _STYLES_TYPE, root)
            package.add_relation(WORKBOOK_PART, "styles", path)
    return path, StyleSheet(root)


def _by_sheet(
    changes: Mapping[tuple[str, str], _Change],
) -> dict[str, dict[Place, _Change]]:
    """The changes by sheet, and by the numbers of row and column."""
    by_sheet: dict[str, dict[Place, _Change]] = {}
    for (sheet, address), change in changes.items():
        by_sheet.setdefault(sheet, {})[coordinate_to_tuple(address)] = change
    return by_sheet


def _address(place: Place) -> str:
    return f"{get_column_letter(place[1])}{place[0]}"
