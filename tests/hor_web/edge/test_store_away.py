"""A server that starts while its store is away, by HTTP and WebSocket."""

import json

import pytest
from argon2 import PasswordHasher

from tests.support.books import GOOD, book, but
from tests.support.three_releases import fill
from tools.drive.client import client
from tools.drive.server import running
from tools.drive.session import ask

PASSWORD = "correct horse battery staple"
HERE = "203.0.113.5"
CONTENTS = [book(but(GOOD, Title=f"Promise {number}")) for number in (1, 2, 3)]
REDACTED = ("redacted", "Manage app")
LINE = "The store of releases does not answer; this is release 3, as read at"


@pytest.fixture
def file(tmp_path):
    fill(f"sqlite:///{tmp_path / 'releases.sqlite3'}", CONTENTS)
    return tmp_path / "releases.sqlite3"


@pytest.fixture
def environment(file):
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    return {"HOR_DATABASE": f"sqlite:///{file}", "HOR_PASSWORD_HASH": quick.hash(PASSWORD)}


def moved_away(file):
    """A folder in the place of the store, which no connection can open."""
    for part in file.parent.glob("releases.sqlite3*"):
        part.rename(file.parent / f"kept-{part.name}")
    file.mkdir()


def titles(server, query=""):
    answer = ask(server, f"/open-data/commitments.json{query}")
    assert answer.status == 200
    return [row["Title"] for row in json.loads(answer.body)["commitments"]]


def test_a_server_that_starts_without_its_store_shows_the_copy(tmp_path, environment, file):
    with running(tmp_path / "first.log", "server.py", environment) as server:
        assert titles(server) == ["Promise 3"]
    moved_away(file)
    with running(tmp_path / "second.log", "server.py", environment) as server:
        assert titles(server) == ["Promise 3"]
        assert ask(server, "/open-data/commitments.json?release=2").status == 503
        with client(server, "", HERE) as reader:
            assert LINE in reader.said
            assert not any(word in reader.said for word in REDACTED)


@pytest.mark.parametrize("page", ["", "organisations", "update_data", "about"])
def test_without_store_and_copy_a_page_ends_in_our_sentence(tmp_path, environment, file, page):
    moved_away(file)
    with (
        running(tmp_path / "log", "server.py", environment) as server,
        client(server, page, HERE) as reader,
    ):
        assert "The store of releases does not answer, and nothing was read from it" in reader.said
        assert "Open the first page" in reader.said
        assert not any(word in reader.said for word in REDACTED)
    assert "Traceback" in (tmp_path / "log").read_text("utf-8")
    assert "A page could not be shown" in (tmp_path / "log").read_text("utf-8")
