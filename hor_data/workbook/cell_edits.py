"""A sheet's XML with some of its cells changed, and every other byte as it was."""

from collections.abc import Mapping
from typing import NamedTuple
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from hor_data.workbook.cell_places import Element, Place, SheetScan
from hor_data.workbook.xml_edits import (
    Splice,
    apply_splices,
    end_of_tag,
    escaped_text,
    is_empty_tag,
    tag_prefix,
    with_attributes,
)


class CellEdit(NamedTuple):
    """What a cell is to hold, its style's number, or both; None leaves it as it is."""

    value: str | float | None = None
    style: int | None = None


def edit_sheet(
    scan: SheetScan, edits: Mapping[Place, CellEdit], notes: tuple[str, str] | None = None
) -> bytes:
    """The sheet with these cells changed or put in, all of them scanned.

    `notes` are the namespace of links and the id of the relation to a new drawing of notes.
    """
    splices: list[Splice] = []
    new_cells: dict[int, list[Place]] = {}
    for place in sorted(edits):
        if place in scan.cells:
            splices.append(_changed_cell(scan.part, scan.cells[place], edits[place]))
        else:
            new_cells.setdefault(place[0], []).append(place)
    data_tag = scan.part[scan.data.start : scan.data.tag_end]
    prefix, new_rows = tag_prefix(data_tag), []
    for row, places in new_cells.items():
        made = [(place, _new_cell(prefix, place, edits[place])) for place in places]
        content = b"".join(cell for _, cell in made)
        if row not in scan.rows:
            opened = b'<%srow r="%d">' % (prefix, row)
            new_rows.append((row, opened + content + b"</%srow>" % prefix))
        elif is_empty_tag(tag := scan.part[scan.rows[row].start : scan.rows[row].tag_end]):
            splices.append(_filled_tag(scan.rows[row], content, b"</%srow>" % tag_prefix(tag)))
        else:
            for place, cell in made:
                gap = scan.cell_gaps.get(place, scan.rows[row].content_end)
                splices.append(Splice(gap, gap, cell))
    if is_empty_tag(data_tag) and new_rows:
        content = b"".join(xml for _, xml in new_rows)
        splices.append(_filled_tag(scan.data, content, b"</%ssheetData>" % prefix))
    else:
        for row, xml in new_rows:
            gap = scan.row_gaps.get(row, scan.data.content_end)
            splices.append(Splice(gap, gap, xml))
    if notes:
        drawing = b'<%slegacyDrawing xmlns:notes="%s" notes:id="%s"/>'
        xml = drawing % (prefix, *(text.encode() for text in notes))
        splices.append(Splice(scan.follower, scan.follower, xml))
    return apply_splices(scan.part, splices)


def _filled_tag(element: Element, content: bytes, end_tag: bytes) -> Splice:
    """An element that was empty, with this content."""
    return Splice(element.tag_end - 2, element.tag_end, b">" + content + end_tag)


def _changed_cell(part: bytes, cell: Element, edit: CellEdit) -> Splice:
    tag = part[cell.start : cell.tag_end]
    changes: dict[str, str | None] = {} if edit.style is None else {"s": str(edit.style)}
    if edit.value is None:
        return Splice(cell.start, cell.tag_end, with_attributes(tag, changes))
    end = cell.tag_end if is_empty_tag(tag) else end_of_tag(part, cell.content_end)
    changes["t"] = "inlineStr" if isinstance(edit.value, str) else None
    prefix = tag_prefix(tag)
    opened = with_attributes(tag, changes).removesuffix(b"/>").removesuffix(b">") + b">"
    return Splice(cell.start, end, opened + _value(prefix, edit.value) + b"</%sc>" % prefix)


def _new_cell(prefix: bytes, place: Place, edit: CellEdit) -> bytes:
    row, column = place
    address = f"{get_column_letter(column)}{row}".encode()
    return b'<%sc r="%s" s="%d"/>' % (prefix, address, edit.style or 0)


def _value(prefix: bytes, value: str | float) -> bytes:
    if isinstance(value, str):
        text = escape(escaped_text(value)).encode("ascii", "xmlcharrefreplace")
        return b'<%sis><%st xml:space="preserve">%s</%st></%sis>' % (
            *(prefix, prefix, text),
            *(prefix, prefix),
        )
    return b"<%sv>%s</%sv>" % (prefix, f"{value}".encode(), prefix)
