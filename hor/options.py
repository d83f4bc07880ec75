"""Options that several commands have, and how they print lists."""

import json

import click

from hor.explaining import SHIPPED
from hor_web.settings import ROOT, read_settings

STORE = "releases.sqlite3"


def _database() -> str:
    database = read_settings().database
    # Where `hor` is installed, what it ships with stands elsewhere than in a checkout.
    is_default = database == f"sqlite:///{ROOT / 'data' / STORE}"
    return f"sqlite:///{SHIPPED.parent / STORE}" if is_default else database


AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
DATABASE = click.option(
    "--database",
    default=_database,
    help="The store's address; HOR_DATABASE where it is set. A password here can be seen by others "
    "on this machine: set HOR_DATABASE instead.",
)


def print_json(rows: list[dict]) -> None:
    """Print rows as a list that another program reads."""
    click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
