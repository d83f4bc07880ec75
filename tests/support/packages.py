"""Office files as packages of parts, checked for what openxml-audit does not see.

Only zip and XML are read here: neither the product nor the libraries that wrote the file.
"""

import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

TYPES = "[Content_Types].xml"
SPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dc": "http://purl.org/dc/elements/1.1/",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "pr": "http://schemas.openxmlformats.org/package/2006/relationships",
    "t": "http://schemas.openxmlformats.org/package/2006/content-types",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
}


def faults_of_package(content: bytes) -> list[str]:
    """What is wrong with the file: doubled, missing or stray parts, and words that are not there
    for who cannot see it. Files that it holds are checked too."""
    found = doubled_parts(content)
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    trees = {}
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                trees[name] = etree.fromstring(part)
            except etree.XMLSyntaxError as error:
                found.append(f"{name}: not well-formed: {error}")
        elif part.startswith(b"PK"):
            found += [f"{name}: {fault}" for fault in faults_of_package(part)]
    found += [*_of_relations(trees, set(parts)), *_of_types(trees[TYPES], set(parts))]
    for name, tree in trees.items():
        if name.startswith("ppt/slides/") and name.endswith(".xml"):
            found += [f"{name}: {fault}" for fault in _of_slide(tree)]
            found += [f"{name}: {fault}" for fault in _of_notes(trees, name)]
        found += [f"{name}: {fault}" for fault in _without_alternative(tree)]
        found += [f"{name}: {fault}" for fault in _left_to_guess(tree)]
    return found


def title_of(content: bytes) -> str:
    """What the file calls itself in its properties."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        return _text(etree.fromstring(package.read("docProps/core.xml")), "dc:title")


def doubled_parts(content: bytes) -> list[str]:
    """Parts that are in a zip more than once, whatever the case of their names."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        names = Counter(name.casefold() for name in package.namelist())
    return [f"{name}: {number} times in the file" for name, number in names.items() if number > 1]


def _of_relations(trees: dict[str, Any], names: set[str]) -> Iterator[str]:
    reached = {TYPES}
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        folder, _, file = name.rpartition("_rels/")
        reached.add(name)
        if (source := folder + file.removesuffix(".rels")) and source not in names:
            yield f"{name}: relations of a part that is not there"
        ids = Counter(relation.get("Id") for relation in tree)
        yield from (f"{name}: {one} is there {many} times" for one, many in ids.items() if many > 1)
        for relation in tree.iterfind("pr:Relationship[@Target]", SPACES):
            if relation.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target")))[1:]
            reached.add(target)
            if target not in names:
                yield f"{name}: {relation.get('Id')} leads to {target}, which is not there"
    yield from (f"{name}: no relation leads to it" for name in sorted(names - reached))


def _of_types(types: Any, names: set[str]) -> Iterator[str]:
    """Each part has a type; that of XML is its own, but for data that an application may add."""
    endings = {one.get("Extension").casefold() for one in types.iterfind("t:Default", SPACES)}
    overridden = [one.get("PartName")[1:] for one in types.iterfind("t:Override", SPACES)]
    for name in sorted(names - {TYPES} - set(overridden)):
        ending = name.rpartition(".")[2].casefold()
        if ending not in endings or (ending == "xml" and not name.startswith("customXml/")):
            yield f"{name}: no content type"
    yield from (f"{TYPES}: {name} is not there" for name in sorted(set(overridden) - names))
    yield from (
        f"{TYPES}: {name} is there {number} times"
        for name, number in Counter(overridden).items()
        if number > 1
    )


def _of_slide(slide: Any) -> Iterator[str]:
    ids = Counter(shape.get("id") for shape in slide.iterfind(".//p:cNvPr", SPACES))
    yield from (f"{number} shapes with the id {one}" for one, number in ids.items() if number > 1)
    titles = [shape for shape in _shapes(slide) if _kind(shape) in ("title", "ctrTitle")]
    if len(titles) != 1 or not _text(titles[0], ".//a:t"):
        yield "not one title with words in it"


def _of_notes(trees: dict[str, Any], slide: str) -> Iterator[str]:
    folder, _, file = slide.rpartition("/")
    relations = trees.get(f"{folder}/_rels/{file}.rels")
    kinds = () if relations is None else relations.iterfind("pr:Relationship", SPACES)
    targets = [one.get("Target") for one in kinds if one.get("Type").endswith("/notesSlide")]
    if not targets:
        yield "no notes"
    for target in targets:
        notes = trees.get(posixpath.normpath(posixpath.join(folder, target)))
        shapes = [] if notes is None else _shapes(notes)
        bodies = [shape for shape in shapes if _kind(shape) == "body"]
        if not bodies:
            yield "notes without a body"
        elif not any(_text(body, ".//a:t") for body in bodies):
            yield "notes without a word in them"


def _without_alternative(tree: Any) -> Iterator[str]:
    """Pictures, charts and tables, and shapes that hold no text, without words for who cannot see
    them; what only decorates says so. Layouts and masters are the template's own."""
    if etree.QName(tree).localname in ("sldLayout", "sldMaster", "notesMaster", "notes"):
        return
    for kind in ("p:graphicFrame", "p:pic", "p:cxnSp", "xdr:graphicFrame", "xdr:pic"):
        for shape in tree.iterfind(f".//{kind}", SPACES):
            yield from _undescribed(shape.find(f".//{kind[: kind.index(':')]}:cNvPr", SPACES))
    for shape in _shapes(tree):
        if not _text(shape, ".//a:t") and not _kind(shape):
            yield from _undescribed(shape.find("p:nvSpPr/p:cNvPr", SPACES))
    for drawing in tree.iterfind(".//wp:docPr", SPACES):
        yield from _undescribed(drawing)
    for table in tree.iterfind(".//w:tbl/w:tblPr", SPACES):
        described = table.find("w:tblDescription", SPACES)
        if described is None or not described.get(f"{{{SPACES['w']}}}val", "").strip():
            yield "a table without alternative text"


def _left_to_guess(tree: Any) -> Iterator[str]:
    """What the schema lets a file leave out, and Office then takes for something else or damage."""
    if any(deletion.get("val") is None for deletion in tree.iterfind(".//c:delete", SPACES)):
        yield "a deletion that does not say whether"
    percent = f"{{{SPACES['w']}}}percent"
    if any(zoom.get(percent) is None for zoom in tree.iterfind(".//w:zoom", SPACES)):
        yield "a zoom without its per cent"


def _undescribed(properties: Any) -> Iterator[str]:
    decorative = properties.find(".//adec:decorative", SPACES)
    if decorative is None and not properties.get("descr", "").strip():
        yield f"“{properties.get('name')}” without alternative text"


def _kind(shape: Any) -> str:
    """What a placeholder is for: title, body; "" for a shape that is none."""
    holder = shape.find("p:nvSpPr/p:nvPr/p:ph", SPACES)
    return "" if holder is None else holder.get("type", "obj")


def _shapes(tree: Any) -> list[Any]:
    return list(tree.iterfind(".//p:sp", SPACES))


def _text(element: Any, path: str) -> str:
    found = [] if element is None else element.iterfind(path, SPACES)
    return "".join(one.text or "" for one in found).strip()
