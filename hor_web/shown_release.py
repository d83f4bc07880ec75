"""The release that this session looks at: the latest, a pinned one, or an officer's preview."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import streamlit as st

from hor_data.dates import judging_day
from hor_data.release import Release, ReleaseRefusedError, read_published, read_release
from hor_data.store import (
    Entry,
    StoreUnavailableError,
    WithdrawnError,
    served_entries,
    standing_numbers,
)
from hor_data.upload import read_candidate_in_background
from hor_data.workbook import UnreadableWorkbookError
from hor_web.addresses import RELEASE
from hor_web.components import mount_content
from hor_web.internals import leave_pages_folder
from hor_web.markup import render
from hor_web.publications import publications, read_content_of
from hor_web.settings import read_settings
from hor_web.state import SessionFile

MOST_FINDINGS = 200
MOST_STEPS = 10
PREVIEW = "_preview"


def published_release(number: int) -> Release:
    """A published release by its number: the latest judged today, others on the last day of their
    data. Raises WithdrawnError where it was withdrawn, StoreUnavailableError where the store does
    not answer and it was not read before."""
    today = date.today()
    entry = publications().find(number)
    if entry and entry.withdrawn_at:
        raise WithdrawnError(number)
    release = _stored_release(number)
    is_latest = number == number_in_force()
    return release.judged(today if is_latest else judging_day(release.as_at, today))


def shown_release() -> Release:
    """The release this session looks at. Where none can be read, shows why and ends the run."""
    _start_from_dashboard()
    preview: SessionFile | None = st.session_state.get(PREVIEW)
    if preview:
        return _read_candidate(preview.sha256, preview.content).judged(date.today())
    pinned = pinned_number()
    return published_release(pinned) if pinned else latest_release()


def latest_release() -> Release:
    """The latest release, which everyone sees who has pinned no other."""
    _start_from_dashboard()
    if number := number_in_force():
        return published_release(number)
    return _shipped_release()


def number_in_force() -> int:
    """The number of the release in force; 0 where the dashboard runs without its store."""
    return publications().in_force


def pinned_number() -> int:
    """The number of the pinned release; 0 where the session follows the latest, and where the one
    it asks for is not shown."""
    asked = asked_number()
    return asked if any(entry.number == asked for entry in published_entries()) else 0


def asked_number() -> int:
    """The number of the release that the session asks for, shown or not; 0 for the latest."""
    asked = str(st.session_state.get(RELEASE) or "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 0


def other_releases(release: Release) -> list[Release]:
    """The last few releases but for this one, newest first: they may know a former name."""
    return [other for _, other in numbered_releases() if other.id != release.id]


def numbered_releases() -> list[tuple[int, Release]]:
    """The last few releases with their numbers, newest first."""
    numbers = [entry.number for entry in published_entries()][:MOST_STEPS]
    return [(number, published_release(number)) for number in numbers]


def shown_number() -> int:
    """The number of the release this session looks at; 0 for a preview, and without the store."""
    return 0 if st.session_state.get(PREVIEW) else pinned_number() or number_in_force()


def published_entries() -> list[Entry]:
    """The publications that can be shown, newest first: not the withdrawn, and while the store is
    away only those that were read before. None where the dashboard runs without its store."""
    known = publications()
    served = served_entries(known.entries)
    return [entry for entry in served if _was_read(entry.number)] if known.away else served


def has_other_release() -> bool:
    """Whether there is another release to compare the one this session looks at with."""
    return len(published_entries()) + bool(st.session_state.get(PREVIEW)) > 1


def releases_until_now() -> list[tuple[int, Release]]:
    """The last few releases up to the one shown, with their numbers, oldest first; those that were
    taken back are left out, except the one shown."""
    shown = {entry.number for entry in published_entries()}
    standing = standing_numbers(publications().entries, pinned_number() or number_in_force())
    numbers = [number for number in standing if number in shown][-MOST_STEPS:]
    releases = [(number, published_release(number)) for number in numbers]
    return [*releases, (0, shown_release())] if st.session_state.get(PREVIEW) else releases


def stop_preview() -> None:
    """End the preview: this session sees the published release again."""
    st.session_state.pop(PREVIEW, None)


def _was_read(number: int) -> bool:
    """Whether a release can be shown while the store is away."""
    try:
        _stored_release(number)
    except (StoreUnavailableError, LookupError):
        return False
    return True


# A release is kept as it was read; callers have its deadlines judged on the day they need, so that
# at midnight nothing is read again.
@st.cache_resource(max_entries=12, show_spinner=False)
def _stored_release(number: int) -> Release:
    """The release with this number from the store, with the name and date it was published
    under."""
    release = read_published(read_content_of(number), date.today())
    entry = publications().find(number)
    assert entry, "numbers come from the publications"
    cover = {**release.cover, "release": entry.name, "data as at": entry.as_at}
    content_id = f"{number}-{release.content_id}"
    return replace(release, content_id=content_id, number=number, cover=cover)


# Two: strangers preview what they like, and one of 30,000 commitments takes 30 MB.
@st.cache_resource(max_entries=2, show_spinner=False)
def _read_candidate(sha256: str, _content: bytes) -> Release:
    return read_candidate_in_background(_content)


def _shipped_release() -> Release:
    path = read_settings().workbook
    try:
        changed = path.stat()
        return _read_file(path, (changed.st_mtime_ns, changed.st_size)).judged(date.today())
    except OSError:
        lead = (
            f"There is no workbook at {path.name}. Put it there, or name another in HOR_WORKBOOK."
        )
        _stop_with_findings(path, lead)
    except UnreadableWorkbookError as error:
        _stop_with_findings(path, str(error))
    except ReleaseRefusedError as error:
        _stop_with_findings(
            path, "Its problems are listed below, each with its cell.", error.findings
        )
    raise AssertionError("st.stop ends the run")


@st.cache_resource(max_entries=4, show_spinner=False)
def _read_file(path: Path, changed: tuple[int, int]) -> Release:
    return read_release(path.read_bytes(), date.today())


def _stop_with_findings(path: Path, lead: str, findings: object = ()) -> None:
    html = render("findings", lead=lead, findings=findings, file=path.name, most=MOST_FINDINGS)
    mount_content("findings", html, {})
    st.stop()


def _start_from_dashboard() -> None:
    # Streamlit runs a page by itself where it is the first thing anyone asks a new server for.
    if leave_pages_folder():
        st.rerun()
