"""Decks are made beside the server, and a process that is gone is no loss."""

from datetime import date
from pathlib import Path

import pytest

from hor_data.release import Selection, read_release
from hor_exports.deck import (
    DEFAULT_PARTS,
    TemplateRefusedError,
    build_deck,
    in_background,
    make_deck,
    template_remarks,
    try_template,
)
from hor_exports.view import open_view
from tests.support.decks import slides_of
from tests.support.made_templates import standard

SHIPPED = (Path(__file__).parents[3] / "data" / "commitments.xlsx").read_bytes()
SELECTION = Selection(theme=("People-powered health",))
VIEW = open_view(read_release(SHIPPED, date(2026, 11, 25)), SELECTION)


def texts(content):
    """What stands on each slide and in its notes."""
    return [
        [shape.text_frame.text for shape in shapes if shape.has_text_frame]
        for slide in slides_of(content)
        for shapes in (slide.shapes, slide.notes_slide.shapes)
    ]


@pytest.fixture(autouse=True)
def runner():
    """The runner of decks; its process ends with the test."""
    yield in_background._RUNNER
    in_background._RUNNER.close()


def test_a_deck_made_in_the_background_is_the_deck_made_here():
    made = make_deck(VIEW, DEFAULT_PARTS, address="https://dashboard.example/overview")
    here = build_deck(VIEW, DEFAULT_PARTS, address="https://dashboard.example/overview")
    assert texts(made) == texts(here)


def test_a_template_that_is_none_is_refused_in_the_same_sentence_in_the_background():
    with pytest.raises(TemplateRefusedError) as here:
        build_deck(VIEW, DEFAULT_PARTS, b"no template")
    with pytest.raises(TemplateRefusedError) as there:
        make_deck(VIEW, DEFAULT_PARTS, b"no template")
    with pytest.raises(TemplateRefusedError) as tried:
        try_template(b"no template")
    assert str(there.value) == str(tried.value) == str(here.value)


def test_a_template_is_tried_in_the_background_with_the_same_remarks():
    template = standard()
    assert try_template(template) == template_remarks(template)


def test_a_part_that_cannot_be_handed_over_does_not_spoil_the_next_deck():
    with pytest.raises(Exception, match="pickle"):
        make_deck(VIEW, [lambda: "no part"])
    assert make_deck(VIEW, DEFAULT_PARTS)
