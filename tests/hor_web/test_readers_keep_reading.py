"""The store away, hung, replaced or empty: readers go on with the last known release."""

import shutil
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.runtime.context import ContextProxy

from hor_data.store import Candidate, StoreUnavailableError, publish, start_session
from hor_web import publications as reading
from hor_web import state
from hor_web.bounded_calls import BoundedCalls
from hor_web.edge import EXCEPTION_HANDLERS, ROUTES
from hor_web.local_time import say_when_read
from hor_web.markup import escape_streamlit
from hor_web.release_copy import copy_path, read_copy
from hor_web.settings import read_settings
from tests.support.screens import opened, words
from tests.support.three_releases import fill, published, three

AWAY = "The store of releases does not answer; this is release 3, as read at {}."


@pytest.fixture
def folder(monkeypatch, tmp_path):
    with published(monkeypatch, tmp_path, three()):
        yield tmp_path


def captions(app):
    return [caption.value for caption in app.caption]


def lines(app):
    assert not app.exception
    return [line for line in captions(app) if line.startswith("The store of releases")]


def read_time():
    zone = read_settings().time_zone
    return datetime.now(UTC).astimezone(zone).strftime("%H:%M")


def restarted():
    """As a process that has just begun, which has read nothing yet."""
    st.cache_resource.clear()
    state.close_stores()
    state.forget_reads()
    state.mark_behind_edge()


def replaced_by_a_folder(folder):
    state.shared_store().dispose()
    for file in folder.glob("releases.sqlite3*"):
        file.unlink()
    (folder / "releases.sqlite3").mkdir()


def removed(folder):
    """SQLite makes an empty file where one is missing."""
    state.shared_store().dispose()
    for file in folder.glob("releases.sqlite3*"):
        file.unlink()


def replaced_by_another(folder):
    """A store with other releases in its place."""
    state.shared_store().dispose()
    (folder / "other").mkdir()
    fill(f"sqlite:///{folder / 'other' / 'releases.sqlite3'}", three()[1:])
    for file in folder.glob("releases.sqlite3*"):
        file.unlink()
    shutil.copy(folder / "other" / "releases.sqlite3", folder / "releases.sqlite3")


@pytest.mark.parametrize("broken", [replaced_by_a_folder, removed, replaced_by_another])
def test_a_page_shows_the_release_it_had_with_a_quiet_line(folder, broken):
    fresh = opened()
    assert lines(fresh) == []
    when = read_time()
    before = words(fresh)
    broken(folder)
    for page in ("explore", "organisations", "roundtable", "about", "update_data"):
        app = opened(page)
        assert lines(app) == [AWAY.format(when)]
    assert words(opened()) == before


def test_what_was_not_read_before_is_said_and_the_latest_is_shown(folder):
    when = read_time()
    opened()
    restarted()
    assert lines(opened("about")) == []
    replaced_by_a_folder(folder)
    app = opened(release="1")
    assert lines(app) == [AWAY.format(when)]
    assert [warning.value for warning in app.warning] == [
        "Release 1 cannot be read while the store of releases does not answer. "
        "This is the latest, release 3."
    ]
    app = opened("what_changed")
    assert "The store of releases does not answer, so nothing can be compared just now." in words(
        app
    )


def test_after_a_restart_the_copy_on_disk_is_shown(folder):
    before, when = words(opened()), read_time()
    replaced_by_a_folder(folder)
    restarted()
    app = opened()
    assert lines(app) == [AWAY.format(when)]
    assert "7 of 47 commitments are complete" in words(app)
    assert words(app).partition("commitments")[0] == before.partition("commitments")[0]
    for page in ("what_changed", "roundtable", "organisations", "update_data"):
        assert lines(opened(page)) == [AWAY.format(when)]


@pytest.mark.parametrize("damage", ["one byte", "cut", "gone"])
def test_a_damaged_copy_is_not_shown(folder, damage):
    opened()
    address = read_settings().database
    path = copy_path(read_settings().copy_folder, address)
    content = bytearray(path.read_bytes())
    if damage == "one byte":
        content[-100] ^= 1
    path.write_bytes(content[: len(content) // 2] if damage == "cut" else content)
    if damage == "gone":
        path.unlink()
    assert read_copy(read_settings().copy_folder, address) is None
    replaced_by_a_folder(folder)
    restarted()
    with pytest.raises(StoreUnavailableError):
        reading.read_publications()


def test_the_copy_follows_three_releases(folder):
    for number in (3, 4, 5):
        opened()
        copy = read_copy(read_settings().copy_folder, read_settings().database)
        assert copy
        assert copy.entry.number == number
        candidate = Candidate(three()[number % 3], "a.xlsx", "")
        publish(state.shared_store(), candidate, "Test", number)
    assert len(list(folder.glob("latest-*"))) == 1
    assert list(folder.glob(".copy-*")) == []


def test_a_folder_that_cannot_be_written_to_keeps_no_reader_from_reading(
    folder, monkeypatch, caplog
):
    (folder / "file").write_bytes(b"")
    monkeypatch.setenv("HOR_COPY_FOLDER", str(folder / "file"))
    assert lines(opened()) == []
    assert "The copy of the latest release could not be written" in caplog.text


def test_a_store_locked_by_another_lets_readers_read_and_tells_when_it_is_back(folder, monkeypatch):
    opened()
    when = read_time()
    monkeypatch.setattr(BoundedCalls, "patience", 0.2)
    state.shared_store().dispose()
    other = sqlite3.connect(folder / "releases.sqlite3", isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    try:
        assert lines(opened()) == [AWAY.format(when)]
    finally:
        other.close()
    monkeypatch.setattr(BoundedCalls, "pause", 0)
    monkeypatch.setattr(BoundedCalls, "longest", 0)
    monkeypatch.setattr(BoundedCalls, "short_patience", 30)
    assert lines(opened()) == []


def test_a_statement_that_never_returns_is_waited_for_once(folder, monkeypatch):
    opened()
    when, asked, never = read_time(), [], Event()
    monkeypatch.setattr(BoundedCalls, "patience", 0.05)

    def hang(_store):
        asked.append(1)
        never.wait()

    monkeypatch.setattr(reading, "list_entries", hang)
    try:
        for _ in range(3):
            assert lines(opened()) == [AWAY.format(when)]
        assert asked == [1]
    finally:
        never.set()


def test_over_midnight_the_line_has_the_day_too(folder):
    opened()
    known = state.LAST_READ[read_settings().database]
    yesterday = "2026-11-22T14:02:00+00:00"
    state.LAST_READ[read_settings().database] = replace(known, read_at=yesterday)
    replaced_by_a_folder(folder)
    assert say_when_read(yesterday) == "on 22 November 2026 at 14:02 GMT"
    assert lines(opened()) == [AWAY.format("X").replace("at X", say_when_read(yesterday))]


def get(path):
    """The answer of a route of the edge."""
    return TestClient(Starlette(routes=ROUTES, exception_handlers=EXCEPTION_HANDLERS)).get(path)


def test_open_data_go_on_with_what_was_read(folder):
    path = "/open-data/commitments.json"
    before = get(path).json(), get(f"{path}?release=2").json()
    replaced_by_a_folder(folder)
    assert (get(path).json(), get(f"{path}?release=2").json()) == before
    # All three are known; the first was not read before.
    answer = get(f"{path}?release=1")
    assert (answer.status_code, answer.text) == (
        503,
        "The store of releases does not answer just now: nothing was changed. Try again in a few "
        "minutes.",
    )
    assert get(f"{path}?release=4").status_code == 503
    assert get("/health").status_code == 503


def test_an_officer_is_told_that_the_store_is_away_and_keeps_what_is_here(folder, monkeypatch):
    token = start_session(state.shared_store(), "An officer", "")
    monkeypatch.setattr(ContextProxy, "cookies", {"officer": token})
    app = opened("update_data")
    app.file_uploader[0].upload("spring.xlsx", three()[0]).run()
    app.text_area(key="release-note").set_value("After the roundtable").run()
    assert "Checked spring.xlsx" in words(app)
    replaced_by_a_folder(folder)
    for _ in range(3):
        app.run()
        assert not app.exception
        assert [warning.value for warning in app.warning] == [
            "The store of releases does not answer, so nothing can be published just now, and who "
            "is signed in is not known. What you uploaded and typed stays here: try again in a few "
            "minutes."
        ]
        assert app.text_area(key="release-note").value == "After the roundtable"
        assert "Try again" in [button.label for button in app.button]
        assert "Checked spring.xlsx" in words(app)
        assert "Sign in" not in words(app)


def test_who_presses_publish_as_the_store_goes_is_told_and_keeps_it_all(folder, monkeypatch):
    token = start_session(state.shared_store(), "An officer", "")
    monkeypatch.setattr(ContextProxy, "cookies", {"officer": token})
    app = opened("update_data")
    app.file_uploader[0].upload("spring.xlsx", three()[0]).run()
    app.text_area(key="release-note").set_value("After the roundtable").run()
    replaced_by_a_folder(folder)
    next(button for button in app.button if button.label == "Publish").click().run()
    assert [error.value for error in app.error] == [
        escape_streamlit(
            "The store of releases cannot be reached or written to just now: nothing was changed. "
            "Check that its disk is not full and its database is running, then try again."
        )
    ]
    assert app.text_area(key="release-note").value == "After the roundtable"
