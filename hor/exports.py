"""The command line: a deck, a brief or a sheet of a view, for those who automate."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import NamedTuple

import click

from hor.explaining import FILE, HAS_ERRORS, SHIPPED, explaining
from hor.matrix_query import read_view_query
from hor_data.changes import Trend, build_trend, points_of_trend
from hor_data.release import Release, read_query, read_release
from hor_exports.brief import build_brief
from hor_exports.compared import Comparison, compare_view
from hor_exports.deck import (
    DEFAULT_PARTS,
    Part,
    brief_part,
    build_deck,
    chart_part,
    matrix_part,
    trend_part,
)
from hor_exports.documents import write_brief
from hor_exports.explore import (
    RELEASE_COLUMN,
    MatrixChoice,
    build_matrix_table,
    matrix_chart,
)
from hor_exports.spreadsheets import (
    commitments_csv,
    view_json,
    write_data_package,
    write_view_workbook,
)
from hor_exports.view import View, open_view

WORKBOOK = click.option(
    "--workbook", type=FILE, default=SHIPPED, show_default="the shipped one", help="Whose rows."
)
VIEW = click.option(
    "--view",
    "query",
    default="",
    metavar='"theme=…&status=…"',
    help="Filters, and rows, columns and order of the matrix, as in the dashboard's address.",
)
EARLIER = click.option(
    "--earlier",
    type=FILE,
    multiple=True,
    help="An earlier release for the trend; give it again for each, the oldest first.",
)


class AskedView(NamedTuple):
    """A view, with the matrix that is asked for, if any, and the trend over the releases given."""

    view: View
    matrix: MatrixChoice | None
    trend: Trend

    @property
    def has_trend(self) -> bool:
        """Whether releases were given for a trend, or it is what the matrix is to show."""
        by_release = self.matrix is not None and self.matrix.columns == RELEASE_COLUMN
        return len(self.trend.releases) > 1 or by_release


# By the ending of the file: what makes it of a view.
SHEETS: dict[str, Callable[[AskedView], bytes]] = {
    ".xlsx": lambda asked: _sheets(asked),
    ".csv": lambda asked: commitments_csv(
        asked.view.release, set(asked.view.commitments["Ref"])
    ).encode(),
    ".json": lambda asked: view_json(asked.view).encode(),
    ".zip": lambda asked: write_data_package(asked.view),
}


@click.group()
def main() -> None:
    """Make slides, briefs and sheets of commitments."""


@main.command()
@click.argument("out", type=FILE)
@WORKBOOK
@VIEW
@EARLIER
@click.option("--template", type=FILE, help="Your organisation's template (.pptx or .potx).")
@click.option("--address", default="", help="The dashboard's address, for the links in the notes.")
def deck(
    out: Path,
    workbook: Path,
    query: str,
    earlier: Sequence[Path],
    template: Path | None,
    address: str,
) -> None:
    """Make a deck of slides with native, editable charts: OUT.pptx.

    It has the matrix where --view names its rows or columns, and the trend where there are earlier
    releases.
    """
    with _explaining(workbook):
        if out.suffix.casefold() != ".pptx":
            raise ValueError(f"Name the deck with the ending .pptx, not “{out.name}”.")
        design = template.read_bytes() if template else None
        asked = _asked_view(workbook, query, earlier)
        out.write_bytes(
            build_deck(asked.view, _deck_parts(asked), template=design, address=address)
        )
    click.echo(f"Written to {out}.")


@main.command()
@click.argument("organisation")
@click.argument("out", type=FILE)
@WORKBOOK
@VIEW
@click.option("--before", type=FILE, help="An earlier release, for what changed since.")
def brief(organisation: str, out: Path, workbook: Path, query: str, before: Path | None) -> None:
    """Put an organisation on a page to hand round: OUT.docx, or OUT.pptx as slides."""
    with _explaining(workbook):
        make = BRIEFS.get(out.suffix.casefold())
        if make is None:
            raise ValueError(f"Name the brief with the ending {', '.join(BRIEFS)}.")
        view = _asked_view(workbook, query).view
        with _explaining(before or workbook):
            comparison = compare_view(_read(before), view) if before else None
        out.write_bytes(make(view, organisation, comparison))
    click.echo(f"Written to {out}.")


@main.command()
@click.argument("out", type=FILE)
@WORKBOOK
@VIEW
@EARLIER
def sheet(out: Path, workbook: Path, query: str, earlier: Sequence[Path]) -> None:
    """Write the rows: OUT.xlsx with charts, OUT.csv, OUT.json, or OUT.zip with a data package.

    OUT.xlsx has the matrix where --view names its rows or columns, and the trend where there are
    earlier releases.
    """
    with _explaining(workbook):
        make = SHEETS.get(out.suffix.casefold())
        if make is None:
            raise ValueError(f"Name the sheet with the ending {', '.join(SHEETS)}.")
        out.write_bytes(make(_asked_view(workbook, query, earlier)))
    click.echo(f"Written to {out}.")


def _asked_view(workbook: Path, query: str, earlier: Sequence[Path] = ()) -> AskedView:
    filters, matrix = read_view_query(query)
    release = _read(workbook)
    view = open_view(release, read_query(release, filters))
    releases = []
    for file in earlier:
        with _explaining(file):
            releases.append(_read(file))
    points = points_of_trend([*releases, release])
    rows = (matrix or MatrixChoice()).rows
    return AskedView(view, matrix, build_trend(points, view.selection, rows))


def _deck_parts(asked: AskedView) -> Sequence[Part]:
    """The parts of every deck, with the matrix and the trend before the first chart, and no chart
    twice."""
    statuses = asked.view.selection.status
    more = [matrix_part(asked.matrix, asked.trend, statuses)] if asked.matrix else []
    if asked.has_trend and not (asked.matrix and asked.matrix.columns == RELEASE_COLUMN):
        more.append(trend_part(asked.trend, statuses))
    by_status = asked.matrix is not None and asked.matrix.columns == "status"
    dropped = chart_part(asked.matrix.rows) if asked.matrix and by_status else None
    parts = [part for part in DEFAULT_PARTS if part != dropped]
    place = next(place for place, part in enumerate(DEFAULT_PARTS) if part.kind == "chart")
    return (*parts[:place], *more, *parts[place:])


def _sheets(asked: AskedView) -> bytes:
    view = asked.view
    table = build_matrix_table(view, asked.matrix, asked.trend) if asked.matrix else None
    by_release = MatrixChoice(columns=RELEASE_COLUMN)
    trend = matrix_chart(view, by_release, asked.trend) if asked.has_trend else None
    return write_view_workbook(view, table, trend)


def _read(workbook: Path) -> Release:
    return read_release(workbook.read_bytes(), date.today())


def _brief_slides(view: View, organisation: str, comparison: Comparison | None) -> bytes:
    brief = build_brief(view, organisation, comparison)
    return build_deck(view, (brief_part(brief.body.name, brief.between, brief.moved),))


def _explaining(file: Path) -> AbstractContextManager[None]:
    return explaining(file, "nothing was made", HAS_ERRORS)


BRIEFS: dict[str, Callable[[View, str, Comparison | None], bytes]] = {
    ".docx": write_brief,
    ".pptx": _brief_slides,
}
