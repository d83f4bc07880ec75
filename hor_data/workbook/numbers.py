"""Numbers typed as text: which are read, which a safe fix turns into a number, which are asked."""

import re

from hor_data.workbook.values import CellValue

_NUMBER_TEXT = re.compile(r"-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?", re.ASCII)
_GROUPED_NUMBER = re.compile(r"-?[1-9]\d{0,2}(?:([, ])\d{3}(?:\1\d{3})*)?(\.\d+)?", re.ASCII)
_PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_THREE_DECIMALS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}", re.ASCII)
_DECIMAL_COMMA = re.compile(r"-?\d+,\d+", re.ASCII)


def read_number(value: CellValue) -> float | None:
    """A cell's number, also where it was typed as text (1,000), or None where it is none.

    Also what is published already is read by it; what may be published is `unambiguous_number`.
    """
    if isinstance(value, str) and _NUMBER_TEXT.fullmatch(value):
        return float(value.replace(",", ""))
    return value if isinstance(value, float | int) else None


def unambiguous_number(value: CellValue) -> float | None:
    """The number of a cell that can be read in one way only, or None.

    A comma may stand between thousands, in whole groups. 1,5 and 0,500 have a decimal comma, and
    1.500 is one and a half or fifteen hundred.
    """
    if not isinstance(value, str):
        return read_number(value)
    if _THREE_DECIMALS.fullmatch(value) or (value.lstrip("-").startswith("0,")):
        return None
    return read_number(value)


def ungrouped_digits(text: str) -> str:
    """The digits of a number typed as text, its thousands apart by commas or spaces: 1 000 → 1000.

    "" where the text is none, or can be read in two ways.
    """
    plain = re.sub(r"[, ]", "", text)
    typed = _GROUPED_NUMBER.fullmatch(text) or _PLAIN_NUMBER.fullmatch(text)
    return plain if typed and not _THREE_DECIMALS.fullmatch(text) else ""


def two_readings_of_number(value: CellValue) -> tuple[float, ...]:
    """The two numbers that 1.500 may mean; none where a text does not look so."""
    if not isinstance(value, str) or not _THREE_DECIMALS.fullmatch(value):
        return ()
    return float(value), float(value.replace(".", ""))


def decimal_comma_as_point(value: CellValue) -> str:
    """1.5 for 1,5; "" where a text is not two whole numbers with a comma between."""
    return str(value).replace(",", ".") if _DECIMAL_COMMA.fullmatch(str(value)) else ""
