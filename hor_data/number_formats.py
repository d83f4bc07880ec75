"""How a cell's number is shown: as a day, a month, a year, a percentage, or as it is."""

import re
from typing import Any, Literal, NamedTuple

from lxml import etree

from hor_data.files import TOO_MUCH, UnreadableWorkbookError

LARGEST_TREE = 1 << 23
Shown = Literal["number", "percent", "time", "day", "month", "year"]
# The formats that a workbook need not spell out (ECMA-376, part 1, 18.8.30).
_BUILT_IN: dict[int, Shown] = (
    dict.fromkeys((9, 10), "percent")
    | dict.fromkeys((14, 15, 16, 22, *range(27, 32), 36, *range(50, 59)), "day")
    | {17: "month"}
    | dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47), "time")
)
# What a format holds beside its letters: quoted text, escaped signs, widths, colours and locales.
_ASIDE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]')
_HALF_OF_DAY = re.compile(r"am/pm|a/p", re.IGNORECASE)


class Style(NamedTuple):
    """What a cell's style says of its value."""

    shown: Shown = "number"
    struck: bool = False


def read_styles(xml: bytes | None) -> tuple[Style, ...]:
    """The cell styles of a workbook by their number, from its part of styles if it has one."""
    if xml is None:
        return ()
    root = read_tree(xml)
    formats = {
        int(element.get("numFmtId", "0")): shown_as(element.get("formatCode", ""))
        for element in root.iterfind("{*}numFmts/{*}numFmt")
    }
    struck = [_is_struck(font) for font in root.iterfind("{*}fonts/{*}font")]
    return tuple(
        Style(_shown(element, formats), _at(struck, element.get("fontId")))
        for element in root.iterfind("{*}cellXfs/{*}xf")
    )


def shown_as(code: str) -> Shown:
    """What a format's code, such as mmm-yy or 0.0%, makes of a number."""
    first = _HALF_OF_DAY.sub("", _ASIDE.sub("", code)).split(";")[0].casefold()
    if first.strip() == "general":
        return "number"
    if "%" in first:
        return "percent"
    has_time = any(letter in first for letter in "hs[")
    if "d" in first:
        return "day"
    if "y" in first:
        return "month" if "m" in first and not has_time else "day" if has_time else "year"
    if has_time:
        return "time"
    return "month" if "m" in first else "number"


def read_tree(xml: bytes, largest: int = LARGEST_TREE) -> Any:
    """The root of a small part, read by a parser that asks nobody for anything.

    Raises UnreadableWorkbookError where it has more bytes than `largest`: as a tree it would take
    thirty times that memory.
    """
    if len(xml) > largest:
        raise UnreadableWorkbookError(TOO_MUCH)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    return etree.fromstring(xml, parser)


def _shown(element: Any, formats: dict[int, Shown]) -> Shown:
    number = int(element.get("numFmtId") or 0)
    return formats.get(number) or _BUILT_IN.get(number, "number")


def _is_struck(font: Any) -> bool:
    strike = font.find("{*}strike")
    return strike is not None and strike.get("val", "1") not in ("0", "false")


def _at(values: list[bool], number: str | None) -> bool:
    at = int(number) if number and number.isdecimal() else 0
    return at < len(values) and values[at]
