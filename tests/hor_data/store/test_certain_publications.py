"""A publication is said to be made only where it is, and one whose answer was lost is told."""

import sqlite3

import pytest

from hor_data.store import (
    StoreDamagedError,
    StoreReplacedError,
    acknowledge,
    end_session,
    find_unacknowledged,
    list_entries,
    new_publication_token,
    open_store,
    publish,
    start_session,
    undo,
    withdraw,
)
from tests.hor_data.store.test_opening import REPLACED
from tests.hor_data.store.test_releases import ONE, THREE, TWO, named

DAMAGED = (
    "The store of releases is damaged, so nothing was changed. Restore its last backup into a new "
    "store and start the dashboard again."
)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "releases.sqlite3"


@pytest.fixture
def store(file):
    store = open_store(f"sqlite:///{file}")
    publish(store, named(ONE), "officer", 0)
    return store


def numbers(store):
    return [entry.number for entry in list_entries(store)]


def test_the_same_publication_asked_for_three_times_is_made_once(store):
    entries = [publish(store, named(TWO), "officer", base, "a token") for base in (1, 1, 2)]
    assert {entry.number for entry in entries} == {2}
    assert publish(store, named(THREE), "officer", 2, "another").number == 3
    assert undo(store, "officer", 3, "a third").number == 4
    assert undo(store, "officer", 3, "a third").number == 4
    assert numbers(store) == [4, 3, 2, 1]


def test_what_an_officer_was_not_told_is_found_until_it_was(store):
    assert find_unacknowledged(store, "officer") is None
    publish(store, named(TWO), "officer", 1, "a token")
    publish(store, named(THREE), "another", 2, "another token")
    assert find_unacknowledged(store, "officer").number == 2
    assert find_unacknowledged(store, "another").number == 3
    acknowledge(store, "officer", 2)
    assert find_unacknowledged(store, "officer") is None
    assert find_unacknowledged(store, "another").number == 3
    publish(store, named(ONE), "officer", 3)
    assert find_unacknowledged(store, "officer") is None


def test_of_two_officers_of_one_name_each_is_told_of_their_own(store):
    first, second = (start_session(store, "Sam", f"192.0.2.{number}") for number in (1, 2))
    publish(store, named(TWO), "Sam", 1, new_publication_token(first))
    assert find_unacknowledged(store, "Sam", second) is None
    publish(store, named(THREE), "Sam", 2, new_publication_token(second))
    assert find_unacknowledged(store, "Sam", second).number == 3
    acknowledge(store, "Sam", 3, second)
    assert find_unacknowledged(store, "Sam", second) is None
    assert find_unacknowledged(store, "Sam", first).number == 2
    # Who signed in again has another session.
    end_session(store, first, "")
    assert find_unacknowledged(store, "Sam", second).number == 2


@pytest.mark.parametrize("replacement", ["", "another store"], ids=["deleted", "replaced"])
def test_nothing_is_published_into_a_store_deleted_or_replaced(tmp_path, file, store, replacement):
    if replacement:
        other = open_store(f"sqlite:///{tmp_path / 'other'}")
        publish(other, named(ONE), "officer", 0)
        other.dispose()
        (tmp_path / "other").replace(file)
    else:
        file.unlink()
    for content in (TWO, THREE):
        with pytest.raises(StoreReplacedError) as refused:
            publish(store, named(content), "officer", 1)
        assert str(refused.value) == REPLACED
    assert file.exists() == bool(replacement)


def test_nothing_is_published_into_another_store_written_over_the_file(tmp_path, file, store):
    other = open_store(f"sqlite:///{tmp_path / 'other'}")
    publish(other, named(ONE), "officer", 0)
    other.dispose()
    with sqlite3.connect(tmp_path / "other") as source, sqlite3.connect(file) as target:
        source.backup(target)
    with pytest.raises(StoreReplacedError) as refused:
        publish(store, named(TWO), "officer", 1)
    assert str(refused.value) == REPLACED


def test_nothing_is_withdrawn_from_another_store_written_over_the_file(tmp_path, file, store):
    other = open_store(f"sqlite:///{tmp_path / 'other'}")
    for base, content in enumerate((ONE, TWO)):
        publish(other, named(content), "officer", base)
    other.dispose()
    with sqlite3.connect(tmp_path / "other") as source, sqlite3.connect(file) as target:
        source.backup(target)
    with pytest.raises(StoreReplacedError) as refused:
        withdraw(store, "officer", 1, "A name in it", personal_data=True)
    assert str(refused.value) == REPLACED
    left = open_store(f"sqlite:///{file}")
    assert not any(entry.withdrawn_at for entry in list_entries(left))


def damage(file):
    """Write nonsense over the second half of a file, as a failing disk does."""
    size = file.stat().st_size
    with file.open("r+b") as opened:
        opened.seek(size // 2 // 4096 * 4096)
        opened.write(b"\xff" * (size // 2))


def test_nothing_is_published_into_a_damaged_store(file, store):
    for base, content in enumerate((TWO, THREE), start=1):
        publish(store, named(content), "officer", base)
    damage(file)
    for _ in range(3):
        with pytest.raises(StoreDamagedError) as refused:
            publish(store, named(TWO), "officer", 3)
        assert str(refused.value) == DAMAGED


def test_a_release_that_does_not_come_back_as_it_was_written_is_not_said_to_be_published(
    file, store
):
    with sqlite3.connect(file) as connection:
        connection.execute(
            "CREATE TRIGGER bad_disk AFTER INSERT ON releases BEGIN "
            "UPDATE releases SET content = zeroblob(size) WHERE number = new.number; END"
        )
    with pytest.raises(StoreDamagedError) as refused:
        publish(store, named(TWO), "officer", 1)
    assert str(refused.value) == (
        "Release 2 was written, and the store does not give it back as it was written. "
        "Do not count on it: have whoever runs the dashboard check the store with hor verify."
    )
