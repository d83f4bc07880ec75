"""Everything for the meeting: the deck, the workbook and the data of a view, as one zip."""

import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import NamedTuple

from hor_data.dates import say_date
from hor_data.selection import say_selection
from hor_data.words import count
from hor_ui.data_package import NEUTRALISED, data_files
from hor_ui.deck import Part, build_deck
from hor_ui.view import View, file_name
from hor_ui.view_workbook import view_workbook

READ_ME = "Read me first.txt"


class Step(NamedTuple):
    """One part of the bundle: what is being made, what its files are, and how to make them."""

    said: str
    note: str
    make: Callable[[], Mapping[str, bytes]]


def steps(
    view: View, parts: Sequence[Part], template: bytes | None = None, address: str = ""
) -> list[Step]:
    """What is made, in order; each step may take a second or two."""
    deck, workbook = (file_name(view, "commitments", kind) for kind in ("pptx", "xlsx"))

    def data() -> dict[str, bytes]:
        return {f"data/{name}": text.encode() for name, text in data_files(view).items()}

    return [
        Step(
            "the slides",
            f"{deck}: slides with charts you can edit in PowerPoint.",
            lambda: {deck: build_deck(view, parts, template, address=address)},
        ),
        Step(
            "the workbook",
            f"{workbook}: the rows, and each tally with a chart.",
            lambda: {workbook: view_workbook(view)},
        ),
        Step(
            "the data",
            f"data: the tables as CSV and JSON, described in datapackage.json. {NEUTRALISED}",
            data,
        ),
    ]


def bundled(view: View, made: Sequence[Step], files: Mapping[str, bytes]) -> bytes:
    """The files with the page that says what they are, as a zip."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr(READ_ME, "\r\n".join(_read_me(view, made)) + "\r\n")
        for name, content in files.items():
            bundle.writestr(name, content)
    return out.getvalue()


def _read_me(view: View, made: Sequence[Step]) -> Iterator[str]:
    release, cover = view.release, view.release.cover
    yield cover.get("title", "Commitments")
    yield ""
    yield f"Shown: {say_selection(release, view.selection, view.chosen)}."
    yield f"Data as at {say_date(release.as_at) if release.as_at else 'a date not stated'}."
    if release.name:
        yield f"Release: {release.name}."
    yield f"Source: {cover.get('source', 'not stated')}."
    yield cover.get("licence", "")
    yield ""
    yield f"In this file there {'is' if len(made) == 1 else 'are'} {count(len(made), 'part')}:"
    yield from (f"- {step.note}" for step in made)
    yield ""
    yield "What the statuses mean. They are our reading of the published updates, not the"
    yield "organisations' own rating."
    yield from (f"- {one.value}: {one.definition}" for one in release.statuses)
