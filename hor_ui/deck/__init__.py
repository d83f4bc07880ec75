"""The deck: a view as PowerPoint slides with native, editable charts."""

from hor_ui.deck.deck import build_deck, outline, template_remarks
from hor_ui.deck.parts import (
    DEFAULT_PARTS,
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
from hor_ui.deck.template import TemplateRefusedError

__all__ = [
    "DEFAULT_PARTS",
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
