"""Looking at the pages: each under each filter of a pair, in one browser."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from urllib.parse import parse_qs

from playwright.sync_api import Browser, Page

from recount.counting import BODIES, Filters, read_book
from recount.filters import random_filters
from recount.pages.changes import check_changes
from recount.pages.every import check_foot, check_remarks, check_selection
from recount.pages.lists import (
    check_commitments,
    check_measures,
    check_organisation,
    check_organisations,
)
from recount.pages.overview import check_overview
from recount.pages.record import check_record
from recount.pages.roundtable import check_roundtable
from recount.reading import VIEWPORT, read
from recount.report import Report
from recount.scene import Pair, Scene
from recount.server import RecountError
from recount.shown import Shown

PAIRS = ("alone", "before", "pinned", "backwards")
PAGES: dict[str, Callable[[Scene, Shown, Report], None]] = {
    "overview": check_overview,
    "commitments": check_commitments,
    "organisations": check_organisations,
    "measures": check_measures,
    "what_changed": check_changes,
    "roundtable": check_roundtable,
}
RECORD, ORGANISATION = "record", "organisation"
EVERY_PAGE = (*PAGES, RECORD, ORGANISATION)
OUTSIDE = 0.2  # of the records and organisations opened so many are outside the filters


@dataclass(frozen=True)
class Wanted:
    """What to look at: the seed and number of random filters, or these filters alone, as queries
    of an address; which pages."""

    seed: int = 1
    number: int = 20
    queries: Sequence[str] = ()
    pages: Sequence[str] = EVERY_PAGE

    def filters(self, random: Random, pair: Pair) -> list[Filters]:
        """The filters under which the pages of a pair are opened."""
        if self.queries:
            return [parse_qs(query) for query in self.queries]
        earlier = pair.both[0] if pair.both else None
        return random_filters(random, pair.after, earlier, self.number)


def make_pair(name: str, workbooks: Sequence[Path], today: date) -> Pair:
    """The pair of that name. The latest is judged today, others on the last day of their data."""
    first, second, third = (read_book(path) for path in workbooks)
    if name == "alone":
        return Pair(name, {}, read_book(workbooks[0], today))
    if name == "before":
        latest = read_book(workbooks[2], today)
        return Pair(name, {}, latest, (second, third), until=(first, second, third))
    address = {"release": "2", "before": "1"}
    if name == "pinned":
        return Pair(name, address, second, (first, second), False, (first, second))
    return Pair(name, {"release": "1", "before": "3"}, first, (third, first), False)


def look(browser: Browser, address: str, pair: Pair, wanted: Wanted, report: Report) -> None:
    """Open every page wanted under every filter of a pair and note what is wrong with it."""
    random = Random(f"{wanted.seed} {pair.name}")
    context = browser.new_context(viewport=VIEWPORT, locale="en-GB")
    page = context.new_page()
    for filters in wanted.filters(random, pair):
        scene = Scene(pair, filters, random)
        before = len(report.differences)
        for name, part, shown in _open_pages(page, address, scene, wanted.pages, report):
            _check(scene, name, part, shown, report)
        found = f"{len(report.differences) - before} differences"
        print(f"{pair.name} ?{scene.query()}: {found}", file=sys.stderr, flush=True)
    context.close()


def _open_pages(
    page: Page, address: str, scene: Scene, names: Sequence[str], report: Report
) -> Iterator[tuple[str, str, Shown]]:
    """Each page under the scene's filters: its name, the record or organisation that is opened,
    and what it shows."""
    ref, organisation = _choose(scene)
    own = {
        "overview": ("", "", ""),
        RECORD: ("commitments", "ref", ref),
        ORGANISATION: ("organisations", "organisation", organisation),
    }
    for name in names:
        path, field, part = own.get(name, (name, "", ""))
        query = scene.query(**({field: part} if field else {}))
        report.place = f"{scene.pair.name} /{path}?{query}"
        shown = read(page, f"{address}/{path}?{query}")
        if shown is None:
            raise RecountError(
                f"{address}/{path}?{query} does not come to rest: see its server's log."
            )
        yield name, part, shown


def _choose(scene: Scene) -> tuple[str, str]:
    """A commitment and an organisation to open, mostly such as the filters choose."""
    book, random = scene.book, scene.random
    refs = scene.refs if scene.refs and random.random() > OUTSIDE else list(book.commitments.index)
    leads = sorted(set(book.commitments.loc[refs, BODIES[0]].explode()))
    bodies = leads if random.random() > OUTSIDE else list(book.organisations.index)
    return random.choice(refs), random.choice(bodies)


def _check(scene: Scene, name: str, part: str, shown: Shown, report: Report) -> None:
    check_foot(scene, shown, report)
    check_remarks(scene, shown, report)
    if name == RECORD:
        check_record(scene, part, shown, report)
    elif check_selection(scene, shown, report):
        if name == ORGANISATION:
            check_organisation(scene, part, shown, report)
        else:
            PAGES[name](scene, shown, report)
