"""How a cell's number is shown: as a day, a month, a year, a percentage, or as it is."""

import re
from typing import Any, Literal, NamedTuple

from lxml import etree

from hor_data.workbook.cells import MARK_COLOURS
from hor_data.workbook.files import WORKBOOK_TOO_LARGE, UnreadableWorkbookError

# A workbook of 64,000 formats has styles of 600,000 elements and attributes.
LARGEST_XML_TREE, MOST_NODES = 1 << 23, 1_000_000
NumberKind = Literal["number", "percent", "time", "day", "month", "year"]
# The formats that a workbook need not spell out (ECMA-376, part 1, 18.8.30).
_BUILT_IN_FORMATS: dict[int, NumberKind] = (
    dict.fromkeys((9, 10), "percent")
    | dict.fromkeys((14, 15, 16, 22, *range(27, 32), 36, *range(50, 59)), "day")
    | {17: "month"}
    | dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47), "time")
)
# What a format holds beside its letters: quoted text, escaped signs, widths, colours and locales.
_FORMAT_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]')
# The names of white, as workbooks number and spell it, and of what we mark cells with ourselves.
_NO_COLOURS = {
    *("rgb ffffffff", "rgb 00ffffff", "theme 0", "indexed 1", "indexed 9", "indexed 65"),
    *(f"rgb {colour.casefold()}" for colour in MARK_COLOURS),
}
_AM_PM = re.compile(r"am/pm|a/p", re.IGNORECASE)


class CellStyle(NamedTuple):
    """What a cell's style says of its value. `fill` is a name of its colour, "" for none,
    white and what we mark cells with."""

    number_kind: NumberKind = "number"
    struck: bool = False
    fill: str = ""


def read_cell_styles(xml: bytes | None) -> tuple[CellStyle, ...]:
    """The cell styles of a workbook by their number, from its part of styles if it has one."""
    if xml is None:
        return ()
    root = read_xml_tree(xml)
    formats = {
        int(element.get("numFmtId", "0")): number_kind(element.get("formatCode", ""))
        for element in root.iterfind("{*}numFmts/{*}numFmt")
    }
    struck = [_font_is_struck(font) for font in root.iterfind("{*}fonts/{*}font")]
    fills = [_fill_colour(fill) for fill in root.iterfind("{*}fills/{*}fill")]
    return tuple(
        CellStyle(
            _number_kind_of_style(element, formats),
            (number := _number_of(element, "fontId")) < len(struck) and struck[number],
            fills[number] if (number := _number_of(element, "fillId")) < len(fills) else "",
        )
        for element in root.iterfind("{*}cellXfs/{*}xf")
    )


def number_kind(code: str) -> NumberKind:
    """What a format's code, such as mmm-yy or 0.0%, makes of a number."""
    first = _AM_PM.sub("", _FORMAT_LITERALS.sub("", code)).split(";")[0].casefold()
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


def read_xml_tree(xml: bytes, largest: int = LARGEST_XML_TREE) -> Any:
    """The root of a small part, read by a parser that asks nobody for anything.

    Raises UnreadableWorkbookError where it has more bytes than `largest`, or many elements and
    attributes: as a tree each takes some 200 bytes.
    """
    if len(xml) > largest or xml.count(b"<") + xml.count(b"=") > MOST_NODES:
        raise UnreadableWorkbookError(WORKBOOK_TOO_LARGE)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    return etree.fromstring(xml, parser)


def _number_kind_of_style(element: Any, formats: dict[int, NumberKind]) -> NumberKind:
    number = int(element.get("numFmtId") or 0)
    return formats.get(number) or _BUILT_IN_FORMATS.get(number, "number")


def _font_is_struck(font: Any) -> bool:
    strike = font.find("{*}strike")
    return strike is not None and strike.get("val", "1") not in ("0", "false")


def _fill_colour(fill: Any) -> str:
    """The colour of a plain fill as the file names it, "" where it shows none."""
    pattern = fill.find("{*}patternFill")
    colour = None if pattern is None else pattern.find("{*}fgColor")
    if colour is None or pattern.get("patternType") != "solid":
        return ""
    name = " ".join(f"{key} {value}" for key, value in sorted(colour.attrib.items()))
    return "" if name.casefold() in _NO_COLOURS else name


def _number_of(element: Any, name: str) -> int:
    number = element.get(name, "")
    return int(number) if number.isdecimal() else 0
