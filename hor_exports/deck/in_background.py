"""Decks made, and templates tried, in the background runner."""

from collections.abc import Sequence

from hor_data.background import Bounds, Runner
from hor_exports.deck.deck import build_deck, template_remarks
from hor_exports.deck.parts import Part
from hor_exports.deck.templates.refusal import TemplateRefusedError
from hor_exports.view import View

# Commitments. Sending a larger release to the process takes longer than making its deck there.
LARGEST_TO_HAND_OVER = 20_000  # commitments
# A deck of 46 commitments, one a slide, takes some 3 seconds and 10 MB.
BOUNDS = Bounds(seconds=120, megabytes=512)
_RUNNER = Runner(
    "hor_exports.deck.deck", "Waiting until another deck has been made", (TemplateRefusedError,)
)


def make_deck(
    view: View, parts: Sequence[Part], template: bytes | None = None, address: str = ""
) -> bytes:
    """As `build_deck`, in a process of its own. Raises TemplateRefusedError or TaskFailedError."""
    if len(view.release.commitments) > LARGEST_TO_HAND_OVER:
        return build_deck(view, parts, template, address=address)
    return _RUNNER.run(_deck, view, parts, template, address, bounds=BOUNDS)


def try_template(template: bytes) -> tuple[str, ...]:
    """As `template_remarks`, in a process of its own."""
    return _RUNNER.run(template_remarks, template, bounds=BOUNDS)


def start_making() -> None:
    """Start the process, so that the first deck need not wait for it."""
    _RUNNER.start()


def _deck(view: View, parts: Sequence[Part], template: bytes | None, address: str) -> bytes:
    return build_deck(view, parts, template, address=address)
