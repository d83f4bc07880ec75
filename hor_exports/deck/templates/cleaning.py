"""Empty a template: of what was uploaded, one slide master and its layouts are left."""

from collections import Counter
from typing import Any

from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import nsdecls, qn

from hor_exports.deck.templates.layouts import TITLE_KINDS, placeholders_of
from hor_exports.deck.xml import find

OPENING_KINDS = (KIND.CENTER_TITLE, KIND.SUBTITLE)
# What stays of the presentation itself: its masters, room for our slides, their size.
_KEPT_ELEMENTS = {
    qn(f"p:{name}")
    for name in ("sldMasterIdLst", "sldIdLst", "sldSz", "notesSz", "defaultTextStyle")
}
_KEPT_RELATIONS = (RT.SLIDE_LAYOUT, RT.SLIDE_MASTER, RT.THEME, RT.THEME_OVERRIDE, RT.IMAGE)
# What is taken out where it names a part that does not stay: a detail of a shape, or the shape.
_REMOVABLE_DETAILS = {
    qn(tag)
    for tag in (
        *("a:ext", "p:ext", "a:hlinkClick", "a:hlinkHover", "a:buBlip"),
        *("p:custData", "p:tags", "p:control"),
    )
}
_REMOVABLE_SHAPES = {qn(tag) for tag in ("p:sp", "p:pic", "p:graphicFrame", "p:cxnSp", "p:bg")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
}
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_EMPTY_PARTS = (
    (RT.PRES_PROPS, CT.PML_PRES_PROPS, "presProps", f"<p:presentationPr {nsdecls('p')}/>"),
    (RT.VIEW_PROPS, CT.PML_VIEW_PROPS, "viewProps", f"<p:viewPr {nsdecls('p')}/>"),
    (
        RT.TABLE_STYLES,
        CT.PML_TABLE_STYLES,
        "tableStyles",
        f'<a:tblStyleLst {nsdecls("a")} def="{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}"/>',
    ),
)
_RELATION = qn("r:id").removesuffix("id")
# What new boxes of text may be set in, and how the file says that they are not.
_TEXT_EFFECTS = ("cap", "spc", "baseline", "i", "u", "strike")
_NO_EFFECT = ("none", "0", "noStrike")


def empty_template(presentation: Any) -> None:
    """Leave the master that the template's own slides use most, and its layouts.

    Everything else goes: slides and their notes, what names or orders them, comments and their
    authors, tags, sections, embedded fonts, printer and view settings, properties and the
    thumbnail. A deck gets notes pages and properties of its own.
    """
    relations = presentation.part.package._rels
    for key in [key for key in relations if relations[key].reltype != RT.OFFICE_DOCUMENT]:
        relations.pop(key)
    master, uses = _used_master(presentation)
    _keep_one_master(presentation, master)
    for owner in (master, *master.slide_layouts):
        _remove_foreign_parts(owner)
    _clear_default_effects(presentation, master)
    # The layouts in use come first, so that of two that serve alike theirs is taken.
    order = master._element.find(qn("p:sldLayoutIdLst"))
    by_use = sorted(
        zip(list(order), list(master.slide_layouts), strict=True),
        key=lambda pair: -uses[pair[1].part.partname],
    )
    for entry, _ in by_use:
        order.append(entry)


def _used_master(presentation: Any) -> tuple[Any, Counter[str]]:
    """The master that most slides use, of those with a title; and how often layouts are used.

    Where two are used as often, it is the one that has more than first slides.
    """
    uses = Counter(str(slide.slide_layout.part.partname) for slide in presentation.slides)

    def worth(master: Any) -> tuple[bool, bool, int, int]:
        layouts = list(master.slide_layouts)
        is_titled = any(placeholders_of(layout, TITLE_KINDS) for layout in layouts)
        numbers = [uses[layout.part.partname] for layout in layouts]
        # Those for first slides are told by their placeholders.
        first = [bool(placeholders_of(layout, OPENING_KINDS)) for layout in layouts]
        content = sum(number for number, opens in zip(numbers, first, strict=True) if not opens)
        return bool(layouts), is_titled, content, sum(numbers)

    return max(presentation.slide_masters, key=worth), uses


def _keep_one_master(presentation: Any, master: Any) -> None:
    element = presentation.part._element
    element.get_or_add_sldIdLst().clear()
    for entry in list(element.find(qn("p:sldMasterIdLst"))):
        if presentation.part.related_part(entry.rId) is not master.part:
            entry.getparent().remove(entry)
    for child in list(element):
        if child.tag not in _KEPT_ELEMENTS:
            element.remove(child)
    for name in [name for name in element.attrib if name != "rtl"]:
        del element.attrib[name]
    relations = presentation.part.rels
    kept = {entry.rId for entry in element.find(qn("p:sldMasterIdLst"))}
    for key in [key for key in relations if key not in kept]:
        relations.pop(key)
    presentation.part.relate_to(master.part.part_related_by(RT.THEME), RT.THEME)
    # PowerPoint offers to repair a file without these parts, so it gets empty ones.
    for kind, content_type, name, xml in _EMPTY_PARTS:
        blob = f"{_DECLARATION}{xml}".encode()
        part = Part(PackURI(f"/ppt/{name}.xml"), content_type, presentation.part.package, blob)
        presentation.part.relate_to(part, kind)


def _remove_foreign_parts(owner: Any) -> None:
    """A master or layout without moving parts, links, and what names parts that do not stay."""
    element, relations = owner._element, owner.part.rels
    for name in ("p:timing", "p:transition", "p:custDataLst"):
        for child in list(element.iter(qn(name))):
            child.getparent().remove(child)
    for key in list(relations):
        stays = relations[key].reltype in _KEPT_RELATIONS and not relations[key].is_external
        naming = [child for child in element.iter(etree.Element) if _refers_to(child, key)]
        if not stays:
            for child in naming:
                _remove_detail_or_shape(child)
        if not stays or (relations[key].reltype == RT.IMAGE and not naming):
            relations.pop(key)


def _refers_to(element: Any, relation: str) -> bool:
    return any(
        name.startswith(_RELATION) and value == relation for name, value in element.attrib.items()
    )


def _remove_detail_or_shape(element: Any) -> None:
    """The detail of a shape that this element is in, or else the whole of the shape."""
    shape = None
    while element is not None:
        if element.tag in _REMOVABLE_DETAILS and shape is None:
            shape = element
            break
        shape = element if element.tag in _REMOVABLE_SHAPES else shape
        element = element.getparent()
    if shape is not None and shape.getparent() is not None:
        shape.getparent().remove(shape)


def _clear_default_effects(presentation: Any, master: Any) -> None:
    """New boxes of text, and ours with them, are in no capitals, spacing or raised letters; those
    that the template has drawn keep what it gave them."""
    style = find(presentation.part._element, "p:defaultTextStyle/a:lvl1pPr/a:defRPr")
    given = {} if style is None else {name: style.get(name, "0") for name in _TEXT_EFFECTS}
    effects = {name: value for name, value in given.items() if value not in _NO_EFFECT}
    for name in effects:
        del style.attrib[name]
    for owner in (master, *master.slide_layouts) if effects else ():
        for body in owner._element.iter(qn("p:txBody")):
            if find(body.getparent(), ".//p:ph") is None:
                drawn = _first_level_run(body)
                for name, value in effects.items():
                    drawn.set(name, drawn.get(name, value))


def _first_level_run(body: Any) -> Any:
    """How runs of the first level of a text are set, where the text says so itself."""
    styles = _child(body, "a:lstStyle", 1)
    level = _child(styles, "a:lvl1pPr", len(styles.findall(qn("a:defPPr"))))
    return _child(level, "a:defRPr", len(level))


def _child(parent: Any, tag: str, place: int) -> Any:
    """The child of this tag; where there is none, a new one at this place."""
    child = find(parent, tag)
    if child is None:
        child = etree.Element(qn(tag))
        parent.insert(place, child)
    return child
