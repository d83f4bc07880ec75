"""How long the page takes to appear: a new server, a new browser profile, and one that was here.

Rounds in which each page takes its turn; what went over the network is counted by kind.
"""

from collections import Counter
from contextlib import ExitStack
from statistics import median

from playwright.sync_api import Browser, BrowserContext, Page

from bench.browsing import chromium, new_profile, until_drawn
from bench.servers import FLOOR, PEERS, Server, Started, await_answer, ours, serving, starting

ROUNDS = 5
KINDS = ("Script", "Stylesheet", "Font", "WebSocket")

Figures = dict[str, dict[str, float]]


def measure(rounds: int = ROUNDS) -> Figures:
    """By the page's name: milliseconds of each way to arrive, and megabytes with an empty cache."""
    servers = (ours(), FLOOR, *PEERS)
    seen: dict[str, dict[str, list[float]]] = {one.name: {} for one in servers}
    with chromium() as browser, ExitStack() as running:
        started = [running.enter_context(serving(one)) for one in servers]
        for one in started:
            _arrive(browser, one)
        for _ in range(rounds):
            for one in started:
                for name, value in _arrive(browser, one).items():
                    seen[one.server.name].setdefault(name, []).append(value)
    with chromium() as browser:
        for _ in range(rounds):
            for server in servers:
                took = _from_nothing(browser, server)
                seen[server.name].setdefault("from a new server", []).append(took)
    return {
        name: {what: median(values) for what, values in of.items()} for name, of in seen.items()
    }


def _arrive(browser: Browser, started: Started) -> dict[str, float]:
    """Open the page in a new profile, then again: milliseconds until the last chart, megabytes."""
    context = new_profile(browser, started.server)
    page = context.new_page()
    sizes = _count_bytes(context, page)
    cold = _open(page, started.address)
    page.wait_for_timeout(500)
    megabytes = {f"MB {kind}": sizes[kind] / 1e6 for kind in KINDS}
    megabytes["MB in all"] = sum(sizes.values()) / 1e6
    page.goto("about:blank")
    warm = _open(page, started.address)
    context.close()
    return {"empty cache": cold, "full cache": warm} | megabytes


def _open(page: Page, address: str) -> float:
    page.goto(address, wait_until="commit")
    drawn = until_drawn(page)
    return drawn["last"] - float(page.evaluate("() => performance.timeOrigin"))


def _count_bytes(context: BrowserContext, page: Page) -> Counter[str]:
    """Bytes as they go over the network, by kind, counted from now on."""
    sizes: Counter[str] = Counter()
    kinds: dict[str, str] = {}
    line = context.new_cdp_session(page)
    line.send("Network.enable")

    def finished(event: dict) -> None:
        sizes[kinds.get(event["requestId"], "Other")] += event["encodedDataLength"]

    def framed(event: dict) -> None:
        response, binary = event["response"], event["response"]["opcode"] == 2
        length = len(response["payloadData"])
        sizes["WebSocket"] += length * 3 // 4 if binary else length

    line.on("Network.responseReceived", lambda e: kinds.update({e["requestId"]: e["type"]}))
    line.on("Network.loadingFinished", finished)
    line.on("Network.webSocketFrameReceived", framed)
    return sizes


def _from_nothing(browser: Browser, server: Server) -> float:
    """Milliseconds from the start of the server's process to the first chart in a new profile."""
    with starting(server) as started:
        context = new_profile(browser, server)
        page = context.new_page()
        await_answer(started)
        page.goto(started.address, wait_until="commit")
        drawn = until_drawn(page)
        context.close()
        return (drawn["first"] or drawn["last"]) - started.at * 1000
