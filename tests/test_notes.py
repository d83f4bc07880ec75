"""Notes of a roundtable: what a browser may tell, and what the store keeps."""

import json

import pytest

from hor_data.notes import (
    BOUNDS,
    LARGEST,
    MOST_DAYS,
    Note,
    Taken,
    list_meetings,
    note_meeting,
    notes_of,
    read_kept,
    read_notes,
    save_notes,
)
from hor_data.releases import list_events, open_store

DAY = "2026-11-25"
NOTE = Note("A plan is coming", "Send it", "Aston University", "May 2027")
REFS = ["HOR-01", "HOR-02"]


@pytest.fixture
def store(tmp_path):
    return open_store(f"sqlite:///{tmp_path / 'releases.sqlite3'}")


def told(**said):
    return json.dumps(said)


def test_a_browsers_notes_are_read_with_what_is_new_and_when():
    said = told(notes={"HOR-01": NOTE._asdict()}, changed=["HOR-02", "HOR-01"], at=1764057600000)
    assert read_notes(said, REFS) == Taken({"HOR-01": NOTE}, ("HOR-01", "HOR-02"), 1764057600000)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "not JSON",
        "[]",
        "null",
        "[" * 100_000,
        told(notes=[], changed="HOR-01", at="now"),
        told(notes={"HOR-01": ["said"], "HOR-99": NOTE._asdict()}, changed=["HOR-99", 7], at=None),
        told(notes={"HOR-01": {"said": " ", "action": None, "owner": 7}}, changed=None),
        json.dumps({"notes": {"HOR-01": {"said": "x" * LARGEST}}}),
    ],
    ids=["nothing", "text", "list", "null", "deep", "shapes", "strangers", "blank", "too large"],
)
def test_what_is_not_a_note_is_left_out(said):
    assert read_notes(said, REFS) == Taken({}, (), 0)
    assert read_kept(said, REFS) in ({}, {"notes": {}})


def test_a_long_note_is_cut_to_its_bounds():
    long = {name: "é" * 10_000 for name in Note._fields}
    (note,) = read_notes(told(notes={"HOR-01": long}), REFS).notes.values()
    assert {name: len(said) for name, said in note._asdict().items()} == BOUNDS


def test_only_days_are_days_and_not_too_many_of_them():
    said = {f"2026-01-{day:02}": {"HOR-01": NOTE._asdict()} for day in range(1, 32)}
    said |= {"2026-02-30": {}, "../../etc": {}, "2026-1-1": {}, "٢٠٢٦-٠١-٠١": {}}
    kept = read_kept(json.dumps(said), REFS)
    assert list(kept) == [f"2026-01-{day:02}" for day in range(31, 31 - MOST_DAYS, -1)]
    assert kept["2026-01-31"] == {"HOR-01": NOTE}


def test_what_is_saved_is_read_again_and_only_its_own_is_replaced(store):
    save_notes(store, DAY, {"HOR-01": NOTE, "HOR-02": Note(said="Heard")}, "One")
    save_notes(store, DAY, {"HOR-02": Note(said="Heard again")}, "Two")
    save_notes(store, "2026-05-20", {"HOR-01": Note(said="Before")}, "One")
    assert notes_of(store, DAY) == {"HOR-01": NOTE, "HOR-02": Note(said="Heard again")}
    assert list_meetings(store) == [DAY, "2026-05-20"]


def test_saving_nothing_changes_nothing(store):
    save_notes(store, DAY, {"HOR-01": NOTE}, "One")
    save_notes(store, DAY, {}, "One")
    assert notes_of(store, DAY) == {"HOR-01": NOTE}


def test_the_audit_says_who_took_notes(store):
    note_meeting(store, DAY, "One")
    (event,) = list_events(store)
    assert (event.kind, event.who, event.detail) == (
        "notes",
        "One",
        "of the meeting of 25 November 2026",
    )
