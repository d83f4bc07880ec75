"""What a workbook was marked with before: our sheet, our notes and our fills."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl.utils.cell import coordinate_to_tuple

from hor_data.workbook.cell_places import Place
from hor_data.workbook.cells import SheetCells
from hor_data.workbook.notes import remove_notes
from hor_data.workbook.package import WorkbookPackage
from hor_data.workbook.xlsx import read_xlsx_sheets
from hor_data.workbook.xml_edits import escaped_text

# What a sheet of ours refers to, with what Excel adds as somebody prints it.
_OWN_RELATIONS = {"table", "printerSettings"}
_ADDRESS = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")


@dataclass(frozen=True)
class EarlierMarks:
    """What we put into a workbook before: the title of our sheet ("" where there is none), and by
    the name of a sheet the texts of our notes and the addresses of the cells that we filled."""

    title: str = ""
    notes: Mapping[str, Collection[str]] = field(default_factory=dict)
    cells: Mapping[str, Collection[str]] = field(default_factory=dict)


def read_text_sheets(
    package: WorkbookPackage, paths: Mapping[str, str], name: str, headers: Sequence[str]
) -> dict[str, list[tuple[str, ...]]]:
    """The rows of each sheet of this name, or the name and a number, that has these headers, no
    other cells, and nothing that somebody added, such as a comment; by title."""
    numbered = re.compile(re.escape(name) + r"( \(\d+\))?")
    titles = [
        title
        for title, path in paths.items()
        if numbered.fullmatch(title)
        and {relation.kind for relation in package.relations(path)} <= _OWN_RELATIONS
    ]
    if not titles:
        return {}
    sheets = read_xlsx_sheets(package.parts, lambda title: title in titles)
    rows = {sheet.name: _rows(sheet, len(headers)) for sheet in sheets if sheet.name in titles}
    return {
        title: lines[1:] for title, lines in rows.items() if lines and lines[0] == tuple(headers)
    }


def _rows(sheet: SheetCells, width: int) -> list[tuple[str, ...]]:
    """The texts of a sheet's rows; none where a cell stands beyond this number of columns."""
    if any(column > width for row in sheet.cells.values() for column in row):
        return []
    return [
        tuple(str(row.get(column) or "") for column in range(1, width + 1))
        for _, row in sorted(sheet.cells.items())
    ]


def take_out_notes(
    package: WorkbookPackage, path: str, name: str, earlier: EarlierMarks
) -> set[Place]:
    """Take our earlier notes out of a sheet, wherever they stand by now; the cells that we may have
    filled."""
    texts = earlier.notes.get(name, ())
    lines = {line for text in texts for line in escaped_text(text).split("\n") if line}
    noted = remove_notes(package, path, lines) if lines else set()
    addresses = filter(_ADDRESS.fullmatch, earlier.cells.get(name, ()))
    return noted | {coordinate_to_tuple(address) for address in addresses}
