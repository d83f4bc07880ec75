"""A workbook as a zip of parts, to change some and to keep the others byte for byte."""

from dataclasses import dataclass, field
from io import BytesIO
from itertools import count
from posixpath import dirname, join, normpath, relpath, split
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from hor_data.workbook.files import (
    WORKBOOK_LIMITS,
    WORKBOOK_PART,
    is_plain_xml,
    open_workbook_parts,
    read_plain_xml,
)
from hor_data.workbook.number_formats import read_xml_tree
from hor_data.workbook.zips import PackedParts

LARGEST_TO_EDIT = 1 << 26  # bytes of XML of all sheets: each change of one takes that again
# Of a part that is added, so that the same workbook is marked in the same bytes at any time.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
CONTENT_TYPES = "[Content_Types].xml"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


class Relation(NamedTuple):
    """What a part refers to: `kind` is the end of the relation's type, `target` a part's name."""

    id: str
    kind: str
    target: str


@dataclass
class WorkbookPackage:
    """The parts of a workbook by name, and those that were changed or added."""

    parts: PackedParts
    changed: dict[str, bytes] = field(default_factory=dict)

    def name_of(self, name: str) -> str:
        """The name as the zip spells it, whatever the case of what refers to it."""
        names = {known.casefold(): known for known in (*self.parts, *self.changed)}
        return names.get(name.casefold(), name)

    def part(self, name: str) -> bytes:
        """The part as it is by now; nothing where there is none or it is no plain XML."""
        if name not in self.changed:
            return read_plain_xml(self.parts, name, LARGEST_TO_EDIT) or b""
        return self.changed[name] if is_plain_xml(self.changed[name]) else b""

    def tree(self, name: str) -> Any:
        """The root of a part's XML; None where there is none.

        Raises XMLSyntaxError where it is no XML, and UnreadableWorkbookError where it is too large.
        """
        part = self.part(name)
        return read_xml_tree(part) if part else None

    def put(self, name: str, root: Any) -> None:
        """Set a part from its root."""
        self.changed[name] = etree.tostring(
            root, xml_declaration=True, encoding="UTF-8", standalone=True
        )

    def relations(self, source: str) -> list[Relation]:
        """What a part refers to inside the workbook."""
        root = self.tree(self.name_of(_relations_name(source)))
        elements = () if root is None else root.iterfind("{*}Relationship")
        return [
            Relation(
                element.get("Id", ""),
                element.get("Type", "").rpartition("/")[2],
                self.name_of(
                    normpath(join("/", dirname(source), element.get("Target", ""))).lstrip("/")
                ),
            )
            for element in elements
            if element.get("TargetMode") != "External"
        ]

    def add_relation(self, source: str, kind: str, target: str) -> str:
        """Let a part refer to another; the new relation's id."""
        name = self.name_of(_relations_name(source))
        root = self.tree(name)
        if root is None:
            root = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
        taken = {element.get("Id") for element in root}
        ids = (f"rId{number}" for number in count(1))
        new_id = next(id for id in ids if id not in taken)
        etree.SubElement(
            root,
            f"{{{_RELATIONS}}}Relationship",
            Id=new_id,
            Type=f"{self.relation_types}/{kind}",
            Target=relpath(target, dirname(source)),
        )
        self.put(name, root)
        return new_id

    @property
    def relation_types(self) -> str:
        """What the types of relations begin with: the strict dialect has one of its own."""
        root = self.tree(self.name_of(_relations_name(WORKBOOK_PART)))
        types = [element.get("Type", "") for element in root.iterfind("{*}Relationship")]
        return next(kind.rpartition("/")[0] for kind in types if kind.endswith("/worksheet"))

    def add_part(self, pattern: str, content_type: str, root: Any) -> str:
        """Add a part with the first free number in its name: xl/comments{}.xml; its name."""
        taken = {name.casefold() for name in (*self.parts, *self.changed)}
        names = (pattern.format(number) for number in count(1))
        name = next(name for name in names if name.casefold() not in taken)
        self.put(name, root)
        types = self.tree(CONTENT_TYPES)
        ending = name.rpartition(".")[2]
        if ending == "xml":
            etree.SubElement(
                types, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=content_type
            )
        elif ending not in [element.get("Extension", "").casefold() for element in types]:
            default = etree.Element(
                f"{{{_TYPES}}}Default", Extension=ending, ContentType=content_type
            )
            types.insert(0, default)
        self.put(CONTENT_TYPES, types)
        return name

    def pack(self) -> bytes | None:
        """The workbook as a file's bytes; None where it would be too large to be read again."""
        added = [name for name in self.changed if name not in self.parts]
        sizes = {name: self.parts.size(name) for name in self.parts}
        sizes |= {name: len(part) for name, part in self.changed.items()}
        if len(sizes) > WORKBOOK_LIMITS.parts or sum(sizes.values()) > WORKBOOK_LIMITS.unpacked:
            return None
        out = BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED) as packed:
            for name, entry in self.parts.entries.items():
                copy = ZipInfo(name, entry.date_time)
                copy.compress_type = entry.compress_type
                copy.external_attr = entry.external_attr
                copy.file_size = sizes[name]
                changed = [self.changed[name]] if name in self.changed else None
                with packed.open(copy, "w") as target:
                    for chunk in changed or self.parts.chunks(name):
                        target.write(chunk)
            for name in added:
                packed.writestr(ZipInfo(name, _NO_TIME), self.changed[name], ZIP_DEFLATED)
        return out.getvalue()


def open_package(content: bytes) -> WorkbookPackage | None:
    """The parts of an xlsx workbook that was read before; None of another kind of file."""
    parts = open_workbook_parts(content)
    return WorkbookPackage(parts) if WORKBOOK_PART in parts else None


def _relations_name(source: str) -> str:
    folder, file = split(source)
    return f"{folder}/_rels/{file}.rels"
