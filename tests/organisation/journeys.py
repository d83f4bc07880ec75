"""What a reader and an officer do at an organisation's dashboard, and what they then see."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.officers import changed, heading, upload
from tests.organisation.replicas import COOKIE, PATIENCE
from tools.drive.browser import settled
from tools.drive.server import SECONDS


def replica_of(page: Page) -> str:
    """The replica that nginx leads this reader to."""
    cookies = page.context.cookies()
    return next(cookie["value"] for cookie in cookies if cookie["name"] == COOKIE)


def moved(page: Page, replica: str) -> Page:
    """The page, once it is led to this replica, has its line there and has come to rest."""
    until(lambda: replica_of(page) == replica)
    return settled(page)


def expect_complete(page: Page, number: int) -> None:
    """The page's heading says that so many commitments are complete."""
    expect(page.locator("h1")).to_contain_text(f"{number} of 46 commitments are complete")


def walk_to_explore(page: Page) -> None:
    """Go to another page and back by the menu, as a reader does, on the line that is open."""
    page.get_by_role("link", name="Organisations", exact=True).click()
    expect(page.locator("h1")).to_contain_text("organisations", ignore_case=True)
    page.get_by_role("link", name="Explore", exact=True).click()


def choose_workbook(page: Page, path: Path, **cells: str) -> None:
    """Upload the shipped workbook with these cells changed, until it may be published."""
    # As the control does by itself when an officer presses it: a browser takes no notice of a file
    # that the same control took before.
    page.locator("input[type=file]").evaluate("control => { control.value = ''; }")
    upload(page, changed(path, **cells))
    expect(heading(page, f"2. Checked {path.name}: no problems found")).to_be_visible()
    # The last step is shown after the others, and asks the store again.
    expect(page.get_by_role("button", name="Publish", exact=True)).to_be_visible()
    settled(page)


def publish(page: Page, note: str = "") -> None:
    """Press Publish, with a note of what is new."""
    if note:
        page.get_by_label("What is new in it").fill(note)
    page.get_by_role("button", name="Publish", exact=True).click()


@contextmanager
def slow_uploads(page: Page) -> Iterator[None]:
    """Until the block ends the browser sends 4,000 bytes a second: a workbook takes 12 seconds."""
    line = page.context.new_cdp_session(page)
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 4_000}
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", slow)
    try:
        yield
    finally:
        line.send("Network.emulateNetworkConditions", slow | {"uploadThroughput": -1})


def served(server: str, path: str = "/open-data/commitments.json") -> tuple[int, Any]:
    """What a server answers at a path: its status, and what its JSON says."""
    connection = HTTPConnection(urlsplit(server).netloc, timeout=SECONDS)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, json.loads(answer.read())


def until(holds: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    """What `holds` gives once it is true; TimeoutError where it never is."""
    end = monotonic() + seconds
    while not (value := holds()):
        if monotonic() > end:
            raise TimeoutError("This never held.")
        sleep(0.02)
    return value
