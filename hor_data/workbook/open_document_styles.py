"""What the styles of an OpenDocument spreadsheet say of its cells and tables."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from lxml import etree

from hor_data.workbook.cells import MARK_COLOURS
from hor_data.workbook.number_formats import CellStyle, NumberKind

ODS_NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "number": "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}
# What shows no colour, white, and what we mark cells with ourselves.
_NO_FILLS = {"transparent", "#ffffff", *(f"#{colour[2:].casefold()}" for colour in MARK_COLOURS)}


class OdsStyles(NamedTuple):
    """What the named styles of a file say: those of cells, and which ones hide a table."""

    of_cells: Mapping[str, CellStyle]
    of_hidden_tables: frozenset[str]


def read_ods_styles(roots: Sequence[Any]) -> OdsStyles:
    """The styles by their names; of two with one name the later holds."""
    date_kinds = {
        element.get(qualified("style:name"), ""): _date_kind(element)
        for root in roots
        for element in root.iter(qualified("number:date-style"))
    }
    of_cells: dict[str, CellStyle] = {}
    of_hidden_tables = set()
    for element in (style for root in roots for style in root.iter(qualified("style:style"))):
        name = element.get(qualified("style:name"), "")
        text = element.find("style:text-properties", ODS_NAMESPACES)
        table = element.find("style:table-properties", ODS_NAMESPACES)
        cell = element.find("style:table-cell-properties", ODS_NAMESPACES)
        fill = "" if cell is None else cell.get(qualified("fo:background-color"), "")
        fill = "" if fill.casefold() in _NO_FILLS else fill
        kind = date_kinds.get(element.get(qualified("style:data-style-name"), ""), "day")
        of_cells[name] = CellStyle(kind, text is not None and _text_is_struck(text), fill)
        if table is not None and table.get(qualified("table:display")) == "false":
            of_hidden_tables.add(name)
    return OdsStyles(of_cells, frozenset(of_hidden_tables))


def _date_kind(date_style: Any) -> NumberKind:
    parts = {etree.QName(part).localname for part in date_style}
    if "day" in parts or "day-of-week" in parts or "year" not in parts:
        return "day"
    return "month" if "month" in parts else "year"


def _text_is_struck(text: Any) -> bool:
    return text.get(qualified("style:text-line-through-style"), "none") != "none"


@lru_cache(maxsize=100)
def qualified(prefixed: str) -> str:
    """The name of an element or attribute as lxml says it: {namespace}name."""
    prefix, name = prefixed.split(":")
    return f"{{{ODS_NAMESPACES[prefix]}}}{name}"
