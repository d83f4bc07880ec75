"""Links that pin a release, opened in new sessions with three releases, forwards and backwards: a
page says no name, date or change but those of the pair asked for."""

import re
from itertools import permutations

import pytest

from hor_data.changes import GONE_QUIET, compare_releases
from hor_data.changes.kinds import NEWLY_REPORTED
from hor_data.release import Selection
from hor_data.store import Candidate, latest_number, open_store, publish, undo
from hor_exports.citation import chart_sentence
from hor_exports.compared import compare_view
from hor_exports.view import open_view
from hor_web.shown_release import PREVIEW
from hor_web.state import hold_file
from tests.support.screens import (
    markup,
    opened,
    told,
    words,
)
from tests.support.three_releases import (
    ADDED,
    GONE,
    MOVED,
    NOW,
    REPORTED,
    WAS,
    published,
    three,
    three_read,
)

RELEASES = dict(enumerate(three_read(), start=1))
CALLED = {
    1: "“Release 1” (data as at 2022)",
    2: "“Release 2” (data as at June 2024)",
    3: "“Release 3” (data as at June 2026)",
}
DATES = {1: "2022", 2: "June 2024", 3: "June 2026"}
PAIRS = list(permutations((1, 2, 3), 2))
BACK = "This goes back in time."
HEADLINES = {
    (1, 2): "4 commitments moved forward and 1 moved back.",
    (1, 3): "7 commitments moved forward and 2 moved back.",
    (2, 3): "3 commitments moved forward and 1 moved back.",
    (2, 1): "1 commitment moved forward and 4 moved back.",
    (3, 1): "2 commitments moved forward and 7 moved back.",
    (3, 2): "1 commitment moved forward and 3 moved back.",
}
ADDRESSED = {
    "commitments": {"ref": "HOR-24"},
    "organisations": {"organisation": "Aston University"},
}
PAGES = [
    *("explore", "commitments", "organisations", "measures", "what_changed", "roundtable"),
    *("downloads", "about"),
]


@pytest.fixture
def dashboard(monkeypatch, tmp_path):
    with published(monkeypatch, tmp_path, three()):
        yield f"sqlite:///{tmp_path / 'releases.sqlite3'}"


def said_in(app):
    """All that the page says, but for its foot: which release that names is another test's."""
    assert not app.exception
    shown = re.sub(r"<footer>.*?</footer>", "", markup(app), flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", shown).split())


def shown_pair(release, before):
    return {"release": str(release), "before": str(before)}


@pytest.mark.parametrize(("before", "release"), PAIRS, ids=str)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_speaks_of_no_release_but_the_pair_asked_for(dashboard, page, before, release):
    """The record's history is of all releases until the one shown, so it is none of these."""
    text = said_in(opened(page, **shown_pair(release, before)))
    (third,) = {1, 2, 3} - {before, release}
    assert f"Release {third}" not in text
    assert f"data as at {DATES[third]}" not in text


@pytest.mark.parametrize(("before", "release"), PAIRS, ids=str)
def test_what_changed_says_the_changes_of_the_pair_and_no_others(dashboard, before, release):
    app = opened("what_changed", **shown_pair(release, before))
    text = said_in(app)
    # The ribbons of the flow name what did not move too.
    besides_flow = " ".join(data.get("html", "") for data in told(app))
    backwards = before > release
    order = f" {BACK}" if backwards else ""
    pair = f"From {CALLED[before]} to {CALLED[release]}.{order}"
    assert f"{pair} {HEADLINES[before, release]}" in text
    changes = compare_releases(RELEASES[before], RELEASES[release])
    refs = {change.ref for change in changes if change.ref}
    assert set(re.findall(r"HOR-\d+", re.sub(r"<[^>]+>", " ", besides_flow))) == refs
    kinds = {change.kind for change in changes}
    assert kinds.isdisjoint({NEWLY_REPORTED, GONE_QUIET}) == backwards
    names = f"{NOW} was still called {WAS}." if backwards else f"{WAS} is now called {NOW}."
    assert (names in text) == (3 in (before, release))
    assert ("The earlier release did not have it yet." in text) == backwards


@pytest.mark.parametrize(("before", "release"), PAIRS, ids=str)
def test_the_changes_of_a_pair_are_those_that_were_made(before, release):
    """Against what the made releases change, not against our own comparison."""
    changes = compare_releases(RELEASES[before], RELEASES[release])
    steps = range(min(before, release) - 1, max(before, release) - 1)
    moved = {ref for step in steps for ref in MOVED[step]}
    assert {one.ref for one in changes if one.field == "Status"} == moved
    reported = {ref for step in steps for ref in REPORTED[step]}
    updates = {one.ref for one in changes if one.field == "Update" and one.kind != GONE_QUIET}
    assert updates == reported
    came = {ADDED[step][0] for step in steps}
    went = {GONE} if 0 in steps else set()
    if before > release:
        came, went = went, came
    assert {one.ref for one in changes if one.kind == "Added"} == came
    assert {one.ref for one in changes if one.kind == "Removed"} == went


@pytest.mark.parametrize(
    ("release", "pair"), [("1", None), ("2", (1, 2)), ("3", (2, 3)), (None, (2, 3))]
)
def test_without_a_choice_the_pair_goes_forward_in_time(dashboard, release, pair):
    asked = {"release": release} if release else {}
    explore, changed, agenda = (
        said_in(opened(page, **asked)) for page in ("explore", "what_changed", "roundtable")
    )
    if pair is None:
        alone = "This is the first release, so there is no earlier one to compare it with."
        assert all(alone in text for text in (explore, changed, agenda))
        assert "Choose a release above to compare it all the same." in changed
        assert "moved" not in explore.replace("no status moved", "")
        return
    before, after = pair
    assert f"Since {CALLED[before]}: {HEADLINES[pair]}" in explore
    assert f"From {CALLED[before]} to {CALLED[after]}. {HEADLINES[pair]}" in changed
    assert f"From {CALLED[before]} to {CALLED[after]}." in agenda
    assert all(BACK not in text for text in (explore, changed, agenda))


def test_explore_says_that_a_chosen_pair_goes_back_in_time(dashboard):
    text = said_in(opened(release="1", before="3"))
    assert f"Compared with {CALLED[3]}: {HEADLINES[3, 1]} {BACK} · What changed" in text


def test_from_the_first_release_the_reader_may_still_choose_one(dashboard):
    app = opened("what_changed", release="1")
    (choice,) = [box for box in app.selectbox if box.label == "From release"]
    assert choice.value is None
    text = said_in(choice.select("3").run())
    assert f"From {CALLED[3]} to {CALLED[1]}. {BACK} {HEADLINES[3, 1]}" in text


def test_a_release_taken_back_is_compared_with_by_choice_alone(dashboard):
    store = open_store(dashboard)
    undo(store, "Test", 3)
    store.dispose()
    fourth = said_in(opened("what_changed"))
    assert f"From {CALLED[1]} to {CALLED[2]}. {HEADLINES[1, 2]}" in fourth
    record = words(opened("commitments", ref="HOR-24"))
    assert "Release 3" not in record
    assert record.count("Release 2, data as at June 2024") == 2  # cited, and in its history
    chosen = said_in(opened("what_changed", before="3"))
    assert f"From {CALLED[3]} to {CALLED[2]}. {BACK}" in chosen


def test_what_is_published_after_an_undo_is_compared_with_what_stands(dashboard):
    store = open_store(dashboard)
    undo(store, "Test", 3)
    store.dispose()
    fill_on(dashboard, three()[2])
    text = said_in(opened("what_changed"))
    assert "From “Release 2” (data as at June 2024) to “Fifth” (data as at June 2026)." in text
    assert HEADLINES[2, 3] in text


def fill_on(address, content, name="Fifth"):
    store = open_store(address)
    candidate = Candidate(content, "commitments.xlsx", name)
    publish(store, candidate, "Test", latest_number(store))
    store.dispose()


def test_a_correction_is_compared_with_the_one_before_what_it_corrects(monkeypatch, tmp_path):
    first, second, third = three()
    with published(monkeypatch, tmp_path, [first, second, second]):
        text = said_in(opened("what_changed"))
        assert "From “Release 1” (data as at 2022) to “Release 3” (data as at June 2024)." in text
        picked = said_in(opened("what_changed", before="2"))
    assert "Both say data as at June 2024. Nothing differs between the two releases." in picked


def test_where_all_share_a_date_both_are_compared_and_it_is_said(monkeypatch, tmp_path):
    with published(monkeypatch, tmp_path, three()[:1] * 2):
        text = said_in(opened("what_changed"))
        explore = said_in(opened())
    pair = "From “Release 1” (data as at 2022) to “Release 2” (data as at 2022)."
    assert f"{pair} Both say data as at 2022. Nothing differs between the two releases." in text
    assert "Compared with “Release 1” (data as at 2022): No status moved" in explore


def test_two_releases_of_one_name_and_date_are_told_apart_by_number(monkeypatch, tmp_path):
    contents = three()[:1]
    with published(monkeypatch, tmp_path, contents):
        address = f"sqlite:///{tmp_path / 'releases.sqlite3'}"
        fill_on(address, contents[0], "Release 1")
        text = said_in(opened("what_changed"))
    one = "“Release 1” (data as at 2022)"
    assert f"From release 1, {one} to release 2, {one}. Both say data as at 2022." in text


@pytest.mark.parametrize(
    ("latest", "before"), [(1, "Release 1"), (2, "Release 1")], ids=["later", "the same date"]
)
def test_a_preview_is_compared_as_it_will_be_once_it_is_published(
    monkeypatch, tmp_path, latest, before
):
    contents = three()
    with published(monkeypatch, tmp_path, contents[:latest]):
        app = opened("what_changed")
        app.session_state[PREVIEW] = hold_file("preview.xlsx", contents[1])
        text = said_in(app.run())
    assert f"From “{before}” (data as at 2022) to “Updates of 2022” (data as at June 2024)" in text


@pytest.mark.parametrize("before", ["1", "2"])
def test_starting_a_meeting_keeps_the_pair(dashboard, before):
    app = opened("roundtable", release="3", before=before, items="16")
    (link,) = re.findall(r'id="agenda-link" data-address="([^"]+)"', markup(app))
    assert f"release=3&amp;before={before}" in link
    (start,) = [button for button in app.button if button.label == "Start the meeting"]
    meeting = start.click().run()
    assert [meeting.query_params[name] for name in ("meeting", "release", "before")] == [
        *("on", "3", before)
    ]
    reasons = str([data["items"] for data in told(meeting) if "items" in data])
    assert ("Moved back, from substantial to limited." in reasons) == (before == "1")


@pytest.mark.parametrize("page", ["explore", "what_changed", "roundtable"])
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            {"before": "99"},
            "There is no release “99” to compare with, so release 2 is taken instead.",
        ),
        (
            {"before": "*x*"},
            "There is no release “\\*x\\*” to compare with, so release 2 is taken instead.",
        ),
        ({"before": "3"}, "Release 3 is the one shown, so release 2 is taken instead."),
        (
            {"before": "1", "release": "1"},
            "Release 1 is the one shown, so nothing is compared.",
        ),
    ],
    ids=str,
)
def test_a_release_that_cannot_be_taken_is_said(dashboard, page, asked, said):
    assert said in [warning.value for warning in opened(page, **asked).warning]


@pytest.mark.parametrize("asked", [{}, {"before": "1"}, {"before": "3", "release": "1"}], ids=str)
def test_a_pair_that_can_be_taken_needs_no_note(dashboard, asked):
    notes = [warning.value for warning in opened("what_changed", **asked).warning]
    assert not [note for note in notes if "instead" in note or "compare" in note]


@pytest.mark.parametrize(
    ("selection", "counted"),
    [
        # 46 in the later, one of which is new, and one of the earlier is gone.
        (Selection(), "45 commitments that both releases have"),
        (
            Selection(status=("Complete",)),
            "8 commitments that both releases have, chosen in either by status Complete",
        ),
    ],
)
def test_the_sentence_of_the_moves_says_how_many_commitments_its_chart_counts(selection, counted):
    view = open_view(RELEASES[2], selection)
    chart = compare_view(RELEASES[1], view).chart
    assert sum(chart.coverage.totals) == int(counted.split()[0])
    said = chart_sentence(view, chart)
    assert said.startswith(f"{chart.title} ({counted}; data as at June 2024; release ")
