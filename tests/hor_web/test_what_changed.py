"""The page What changed: a press on a ribbon lists its commitments, and updates stand in time."""

import re

import pytest

from hor_data.changes import list_moves, tally_moves
from tests.support.screens import charts, markup, opened, words
from tests.support.three_releases import published, three, three_read

RELEASES = three_read()


@pytest.fixture
def dashboard(monkeypatch, tmp_path):
    with published(monkeypatch, tmp_path, three()):
        yield


@pytest.fixture
def one_release(monkeypatch, tmp_path):
    with published(monkeypatch, tmp_path, three()[:1]):
        yield


def ribbons(app):
    """The refs that each ribbon lists, by what the ribbon is called."""
    (chart,) = charts(app)
    parts = re.findall(r"<details[^>]*class=\"ribbon.*?</details>", chart["head"], re.DOTALL)
    labels = [re.search(r"</i>(.*?)</summary>", part).group(1) for part in parts]
    refs = [re.findall(r'data-key="(HOR-\d+)"', part) for part in parts]
    return dict(zip(labels, refs, strict=True))


def test_each_ribbon_says_how_many_and_which_way_and_lists_them(dashboard):
    listed = ribbons(opened("what_changed", before="2", release="3"))
    moved = {label: refs for label, refs in listed.items() if "stayed" not in label}
    assert moved == {
        "1 moved forward, from substantial to complete": ["HOR-10"],
        "2 moved forward, from limited to substantial": ["HOR-21", "HOR-24"],
        "1 moved back, from complete to substantial": ["HOR-26"],
        "1 now clear, from unclear to limited": ["HOR-20"],
    }
    assert [int(label.split()[0]) for label in listed] == [len(refs) for refs in listed.values()]
    assert len({ref for refs in listed.values() for ref in refs}) == 46


def test_a_ribbon_opens_the_list_of_its_own_words(dashboard):
    (chart,) = charts(opened("what_changed"))
    opens = dict(re.findall(r'data-opens="([^"]+)"><title>([^<]+)</title>', chart["head"]))
    lists = re.findall(
        r'id="(move-\d+-\d+)" class="ribbon[^>]*>\s*<summary>.*?</i>([^<]+)<',
        markup(opened("what_changed")),
    )
    assert opens == dict(lists)


@pytest.mark.parametrize(("before", "after"), [(0, 1), (1, 2), (0, 2), (2, 0), (1, 1)])
def test_ribbons_list_as_many_as_the_tally_counts(before, after):
    was, now = RELEASES[before], RELEASES[after]
    refs = tuple(now.commitments["Ref"])
    tally = tally_moves(was, now, refs).stack()
    counted = {pair: number for pair, number in tally.items() if number}
    listed = {pair: len(places) for pair, places in list_moves(was, now, refs).items()}
    assert listed == counted


def test_updates_stand_in_time_and_the_new_ones_are_marked(dashboard):
    page = markup(opened("what_changed", before="2", release="3"))
    assert "17 of 19 lead organisations gave no new update" in page
    assert re.findall(r'class="sq dot is-new"[^>]*aria-label="([^"]+)"', page) == [
        "HOR-10, Develop Inclusive Aston and seek Race Equality Charter award, update of June "
        "2026, new",
        "HOR-24, Retrain hospitality workers for hospital jobs, update of June 2026, new",
    ]


def test_backwards_in_time_no_update_is_called_new(dashboard):
    page = opened("what_changed", before="3", release="2")
    assert "is-new" not in markup(page)
    assert "51 updates by 19 lead organisations" in words(page)


def test_updates_stand_in_time_without_a_release_to_compare(one_release):
    said = words(opened("what_changed"))
    assert "49 updates by 19 lead organisations" in said
    assert "New since the earlier release" not in said
