"""A store that was closed, by a server that stops or by a command, is whole in its file alone."""

import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import ExitStack
from threading import Event, Thread

import pytest
from argon2 import PasswordHasher

from hor_data.store import (
    Candidate,
    StoreUnavailableError,
    close_store,
    list_entries,
    list_events,
    open_store,
    publish,
    read_content,
)
from hor_data.store.database import transaction
from tests.support.books import GOOD, book, but
from tools.drive.client import client
from tools.drive.server import ROOT, started
from tools.drive.session import cookie_of, sign_in

PASSWORD = "correct horse battery staple"
HERE = "203.0.113.5"
SHIPPED = (ROOT / "data" / "commitments.xlsx").read_bytes()
BOOKS = [book(but(GOOD, Title=title)) for title in ("First", "Second", "Third")]


def releases_in_a_copy(file, folder):
    """What a copy of the store's file, without anything that lies beside it, holds."""
    folder.mkdir()
    shutil.copy(file, folder / file.name)
    store = open_store(f"sqlite:///{folder / file.name}")
    held = [read_content(store, entry.number) for entry in reversed(list_entries(store))]
    kinds = [event.kind for event in list_events(store) if event.kind != "sign-in"]
    close_store(store)
    return held, kinds[::-1]


def publish_by_page(server, content, *others):
    """Publish as an officer does; other readers' sessions stay open, as do the officer's."""
    cookie = cookie_of(sign_in(server, PASSWORD, HERE))
    session = others[0].enter_context(client(server, "update_data", HERE, cookie))
    file = session.upload(content, "next.xlsx")
    session.run(**file)
    session.run(**file, **{session.widget("Publish"): True})


def read_for_ever(store):
    while True:
        list_entries(store)


def test_a_copy_of_the_file_after_each_of_three_clean_stops_has_every_release(tmp_path):
    file = tmp_path / "releases.sqlite3"
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    environment = {
        "HOR_DATABASE": f"sqlite:///{file}",
        "HOR_PASSWORD_HASH": quick.hash(PASSWORD),
    }
    stops = (signal.SIGTERM, signal.SIGINT, signal.SIGTERM)
    for number, (content, stop) in enumerate(zip(BOOKS, stops, strict=True), start=1):
        log = tmp_path / "log"
        with ExitStack() as open_pages, started(log, "server.py", environment) as running:
            server, process = running
            for page in ("explore", "downloads"):  # the second keeps a process for decks
                open_pages.enter_context(client(server, page, HERE))
            publish_by_page(server, content, open_pages)
            process.send_signal(stop)
            process.wait(20)
            assert "-wal" not in log.read_text()
        held, kinds = releases_in_a_copy(file, tmp_path / str(number))
        assert held == [SHIPPED, *BOOKS[:number]]
        assert kinds == ["publish", *["upload", "publish"] * number]
        assert sorted(path.name for path in tmp_path.glob("releases*")) == [file.name]


def test_a_copy_made_while_the_server_runs_has_what_was_published(tmp_path):
    file = tmp_path / "releases.sqlite3"
    store = open_store(f"sqlite:///{file}")
    with store.connect() as reader:
        reader.exec_driver_sql("SELECT 1")  # a connection that stays open
        for base, content in enumerate(BOOKS):
            publish(store, Candidate(content, "a.xlsx", ""), "An officer", base)
            held, _ = releases_in_a_copy(file, tmp_path / str(base))
            assert held == BOOKS[: base + 1]


def test_a_command_that_publishes_leaves_one_whole_file(tmp_path):
    file = tmp_path / "releases.sqlite3"
    for number, content in enumerate(BOOKS, start=1):
        workbook = tmp_path / "next.xlsx"
        workbook.write_bytes(content)
        words = ["publish", str(workbook), "--note", "New", "--database", f"sqlite:///{file}"]
        subprocess.run([sys.executable, "-m", "hor_data", *words], cwd=ROOT, check=True)
        assert [path.name for path in tmp_path.glob("releases*")] == [file.name]
        assert releases_in_a_copy(file, tmp_path / str(number))[0] == BOOKS[:number]


def test_closing_waits_for_a_write_under_way_and_takes_no_new_one(tmp_path):
    file = tmp_path / "releases.sqlite3"
    store = open_store(f"sqlite:///{file}")
    publish(store, Candidate(BOOKS[0], "a.xlsx", ""), "An officer", 0)
    began, may_end = Event(), Event()

    def write_slowly():
        with transaction(store) as connection:
            connection.exec_driver_sql("UPDATE events SET detail = 'written at the end'")
            began.set()
            may_end.wait(30)

    writer = Thread(target=write_slowly)
    writer.start()
    began.wait(30)
    closed = []
    closer = Thread(target=lambda: closed.append(close_store(store, 30)))
    closer.start()
    with pytest.raises(StoreUnavailableError, match="^The dashboard is being stopped: nothing was"):
        read_for_ever(store)  # until the closer has begun
    may_end.set()
    writer.join()
    closer.join()
    assert closed == [True]
    shutil.copy(file, tmp_path / "copy")
    found = sqlite3.connect(tmp_path / "copy").execute("SELECT detail FROM events").fetchall()
    assert found == [("written at the end",)]


def test_a_store_whose_writer_never_ends_is_closed_all_the_same_and_says_that_it_is_not_whole(
    tmp_path,
):
    file = tmp_path / "releases.sqlite3"
    store = open_store(f"sqlite:///{file}")
    publish(store, Candidate(BOOKS[0], "a.xlsx", ""), "An officer", 0)
    with transaction(store) as connection:
        connection.exec_driver_sql("SELECT count(*) FROM events")
        assert close_store(store, 0) is False
        with pytest.raises(StoreUnavailableError):
            list_entries(store)
    assert releases_in_a_copy(file, tmp_path / "copy")[0] == BOOKS[:1]


def test_another_process_keeps_the_file_open_and_both_lose_nothing(tmp_path):
    address = f"sqlite:///{tmp_path / 'releases.sqlite3'}"
    server, command = open_store(address), open_store(address)
    for base, (store, content) in enumerate(zip((server, command, server), BOOKS, strict=True)):
        publish(store, Candidate(content, "a.xlsx", ""), "An officer", base)
    assert close_store(command) is True
    assert len(list_entries(server)) == 3
    assert close_store(server) is True
    held, _ = releases_in_a_copy(tmp_path / "releases.sqlite3", tmp_path / "copy")
    assert held == BOOKS
