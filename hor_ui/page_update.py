"""The first steps of the officers' page: get the workbook, check it, compare it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

import streamlit as st

from hor_data.checking import check_beside
from hor_data.findings import Severity, group_findings
from hor_data.release import Release, write_release
from hor_data.template import write_template
from hor_data.upload import Checked
from hor_data.words import count
from hor_data.workbook_fixes import apply_fixes
from hor_data.workbook_marking import findings_workbook, mark_findings
from hor_ui.markup import render
from hor_ui.page import show
from hor_ui.page_changes import Doubts, changes_markup
from hor_ui.page_offer import offer
from hor_ui.page_release import PREVIEW, latest, latest_release
from hor_ui.settings import settings
from hor_ui.uploaded import Uploaded, hold

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UPLOADED, BASE, OUTCOME = "_uploaded", "_base", "_outcome"
# How many workbooks this session uploaded; how many of the controls that take them are done with.
UPLOADS, TURN = "_uploads", "_turn"
MOST_SHOWN = 100
LEAD = "Four steps. Nobody sees a change until the last, and you can undo it."
NOT_YET = "First upload a workbook without errors in step 2."
KEPT = 8


class Outcome(NamedTuple):
    """What the officer's last publication or undo did: a sentence, where on the page it was asked
    for, and the number of the release it made, 0 where it made none."""

    sentence: str
    place: str
    number: int = 0


def get_the_workbook(release: Release) -> None:
    """Step 1: the current release, or an empty template."""
    show("step-1", render("step", number=1, title="Get the workbook", lead=(
        "Start from the current release, or from a template with one example row."
    )))  # fmt: skip
    left, right, _ = st.columns([1, 1, 1])
    download(left, "The current release", lambda: write_release(release), "commitments.xlsx")
    name = "commitments-template.xlsx"
    download(right, "An empty template", lambda: write_template(release), name)


def check() -> Checked | None:
    """Step 2: an upload, what was found in it, and the fixes that are safe."""
    show("step-2", render("step", number=2, title="Check", lead=(
        "Anyone can check a workbook. Nothing is published, and only you see the result."
    )))  # fmt: skip
    st.file_uploader(
        f"Your workbook (.xlsx, up to {settings().largest_upload // 1024 // 1024} MB)",
        key=_upload_key(),
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
        say_that_it_waits("no-comparison")
        return
    proposal = checked.proposal
    doubts = Doubts(proposal.wrong, proposal.order)
    html = changes_markup(proposal.changes, doubts, back_in_time=proposal.back_in_time)
    show("changes", html)
    if st.session_state.get(PREVIEW):
        st.info("You are looking at the preview: every page shows the workbook you uploaded.")
    else:
        st.button("Preview the dashboard with it", on_click=_preview, args=(checked,))


def say_that_it_waits(key: str) -> None:
    """Say that a step needs a workbook first; nothing just after a release, which is said once."""
    outcome: Outcome | None = st.session_state.get(OUTCOME)
    is_done = outcome and outcome.number == latest() and not st.session_state.get(UPLOADED)
    if not is_done:
        show(key, render("waits", said=NOT_YET))


def let_go_of_upload() -> None:
    """Forget the workbook that was uploaded, in the control that took it too."""
    for held in (UPLOADED, PREVIEW, BASE):
        st.session_state.pop(held, None)
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1


def _upload_key() -> str:
    return f"upload-{st.session_state.get(TURN, 0)}"


def _take_upload() -> None:
    upload = st.session_state.get(_upload_key())
    for held in (PREVIEW, BASE, OUTCOME):
        st.session_state.pop(held, None)
    st.session_state[UPLOADS] = st.session_state.get(UPLOADS, 0) + 1
    st.session_state[UPLOADED] = hold(upload.name, upload.getvalue()) if upload else None


def _preview(checked: Checked) -> None:
    st.session_state[PREVIEW] = hold(checked.file_name, checked.content)


def _offer_findings(checked: Checked) -> None:
    left, right, _ = st.columns([1, 1, 1])
    marked = "commitments-with-findings.xlsx"
    download(
        left,
        "Your workbook, marked",
        lambda: mark_findings(checked.content, checked.findings),
        marked,
    )
    download(
        right,
        "The list of problems",
        lambda: findings_workbook(checked.findings, checked.file_name),
        "findings.xlsx",
    )


def _offer_fixes(checked: Checked) -> None:
    show("fixes", render("fixes", fixes=checked.fixes[:MOST_SHOWN], number=len(checked.fixes)))
    said = f"Apply {count(len(checked.fixes), 'safe fix', 'safe fixes')}"
    st.button(said, on_click=_apply, args=(checked,))


def _apply(checked: Checked) -> None:
    mended = apply_fixes(checked.content, checked.fixes)
    st.session_state[UPLOADED] = hold(checked.file_name, mended)


def download(place: Any, label: str, make: Callable[[], bytes], name: str) -> None:
    """A button that makes a workbook when it is pressed."""
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
