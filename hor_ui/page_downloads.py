"""Choosing slides, and the downloads of a view."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from hor_data.groupings import GROUPINGS
from hor_data.words import count, listed
from hor_ui.chart_files import CSV, JSON, PPTX, XLSX
from hor_ui.data_package import data_package, view_json
from hor_ui.deck import (
    AgendaSlide,
    ChartSlide,
    Headline,
    HowToRead,
    MeasuresSlide,
    Part,
    RecordSlide,
    Sources,
    TableSlide,
    TemplateRefusedError,
    TitleSlide,
    outline,
    template_remarks,
)
from hor_ui.deck.making import get_ready, make_deck
from hor_ui.deck.template import LARGEST_TEMPLATE
from hor_ui.markup import plain, render
from hor_ui.page_agenda import choice_in_force, make_agenda
from hor_ui.page_bundle import ZIP, Asked, offer_everything
from hor_ui.page_compared import compared, compared_with
from hor_ui.page_components import mount_content
from hor_ui.page_links import dashboard_address
from hor_ui.page_offer import offer
from hor_ui.settings import settings
from hor_ui.sheets import commitments_csv
from hor_ui.uploaded import Uploaded, hold
from hor_ui.view import CHARTED, View, file_name, rows_name
from hor_ui.view_workbook import view_workbook

DECK, KEPT_DECK = "deck", "_deck"
TEMPLATE, JUDGED = "_template", "_judged_template"
ALWAYS_FIRST: tuple[Part, ...] = (TitleSlide(), HowToRead(), Headline())
ALWAYS_LAST: tuple[Part, ...] = (Sources(),)
# More slides of single commitments, or more rows in the table, are asked about first.
MOST_RECORDS, MOST_ROWS = 40, 400
# More commitments than this are not listed one by one to choose from.
MOST_TO_CHOOSE_FROM = 500
WHAT_CHANGED = "What changed between two releases"
AGENDA = "The agenda of the roundtable"


def head(title: str, lead: str) -> None:
    """Begin a section of the page."""
    mount_content(title, render("heading", title=title, lead=lead), {})


def choose_parts(view: View) -> list[str]:
    """The names of the parts chosen, in their order; what every deck has is not among them."""
    choices = list(_parts(view))
    if DECK not in st.session_state:
        st.session_state[DECK] = st.session_state.get(KEPT_DECK, choices[:3])
    st.session_state[DECK] = [name for name in st.session_state[DECK] if name in choices]
    chosen = st.multiselect(
        "Charts, tables and commitments, in the order you choose them",
        choices,
        key=DECK,
        placeholder="Choose what goes on the slides",
    )
    st.session_state[KEPT_DECK] = chosen
    number = len(view.commitments)
    if number > MOST_TO_CHOOSE_FROM:
        st.caption(f"To choose single commitments, filter to {MOST_TO_CHOOSE_FROM} or fewer.")
    elif number:
        label = f"Add {count(number, 'commitment')}, one a slide"
        st.button(label, on_click=_add, args=([_record(*one) for one in _titles(view)],))
    return chosen


def choose_template() -> Uploaded | None:
    """The organisation's own template, and what would be adapted to it."""
    largest = min(LARGEST_TEMPLATE, settings().largest_upload) >> 20
    st.file_uploader(
        f"Your organisation's template (.pptx or .potx, up to {largest} MB), if you have one",
        key="template",
        on_change=_take_template,
    )
    template: Uploaded | None = st.session_state.get(TEMPLATE)
    if not template:
        return None
    remarks, refusal = _judged(template)
    if refusal:
        st.error(f"{refusal} The slides below are in the dashboard's own design.")
        return None
    name = plain(template.file_name)
    st.success(f"The slides are in the design of “{name}”. {' '.join(map(plain, remarks))}")
    return template


def _judged(template: Uploaded) -> tuple[tuple[str, ...], str]:
    """What would be adapted to a template, or why it is refused: tried once an upload."""
    known: tuple[str, tuple[str, ...], str] | None = st.session_state.get(JUDGED)
    if known is None or known[0] != template.sha256:
        try:
            known = (template.sha256, template_remarks(template.content), "")
        except TemplateRefusedError as error:
            known = (template.sha256, (), str(error))
        st.session_state[JUDGED] = known
    return known[1:]


def offer_deck(view: View, chosen: Sequence[str], template: Uploaded | None) -> None:
    """The outline of the deck as it will be, and its download, alone or with everything else."""
    parts = parts_named(view, chosen)
    if not _agreed_to_length(view, parts):
        return
    get_ready()
    design = template.content if template else None
    titles = outline(view, parts, design)
    _show_outline(parts, titles, chosen)
    address = dashboard_address()
    offer(
        st,
        f"Download {count(sum(map(len, titles)), 'slide')} (PowerPoint)",
        lambda: make_deck(view, parts, design, address),
        (file_name(view, rows_name(view), "pptx"), PPTX),
        type="primary",
    )
    offer_everything(view, parts, Asked(tuple(chosen), design, address))


def offer_data(view: View) -> None:
    """The rows of the view, in four forms."""
    refs = set(view.commitments["Ref"])
    release = view.release
    places = iter(st.columns(4))
    forms: list[tuple[str, str, str, Callable[[], bytes]]] = [
        ("Excel workbook with charts", "xlsx", XLSX, lambda: view_workbook(view)),
        ("Commitments (CSV)", "csv", CSV, lambda: commitments_csv(release, refs).encode()),
        ("All tables (JSON)", "json", JSON, lambda: view_json(view).encode()),
        ("All tables (CSV, described)", "zip", ZIP, lambda: data_package(view)),
    ]
    for label, kind, media_type, make in forms:
        with next(places):
            file = (file_name(view, rows_name(view), kind), media_type)
            offer(st, label, make, file, width="stretch")


def parts_named(view: View, names: Sequence[str]) -> tuple[Part, ...]:
    """The parts of a deck: what every deck has, and these between."""
    known = _parts(view)
    return (*ALWAYS_FIRST, *(known[name]() for name in names if name in known), *ALWAYS_LAST)


def _parts(view: View) -> dict[str, Callable[[], Part]]:
    """By its name, what makes each part: comparing releases takes a while."""
    named: dict[str, Callable[[], Part]] = {
        f"Status by {GROUPINGS[field][0].lower()}{GROUPINGS[field][1:]}": partial(ChartSlide, field)
        for field in CHARTED
    }
    named |= {"Targets and results": MeasuresSlide, "A table of all commitments": TableSlide}
    if compared_with():
        named[WHAT_CHANGED] = lambda: _changes(view)
    named[AGENDA] = lambda: AgendaSlide(make_agenda(view, compared(view), choice_in_force()))
    if len(view.commitments) <= MOST_TO_CHOOSE_FROM:
        named |= {_record(ref, title): partial(RecordSlide, ref) for ref, title in _titles(view)}
    return named


def _changes(view: View) -> Part:
    found = compared(view)
    assert found, "offered only where there is another release"
    return found.slide


def _titles(view: View) -> list[tuple[str, str]]:
    commitments = view.commitments
    return list(zip(commitments["Ref"], commitments["Title"], strict=True))


def _record(ref: str, title: str) -> str:
    return f"{ref}: {title}"


def _add(names: Sequence[str]) -> None:
    chosen = st.session_state[DECK]
    st.session_state[DECK] = [*chosen, *(name for name in names if name not in chosen)]


def _take_template() -> None:
    upload = st.session_state.get("template")
    st.session_state[TEMPLATE] = hold(upload.name, upload.getvalue()) if upload else None


def _agreed_to_length(view: View, parts: Sequence[Part]) -> bool:
    records = sum(isinstance(part, RecordSlide) for part in parts)
    refs = view.commitments["Ref"]
    tables = {
        TableSlide(): len(refs),
        MeasuresSlide(): int(view.release.measures["Ref"].isin(refs).sum()),
    }
    long = []
    if records > MOST_RECORDS:
        long.append(f"{count(records, 'commitment')} with a slide each")
    for part, rows in tables.items():
        if part in parts and rows > MOST_ROWS:
            long.append(f"a table of {count(rows, 'row')}")
    if not long:
        return True
    said = f"You have chosen {listed(long)}. It is a long deck, and may take a minute to make."
    st.warning(said)
    return st.checkbox("Make the long deck", key="long-deck")


def _show_outline(
    parts: Sequence[Part], titles: Sequence[Sequence[str]], chosen: Sequence[str]
) -> None:
    first, last = len(ALWAYS_FIRST), len(parts) - len(ALWAYS_LAST)
    rows = [
        {
            "titles": of,
            "number": len(of),
            "start": sum(map(len, titles[:at])) + 1,
            "move": at - first if first <= at < last else None,
            "name": chosen[at - first] if first <= at < last else "",
            "first": at == first,
            "last": at == last - 1,
        }
        for at, of in enumerate(titles)
    ]
    mount_content("outline", render("outline", titles=rows), {"moved": move_part})


def move_part(said: str) -> None:
    """Move a part one place up or down, or take it out; `said` is its place and where to."""
    place, _, way = said.partition(":")
    names = list(st.session_state.get(KEPT_DECK, ()))
    if not (place.isascii() and place.isdigit() and int(place) < len(names)):
        return
    name = names.pop(int(place))
    if way in ("up", "down"):
        names.insert(max(int(place) + (1 if way == "down" else -1), 0), name)
    st.session_state[DECK] = names
