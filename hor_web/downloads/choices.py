"""The controls that choose the parts of a deck and its template."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from hor_data.background import TaskFailedError
from hor_data.changes import Trend, build_trend, points_of_trend
from hor_data.release import GROUPINGS
from hor_data.words import say_count, say_list
from hor_exports.deck import (
    COVER_PART,
    HEADLINE_PART,
    LARGEST_TEMPLATE,
    MEASURES_PART,
    SCALE_PART,
    SOURCES_PART,
    TABLE_PART,
    Part,
    TemplateRefusedError,
    agenda_part,
    changes_part,
    chart_part,
    matrix_part,
    record_part,
    trend_part,
    try_template,
)
from hor_exports.explore import RELEASE_COLUMN, MatrixChoice
from hor_exports.view import CHARTED_GROUPINGS, View
from hor_web.compared_release import compared_number, compared_view
from hor_web.explore.choice import explore_choice
from hor_web.markup import escape_streamlit
from hor_web.roundtable.agenda import agenda_choice, make_agenda
from hor_web.settings import read_settings
from hor_web.shown_release import releases_until_now
from hor_web.state import SessionFile, hold_file

DECK_PARTS, KEPT_DECK_PARTS = "deck", "_deck"
TEMPLATE_UPLOAD, TEMPLATE_VERDICT = "_template", "_judged_template"
ALWAYS_FIRST: tuple[Part, ...] = (COVER_PART, SCALE_PART, HEADLINE_PART)
ALWAYS_LAST: tuple[Part, ...] = (SOURCES_PART,)
# More slides of single commitments, or more rows in the table, are asked about first.
MOST_RECORDS, MOST_ROWS = 40, 400
# More commitments than this are not listed one by one to choose from.
MOST_TO_CHOOSE_FROM = 500
CHANGES_PART = "What changed between two releases"
AGENDA_PART = "The agenda of the roundtable"
MATRIX_PART, TREND_PART = "Matrix, as Explore has it", "Trend over the releases"


def choose_parts(view: View) -> list[str]:
    """The names of the parts the reader chose, in order, without those that every deck has."""
    choices = list(_parts(view))
    if DECK_PARTS not in st.session_state:
        st.session_state[DECK_PARTS] = st.session_state.get(KEPT_DECK_PARTS, choices[:3])
    st.session_state[DECK_PARTS] = [
        name for name in st.session_state[DECK_PARTS] if name in choices
    ]
    chosen = st.multiselect(
        "Charts, tables and commitments, in the order you choose them",
        choices,
        key=DECK_PARTS,
        placeholder="Choose what goes on the slides",
    )
    st.session_state[KEPT_DECK_PARTS] = chosen
    number = len(view.commitments)
    if number > MOST_TO_CHOOSE_FROM:
        st.caption(f"To choose single commitments, filter to {MOST_TO_CHOOSE_FROM} or fewer.")
    elif number:
        label = f"Add {say_count(number, 'commitment')}, one a slide"
        names = [_record_name(ref, title) for ref, title in _titles(view)]
        st.button(label, on_click=_add_parts, args=(names,))
    return chosen


def choose_template() -> SessionFile | None:
    """The organisation's own template, or None where there is none that can be used; shows what
    would be adapted to it."""
    largest = min(LARGEST_TEMPLATE, read_settings().largest_upload) >> 20
    st.file_uploader(
        f"Your organisation's template (.pptx or .potx, up to {largest} MB), if you have one",
        key="template",
        on_change=_on_template,
    )
    template: SessionFile | None = st.session_state.get(TEMPLATE_UPLOAD)
    if not template:
        return None
    remarks, refusal = _template_verdict(template)
    if refusal:
        st.error(f"{refusal} The slides below are in the dashboard's own design.")
        return None
    name = escape_streamlit(template.file_name)
    st.success(
        f"The slides are in the design of “{name}”. {' '.join(map(escape_streamlit, remarks))}"
    )
    return template


def _template_verdict(template: SessionFile) -> tuple[tuple[str, ...], str]:
    """What would be adapted to a template, or why it is refused: tried once an upload."""
    known: tuple[str, tuple[str, ...], str] | None = st.session_state.get(TEMPLATE_VERDICT)
    if known is None or known[0] != template.sha256:
        try:
            known = (template.sha256, try_template(template.content), "")
        except (TemplateRefusedError, TaskFailedError) as error:
            known = (template.sha256, (), str(error))
        st.session_state[TEMPLATE_VERDICT] = known
    return known[1:]


def parts_named(view: View, names: Sequence[str]) -> tuple[Part, ...]:
    """The parts of a deck: those that every deck has, with the parts of these names between."""
    known = _parts(view)
    return (*ALWAYS_FIRST, *(known[name]() for name in names if name in known), *ALWAYS_LAST)


def _parts(view: View) -> dict[str, Callable[[], Part]]:
    """By the name of each part, a function that makes it: comparing releases takes a while."""
    named: dict[str, Callable[[], Part]] = {
        f"Status by {GROUPINGS[field][0].lower()}{GROUPINGS[field][1:]}": partial(chart_part, field)
        for field in CHARTED_GROUPINGS
    }
    named[MATRIX_PART] = lambda: _matrix_slides(view)
    if has_trend():
        named[TREND_PART] = lambda: trend_part(
            trend_over_releases(view, MatrixChoice()), view.selection.status
        )
    named |= {
        "Targets and results": lambda: MEASURES_PART,
        "A table of all commitments": lambda: TABLE_PART,
    }
    if compared_number():
        named[CHANGES_PART] = lambda: _changes_slide(view)
    named[AGENDA_PART] = lambda: agenda_part(
        make_agenda(view, compared_view(view), agenda_choice())
    )
    if len(view.commitments) <= MOST_TO_CHOOSE_FROM:
        named |= {
            _record_name(ref, title): partial(record_part, ref) for ref, title in _titles(view)
        }
    return named


def has_trend() -> bool:
    """Whether there are two releases for a trend, of those up to the one shown."""
    return len(points_of_trend([release for _, release in releases_until_now()])) > 1


def trend_over_releases(view: View, choice: MatrixChoice) -> Trend:
    """The trend of the view over the releases up to the one shown, by the rows of the matrix."""
    releases = [release for _, release in releases_until_now()] or [view.release]
    return build_trend(points_of_trend(releases), view.selection, choice.rows)


def _matrix_slides(view: View) -> Part:
    choice = explore_choice().matrix
    is_trend = choice.columns == RELEASE_COLUMN
    trend = trend_over_releases(view, choice) if is_trend else None
    return matrix_part(choice, trend, view.selection.status)


def _changes_slide(view: View) -> Part:
    comparison = compared_view(view)
    assert comparison, "offered only where there is another release"
    return changes_part(comparison)


def _titles(view: View) -> list[tuple[str, str]]:
    commitments = view.commitments
    return list(zip(commitments["Ref"], commitments["Title"], strict=True))


def _record_name(ref: str, title: str) -> str:
    return f"{ref}: {title}"


def _add_parts(names: Sequence[str]) -> None:
    chosen = st.session_state[DECK_PARTS]
    st.session_state[DECK_PARTS] = [*chosen, *(name for name in names if name not in chosen)]


def _on_template() -> None:
    upload = st.session_state.get("template")
    st.session_state[TEMPLATE_UPLOAD] = (
        hold_file(upload.name, upload.getvalue()) if upload else None
    )


def accepts_length(view: View, parts: Sequence[Part]) -> bool:
    """Whether the reader has agreed to a long deck, where these parts make one."""
    records = sum(part.kind == "record" for part in parts)
    refs = view.commitments["Ref"]
    tables = {
        TABLE_PART: len(refs),
        MEASURES_PART: int(view.release.measures["Ref"].isin(refs).sum()),
    }
    long = []
    if records > MOST_RECORDS:
        long.append(f"{say_count(records, 'commitment')} with a slide each")
    for part, rows in tables.items():
        if part in parts and rows > MOST_ROWS:
            long.append(f"a table of {say_count(rows, 'row')}")
    if not long:
        return True
    why = f"You have chosen {say_list(long)}."
    st.warning(f"{why} It is a long deck, and may take a minute to make.")
    return st.checkbox("Make the long deck", key="long-deck")
