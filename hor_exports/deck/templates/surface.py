"""What lies behind a place on a slide: the colours of it, and whether text can be read on them."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from pptx.oxml.ns import qn

from hor_exports.deck.templates.colours import contrast_ratio, read_colour, read_theme, theme_colour
from hor_exports.deck.templates.faces import run_styles, with_masters_own
from hor_exports.deck.templates.rect import EMU_PER_POINT, Rect, SlideSheet
from hor_exports.deck.templates.sampling import sample_picture
from hor_exports.deck.xml import find
from hor_exports.palette import PAPER

# Shapes that fill the whole of the box they stand in.
_FILLING_SHAPES = ("rect", "round1Rect", "round2SameRect", "roundRect", "snip1Rect")
_FILL_TAGS = tuple(map(qn, ("a:solidFill", "a:gradFill", "a:blipFill", "a:pattFill", "a:noFill")))

# The colours behind a place; None where they cannot be told.
Surface = tuple[str, ...] | None
# Where a part begins and ends in a whole: left, top, right and bottom, each from 0 to 1.
Share = tuple[float, float, float, float]


class TemplateDrawing(NamedTuple):
    """Something a layout or its master draws: where, in which colours, and whether it fills the
    whole of its place."""

    rect: Rect
    surface: Surface
    is_full: bool


def surface_behind(layout: Any, rect: Rect, sheet: SlideSheet) -> Surface:
    """The colours on which something at this place would stand."""
    surface = _background(layout, rect, sheet)
    for drawing in template_drawings(layout, rect, sheet):
        if drawing.is_full and drawing.rect.holds(rect):
            surface = drawing.surface
        elif surface is not None and drawing.surface is not None:
            surface = (*surface, *drawing.surface)
        else:
            surface = None
    return surface


def template_drawings(layout: Any, rect: Rect, sheet: SlideSheet) -> Iterator[TemplateDrawing]:
    """What the layout and its master draw at this place, furthest back first."""
    owners = (
        (layout,) if layout._element.get("showMasterSp") == "0" else (layout.slide_master, layout)
    )
    for owner in owners:
        tree = owner._element.cSld.spTree
        for element, place in _shapes(tree, Rect(0.0, 0.0, 1.0, 1.0), sheet):
            if place.meets(rect):
                fill = _seen_fill(element)
                if fill is not None:
                    surface = _fill_surface(fill, owner, layout, _relative_place(place, rect))
                    yield TemplateDrawing(place, surface, _fills_its_box(element))


def is_legible(colour: str, surface: Surface, least: float) -> bool:
    """Whether text of this colour stands off all of a surface, so many to 1."""
    return surface is not None and all(
        contrast_ratio(colour, behind) >= least for behind in surface
    )


def placeholder_text_colour(holder: Any, layout: Any) -> str:
    """The colour in which a placeholder of a layout would write, as the template has it."""
    fills = (find(style, "a:solidFill") for style in run_styles(holder, layout))
    colours = (read_colour(fill, layout) for fill in fills)
    return next(filter(None, colours), theme_colour("tx1", layout))


def placeholder_surface(holder: Any, layout: Any, rect: Rect, sheet: SlideSheet) -> Surface:
    """The colours behind a placeholder's text: its fill, or else what lies behind it. One that says
    that it has no fill does not take the master's."""
    owners = with_masters_own(holder, layout)[:2]
    fills = (_fill_of(find(owner._element, "p:spPr")) for owner in owners)
    fill = next((fill for fill in fills if fill is not None), None)
    if fill is None or fill.tag == qn("a:noFill"):
        return surface_behind(layout, rect, sheet)
    return _fill_surface(fill, layout, layout, (0, 0, 1, 1))


def _background(layout: Any, rect: Rect, sheet: SlideSheet) -> Surface:
    for owner in (layout, layout.slide_master):
        given = find(owner._element.cSld, "p:bg")
        if given is None:
            continue
        properties = find(given, "p:bgPr")
        if properties is None:
            return _background_of_theme(find(given, "p:bgRef"), layout)
        fill = _fill_of(properties)
        if fill is None:
            return None
        return _fill_surface(fill, owner, layout, _relative_place(sheet.rect, rect))
    return (PAPER,)


def _background_of_theme(reference: Any, layout: Any) -> Surface:
    """A background named by its number in the theme, in the colour named with it."""
    fills = find(read_theme(layout.slide_master), ".//a:bgFillStyleLst")
    # The theme's backgrounds are numbered from 1001.
    place = int(reference.get("idx", "0")) - 1001
    own = read_colour(reference, layout)
    if not 0 <= place < len(fills) or own is None:
        return None
    if fills[place].tag == qn("a:solidFill"):
        return (own,)
    is_gradient = fills[place].tag == qn("a:gradFill")
    return _gradient_surface(fills[place], layout, own) if is_gradient else None


def _shapes(tree: Any, space: Rect, sheet: SlideSheet) -> Iterator[tuple[Any, Rect]]:
    """Each shape that is no placeholder, with its place; those in groups where they really are.

    `space` is where a group begins, and how many times as wide and high its shapes are drawn.
    """
    for element in tree:
        if find(element, ".//p:nvPr/p:ph") is not None:
            continue
        is_group = element.tag == qn("p:grpSp")
        frame = find(element, "p:grpSpPr/a:xfrm" if is_group else "p:spPr/a:xfrm")
        if find(frame, "a:off") is None:
            continue
        given = _frame(frame, "a:off", "a:ext")
        place = Rect(
            space.left + given.left * space.width,
            space.top + given.top * space.height,
            given.width * space.width,
            given.height * space.height,
        )
        if not is_group:
            yield element, Rect(*(length / EMU_PER_POINT / sheet.factor for length in place))
            continue
        inner = _frame(frame, "a:chOff", "a:chExt")
        wider, higher = place.width / (inner.width or 1), place.height / (inner.height or 1)
        left, top = place.left - inner.left * wider, place.top - inner.top * higher
        yield from _shapes(element, Rect(left, top, wider, higher), sheet)


def _frame(frame: Any, start: str, size: str) -> Rect:
    """A place in EMU; all zeros where it is not given."""
    first, second = find(frame, start), find(frame, size)
    if first is None or second is None:
        return Rect(0.0, 0.0, 0.0, 0.0)
    lengths = (first.get("x"), first.get("y"), second.get("cx"), second.get("cy"))
    return Rect(*map(float, lengths))


def _seen_fill(element: Any) -> Any:
    """What fills a shape; None where it is not seen, as lines and empty boxes are not."""
    if element.tag == qn("p:pic"):
        return find(element, "p:blipFill")
    if element.tag != qn("p:sp"):
        return None
    fill = _fill_of(find(element, "p:spPr"))
    if fill is None:
        reference = find(element, "p:style/a:fillRef")
        is_filled = reference is not None and reference.get("idx") not in (None, "0")
        return reference if is_filled else None
    return None if fill.tag == qn("a:noFill") else fill


def _fill_of(properties: Any) -> Any:
    if properties is None:
        return None
    return next((child for child in properties if child.tag in _FILL_TAGS), None)


def _fill_surface(fill: Any, owner: Any, layout: Any, share: Share) -> Surface:
    """The colours of a fill; of a picture those of the share that is stood on."""
    if find(fill, ".//a:alpha") is not None:
        return None
    if fill.tag in (qn("a:solidFill"), qn("a:fillRef")):
        colour = read_colour(fill, layout)
        return None if colour is None else (colour,)
    if fill.tag == qn("a:gradFill"):
        return _gradient_surface(fill, layout)
    if fill.tag == qn("a:pattFill"):
        pair = [read_colour(find(fill, tag), layout) for tag in ("a:fgClr", "a:bgClr")]
        return tuple(filter(None, pair)) if all(pair) else None
    return sample_picture(fill, owner, share)


def _gradient_surface(fill: Any, layout: Any, own: str = "") -> Surface:
    """The colours a gradient runs through; `own` is what stands for the placeholder colour."""
    stops = [read_colour(stop, layout, own) for stop in fill.iter(qn("a:gs"))]
    return tuple(filter(None, stops)) if stops and all(stops) else None


def _relative_place(whole: Rect, part: Rect) -> Share:
    inside = part.within(whole)
    wide, high = whole.width or 1, whole.height or 1
    left, top = inside.left - whole.left, inside.top - whole.top
    return left / wide, top / high, (left + inside.width) / wide, (top + inside.height) / high


def _fills_its_box(element: Any) -> bool:
    if element.tag == qn("p:pic"):
        return True
    frame, shape = find(element, "p:spPr/a:xfrm"), find(element, "p:spPr/a:prstGeom")
    is_turned = frame is not None and frame.get("rot", "0") != "0"
    return shape is not None and shape.get("prst") in _FILLING_SHAPES and not is_turned
