"""The four steps of the officers' page: their headings, and what was done in each.

A step that is done folds: its heading says what was done and opens it again, and the reader is
taken to the step that comes next.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any, NamedTuple

import streamlit as st

from hor_data.changes import say_change_headline
from hor_data.store import entry_before_undo
from hor_data.upload import CheckedUpload
from hor_data.words import say_count, say_list, uncapitalise
from hor_web.page import show_template
from hor_web.publications import publications
from hor_web.shown_release import number_in_force
from hor_web.state import SessionFile

# Names in the session's state: the uploaded file, and the officer's last publication or undo.
UPLOADED, OUTCOME = "_uploaded", "_outcome"
GET, CHECK, COMPARE, PUBLISH = 1, 2, 3, 4
CHECK_LEAD = (
    "Anyone can check a workbook. Nothing is published, and only you see the result. A .csv file "
    "is taken as the Commitments sheet, with the other sheets of the release in force."
)
# The title and the lead of each step.
STEPS = {
    GET: (
        "Get the workbook",
        "Start from the current release, or from a template with one example row.",
    ),
    CHECK: ("Check", CHECK_LEAD),
    COMPARE: ("Compare", "See what would change before anyone else does."),
    PUBLISH: (
        "Publish",
        "Everyone sees the new release the next time they open a page. You can undo it.",
    ),
}


# A place on the page: what is shown while it is entered stands there.
Place = AbstractContextManager[Any]


class PublishOutcome(NamedTuple):
    """The result of the officer's last publication or undo: a sentence, where on the page it was
    asked for, the number of the release it made (0 for none), and what was done in each step before
    it, by the step's number."""

    sentence: str
    place: str
    number: int = 0
    done: Mapping[int, str] = {}


class StepPlace(NamedTuple):
    """Where a step stands on the page: its heading, and what it holds."""

    heading: Place
    body: Place


class Steps(NamedTuple):
    """The places of the steps by number, and what is known to have been done in each."""

    places: Mapping[int, StepPlace]
    done: Mapping[int, str]

    def body(self, number: int) -> Place:
        """The place of what a step holds."""
        return self.places[number].body


def lay_out_steps(checked: CheckedUpload | None) -> Steps:
    """Show the headings of the steps. `checked` is the uploaded workbook where its check is known
    before the page has done it."""
    places = {}
    for number in STEPS:
        # static/streamlit.css hides what stands below a folded heading by this key.
        step = st.container(key=f"step-{number}")
        places[number] = StepPlace(step.empty(), step.container())
    steps = Steps(places, steps_done(checked))
    for number in STEPS:
        _show_heading(number, steps, steps.done)
    return steps


def fold_steps(steps: Steps, checked: CheckedUpload | None) -> None:
    """Fold the steps that were done while the page was made."""
    done = steps_done(checked)
    for number in done.keys() - steps.done.keys():
        _show_heading(number, steps, done)


def steps_done(checked: CheckedUpload | None) -> dict[int, str]:
    """What was done in each step that is done, by its number. `checked` is the uploaded workbook
    once it is checked."""
    if published := published_outcome():
        return dict(published.done) | {PUBLISH: f"Release {published.number} is live"}
    uploaded: SessionFile | None = st.session_state.get(UPLOADED)
    if uploaded is None:
        return {}
    done = {GET: _say_got(uploaded.file_name)}
    if checked and checked.proposal and not checked.findings and not checked.joined_with:
        done[CHECK] = say_checked(checked)
    return done


def published_outcome() -> PublishOutcome | None:
    """The officer's last publication while its release is in force and nothing was uploaded
    since."""
    outcome: PublishOutcome | None = st.session_state.get(OUTCOME)
    is_publication = outcome is not None and bool(outcome.done)
    if not is_publication or st.session_state.get(UPLOADED):
        return None
    return outcome if outcome and outcome.number == number_in_force() else None


def say_steps_done(checked: CheckedUpload) -> dict[int, str]:
    """What was done in each step up to the publication of a checked workbook."""
    changes, back = (
        (checked.proposal.changes, checked.proposal.back_in_time)
        if checked.proposal
        else ((), False)
    )
    compared = say_change_headline(changes, back)
    return {
        GET: _say_got(checked.file_name),
        CHECK: say_checked(checked),
        COMPARE: f"Compared: {uncapitalise(compared).removesuffix('.')}",
    }


def _say_got(file_name: str) -> str:
    return f"Got the workbook: {file_name}"


def say_checked(checked: CheckedUpload) -> str:
    """Checked spring.xlsx: no problems found; or what was found."""
    warnings = len(checked.findings) - checked.errors
    counted = [(checked.errors, "error"), (warnings, "warning")]
    findings = say_list([say_count(number, noun) for number, noun in counted if number])
    return f"Checked {checked.file_name}: {findings or 'no problems found'}"


def _show_heading(number: int, steps: Steps, done: Mapping[int, str]) -> None:
    title, lead = STEPS[number]
    sentence = done.get(number, "")
    template, key = "update_data/step", f"step-{number}-heading"
    if sentence:
        template, key = "update_data/step_done", f"step-{number}-done"
    if sentence and number == PUBLISH:
        template = "update_data/closing_card"
    values: dict[str, Any] = {
        "number": number,
        "title": title,
        "lead": lead,
        "done": sentence,
        "token": f"{number} {_upload_hash()} {number_in_force()}",
        # Where the next step is done as well, the reader is taken further on.
        "leads_on": number == CHECK and COMPARE not in done,
        "undo": number == PUBLISH and entry_before_undo(publications().entries) is not None,
    }
    with steps.places[number].heading:
        show_template(key, template, **values)


def _upload_hash() -> str:
    uploaded: SessionFile | None = st.session_state.get(UPLOADED)
    return uploaded.sha256 if uploaded else ""
