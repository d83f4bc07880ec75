"""Build a deck: a view, the parts chosen and perhaps the organisation's template, as bytes."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from io import BytesIO
from itertools import chain
from typing import Any

from hor_data.shipped import shipped_file
from hor_exports.deck.drawing.presentation import draw_slide, try_layout
from hor_exports.deck.parts import DEFAULT_PARTS, Part, plan_parts
from hor_exports.deck.planning.slides import DeckContext, PlannedSlide
from hor_exports.deck.templates.look import Look, read_look
from hor_exports.deck.templates.refusal import TEMPLATE_UNUSABLE, TemplateRefusedError
from hor_exports.deck.templates.template import open_template
from hor_exports.view import View, file_title

log = logging.getLogger(__name__)
# The design where no template is given: `make data` builds it (tools/build_slides.py).
DEFAULT_DESIGN = shipped_file("slides.potx")


def build_deck(
    view: View,
    parts: Sequence[Part] = DEFAULT_PARTS,
    template: bytes | None = None,
    *,
    today: date | None = None,
    address: str = "",
) -> bytes:
    """The deck as a .pptx file.

    `address` is the dashboard's own, for the links in the notes; what it asks for, such as a
    release, stays in them. `today` is the day on which the slides are made.
    Raises TemplateRefusedError, in a sentence, where the template cannot be used.
    """
    with _refusing_template(template):
        look = _read_template_look(template)
        deck = DeckContext(view, look, today or date.today(), address)
        planned = plan_parts(deck, parts)
        for slide in chain.from_iterable(planned):
            draw_slide(deck, slide)
        _set_properties(look.presentation, deck, file_title(view, _deck_title(parts, planned)))
        return _presentation_bytes(look.presentation)


def deck_outline(
    view: View, parts: Sequence[Part] = DEFAULT_PARTS, template: bytes | None = None
) -> list[list[str]]:
    """The titles of each part's slides, as they will be with this template."""
    with _refusing_template(template):
        deck = DeckContext(view, _read_template_look(template), date.today())
        return [[planned.title for planned in slides] for slides in plan_parts(deck, parts)]


def template_remarks(template: bytes) -> tuple[str, ...]:
    """What would be adapted to this template, in sentences. A slide of each kind is tried.

    Raises TemplateRefusedError, in a sentence, where it cannot be used.
    """
    with _refusing_template(template):
        look = _read_template_look(template)
        for layout in (look.cover, look.plain, look.text, look.two):
            if layout is not None:
                try_layout(look, layout)
        _presentation_bytes(look.presentation)
    return look.remarks


@contextmanager
def _refusing_template(template: bytes | None) -> Iterator[None]:
    """Refuse, in a sentence, a template on which drawing fails; why goes to the log."""
    try:
        yield
    except TemplateRefusedError:
        raise
    # Other people's templates break in ways that nobody has thought of.
    except Exception as error:
        if template is None:
            raise
        log.exception("No slides can be made with a template")
        raise TemplateRefusedError(TEMPLATE_UNUSABLE) from error


def _presentation_bytes(presentation: Any) -> bytes:
    out = BytesIO()
    presentation.save(out)
    return out.getvalue()


def _read_template_look(template: bytes | None) -> Look:
    return read_look(open_template(DEFAULT_DESIGN.read_bytes() if template is None else template))


def _deck_title(parts: Sequence[Part], planned: Sequence[Sequence[PlannedSlide]]) -> str:
    """What the deck of these parts is, in a few words: of one part, what its first slide says."""
    kinds = [part.kind for part in parts]
    if kinds == ["brief"]:
        return f"Brief for {parts[0].arguments[0]}"
    if len(parts) == 1:
        return planned[0][0].whole
    return "Agenda" if "agenda" in kinds and "chart" not in kinds else "Slides"


def _set_properties(presentation: Any, deck: DeckContext, title: str) -> None:
    cover, release = deck.view.release.cover, deck.view.release
    properties = presentation.core_properties
    made = datetime.combine(deck.today, time(12), UTC).replace(tzinfo=None)
    properties.title = title
    properties.author = (cover.get("publisher", "") or "Not stated")[:250]
    properties.last_modified_by = properties.author
    properties.subject = f"Release: {release.name}"[:250] if release.name else "Commitments"
    properties.keywords = "commitments; statuses; health inequalities"
    properties.comments = (cover.get("licence", ""))[:250]
    properties.language = "en-GB"
    properties.category = "Slides"
    properties.created = properties.modified = made
    properties.revision = 1
