"""Read the sheets of an xlsx workbook as its XML says them, whichever program wrote it."""

from collections.abc import Callable, Iterator, Sequence
from posixpath import join, normpath
from typing import Any
from xml.parsers import expat

from lxml import etree
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from hor_data.workbook.cells import SheetCells
from hor_data.workbook.files import (
    WORKBOOK_DAMAGED,
    WORKBOOK_PART,
    WORKBOOK_TOO_LARGE,
    UnreadableWorkbookError,
    long_text_error,
    read_plain_xml,
)
from hor_data.workbook.number_formats import (
    LARGEST_XML_TREE,
    CellStyle,
    read_cell_styles,
    read_xml_tree,
)
from hor_data.workbook.xlsx_sheets import (
    PLAIN_STYLE,
    XML_TRUE,
    SharedParts,
    read_sheet_cells,
)
from hor_data.workbook.xml_stream import (
    LONGEST_TEXT,
    TextRuns,
    TextTooLongError,
    XmlAttributes,
    parse_stream,
    stream_part,
)
from hor_data.workbook.zips import PackedParts

MOST_SHARED_TEXTS = 1_000_000


def read_xlsx_sheets(parts: PackedParts, is_whole: Callable[[str], bool]) -> list[SheetCells]:
    """The sheets of a workbook in their order, from its parts.

    `is_whole` says of a sheet's name whether all of it is wanted; of others the first row is read.
    Raises UnreadableWorkbookError where the XML is damaged, or a value too far off.
    """
    try:
        return list(_read_sheets(parts, is_whole))
    except UnreadableWorkbookError:
        raise
    # What a damaged part may lack: a sheet's part, an attribute, a number in it.
    except (
        etree.XMLSyntaxError,
        expat.ExpatError,
        LookupError,
        ValueError,
        OverflowError,
    ) as error:
        raise UnreadableWorkbookError(WORKBOOK_DAMAGED) from error


def _read_sheets(parts: PackedParts, is_whole: Callable[[str], bool]) -> Iterator[SheetCells]:
    names = {name.casefold(): name for name in parts}
    root = _read_tree(parts, WORKBOOK_PART)
    properties = root.find("{*}workbookPr")
    dates_from_1904 = properties is not None and properties.get("date1904") in XML_TRUE
    relations = _read_relations(_read_tree(parts, names["xl/_rels/workbook.xml.rels"]))
    styles_name = names.get(relations.get("styles", ""), "")
    styles = read_plain_xml(parts, styles_name, LARGEST_XML_TREE)
    shared = SharedParts(
        _read_shared_texts(parts, names.get(relations.get("sharedStrings", ""), "")),
        _styles_by_number(read_cell_styles(styles)),
        CALENDAR_MAC_1904 if dates_from_1904 else CALENDAR_WINDOWS_1900,
    )
    for element in root.iterfind("{*}sheets/{*}sheet"):
        name = element.get("name", "")
        chunks = stream_part(parts, names[relations[_relation_id(element)]])
        hidden = element.get("state", "visible") != "visible"
        yield read_sheet_cells(name, chunks, shared, hidden=hidden, whole=is_whole(name))


def _styles_by_number(styles: Sequence[CellStyle]) -> dict[str | None, CellStyle]:
    """The styles by their number as cells write it; a cell that writes none has the first."""
    numbered: dict[str | None, CellStyle] = {
        str(number): style for number, style in enumerate(styles)
    }
    return numbered | {None: styles[0] if styles else PLAIN_STYLE}


def _read_tree(parts: PackedParts, name: str) -> Any:
    part = read_plain_xml(parts, name, LARGEST_XML_TREE)
    if part is None:
        raise UnreadableWorkbookError(WORKBOOK_DAMAGED)
    return read_xml_tree(part)


def _read_relations(root: Any) -> dict[str, str]:
    """The part of each relation of the workbook, by its id and by the end of its kind, folded as
    parts are: relations of the strict dialect have other kinds with the same end."""
    targets: dict[str, str] = {}
    for element in root.iterfind("{*}Relationship"):
        path = normpath(join("/xl", element.get("Target", ""))).lstrip("/").casefold()
        targets[element.get("Id", "")] = path
        targets.setdefault(element.get("Type", "").rsplit("/", 1)[-1], path)
    return targets


def _relation_id(element: Any) -> str:
    """The id of a sheet's relation: an attribute of some namespace called id."""
    ids = [value for name, value in element.attrib.items() if name.endswith("}id")]
    return ids[0] if ids else ""


def _read_shared_texts(parts: PackedParts, name: str) -> list[str]:
    """The shared texts of that part in their order, each plain or in runs; none without the
    part."""
    texts: list[str] = []
    runs = TextRuns()

    def on_end(parser: Any, name: str) -> None:
        runs.end(parser, name)
        if name == "si":
            if len(texts) >= MOST_SHARED_TEXTS:
                raise UnreadableWorkbookError(WORKBOOK_TOO_LARGE)
            texts.append(runs.take())

    def on_start(parser: Any, name: str, _: XmlAttributes) -> None:
        runs.start(parser, name)

    if name:
        try:
            parse_stream(stream_part(parts, name), on_start, on_end)
        except TextTooLongError as error:
            raise long_text_error("A cell of the workbook", LONGEST_TEXT) from error
    return texts
