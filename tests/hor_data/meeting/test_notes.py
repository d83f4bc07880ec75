"""Notes of a roundtable: what a browser may tell, and how wordings are put together."""

import json

import pytest

from hor_data.meeting import (
    FIELD_BOUNDS,
    Note,
    NotesMessage,
    Wording,
    build_notes,
    merge_wordings,
    read_browser_notes,
    read_notes_message,
    say_meeting,
)
from hor_data.meeting.notes import (
    LARGEST_MESSAGE,
    LARGEST_STAMP,
    MOST_MEETINGS,
    MOST_REFS,
    is_meeting,
)

MEETING = "2026-11-25-1004-k3f9"
NOTE = Note("A plan is coming", "Send it", "Aston University", "May 2027")


def told(**parts):
    return json.dumps({"meeting": MEETING} | parts)


def test_a_browsers_notes_are_read_with_their_stamps_and_what_their_writer_had_seen():
    telling = read_notes_message(
        told(
            token="a-1",
            notes={"HOR-01": {"said": "Heard", "owner": ""}},
            stamps={"HOR-01": {"said": 1764057600000}},
            seen={"HOR-01": {"said": [5, 7]}},
            agenda=["HOR-02", "HOR-01"],
            filters="sector NHS",
        )
    )
    assert telling == NotesMessage(
        MEETING,
        "a-1",
        {
            ("HOR-01", "said"): Wording("Heard", 1764057600000, (5, 7)),
            ("HOR-01", "owner"): Wording("", 1),
        },
        ("HOR-02", "HOR-01"),
        "sector NHS",
    )


def test_a_note_of_a_commitment_that_has_left_the_release_is_not_left_out():
    telling = read_notes_message(told(notes={"HOR-99": NOTE._asdict()}))
    assert build_notes(telling.wordings) == {"HOR-99": NOTE}


def test_notes_kept_by_an_older_page_have_no_stamps_and_are_read():
    kept = read_browser_notes(
        json.dumps({"2026-05-20": {"notes": {"HOR-33": {"said": "By summer"}}}})
    )
    assert kept["2026-05-20"].wordings == {("HOR-33", "said"): Wording("By summer", 1)}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not JSON",
        "[]",
        "null",
        "[" * 100_000,
        json.dumps({"notes": {"HOR-01": NOTE._asdict()}}),
        told(meeting="../../etc", notes={"HOR-01": NOTE._asdict()}),
        told(meeting=7, notes={"HOR-01": NOTE._asdict()}),
        told(notes={"HOR-01": {"said": "x" * LARGEST_MESSAGE}}),
    ],
    ids=["nothing", "text", "list", "null", "deep", "no meeting", "path", "number", "too large"],
)
def test_what_is_of_no_meeting_is_left_out(text):
    assert read_notes_message(text) == NotesMessage()


@pytest.mark.parametrize(
    "parts",
    [
        {"notes": [], "stamps": 7, "seen": None, "agenda": {}, "token": 7, "filters": []},
        {"notes": {"HOR-01": ["said"], "HOR-02": "said", "HOR-03": {"said": 7, "who": "me"}}},
        {"notes": {"": NOTE._asdict(), "x" * 41: NOTE._asdict(), " HOR-01": NOTE._asdict()}},
        {"agenda": [7, None, "", "x" * 41]},
    ],
    ids=["shapes", "notes that are none", "refs that are none", "agenda"],
)
def test_what_is_not_a_note_is_left_out(parts):
    assert read_notes_message(told(**parts)) == NotesMessage(MEETING)


@pytest.mark.parametrize("stamp", [0, -1, 1.5, True, "5", None, LARGEST_STAMP, [5]])
def test_a_stamp_that_is_none_makes_a_note_the_oldest_and_loses_it_not(stamp):
    telling = read_notes_message(
        told(
            notes={"HOR-01": {"said": "Heard"}},
            stamps={"HOR-01": {"said": stamp}},
            seen={"HOR-01": {"said": [stamp, 9]}},
        )
    )
    assert telling.wordings == {("HOR-01", "said"): Wording("Heard", 1, (9,))}


def test_a_long_note_is_cut_to_its_bounds_and_there_are_not_too_many():
    long = {name: "é" * 10_000 for name in Note._fields}
    (note,) = build_notes(read_notes_message(told(notes={"HOR-01": long})).wordings).values()
    assert {name: len(text) for name, text in note._asdict().items()} == FIELD_BOUNDS
    many = {f"R{number}": {"said": "x"} for number in range(MOST_REFS + 5)}
    assert len(read_notes_message(told(notes=many)).wordings) == MOST_REFS


def test_only_meetings_are_meetings_and_not_too_many_of_them():
    kept = {f"2026-01-{day:02}": {"notes": {"A": {"said": "x"}}} for day in range(1, 32)}
    kept |= {"2026-02-30": {}, "../../etc": {}, "2026-1-1": {}, "٢٠٢٦-٠١-٠١": {}}
    kept |= {"2026-01-31-0900-aaaa": {"notes": {"A": {"said": "y"}}}, "2026-01-31-0930-bbbb": {}}
    read = read_browser_notes(json.dumps(kept))
    assert len(read) == MOST_MEETINGS
    assert list(read)[:4] == [
        "2026-01-31-0930-bbbb",
        "2026-01-31-0900-aaaa",
        "2026-01-31",
        "2026-01-30",
    ]
    assert build_notes(read["2026-01-31-0900-aaaa"].wordings) == {"A": Note("y")}


@pytest.mark.parametrize(
    ("meeting", "name"),
    [
        ("2026-11-25", "25 November 2026"),
        (MEETING, "25 November 2026, begun at 10:04"),
        ("2026-11-25-2359-zz99", "25 November 2026, begun at 23:59"),
    ],
)
def test_meetings_of_one_day_are_told_apart_by_when_they_began(meeting, name):
    assert is_meeting(meeting)
    assert say_meeting(meeting) == name


@pytest.mark.parametrize(
    "stranger",
    ["", "2026-11-25-2404-k3f9", "2026-11-25-1004", "2026-11-25-1004-K3F9", f"{MEETING}\n", "x"],
)
def test_what_is_not_quite_a_meeting_is_none(stranger):
    assert not is_meeting(stranger)


def test_of_each_field_the_newest_wording_stands_wherever_it_came_from():
    one = {("A", "said"): Wording("old", 5), ("A", "owner"): Wording("Aston", 9)}
    other = {("A", "said"): Wording("new", 6), ("A", "action"): Wording("Ask", 2)}
    third = {("A", "owner"): Wording("Nobody", 8), ("B", "said"): Wording("Also", 1)}
    merged = merge_wordings(one, other, third)
    assert build_notes(merged) == {"A": Note("new", "Ask", "Aston"), "B": Note("Also")}
    assert build_notes(merge_wordings(third, other, one)) == build_notes(merged)


def test_a_note_that_was_cleared_stays_clear():
    cleared = {("A", "said"): Wording("", 7)}
    assert build_notes(merge_wordings({("A", "said"): Wording("x", 5)}, cleared)) == {}


def test_what_a_browser_tells_is_cut_at_its_bounds_and_the_last_fifty_stamps_seen_are_kept():
    message = read_notes_message(
        told(
            token="t" * 41,
            filters="f" * 401,
            notes={"HOR-01": {"said": "s" * 4_001, "owner": "o" * 201, "by_when": "b" * 41}},
            seen={"HOR-01": {"said": list(range(1, 61))}},
        )
    )
    assert (len(message.token), len(message.filters)) == (40, 400)
    texts = {field: len(wording.text) for (_, field), wording in message.wordings.items()}
    assert texts == {"said": 4_000, "owner": 200, "by_when": 40}
    assert message.wordings["HOR-01", "said"].seen == tuple(range(11, 61))


@pytest.mark.parametrize(("size", "is_read"), [(1_000_000, True), (1_000_001, False)])
def test_a_message_of_a_million_characters_is_read_and_no_larger_one(size, is_read):
    text = told(agenda=["HOR-01"])
    assert bool(read_notes_message(text + " " * (size - len(text))).agenda) == is_read
