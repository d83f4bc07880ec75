"""Everything for the meeting: slides, agenda, briefs, workbook and data of a view, as one zip."""

import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import NamedTuple

from hor_data.agenda import Agenda
from hor_data.dates import say_date
from hor_data.words import count
from hor_ui.brief import lead_organisations
from hor_ui.compared import Compared
from hor_ui.data_package import NEUTRALISED, data_files
from hor_ui.deck import AgendaSlide, Part, Sources, TitleSlide
from hor_ui.deck.making import make_deck
from hor_ui.documents.brief import write_brief
from hor_ui.quoting import say_extent
from hor_ui.view import View, file_name, file_stem, rows_name
from hor_ui.view_workbook import view_workbook

READ_ME = "Read me first.txt"
MOST_BRIEFS = 60


class Step(NamedTuple):
    """One part of the bundle: what is being made, what its files are, and how to make them."""

    said: str
    note: str
    make: Callable[[], Mapping[str, bytes]]


@dataclass(frozen=True)
class Wanted:
    """What a bundle is made of besides the data: the parts of its deck, the agenda, the earlier
    release it is compared with, if there is one; the template and the dashboard's address."""

    parts: Sequence[Part]
    agenda: Agenda
    compared: Compared | None = None
    template: bytes | None = None
    address: str = ""


def steps(view: View, wanted: Wanted) -> list[Step]:
    """What is made, in order; each step may take a second or two."""
    deck, workbook = (file_name(view, rows_name(view), kind) for kind in ("pptx", "xlsx"))
    agenda = file_name(view, "agenda", "pptx")
    leads = lead_organisations(view)[:MOST_BRIEFS]
    return [
        Step(
            "the slides",
            f"{deck}: slides with charts you can edit in PowerPoint.",
            lambda: {deck: _deck(view, wanted, wanted.parts)},
        ),
        Step(
            "the agenda",
            f"{agenda}: what to talk of and why, as slides.",
            lambda: {agenda: _deck(view, wanted, _agenda_parts(wanted))},
        ),
        Step(
            "the briefs",
            f"briefs: a page to hand round for {count(len(leads), 'lead organisation')}, in Word.",
            lambda: _briefs(view, leads, wanted.compared),
        ),
        Step(
            "the workbook",
            f"{workbook}: the rows, and each tally with a chart.",
            lambda: {workbook: view_workbook(view)},
        ),
        Step(
            "the data",
            f"data: the tables as CSV and JSON, described in datapackage.json. {NEUTRALISED}",
            lambda: {f"data/{name}": text.encode() for name, text in data_files(view).items()},
        ),
    ]


def _deck(view: View, wanted: Wanted, parts: Sequence[Part]) -> bytes:
    return make_deck(view, parts, wanted.template, wanted.address)


def _agenda_parts(wanted: Wanted) -> list[Part]:
    changes = [wanted.compared.slide] if wanted.compared else []
    return [TitleSlide(), *changes, AgendaSlide(wanted.agenda), Sources()]


def _briefs(view: View, leads: Sequence[str], compared: Compared | None) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for name in leads:
        stem = path = f"briefs/{file_stem(view, name)}"
        # Names that differ by no plain letter get a number.
        for number in range(2, MOST_BRIEFS + 2):
            if f"{path}.docx" not in files:
                break
            path = f"{stem}-{number}"
        files[f"{path}.docx"] = write_brief(view, name, compared)
    return files


def bundled(
    view: View, made: Sequence[Step], files: Mapping[str, bytes], missing: Sequence[str] = ()
) -> bytes:
    """The files with the page that says what they are, as a zip; `missing` says in sentences what
    could not be made."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr(READ_ME, "\r\n".join(_read_me(view, made, missing)) + "\r\n")
        for name, content in files.items():
            bundle.writestr(name, content)
    return out.getvalue()


def _read_me(view: View, made: Sequence[Step], missing: Sequence[str]) -> Iterator[str]:
    release, cover = view.release, view.release.cover
    yield cover.get("title", "Commitments")
    yield ""
    yield f"Shown: {say_extent(view).rstrip('.')}."
    yield f"Data as at {say_date(release.as_at) if release.as_at else 'a date not stated'}."
    if release.name:
        yield f"Release: {release.name}."
    yield f"Source: {cover.get('source', 'not stated')}."
    yield cover.get("licence", "")
    yield ""
    yield f"In this file there {'is' if len(made) == 1 else 'are'} {count(len(made), 'part')}:"
    yield from (f"- {step.note}" for step in made)
    if missing:
        yield ""
        yield from missing
    yield ""
    yield "What the statuses mean. They are our reading of the published updates, not the"
    yield "organisations' own rating."
    yield from (f"- {one.value}: {one.definition}" for one in release.statuses)
