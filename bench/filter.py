"""How long one change of a filter takes, from the click until the last changed mark is painted.

Every page is open in one browser, and they take turns, so that the machine's moods are shared.
"""

from contextlib import ExitStack
from statistics import median, quantiles

from playwright.sync_api import Page

from bench.browsing import chromium, new_profile, settled, turn, until_drawn
from bench.servers import FLOORS, PEERS, Server, ours, serving
from bench.workbooks import SIZES

CHANGES = 20
WARM_UP = 4

Figures = dict[str, dict[str, float]]


def measure(changes: int = CHANGES) -> Figures:
    """Median and 95th percentile in milliseconds, by the page's name."""
    servers = (*map(ours, SIZES), *FLOORS, *PEERS)
    times: dict[str, list[float]] = {one.name: [] for one in servers}
    with chromium() as browser, ExitStack() as running:
        opened = []
        for server in servers:
            started = running.enter_context(serving(server))
            page = new_profile(browser, server).new_page()
            page.goto(started.address)
            until_drawn(page)
            opened.append((server, page, _goals(page, server)))
        for at in range(changes + WARM_UP):
            choose = at % 2 == 0
            for server, page, goals in opened:
                page.bring_to_front()
                took = turn(page, server.kind, choose, goals[choose])
                if at >= WARM_UP:
                    times[server.name].append(took)
    return {name: _summed(took) for name, took in times.items()}


def _goals(page: Page, server: Server) -> dict[bool, str]:
    """What the charts say with the filter and without it."""
    rest = settled(page)
    turn(page, server.kind, True)
    chosen = settled(page)
    assert chosen != rest, f"{server.name} did not change"
    turn(page, server.kind, False)
    assert settled(page) == rest, f"{server.name} did not change back"
    return {True: chosen, False: rest}


def _summed(took: list[float]) -> dict[str, float]:
    return {"median": median(took), "p95": quantiles(took, n=20)[-1]}
