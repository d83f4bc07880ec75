"""The look of a deck: which layout does what, where there is room, in which fonts and colours."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml.ns import qn

from hor_ui.deck.colours import (
    Colours,
    background_of,
    colours_on,
    read_colour,
    theme_colour,
    theme_of,
)
from hor_ui.deck.fitting import Face, font_runs
from hor_ui.deck.template import TemplateRefusedError
from hor_ui.palette import PAPER

TITLES = (KIND.TITLE, KIND.CENTER_TITLE, KIND.VERTICAL_TITLE)
BODIES = (KIND.BODY, KIND.OBJECT)
FURNITURE = (KIND.DATE, KIND.FOOTER, KIND.SLIDE_NUMBER)
LEAST_ROOM = (300.0, 200.0)
GAP = 14.0


class Rect(NamedTuple):
    """A place on a slide, in points."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends across."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Where it ends down."""
        return self.top + self.height

    def meets(self, other: "Rect") -> bool:
        """Whether the two share more than an edge."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 1 and down > 1

    def holds(self, other: "Rect") -> bool:
        """Whether the other lies in it."""
        return (
            self.left <= other.left + 1
            and self.top <= other.top + 1
            and self.right >= other.right - 1
            and self.bottom >= other.bottom - 1
        )


@dataclass(frozen=True)
class Look:
    """A template mapped: its layouts by what they do, the room in them, fonts and colours.

    `plain` bears a title and what we draw; `text` a title and one body; `two` a title and two.
    `panel` says that charts and tables stand on white; `remarks` what was adapted, in sentences.
    """

    presentation: Any
    cover: Any
    plain: Any
    text: Any
    two: Any
    body: Rect
    inset: float
    face: Face
    title_face: Face
    shouts: bool
    colours: Colours
    panel: bool
    accent: str
    remarks: tuple[str, ...]


def read_look(presentation: Any) -> Look:
    """Map a template by the types of its placeholders.

    Raises TemplateRefusedError where no layout has a title.
    """
    layouts = [one for master in presentation.slide_masters for one in master.slide_layouts]
    titled = [one for one in layouts if _title(one) is not None]
    if not titled:
        raise TemplateRefusedError(
            "No layout of the template has a title. In PowerPoint's Slide Master view, add a "
            "layout with a title and one with a title and content."
        )
    slide = Rect(0, 0, presentation.slide_width.pt, presentation.slide_height.pt)
    text = next(iter(sorted(_with_bodies(titled, 1), key=_is_not("obj"))), None)
    plain = next(iter(sorted(_with_bodies(titled, 0), key=_is_not("titleOnly"))), text)
    plain = plain or titled[0]
    body = _room(text or plain, slide)
    if _title_rect(plain).meets(body):
        plain = text or plain
        body = _room(plain, slide) if _title_rect(plain).meets(body) else body
    if body.width < LEAST_ROOM[0] or body.height < LEAST_ROOM[1]:
        raise TemplateRefusedError(
            "The template's content layouts leave too little room for a chart. Make the content "
            "placeholder at least 4.2 by 2.8 inches."
        )
    two = [one for one in _with_bodies(titled, 2) if not _title_rect(one).meets(body)]
    covers = [one for one in titled if _is_cover(one)]
    colours, panel = _colours(plain, body)
    remarks = [] if covers else ["The template has no title slide, so a content slide opens."]
    if panel:
        remarks.append(
            "The template’s background is not one plain colour on which the status colours stand "
            "out, so charts and tables stand on a white panel."
        )
    elif colours.adjusted:
        remarks.append(
            "Status colours were adjusted to stand out, 3 to 1, from the template’s background."
        )
    style = plain.slide_master._element.find(f"{qn('p:txStyles')}/{qn('p:titleStyle')}")
    accent = theme_colour("tx2", plain)
    inset = _inset(plain)
    return Look(
        presentation=presentation,
        cover=sorted(covers, key=_is_not("title"))[0] if covers else (text or plain),
        plain=plain,
        text=text if text is not None and not _title_rect(text).meets(body) else None,
        two=two[0] if two else None,
        body=Rect(body.left + inset, body.top, body.width - 2 * inset, body.height),
        inset=inset,
        face=Face(18.0, runs=font_runs(_typeface(plain, "minorFont"))),
        title_face=Face(28.0, _says(style, "b", "1"), font_runs(_typeface(plain, "majorFont"))),
        shouts=_says(style, "cap", "all"),
        colours=colours,
        panel=panel,
        accent=accent,
        remarks=tuple(remarks),
    )


def rect_of(shape: Any) -> Rect | None:
    """Where a shape stands; None where it does not say."""
    places = (shape.left, shape.top, shape.width, shape.height)
    return None if None in places else Rect(*(one.pt for one in places))


def title_of(layout: Any) -> Rect:
    """Where a layout's title stands."""
    return _title_rect(layout)


def _title(layout: Any) -> Any:
    found = (one for one in layout.placeholders if one.placeholder_format.type in TITLES)
    return next((one for one in found if rect_of(one)), None)


def _title_rect(layout: Any) -> Rect:
    return rect_of(_title(layout)) or Rect(0, 0, 0, 0)


def _bodies(layout: Any) -> list[Any]:
    return [one for one in layout.placeholders if one.placeholder_format.type in BODIES]


def _with_bodies(layouts: list[Any], number: int) -> list[Any]:
    """Layouts with a title, so many bodies and nothing else to fill."""
    return [
        one
        for one in layouts
        if len(_bodies(one)) == number
        and not _is_cover(one)
        and all(body.has_text_frame and rect_of(body) for body in _bodies(one))
        and all(
            holder.placeholder_format.type in (*TITLES, *BODIES, *FURNITURE)
            for holder in one.placeholders
        )
        and one._element.get("type") not in ("secHead", "vertTx", "vertTitleAndTx")
    ]


def _is_cover(layout: Any) -> bool:
    kinds = [one.placeholder_format.type for one in layout.placeholders]
    return layout._element.get("type") == "title" or KIND.CENTER_TITLE in kinds


def _is_not(kind: str) -> Any:
    return lambda layout: layout._element.get("type") != kind


def _room(layout: Any, slide: Rect) -> Rect:
    """The body placeholder's place, or else the larger space above or below the title."""
    bodies = _bodies(layout)
    rect = rect_of(bodies[0]) if bodies else None
    if rect and slide.holds(rect) and not rect.meets(_title_rect(layout)):
        return rect
    title = _title_rect(layout)
    floor = slide.height - 36
    for one in [*layout.placeholders, *layout.slide_master.placeholders]:
        place = rect_of(one)
        if one.placeholder_format.type in FURNITURE and place and place.top > slide.height / 2:
            floor = min(floor, place.top - 4)
    left = max(title.left, 24)
    width = min(title.width, slide.width - left - 24)
    above = Rect(left, 36, width, title.top - 36 - GAP)
    below = Rect(left, title.bottom + GAP, width, floor - title.bottom - GAP)
    return max(above, below, key=lambda one: one.height)


def _colours(layout: Any, body: Rect) -> tuple[Colours, bool]:
    background = background_of(layout)
    for shape in _drawn(layout):
        place = rect_of(shape)
        if place and place.meets(body):
            fill = shape._element.find(f"{qn('p:spPr')}/{qn('a:solidFill')}")
            covers = place.holds(body) and fill is not None
            background = read_colour(fill, layout) if covers else None
    found = colours_on(background, theme_colour("tx1", layout)) if background else None
    plain = colours_on(PAPER)
    assert plain is not None
    return (found, False) if found else (plain, True)


def _drawn(layout: Any) -> Iterator[Any]:
    """What the layout and its master draw themselves, furthest back first."""
    owners = (
        (layout,) if layout._element.get("showMasterSp") == "0" else (layout.slide_master, layout)
    )
    for owner in owners:
        yield from (shape for shape in owner.shapes if not shape.is_placeholder)


def _typeface(layout: Any, name: str) -> str:
    """The typeface of titles or bodies: the master's own, or else the theme's."""
    style = "p:titleStyle" if name == "majorFont" else "p:bodyStyle"
    path = f"{qn('p:txStyles')}/{qn(style)}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}/{qn('a:latin')}"
    named = layout.slide_master._element.find(path)
    if named is not None and not named.get("typeface", "+").startswith("+"):
        return str(named.get("typeface"))
    font = theme_of(layout.slide_master).find(f".//{qn('a:' + name)}/{qn('a:latin')}")
    return "" if font is None else font.get("typeface", "")


def _inset(layout: Any) -> float:
    """How far a title's words stand from its box, so that all else can stand under them."""
    holders = [_title(layout), *layout.slide_master.placeholders]
    for holder in (one for one in holders if one.placeholder_format.type in TITLES):
        given = holder._element.txBody.find(qn("a:bodyPr")).get("lIns")
        if given is not None:
            return min(int(given) / 12_700, 30.0)
    return 7.2


def _says(style: Any, attribute: str, value: str) -> bool:
    if style is None:
        return False
    run = style.find(f"{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
    return run is not None and run.get(attribute) == value
