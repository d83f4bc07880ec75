"""Three releases with known differences: every sentence, page and file tells exactly those."""

from collections import Counter
from io import BytesIO

import pytest
from pptx import Presentation

from hor_data.changes import commitment_history, compare_releases, tally_changes
from hor_data.release import Selection
from hor_data.store import list_entries
from hor_data.words import say_count
from hor_exports.brief import build_brief
from hor_exports.compared import compare_view
from hor_exports.deck import build_deck, changes_part
from hor_exports.view import open_view
from hor_web import publications as page_release
from tests.support.screens import (
    charts,
    markup,
    opened,
    words,
)
from tests.support.three_releases import (
    ADDED,
    GONE,
    MOVED,
    NOW,
    REPORTED,
    REWORDED,
    WAS,
    published,
    three,
    three_read,
)

RELEASES = three_read()
FIRST_TO_THIRD = (
    "7 commitments moved forward, 2 moved back, 2 became clear, 1 became unclear, 5 were newly "
    "reported on, 35 went quiet, 3 were reworded, 2 were added and 1 was removed."
)
BACKWARDS = (
    "2 commitments moved forward, 7 moved back, 1 became clear, 2 became unclear, 5 had "
    "fewer updates, 3 were reworded, 1 was added and 2 were removed."
)
MOVED_FIRST = "7 commitments moved forward and 2 moved back."
NEW_NAME = " 1 organisation has a new name."
PEOPLE = {"theme": ("People-powered health",)}


def compared(before, after, **selection):
    return compare_view(RELEASES[before], open_view(RELEASES[after], Selection(**selection)))


def of_kind(changes, *kinds):
    return {one.ref for one in changes if one.kind in kinds}


@pytest.fixture
def dashboard(monkeypatch, tmp_path):
    with published(monkeypatch, tmp_path, three()):
        yield


@pytest.fixture
def one_release(monkeypatch, tmp_path):
    with published(monkeypatch, tmp_path, three()[:1]):
        yield


@pytest.mark.parametrize("page", ["explore", "what_changed", "roundtable"])
def test_a_page_asks_the_store_once_which_releases_there_are(dashboard, monkeypatch, page):
    opened(page)
    asked = []
    monkeypatch.setattr(
        page_release, "list_entries", lambda store: asked.append(1) or list_entries(store)
    )
    app = opened()
    asked.clear()
    app.switch_page(f"pages/{page}.py").run()
    assert asked == [1]


# What is told of the three


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (0, 2, FIRST_TO_THIRD + NEW_NAME),
        (
            0,
            1,
            "4 commitments moved forward, 1 moved back, 1 became clear, 1 became unclear, 3 were "
            "newly reported on, 36 went quiet, 2 were reworded, 1 was added and 1 was removed.",
        ),
        (
            1,
            2,
            "3 commitments moved forward, 1 moved back, 1 became clear, 2 were newly reported "
            "on, 38 went quiet, 1 was reworded and 1 was added." + NEW_NAME,
        ),
        (2, 0, f"{BACKWARDS} 1 organisation had another name."),
        (1, 1, "Nothing differs between the two releases."),
    ],
    ids=["first to third", "first to second", "second to third", "backwards", "itself"],
)
def test_one_sentence_tells_what_changed(before, after, said):
    assert compared(before, after).sentence == said


def test_each_change_is_told_once_and_no_other():
    changes = compared(0, 2).changes
    moved = MOVED[0] | MOVED[1]
    moves = {one.ref: one.after for one in changes if one.field == "Status"}
    assert moves == moved
    assert len(moves) == 12
    assert of_kind(changes, "Newly reported") == {*REPORTED[0], *REPORTED[1]}
    assert of_kind(changes, "Reworded promise") == {*REWORDED[0], *REWORDED[1]}
    assert of_kind(changes, "Added") == {ref for ref, _ in ADDED}
    assert of_kind(changes, "Removed") == {GONE}
    assert of_kind(changes, "Changed") == set()
    renamed = [change for change in changes if change.kind == "Renamed"]
    assert [(change.before, change.after) for change in renamed] == [(WAS, NOW)]


def test_who_went_quiet_is_everyone_else_who_is_not_complete():
    third = RELEASES[2]
    rows = zip(third.commitments["Ref"], third.commitments["Status"], strict=True)
    expected = {ref for ref, status in rows if status != "Complete"}
    expected -= {*REPORTED[0], *REPORTED[1], *(ref for ref, _ in ADDED)}
    assert of_kind(compared(0, 2).changes, "Gone quiet") == expected


@pytest.mark.parametrize(
    ("selection", "said"),
    [
        (
            PEOPLE,
            "1 commitment moved forward, 1 became unclear, 6 went quiet, 1 was reworded, 1 was "
            "added and 1 was removed." + NEW_NAME,
        ),
        (
            {"lead": (NOW,)},
            "1 commitment was newly reported on, 2 went quiet and 1 was removed." + NEW_NAME,
        ),
        (
            {"status": ("Complete",)},
            "3 commitments moved forward, 1 moved back, 1 became unclear, 2 were newly reported "
            "on and 2 went quiet.",
        ),
        ({"lead": ("Coventry University",)}, "1 commitment became unclear and 1 went quiet."),
    ],
    ids=["theme", "renamed organisation", "status", "one commitment"],
)
def test_filters_choose_the_changes_of_what_they_choose_in_either_release(selection, said):
    assert compared(0, 2, **selection).sentence == said


def test_backwards_is_the_same_story_told_backwards():
    there, back = compared(0, 2, **PEOPLE), compared(2, 0, **PEOPLE)
    swapped = {"Moved forward": "Moved back", "No longer clear": "Now clear", "Added": "Removed"}
    swapped |= {now: was for was, now in swapped.items()}
    kept = [one for one in there.changes if one.kind in swapped]
    assert {(one.ref, swapped[one.kind]) for one in kept} == {
        (one.ref, one.kind) for one in back.changes if one.kind in swapped
    }
    assert back.chart.title == "2 of 8 statuses moved: 1 back and 1 now clear"


def test_the_chart_and_the_flow_count_the_same_moves():
    found = compared(0, 2)
    assert found.chart.title == ("12 of 45 moved: 7 forward, 2 back, 2 now clear and 1 now unclear")
    assert found.chart.table.to_numpy().sum() == 45
    assert found.chart.table.loc["Limited"].to_dict() == {
        "Complete": 1,
        "Substantial": 4,
        "Limited": 15,
        "Not started": 0,
        "Unclear": 0,
    }
    assert sum(one.moved for one in found.flow.ribbons) == 7
    assert [(band.status, band.number) for band in found.flow.after] == [
        ("Complete", 7),
        ("Substantial", 16),
        ("Limited", 18),
        ("Unclear", 4),
    ]


def test_a_history_has_a_step_a_release_with_what_changed_in_it():
    steps = commitment_history(list(enumerate(RELEASES, start=1)), "HOR-24")
    assert [(one.number, one.status, one.updates) for one in steps] == [
        (1, "Limited", 1),
        (2, "Limited", 1),
        (3, "Substantial", 2),
    ]
    assert [one.kind for one in steps[2].changes] == ["Moved forward", "Newly reported"]
    assert [one.number for one in commitment_history(list(enumerate(RELEASES, start=1)), GONE)] == [
        1
    ]


def test_composing_two_steps_gives_the_whole_way():
    first, then, whole = (
        {
            one.ref: one
            for one in compare_releases(RELEASES[a], RELEASES[b])
            if one.field == "Status"
        }
        for a, b in ((0, 1), (1, 2), (0, 2))
    )
    assert first.keys() | then.keys() == whole.keys()
    for ref, one in whole.items():
        steps = [of[ref] for of in (first, then) if ref in of]
        assert (one.before, one.after) == (steps[0].before, steps[-1].after)


# What the pages tell


def test_the_page_says_what_changed(dashboard):
    app = opened("what_changed", before="1")
    assert not app.exception
    said = words(app)
    assert f"{MOVED_FIRST} 7 Moved forward" in said
    assert f"{WAS} is now called {NOW}." in said
    assert "From “Release 1” (data as at 2022) to “Release 3” (data as at June 2026)." in said
    kinds = Counter(one.kind for one in compared(0, 2).changes)
    for kind, number in tally_changes(compared(0, 2).changes).items():
        subject = say_count(number, "name" if kind == "Renamed" else "commitment")
        assert f"{kind} ({subject}" in said
        assert f"{number} {kind}" in said
        if kinds[kind] != number:
            noun = "update" if kind == "Newly reported" else "change"
            assert f"{kind} ({subject}, {say_count(kinds[kind], noun)})" in said
    (chart,) = charts(app)
    assert chart["title"].startswith("12 of 45 moved")


def test_the_page_marks_the_words_that_differ(dashboard):
    assert "<ins>Reworded.</ins>" in markup(opened("what_changed", before="1"))


def test_the_page_compares_with_the_release_before_unless_told_otherwise(dashboard):
    said = words(opened("what_changed"))
    assert "3 commitments moved forward and 1 moved back." in said
    assert "From “Release 2”" in said


def test_the_page_compares_backwards_from_a_pinned_release(dashboard):
    said = words(opened("what_changed", before="3", release="1"))
    assert "2 commitments moved forward and 7 moved back." in said
    assert "This is release 1, not the latest:" in " ".join(
        one.value for one in opened("what_changed", release="1").warning
    )


def test_the_page_keeps_to_the_filters(dashboard):
    said = words(opened("what_changed", before="1", theme=["People-powered health"]))
    assert "1 commitment moved forward and 1 became unclear." in said
    assert "HOR-38" in said
    assert "HOR-12" not in said


def test_with_one_release_the_page_shows_the_promise_and_the_update(one_release):
    said = words(opened("what_changed"))
    assert "There is one release, so nothing can have changed yet." in said
    assert "From the promise of November 2020 to the updates as at 2022." in said
    assert said.count("HOR-") >= 25


def test_explore_says_what_moved_since_the_release_before(dashboard):
    said = words(opened(before="1"))
    assert f"Since “Release 1” (data as at 2022): {MOVED_FIRST} · What changed" in said


def test_the_record_shows_its_history(dashboard):
    said = words(opened("commitments", ref="HOR-24"))
    assert "Its history" in said
    assert "Moved forward: from Limited to Substantial" in said
    assert "Newly reported: June 2026: News of HOR-24." in said
    assert "Its history" not in words(opened("commitments", ref="HOR-48"))


def test_the_agenda_speaks_of_the_same_changes(dashboard):
    said = words(opened("roundtable", before="1", items="16"))
    assert "Moved back, from substantial to limited." in said
    assert "Moved back, from complete to substantial." in said
    assert "Its status was complete." in said


# What the files tell


def test_slides_tell_the_same_changes():
    found = compared(0, 2)
    deck = Presentation(BytesIO(build_deck(found.view, (changes_part(found),))))
    titles = [slide.shapes.title.text.partition(" (")[0] for slide in deck.slides]
    expected = [
        f"{kind}: {say_count(number, 'change' if kind == 'Renamed' else 'commitment')}"
        for kind, number in tally_changes(found.changes).items()
    ]
    assert list(dict.fromkeys(titles)) == [found.chart.title, *expected]
    (chart,) = [shape.chart for shape in deck.slides[0].shapes if shape.has_chart]
    assert sum(sum(filter(None, series.values)) for series in chart.plots[0].series) == 45


def test_a_brief_tells_the_changes_of_one_body_by_its_new_name():
    brief = build_brief(open_view(RELEASES[2], Selection()), NOW, compared(0, 2))
    assert brief.moved == [
        "Newly reported: HOR-33.",
        "Gone quiet, with no new update: HOR-07 and HOR-18.",
        "Removed: HOR-42.",
    ]
    moved = build_brief(open_view(RELEASES[2], Selection()), "Aston University", compared(0, 2))
    assert moved.moved[0] == "Moved forward: HOR-10 from Substantial to Complete."
