"""Build a deck: a view, the parts chosen and perhaps the organisation's template, as bytes."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from io import BytesIO
from itertools import chain
from typing import Any

from hor_ui.deck.draw import draw, try_layout
from hor_ui.deck.house import house_template
from hor_ui.deck.look import Look, read_look
from hor_ui.deck.plan import plan_slides
from hor_ui.deck.refusal import UNUSABLE, TemplateRefusedError
from hor_ui.deck.slides import Slide, Stage
from hor_ui.deck.template import open_template
from hor_ui.parts import DEFAULT_PARTS, AgendaSlide, BriefSlide, ChartSlide, Part
from hor_ui.view import View, file_title

log = logging.getLogger(__name__)


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
    with _refusing(template):
        look = _look(template)
        stage = Stage(view, look, today or date.today(), address)
        planned = plan_slides(stage, parts)
        for slide in chain.from_iterable(planned):
            draw(stage, slide)
        _set_properties(look.presentation, stage, file_title(view, _called(parts, planned)))
        return _saved(look.presentation)


def outline(
    view: View, parts: Sequence[Part] = DEFAULT_PARTS, template: bytes | None = None
) -> list[list[str]]:
    """The titles of each part's slides, as they will be with this template."""
    with _refusing(template):
        stage = Stage(view, _look(template), date.today())
        return [[planned.title for planned in slides] for slides in plan_slides(stage, parts)]


def template_remarks(template: bytes) -> tuple[str, ...]:
    """What would be adapted to this template, in sentences. A slide of each kind is tried.

    Raises TemplateRefusedError, in a sentence, where it cannot be used.
    """
    with _refusing(template):
        look = _look(template)
        for layout in (look.cover, look.plain, look.text, look.two):
            if layout is not None:
                try_layout(look, layout)
        _saved(look.presentation)
    return look.remarks


@contextmanager
def _refusing(template: bytes | None) -> Iterator[None]:
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
        raise TemplateRefusedError(UNUSABLE) from error


def _saved(presentation: Any) -> bytes:
    out = BytesIO()
    presentation.save(out)
    return out.getvalue()


def _look(template: bytes | None) -> Look:
    return read_look(open_template(house_template() if template is None else template))


def _called(parts: Sequence[Part], planned: Sequence[Sequence[Slide]]) -> str:
    """What the deck of these parts is, in a few words: of one part, what its first slide says."""
    match parts:
        case [BriefSlide(organisation)]:
            return f"Brief for {organisation}"
        case [_]:
            return planned[0][0].whole
    of_agenda = any(isinstance(part, AgendaSlide) for part in parts)
    has_charts = any(isinstance(part, ChartSlide) for part in parts)
    return "Agenda" if of_agenda and not has_charts else "Slides"


def _set_properties(presentation: Any, stage: Stage, title: str) -> None:
    cover, release = stage.view.release.cover, stage.view.release
    properties = presentation.core_properties
    made = datetime.combine(stage.today, time(12), UTC).replace(tzinfo=None)
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
