"""Notes in the cells of a sheet: its part of comments, and the drawing that Excel asks for."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from lxml import etree
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple

from hor_data.workbook.cell_places import Place
from hor_data.workbook.package import WorkbookPackage
from hor_data.workbook.xml_edits import escaped_text

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_VML, _OFFICE, _EXCEL = (
    f"urn:schemas-microsoft-com:{name}" for name in ("vml", "office:office", "office:excel")
)
# The shape of a note as Excel draws it; ids of shapes count from 1024 times the drawing's number.
_EMPTY_DRAWING = f"""<xml xmlns:v="{_VML}" xmlns:o="{_OFFICE}" xmlns:x="{_EXCEL}">
<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>"""
_SHAPE_TYPE = f"""<v:shapetype xmlns:v="{_VML}" xmlns:o="{_OFFICE}" id="_x0000_t202"
coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">
<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>"""
_SHAPE = f"""<v:shape xmlns:v="{_VML}" xmlns:o="{_OFFICE}" xmlns:x="{_EXCEL}"
id="_x0000_s%d" type="#_x0000_t202" fillcolor="#ffffe1" o:insetmode="auto"
style="position:absolute;margin-left:60pt;margin-top:2pt;width:240pt;height:90pt;visibility:hidden">
<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>
<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/>
<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>
<x:Anchor>%d, 15, %d, 2, %d, 15, %d, 2</x:Anchor><x:AutoFill>False</x:AutoFill>
<x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>"""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class NotesOfSheet(NamedTuple):
    """Where the notes of a sheet are: its part's name, its namespace, and the id of its relation to
    the drawing, or ""."""

    part: str
    namespace: str
    drawing_id: str


def add_notes(
    package: WorkbookPackage, sheet: NotesOfSheet, notes: Mapping[Place, str], author: str
) -> tuple[str, set[Place]]:
    """Add notes to a sheet; what a cell's note says already is not said again.

    Returns the id of the relation to a new drawing, which the sheet has to name, or "", and the
    cells that got no note: a conversation stands there, or the drawing cannot be read.
    """
    relations = package.relations(sheet.part)
    comments_path = next(
        (relation.target for relation in relations if relation.kind == "comments"), ""
    )
    # A picture in the header is in another drawing of this kind.
    drawing_path = next(
        (relation.target for relation in relations if relation.id == sheet.drawing_id), ""
    )
    try:
        comments, drawing = package.tree(comments_path), package.tree(drawing_path)
    except etree.XMLSyntaxError:
        return "", set(notes)
    if (drawing_path and drawing is None) or (comments_path and comments is None):
        return "", set(notes)
    if comments is None:
        comments = _empty_comments(sheet.namespace)
    if drawing is None:
        drawing = etree.fromstring(_EMPTY_DRAWING)
    added, refused = _add_comments(comments, notes, author)
    if len(refused) == len(notes):
        return "", refused
    _add_shapes(drawing, added)
    if comments_path:
        package.put(comments_path, comments)
    else:
        path = package.add_part("xl/comments{}.xml", _COMMENTS_TYPE, comments)
        package.add_relation(sheet.part, "comments", path)
    if drawing_path:
        package.put(drawing_path, drawing)
        return "", refused
    path = package.add_part("xl/drawings/vmlDrawing{}.vml", _DRAWING_TYPE, drawing)
    return package.add_relation(sheet.part, "vmlDrawing", path), refused


def remove_notes(package: WorkbookPackage, part: str, lines: Collection[str]) -> set[Place]:
    """Take these lines out of the notes of a sheet, and the notes that have no others; the cells
    concerned. `part` is the sheet's, the lines are as a part holds text."""
    relations = package.relations(part)
    path = next((relation.target for relation in relations if relation.kind == "comments"), "")
    comments = package.tree(path) if path else None
    if comments is None:
        return set()
    concerned: set[Place] = set()
    emptied: set[Place] = set()
    for comment in list(comments.iterfind("{*}commentList/{*}comment")):
        if _take_lines_out(comment, lines):
            place = coordinate_to_tuple(comment.get("ref", ""))
            concerned.add(place)
            if not "".join(comment.itertext()).strip():
                emptied.add(place)
                comment.getparent().remove(comment)
    if concerned:
        package.put(path, comments)
    for relation in relations if emptied else ():
        if relation.kind == "vmlDrawing":
            _remove_shapes(package, relation.target, emptied)
    return concerned


def _take_lines_out(comment: Any, lines: Collection[str]) -> bool:
    """Whether a note had any of these lines, which are taken out of it."""
    had_any = False
    for text in list(comment.iterfind("{*}text//{*}t")):
        own = (text.text or "").split("\n")
        kept = [line for line in own if line not in lines]
        if len(kept) < len(own):
            had_any = True
            text.text = "\n".join(kept)
            run = text.getparent()
            if not text.text and etree.QName(run).localname == "r":
                run.getparent().remove(run)
    return had_any


def _remove_shapes(package: WorkbookPackage, path: str, places: Collection[Place]) -> None:
    """Take the shapes of notes out of a drawing, by the cells that they are of."""
    drawing = package.tree(path)
    for shape in [] if drawing is None else list(drawing.iter(f"{{{_VML}}}shape")):
        row, column = (
            shape.findtext(f"{{{_EXCEL}}}ClientData/{{{_EXCEL}}}{name}", "")
            for name in ("Row", "Column")
        )
        if row.isdecimal() and column.isdecimal() and (int(row) + 1, int(column) + 1) in places:
            shape.getparent().remove(shape)
    if drawing is not None:
        package.put(path, drawing)


def _empty_comments(namespace: str) -> Any:
    """The notes of a sheet that has none."""
    comments = etree.Element(f"{{{namespace}}}comments", nsmap={None: namespace})
    for name in ("authors", "commentList"):
        etree.SubElement(comments, f"{{{namespace}}}{name}")
    return comments


def _add_comments(
    comments: Any, notes: Mapping[Place, str], author: str
) -> tuple[list[Place], set[Place]]:
    """Add the texts; the cells whose note is new, and those where a conversation stands."""
    authors, listed = comments.find("{*}authors"), comments.find("{*}commentList")
    names = [element.text or "" for element in authors]
    tag = comments.tag[: comments.tag.index("}") + 1]
    known = {comment.get("ref", ""): comment for comment in listed}
    added: list[Place] = []
    refused: set[Place] = set()
    for place, note in notes.items():
        address = f"{get_column_letter(place[1])}{place[0]}"
        if (comment := known.get(address)) is None:
            if author not in names:
                names.append(author)
                etree.SubElement(authors, f"{tag}author").text = author
            comment = etree.SubElement(
                *(listed, f"{tag}comment"), ref=address, authorId=str(names.index(author))
            )
            _add_text(etree.SubElement(comment, f"{tag}text"), f"{tag}t", note)
            added.append(place)
        elif _is_conversation(comment, names):
            refused.add(place)
        elif note not in "".join(comment.itertext()):
            _append_run(comment.find("{*}text"), tag, f"\n{note}")
    return added, refused


def _is_conversation(comment: Any, authors: list[str]) -> bool:
    """Whether the note stands for a threaded comment: its author is then the comment's id."""
    number = int(comment.get("authorId", "0"))
    return number < len(authors) and authors[number].startswith("tc=")


def _append_run(text: Any, tag: str, note: str) -> None:
    """Add to a note that somebody wrote, whose own text and look stay."""
    if (plain := text.find(f"{tag}t")) is not None:
        run = text.makeelement(f"{tag}r")
        text.replace(plain, run)
        run.append(plain)
    run = text.makeelement(f"{tag}r")
    _add_text(run, f"{tag}t", note)
    text.insert(len(text.findall(f"{tag}r")), run)


def _add_text(parent: Any, tag: str, text: str) -> None:
    element = etree.SubElement(parent, tag)
    element.text = escaped_text(text)
    element.set(_SPACE, "preserve")


def _add_shapes(drawing: Any, places: list[Place]) -> None:
    ids = [
        shape.get("id", "") for shape in drawing.iter(f"{{{_VML}}}shape", f"{{{_VML}}}shapetype")
    ]
    if "_x0000_t202" not in ids:
        drawing.append(etree.fromstring(_SHAPE_TYPE))
    numbers = [id.rpartition("_s")[2] for id in ids]
    first = max([1024, *(int(number) for number in numbers if number.isdecimal())]) + 1
    for number, (row, column) in enumerate(places, start=first):
        corners = (column, max(row - 2, 0), column + 4, row + 5)
        drawing.append(etree.fromstring(_SHAPE % (number, *corners, row - 1, column - 1)))
