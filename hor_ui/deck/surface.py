"""What lies behind a place on a slide: the colours of it, and whether text can be read on them."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml.ns import qn

from hor_ui.deck.colours import contrast, read_colour, theme_colour, theme_of
from hor_ui.deck.layouts import BODIES, TITLES
from hor_ui.deck.rect import EMU, Rect, Sheet
from hor_ui.deck.sampling import sampled
from hor_ui.palette import PAPER

# Shapes that fill the whole of the box they stand in.
_FULL = ("rect", "round1Rect", "round2SameRect", "roundRect", "snip1Rect")
_FILLS = tuple(map(qn, ("a:solidFill", "a:gradFill", "a:blipFill", "a:pattFill", "a:noFill")))

# The colours behind a place; None where they cannot be told.
Surface = tuple[str, ...] | None


class Drawing(NamedTuple):
    """Something a layout or its master draws: where, in which colours, and whether it fills the
    whole of its place."""

    rect: Rect
    surface: Surface
    is_full: bool


def surface_behind(layout: Any, rect: Rect, sheet: Sheet) -> Surface:
    """The colours on which something at this place would stand."""
    surface = _background(layout, rect, sheet)
    for drawing in drawings(layout, rect, sheet):
        if drawing.is_full and drawing.rect.holds(rect):
            surface = drawing.surface
        elif surface is not None and drawing.surface is not None:
            surface = (*surface, *drawing.surface)
        else:
            surface = None
    return surface


def drawings(layout: Any, rect: Rect, sheet: Sheet) -> Iterator[Drawing]:
    """What the layout and its master draw at this place, furthest back first."""
    owners = (
        (layout,) if layout._element.get("showMasterSp") == "0" else (layout.slide_master, layout)
    )
    for owner in owners:
        tree = owner._element.cSld.spTree
        for element, place in _shapes(tree, (0.0, 0.0, 1.0, 1.0), sheet):
            if place.meets(rect):
                surface, is_seen = _filling(element, owner, layout, _share(place, rect))
                if is_seen:
                    yield Drawing(place, surface, _is_full(element))


def legible(colour: str, surface: Surface, least: float) -> bool:
    """Whether text of this colour stands off all of a surface, so many to 1."""
    return surface is not None and all(contrast(colour, behind) >= least for behind in surface)


def text_colour(holder: Any, layout: Any) -> str:
    """The colour in which a placeholder of a layout would write, as the template has it."""
    kind = holder.placeholder_format.type
    master = layout.slide_master
    styles = [holder._element.txBody.find(qn("a:lstStyle"))]
    same = _alike(kind)
    styles += [
        one._element.txBody.find(qn("a:lstStyle"))
        for one in master.placeholders
        if one.placeholder_format.type in same
    ]
    name = "p:titleStyle" if kind in TITLES else "p:bodyStyle"
    name = "p:otherStyle" if kind == KIND.SLIDE_NUMBER else name
    styles.append(master._element.find(f"{qn('p:txStyles')}/{qn(name)}"))
    for style in (one for one in styles if one is not None):
        fill = style.find(f"{qn('a:lvl1pPr')}/{qn('a:defRPr')}/{qn('a:solidFill')}")
        if fill is not None and (colour := read_colour(fill, layout)):
            return colour
    return theme_colour("tx1", layout)


def surface_of(holder: Any, layout: Any, rect: Rect, sheet: Sheet) -> Surface:
    """The colours behind a placeholder's text: its fill, or else what lies behind it. One that says
    that it has no fill does not take the master's."""
    owners = (one for one in (holder, _inherited(holder, layout)) if one is not None)
    fills = (_fill_of(owner._element.find(qn("p:spPr"))) for owner in owners)
    fill = next((one for one in fills if one is not None), None)
    if fill is None or fill.tag == qn("a:noFill"):
        return surface_behind(layout, rect, sheet)
    return _colours(fill, layout, layout, (0, 0, 1, 1))


def _inherited(holder: Any, layout: Any) -> Any:
    kinds = _alike(holder.placeholder_format.type)
    same = (one for one in layout.slide_master.placeholders if one.placeholder_format.type in kinds)
    return next(same, None)


def _alike(kind: Any) -> tuple[Any, ...]:
    """The types of the placeholders that one of this type takes its look from."""
    if kind in TITLES:
        return TITLES
    return (kind,) if kind == KIND.SLIDE_NUMBER else (*BODIES, KIND.SUBTITLE)


def _background(layout: Any, rect: Rect, sheet: Sheet) -> Surface:
    for owner in (layout, layout.slide_master):
        given = owner._element.cSld.find(qn("p:bg"))
        if given is None:
            continue
        properties = given.find(qn("p:bgPr"))
        if properties is not None:
            fill = _fill_of(properties)
            share = _share(sheet.rect, rect)
            return None if fill is None else _colours(fill, owner, layout, share)
        return _by_reference(given.find(qn("p:bgRef")), layout)
    return (PAPER,)


def _by_reference(reference: Any, layout: Any) -> Surface:
    """A background named by its number in the theme, in the colour named with it."""
    fills = theme_of(layout.slide_master).find(f".//{qn('a:bgFillStyleLst')}")
    place = int(reference.get("idx", "0")) - 1001
    if not 0 <= place < len(fills):
        return None
    fill, own = fills[place], read_colour(reference, layout)
    if own is None or fill.tag not in (qn("a:solidFill"), qn("a:gradFill")):
        return None
    if fill.tag == qn("a:solidFill"):
        return (own,)
    return _stops(fill, layout, own)


def _shapes(
    tree: Any, space: tuple[float, float, float, float], sheet: Sheet
) -> Iterator[tuple[Any, Rect]]:
    """Each shape that is no placeholder, with its place; those in groups where they really are."""
    left, top, wider, higher = space
    for element in tree:
        if element.find(f".//{qn('p:nvPr')}/{qn('p:ph')}") is not None:
            continue
        frame = element.find(f"{qn('p:spPr')}/{qn('a:xfrm')}")
        is_group = element.tag == qn("p:grpSp")
        if is_group:
            frame = element.find(f"{qn('p:grpSpPr')}/{qn('a:xfrm')}")
        if frame is None or frame.find(qn("a:off")) is None:
            continue
        x, y, across, down = _numbers(frame, "a:off", "a:ext")
        if is_group:
            inner_x, inner_y, inner_across, inner_down = _numbers(frame, "a:chOff", "a:chExt")
            by, high = across / (inner_across or 1), down / (inner_down or 1)
            within = (
                left + (x - inner_x * by) * wider,
                top + (y - inner_y * high) * higher,
                wider * by,
                higher * high,
            )
            yield from _shapes(element, within, sheet)
            continue
        points = (left + x * wider, top + y * higher, across * wider, down * higher)
        yield element, Rect(*(point / EMU / sheet.factor for point in points))


def _numbers(frame: Any, start: str, size: str) -> tuple[float, float, float, float]:
    first, second = frame.find(qn(start)), frame.find(qn(size))
    if first is None or second is None:
        return 0.0, 0.0, 0.0, 0.0
    return (
        float(first.get("x")),
        float(first.get("y")),
        float(second.get("cx")),
        float(second.get("cy")),
    )


def _filling(
    element: Any, owner: Any, layout: Any, share: tuple[float, float, float, float]
) -> tuple[Surface, bool]:
    """The colours of a shape, and whether it is seen at all: lines and empty boxes are not."""
    if element.tag == qn("p:pic"):
        blip = element.find(qn("p:blipFill"))
        return _colours(blip, owner, layout, share), True
    if element.tag != qn("p:sp"):
        return None, False
    fill = _fill_of(element.find(qn("p:spPr")))
    if fill is None:
        reference = element.find(f"{qn('p:style')}/{qn('a:fillRef')}")
        if reference is None or reference.get("idx") in (None, "0"):
            return None, False
        colour = read_colour(reference, layout)
        return (None if colour is None else (colour,)), True
    if fill.tag == qn("a:noFill"):
        return None, False
    return _colours(fill, owner, layout, share), True


def _fill_of(properties: Any) -> Any:
    if properties is None:
        return None
    return next((child for child in properties if child.tag in _FILLS), None)


def _colours(
    fill: Any, owner: Any, layout: Any, share: tuple[float, float, float, float]
) -> Surface:
    if fill.find(f".//{qn('a:alpha')}") is not None:
        return None
    if fill.tag == qn("a:solidFill"):
        colour = read_colour(fill, layout)
        return None if colour is None else (colour,)
    if fill.tag == qn("a:gradFill"):
        return _stops(fill, layout)
    if fill.tag == qn("a:pattFill"):
        pair = [read_colour(fill.find(qn(name)), layout) for name in ("a:fgClr", "a:bgClr")]
        return tuple(filter(None, pair)) if all(pair) else None
    return sampled(fill, owner, share)


def _stops(fill: Any, layout: Any, own: str = "") -> Surface:
    """The colours a gradient runs through; `own` is what stands for the placeholder colour."""
    stops = [read_colour(stop, layout, own) for stop in fill.iter(qn("a:gs"))]
    known = [stop for stop in stops if stop]
    return tuple(known) if known and len(known) == len(stops) else None


def _share(whole: Rect, part: Rect) -> tuple[float, float, float, float]:
    """Where a part begins and ends in a whole, across and down, each from 0 to 1."""
    inside = part.within(whole)
    return (
        (inside.left - whole.left) / (whole.width or 1),
        (inside.top - whole.top) / (whole.height or 1),
        (inside.right - whole.left) / (whole.width or 1),
        (inside.bottom - whole.top) / (whole.height or 1),
    )


def _is_full(element: Any) -> bool:
    if element.tag == qn("p:pic"):
        return True
    frame = element.find(f"{qn('p:spPr')}/{qn('a:xfrm')}")
    shape = element.find(f"{qn('p:spPr')}/{qn('a:prstGeom')}")
    turned = frame is not None and frame.get("rot", "0") != "0"
    return shape is not None and shape.get("prst") in _FULL and not turned
