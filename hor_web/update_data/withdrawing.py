"""Withdrawing a release, for officers: a first press says what it would do, a second does it."""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from hor_data.store import LONGEST_REASON, Entry, Withdrawal, plan_withdrawal, withdraw
from hor_data.words import capitalise, say_list
from hor_web.markup import escape_streamlit
from hor_web.officer import require_officer
from hor_web.page import show_heading
from hor_web.release_menu import entry_label
from hor_web.shown_release import number_in_force
from hor_web.state import shared_store
from hor_web.update_data.outcomes import WITHDRAW_PLACE, note_outcome, show_outcome, try_write

ASKED, TURN = "_withdrawal", "_withdrawal_turn"
LEAD = (
    "For a release that was published by mistake or has personal data in it. It is then shown, "
    "compared and given out nowhere; its line in the history stays."
)
NO_REASON = "Say why the release is withdrawn: the history keeps it."


class AskedWithdrawal(NamedTuple):
    """What the first press asked for."""

    number: int
    reason: str
    personal_data: bool


def show_withdrawing(entries: Sequence[Entry]) -> None:
    """The form with release and reason, and after its press the question whether to go on."""
    asked: AskedWithdrawal | None = st.session_state.get(ASKED)
    show_heading("Withdraw a release", LEAD)
    _show_form([entry for entry in entries if not entry.erased_at])
    show_outcome(WITHDRAW_PLACE)
    if asked:
        _ask_again(asked, entries)


def _show_form(entries: Sequence[Entry]) -> None:
    # Once a release is withdrawn the form begins anew, without what was typed for it.
    turn = st.session_state.get(TURN, 0)
    labels = {entry.number: _label(entry) for entry in entries}
    with st.form(f"withdraw-{turn}", border=False):
        number = st.selectbox(
            "Release to withdraw", list(labels), format_func=labels.__getitem__, key=f"wd-{turn}"
        )
        reason = st.text_area(
            "Why it is withdrawn", key=f"wd-reason-{turn}", max_chars=LONGEST_REASON
        )
        personal_data = st.checkbox(
            "It has personal data in it: erase the workbook for good", key=f"wd-erase-{turn}"
        )
        if st.form_submit_button("Withdraw this release"):
            st.session_state.pop(ASKED, None)
            if reason.strip():
                st.session_state[ASKED] = AskedWithdrawal(number, reason.strip(), personal_data)
            else:
                note_outcome(NO_REASON, WITHDRAW_PLACE)
            st.rerun()


def _ask_again(asked: AskedWithdrawal, entries: Sequence[Entry]) -> None:
    try:
        plan = plan_withdrawal(entries, asked.number, asked.personal_data)
    except ValueError as error:
        st.error(escape_streamlit(str(error)))
        return
    st.warning(escape_streamlit(f"{_say_plan(plan)} Reason: {asked.reason}"))
    number = asked.number
    st.button(f"Yes, withdraw release {number}", on_click=_on_withdraw, args=(asked,))
    st.button(f"Keep release {number}", on_click=_on_keep)


def _say_plan(plan: Withdrawal) -> str:
    releases = say_list([f"release {number}" for number in plan.numbers])
    also = ", which have the same workbook," if len(plan.numbers) > 1 else ""
    sentences = [f"{capitalise(releases)}{also} will not be shown, compared or given out any more."]
    if plan.erased:
        sentences.append("The workbook is erased, and nobody can bring it back.")
    if plan.in_force != number_in_force():
        sentences.append(f"Everyone will see release {plan.in_force}.")
    return " ".join(sentences)


def _on_withdraw(asked: AskedWithdrawal) -> None:
    st.session_state.pop(ASKED, None)
    done = try_write(WITHDRAW_PLACE, lambda: withdraw(shared_store(), require_officer(), *asked))
    if done:
        st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
        note_outcome(_say_done(done), WITHDRAW_PLACE, done.in_force)


def _on_keep() -> None:
    st.session_state.pop(ASKED, None)


def _say_done(done: Withdrawal) -> str:
    releases = say_list([f"release {number}" for number in done.numbers])
    verb = "are" if len(done.numbers) > 1 else "is"
    erased = " The workbook is erased." if done.erased else ""
    return (
        f"{capitalise(releases)} {verb} withdrawn.{erased} Release {done.in_force} is in force; "
        "everyone sees it at their next click."
    )


def _label(entry: Entry) -> str:
    return entry_label(entry) + (", withdrawn" if entry.withdrawn_at else "")
