"""The command line of those who run the dashboard: back up, restore, verify, undo, audit."""

import sys
from pathlib import Path

import click

from hor.explaining import FILE, HAS_ERRORS, explaining
from hor.options import AS_JSON, DATABASE, print_json
from hor_data.dates import say_moment_in_zone
from hor_data.store import (
    back_up,
    check_backup,
    end_all_sessions,
    list_events,
    migrate_store,
    opened_store,
    restore,
    undo,
    verify_store,
)
from hor_data.words import say_count

COMMAND_LINE = "the command line"


@click.group()
def main() -> None:
    """Keep the store of releases."""


@main.command()
@click.argument("out", type=FILE)
@DATABASE
def backup(out: Path, database: str) -> None:
    """Write all that the store keeps into the file OUT, while the dashboard runs.

    Every release is compared with the SHA-256 it was published with; where one is damaged there is
    no backup. The file has officers' names and addresses: only its owner may read it.
    """
    with explaining(None), opened_store(database) as store:
        manifest = back_up(store, out)
    click.echo(f"Backed up to {out}, as of {say_moment_in_zone(manifest.made_at)}.")


@main.command("restore")
@click.argument("file", type=FILE)
@DATABASE
def restore_backup(file: Path, database: str) -> None:
    """Restore a backup into an empty store, of the same kind of database or the other."""
    with explaining(None):
        verification = restore(database, file)
    click.echo(f"Restored: {verification}")


@main.command()
@click.argument("file", type=FILE, required=False)
@DATABASE
@AS_JSON
def verify(file: Path | None, database: str, as_json: bool) -> None:
    """Compare every release of the store, or of the backup FILE, with the SHA-256 it was published
    with. Ends with 0 where all is sound, 1 where something is not, 2 where it cannot be read."""
    with explaining(None):
        if file:
            manifest = check_backup(file)
            click.echo(f"{file} is sound, as of {say_moment_in_zone(manifest.made_at)}.")
            return
        with opened_store(database) as store:
            verification = verify_store(store)
    if as_json:
        print_json([release._asdict() for release in verification.releases])
    click.echo(str(verification), err=bool(verification.problems) or as_json)
    sys.exit(HAS_ERRORS if verification.problems else 0)


@main.command("undo")
@click.argument("number", type=int)
@click.option("--who", default=COMMAND_LINE, help="Who undoes, for the history.")
@DATABASE
def undo_release(number: int, who: str, database: str) -> None:
    """Take back release NUMBER, the one in force: the one before is published again."""
    with explaining(None), opened_store(database) as store:
        entry = undo(store, who, number)
    click.echo(f"Release {entry.number} is published: {entry.note}")


@main.command()
@click.option("--limit", default=500, show_default=True, help="The most lines.")
@DATABASE
@AS_JSON
def audit(limit: int, database: str, as_json: bool) -> None:
    """List who did what, newest first."""
    with explaining(None), opened_store(database) as store:
        events = list_events(store, limit)
    if as_json:
        print_json([vars(event) for event in events])
        return
    for event in events:
        words = (say_moment_in_zone(event.at), event.who, event.kind, event.detail, event.address)
        click.echo("  ".join(filter(None, words)))


@main.command("sign-out-all")
@DATABASE
def sign_out_all(database: str) -> None:
    """End every officer's session: each has to sign in again."""
    with explaining(None), opened_store(database) as store:
        number = end_all_sessions(store, COMMAND_LINE)
    click.echo(f"{say_count(number, 'session').capitalize()} ended.")


@main.command()
@DATABASE
def migrate(database: str) -> None:
    """Make the store's tables, or bring those of an earlier version up to date.

    The dashboard does so itself as it starts. Run it before, where the dashboard's own account may
    not change tables.
    """
    with explaining(None):
        before, after = migrate_store(database)
    if before == after:
        click.echo(f"The store was at step {after} already: nothing was changed.")
    else:
        came = f"brought from step {before} to step {after}" if before else f"made, at step {after}"
        click.echo(f"The store was {came}.")
