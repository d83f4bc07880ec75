"""Which layout of a template does what: told by its placeholders, and by its name at the last."""

from typing import Any, NamedTuple

from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from hor_data.words import folded
from hor_ui.deck.cleaning import TITLES
from hor_ui.deck.rect import Sheet

BODIES = (KIND.BODY, KIND.OBJECT)
FURNITURE = (KIND.DATE, KIND.FOOTER, KIND.SLIDE_NUMBER, KIND.HEADER)
# What a title slide is called where nothing but its name says that it is one.
COVERS = ("title slide", "cover", "opening slide", "front page", "titelfolie", "titeldia")
NOT_FOR_TEXT = ("secHead", "vertTx", "vertTitleAndTx")
# Where a title stands that has no place: shares of the slide.
TITLE_PLACE = (0.044, 0.048, 0.912, 0.145)


class Layouts(NamedTuple):
    """A title slide, where there is one; a title alone; a title and one body; and two bodies."""

    cover: Any
    plain: Any
    text: Any
    two: tuple[Any, ...]
    has_own_title: bool


def read_layouts(master: Any, sheet: Sheet) -> Layouts:
    """The layouts of a master by what they do. Where none has a title, some are given one."""
    layouts = list(master.slide_layouts)
    has_own_title = any(title_holder(layout) is not None for layout in layouts)
    if not has_own_title:
        for layout in layouts:
            _add_title(layout)
    for layout in layouts:
        _number_holders(layout)
        _place_title(layout, sheet)
    titled = [layout for layout in layouts if title_holder(layout) is not None]
    covers = sorted(filter(is_cover, titled), key=_how_like_a_cover)
    text = _first(_with_bodies(titled, 1, sheet), "obj")
    plain = _first(_with_bodies(titled, 0, sheet), "titleOnly")
    plain = plain or text or next((one for one in titled if not is_cover(one)), titled[0])
    return Layouts(
        covers[0] if covers else None,
        plain,
        text,
        tuple(_with_bodies(titled, 2, sheet)),
        has_own_title,
    )


def title_holder(layout: Any) -> Any:
    """The placeholder of a layout's title, or None."""
    holders = (one for one in layout.placeholders if one.placeholder_format.type in TITLES)
    return next(holders, None)


def bodies_of(layout: Any) -> list[Any]:
    """The placeholders of a layout that hold text or whatever is put into them."""
    return [one for one in layout.placeholders if one.placeholder_format.type in BODIES]


def is_cover(layout: Any) -> bool:
    """Whether a layout is for the first slide."""
    return _how_like_a_cover(layout) < len(_SIGNS)


# The surest first: LibreOffice types its title slides "tx" and gives them a subtitle.
_SIGNS = (
    lambda layout, kinds: layout._element.get("type") == "title",
    lambda layout, kinds: KIND.CENTER_TITLE in kinds,
    lambda layout, kinds: KIND.SUBTITLE in kinds and KIND.OBJECT not in kinds,
    lambda layout, kinds: folded(layout.name).startswith(COVERS) and KIND.OBJECT not in kinds,
)


def _how_like_a_cover(layout: Any) -> int:
    """The number of the surest sign that it is one; the number of signs where it has none."""
    kinds = [holder.placeholder_format.type for holder in layout.placeholders]
    signs = (number for number, sign in enumerate(_SIGNS) if sign(layout, kinds))
    return next(signs, len(_SIGNS))


def _first(layouts: list[Any], kind: str) -> Any:
    return next(iter(sorted(layouts, key=lambda one: one._element.get("type") != kind)), None)


def _with_bodies(layouts: list[Any], number: int, sheet: Sheet) -> list[Any]:
    """Layouts with a title, so many bodies and nothing else to fill."""
    return [
        layout
        for layout in layouts
        if len(bodies_of(layout)) == number
        and not is_cover(layout)
        and all(body.has_text_frame and sheet.place(body) for body in bodies_of(layout))
        and all(
            holder.placeholder_format.type in (*TITLES, *BODIES, *FURNITURE)
            for holder in layout.placeholders
        )
        and layout._element.get("type") not in NOT_FOR_TEXT
    ]


def trim_title(layout: Any, sheet: Sheet, height: float) -> None:
    """Make a layout's title no higher than this."""
    holder = title_holder(layout)
    place = sheet.place(holder)
    if place is not None and place.height > height:
        left, top, width = holder.left, holder.top, holder.width
        holder.left, holder.top, holder.width = left, top, width
        holder.height = Pt(height * sheet.factor)


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


def _number_holders(layout: Any) -> None:
    """Placeholders by numbers of their own, the title by none: so slides find theirs.

    LibreOffice numbers neither the title nor the subtitle.
    """
    title = title_holder(layout)
    taken = {holder.placeholder_format.idx for holder in layout.placeholders}
    for holder in layout.placeholders:
        mark = holder._element.find(f".//{qn('p:nvPr')}/{qn('p:ph')}")
        if title is not None and holder._element is title._element:
            mark.attrib.pop("idx", None)
        elif holder.placeholder_format.idx == 0:
            mark.set("idx", str(max(taken) + 1))
            taken.add(max(taken) + 1)


def _place_title(layout: Any, sheet: Sheet) -> None:
    """A title that neither the layout nor the master places goes to the top of the slide."""
    holder = title_holder(layout)
    if holder is None:
        return
    body = holder._element.txBody
    if body.find(qn("a:bodyPr")) is None:
        body.insert(0, etree.Element(qn("a:bodyPr")))
    if sheet.place(holder) is None:
        move_title(layout, sheet)


def move_title(layout: Any, sheet: Sheet) -> None:
    """Put a layout's title at the top of the slide."""
    holder = title_holder(layout)
    across, down = sheet.width * sheet.factor, sheet.height * sheet.factor
    left, top, width, height = TITLE_PLACE
    holder.left, holder.top = Pt(left * across), Pt(top * down)
    holder.width, holder.height = Pt(width * across), Pt(height * down)
