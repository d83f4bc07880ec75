"""Everything for the meeting: slides, agenda, briefs, workbook, matrix and data, as one zip."""

import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import NamedTuple

from hor_data.changes import Trend
from hor_data.dates import say_date
from hor_data.meeting import Agenda
from hor_data.words import say_count, say_list
from hor_exports.brief import lead_organisations
from hor_exports.citation import say_extent
from hor_exports.compared import Comparison
from hor_exports.deck import (
    COVER_PART,
    SOURCES_PART,
    Part,
    agenda_part,
    changes_part,
    make_deck,
    matrix_part,
)
from hor_exports.documents import write_brief
from hor_exports.explore import RELEASE_COLUMN, MatrixChoice, name_matrix
from hor_exports.matrix_files import MATRIX_FILE_KINDS, write_matrix_file
from hor_exports.spreadsheets import NEUTRALISED_NOTE, data_package_files, write_view_workbook
from hor_exports.view import View, file_name, file_stem, rows_name

READ_ME = "Read me first.txt"
MOST_BRIEFS = 60


class BundleStep(NamedTuple):
    """One part of the bundle: what is being made, what its files are, and how to make them."""

    name: str
    note: str
    make: Callable[[], Mapping[str, bytes]]


@dataclass(frozen=True)
class BundleRequest:
    """What a bundle is made of besides the data: the parts of its deck, the agenda, the earlier
    release it is compared with, if there is one; the template and the dashboard's address; what
    the reader chose of the matrix, and the trend over the releases, by the matrix's rows."""

    parts: Sequence[Part]
    agenda: Agenda
    compared: Comparison | None = None
    template: bytes | None = None
    address: str = ""
    matrix: MatrixChoice = MatrixChoice()
    trend: Trend | None = None


def list_bundle_steps(view: View, wanted: BundleRequest) -> list[BundleStep]:
    """What is made, in order; each step may take a second or two."""
    deck, workbook = (file_name(view, rows_name(view), kind) for kind in ("pptx", "xlsx"))
    agenda = file_name(view, "agenda", "pptx")
    leads = lead_organisations(view)[:MOST_BRIEFS]
    return [
        BundleStep(
            "the slides",
            f"{deck}: slides with charts you can edit in PowerPoint.",
            lambda: {deck: _deck(view, wanted, wanted.parts)},
        ),
        BundleStep(
            "the agenda",
            f"{agenda}: what to talk of and why, as slides.",
            lambda: {agenda: _deck(view, wanted, _agenda_parts(wanted))},
        ),
        BundleStep(
            "the briefs",
            "briefs: a page to hand round for "
            f"{say_count(len(leads), 'lead organisation')}, in Word.",
            lambda: _briefs(view, leads, wanted.compared),
        ),
        BundleStep(
            "the workbook",
            f"{workbook}: the rows, and each tally with a chart.",
            lambda: {workbook: write_view_workbook(view)},
        ),
        *_matrix_steps(view, wanted),
        BundleStep(
            "the data",
            f"data: the tables as CSV and JSON, described in datapackage.json. {NEUTRALISED_NOTE}",
            lambda: {
                f"data/{name}": text.encode() for name, text in data_package_files(view).items()
            },
        ),
    ]


def _matrix_steps(view: View, wanted: BundleRequest) -> list[BundleStep]:
    deck, matrices = file_name(view, "matrix", "pptx"), _say_matrices(wanted)
    return [
        BundleStep(
            "the matrix",
            f"matrix: {matrices}, as a workbook, CSV and JSON.",
            lambda: _matrices(view, wanted),
        ),
        BundleStep(
            "the slides of the matrix",
            f"{deck}: {matrices}, as tables and charts you can edit in PowerPoint.",
            lambda: {deck: _deck(view, wanted, _matrix_parts(view, wanted))},
        ),
    ]


def _deck(view: View, wanted: BundleRequest, parts: Sequence[Part]) -> bytes:
    return make_deck(view, parts, wanted.template, wanted.address)


def _agenda_parts(wanted: BundleRequest) -> list[Part]:
    changes = [changes_part(wanted.compared)] if wanted.compared else []
    return [COVER_PART, *changes, agenda_part(wanted.agenda), SOURCES_PART]


def _matrix_choices(wanted: BundleRequest) -> list[MatrixChoice]:
    """What is taken along of the matrix: as the reader chose it, and by release where there are
    several."""
    has_trend = wanted.trend is not None and len(wanted.trend.releases) > 1
    trend = [wanted.matrix._replace(columns=RELEASE_COLUMN)] if has_trend else []
    chosen = wanted.matrix
    if chosen.columns == RELEASE_COLUMN:
        chosen = chosen._replace(columns="status")
    return [chosen, *trend]


def _matrix_parts(view: View, wanted: BundleRequest) -> list[Part]:
    return [
        matrix_part(choice, wanted.trend, view.selection.status)
        for choice in _matrix_choices(wanted)
    ]


def _say_matrices(wanted: BundleRequest) -> str:
    return say_list([name_matrix(choice).lower() for choice in _matrix_choices(wanted)])


def _matrices(view: View, wanted: BundleRequest) -> dict[str, bytes]:
    files = [
        write_matrix_file(view, choice, kind, wanted.trend, wanted.address)
        for choice in _matrix_choices(wanted)
        for kind in MATRIX_FILE_KINDS
        if kind != "pptx"
    ]
    return {f"matrix/{file.name}": file.content for file in files}


def _briefs(view: View, leads: Sequence[str], compared: Comparison | None) -> dict[str, bytes]:
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


def write_bundle(
    view: View, made: Sequence[BundleStep], files: Mapping[str, bytes], missing: Sequence[str] = ()
) -> bytes:
    """The files with the page that says what they are, as a zip; `missing` says in sentences what
    could not be made."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr(READ_ME, "\r\n".join(_read_me(view, made, missing)) + "\r\n")
        for name, content in files.items():
            bundle.writestr(name, content)
    return out.getvalue()


def _read_me(view: View, made: Sequence[BundleStep], missing: Sequence[str]) -> Iterator[str]:
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
    yield f"In this file there {'is' if len(made) == 1 else 'are'} {say_count(len(made), 'part')}:"
    yield from (f"- {step.note}" for step in made)
    if missing:
        yield ""
        yield from missing
    yield ""
    yield "What the statuses mean. They are our reading of the published updates, not the"
    yield "organisations' own rating."
    yield from (f"- {status.value}: {status.definition}" for status in release.statuses)
