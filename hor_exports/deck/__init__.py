"""The deck: a view as PowerPoint slides with native, editable charts."""

from hor_exports.deck.deck import build_deck, deck_outline, template_remarks
from hor_exports.deck.in_background import make_deck, start_making, try_template
from hor_exports.deck.parts import (
    COVER_PART,
    DEFAULT_PARTS,
    HEADLINE_PART,
    MEASURES_PART,
    SCALE_PART,
    SOURCES_PART,
    TABLE_PART,
    Part,
    agenda_part,
    brief_part,
    changes_part,
    chart_part,
    drawn_chart_part,
    matrix_part,
    record_part,
    trend_part,
)
from hor_exports.deck.templates.template import LARGEST_TEMPLATE, TemplateRefusedError
