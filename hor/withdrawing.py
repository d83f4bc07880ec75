"""The command line: withdraw a release."""

from pathlib import Path

import click

from hor.explaining import HAS_ERRORS, end, explaining
from hor.options import DATABASE
from hor_data.store import Withdrawal, list_entries, opened_store, plan_withdrawal, withdraw
from hor_data.words import capitalise, say_list


@click.group()
def main() -> None:
    """Withdraw a release."""


@main.command("withdraw")
@click.argument("number", type=int)
@click.option("--reason", required=True, help="Why; the history keeps it for officers.")
@click.option("--personal-data", is_flag=True, help="Erase its workbook from the store for good.")
@click.option("--who", default="the command line", help="Who withdraws it, for the history.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@DATABASE
def withdraw_release(
    number: int, reason: str, personal_data: bool, who: str, yes: bool, database: str
) -> None:
    """Withdraw release NUMBER, and every other with the same workbook.

    It is then shown, compared and given out nowhere; its line in the history stays, with its hash.
    What would happen is said first, and nothing is done without a yes. Backups made before still
    hold the workbook.
    """
    with explaining(Path("The store")), opened_store(database) as store:
        plan = plan_withdrawal(list_entries(store), number, personal_data)
        click.echo(_say_plan(plan))
        if not yes and not click.confirm("Withdraw it?"):
            end("Nothing was withdrawn.", HAS_ERRORS)
        done = withdraw(store, who, number, reason, personal_data)
    erased = " The workbook is erased." if done.erased else ""
    verb = "are" if len(done.numbers) > 1 else "is"
    click.echo(f"{_name(done)} {verb} withdrawn.{erased} Release {done.in_force} is in force.")


def _say_plan(plan: Withdrawal) -> str:
    erased = " The workbook is erased, and nobody can bring it back." if plan.erased else ""
    return (
        f"{_name(plan)} will not be shown, compared or given out any more.{erased} "
        f"Release {plan.in_force} will be in force."
    )


def _name(plan: Withdrawal) -> str:
    return capitalise(say_list([f"release {number}" for number in plan.numbers]))
