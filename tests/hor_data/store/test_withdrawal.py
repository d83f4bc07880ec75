"""Withdrawing: three releases and not two, copies, personal data, two officers at once."""

from threading import Barrier, Thread

import pytest

from hor_data.store import (
    Candidate,
    MovedOnError,
    WithdrawnError,
    earlier_number,
    entry_before_undo,
    latest_number,
    list_entries,
    list_events,
    open_store,
    publish,
    read_content,
    say_why_no_earlier,
    standing_numbers,
    trail_of,
    undo,
    withdraw,
)
from tests.support.books import GOOD, book, but

NAMES = ("First", "Second", "Third", "Fourth")
ONE, TWO, THREE, FOUR = (book(but(GOOD, Title=name)) for name in NAMES)
ONLY_ONE_LEFT = (
    "Release {} cannot be withdrawn, as no release would be left to show: those that were "
    "taken back do not come back by themselves. Publish another release first."
)


@pytest.fixture
def address(tmp_path):
    return f"sqlite:///{tmp_path / 'releases.sqlite3'}"


@pytest.fixture
def store(address):
    return filled(open_store(address), ONE, TWO, THREE)


def filled(store, *contents):
    for content in contents:
        publish_next(store, content)
    return store


def publish_next(store, content):
    candidate = Candidate(content, "a.xlsx", "A release")
    return publish(store, candidate, "Ann", latest_number(store))


def withdrawn(store):
    return [entry.number for entry in reversed(list_entries(store)) if entry.withdrawn_at]


@pytest.mark.parametrize(
    ("number", "in_force", "compared", "back"),
    [(1, 3, 2, 2), (2, 3, 1, 1), (3, 2, 1, 1)],
    ids=["the first", "the middle", "the latest"],
)
def test_a_withdrawn_release_is_passed_over(store, number, in_force, compared, back):
    done = withdraw(store, "Ann", number, "Published by mistake")
    assert (done.numbers, done.in_force, latest_number(store)) == ((number,), in_force, in_force)
    entries = list_entries(store)
    left = [other for other in (1, 2, 3) if other != number]
    assert earlier_number(entries, in_force) == compared
    assert standing_numbers(entries, in_force) == left
    before = entry_before_undo(entries)
    assert before
    assert before.number == back
    with pytest.raises(
        WithdrawnError,
        match=rf"^Release {number} was withdrawn, so it is not given out any more\.$",
    ):
        read_content(store, number)
    kept = next(entry for entry in entries if entry.number == number)
    assert (kept.withdrawn_by, kept.withdrawal_reason) == ("Ann", "Published by mistake")
    assert len(kept.sha256) == 64


def test_row_hash_and_audit_line_stay(store):
    before = list_entries(store)
    withdraw(store, "Ann", 2, "Published by mistake")
    after = list_entries(store)
    assert [(entry.number, entry.sha256, entry.size) for entry in after] == [
        (entry.number, entry.sha256, entry.size) for entry in before
    ]
    lines = [(event.who, event.kind, event.detail) for event in list_events(store)]
    assert lines[0] == (
        "Ann",
        "withdraw",
        f"release 2: Published by mistake; SHA-256 {before[1].sha256}",
    )
    assert [kind for _, kind, _ in lines] == ["withdraw", "publish", "publish", "publish"]


def test_all_but_one_can_be_withdrawn_and_the_one_left_cannot(store):
    withdraw(store, "Ann", 3, "Wrong")
    assert withdraw(store, "Ann", 2, "Wrong too").in_force == 1
    with pytest.raises(ValueError, match=ONLY_ONE_LEFT.format(1)):
        withdraw(store, "Ann", 1, "Wrong as well")
    assert withdrawn(store) == [2, 3]
    assert read_content(store, 1) == ONE
    assert say_why_no_earlier(list_entries(store), 1) == (
        "There is one release, so nothing can have changed yet."
    )
    # A new release has the next number, not one that was used.
    assert publish_next(store, FOUR).number == 4
    withdraw(store, "Ann", 1, "Wrong as well")
    assert (withdrawn(store), latest_number(store)) == ([1, 2, 3], 4)
    publish_next(store, ONE)
    assert say_why_no_earlier(list_entries(store), 4) == (
        "Every earlier release was withdrawn, so there is none to compare this one with."
    )


def test_what_was_taken_back_does_not_come_back_by_itself(address):
    store = filled(open_store(address), ONE, TWO)
    undo(store, "Ann", 2)
    with pytest.raises(ValueError, match=ONLY_ONE_LEFT.format(3)):
        withdraw(store, "Ann", 3, "Personal data", personal_data=True)
    publish_next(store, THREE)
    done = withdraw(store, "Ann", 4, "Wrong")
    assert done.in_force == 3
    assert read_content(store, 3) == ONE


def test_copies_with_the_same_bytes_go_with_it(address):
    store = filled(open_store(address), ONE, TWO, THREE)
    undo(store, "Ann", 3)  # release 4 is release 2 again
    assert withdraw(store, "Ann", 2, "Wrong").numbers == (2, 4)
    assert (withdrawn(store), latest_number(store)) == ([2, 4], 1)
    assert list_events(store)[0].detail.startswith(
        "release 2, and with the same bytes release 4: Wrong; SHA-256 "
    )
    # Release 3 stays taken back, whatever became of what took it back.
    assert trail_of(list_entries(store)).standing == (1,)
    publish_next(store, FOUR)
    undo(store, "Ann", 5)
    assert read_content(store, latest_number(store)) == ONE


def test_undo_goes_past_a_withdrawn_release_three_times_over(address):
    store = filled(open_store(address), ONE, TWO, THREE, FOUR)
    withdraw(store, "Ann", 4, "Wrong")
    undo(store, "Ann", 3)
    assert read_content(store, 5) == TWO
    withdraw(store, "Ann", 1, "Wrong")
    assert entry_before_undo(list_entries(store)) is None
    with pytest.raises(ValueError, match=r"^There is no earlier release to go back to\.$"):
        undo(store, "Ann", 5)
    assert (withdrawn(store), latest_number(store)) == ([1, 4], 5)


def test_the_same_twice_is_told_who_was_first(store):
    withdraw(store, "Ann", 2, "Wrong")
    with pytest.raises(ValueError, match=r"^Release 2 was withdrawn already, by Ann\.$"):
        withdraw(store, "Ben", 2, "Wrong indeed")
    (entry,) = [entry for entry in list_entries(store) if entry.withdrawn_at]
    assert (entry.withdrawn_by, entry.withdrawal_reason) == ("Ann", "Wrong")


@pytest.mark.parametrize(
    ("number", "reason", "refusal"),
    [
        (4, "Wrong", "There is no release 4."),
        (2, " \n ", "Say why the release is withdrawn: the history keeps it."),
    ],
)
def test_a_withdrawal_that_makes_no_sense_is_refused(store, number, reason, refusal):
    with pytest.raises(ValueError, match=refusal):
        withdraw(store, "Ann", number, reason)
    assert withdrawn(store) == []


def test_for_personal_data_the_bytes_are_erased_from_the_file_too(address, tmp_path):
    secret = book(but(GOOD, Title="Secret")) + b"a passage that is found nowhere else" * 500
    store = filled(open_store(address), ONE, secret, THREE)
    before = list_entries(store)
    files = [tmp_path / "releases.sqlite3", tmp_path / "releases.sqlite3-wal"]

    def holds():
        return [b"found nowhere else" in file.read_bytes() for file in files if file.exists()]

    assert any(holds())
    done = withdraw(store, "Ann", 2, "A name", personal_data=True)
    assert (done.numbers, done.erased) == ((2,), True)
    assert not any(holds())
    entry = list_entries(store)[1]
    assert (entry.sha256, entry.size) == (before[1].sha256, len(secret))
    assert entry.erased_at
    with pytest.raises(
        ValueError,
        match=r"^Nothing was published: this workbook is release 2, which was withdrawn for "
        r"personal data in it\. Take them out of the workbook and upload it again\.$",
    ):
        publish_next(store, secret)


def test_what_was_withdrawn_can_be_erased_later_and_not_twice(store):
    withdraw(store, "Ann", 2, "Wrong")
    assert withdraw(store, "Ben", 2, "It has a name", personal_data=True).numbers == (2,)
    (entry,) = [entry for entry in list_entries(store) if entry.withdrawn_at]
    assert (entry.withdrawn_by, entry.withdrawal_reason) == ("Ann", "Wrong")
    assert [(event.who, event.kind) for event in list_events(store)][:2] == [
        ("Ben", "withdraw"),
        ("Ann", "withdraw"),
    ]
    with pytest.raises(ValueError, match=r"^Release 2 was withdrawn already, by Ann\.$"):
        withdraw(store, "Cem", 2, "Again", personal_data=True)


def test_what_was_withdrawn_by_mistake_can_be_published_again(store):
    withdraw(store, "Ann", 3, "Wrong")
    assert publish_next(store, THREE).number == 4
    assert (read_content(store, 4), withdrawn(store)) == (THREE, [3])
    assert withdraw(store, "Ann", 4, "Wrong after all").numbers == (3, 4)
    assert latest_number(store) == 2


def test_who_compared_with_a_release_that_was_withdrawn_compares_again(store):
    withdraw(store, "Ann", 3, "Wrong")
    with pytest.raises(MovedOnError) as caught:
        publish(store, Candidate(FOUR, "a.xlsx", ""), "Ben", 3)
    assert str(caught.value) == (
        "Release 3 was withdrawn since you compared. Compare again before publishing."
    )
    assert caught.value.since == ()
    with pytest.raises(MovedOnError):
        undo(store, "Ben", 3)
    assert len(list_entries(store)) == 3


@pytest.mark.parametrize("numbers", [(2, 3), (3, 3), (1, 2)])
def test_two_officers_at_once_never_leave_nothing(address, numbers):
    filled(open_store(address), ONE, TWO, THREE)
    withdraw(open_store(address), "Ann", 1 if 1 not in numbers else 3, "Wrong")
    outcomes = at_once(address, numbers)
    assert outcomes.count("withdrawn") == 1
    entries = list_entries(open_store(address))
    assert sum(bool(entry.withdrawn_at) for entry in entries) == 2
    assert trail_of(entries).in_force


def at_once(address, numbers):
    """What two officers, each with a connection of their own, are told of what they withdraw at
    the same moment."""
    outcomes, start = [], Barrier(len(numbers))

    def run(store, number):
        start.wait()
        try:
            withdraw(store, f"officer of {number}", number, "Wrong")
            outcomes.append("withdrawn")
        except ValueError as error:
            outcomes.append(str(error))

    threads = [Thread(target=run, args=(open_store(address), number)) for number in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
