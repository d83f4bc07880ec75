"""The command line: `python -m hor_data check FILE` for those who check without a screen."""

import json
import sys
from pathlib import Path

import click

from hor_data.checks import check_workbook
from hor_data.findings import has_errors
from hor_data.workbook import UnreadableWorkbookError, read_workbook

HAS_ERRORS, UNREADABLE = 1, 2


@click.group()
def main() -> None:
    """Work with commitments workbooks."""


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the findings as a JSON list.")
def check(file: Path, as_json: bool) -> None:
    """Check a workbook, one line a finding.

    Ends with 0 where there is no error, 1 where there is one, 2 where FILE is no workbook.
    """
    try:
        findings = check_workbook(read_workbook(file.read_bytes()))
    except UnreadableWorkbookError as error:
        click.echo(f"{file}: {error}", err=True)
        sys.exit(UNREADABLE)
    except OSError as error:
        click.echo(f"{file}: The file cannot be opened: {error.strerror}.", err=True)
        sys.exit(UNREADABLE)
    if as_json:
        click.echo(json.dumps([one.as_dict() for one in findings], ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(str(one) for one in findings) or "No problems found.")
    sys.exit(HAS_ERRORS if has_errors(findings) else 0)


if __name__ == "__main__":
    main(prog_name="python -m hor_data")
