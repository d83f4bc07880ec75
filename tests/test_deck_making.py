"""Decks are made beside the server, and a maker that is gone is no loss."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from hor_data.release import read_release
from hor_data.selection import Selection
from hor_ui.deck import DEFAULT_PARTS, TemplateRefusedError, build_deck, making
from hor_ui.deck.making import end_process, get_ready, make_deck
from hor_ui.view import open_view
from tests.decks import slides_of

SHIPPED = (Path(__file__).parent.parent / "data" / "commitments.xlsx").read_bytes()
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
def process():
    """The process that makes the decks of a test; it ends with it."""
    get_ready()
    yield making._RUNNING[0]
    end_process()


def test_a_deck_made_beside_is_the_deck_made_here():
    made = make_deck(VIEW, DEFAULT_PARTS, address="https://dashboard.example/overview")
    here = build_deck(VIEW, DEFAULT_PARTS, address="https://dashboard.example/overview")
    assert texts(made) == texts(here)


def test_one_process_makes_one_deck_after_another(process):
    make_deck(VIEW, DEFAULT_PARTS)
    make_deck(VIEW, DEFAULT_PARTS)
    assert [process] == making._RUNNING
    assert process.poll() is None


def test_a_template_that_is_none_is_refused_in_the_same_sentence_beside():
    with pytest.raises(TemplateRefusedError) as here:
        build_deck(VIEW, DEFAULT_PARTS, b"no template")
    with pytest.raises(TemplateRefusedError) as beside:
        make_deck(VIEW, DEFAULT_PARTS, b"no template")
    assert str(beside.value) == str(here.value)


def test_a_process_that_was_killed_is_begun_again(process):
    process.kill()
    process.wait()
    assert make_deck(VIEW, DEFAULT_PARTS)
    assert [process] != making._RUNNING


def test_a_question_that_cannot_be_asked_does_not_spoil_the_next(process):
    with pytest.raises(RuntimeError, match="was not made"):
        make_deck(VIEW, [lambda: "no part"])
    assert make_deck(VIEW, DEFAULT_PARTS)


def test_the_process_ends_when_nothing_more_can_be_asked():
    command = [sys.executable, "-m", "hor_ui.deck.making"]
    assert subprocess.run(command, stdin=subprocess.DEVNULL, timeout=60, check=True).returncode == 0
