"""The command: `python -m recount` opens every page under random filters and counts again."""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from random import Random

from playwright.sync_api import Browser, Page, sync_playwright

from recount.counting import BODIES, read_book
from recount.filters import random_filters
from recount.pages.changes import check_changes
from recount.pages.every import check_foot, check_selection
from recount.pages.lists import (
    check_commitments,
    check_measures,
    check_organisation,
    check_organisations,
)
from recount.pages.overview import check_overview
from recount.pages.record import check_record
from recount.pages.roundtable import check_roundtable
from recount.reading import VIEWPORT, Shown, read
from recount.report import Report
from recount.scene import Pair, Scene
from recount.server import RecountError, clock_of, serving
from recount.workbooks import write_releases
from tools.chromium import find_browser

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "data" / "commitments.xlsx"
PAIRS = ("alone", "before", "pinned", "backwards")
PAGES = {
    "": check_overview,
    "commitments": check_commitments,
    "organisations": check_organisations,
    "measures": check_measures,
    "what_changed": check_changes,
    "roundtable": check_roundtable,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Recount, print the report, and give 1 where anything differs or misleads."""
    wanted = _parser().parse_args(arguments)
    report = Report()
    with ExitStack() as stack:
        folder = wanted.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        try:
            recount(wanted, folder.resolve(), report)
        except RecountError as error:
            print(error, file=sys.stderr)
            return 2
    day = f"{wanted.today or date.today():%-d %B %Y}"
    print(f"Seed {wanted.seed}, {wanted.filters} filters of each pair, on {day}.")
    print("\n".join(report.lines()))
    return 0 if report.is_clean else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m recount", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="of the random filters")
    parser.add_argument("--filters", type=int, default=20, help="how many for each pair")
    parser.add_argument("--today", type=date.fromisoformat, help="the day by the server's clock")
    parser.add_argument("--pairs", default=",".join(PAIRS), help="which pairs, of all four")
    parser.add_argument("--keep", type=Path, help="a folder for the workbooks, stores and logs")
    parser.add_argument("--checkout", type=Path, default=ROOT, help="whose server is started")
    return parser


def recount(wanted: argparse.Namespace, folder: Path, report: Report) -> None:
    """Open every page under every filter of each pair wanted."""
    today = wanted.today or date.today()
    clock = clock_of(wanted.today)
    workbooks = write_releases(SHIPPED, folder, today)
    names = wanted.pairs.split(",")
    if strange := set(names) - set(PAIRS):
        raise RecountError(f"There is no pair {sorted(strange)[0]}: there are {', '.join(PAIRS)}.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        for published, group in (workbooks[:1], PAIRS[:1]), (workbooks, PAIRS[1:]):
            pairs = [_pair(name, workbooks, today) for name in group if name in names]
            if pairs:
                store = folder / group[0]
                with serving(wanted.checkout, published, store, clock) as address:
                    _look(browser, address, pairs, wanted, report)
        browser.close()


def _pair(name: str, workbooks: Sequence[Path], today: date) -> Pair:
    """The pair of that name. The latest is judged today, others on the last day of their data."""
    first, second, third = (read_book(path) for path in workbooks)
    if name == "alone":
        return Pair(name, {}, read_book(workbooks[0], today))
    if name == "before":
        return Pair(name, {}, read_book(workbooks[2], today), (second, third))
    if name == "pinned":
        return Pair(name, {"release": "2", "before": "1"}, second, (first, second), False)
    return Pair(name, {"release": "1", "before": "3"}, first, (third, first), False)


def _look(
    browser: Browser,
    address: str,
    pairs: Sequence[Pair],
    wanted: argparse.Namespace,
    report: Report,
) -> None:
    for pair in pairs:
        random = Random(f"{wanted.seed} {pair.name}")
        context = browser.new_context(viewport=VIEWPORT, locale="en-GB")
        page = context.new_page()
        earlier = pair.both[0] if pair.both else None
        for filters in random_filters(random, pair.after, earlier, wanted.filters):
            scene = Scene(pair, filters, random)
            before = len(report.differences)
            for path, shown in _pages(page, address, scene, report):
                _check(scene, path, shown, report)
            print(
                f"{pair.name}: {scene.query() or 'all'}: "
                f"{len(report.differences) - before} differences",
                file=sys.stderr,
                flush=True,
            )
        context.close()


def _pages(page: Page, address: str, scene: Scene, report: Report) -> Iterator[tuple[str, Shown]]:
    """Each page under the scene's filters: its path with its own part, and what it shows."""
    refs, book = scene.refs, scene.book
    everywhere = list(book.commitments.index)
    ref = scene.random.choice(refs if refs and scene.random.random() < 0.8 else everywhere)
    bodies = sorted(set(book.commitments.loc[refs or everywhere, BODIES[0]].explode()))
    name = scene.random.choice(bodies)
    if scene.random.random() < 0.2:
        name = scene.random.choice(list(book.organisations.index))
    own = [(path, {}) for path in PAGES]
    own += [("commitments", {"ref": ref}), ("organisations", {"organisation": name})]
    for path, part in own:
        query = scene.query(**part)
        report.place = f"{scene.pair.name} /{path}{'?' if query else ''}{query}"
        yield (path, *part.values()), read(page, f"{address}/{path}?{query}")


def _check(scene: Scene, path: tuple[str, ...], shown: Shown, report: Report) -> None:
    check_foot(scene, shown, report)
    if len(path) == 1:
        if check_selection(scene, shown, report):
            PAGES[path[0]](scene, shown, report)
    elif path[0] == "commitments":
        check_record(scene, path[1], shown, report)
    elif check_selection(scene, shown, report):
        check_organisation(scene, path[1], shown, report)


if __name__ == "__main__":
    sys.exit(main())
