"""A publication whose answer was lost is told at the next look, and is not made twice."""

import pytest
from argon2 import PasswordHasher

from hor_data.store import Candidate, latest_number, list_entries, open_store, publish
from tests.support.books import GOOD, book, but
from tools.drive.client import client
from tools.drive.server import running
from tools.drive.session import cookie_of, sign_in

PASSWORD = "correct horse battery staple"
HERE = "203.0.113.5"
BOOKS = [book(but(GOOD, Title=title)) for title in ("First", "Second", "Third")]


@pytest.fixture
def database(tmp_path):
    return f"sqlite:///{tmp_path / 'releases.sqlite3'}"


@pytest.fixture
def server(tmp_path, database):
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    environment = {"HOR_DATABASE": database, "HOR_PASSWORD_HASH": quick.hash(PASSWORD)}
    with running(tmp_path / "log", "server.py", environment) as address:
        yield address


def publish_and_end(store, content, base):
    """Publish as a server does that ends before it has answered the officer."""
    publish(store, Candidate(content, "a.xlsx", ""), "An officer", base, f"token {base}")


def test_an_officer_is_told_once_of_each_publication_whose_answer_was_lost(server, database):
    store = open_store(database)
    cookie = cookie_of(sign_in(server, PASSWORD, HERE))
    for number, content in enumerate(BOOKS, start=2):
        publish_and_end(store, content, number - 1)
        sentence = f"Release {number} is yours, published on "
        with client(server, "update_data", HERE, cookie) as looking:
            assert sentence in looking.said
        with client(server, "update_data", HERE, cookie) as again:
            assert sentence not in again.said
            assert "is yours" not in again.said


def test_one_that_is_told_is_not_offered_for_publishing_again(server, database):
    store = open_store(database)
    cookie = cookie_of(sign_in(server, PASSWORD, HERE))
    with client(server, "update_data", HERE, cookie) as officer:
        for number, content in enumerate(BOOKS, start=2):
            file = officer.upload(content, "spring.xlsx")
            officer.run(**file)
            assert "Publish" in officer.widgets
            publish_and_end(store, content, number - 1)
            officer.run(**file)
            assert f"Release {number} is yours, published on " in officer.said
            assert "Publish" not in officer.widgets
    assert latest_number(store) == len(list_entries(store)) == 4


def test_one_that_was_answered_is_not_told_again(server, database):
    cookie = cookie_of(sign_in(server, PASSWORD, HERE))
    with client(server, "update_data", HERE, cookie) as officer:
        for number, content in enumerate(BOOKS, start=2):
            file = officer.upload(content, "spring.xlsx")
            officer.run(**file)
            officer.run(**file, **{officer.widget("Publish"): True})
            assert f"Release {number} is live" in officer.said
    with client(server, "update_data", HERE, cookie) as again:
        assert "is yours" not in again.said
    assert latest_number(open_store(database)) == 4
