"""What each layout of a template is for, by its placeholders and, failing that, by its name."""

from collections.abc import Collection
from typing import Any, NamedTuple

from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from hor_data.words import folded
from hor_exports.deck.templates.rect import Rect, SlideSheet, place_shape
from hor_exports.deck.xml import find

TITLE_KINDS = (KIND.TITLE, KIND.CENTER_TITLE, KIND.VERTICAL_TITLE)
BODY_KINDS = (KIND.BODY, KIND.OBJECT)
FURNITURE_KINDS = (KIND.DATE, KIND.FOOTER, KIND.SLIDE_NUMBER, KIND.HEADER)
KNOWN_KINDS = (*TITLE_KINDS, *BODY_KINDS, *FURNITURE_KINDS)
# What a title slide is called where nothing but its name says that it is one.
COVER_NAMES = ("title slide", "cover", "opening slide", "front page", "titelfolie", "titeldia")
NOT_FOR_TEXT = ("secHead", "vertTx", "vertTitleAndTx")
# Where a title stands that has no place: shares of the slide.
TITLE_PLACE = (0.044, 0.048, 0.912, 0.145)


class TemplateLayouts(NamedTuple):
    """A title slide, where there is one; a title alone; a title and one body; and two bodies."""

    cover: Any
    plain: Any
    text: Any
    two: tuple[Any, ...]
    has_own_title: bool


def read_layouts(master: Any, sheet: SlideSheet) -> TemplateLayouts:
    """The layouts of a master by what they do. Where none has a title, some are given one."""
    layouts = list(master.slide_layouts)
    has_own_title = any(title_placeholder(layout) is not None for layout in layouts)
    if not has_own_title:
        for layout in layouts:
            _add_title(layout)
    for layout in layouts:
        _number_placeholders(layout)
        _place_title(layout, sheet)
    titled = [layout for layout in layouts if title_placeholder(layout) is not None]
    covers = sorted(filter(is_cover, titled), key=_how_like_a_cover)
    text = _first_of_kind(_with_bodies(titled, 1, sheet), "obj")
    plain = _first_of_kind(_with_bodies(titled, 0, sheet), "titleOnly")
    plain = plain or text or next((layout for layout in titled if not is_cover(layout)), titled[0])
    return TemplateLayouts(
        covers[0] if covers else None,
        plain,
        text,
        tuple(_with_bodies(titled, 2, sheet)),
        has_own_title,
    )


def placeholders_of(owner: Any, kinds: Collection[Any]) -> list[Any]:
    """The placeholders of a slide, layout or master that are of these types."""
    return [holder for holder in owner.placeholders if holder.placeholder_format.type in kinds]


def title_placeholder(layout: Any) -> Any:
    """The placeholder of a layout's title, or None."""
    return next(iter(placeholders_of(layout, TITLE_KINDS)), None)


def body_placeholders(layout: Any) -> list[Any]:
    """The placeholders of a layout that hold text or whatever is put into them."""
    return placeholders_of(layout, BODY_KINDS)


def is_cover(layout: Any) -> bool:
    """Whether a layout is for the first slide."""
    return _how_like_a_cover(layout) < len(_SIGNS_OF_A_COVER)


# The surest first: LibreOffice types its title slides "tx" and gives them a subtitle.
_SIGNS_OF_A_COVER = (
    lambda layout, kinds: layout._element.get("type") == "title",
    lambda layout, kinds: KIND.CENTER_TITLE in kinds,
    lambda layout, kinds: KIND.SUBTITLE in kinds and KIND.OBJECT not in kinds,
    lambda layout, kinds: folded(layout.name).startswith(COVER_NAMES) and KIND.OBJECT not in kinds,
)


def _how_like_a_cover(layout: Any) -> int:
    """The number of the surest sign that it is one; the number of signs where it has none."""
    kinds = [holder.placeholder_format.type for holder in layout.placeholders]
    signs = (number for number, sign in enumerate(_SIGNS_OF_A_COVER) if sign(layout, kinds))
    return next(signs, len(_SIGNS_OF_A_COVER))


def _first_of_kind(layouts: list[Any], kind: str) -> Any:
    return next(iter(sorted(layouts, key=lambda layout: layout._element.get("type") != kind)), None)


def _with_bodies(layouts: list[Any], number: int, sheet: SlideSheet) -> list[Any]:
    """Layouts with a title, so many bodies and nothing else to fill."""
    return [
        layout
        for layout in layouts
        if len(body_placeholders(layout)) == number
        and not is_cover(layout)
        and all(body.has_text_frame and sheet.place(body) for body in body_placeholders(layout))
        and len(placeholders_of(layout, KNOWN_KINDS)) == len(list(layout.placeholders))
        and layout._element.get("type") not in NOT_FOR_TEXT
    ]


def trim_title(layout: Any, sheet: SlideSheet, height: float) -> None:
    """Make a layout's title no higher than this."""
    holder = title_placeholder(layout)
    place = sheet.place(holder)
    if place is not None and place.height > height:
        place_shape(holder, sheet.to_slide(place._replace(height=height)))


def _add_title(layout: Any) -> None:
    """A placeholder for a title in a layout without one."""
    number = max((shape.shape_id for shape in layout.shapes), default=1) + 1
    xml = (
        f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr>"
        f'<p:cNvPr id="{number}" name="Title {number}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        '</p:cNvSpPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody>'
        "<a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
    )
    layout.shapes._spTree.append(parse_xml(xml))


def _number_placeholders(layout: Any) -> None:
    """Placeholders by numbers of their own, the title by none: so slides find theirs.

    LibreOffice numbers neither the title nor the subtitle.
    """
    title = title_placeholder(layout)
    taken = {holder.placeholder_format.idx for holder in layout.placeholders}
    for holder in layout.placeholders:
        mark = find(holder._element, ".//p:nvPr/p:ph")
        if title is not None and holder._element is title._element:
            mark.attrib.pop("idx", None)
        elif holder.placeholder_format.idx == 0:
            mark.set("idx", str(max(taken) + 1))
            taken.add(max(taken) + 1)


def _place_title(layout: Any, sheet: SlideSheet) -> None:
    """A title that neither the layout nor the master places goes to the top of the slide."""
    holder = title_placeholder(layout)
    if holder is None:
        return
    body = holder._element.txBody
    if find(body, "a:bodyPr") is None:
        body.insert(0, etree.Element(qn("a:bodyPr")))
    if sheet.place(holder) is None:
        move_title(layout, sheet)


def move_title(layout: Any, sheet: SlideSheet) -> None:
    """Put a layout's title at the top of the slide."""
    left, top, width, height = TITLE_PLACE
    across, down = sheet.width, sheet.height
    place = Rect(left * across, top * down, width * across, height * down)
    place_shape(title_placeholder(layout), sheet.to_slide(place))
