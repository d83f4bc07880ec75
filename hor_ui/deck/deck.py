"""Build a deck: a view, the parts chosen and perhaps the organisation's template, as bytes."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

from hor_ui.deck.draw import draw
from hor_ui.deck.house import house_template
from hor_ui.deck.look import Look, read_look
from hor_ui.deck.plan import plan_slides
from hor_ui.deck.slides import Stage
from hor_ui.deck.template import open_template
from hor_ui.parts import DEFAULT_PARTS, AgendaSlide, BriefSlide, ChartSlide, Part
from hor_ui.view import View, file_title, status_chart


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
    look = _look(template)
    stage = Stage(view, look, today or date.today(), address)
    for slides in plan_slides(stage, parts):
        for planned in slides:
            draw(stage, planned)
    _set_properties(look.presentation, stage, file_title(view, _called(stage, parts)))
    out = BytesIO()
    look.presentation.save(out)
    return out.getvalue()


def outline(
    view: View, parts: Sequence[Part] = DEFAULT_PARTS, template: bytes | None = None
) -> list[list[str]]:
    """The titles of each part's slides, as they will be with this template."""
    stage = Stage(view, _look(template), date.today())
    return [[planned.title for planned in slides] for slides in plan_slides(stage, parts)]


def template_remarks(template: bytes) -> tuple[str, ...]:
    """What would be adapted to this template, in sentences.

    Raises TemplateRefusedError, in a sentence, where it cannot be used.
    """
    return _look(template).remarks


def _look(template: bytes | None) -> Look:
    return read_look(open_template(house_template() if template is None else template))


def _called(stage: Stage, parts: Sequence[Part]) -> str:
    """What the deck of these parts is, in a few words: of one part, what that says."""
    match parts:
        case [BriefSlide(organisation)]:
            return f"Brief for {organisation}"
        case [ChartSlide(field)] if stage.view.chosen.any():
            return status_chart(stage.view, field).title
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
