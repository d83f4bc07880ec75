"""The command line: check, compare, template, publish and history, for those who automate."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from hor_data.change_kinds import OF_NO_COMMITMENT
from hor_data.change_words import say_change, say_changes
from hor_data.changes import compare_releases
from hor_data.checks import check_workbook
from hor_data.dates import say_moment
from hor_data.doubts import what_looks_wrong
from hor_data.findings import group_findings, has_errors
from hor_data.release import ReleaseRefusedError, read_published, read_release
from hor_data.release_order import goes_back, say_order
from hor_data.releases import (
    Candidate,
    MovedOnError,
    StoreUnavailableError,
    latest_number,
    list_entries,
    publish,
    read_content,
)
from hor_data.store import opened_store
from hor_data.template import write_template
from hor_data.workbook import UnreadableWorkbookError, read_workbook
from hor_data.workbook_fixes import find_fixes
from hor_data.workbook_marking import findings_workbook

HAS_ERRORS, UNREADABLE = 1, 2
SHIPPED = Path(__file__).parent.parent / "data" / "commitments.xlsx"
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
FILE = click.Path(path_type=Path)
DATABASE = click.option(
    "--database",
    envvar="HOR_DATABASE",
    default=f"sqlite:///{SHIPPED.parent / 'releases.sqlite3'}",
    help="The store's address; HOR_DATABASE where it is set.",
)


@click.group()
def main() -> None:
    """Work with commitments workbooks."""


@main.command()
@click.argument("file", type=FILE)
@AS_JSON
@click.option("--out", type=FILE, help="Write the findings into this workbook (.xlsx) as well.")
def check(file: Path, as_json: bool, out: Path | None) -> None:
    """Check a workbook, one line a kind of finding with its cells.

    As JSON, each cell is an item of its own, with the text that a safe fix would put in its place
    under "fix", or null. Ends with 0 where there is no error, 1 where there is one, 2 where FILE is
    no workbook.
    """
    if out and (out.suffix.lower() != ".xlsx" or out.resolve() == file.resolve()):
        _end(f"{out}: Name another file for the findings, with the ending .xlsx.", UNREADABLE)
    with _saying_why(file):
        content = file.read_bytes()
        workbook = read_workbook(content)
        findings = check_workbook(workbook)
    if as_json:
        fixes = {(fix.sheet, fix.cell): fix.after for fix in find_fixes(content, workbook)}
        _print(
            [
                finding.as_dict() | {"fix": fixes.get((finding.sheet, finding.cell))}
                for finding in findings
            ]
        )
    else:
        lines = [str(group) for group in group_findings(findings)]
        click.echo("\n".join(lines) or "No problems found.")
    if out:
        with _saying_why(out):
            out.write_bytes(findings_workbook(findings, file.name))
    sys.exit(HAS_ERRORS if has_errors(findings) else 0)


@main.command()
@click.argument("before", type=FILE)
@click.argument("after", type=FILE)
@AS_JSON
def compare(before: Path, after: Path, as_json: bool) -> None:
    """Say what changed between two workbooks, one line a change."""
    releases = []
    for file in (before, after):
        with _saying_why(file):
            releases.append(read_release(file.read_bytes(), date.today()))
    changes = compare_releases(*releases)
    if as_json:
        _print([change._asdict() for change in changes])
        return
    back_in_time = goes_back(*releases)
    click.echo(say_changes(changes, back_in_time))
    if order := say_order(*releases):
        click.echo(order)
    for change in changes:
        if change.kind in OF_NO_COMMITMENT:
            click.echo(f"{change.kind}: {say_change(change, back_in_time)}")
        else:
            field = f" ({change.field})" if change.field else ""
            what = f"{change.ref}: {change.kind}{field}"
            click.echo(f"{what}: “{change.before}” to “{change.after}”")


@main.command()
@click.argument("out", type=FILE)
def template(out: Path) -> None:
    """Write an empty workbook with drop-downs, notes and an example row."""
    with _saying_why(out):
        out.write_bytes(write_template(read_release(SHIPPED.read_bytes(), date.today())))
    click.echo(f"Written to {out}.")


@main.command("publish")
@click.argument("file", type=FILE)
@click.option("--note", required=True, help="What is new in it.")
@click.option("--name", default="", help="What the release is called; else as the cover says.")
@click.option("--who", default="the command line", help="Who publishes, for the history.")
@click.option("--yes", is_flag=True, help="Publish also what looks wrong.")
@DATABASE
def publish_file(file: Path, note: str, name: str, who: str, yes: bool, database: str) -> None:
    """Publish a workbook: it becomes the release that everyone sees.

    What looks wrong beside the release in force is printed, and nothing is published without --yes.
    """
    with _saying_why(file), opened_store(database) as store:
        content, base = file.read_bytes(), latest_number(store)
        doubts = _doubts(read_content(store, base), content)
        for doubt in doubts:
            click.echo(f"Looks wrong: {doubt}", err=True)
        if doubts and not yes:
            _end(
                f"{file}: Nothing was published. To publish it all the same, add --yes.", HAS_ERRORS
            )
        entry = publish(store, Candidate(content, file.name, name, note), who, base)
    click.echo(f"Release {entry.number} is published: {entry.name}.")


def _doubts(in_force: bytes | None, content: bytes) -> list[str]:
    """What looks wrong about a workbook beside the one in force; nothing where there is none."""
    if in_force is None:
        return []
    before, after = read_published(in_force, date.today()), read_release(content, date.today())
    return what_looks_wrong(before, after, compare_releases(before, after))


@main.command()
@DATABASE
@AS_JSON
def history(database: str, as_json: bool) -> None:
    """List every release, newest first."""
    with _saying_why(Path(database)), opened_store(database) as store:
        entries = list_entries(store)
    if as_json:
        _print([vars(entry) for entry in entries])
        return
    for one in entries:
        when = say_moment(one.published_at)
        click.echo(f"{one.number}  {when}  {one.who}  {one.file_name}  {one.name}")
    if not entries:
        click.echo("Nothing has been published.")


@contextmanager
def _saying_why(file: Path) -> Iterator[None]:
    """End with a sentence instead of a traceback."""
    try:
        yield
    except ReleaseRefusedError as error:
        lines = "\n".join(str(finding) for finding in error.findings)
        _end(f"{file}: It has errors, so nothing was done.\n{lines}", HAS_ERRORS)
    except (UnreadableWorkbookError, StoreUnavailableError, MovedOnError) as error:
        _end(f"{file}: {error}", UNREADABLE)
    except OSError as error:
        _end(f"{file}: The file cannot be opened: {error.strerror}.", UNREADABLE)


def _end(said: str, status: int) -> None:
    click.echo(said, err=True)
    sys.exit(status)


def _print(rows: list[dict]) -> None:
    click.echo(json.dumps(rows, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main(prog_name="python -m hor_data")
