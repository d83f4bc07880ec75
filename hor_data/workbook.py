"""Read an xlsx file into rows that know their cells; the writing is beside it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO

from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from hor_data.files import DAMAGED, UnreadableWorkbookError, hides_rows, repack
from hor_data.schema import SHEETS
from hor_data.values import Value, read_value
from hor_data.words import clean, folded
from hor_data.workbook_writing import COVER_HEADER, write_workbook

__all__ = [
    "Row",
    "Sheet",
    "UnreadableWorkbookError",
    "Value",
    "Workbook",
    "read_workbook",
    "write_workbook",
]

Lines = Sequence[Sequence[object]]
NOT_DATA = ("Cover", "Notes")


@dataclass(frozen=True)
class Row:
    """One line of a sheet: its number as the reader sees it, and its values by header."""

    number: int
    values: Mapping[str, Value]


@dataclass(frozen=True)
class Sheet:
    """A sheet's headers, column by column, and its rows; lines with nothing in them left out."""

    name: str
    headers: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    hidden: bool = False
    merged: tuple[str, ...] = ()

    def cell(self, row: Row | int, header: str) -> str:
        """The reader's own name for a cell, such as D14; the column's first where it repeats."""
        number = row if isinstance(row, int) else row.number
        return f"{get_column_letter(self.headers.index(header) + 1)}{number}"

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)


@dataclass(frozen=True)
class Workbook:
    """The sheets by name, and what the cover says by folded label."""

    sheets: Mapping[str, Sheet]
    cover: Mapping[str, str] = field(default_factory=dict)
    hides_rows: bool = False

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name, or one with nothing in it."""
        return self.sheets.get(name, Sheet(name))


def read_workbook(content: bytes) -> Workbook:
    """Sheets and columns take the schema's spelling where only case or spacing differs.

    Raises UnreadableWorkbookError where the bytes are no xlsx workbook.
    """
    packed = repack(content)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(packed))
        lines = _by_known_name({name: _lines(book, name) for name in book.sheet_names})
    # Calamine panics on some damaged files, and a panic is no Exception.
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        raise UnreadableWorkbookError(DAMAGED) from error
    sheets = {name: _read_sheet(name, of_sheet) for name, of_sheet in lines.items()}
    _note_what_is_unseen(book, sheets)
    return Workbook(sheets, _read_cover(lines.get("Cover", [])), hides_rows(packed))


def _note_what_is_unseen(book: CalamineWorkbook, sheets: dict[str, Sheet]) -> None:
    for known in book.sheets_metadata:
        sheet = sheets.get(_as_in_schema([known.name], (*SHEETS, *NOT_DATA))[0])
        if sheet:
            merged = book.get_sheet_by_name(known.name).merged_cell_ranges or []
            sheets[sheet.name] = replace(
                sheet,
                hidden=known.visible != SheetVisibleEnum.Visible,
                merged=tuple(f"{get_column_letter(c + 1)}{r + 1}" for (r, c), _ in merged),
            )


def _lines(book: CalamineWorkbook, name: str) -> Lines:
    """The lines of a sheet, or the first alone where the sheet is not ours."""
    ours = {folded(known) for known in (*SHEETS, *NOT_DATA)}
    most = None if folded(name) in ours else 1
    return book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=most)


def _by_known_name(lines: dict[str, Lines]) -> dict[str, Lines]:
    """By the schema's spelling; of two sheets with one name, the one spelt so, or the first."""
    named: dict[str, Lines] = {}
    for name, known in zip(lines, _as_in_schema(lines, (*SHEETS, *NOT_DATA)), strict=True):
        taken = known in named or (known != name and known in lines)
        named[name if taken else known] = lines[name]
    return named


def _as_in_schema(names: Iterable[str], schema: Iterable[str]) -> list[str]:
    spelt = {folded(name): name for name in schema}
    return [spelt.get(folded(name), clean(name)) for name in names]


def _read_sheet(name: str, lines: Lines) -> Sheet:
    first = [str(read_value(one) or "") for one in (lines[0] if lines else [])]
    headers = tuple(_as_in_schema(first, (column.name for column in SHEETS.get(name, ()))))
    known = [(at, header) for at, header in enumerate(headers) if header]
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        # Backwards, so that of two columns with one name the first holds.
        values = {header: read_value(line[at]) for at, header in reversed(known) if at < len(line)}
        if any(value is not None for value in values.values()):
            rows.append(Row(number, values))
    return Sheet(name, headers, tuple(rows))


def _read_cover(lines: Lines) -> dict[str, str]:
    pairs = [(read_value(line[0]), read_value(line[1])) for line in lines if len(line) > 1]
    said = {folded(str(label)): str(value) for label, value in pairs if label and value is not None}
    return {label: text for label, text in said.items() if label != folded(COVER_HEADER)}
