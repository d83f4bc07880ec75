"""A sheet of text that is one table, added at the end of a workbook that somebody else made."""

from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any, NamedTuple

from lxml import etree
from openpyxl.utils import get_column_letter

from hor_data.workbook.files import WORKBOOK_PART
from hor_data.workbook.package import WorkbookPackage
from hor_data.workbook.schema import Column
from hor_data.workbook.style_edits import StyleSheet
from hor_data.workbook.xml_edits import escaped_text

_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# What stands before the names of a workbook (ECMA-376, part 1, 18.2.27).
_BEFORE_NAMES = ("sheets", "functionGroups", "externalReferences")


class TextSheet(NamedTuple):
    """A sheet of text to add: its name, its columns, and texts in their order by row.

    `replaces` is the title of a sheet in whose place it comes, or "".
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    replaces: str = ""


def add_text_sheet(package: WorkbookPackage, styles: StyleSheet, sheet: TextSheet) -> None:
    """Add the sheet at the end, ready to filter and to print; where its name is taken, with a
    number. In the place of another it keeps that one's title."""
    book = package.tree(WORKBOOK_PART)
    sheets = book.find("{*}sheets")
    namespace = sheets.tag[: sheets.tag.index("}") + 1]
    links = links_namespace(sheets[0])
    root = _build_sheet(namespace, styles, sheet.columns, sheet.rows)
    replaced = next((entry for entry in sheets if entry.get("name") == sheet.replaces), None)
    if sheet.replaces and replaced is not None:
        relation = next(id for key, id in replaced.attrib.items() if key.endswith("}id"))
        path = next(
            known.target for known in package.relations(WORKBOOK_PART) if known.id == relation
        )
        package.put(path, root)
        _put_table(package, path, links, sheet)
        return
    titles = [entry.get("name", "") for entry in sheets]
    title = _free_title(sheet.name, titles)
    path = package.add_part("xl/worksheets/sheet{}.xml", f"{_TYPES}worksheet+xml", root)
    _put_table(package, path, links, sheet)
    number = max((int(entry.get("sheetId", "0")) for entry in sheets), default=0) + 1
    entry = etree.SubElement(sheets, f"{namespace}sheet", name=title, sheetId=str(number))
    entry.set(f"{{{links}}}id", package.add_relation(WORKBOOK_PART, "worksheet", path))
    _repeat_first_row(book, namespace, title, len(titles))
    package.put(WORKBOOK_PART, book)


def _put_table(package: WorkbookPackage, path: str, links: str, sheet: TextSheet) -> None:
    """Make the sheet of this part one table: the table that it had, or a new one."""
    root = package.tree(path)
    namespace = root.tag[: root.tag.index("}") + 1]
    had = next((known for known in package.relations(path) if known.kind == "table"), None)
    old = package.tree(had.target) if had else None
    if had and old is not None:
        name, number = old.get("displayName", sheet.name), int(old.get("id", "1"))
        table = _build_table(namespace, name, sheet.columns, len(sheet.rows), number)
        package.put(had.target, table)
        relation = had.id
    else:
        name = _free_name(sheet.name, _taken_names(package, package.tree(WORKBOOK_PART)))
        number = _free_table_id(package)
        table = _build_table(namespace, name, sheet.columns, len(sheet.rows), number)
        part = package.add_part("xl/tables/table{}.xml", f"{_TYPES}table+xml", table)
        relation = package.add_relation(path, "table", part)
    parts = etree.SubElement(root, f"{namespace}tableParts", count="1")
    etree.SubElement(parts, f"{namespace}tablePart").set(f"{{{links}}}id", relation)
    package.put(path, root)


def _free_title(name: str, titles: Sequence[str]) -> str:
    """The name, or with a number where a sheet has it: Excel lets none be twice, whatever case."""
    taken = {title.casefold() for title in titles}
    names = (f"{name} ({number})" if number > 1 else name for number in count(1))
    return next(title for title in names if title.casefold() not in taken)


def links_namespace(sheet: Any) -> str:
    """The namespace of the attributes that name relations, from an entry of the list of sheets."""
    return next(str(etree.QName(key).namespace) for key in sheet.attrib if key.endswith("}id"))


def _build_sheet(
    namespace: str, styles: StyleSheet, columns: Sequence[Column], rows: Sequence[Sequence[str]]
) -> Any:
    root = etree.Element(f"{namespace}worksheet", nsmap={None: namespace[1:-1]})

    def add(parent: Any, name: str, **attributes: str) -> Any:
        return etree.SubElement(parent, namespace + name, attributes)

    add(add(root, "sheetPr"), "pageSetUpPr", fitToPage="1")
    widths = add(root, "cols")
    for number, column in enumerate(columns, start=1):
        place = {"min": str(number), "max": str(number)}
        add(widths, "col", **place, width=str(column.width), customWidth="1")
    data = add(root, "sheetData")
    bold, plain = styles.wrapped(bold=True), styles.wrapped()
    lines = [[column.name for column in columns], *rows]
    for number, line in enumerate(lines, start=1):
        row = add(data, "row", r=str(number))
        for position, text in enumerate(line, start=1):
            if text:
                address = f"{get_column_letter(position)}{number}"
                style = str(bold if number == 1 else plain)
                cell = add(row, "c", r=address, s=style, t="inlineStr")
                element = add(add(cell, "is"), "t")
                element.text = escaped_text(text)
                element.set(_SPACE, "preserve")
    margins = {"left": "0.7", "right": "0.7", "top": "0.75", "bottom": "0.75"}
    add(root, "pageMargins", **margins, header="0.3", footer="0.3")
    add(root, "pageSetup", paperSize="9", orientation="landscape", fitToHeight="0")
    add(add(root, "headerFooter"), "oddFooter").text = "&L&A&RPage &P of &N"
    return root


def _build_table(
    namespace: str, name: str, columns: Sequence[Column], rows: int, number: int
) -> Any:
    reference = f"A1:{get_column_letter(len(columns))}{max(rows, 1) + 1}"
    table = etree.Element(f"{namespace}table", nsmap={None: namespace[1:-1]})
    table.attrib.update({"id": str(number), "name": name, "displayName": name, "ref": reference})
    etree.SubElement(table, f"{namespace}autoFilter", ref=reference)
    listed = etree.SubElement(table, f"{namespace}tableColumns", count=str(len(columns)))
    for position, column in enumerate(columns, start=1):
        etree.SubElement(listed, f"{namespace}tableColumn", id=str(position), name=column.name)
    style = etree.SubElement(table, f"{namespace}tableStyleInfo", name="TableStyleLight1")
    style.attrib.update({"showFirstColumn": "0", "showLastColumn": "0", "showRowStripes": "1"})
    return table


def _repeat_first_row(book: Any, namespace: str, title: str, position: int) -> None:
    """Print the first row of the sheet on each of its pages; `position` counts sheets from 0."""
    names = book.find("{*}definedNames")
    if names is None:
        names = book.makeelement(f"{namespace}definedNames")
        place = max(
            number
            for number, child in enumerate(book, start=1)
            if etree.QName(child).localname in _BEFORE_NAMES
        )
        book.insert(place, names)
    element = etree.SubElement(
        names, f"{namespace}definedName", name="_xlnm.Print_Titles", localSheetId=str(position)
    )
    element.text = f"'{title}'!$1:$1"


def _tables(package: WorkbookPackage) -> Iterable[Any]:
    """The roots of the workbook's tables."""
    names = (name for name in package.parts if name.casefold().startswith("xl/tables/"))
    return [root for name in names if (root := package.tree(name)) is not None]


def _taken_names(package: WorkbookPackage, book: Any) -> set[str]:
    """The names of tables and ranges, in lower case: Excel lets none be twice."""
    names = [element.get("name", "") for element in book.iterfind("{*}definedNames/{*}definedName")]
    names += [table.get("displayName", "") for table in _tables(package)]
    return {name.casefold() for name in names}


def _free_name(name: str, taken: set[str]) -> str:
    names = (f"{name}_{number}" if number > 1 else name for number in count(1))
    return next(name for name in names if name.casefold() not in taken)


def _free_table_id(package: WorkbookPackage) -> int:
    return max((int(table.get("id", "0")) for table in _tables(package)), default=0) + 1
