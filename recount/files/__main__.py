"""The command: `python -m recount.files` makes and takes files under random filters and counts."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from random import Random
from urllib.parse import parse_qs

from playwright.sync_api import sync_playwright

from recount.counting import Filters, read_book
from recount.faults import Fault, count_missed
from recount.files.case import Case, Source, read_sheets
from recount.files.faults import FAULTS
from recount.files.making import check_made
from recount.files.taking import check_taken
from recount.filters import random_filters
from recount.reading import VIEWPORT
from recount.report import Report
from recount.scene import Pair, Scene
from recount.server import RecountError, serving
from recount.workbooks import write_releases
from tools.chromium import find_browser

ROOT = Path(__file__).parent.parent.parent
SHIPPED = ROOT / "data" / "commitments.xlsx"
CLEAN, NOT_CLEAN, NOT_MADE = 0, 1, 2
PAGES = "pages"
FORMS = ("deck", "rows", "briefs", PAGES)


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
    views = len(options.filter) or options.views
    print(f"Seed {options.seed}, files of {views} views, on {date.today():%-d %B %Y}.")
    print("\n".join(report.lines()))
    return CLEAN if report.is_clean else NOT_CLEAN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m recount.files", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="of the random filters")
    parser.add_argument("--views", type=int, default=40, help="how many views")
    parser.add_argument("--opened", type=int, help="how many of them in a browser too, not all")
    parser.add_argument(
        "--filter", action="append", default=[], help="this one, as in an address, not random ones"
    )
    parser.add_argument(
        "--release", type=int, choices=(1, 2, 3), default=1, help="of the shipped and two made ones"
    )
    parser.add_argument("--forms", type=lambda names: names.split(","), default=FORMS)
    parser.add_argument("--keep", type=Path, help="a folder for the files, the store and the log")
    parser.add_argument("--checkout", type=Path, default=ROOT, help="whose files are made")
    names = [fault.name for fault in FAULTS]
    parser.add_argument("--plant", nargs="?", const="", choices=["", *names], metavar="FAULT")
    return parser


def recount(options: argparse.Namespace, folder: Path) -> Report:
    """Judge the files of every view: by command of all, from the pages of some."""
    folder.mkdir(parents=True, exist_ok=True)
    today, report = date.today(), Report()
    workbook = write_releases(SHIPPED, folder, today)[options.release - 1]
    book = read_book(workbook, today)
    random = Random(f"{options.seed} files")
    views: list[Filters] = [parse_qs(query) for query in options.filter]
    views = views or random_filters(random, book, None, options.views)
    source = Source(workbook, read_sheets(workbook))
    pair = Pair("alone", {}, book)
    cases = [Case(Scene(pair, filters, random), source, report) for filters in views]
    if set(options.forms) - {PAGES}:
        _each(
            cases,
            report,
            lambda number, case: check_made(
                case, options.checkout, folder / f"{number}", options.forms
            ),
        )
    if PAGES in options.forms:
        # The first view has no filters: where not all are opened, it is not among them.
        _open(cases[-(options.opened or len(cases)) :], report, options.checkout, folder)
    return report


def _each(cases: Sequence[Case], report: Report, check: Callable[[int, Case], None]) -> None:
    """Judge each, and say how many differences it has as soon as that is known."""
    for number, case in enumerate(cases, start=1):
        before = len(report.differences)
        check(number, case)
        outcome = f"{len(report.differences) - before} differences"
        print(f"{number} ?{case.scene.query()}: {outcome}", file=sys.stderr, flush=True)


def _open(cases: Sequence[Case], report: Report, checkout: Path, folder: Path) -> None:
    """Take the files of these views from the pages of a server of their own."""
    with (
        sync_playwright() as playwright,
        serving(checkout, [cases[0].source.path], folder / "server", {}) as address,
    ):
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        rights = ["clipboard-read", "clipboard-write"]
        context = browser.new_context(viewport=VIEWPORT, locale="en-GB", permissions=rights)
        page = context.new_page()
        _each(
            cases,
            report,
            lambda number, case: check_taken(case, page, address, folder / f"{number}-taken"),
        )
        browser.close()


def look_for_faults(name: str, folder: Path) -> int:
    """Plant the fault of that name, or each, and recount; 1 where one is not outcome."""

    def lines_of(fault: Fault, copy: Path) -> Sequence[str]:
        options = _parser().parse_args([*fault.look_at, f"--checkout={copy}"])
        return recount(options, copy / "recounted").lines()

    faults = [fault for fault in FAULTS if name in ("", fault.name)]
    return NOT_CLEAN if count_missed(faults, ROOT, folder, lines_of) else CLEAN


if __name__ == "__main__":
    sys.exit(main())
