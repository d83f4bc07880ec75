"""Which release this session looks at: the latest, one pinned in the address, or a candidate."""

from contextvars import ContextVar
from dataclasses import replace
from datetime import date
from pathlib import Path

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from hor_data.dates import judging_day
from hor_data.earlier import standing_until
from hor_data.release import Release, ReleaseRefusedError, read_published, read_release
from hor_data.releases import (
    Entry,
    StoreUnavailableError,
    list_entries,
    read_content,
)
from hor_data.workbook import UnreadableWorkbookError
from hor_ui.markup import render
from hor_ui.page_components import mount_content
from hor_ui.settings import behind_edge, settings, store
from hor_ui.uploaded import Uploaded

MOST_FINDINGS = 200
MOST_STEPS = 10
PREVIEW, RELEASE = "_preview", "release"


def ask_store() -> None:
    """Ask the store which releases there are: what it says holds for the whole run."""
    _ASKED.set(_published())


def published_release(number: int) -> Release:
    """A release of the store: the latest judged today, another on the last day of its data."""
    listed = entries()
    today = date.today()
    if number == max(entry.number for entry in listed):
        return stored_release(number, today)
    as_at = next(entry.as_at for entry in listed if entry.number == number)
    return stored_release(number, judging_day(as_at, today))


def shown_release() -> Release:
    """The release this session looks at; where none can be read, a page that says why, no more."""
    _start_from_dashboard()
    preview: Uploaded | None = st.session_state.get(PREVIEW)
    if preview:
        return _read_candidate(preview.sha256, preview.content, date.today())
    pinned = pinned_number()
    return published_release(pinned) if pinned else latest_release()


def latest_release() -> Release:
    """The release everyone sees who asks for no other."""
    _start_from_dashboard()
    if number := latest():
        return published_release(number)
    return _shipped()


def latest() -> int:
    """The number of the release in force; 0 where the dashboard runs without its store."""
    return max((entry.number for entry in entries()), default=0)


def pinned_number() -> int:
    """The number of the release that the reader or the address has pinned; 0 where none is, and
    the session follows the latest."""
    asked = str(st.session_state.get(RELEASE) or "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 0
    return number if 0 < number <= latest() else 0


def came_back() -> bool:
    """Whether the browser's Back or Forward asked for this run: then the address is what counts."""
    context = get_script_run_ctx()
    return bool(context and context.is_history_navigation)


def other_releases(release: Release) -> list[Release]:
    """The last few releases, newest first, but for this one: they may know a former name."""
    return [other for _, other in numbered_releases() if other.id != release.id]


def numbered_releases() -> list[tuple[int, Release]]:
    """The last few releases with their numbers, newest first."""
    numbers = [entry.number for entry in entries()][:MOST_STEPS]
    return [(number, published_release(number)) for number in numbers]


def shown_number() -> int:
    """The number of the release this session looks at; 0 for a preview, and without the store."""
    return 0 if st.session_state.get(PREVIEW) else pinned_number() or latest()


def entries() -> list[Entry]:
    """Every publication, newest first; none where the dashboard runs without its store."""
    asked = _ASKED.get()
    return _published() if asked is None else asked


def are_several() -> bool:
    """Whether there is another release to compare the one this session looks at with."""
    return len(entries()) + bool(st.session_state.get(PREVIEW)) > 1


def releases_until_now() -> list[tuple[int, Release]]:
    """The last few releases that stand up to the one this session looks at, numbered, oldest
    first; none that was taken back, but for the one looked at."""
    numbers = standing_until(entries(), pinned_number() or latest())[-MOST_STEPS:]
    releases = [(number, published_release(number)) for number in numbers]
    return [*releases, (0, shown_release())] if st.session_state.get(PREVIEW) else releases


def stop_preview() -> None:
    """Look at what everyone sees again."""
    st.session_state.pop(PREVIEW, None)


def _published() -> list[Entry]:
    """As the store has it; where the store is away, as it was when this process last asked."""
    if not behind_edge():
        return []
    try:
        _KNOWN["published"] = list_entries(store())
    except StoreUnavailableError:
        if "published" not in _KNOWN:
            raise
    return _KNOWN["published"]


_KNOWN: dict[str, list[Entry]] = {}
_ASKED: ContextVar[list[Entry] | None] = ContextVar("asked", default=None)


@st.cache_resource(max_entries=12, show_spinner=False)
def stored_release(number: int, judged_on: date) -> Release:
    """The release of a number that the store holds, called and dated as it was published, its
    deadlines judged on a day. Kept by both, so that a server judges by the new day at midnight."""
    content = read_content(store(), number)
    assert content is not None, "numbers come from the store"
    release = read_published(content, judged_on)
    entry = next(one for one in list_entries(store()) if one.number == number)
    said = {"release": entry.name, "data as at": entry.as_at}
    cover = dict(release.cover) | said
    return replace(release, id=f"{number}-{release.id}", number=number, cover=cover)


@st.cache_resource(max_entries=4, show_spinner=False)
def _read_candidate(sha256: str, _content: bytes, today: date) -> Release:
    return read_release(_content, today)


def _shipped() -> Release:
    path = settings().workbook
    try:
        changed = path.stat()
        return _read_file(path, (changed.st_mtime_ns, changed.st_size), date.today())
    except OSError:
        lead = (
            f"There is no workbook at {path.name}. Put it there, or name another in HOR_WORKBOOK."
        )
        _stop(path, lead)
    except UnreadableWorkbookError as error:
        _stop(path, str(error))
    except ReleaseRefusedError as error:
        _stop(path, "Its problems are listed below, each with its cell.", error.findings)
    raise AssertionError("st.stop ends the run")


@st.cache_resource(max_entries=4, show_spinner=False)
def _read_file(path: Path, changed: tuple[int, int], today: date) -> Release:
    return read_release(path.read_bytes(), today)


def _stop(path: Path, lead: str, findings: object = ()) -> None:
    html = render("findings", lead=lead, findings=findings, file=path.name, most=MOST_FINDINGS)
    mount_content("findings", html, {})
    st.stop()


def _start_from_dashboard() -> None:
    # A folder named pages makes Streamlit run a page by itself, without the dashboard around it,
    # when that page is the first thing anyone asks a new server for.
    if PagesManager.uses_pages_directory:
        PagesManager.uses_pages_directory = False
        st.rerun()
