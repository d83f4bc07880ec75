"""A server, a browser and pages that watch for errors, for journeys through the dashboard."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic
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

from tools.chromium import find_browser

ROOT = Path(__file__).parents[2]
SECONDS = 60
HOST = "127.0.0.1"
# A machine that is busy with other work is no fault of the page.
expect.set_options(timeout=SECONDS * 1000)
LOOPBACK = (HOST, "localhost", "::1")
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
QUIET = (
    "--disable-background-networking",
    "--disable-domain-reliability",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    # Chromium draws two pages of its own beside each of ours, which take as long. Playwright has a
    # list of this kind too, and the last counts: the rest is what matters of it here.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,AimEnabled,HttpsUpgrades,"
    "HttpsFirstBalancedModeAutoEnable,PaintHolding,OptimizationHints,MediaRouter,"
    "NetworkTimeServiceQuerying,PreconnectToSearch,AvoidUnnecessaryBeforeUnloadCheckSync,"
    "DestroyProfileOnBrowserClose,ThirdPartyStoragePartitioning,LensOverlay",
)
# A click reaches the server a moment before the page says that a run has begun, hence the pause.
SETTLED = """() => {
    const {testScriptState: script, testConnectionState: connection} =
        document.querySelector('[data-testid=stApp]')?.dataset ?? {};
    const still = script === 'notRunning' && connection === 'CONNECTED';
    window.stillSince = still ? (window.stillSince ?? performance.now()) : null;
    return still && performance.now() - window.stillSince > 200;
}"""

# On a page of its own address Streamlit looks for its server below that page first.
PROBES = re.compile(
    r"/(commitments|organisations|measures|what_changed|roundtable|downloads|update_data|about)/_stcore/(health|host-config)$"
)

Environment = Mapping[str, str | None]


def settled(page: Page) -> Page:
    """The page, once Streamlit is connected and its script has come to rest."""
    page.evaluate("window.stillSince = null")
    page.wait_for_function(SETTLED)
    return page


def axe(page: Page, tags: Sequence[str] = WCAG) -> list[str]:
    """What axe-core finds wrong on the page: a rule, what it asks, and the places."""
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", list(tags))
    return [
        f"{rule['id']}: {rule['help']}: {[node['target'] for node in rule['nodes']]}"
        for rule in found["violations"]
    ]


@contextmanager
def running(log: Path, app: str, environment: Environment, port: int = 0) -> Iterator[str]:
    """The address of an app that Streamlit serves until the block ends."""
    with started(log, app, environment, port) as (address, _):
        yield address


@contextmanager
def started(
    log: Path, app: str, environment: Environment, port: int = 0
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """As `running`, with the server's process. A setting of None is left as the server has it."""
    port = port or free_port()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", app, f"--server.port={port}"],
            cwd=ROOT,
            env={
                name: value
                for name, value in {**os.environ, **server_settings(), **environment}.items()
                if value is not None  # a setting that the server starts without
            },
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        await_health(process, port, log)
        yield f"http://{HOST}:{port}", process
    finally:
        stop(process)


def server_settings() -> dict[str, str]:
    """Streamlit's settings for a server that asks, watches and tells nobody."""
    return {
        "STREAMLIT_SERVER_ADDRESS": HOST,
        "STREAMLIT_SERVER_HEADLESS": "true",
        "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none",
        "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
        "STREAMLIT_BROWSER_SERVER_ADDRESS": HOST,
    }


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.create_server((HOST, 0)) as listener:
        return int(listener.getsockname()[1])


def await_health(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Return when the server answers; fail with its log when it stops or stays silent."""
    deadline = monotonic() + SECONDS
    while not healthy(port):
        try:
            process.wait(0.1)
        except subprocess.TimeoutExpired:
            if monotonic() < deadline:
                continue
        said = log.read_text("utf-8", "replace")
        pytest.fail(f"The dashboard did not start.\n{said}", pytrace=False)


def healthy(port: int) -> bool:
    """Whether the server says that it is ready."""
    connection = HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def stop(process: subprocess.Popen[bytes]) -> None:
    """End the server that we started, and no other."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


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
def browser() -> Iterator[Browser]:
    """One Chromium for all the journeys."""
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=find_browser(), args=[*QUIET, *as_root]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def faults() -> list[str]:
    """What went wrong behind the page; a journey that expects a fault clears it here."""
    return []


@pytest.fixture
def open_page(browser: Browser, faults: list[str]) -> Iterator[Callable[..., Page]]:
    """Open a watched page in a fresh profile: open_page(viewport=…, color_scheme="dark")."""
    with ExitStack() as contexts:

        def start(**options: object) -> Page:
            wanted = {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB"} | options
            context = browser.new_context(**wanted)  # type: ignore[arg-type]
            contexts.callback(context.close)
            context.set_default_timeout(SECONDS * 1000)
            watch(context, faults)
            return context.new_page()

        yield start
    if faults:
        pytest.fail("\n".join(["Behind the page:", *faults]), pytrace=False)


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
