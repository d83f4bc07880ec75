"""The command line: a deck, a brief or a sheet of a view, for those who automate."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from hor_data.release import Release, ReleaseRefusedError, read_release
from hor_data.selection import read_query
from hor_data.workbook import UnreadableWorkbookError
from hor_ui.brief import read_brief
from hor_ui.compared import Compared, compare
from hor_ui.data_package import data_package, view_json
from hor_ui.deck import build_deck
from hor_ui.documents.brief import write_brief
from hor_ui.sheets import commitments_csv
from hor_ui.view import View, open_view
from hor_ui.view_workbook import view_workbook

SHIPPED = Path(__file__).parent.parent / "data" / "commitments.xlsx"
FILE = click.Path(path_type=Path)
WORKBOOK = click.option(
    "--workbook", type=FILE, default=SHIPPED, show_default="the shipped one", help="Whose rows."
)
VIEW = click.option(
    "--view",
    "query",
    default="",
    metavar='"theme=…&status=…"',
    help="Filters, as they stand in the dashboard's address.",
)
# By the ending of the file: what makes it of a view and its references.
SHEETS: dict[str, Callable[[View, set[str]], bytes]] = {
    ".xlsx": lambda view, _: view_workbook(view),
    ".csv": lambda view, refs: commitments_csv(view.release, refs).encode(),
    ".json": lambda view, _: view_json(view).encode(),
    ".zip": lambda view, _: data_package(view),
}


@click.group()
def main() -> None:
    """Make slides, briefs and sheets of commitments."""


@main.command()
@click.argument("out", type=FILE)
@WORKBOOK
@VIEW
@click.option("--template", type=FILE, help="Your organisation's template (.pptx or .potx).")
@click.option("--address", default="", help="The dashboard's address, for the links in the notes.")
def deck(out: Path, workbook: Path, query: str, template: Path | None, address: str) -> None:
    """Make a deck of slides with native, editable charts: OUT.pptx."""
    with _saying_why(workbook):
        if out.suffix.casefold() != ".pptx":
            raise ValueError(f"Name the deck with the ending .pptx, not “{out.name}”.")
        design = template.read_bytes() if template else None
        view = _view(workbook, query)
        out.write_bytes(build_deck(view, template=design, address=address))
    click.echo(f"Written to {out}.")


@main.command()
@click.argument("organisation")
@click.argument("out", type=FILE)
@WORKBOOK
@VIEW
@click.option("--before", type=FILE, help="An earlier release, for what changed since.")
def brief(organisation: str, out: Path, workbook: Path, query: str, before: Path | None) -> None:
    """Put an organisation on a page to hand round: OUT.docx, or OUT.pptx as slides."""
    with _saying_why(workbook):
        make = BRIEFS.get(out.suffix.casefold())
        if make is None:
            raise ValueError(f"Name the brief with the ending {', '.join(BRIEFS)}.")
        view = _view(workbook, query)
        with _saying_why(before or workbook):
            found = compare(_read(before), view) if before else None
        out.write_bytes(make(view, organisation, found))
    click.echo(f"Written to {out}.")


@main.command()
@click.argument("out", type=FILE)
@WORKBOOK
@VIEW
def sheet(out: Path, workbook: Path, query: str) -> None:
    """Write the rows: OUT.xlsx with charts, OUT.csv, OUT.json, or OUT.zip with a data package."""
    with _saying_why(workbook):
        make = SHEETS.get(out.suffix.casefold())
        if make is None:
            raise ValueError(f"Name the sheet with the ending {', '.join(SHEETS)}.")
        view = _view(workbook, query)
        out.write_bytes(make(view, set(view.commitments["Ref"])))
    click.echo(f"Written to {out}.")


def _view(workbook: Path, query: str) -> View:
    release = _read(workbook)
    return open_view(release, read_query(release, query))


def _read(workbook: Path) -> Release:
    return read_release(workbook.read_bytes(), date.today())


def _brief_slides(view: View, organisation: str, found: Compared | None) -> bytes:
    return build_deck(view, (read_brief(view, organisation, found).slide,))


@contextmanager
def _saying_why(workbook: Path) -> Iterator[None]:
    """End with a sentence instead of a traceback."""
    try:
        yield
    except ReleaseRefusedError as error:
        lines = "\n".join(str(finding) for finding in error.findings)
        _end(f"{workbook}: It has errors, so nothing was made.\n{lines}")
    except UnreadableWorkbookError as error:
        _end(f"{workbook}: {error}")
    except OSError as error:
        _end(f"{error.filename}: The file cannot be opened: {error.strerror}.")
    # A template refused is a ValueError too; either's text is a sentence.
    except ValueError as error:
        _end(str(error))


def _end(said: str) -> None:
    click.echo(said, err=True)
    sys.exit(1)


BRIEFS: dict[str, Callable[[View, str, Compared | None], bytes]] = {
    ".docx": write_brief,
    ".pptx": _brief_slides,
}


if __name__ == "__main__":
    main(prog_name="python -m hor_ui")
