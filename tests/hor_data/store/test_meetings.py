"""Meetings in the store: what officers write is put together, and none of it is lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from hor_data.meeting import Note, NotesMessage, Wording, build_notes
from hor_data.store import (
    Aside,
    add_meeting_event,
    list_asides,
    list_events,
    list_meetings,
    open_store,
    read_wordings,
    save_notes_message,
)
from hor_data.store.tables import _MIGRATIONS

MORNING, NOON = "2026-11-25-1004-k3f9", "2026-11-25-1210-p2d7"
SAID = ("A", "said")
# Meeting, ref, said, action, owner, by when, who, saved at: as the store had them before.
OLD_NOTES = (
    ("2026-05-20", "A", "Before", "", "", "", "One", "2026-05-20T09:00:00+00:00"),
    ("2026-11-25", "A", "Heard", "Ask", "Aston", "May", "One", "2026-11-25T10:00:00+00:00"),
    ("2026-11-25", "B", "", "", "No; it's “ours”", "", "Two", "2026-11-25T10:30:00+00:00"),
)


@pytest.fixture
def address(tmp_path):
    return f"sqlite:///{tmp_path / 'releases.sqlite3'}"


@pytest.fixture
def store(address):
    return open_store(address)


def write(store, who, text, stamp, seen=(), place=SAID, meeting=MORNING):
    save_notes_message(store, NotesMessage(meeting, "", {place: Wording(text, stamp, seen)}), who)


def said(store, meeting=MORNING):
    return build_notes(read_wordings(store, meeting))


def test_two_meetings_of_a_day_keep_their_notes_apart_with_their_agendas(store):
    first = NotesMessage(MORNING, "", {SAID: Wording("Morning", 5)}, ("A", "B"), "sector NHS")
    save_notes_message(store, first, "One")
    save_notes_message(store, NotesMessage(NOON, "", {SAID: Wording("Noon", 5)}, ("A",)), "Two")
    assert (said(store), said(store, NOON)) == ({"A": Note("Morning")}, {"A": Note("Noon")})
    meetings = {meeting.id: meeting for meeting in list_meetings(store)}
    assert meetings[MORNING].who == "One"
    assert meetings[MORNING].agenda == ("A", "B")
    assert meetings[MORNING].filters == "sector NHS"
    assert meetings[MORNING].noted == 1
    assert meetings[NOON].agenda == ("A",)


def test_a_meeting_that_has_begun_is_known_before_anything_is_noted(store):
    save_notes_message(store, NotesMessage(MORNING, "", {}, ("A",)), "One")
    (meeting,) = list_meetings(store)
    assert (meeting.id, meeting.who, meeting.noted) == (MORNING, "One", 0)


def test_two_officers_write_in_different_fields_of_one_commitment_and_both_stay(store):
    write(store, "One", "A plan", 5)
    write(store, "Two", "May 2027", 6, place=("A", "by_when"))
    write(store, "One", "Aston", 7, place=("A", "owner"))
    assert said(store) == {"A": Note("A plan", "", "Aston", "May 2027")}
    assert list_asides(store, MORNING) == []


def test_what_another_officer_had_seen_may_be_changed(store):
    write(store, "One", "A plan", 5)
    write(store, "Two", "No plan", 6, seen=(5,))
    write(store, "One", "Perhaps", 7, seen=(5, 6))
    assert said(store) == {"A": Note("Perhaps")}
    assert list_asides(store, MORNING) == []


def test_what_nobody_had_seen_is_not_written_over_silently(store):
    write(store, "One", "A plan", 5)
    write(store, "Two", "No plan", 6)
    write(store, "One", "Perhaps", 7, seen=(5,))
    assert said(store) == {"A": Note("Perhaps")}
    assert list_asides(store, MORNING) == [
        Aside("A", "said", "One", "A plan"),
        Aside("A", "said", "Two", "No plan"),
    ]


def test_what_comes_late_from_a_line_that_was_down_stands_aside_and_is_not_lost(store):
    write(store, "Two", "Newer", 9)
    write(store, "One", "Older", 5)
    assert said(store) == {"A": Note("Newer")}
    assert list_asides(store, MORNING) == [Aside("A", "said", "One", "Older")]


def test_a_note_told_twice_or_typed_on_is_no_other_note(store):
    write(store, "One", "A pl", 5)
    write(store, "One", "A pl", 5)
    write(store, "One", "A plan", 6)
    write(store, "One", "A pl", 5)
    assert said(store) == {"A": Note("A plan")}
    assert list_asides(store, MORNING) == []


def test_a_note_that_was_put_aside_and_written_in_again_is_said_once(store):
    write(store, "One", "A plan", 5)
    write(store, "Two", "No plan", 6)
    write(store, "Two", "No plan. One heard: A plan", 7, seen=(6,))
    assert list_asides(store, MORNING) == []


def test_a_cleared_note_is_clear_but_not_one_that_was_never_seen(store):
    write(store, "One", "A plan", 5)
    write(store, "One", "", 6, seen=(5,))
    assert said(store) == {}
    write(store, "Two", "A date", 7)
    write(store, "One", "", 8, seen=(6,))
    assert said(store) == {}
    assert list_asides(store, MORNING) == [Aside("A", "said", "Two", "A date")]


def test_many_officers_at_the_same_moment_lose_nothing(address):
    stores = [open_store(address) for _ in range(4)]

    def take_part(number):
        store = stores[number - 1]
        for step in range(4):
            write(store, f"Officer {number}", f"{number}.{step};", 10 * step + number)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(take_part, range(1, 5)))
    store = open_store(address)
    texts = said(store)["A"].said + "".join(aside.text for aside in list_asides(store, MORNING))
    assert all(f"{number}.{step};" in texts for number in range(1, 5) for step in range(4))
    assert len(list_meetings(store)) == 1


def test_the_audit_says_who_took_notes(store):
    add_meeting_event(store, MORNING, "One")
    (event,) = list_events(store)
    assert (event.kind, event.who) == ("notes", "One")
    assert event.detail == "of the meeting of 25 November 2026, begun at 10:04"


def test_notes_of_an_older_store_are_there_after_it_is_brought_up_to_date(address):
    engine = create_engine(address)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        for row in OLD_NOTES:
            values = ", ".join(f"'{value.replace(chr(39), chr(39) * 2)}'" for value in row)
            connection.execute(text(f"INSERT INTO notes VALUES ({values})"))
    engine.dispose()
    store = open_store(address)
    assert said(store, "2026-05-20") == {"A": Note("Before")}
    assert said(store, "2026-11-25") == {
        "A": Note("Heard", "Ask", "Aston", "May"),
        "B": Note(owner="No; it's “ours”"),
    }
    assert [(meeting.id, meeting.began_at, meeting.noted) for meeting in list_meetings(store)] == [
        ("2026-11-25", "2026-11-25T10:00:00+00:00", 2),
        ("2026-05-20", "2026-05-20T09:00:00+00:00", 1),
    ]
    # An old meeting can be gone on with: what is written now is newer.
    write(store, "Two", "Heard again", 1764057600000, seen=(1,), meeting="2026-11-25")
    assert said(store, "2026-11-25")["A"].said == "Heard again"
    assert list_asides(store, "2026-11-25") == []
