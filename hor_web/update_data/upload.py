"""The first steps of the officers' page: get the workbook, check it, compare it."""

import math
from dataclasses import replace
from functools import partial

import streamlit as st

from hor_data.background import TaskFailedError, TaskTooLargeError
from hor_data.release import Release, write_release
from hor_data.upload import (
    MOST_GROUPS,
    CheckedUpload,
    apply_fixes_in_background,
    check_in_background,
    list_findings_in_background,
    mark_findings_in_background,
    say_marking_limits_in_background,
    start_checking,
    write_workbook_template,
)
from hor_data.words import say_count
from hor_web.offer import offer_download
from hor_web.officer import current_officer
from hor_web.page import show_markup, show_template
from hor_web.settings import read_settings
from hor_web.shown_release import PREVIEW, latest_release, number_in_force
from hor_web.state import CHECKED, SessionFile, hold_file
from hor_web.update_data.steps import OUTCOME, UPLOADED, PublishOutcome
from hor_web.update_data.upload_control import show_choose_again, take_upload
from hor_web.what_changed.changes import PublishingDoubts, changes_markup

MARKING_LIMITS, FIXES_FAILED = "_marking_limits", "_fixes_failed"
# The SHA-256 of an upload that was too large to check, and the sentence that says so.
TOO_LARGE = "_too_large"
MOST_SHOWN = 100
NO_WORKBOOK_YET = "First upload a workbook without errors in step 2."


def show_workbook_downloads(release: Release) -> None:
    """Step 1: the current release, or an empty template."""
    left, right, _ = st.columns([1, 1, 1])
    offer_download(left, "The current release", lambda: write_release(release), "commitments.xlsx")
    name = "commitments-template.xlsx"
    offer_download(right, "An empty template", lambda: write_workbook_template(release), name)


def known_check() -> CheckedUpload | None:
    """The uploaded workbook as it was checked, where its check has been made already."""
    uploaded: SessionFile | None = st.session_state.get(UPLOADED)
    checked = CHECKED.find((uploaded.sha256, latest_release().id)) if uploaded else None
    return _named(checked, uploaded.file_name) if checked and uploaded else None


def show_check() -> CheckedUpload | None:
    """Step 2: the upload, its findings, and the safe fixes."""
    take_upload()
    start_checking()
    uploaded = st.session_state.get(UPLOADED)
    if uploaded is None:
        show_choose_again()
        return None
    checked = _check_upload(uploaded)
    show_template(
        "findings",
        "update_data/checked",
        checked=checked,
        most=MOST_GROUPS,
    )
    if checked.joined_with:
        offer_download(st, "The joined workbook", lambda: checked.content, checked.file_name)
    if checked.findings:
        _offer_findings(checked)
    if checked.fixes:
        _offer_fixes(checked)
    return checked


def show_comparison(checked: CheckedUpload | None) -> None:
    """Step 3: what publishing would change, and a preview that only this session sees."""
    if not checked or not checked.proposal:
        show_waiting("no-comparison")
        return
    proposal = checked.proposal
    doubts = PublishingDoubts(proposal.doubts, proposal.order, proposal.others)
    html = changes_markup(proposal.changes, doubts, back_in_time=proposal.back_in_time)
    show_markup("changes", html)
    if st.session_state.get(PREVIEW):
        st.info("You are looking at the preview: every page shows the workbook you uploaded.")
    else:
        st.button("Preview the dashboard with it", on_click=_on_preview, args=(checked,))


def show_waiting(key: str) -> None:
    """Show that a step needs a workbook first; nothing right after a publication, which says so
    itself."""
    outcome: PublishOutcome | None = st.session_state.get(OUTCOME)
    is_done = outcome and outcome.number == number_in_force() and not st.session_state.get(UPLOADED)
    if not is_done:
        show_template(key, "update_data/waits", sentence=NO_WORKBOOK_YET)


def _on_preview(checked: CheckedUpload) -> None:
    st.session_state[PREVIEW] = hold_file(checked.file_name, checked.content)


def _offer_findings(checked: CheckedUpload) -> None:
    if limits := _say_marking_limits(checked):
        st.caption(limits)
    left, right, _ = st.columns([1, 1, 1])
    most = _most_megabytes()
    marked = partial(mark_findings_in_background, checked.content, checked.findings, most)
    offer_download(left, "Your workbook, marked", marked, "commitments-with-findings.xlsx")
    listed = partial(
        list_findings_in_background, checked.content, checked.findings, checked.file_name
    )
    offer_download(right, "The list of problems", listed, "findings.xlsx")


def _say_marking_limits(checked: CheckedUpload) -> str:
    """What the marked workbook will not have, worked out once an upload."""
    known: tuple[str, str] | None = st.session_state.get(MARKING_LIMITS)
    if known is None or known[0] != checked.sha256:
        bar = st.empty()
        try:
            limits = say_marking_limits_in_background(
                checked.content, checked.findings, bar.progress
            )
        except TaskFailedError as error:
            limits = str(error)
        bar.empty()
        st.session_state[MARKING_LIMITS] = known = (checked.sha256, limits)
    return known[1]


def _offer_fixes(checked: CheckedUpload) -> None:
    number = len(checked.fixes)
    show_template("fixes", "update_data/fixes", fixes=checked.fixes[:MOST_SHOWN], number=number)
    if failure := st.session_state.pop(FIXES_FAILED, ""):
        st.error(failure)
    label = f"Apply {say_count(number, 'safe fix', 'safe fixes')}"
    st.button(label, on_click=_on_apply_fixes, args=(checked,))


def _on_apply_fixes(checked: CheckedUpload) -> None:
    try:
        mended = apply_fixes_in_background(checked.content, checked.fixes)
    except TaskFailedError as error:
        st.session_state[FIXES_FAILED] = str(error)
        return
    st.session_state[UPLOADED] = hold_file(checked.file_name, mended)


def _check_upload(uploaded: SessionFile) -> CheckedUpload:
    """The checked workbook. A bar shows the progress of a check, and a button stops it."""
    current = latest_release()
    key = uploaded.sha256, current.id
    checked = CHECKED.find(key)
    too_large: tuple[str, str] = st.session_state.get(TOO_LARGE, ("", ""))
    if checked is None and too_large[0] == uploaded.sha256:
        checked = _refused(uploaded, too_large[1])
    if checked is None:
        bar, stop = st.progress(0.0), st.empty()
        stop.button("Stop checking", on_click=_on_stop)
        try:
            checked = check_in_background(
                uploaded.content, uploaded.sha256, current, bar.progress, _most_megabytes()
            )
            CHECKED.keep(key, checked)
        except TaskFailedError as error:
            checked = _refused(uploaded, str(error))
            # In this session alone: an officer's check of the same file may take more.
            if isinstance(error, TaskTooLargeError):
                st.session_state[TOO_LARGE] = uploaded.sha256, str(error)
        bar.empty()
        stop.empty()
    return _named(checked, uploaded.file_name)


def _refused(uploaded: SessionFile, sentence: str) -> CheckedUpload:
    return CheckedUpload("", uploaded.content, uploaded.sha256, refusal=sentence)


def _most_megabytes() -> float:
    """What a check may take of memory: an officer's what its file needs, a reader's no more than
    the settings say."""
    return math.inf if current_officer() else read_settings().check_memory >> 20


def _named(checked: CheckedUpload, name: str) -> CheckedUpload:
    """The check with the name of the workbook that was checked."""
    if checked.joined_with:
        name = f"{name.rpartition('.')[0] or name}.xlsx"
    return replace(checked, file_name=name)


def _on_stop() -> None:
    # The press starts a new run, which ends the checking one at its next progress message. Without
    # an upload the new run checks nothing.
    st.session_state.pop(UPLOADED, None)
