"""A backup goes from either database to the other and back, and nothing of the history changes."""

import subprocess
import sys
from threading import Event, Thread

import pytest

from hor_data.store import (
    BackupError,
    Candidate,
    back_up,
    latest_number,
    list_entries,
    list_events,
    open_store,
    publish,
    restore,
    verify_store,
)
from tests.organisation.postgresql import PASSWORD
from tests.support.stores import BOOKS, fill, history, rows_of
from tools.drive.server import ROOT


def moved(address, path, store):
    """A store restored at an address from a backup of another."""
    back_up(store, path)
    restore(address, path)
    return open_store(address)


def test_a_history_is_the_same_after_three_moves_between_the_databases(tmp_path, cluster, database):
    first = open_store(f"sqlite:///{tmp_path / 'first'}")
    fill(first)
    addresses = [database, f"sqlite:///{tmp_path / 'third'}", cluster.new_database("fourth")]
    store = first
    for number, address in enumerate(addresses):
        store = moved(address, tmp_path / f"{number}.backup", store)
        assert history(store) == history(first)
        assert rows_of(store, "publications") == rows_of(first, "publications")
    # PostgreSQL numbers new lines of the audit after those that were restored.
    for number in range(5, 8):
        publish(store, Candidate(BOOKS[0], "a.xlsx", ""), "Ada", number - 1)
        assert list_events(store, 1)[0].detail.startswith(f"release {number}: ")
    store.dispose()


def test_a_backup_made_while_others_publish_is_of_one_moment(tmp_path, database):
    store = open_store(database)
    fill(store)
    began, may_end = Event(), Event()

    def publish_on():
        while not may_end.is_set():
            base = latest_number(store)
            publish(store, Candidate(BOOKS[base % 3], "a.xlsx", ""), "Ada", base)
            began.set()

    writing = Thread(target=publish_on)
    writing.start()
    began.wait(60)
    for number in range(3):
        copy = moved(f"sqlite:///{tmp_path / str(number)}", tmp_path / f"{number}.backup", store)
        numbers = [entry.number for entry in list_entries(copy)]
        assert numbers == list(range(len(numbers), 0, -1))
        kinds = [event.kind for event in list_events(copy, 9_999)]
        assert kinds.count("publish") + kinds.count("undo") == len(numbers)
        assert verify_store(copy).problems == ()
    may_end.set()
    writing.join()
    store.dispose()


def test_a_store_that_has_anything_is_not_restored_into(tmp_path, database):
    store = open_store(database)
    fill(store)
    back_up(store, tmp_path / "a.backup")
    with pytest.raises(BackupError) as refused:
        restore(database, tmp_path / "a.backup")
    assert str(refused.value) == (
        "The store has 4 releases, so nothing was restored. Restore into an empty one: a new file, "
        "or a new database."
    )
    assert len(list_entries(store)) == 4
    store.dispose()


def test_the_command_line_prints_no_password(database):
    for words in (["history"], ["verify"], ["audit"], ["migrate"], ["backup", "no/such/folder/a"]):
        command = [sys.executable, "-m", "hor", *words, "--database", database]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert PASSWORD not in done.stdout + done.stderr
        assert "p%40ss" not in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
