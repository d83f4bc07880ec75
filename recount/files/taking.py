"""Files as a reader takes them from the pages, in a browser: each under its name there."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page

from recount.files.briefs import check_brief_slides, check_document
from recount.files.case import GROUPS, Case
from recount.files.chart_sheets import (
    check_chart_csv,
    check_chart_json,
    check_chart_workbook,
    check_picture,
)
from recount.files.charts import ChartForm, check_chart_form
from recount.files.decks import check_deck, check_slide
from recount.files.making import choose_organisation
from recount.files.rows import check_csv, check_json, check_package, check_workbook
from recount.pages.bars import CHARTS
from recount.reading import PARTS, QUIET, SECONDS, read
from recount.server import RecountError
from recount.shown import Chart

SURE = 60  # of the characters of what a file is, so many are never cut off
LONGEST = 80  # characters of a file's name, without its ending
SENTENCE = re.compile(r"(?P<title>.+?) \((?P<shown>(?:All \d+|\d+ of \d+)\b.+)\)\. Source: .+")
CHART_FILES: dict[str, Callable[[Case, Path, str], None]] = {
    '[data-make$="=pptx"]': check_slide,
    '[data-make$="=xlsx"]': check_chart_workbook,
    '[data-make$="=csv"]': check_chart_csv,
    '[data-make$="=json"]': check_chart_json,
    '[data-picture="svg"]': check_picture,
}
BRIEFS: dict[str, Callable[[Case, Path, str], None]] = {
    "Brief (Word)": check_document,
    "Brief (slides)": check_brief_slides,
}
ROW_FILES: dict[str, Callable[[Case, Path], None]] = {
    "Excel workbook with charts": check_workbook,
    "Commitments (CSV)": check_csv,
    "All tables (JSON)": check_json,
    "All tables (CSV, described)": check_package,
}


def check_taken(case: Case, page: Page, address: str, folder: Path) -> None:
    """Take every file of Explore's bars, their sentences, the files of rows, a deck and the briefs
    of an organisation."""
    folder.mkdir(parents=True, exist_ok=True)
    for field in CHARTS:
        query = case.scene.query(show="bars", rows=field)
        shown = read(page, f"{address}/?{query}")
        if shown is None:
            raise RecountError(f"The page under ?{query} does not come to rest.")
        case.place(f"bars of {field}")
        case.report.same("charts", len(shown.charts), int(bool(case.scene.refs)))
        for chart in shown.charts:
            _check_chart(case, page, field, chart, folder)
    _check_downloads(case, page, address, folder)
    name = choose_organisation(case)
    _open(page, f"{address}/organisations?{case.scene.query(organisation=name)}")
    for label, check in BRIEFS.items():
        path = _take(page, page.get_by_role("button", name=label, exact=True), folder)
        check_name(case, path, f"brief-{_plain(name)}")
        check(case, path, name)


def _open(page: Page, address: str) -> None:
    page.goto(address, wait_until="commit")
    page.wait_for_function(QUIET, arg=list(PARTS), timeout=SECONDS * 1000)


def _check_downloads(case: Case, page: Page, address: str, folder: Path) -> None:
    """The files of rows, and the deck as it is before anything is chosen for it."""
    _open(page, f"{address}/downloads?{case.scene.query()}")
    number, total = len(case.scene.refs), case.scene.total
    what = f"{number}-of-{total}-commitments" if case.is_part else "commitments"
    for label, check in ROW_FILES.items():
        path = _take(page, page.get_by_role("button", name=label, exact=True), folder)
        check_name(case, path, what)
        check(case, path)
    slides = page.get_by_role("button", name=re.compile(r"Download \d+ slides? \(PowerPoint\)"))
    path = _take(page, slides, folder)
    check_name(case, path, what)
    check_deck(case, path, tuple(GROUPS)[:3])


def _check_chart(case: Case, page: Page, field: str, chart: Chart, folder: Path) -> None:
    """A chart as the page says it, then each of its files."""
    form = ChartForm("page", field, title=chart.title, alts=[chart.alt])
    check_chart_form(case, form)
    name = f"status-by-{_plain(GROUPS[field])}"
    menu = page.locator(f'details[data-key="use-{name}"]')
    menu.locator("summary").click()
    _check_sentence(case, page, menu, field)
    for button, check in CHART_FILES.items():
        path = _take(page, menu.locator(button), folder)
        check_name(case, path, name)
        check(case, path, field)


def _check_sentence(case: Case, page: Page, menu: Locator, field: str) -> None:
    menu.get_by_role("button", name="Copy the sentence").click()
    menu.get_by_text("Copied").wait_for()
    sentence = page.evaluate("navigator.clipboard.readText()")
    match = SENTENCE.fullmatch(sentence)
    if match:
        form = ChartForm("sentence", field, title=match["title"], shown=match["shown"])
        check_chart_form(case, form)
    else:
        case.place("sentence")
        case.report.differs("sentence", f"cannot judge “{sentence}”")


def _take(page: Page, button: Locator, folder: Path) -> Path:
    with page.expect_download(timeout=SECONDS * 1000) as waited:
        button.click()
    path = folder / waited.value.suggested_filename
    waited.value.save_as(path)
    return path


def check_name(case: Case, path: Path, what: str) -> None:
    """A file's name: what it is, the values of the filters as far as there is room, the date."""
    case.place(f"name of {path.name}")
    report, date = case.report, _plain(case.book.as_at)
    report.same("begins with what it is", path.stem.startswith(what[:SURE]), True)
    report.same("ends with the date", path.stem.endswith(f"-{date}"), True)
    values = [value for values in case.scene.filters.values() for value in values]
    named = "-".join(filter(None, [what, *map(_plain, values)]))
    if len(named) + len(date) < LONGEST // 2 or len(path.stem) < LONGEST - 1:
        unnamed = [value for value in values if _plain(value) not in path.stem]
        report.same("names the filters", unnamed, [])


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return "-".join(re.findall(r"[a-z0-9]+", letters))
