"""The store: what is published stays published, and nothing is ever half done."""

import multiprocessing
import random
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hor_data.checks import check_workbook, has_errors
from hor_data.release import ReleaseRefusedError
from hor_data.store import (
    Candidate,
    MovedOnError,
    StoreUnavailableError,
    add_event,
    entry_before_undo,
    latest_number,
    list_entries,
    list_events,
    open_store,
    publish,
    publish_first,
    read_content,
    undo,
)
from hor_data.store.releases import SHIPPED_BY
from hor_data.workbook import UnreadableWorkbookError, read_workbook
from tests.support.books import GOOD, book, but

ONE, TWO, THREE = (book(but(GOOD, Title=title)) for title in ("First", "Second", "Third"))
KILLS = 50


def named(content, name="A release", note=""):
    return Candidate(content, f"{name}.xlsx", name, note)


@pytest.fixture
def address(tmp_path):
    return f"sqlite:///{tmp_path / 'releases.sqlite3'}"


@pytest.fixture
def store(address):
    return open_store(address)


def numbers(store):
    return [entry.number for entry in list_entries(store)]


def test_a_new_store_holds_nothing(store):
    assert (latest_number(store), list_entries(store), read_content(store, 1)) == (0, [], None)


def test_what_was_published_is_given_back_byte_for_byte(store):
    entry = publish(store, named(ONE, "Autumn", "After the roundtable"), "officer", 0)
    assert read_content(store, entry.number) == ONE
    assert (entry.name, entry.note, entry.who, entry.commitments) == (
        "Autumn",
        "After the roundtable",
        "officer",
        1,
    )


def test_the_shipped_workbook_is_the_first_release_and_only_once(store):
    publish_first(store, ONE, "commitments.xlsx")
    publish_first(store, TWO, "commitments.xlsx")
    assert [(entry.number, entry.who) for entry in list_entries(store)] == [(1, SHIPPED_BY)]


def test_the_second_officer_is_told_what_the_first_published(store):
    publish(store, named(ONE), "first", 0)
    publish(store, named(TWO, "Winter"), "first", 1)
    with pytest.raises(MovedOnError) as told:
        publish(store, named(THREE), "second", 1)
    assert str(told.value) == (
        "1 release published since you compared. Compare again before publishing."
    )
    assert [entry.name for entry in told.value.since] == ["Winter"]
    assert numbers(store) == [2, 1]


def test_undo_publishes_the_one_before_as_a_new_entry(store):
    publish(store, named(ONE, "One"), "officer", 0)
    publish(store, named(TWO, "Two"), "officer", 1)
    entry = undo(store, "officer", 2)
    assert (entry.number, entry.name, entry.undoes) == (3, "One", 2)
    assert entry.note == "Took back release 2: release 1 again."
    assert [read_content(store, number) for number in (1, 2, 3)] == [ONE, TWO, ONE]


def test_undoing_twice_goes_back_twice_and_then_no_further(store):
    for base, content in enumerate((ONE, TWO, THREE)):
        publish(store, named(content), "officer", base)
    undo(store, "officer", 3)
    undo(store, "officer", 4)
    assert read_content(store, latest_number(store)) == ONE
    assert entry_before_undo(list_entries(store)) is None
    with pytest.raises(ValueError, match=r"^There is no earlier release to go back to\.$"):
        undo(store, "officer", 5)


def test_undo_of_a_release_no_longer_in_force_is_refused(store):
    for base, content in enumerate((ONE, TWO, THREE)):
        publish(store, named(content), "officer", base)
    with pytest.raises(MovedOnError):
        undo(store, "officer", 2)
    assert numbers(store) == [3, 2, 1]


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        (b"not a workbook", UnreadableWorkbookError),
        (book(but(GOOD, Ref=None)), ReleaseRefusedError),
    ],
    ids=["no workbook", "an error"],
)
def test_nothing_with_an_error_is_ever_stored(store, content, refused):
    with pytest.raises(refused):
        publish(store, named(content), "officer", 0)
    assert list_entries(store) == []


def test_every_publication_and_undo_is_in_the_audit(store):
    publish(store, named(ONE), "first", 0)
    publish(store, named(TWO), "second", 1)
    undo(store, "first", 2)
    add_event(store, "first", "sign-out", address="127.0.0.1")
    assert [(one.who, one.kind) for one in list_events(store)] == [
        ("first", "sign-out"),
        ("first", "undo"),
        ("second", "publish"),
        ("first", "publish"),
    ]


def test_a_store_that_is_away_is_said_in_a_sentence_and_its_cause_is_logged(tmp_path, caplog):
    with pytest.raises(StoreUnavailableError, match=r"^The store of releases cannot be reached"):
        open_store(f"sqlite:///{tmp_path / 'no such folder' / 'releases.sqlite3'}")
    assert "unable to open database file" in caplog.text


def test_a_full_disk_stores_nothing_and_keeps_what_was_there(store):
    publish(store, named(ONE), "officer", 0)
    with store.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    big = book(*(but(GOOD, Ref=f"C{number}", Title=str(number) * 40) for number in range(900)))
    with pytest.raises(StoreUnavailableError, match="nothing was changed"):
        publish(store, named(big), "officer", 1)
    assert numbers(store) == [1]


def test_an_older_store_opens_again_with_all_it_held(address):
    publish(open_store(address), named(ONE), "officer", 0)
    assert numbers(open_store(address)) == [1]


def keep_publishing(address, ready):
    store = open_store(address)
    ready.set()
    while True:
        publish(store, named(TWO), "killed", latest_number(store))


def test_a_server_killed_while_publishing_loses_and_half_shows_nothing(address):
    store = open_store(address)
    began = time.monotonic()
    publish(store, named(ONE), "officer", 0)
    # However busy the machine: some are killed before they have published, some after.
    long = 4 * (time.monotonic() - began)
    store.dispose()
    chance, processes = random.Random(2020), multiprocessing.get_context("fork")
    for _ in range(KILLS):
        ready = processes.Event()
        process = processes.Process(target=keep_publishing, args=(address, ready))
        process.start()
        ready.wait(30)
        time.sleep(chance.uniform(0, long))
        process.kill()
        process.join()
        store = open_store(address)
        entries = list_entries(store)
        assert [entry.number for entry in entries] == list(range(len(entries), 0, -1))
        latest = entries[0].number
        assert read_content(store, latest) == (ONE if latest == 1 else TWO)
        published = [event for event in list_events(store, 9_999) if event.kind == "publish"]
        assert len(published) == len(entries)
        store.dispose()
    assert len(entries) > 1


def test_two_officers_at_once_one_wins_and_the_other_is_told(address):
    publish(open_store(address), named(ONE), "officer", 0)
    processes = multiprocessing.get_context("fork")
    told = processes.Queue()
    both = [processes.Process(target=race, args=(address, name, told)) for name in ("a", "b")]
    for process in both:
        process.start()
    outcomes = sorted(told.get(timeout=30) for _ in both)
    for process in both:
        process.join()
    assert outcomes == ["published", "told"]
    assert numbers(open_store(address)) == [2, 1]


def race(address, who, told):
    try:
        publish(open_store(address), named(TWO), who, 1)
        told.put("published")
    except MovedOnError:
        told.put("told")


CELLS = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
    st.integers(),
    st.floats(),
    st.sampled_from(["Limited", "C1"]),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.dictionaries(st.sampled_from(sorted(GOOD)), CELLS, max_size=4))
def test_whatever_a_workbook_holds_only_one_without_errors_is_stored(tmp_path_factory, changes):
    content = book(GOOD | {"Ref": "C0"}, GOOD | changes)
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('store') / 'releases.sqlite3'}")
    clean = not has_errors(check_workbook(read_workbook(content)))
    if clean:
        publish(store, named(content), "officer", 0)
    else:
        with pytest.raises(ReleaseRefusedError):
            publish(store, named(content), "officer", 0)
    assert numbers(store) == ([1] if clean else [])
