"""Places on a slide, in points of the sheet that slides are planned on."""

from typing import Any, NamedTuple

from pptx.util import Pt

# The sheet of 13.33 by 7.5 inches that every size in this package is meant for.
SHEET_WIDTH, SHEET_HEIGHT = 960.0, 540.0
SMALLEST_TYPE = 12.0
EMU_PER_POINT = 12_700


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

    @property
    def area(self) -> float:
        """How much it covers; nothing where it is turned inside out."""
        return max(self.width, 0.0) * max(self.height, 0.0)

    def below(self, down: float) -> "Rect":
        """What is left of it under so many points at its top."""
        return self._replace(top=self.top + down, height=self.height - down)

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

    def within(self, other: "Rect") -> "Rect":
        """The part of it that lies in the other."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        right, bottom = min(self.right, other.right), min(self.bottom, other.bottom)
        return Rect(left, top, right - left, bottom - top)

    def clear_of(self, other: "Rect", gap: float) -> "Rect":
        """The largest part of it above, below, left or right of the other, this far off."""
        if not self.meets(other):
            return self
        above = self._replace(height=other.top - gap - self.top)
        below = Rect(self.left, other.bottom + gap, self.width, self.bottom - other.bottom - gap)
        before = self._replace(width=other.left - gap - self.left)
        after = Rect(other.right + gap, self.top, self.right - other.right - gap, self.height)
        return max((below, above, before, after), key=lambda rect: rect.area)


class SlideSheet(NamedTuple):
    """What slides are planned on: its size in points, and how many points of the template's own
    slides one of its points is.

    Slides of any size are planned as if as roomy as 13.33 by 7.5 inches, so that a deck has about
    as many slides in every template; what is drawn is brought to the template's size at the end.
    """

    width: float
    height: float
    factor: float
    smallest: float

    @property
    def rect(self) -> Rect:
        """The whole sheet."""
        return Rect(0, 0, self.width, self.height)

    def to_slide(self, rect: Rect) -> Rect:
        """A place on the sheet, in points of the template's own slides."""
        return Rect(*(points * self.factor for points in rect))

    def place(self, shape: Any) -> Rect | None:
        """Where a shape of the template stands on the sheet; None where it does not say."""
        places = (shape.left, shape.top, shape.width, shape.height)
        if None in places:
            return None
        return Rect(*(place / EMU_PER_POINT / self.factor for place in places))


def slide_sheet(wide: float, high: float) -> SlideSheet:
    """The sheet for slides of this size in points.

    A slide as wide for its height as ours gets exactly our proportions. On one that is narrower
    type is smaller for its height, so that as much stands on it, yet never smaller than the
    smallest type on ours.
    """
    factor = min((wide * high / (SHEET_WIDTH * SHEET_HEIGHT)) ** 0.5, high / SHEET_HEIGHT)
    smallest = SMALLEST_TYPE * min(wide, high) / SHEET_HEIGHT / factor
    return SlideSheet(wide / factor, high / factor, factor, max(smallest, SMALLEST_TYPE))


def place_shape(shape: Any, rect: Rect) -> None:
    """Put a shape at this place."""
    shape.left, shape.top, shape.width, shape.height = map(Pt, rect)
