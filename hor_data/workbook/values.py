"""What a cell holds, as people see it."""

import math
from datetime import date, datetime, time, timedelta

from hor_data.words import clean_text

CellValue = str | float | date | None
# Beyond this a whole number has lost digits already, and would fill a line with noughts.
LARGEST_EXACT_INTEGER = 10**15
FORMULA_WITHOUT_RESULT = "#NO RESULT"
# As they stand where a workbook holds an error as text; a cell's own error is of any name.
_ERRORS_AS_TEXT = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"}
    | {FORMULA_WITHOUT_RESULT}
)


class Percent(float):
    """A number of a cell that shows a percentage: 45 for 45%, which its file keeps as 0.45."""

    def __str__(self) -> str:
        return f"{float(self):.10g}%"


class CellError(str):
    """The error that a formula gave in place of a value, as the cell shows it: #REF!."""

    __slots__ = ()


def read_cell_value(raw: object) -> CellValue:
    """Text without what nobody sees, a number, a day, or None for a blank."""
    if isinstance(raw, CellError | Percent):
        return raw
    if isinstance(raw, str):
        return clean_text(raw) or None if raw else None
    if isinstance(raw, bool):
        return str(raw).upper()
    if isinstance(raw, float | int) and math.isfinite(raw):
        return int(raw) if abs(raw) < LARGEST_EXACT_INTEGER and raw == int(raw) else raw
    if isinstance(raw, float | time | timedelta):
        return str(raw)
    if isinstance(raw, datetime):
        return raw.date()
    return raw if isinstance(raw, date) else None


def is_cell_error(value: CellValue) -> bool:
    """Whether a formula gave an error in place of a value, or was saved without its result."""
    return isinstance(value, CellError) or value in _ERRORS_AS_TEXT
