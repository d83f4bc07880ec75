"""A server, a browser and pages that watch for errors, for journeys through the dashboard."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

from tests.support.three_releases import fill, three
from tools.chromium import find_browser
from tools.drive.browser import QUIET
from tools.drive.server import HOST, SECONDS, free_port, running

# A machine that is busy with other work is no fault of the page.
expect.set_options(timeout=SECONDS * 1000)
# What the browser notes of a server that is away.
AWAY = (
    *("WebSocket", "ERR_CONN", "reaching server endpoint", "not responding"),
    *("/_stcore/", "disconnected"),
)
LOOPBACK = (HOST, "localhost", "::1")
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
# On a page of its own address Streamlit looks for its server below that page first.
PROBES = re.compile(
    r"/(commitments|organisations|measures|what_changed|roundtable|downloads|update_data|about)/_stcore/(health|host-config)$"
)


def axe(page: Page, tags: Sequence[str] = WCAG) -> list[str]:
    """What axe-core finds wrong on the page: a rule, what it asks, and the places."""
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", list(tags))
    return [
        f"{rule['id']}: {rule['help']}: {[node['target'] for node in rule['nodes']]}"
        for rule in found["violations"]
    ]


@pytest.fixture(scope="session")
def server_for(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """Start another server: server_for(HOR_WORKBOOK=path) or server_for(app="server.py")."""
    logs = tmp_path_factory.mktemp("servers")
    with ExitStack() as servers:

        def start(app: str = "dashboard.py", **environment: str | Path) -> str:
            log = logs / f"{len(list(logs.iterdir()))}.log"
            given = {name: str(value) for name, value in environment.items()}
            return servers.enter_context(running(log, app, given))

        yield start


@pytest.fixture
def restartable(tmp_path: Path) -> Iterator[tuple[Callable[[], str], Callable[[], None]]]:
    """A server to start and stop by hand, each time on the same port."""
    port = free_port()
    with ExitStack() as servers:

        def start() -> str:
            log = tmp_path / "server.log"
            return servers.enter_context(running(log, "dashboard.py", {}, port))

        yield start, servers.close


@pytest.fixture(scope="session")
def server(server_for: Callable[..., str]) -> str:
    """The address of the dashboard as it ships."""
    return server_for()


@pytest.fixture(scope="session")
def three_releases(server_for: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the dashboard with three releases behind its edge, to be read only."""
    database = f"sqlite:///{tmp_path_factory.mktemp('three') / 'releases.sqlite3'}"
    fill(database, three())
    return server_for(app="server.py", HOR_DATABASE=database)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all the journeys."""
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=find_browser(), args=[*QUIET, *as_root]
        )
        yield chromium
        chromium.close()


class Faults:
    """What went wrong behind the pages of a test. What a test brings about itself it allows by some
    words of it, before or after: the browser may note it a moment later than the page shows it."""

    def __init__(self) -> None:
        self.noted: list[str] = []
        self.allowed: list[str] = []

    def allow(self, *words: str) -> None:
        self.allowed += words

    @property
    def unexpected(self) -> list[str]:
        return [fault for fault in self.noted if not any(words in fault for words in self.allowed)]


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
def open_page(browser: Browser, faults: Faults) -> Iterator[Callable[..., Page]]:
    """Open a watched page in a fresh profile: open_page(viewport=…, color_scheme="dark")."""
    with ExitStack() as contexts:

        def start(**options: object) -> Page:
            wanted = {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB"} | options
            context = browser.new_context(**wanted)  # type: ignore[arg-type]
            contexts.callback(context.close)
            context.set_default_timeout(SECONDS * 1000)
            watch(context, faults.noted)
            return context.new_page()

        yield start
    if faults.unexpected:
        pytest.fail("\n".join(["Behind the page:", *faults.unexpected]), pytrace=False)


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A watched page of 1280 by 900; the test fails when anything goes wrong behind it."""
    return open_page()


def watch(context: BrowserContext, faults: list[str]) -> None:
    """Note errors, and whatever asks for more than this machine, on every page of a context."""

    def note_console(message: ConsoleMessage) -> None:
        if message.type == "error" and not PROBES.search(message.location["url"]):
            faults.append(f"console: {message.text} ({message.location['url']})")

    def note_address(address: str) -> None:
        if not is_local(address):
            faults.append(f"asked for {address}")

    context.on("console", note_console)
    context.on("weberror", lambda error: faults.append(f"script: {error.error}"))
    context.on("request", lambda request: note_address(request.url))
    context.on("page", lambda page: page.on("websocket", lambda socket: note_address(socket.url)))


def is_local(address: str) -> bool:
    """Whether an address stays on this machine: loopback, or within the page itself."""
    parts = urlsplit(address)
    return parts.scheme in ("about", "blob", "data") or parts.hostname in LOOPBACK
