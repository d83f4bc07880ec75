"""The command line: check, compare, template, publish and history, for those who automate."""

import sys
from datetime import date
from pathlib import Path

import click

from hor.explaining import FILE, HAS_ERRORS, SHIPPED, UNREADABLE, end, explaining
from hor.options import AS_JSON, DATABASE, print_json
from hor_data.changes import KINDS_WITHOUT_COMMITMENT, compare_releases, say_change, say_changes
from hor_data.checks import check_workbook, group_findings, has_errors
from hor_data.dates import say_moment_in_zone
from hor_data.release import (
    goes_back,
    read_published,
    read_release,
    say_data_order,
)
from hor_data.store import (
    Candidate,
    latest_number,
    list_entries,
    opened_store,
    publish,
    read_content,
)
from hor_data.upload import (
    ONLY_OTHERS_DIFFER,
    find_fixes,
    say_doubts,
    say_other_differences,
    write_findings_workbook,
    write_workbook_template,
)
from hor_data.workbook import read_workbook


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
        end(f"{out}: Name another file for the findings, with the ending .xlsx.", UNREADABLE)
    with explaining(file):
        content = file.read_bytes()
        workbook = read_workbook(content)
        findings = check_workbook(workbook)
    if as_json:
        fixes = {(fix.sheet, fix.cell): fix.after for fix in find_fixes(content, workbook)}
        print_json(
            [
                finding.as_dict() | {"fix": fixes.get((finding.sheet, finding.cell))}
                for finding in findings
            ]
        )
    else:
        lines = [str(group) for group in group_findings(findings)]
        click.echo("\n".join(lines) or "No problems found.")
    if out:
        with explaining(out):
            out.write_bytes(write_findings_workbook(findings, file.name))
    sys.exit(HAS_ERRORS if has_errors(findings) else 0)


@main.command()
@click.argument("before", type=FILE)
@click.argument("after", type=FILE)
@AS_JSON
def compare(before: Path, after: Path, as_json: bool) -> None:
    """Say what changed between two workbooks, one line a change."""
    releases = []
    for file in (before, after):
        with explaining(file):
            releases.append(read_release(file.read_bytes(), date.today()))
    changes = compare_releases(*releases)
    if as_json:
        print_json([change._asdict() for change in changes])
        return
    back_in_time = goes_back(*releases)
    others = say_other_differences(releases[0], releases[1])
    only_others = others and not changes
    click.echo(ONLY_OTHERS_DIFFER if only_others else say_changes(changes, back_in_time))
    if order := say_data_order(*releases):
        click.echo(order)
    for change in changes:
        if change.kind in KINDS_WITHOUT_COMMITMENT:
            click.echo(f"{change.kind}: {say_change(change, back_in_time)}")
        else:
            field = f" ({change.field})" if change.field else ""
            what = f"{change.ref}: {change.kind}{field}"
            click.echo(f"{what}: “{change.before}” to “{change.after}”")
    for other in others:
        click.echo(other)


@main.command()
@click.argument("out", type=FILE)
def template(out: Path) -> None:
    """Write an empty workbook with drop-downs, notes and an example row."""
    with explaining(out):
        out.write_bytes(write_workbook_template(read_release(SHIPPED.read_bytes(), date.today())))
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
    with explaining(file), opened_store(database) as store:
        content, base = file.read_bytes(), latest_number(store)
        doubts = _doubts(read_content(store, base), content)
        for doubt in doubts:
            click.echo(f"Looks wrong: {doubt}", err=True)
        if doubts and not yes:
            end(
                f"{file}: Nothing was published. To publish it all the same, add --yes.", HAS_ERRORS
            )
        entry = publish(store, Candidate(content, file.name, name, note), who, base)
    click.echo(f"Release {entry.number} is published: {entry.name}.")


def _doubts(in_force: bytes | None, content: bytes) -> list[str]:
    """What looks wrong about a workbook beside the one in force; nothing where there is none."""
    if in_force is None:
        return []
    before, after = read_published(in_force, date.today()), read_release(content, date.today())
    return say_doubts(before, after, compare_releases(before, after))


@main.command()
@DATABASE
@AS_JSON
def history(database: str, as_json: bool) -> None:
    """List every release, newest first."""
    with explaining(None), opened_store(database) as store:
        entries = list_entries(store)
    if as_json:
        print_json([vars(entry) for entry in entries])
        return
    for entry in entries:
        when = say_moment_in_zone(entry.published_at)
        withdrawn = "  withdrawn" if entry.withdrawn_at else ""
        click.echo(
            f"{entry.number}  {when}  {entry.who}  {entry.file_name}  {entry.name}{withdrawn}"
        )
    if not entries:
        click.echo("Nothing has been published.")
