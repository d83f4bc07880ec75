"""Record slides: one commitment on one slide, readable, and nothing of it lost."""

from datetime import date

import pytest

from hor_data.release import Selection, read_record, read_release
from hor_exports.deck import build_deck, record_part
from hor_exports.view import open_view
from tests.support.books import BODY, GOOD, UPDATE, book
from tests.support.decks import faults, slides_of
from tests.support.made_templates import USABLE
from tests.support.screens import ROOT

RELEASE = read_release((ROOT / "data/commitments.xlsx").read_bytes(), date(2026, 11, 22))
REFS = list(RELEASE.commitments["Ref"])
# The size of slides on which 14 points are 14 points, and of smaller ones as a share of it.
DESIGNS = {"ours": 1.0, "4:3": 0.866, "10 by 5.63 inches": 0.75, "dark": 1.0}


@pytest.fixture(scope="module", params=DESIGNS)
def design(request):
    return request.param


@pytest.fixture(scope="module")
def slides(design):
    """The slides of all commitments, one a slide."""
    template = USABLE[design]() if design in USABLE else None
    content = build_deck(open_view(RELEASE, Selection()), tuple(map(record_part, REFS)), template)
    assert faults(content) == []
    return slides_of(content)


def columns_of(slide):
    """The text of the columns, from the left."""
    known = ("Source", "Facts", "Status", "Slide Number", "Decoration")
    boxes = [
        shape
        for shape in slide.shapes
        if shape.has_text_frame
        and shape._element is not slide.shapes.title._element
        and not shape.name.startswith(known)
    ]
    return sorted(boxes, key=lambda box: box.left)


def test_every_commitment_has_one_slide(slides):
    titles = [slide.shapes.title.text for slide in slides]
    assert [title.partition(":")[0] for title in titles] == REFS


def test_the_promise_is_on_the_left_and_what_is_reported_on_the_right(slides):
    for slide in slides:
        left, right = (box.text_frame.text for box in columns_of(slide))
        assert left.startswith("The promise\n")
        assert "\nWhy this status, in our reading\n" in left
        assert right.startswith("What has been reported\n")


def test_no_text_of_a_record_is_smaller_than_14_points(slides, design):
    for slide in slides:
        for box in columns_of(slide):
            runs = (run for text in box.text_frame.paragraphs for run in text.runs)
            assert min(run.font.size.pt for run in runs) >= 14 * DESIGNS[design] - 0.02


def test_nothing_of_a_record_is_lost(slides):
    for slide, position in zip(slides, range(len(REFS)), strict=True):
        record = read_record(RELEASE, position)
        shown = "\n".join(box.text_frame.text for box in columns_of(slide))
        notes = slide.notes_slide.notes_text_frame.text
        is_cut = "(whole text in the notes)" in shown
        texts = [record.commitment, record.why, *record.asks]
        texts += [part for update in record.updates for part in (update.text, *update.quotations)]
        for text in texts:
            for line in filter(None, map(str.strip, text.splitlines())):
                assert line in (notes if is_cut else shown), record.ref


def test_a_long_text_is_cut_at_the_end_of_a_sentence_and_whole_in_the_notes():
    promise = " ".join(f"Meeting {number} of the board is to be held." for number in range(1, 61))
    row = GOOD | {"Commitment": promise, "Why this status": "Few were held."}
    release = read_release(book(row, Updates=[UPDATE], Organisations=[BODY]), date(2026, 11, 22))
    (slide,) = slides_of(build_deck(open_view(release, Selection()), (record_part("C1"),)))
    left, right = (box.text_frame.text for box in columns_of(slide))
    _, shown, *why = left.splitlines()
    assert shown.endswith(" of the board is to be held. … (whole text in the notes)")
    assert promise.startswith(shown.removesuffix(" … (whole text in the notes)"))
    assert why == ["Why this status, in our reading", "Few were held."]
    assert right.splitlines()[:2] == ["What has been reported", "2022: One was held."]
    notes = slide.notes_slide.notes_text_frame.text
    assert "The slide has not room for all of the text. Here is the whole of it.\n" in notes
    assert promise in notes


def test_a_record_of_many_updates_is_one_slide_and_all_of_them_are_in_its_notes():
    months = [f"{2010 + number // 12}-{number % 12 + 1:02}" for number in range(100)]
    updates = [UPDATE | {"As at": month, "Update": f"Meeting of {month}."} for month in months]
    release = read_release(book(GOOD, Updates=updates, Organisations=[BODY]), date(2026, 11, 22))
    content = build_deck(open_view(release, Selection()), (record_part("C1"),))
    assert faults(content) == []
    (slide,) = slides_of(content)
    notes = slide.notes_slide.notes_text_frame.text
    assert all(f"Meeting of {month}." in notes for month in months)
    assert "(whole text in the notes)" in columns_of(slide)[1].text_frame.text
