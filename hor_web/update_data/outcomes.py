"""What became of an officer's write: said once, where on the page it was asked for."""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from hor_data.store import Entry, MovedOnError, StoreUnavailableError
from hor_data.words import say_list
from hor_web.markup import escape_streamlit
from hor_web.officer import NotAnOfficerError
from hor_web.shown_release import number_in_force
from hor_web.update_data.steps import OUTCOME, PublishOutcome, published_outcome
from hor_web.update_data.upload_control import BASE_NUMBER

PUBLISH_PLACE, HISTORY_PLACE, WITHDRAW_PLACE = "publish", "history", "withdraw"
SEEN_NEXT = "Everyone sees it at their next click."
Result = TypeVar("Result")


def try_write(place: str, write: Callable[[], Result]) -> Result | None:
    """What was written, or None where it failed; the reason is kept for the officer to see.

    A MovedOnError, where another officer published or withdrew in between, is raised to the caller.
    """
    st.session_state.pop(BASE_NUMBER, None)
    try:
        return write()
    except MovedOnError:
        raise
    except (NotAnOfficerError, StoreUnavailableError, ValueError) as error:
        note_outcome(str(error), place)
    return None


def note_outcome(sentence: str, place: str, number: int = 0) -> None:
    """Keep a sentence to be shown at a place of the page; `number` is that of the release in force
    through it, 0 for a failure."""
    st.session_state[OUTCOME] = PublishOutcome(sentence, place, number)


def show_outcome(place: str) -> None:
    """Show the result of the officer's last write where it was asked for: a failure until the next
    run; a success while that release is the latest and nothing else was uploaded."""
    outcome: PublishOutcome | None = st.session_state.get(OUTCOME)
    if outcome is None or outcome.place != place or outcome is published_outcome():
        return
    if not outcome.number:
        del st.session_state[OUTCOME]
        st.error(escape_streamlit(outcome.sentence))
    elif outcome.number == number_in_force():
        st.success(escape_streamlit(outcome.sentence))


def say_publications(entries: tuple[Entry, ...]) -> str:
    """Release 3 by Ann and release 4 by Ben."""
    return say_list([f"release {entry.number} by {entry.who}" for entry in entries])
