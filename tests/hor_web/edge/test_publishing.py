"""Publishing by raw HTTP and WebSocket: strangers, broken lines and a server that is killed."""

import random
import time
from contextlib import contextmanager

import pytest
from argon2 import PasswordHasher

from hor_data.store import latest_number, list_entries, list_events, open_store, read_content
from tests.support.books import GOOD, book, but
from tools.drive.client import client
from tools.drive.server import BEHIND_PROXY, ROOT, running, started
from tools.drive.session import ask, cookie_of, sign_in

PASSWORD = "correct horse battery staple"
HERE, ELSEWHERE = "203.0.113.5", "203.0.113.6"
ONE, TWO = (book(but(GOOD, Title=title)) for title in ("First", "Second"))
SHIPPED = (ROOT / "data" / "commitments.xlsx").read_bytes()
KILLS = 10


@pytest.fixture
def database(tmp_path):
    return f"sqlite:///{tmp_path / 'releases.sqlite3'}"


@pytest.fixture
def environment(database):
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    return BEHIND_PROXY | {
        "HOR_DATABASE": database,
        "HOR_PASSWORD_HASH": quick.hash(PASSWORD),
    }


@pytest.fixture
def server(tmp_path, environment):
    with running(tmp_path / "log", "server.py", environment) as address:
        yield address


def officer(server, page="update_data"):
    """A client whose session an officer signed in."""
    cookie = cookie_of(sign_in(server, PASSWORD, HERE))
    return client(server, page, HERE, cookie)


def test_an_officer_publishes_and_the_audit_has_it(server, database):
    store = open_store(database)
    with officer(server) as of_officer:
        file = of_officer.upload(ONE, "spring.xlsx")
        of_officer.run(**file)
        of_officer.run(**file, **{of_officer.widget("Publish"): True})
    assert read_content(store, latest_number(store)) == ONE
    kinds = [event.kind for event in list_events(store)]
    assert kinds[:3] == ["publish", "upload", "sign-in"]


def test_a_server_that_takes_over_takes_the_file_from_the_control_that_the_browser_shows(server):
    with officer(server) as of_officer:
        file = of_officer.upload(ONE, "spring.xlsx")
        of_officer.run(**file)
        of_officer.run(**file, **{of_officer.widget("Publish"): True})
        # Publishing emptied the control, by putting another in its place.
        second = of_officer.widget("Your workbook")
        assert second not in file
    with officer(server) as again:
        (value,) = again.upload(TWO, "summer.xlsx").values()
        again.run(**{second: value})
        assert again.widget("Your workbook") == second
        assert "Checked summer" in again.said


def test_a_stranger_with_an_officers_controls_publishes_and_undoes_nothing(server, database):
    store = open_store(database)
    with officer(server) as of_officer:
        file = of_officer.upload(ONE, "spring.xlsx")
        of_officer.run(**file)
        of_officer.run(**file, **{of_officer.widget("Publish"): True})
        file = of_officer.upload(TWO, "summer.xlsx")
        of_officer.run(**file)
        controls = dict(of_officer.widgets)
    before = list_entries(store)
    with client(server, "update_data", ELSEWHERE) as stranger:
        file = stranger.upload(TWO, "strange.xlsx")
        stranger.run(**file)
        pressed = {controls[label]: True for label in controls if label.startswith(("Pub", "Undo"))}
        assert len(pressed) == 2
        said = stranger.run(**file, **pressed).said
        assert "Only officers publish." in said
        assert "spring.xlsx, SHA-256" not in said
    assert list_entries(store) == before


def test_a_session_that_ended_publishes_nothing_more(server, database):
    cookie = cookie_of(sign_in(server, PASSWORD, HERE))
    with client(server, "update_data", HERE, cookie) as of_officer:
        file = of_officer.upload(ONE, "spring.xlsx")
        of_officer.run(**file)
        ask(server, "/sign-out", "POST", "", origin=server, cookie=cookie)
        of_officer.run(**file, **{of_officer.widget("Publish"): True})
    assert latest_number(open_store(database)) == 1


def test_an_upload_that_stops_half_way_leaves_nothing_and_the_page_goes_on(server, database):
    with client(server, "update_data", ELSEWHERE) as of_anyone:
        of_anyone.uploader.stop_half_way(SHIPPED)
        assert "No problems found" not in of_anyone.run().said
        said = of_anyone.run(**of_anyone.upload(SHIPPED, "again.xlsx")).said
        assert "No problems found in again.xlsx." in said
    uploads = [one for one in list_events(open_store(database)) if one.kind == "upload"]
    assert len(uploads) == 1


def test_the_same_file_twice_says_that_nothing_would_change(server, database):
    store = open_store(database)
    with officer(server) as of_officer:
        for number in (2, 3):
            file = of_officer.upload(ONE, "spring.xlsx")
            said = of_officer.run(**file).said
            assert ("Nothing differs between the two releases." in said) == (number == 3)
            of_officer.run(**file, **{of_officer.widget("Publish"): True})
            assert latest_number(store) == number
    assert [read_content(store, number) for number in (2, 3)] == [ONE, ONE]


@contextmanager
def about_to_publish(server, content):
    with officer(server) as of_officer:
        file = of_officer.upload(content, "next.xlsx")
        of_officer.run(**file)
        yield lambda: of_officer.ask(**file, **{of_officer.widget("Publish"): True})


def test_a_server_killed_while_publishing_never_loses_or_half_shows_a_release(
    tmp_path, environment, database
):
    chance, published, whole = random.Random(2020), {1: SHIPPED}, 0.0
    # How long publishing takes is seen first; then the server is killed at moments within that.
    shares = [None, 0, *(chance.uniform(0, 1.2) for _ in range(KILLS - 3)), None]
    for turn, share in enumerate(shares):
        content = (ONE, TWO)[turn % 2]
        with started(tmp_path / "log", "server.py", environment) as (server, process):
            assert ask(server, "/health").status == 200
            with about_to_publish(server, content) as publish:
                began = time.monotonic()
                publish()
                if share is None:
                    whole = until_published(database, len(published) + 1) - began
                else:
                    time.sleep(share * whole)
                process.kill()
        store = open_store(database)
        entries = list_entries(store)
        if len(entries) > len(published):
            published[len(entries)] = content
        assert {entry.number: read_content(store, entry.number) for entry in entries} == published
        audit = [event for event in list_events(store, 9_999) if event.kind == "publish"]
        assert len(audit) == len(published)
        store.dispose()
    assert 2 < len(published) <= KILLS, "some were killed before they had published, some after"


def until_published(database, number):
    store = open_store(database)
    try:
        for _ in range(3000):
            if latest_number(store) == number:
                return time.monotonic()
            time.sleep(0.01)
    finally:
        store.dispose()
    raise AssertionError(f"Release {number} was not published.")
