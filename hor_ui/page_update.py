"""The four steps of the officers' page: get the workbook, check, compare, publish; and history."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from hor_data.checking import check_beside
from hor_data.findings import Severity, group_findings
from hor_data.release import Release, write_release
from hor_data.releases import (
    Candidate,
    MovedOnError,
    StoreUnavailableError,
    before_undo,
    list_events,
    note_event,
    publish,
    read_content,
    undo,
)
from hor_data.template import write_template
from hor_data.upload import Checked, Proposal
from hor_data.words import count
from hor_data.workbook_fixes import apply_fixes
from hor_data.workbook_marking import findings_workbook, mark_findings
from hor_ui.markup import render
from hor_ui.page import as_at, show
from hor_ui.page_changes import Doubts, changes_markup
from hor_ui.page_offer import offer
from hor_ui.page_officer import NotAnOfficerError, officer, require_officer, sign_in_address
from hor_ui.page_release import PREVIEW, entries, latest, latest_release
from hor_ui.settings import behind_edge, settings, store
from hor_ui.uploaded import Uploaded, hold

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UPLOADED, BASE, TOLD = "_uploaded", "_base", "_told"
MOST_SHOWN = 100
LEAD = "Four steps. Nobody sees a change until the last, and you can undo it."
NOT_YET = "First upload a workbook without errors in step 2."
LONGEST_NOTE = 500
KEPT = 8


def get_the_workbook(release: Release) -> None:
    """Step 1: the current release, or an empty template."""
    show("step-1", render("step", number=1, title="Get the workbook", lead=(
        "Start from the current release, or from a template with one example row."
    )))  # fmt: skip
    left, right, _ = st.columns([1, 1, 1])
    _download(left, "The current release", lambda: write_release(release), "commitments.xlsx")
    name = "commitments-template.xlsx"
    _download(right, "An empty template", lambda: write_template(release), name)


def check() -> Checked | None:
    """Step 2: an upload, what was found in it, and the fixes that are safe."""
    show("step-2", render("step", number=2, title="Check", lead=(
        "Anyone can check a workbook. Nothing is published, and only you see the result."
    )))  # fmt: skip
    st.file_uploader(
        f"Your workbook (.xlsx, up to {settings().largest_upload // 1024 // 1024} MB)",
        key="upload",
        on_change=_take_upload,
    )
    uploaded = st.session_state.get(UPLOADED)
    if uploaded is None:
        return None
    checked = _checked(uploaded)
    show("findings", render(
        "checked", checked=checked, groups=group_findings(checked.findings)[:MOST_SHOWN],
        errors=sum(one.severity == Severity.ERROR for one in checked.findings), most=MOST_SHOWN,
    ))  # fmt: skip
    if checked.findings:
        _offer_findings(checked)
    if checked.fixes:
        _offer_fixes(checked)
    return checked


def compare(checked: Checked | None) -> None:
    """Step 3: what publishing would change, and a preview that only this session sees."""
    show("step-3", render("step", number=3, title="Compare", lead=(
        "See what would change before anyone else does."
    )))  # fmt: skip
    if not checked or not checked.proposal:
        show("no-comparison", render("waits", said=NOT_YET))
        return
    proposal = checked.proposal
    doubts = Doubts(proposal.wrong, proposal.order)
    html = changes_markup(proposal.changes, doubts, back_in_time=proposal.back_in_time)
    show("changes", html)
    if st.session_state.get(PREVIEW):
        st.info("You are looking at the preview: every page shows the workbook you uploaded.")
    else:
        st.button("Preview the dashboard with it", on_click=_preview, args=(checked,))


def publish_it(checked: Checked | None) -> None:
    """Step 4: the words that go with the release, and the one button."""
    show("step-4", render("step", number=4, title="Publish", lead=(
        "Everyone sees the new release the next time they open a page. You can undo it."
    )))  # fmt: skip
    _tell()
    if not behind_edge():
        said = "Publishing needs the server: start it with `streamlit run server.py` or `make run`."
        st.info(said)
    elif not officer():
        show("sign-in", render("sign_in_first", sign_in=sign_in_address()))
    elif not checked or not checked.proposal:
        show("no-publishing", render("waits", said=NOT_YET))
    else:
        _publish_form(checked, checked.proposal)


def history() -> None:
    """Every release, with the way back to the one before."""
    listed = entries()
    if not listed:
        return
    show("history", render("history", entries=listed, latest=latest()))
    if not officer():
        return
    numbers = [entry.number for entry in listed]
    chosen = st.selectbox("Release to download as it was uploaded", numbers, key="original")
    name = f"release-{chosen}.xlsx"
    _download(st, "Download the original", lambda: read_content(store(), chosen) or b"", name)
    before = before_undo(listed)
    if before:
        sure = st.checkbox(f"I want everyone to see release {before.number} again", key="sure")
        st.button(f"Undo release {latest()}", on_click=_undo, args=(latest(),), disabled=not sure)
    show("audit", render("audit", events=list_events(store(), MOST_SHOWN)))


def _publish_form(checked: Checked, proposal: Proposal) -> None:
    with st.form("publish", border=False):
        name = st.text_input("Name of the release", proposal.name, key="name", max_chars=200)
        note = st.text_area("What is new in it", key="note", max_chars=LONGEST_NOTE)
        st.caption(f"Data as at {as_at(proposal)}, as the workbook's cover says.")
        base = st.session_state.setdefault(BASE, latest())
        if st.form_submit_button("Publish", type="primary"):
            candidate = Candidate(checked.content, checked.file_name, name, note)
            _write(lambda: publish(store(), candidate, require_officer(), base), checked)
            st.rerun()


def _undo(base: int) -> None:
    _write(lambda: undo(store(), require_officer(), base))


def _write(write: Callable[[], Any], checked: Checked | None = None) -> None:
    """Write to the store and keep what to tell the officer at the next run."""
    try:
        entry = write()
        st.session_state[TOLD] = ("success", f"Release {entry.number} is published.")
        for held in (UPLOADED, PREVIEW, BASE):
            st.session_state.pop(held, None)
    except MovedOnError as error:
        names = "; ".join(f"release {one.number} by {one.who}" for one in error.since)
        st.session_state[TOLD] = ("error", f"{error} Published meanwhile: {names}.")
        st.session_state.pop(BASE, None)
        if checked:
            said = f"{checked.file_name}, SHA-256 {checked.sha256}"
            note_event(store(), officer(), "publish refused", said)
    except (NotAnOfficerError, StoreUnavailableError, ValueError) as error:
        st.session_state[TOLD] = ("error", str(error))


def _tell() -> None:
    kind, said = st.session_state.pop(TOLD, ("", ""))
    if said:
        (st.success if kind == "success" else st.error)(said)


def _take_upload() -> None:
    upload = st.session_state.get("upload")
    st.session_state.pop(PREVIEW, None)
    st.session_state.pop(BASE, None)
    st.session_state[UPLOADED] = hold(upload.name, upload.getvalue()) if upload else None


def _preview(checked: Checked) -> None:
    st.session_state[PREVIEW] = hold(checked.file_name, checked.content)


def _offer_findings(checked: Checked) -> None:
    left, right, _ = st.columns([1, 1, 1])
    marked = "commitments-with-findings.xlsx"
    _download(
        left,
        "Your workbook, marked",
        lambda: mark_findings(checked.content, checked.findings),
        marked,
    )
    _download(
        right, "The list of problems", lambda: findings_workbook(checked.findings), "findings.xlsx"
    )


def _offer_fixes(checked: Checked) -> None:
    show("fixes", render("fixes", fixes=checked.fixes[:MOST_SHOWN], number=len(checked.fixes)))
    said = f"Apply {count(len(checked.fixes), 'safe fix', 'safe fixes')}"
    st.button(said, on_click=_apply, args=(checked,))


def _apply(checked: Checked) -> None:
    mended = apply_fixes(checked.content, checked.fixes)
    st.session_state[UPLOADED] = hold(checked.file_name, mended)


def _download(place: Any, label: str, make: Callable[[], bytes], name: str) -> None:
    offer(place, label, make, (name, XLSX), width="stretch")


def _checked(uploaded: Uploaded) -> Checked:
    """The workbook checked; a large one takes seconds, so the steps are shown as they are taken."""
    current = latest_release()
    checked = _CHECKED.get((uploaded.sha256, current.id))
    if checked is None:
        bar, stop = st.progress(0.0), st.empty()
        stop.button("Stop checking", on_click=_give_up)
        checked = check_beside(uploaded.content, uploaded.sha256, current, bar.progress)
        bar.empty()
        stop.empty()
        _CHECKED[uploaded.sha256, current.id] = checked
    while len(_CHECKED) > KEPT or _size_of_checked() > settings().largest_upload:
        _CHECKED.pop(next(iter(_CHECKED)), None)
    return replace(checked, file_name=uploaded.file_name)


def _give_up() -> None:
    # The run that checks ends at the next thing it says; this one has nothing to check.
    st.session_state.pop(UPLOADED, None)


def _size_of_checked() -> int:
    return sum(len(checked.content) for checked in list(_CHECKED.values()))


# By workbook and release in force; shared by all sessions, and no loss where it is emptied: what
# was checked is checked again.
_CHECKED: dict[tuple[str, str], Checked] = {}
