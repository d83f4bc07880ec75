"""The command: `python -m recount` opens every page under random filters and counts again."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright

from recount.faults import FAULTS, Fault, count_missed
from recount.looking import EVERY_PAGE, PAIRS, Wanted, look, make_pair
from recount.report import Report
from recount.server import RecountError, clock_of, serving
from recount.workbooks import write_releases
from tools.chromium import find_browser

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "data" / "commitments.xlsx"
CLEAN, NOT_CLEAN, NOT_MADE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Recount and print the report; 1 where anything differs or misleads, 2 where it failed."""
    options = _parser().parse_args(arguments)
    with ExitStack() as stack:
        folder = options.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        try:
            if options.plant is not None:
                return look_for_faults(options.plant, folder.resolve())
            report = recount(options, folder.resolve())
        except RecountError as error:
            print(error, file=sys.stderr)
            return NOT_MADE
    day = options.today or date.today()
    print(f"Seed {options.seed}, {options.filters} filters of each pair, on {day:%-d %B %Y}.")
    print("\n".join(report.lines()))
    return CLEAN if report.is_clean else NOT_CLEAN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m recount", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="of the random filters")
    parser.add_argument("--filters", type=int, default=20, help="how many of each pair")
    parser.add_argument("--today", type=date.fromisoformat, help="the day by the server's clock")
    parser.add_argument("--pairs", type=_Names(PAIRS), default=PAIRS, help=", ".join(PAIRS))
    pages = ", ".join(EVERY_PAGE)
    parser.add_argument("--pages", type=_Names(EVERY_PAGE), default=EVERY_PAGE, help=pages)
    parser.add_argument(
        "--filter", action="append", default=[], help="this one, as in an address, not random ones"
    )
    parser.add_argument("--keep", type=Path, help="a folder for the workbooks, stores and logs")
    parser.add_argument("--checkout", type=Path, default=ROOT, help="whose server is started")
    names = [fault.name for fault in FAULTS]
    parser.add_argument(
        "--plant",
        nargs="?",
        const="",
        choices=["", *names],
        metavar="FAULT",
        help=f"see that a planted fault is found, or each of them: {', '.join(names)}",
    )
    return parser


class _Names:
    """Reads names with commas between them, and refuses others than these."""

    def __init__(self, known: Sequence[str]) -> None:
        self.known = known

    def __call__(self, text: str) -> list[str]:
        names = text.split(",")
        if strange := [name for name in names if name not in self.known]:
            there_are = ", ".join(self.known)
            raise argparse.ArgumentTypeError(f"There is no {strange[0]}: there are {there_are}.")
        return names


def recount(options: argparse.Namespace, folder: Path) -> Report:
    """Open the pages of each pair wanted: of the first release alone, then of all three."""
    today, clock, report = options.today or date.today(), clock_of(options.today), Report()
    folder.mkdir(parents=True, exist_ok=True)
    workbooks = write_releases(SHIPPED, folder, today)
    wanted = Wanted(options.seed, options.filters, options.filter, options.pages)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        for published, names in (workbooks[:1], PAIRS[:1]), (workbooks, PAIRS[1:]):
            pairs = [make_pair(name, workbooks, today) for name in names if name in options.pairs]
            if pairs:
                with serving(options.checkout, published, folder / names[0], clock) as address:
                    for pair in pairs:
                        look(browser, address, pair, wanted, report)
        browser.close()
    return report


def look_for_faults(name: str, folder: Path) -> int:
    """Plant the fault of that name, or each, and recount; 1 where one is not found."""

    def lines_of(fault: Fault, copy: Path) -> Sequence[str]:
        options = _parser().parse_args([*fault.look_at, f"--checkout={copy}"])
        return recount(options, copy / "recounted").lines()

    faults = [fault for fault in FAULTS if name in ("", fault.name)]
    return NOT_CLEAN if count_missed(faults, ROOT, folder, lines_of) else CLEAN


if __name__ == "__main__":
    sys.exit(main())
