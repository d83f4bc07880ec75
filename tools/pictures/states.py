"""Every page and state worth a picture, and two servers to show them: one release, and two."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from openpyxl import load_workbook
from playwright.sync_api import Page
from sqlalchemy import update

from hor_data.store import Candidate, open_store, publish, publish_first
from hor_data.store.tables import RELEASES
from tools.drive.browser import settled
from tools.drive.server import ROOT, running

SHIPPED = ROOT / "data" / "commitments.xlsx"
# What a second release might change, said to be an example wherever it is shown.
EXAMPLE = "An example, not real updates"
SECOND = {
    "Cover!B3": EXAMPLE,
    "Cover!B4": "2026-10",
    "Commitments!K2": "Complete",
    "Commitments!K5": "Substantial",
    "Commitments!K9": "Limited",
    "Commitments!J7": "2029",
    "Commitments!C4": "Evaluate programmes of the NHS using a Black Lives Matter lens",
    "Updates!C5": "An example of an update, to show what a second release looks like.",
    "Updates!B5": "2026-10",
}
WRONG = {
    "Commitments!K2": "Complete.",
    "Commitments!C3": " Assess equality ",
    "Commitments!J7": "soon",
}
THIRD = SECOND | {"Commitments!K20": "Complete", "Commitments!E9": "Aston University"}
BODY = "Birmingham+and+Solihull+Integrated+Care+System"


class State(NamedTuple):
    """A page as a reader may meet it: the sheet it is on, what is shown, and how to get there."""

    sheet: str
    name: str
    address: str = ""
    server: str = "one"
    act: Callable[[Page, Path], None] = lambda page, folder: None

    @property
    def stands_alone(self) -> bool:
        """Whether Streamlit, and so its letters, have no part in it: letters differ by machine."""
        return self.sheet == "Sign in" or self.name == "no such page"

    @property
    def file(self) -> str:
        """The name of its pictures."""
        return f"{self.sheet}-{self.name}".lower().replace(" ", "-")


def upload(cells: Mapping[str, str], offered: str) -> Callable[[Page, Path], None]:
    """Upload the shipped workbook with these cells changed, until the page offers this button."""

    def act(page: Page, folder: Path) -> None:
        path = folder / "autumn.xlsx"
        path.write_bytes(changed(cells))
        page.locator("input[type=file]").set_input_files(path)
        page.get_by_role("button", name=offered).wait_for()

    return act


STATES = (
    State("Explore", "as it opens"),
    State("Explore", "filtered", "?theme=People-powered+health&sector=NHS"),
    State(
        "Explore", "empty", "?theme=People-powered+health&status=Not+started&sector=Universities"
    ),
    State("Explore", "one status", "?status=Limited"),
    State("Explore", "organisations by sector", "?rows=lead&columns=sector&order=most"),
    State("Explore", "shares", "?rows=sector&show=share"),
    State("Explore", "bars", "?show=bars&rows=sector"),
    State("Explore", "releases", "?columns=release&list=moved", "two"),
    State("Explore", "all commitments", "commitments?sort=silent"),
    State("Record", "with updates", "commitments?ref=HOR-33"),
    State("Record", "unknown ref", "commitments?ref=HOR-99"),
    State("Organisations", "all", "organisations"),
    State(
        "Organisations",
        "one",
        "organisations?organisation=Birmingham+and+Solihull+Integrated+Care+System",
    ),
    State(
        "Organisations",
        "two side by side",
        "organisations?organisation=Aston+University&with=West+Midlands+Combined+Authority",
    ),
    State("Organisations", "unknown", "organisations?organisation=nobody"),
    State("Measures", "all", "measures"),
    State("What changed", "one release", "what_changed"),
    State("What changed", "two releases", "what_changed", "two"),
    State("Roundtable", "agenda", "roundtable", "two"),
    State("Roundtable", "meeting", "roundtable?meeting=on", "two"),
    State("Slides and data", "as it opens", "downloads"),
    State("Update the data", "as it opens", "update_data", "two"),
    State("Update the data", "findings", "update_data", "two", upload(WRONG, "safe fixes")),
    State("Update the data", "comparison", "update_data", "two", upload(THIRD, "Preview")),
    State("About", "as it opens", "about"),
    State("Errors", "no such page", "nowhere"),
    State("Errors", "workbook with errors", "", "wrong"),
    State("Sign in", "as it opens", "sign-in", "two"),
)


def changed(cells: Mapping[str, str]) -> bytes:
    """The shipped workbook with these cells changed, as an officer would."""
    book = load_workbook(SHIPPED)
    for cell, value in cells.items():
        sheet, _, place = cell.partition("!")
        book[sheet][place] = value
    content = BytesIO()
    book.save(content)
    return content.getvalue()


@contextmanager
def servers(folder: Path) -> Iterator[dict[str, str]]:
    """The addresses of the dashboard with one release, with two, and with a wrong workbook."""
    second = f"sqlite:///{folder / 'two.sqlite3'}"
    store = open_store(second)
    publish_first(store, SHIPPED.read_bytes(), SHIPPED.name)
    candidate = Candidate(changed(SECOND), "autumn.xlsx", "", "")
    publish(store, candidate, "An officer", 1)
    # The day of the pictures must not show in them.
    with store.begin() as connection:
        connection.execute(update(RELEASES).values(published_at="2026-11-22T12:00:00+00:00"))
    store.dispose()
    (folder / "wrong.xlsx").write_bytes(changed(WRONG))
    settings = {
        "one": {"HOR_DATABASE": f"sqlite:///{folder / 'one.sqlite3'}"},
        "two": {"HOR_DATABASE": second},
        "wrong": {"HOR_WORKBOOK": str(folder / "wrong.xlsx")},
    }
    with ExitStack() as started:
        yield {
            name: started.enter_context(
                running(
                    folder / f"{name}.log",
                    "dashboard.py" if name == "wrong" else "server.py",
                    given,
                )
            )
            for name, given in settings.items()
        }


def show(page: Page, state: State, address: str, folder: Path) -> Page:
    """Bring the page to this state, drawn to its foot and at rest."""
    page.goto(f"{address}/{state.address}")
    # Two pages stand alone, without Streamlit: sign-in, and where there is no page.
    if not page.locator("body.hor").count():
        page.locator("footer, .meeting, .hor h1").last.wait_for(state="attached")
        settled(page)
        state.act(page, folder)
        settled(page)
    return page
