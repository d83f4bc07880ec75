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
from recount.crossing import RELEASE
from recount.filters import random_filters
from recount.pages.about import check_about
from recount.pages.bars import CHARTS, check_bars_page
from recount.pages.changes import check_changes
from recount.pages.downloads import check_downloads
from recount.pages.every import check_foot, check_remarks, check_selection
from recount.pages.explore import LISTED_MORE, SORTS, TABS, check_screen
from recount.pages.facets import check_facets
from recount.pages.in_time import check_trend
from recount.pages.lists import check_measures, check_organisations
from recount.pages.matrix import (
    COLUMNS,
    ORDERS,
    ROWS,
    SHOWS,
    check_matrix,
    make_crossing,
)
from recount.pages.matrix_title import check_matrix_title
from recount.pages.meeting import check_meeting
from recount.pages.organisation import check_organisation, check_pair
from recount.pages.record import check_record
from recount.pages.roundtable import check_roundtable
from recount.reading import VIEWPORT, read
from recount.report import Report
from recount.scene import Pair, Scene
from recount.server import RecountError
from recount.shown import Shown

PAIRS = ("alone", "before", "pinned", "backwards")
PAGES: dict[str, Callable[[Scene, Shown, Report], None]] = {
    "organisations": check_organisations,
    "measures": check_measures,
    "what_changed": check_changes,
    "roundtable": check_roundtable,
    "downloads": check_downloads,
}
RECORD, ORGANISATION, MEETING, ABOUT = "record", "organisation", "meeting", "about"
# Explore in its forms: as it opens, with matrices chosen by chance, with bars, over time, with the
# whole list.
EXPLORE, MATRIX, BARS, TIME = "explore", "matrix", "bars", "time"
COMMITMENTS = "commitments"
SCREENS = (EXPLORE, MATRIX, BARS, TIME, COMMITMENTS)
EVERY_PAGE = (*SCREENS, *PAGES, RECORD, ORGANISATION, MEETING, ABOUT)
# Pages that have no sentence of the filters.
WITHOUT_FILTERS = {MEETING: check_meeting, ABOUT: check_about}
MATRICES = 3  # under each filter
Own = dict[str, str]
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
        for name, own, shown in _open_pages(page, address, scene, wanted.pages, report):
            _check(scene, name, own, shown, report)
        outcome = f"{len(report.differences) - before} differences"
        print(f"{pair.name} ?{scene.query()}: {outcome}", file=sys.stderr, flush=True)
    context.close()


def _open_pages(
    page: Page, address: str, scene: Scene, names: Sequence[str], report: Report
) -> Iterator[tuple[str, Own, Shown]]:
    """Each page under the scene's filters: its name, its own part of the address, and what it
    shows."""
    for name in names:
        for path, own in _addresses(scene, name):
            query = scene.query(**own)
            report.place = f"{scene.pair.name} /{path}?{query}"
            shown = read(page, f"{address}/{path}?{query}")
            if shown is None:
                raise RecountError(
                    f"{address}/{path}?{query} does not come to rest: see its server's log."
                )
            yield name, own, shown


def _addresses(scene: Scene, name: str) -> list[tuple[str, Own]]:
    """The paths and own parts of the addresses at which a page is opened."""
    random = scene.random
    ref, organisation = _choose(scene)
    chosen_list = {"list": random.choice(list(TABS)), "sort": random.choice(SORTS)}
    addresses: dict[str, list[tuple[str, Own]]] = {
        EXPLORE: [("", {})],
        MATRIX: [("", _choose_matrix(random, number) | chosen_list) for number in range(MATRICES)],
        BARS: [("", {"show": "bars", "rows": field}) for field in CHARTS],
        TIME: [("", {"show": TIME, "rows": random.choice(ROWS)})],
        COMMITMENTS: [("commitments", {"sort": chosen_list["sort"], "listed": str(LISTED_MORE)})],
        RECORD: [("commitments", {"ref": ref})],
        MEETING: [("roundtable", {"meeting": "on"})],
        ORGANISATION: [
            ("organisations", {"organisation": organisation}),
            ("organisations", {"organisation": organisation, "with": _choose(scene)[1]}),
        ],
    }
    return addresses.get(name, [(name, {})])


def _choose_matrix(random: Random, number: int) -> Own:
    """A matrix: the first of statuses, the second of releases, others of any columns."""
    rows = random.choice(ROWS)
    fixed = {0: "status", 1: RELEASE}
    columns = fixed.get(number, random.choice([field for field in COLUMNS if field != rows]))
    orders = [name for name in ORDERS if name != "complete" or columns in fixed.values()]
    chosen = {"rows": rows, "columns": columns}
    return chosen | {"order": random.choice(orders), "show": random.choice(SHOWS)}


def _choose(scene: Scene) -> tuple[str, str]:
    """A commitment and an organisation to open, mostly such as the filters choose."""
    book, random = scene.book, scene.random
    refs = scene.refs if scene.refs and random.random() > OUTSIDE else list(book.commitments.index)
    leads = sorted(set(book.commitments.loc[refs, BODIES[0]].explode()))
    bodies = leads if random.random() > OUTSIDE else list(book.organisations.index)
    return random.choice(refs), random.choice(bodies)


def _check(scene: Scene, name: str, own: Own, shown: Shown, report: Report) -> None:
    if name == "what_changed":
        scene = Scene(scene.pair.as_compared, scene.asked, scene.random)
    if name != MEETING:
        check_foot(scene, shown, report)
        check_remarks(scene, shown, report)
    if name in WITHOUT_FILTERS:
        WITHOUT_FILTERS[name](scene, shown, report)
    elif name == RECORD:
        check_record(scene, own["ref"], shown, report)
    elif name == BARS and scene.refs:
        check_bars_page(scene, own["rows"], shown, report)
        check_screen(scene, own, shown, report)
    elif name == TIME and scene.refs and len(scene.pair.until) > 1:
        check_trend(make_crossing(scene, own | {"columns": RELEASE}), shown, report)
        check_screen(scene, own, shown, report)
    elif check_selection(scene, shown, report):
        _check_filtered(scene, name, own, shown, report)


def _check_filtered(scene: Scene, name: str, own: Own, shown: Shown, report: Report) -> None:
    """A page that names its filters, and shows the commitments that they choose."""
    if name == ORGANISATION:
        check_organisation(scene, own["organisation"], shown, report)
        if "with" in own and own["with"] != own["organisation"]:
            check_pair(scene, (own["organisation"], own["with"]), shown, report)
    elif name in SCREENS:
        _check_explore(scene, name, own, shown, report)
    else:
        PAGES[name](scene, shown, report)


def _check_explore(scene: Scene, name: str, own: Own, shown: Shown, report: Report) -> None:
    check_screen(scene, own, shown, report, "all" if name == COMMITMENTS else "ask")
    check_facets(scene, shown.facets, report)
    if shown.explored and name != BARS:
        crossing = make_crossing(scene, own | ({"columns": RELEASE} if name == TIME else {}))
        check_matrix(crossing, shown.explored.matrix, report)
        check_matrix_title(crossing, shown.explored.matrix, report)
