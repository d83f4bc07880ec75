"""The deck: a view as PowerPoint slides with native, editable charts."""

from hor_ui.deck.deck import build_deck, outline, template_remarks
from hor_ui.deck.template import TemplateRefusedError
from hor_ui.parts import (
    DEFAULT_PARTS,
    AgendaSlide,
    BriefSlide,
    ChangesSlide,
    ChartSlide,
    Headline,
    HowToRead,
    MeasuresSlide,
    Part,
    RecordSlide,
    Sources,
    TableSlide,
    TitleSlide,
)

__all__ = [
    "DEFAULT_PARTS",
    "AgendaSlide",
    "BriefSlide",
    "ChangesSlide",
    "ChartSlide",
    "Headline",
    "HowToRead",
    "MeasuresSlide",
    "Part",
    "RecordSlide",
    "Sources",
    "TableSlide",
    "TemplateRefusedError",
    "TitleSlide",
    "build_deck",
    "outline",
    "template_remarks",
]
