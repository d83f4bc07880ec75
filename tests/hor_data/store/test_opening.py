"""Opening the store: by many at once, and refused in whole sentences."""

import multiprocessing
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from types import ModuleType
from unittest.mock import patch

import pytest

from hor_data.store import (
    StoreError,
    StoreReplacedError,
    StoreSettingError,
    StoreUnavailableError,
    add_event,
    list_entries,
    list_events,
    open_store,
    publish_first,
)
from tests.support.books import GOOD, book

FIRST = book(GOOD)
REPLACED = (
    "The store of releases is not the one that the dashboard started with: it was deleted or "
    "replaced, so nothing was changed. Put the right store in its place and start the dashboard "
    "again."
)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "releases.sqlite3"


@pytest.fixture
def address(file):
    return f"sqlite:///{file}"


def refusal(address):
    with pytest.raises(StoreSettingError) as refused:
        open_store(address)
    return str(refused.value)


def begin(address, content=FIRST):
    store = open_store(address)
    publish_first(store, content, "commitments.xlsx")
    add_event(store, "a replica", "began")
    return store


def begin_in_processes(address, number):
    """What became of processes that begin a store at the same moment."""
    processes = multiprocessing.get_context("spawn")
    outcomes, start = processes.Queue(), processes.Barrier(number)
    given = (address, outcomes, start)
    begun = [processes.Process(target=_begin_in_a_process, args=given) for _ in range(number)]
    # A test of a page in the same worker leaves the page as the main module, which each process
    # would run as it starts.
    with patch.dict(sys.modules, {"__main__": ModuleType("__main__")}):
        for process in begun:
            process.start()
    outcome = [outcomes.get(timeout=120) for _ in begun]
    for process in begun:
        process.join()
    return outcome


def _begin_in_a_process(address, outcomes, start):
    start.wait(120)
    try:
        begin(address)
        outcomes.put("began")
    except StoreError as error:
        outcomes.put(str(error))


def numbers_and_starts(address):
    store = open_store(address)
    starts = [event.kind for event in list_events(store) if event.kind == "began"]
    return [entry.number for entry in list_entries(store)], len(starts)


def test_six_threads_begin_one_new_store_and_none_is_lost(address):
    with ThreadPoolExecutor(6) as threads:
        stores = list(threads.map(begin, [address] * 6))
    assert [[entry.number for entry in list_entries(store)] for store in stores] == [[1]] * 6
    assert numbers_and_starts(address) == ([1], 6)


def test_six_threads_begin_stores_of_their_own(tmp_path):
    addresses = [f"sqlite:///{tmp_path / str(number)}" for number in range(6)]
    with ThreadPoolExecutor(6) as threads:
        stores = list(threads.map(begin, addresses))
    assert [[entry.number for entry in list_entries(store)] for store in stores] == [[1]] * 6


def test_three_servers_begun_at_once_on_a_new_store_all_start(address):
    assert begin_in_processes(address, 3) == ["began"] * 3
    assert numbers_and_starts(address) == ([1], 3)


NO_ADDRESS = (
    "HOR_DATABASE is no address of a database. Write sqlite:/// and the path of a file, or "
    "postgresql://account:password@machine/database."
)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("releases.sqlite3", NO_ADDRESS),
        ("keeper:secret@127.0.0.1/hor", NO_ADDRESS),
        ("postgresql://keeper:secret@127.0.0.1:port/hor", NO_ADDRESS),
        ("", NO_ADDRESS),
        (
            "sqlite://",
            "HOR_DATABASE names no file. Write sqlite:/// and the path of the file.",
        ),
        (
            "postgresql://keeper:secret@127.0.0.1",
            "HOR_DATABASE names no database. Write postgresql://account:password@machine/database.",
        ),
        (
            "postgres://keeper:secret@127.0.0.1/hor",
            "HOR_DATABASE begins with postgres://. Write postgresql:// instead.",
        ),
        (
            "mysql://keeper:secret@127.0.0.1/hor",
            "HOR_DATABASE names a database of the kind mysql. The store of releases is kept in "
            "SQLite (sqlite:///) or PostgreSQL (postgresql://).",
        ),
        (
            "postgresql+psycopg2://keeper:secret@127.0.0.1/hor",
            "HOR_DATABASE names the driver psycopg2, which the dashboard does not use. "
            "Begin it with postgresql://.",
        ),
        (
            "postgresql://keeper:se@cret@127.0.0.1/hor",
            "HOR_DATABASE has an @ in its account or password. Write it there as %40, and a / as "
            "%2F.",
        ),
    ],
)
def test_an_address_that_is_none_is_refused_and_not_repeated(address, sentence):
    assert refusal(address) == sentence


def test_a_missing_driver_is_said_with_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert refusal("postgresql://keeper:secret@127.0.0.1/hor") == (
        "HOR_DATABASE names a PostgreSQL database, and its driver is not installed. "
        "Install it: pip install -r requirements-postgresql.txt"
    )


def test_a_store_newer_than_the_code_is_refused_and_left_as_it_is(file, address):
    begin(address)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
    assert refusal(address) == (
        "The store was last used by a newer version of the dashboard (step 0999; this version "
        "knows the steps up to 0005). Start that version, or restore a backup that this version "
        "made into a new store."
    )


def test_a_file_that_is_no_store_is_refused(file, address):
    file.write_bytes(b"Ref,Title\n" * 400)
    assert refusal(address) == (
        f"The file {file} is no store of releases, or is damaged. Name another in HOR_DATABASE, "
        "or restore a backup into a new one."
    )


def test_a_file_that_may_not_be_written_to_is_refused(file, address):
    begin(address).dispose()
    read_only = f"sqlite:///file:{file}?mode=ro&uri=true"
    assert refusal(read_only) == (
        f"The store's file file:{file} may not be written to. "
        "Let the account that runs the dashboard write to it and to its folder."
    )


def test_a_folder_that_is_not_there_is_away_and_not_made(tmp_path):
    with pytest.raises(StoreUnavailableError, match="^The store of releases cannot be reached or"):
        open_store(f"sqlite:///{tmp_path / 'no such folder' / 'releases.sqlite3'}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("replacement", ["", "another store"], ids=["deleted", "replaced"])
def test_a_store_deleted_or_replaced_takes_nothing_more(tmp_path, file, address, replacement):
    store = begin(address)
    if replacement:
        begin(f"sqlite:///{tmp_path / 'other'}").dispose()
        (tmp_path / "other").replace(file)
    else:
        file.unlink()
    for _ in range(3):
        with pytest.raises(StoreReplacedError) as refused:
            add_event(store, "officer", "upload")
        assert str(refused.value) == REPLACED
    assert file.exists() == bool(replacement)
