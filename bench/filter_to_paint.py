"""How long one filter change takes until the last changed chart is painted, against peers.

`python -m bench.filter_to_paint` starts each server in turn on loopback, changes the filter
Status in headless Chromium and stops the clock in the browser at the frame after the charts say
what they must. Peers are measured in turns within one run, so that the machine's moods are shared.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import QUIET, await_health, free_port, server_settings, stop
from tools.chromium import find_browser

ROOT = Path(__file__).parent.parent
CHANGES = 22
WARM_UP = 2
OPTION = "Limited"
BARS = "document.querySelectorAll('.bartext, .cc-number').length > 20"

# What the charts say, or the echo on a page without any; and a clock that starts at the key.
CLOCK = """() => {
  window.said = () => {
    const plots = [...document.querySelectorAll('.js-plotly-plot')];
    if (!plots.length) return document.querySelector('#echo')?.textContent ?? '';
    const words = '.bartext, .cc-number';
    const texts = plots.map(plot =>
      [...plot.parentElement.querySelectorAll(words)].map(word => word.textContent));
    return texts.map(of => of.join()).join('|');
  };
  for (const name of ['pointerdown', 'keydown', 'click'])
    addEventListener(name, event => { window.began = event.timeStamp; }, true);
  window.until = goal => {
    window.took = null;
    const frame = () => {
      if (said() !== goal) return requestAnimationFrame(frame);
      const painted = new MessageChannel();
      painted.port1.onmessage = () => { window.took = performance.now() - window.began; };
      painted.port2.postMessage(0);
    };
    requestAnimationFrame(frame);
  };
}"""


@dataclass(frozen=True)
class Peer:
    """A page to measure: its name, how its server starts, and whether it is a Dash page."""

    name: str
    command: tuple[str, ...]
    dash: bool = False


def peers() -> list[Peer]:
    """Ours, Streamlit's floor, and Dash where its environment is there."""
    streamlit = (sys.executable, "-m", "streamlit", "run")
    found = [
        Peer("ours", (*streamlit, "dashboard.py")),
        Peer("Streamlit's floor", (*streamlit, "bench/peers/floor.py")),
    ]
    python = os.environ.get("BENCH_PYTHON") or ROOT / ".venv-bench" / "bin" / "python"
    if Path(python).exists():
        dash = (str(python), "-m", "bench.peers.dash_app")
        found.append(Peer("Dash, three charts", dash, dash=True))
        found.append(Peer("Dash, equal page", (*dash, "--equal"), dash=True))
    return found


@contextmanager
def serving(peer: Peer) -> Iterator[str]:
    """The address of a peer's server until the block ends."""
    port = free_port()
    end = (str(port),) if peer.dash else (f"--server.port={port}",)
    command = (*peer.command[:3], *end, *peer.command[3:]) if peer.dash else (*peer.command, *end)
    log = Path(os.devnull)
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | server_settings(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        if not peer.dash:
            await_health(process, port, log)
        yield f"http://127.0.0.1:{port}/"
    finally:
        stop(process)


def open_page(browser: Browser, peer: Peer, address: str) -> Page:
    """The peer's page, its charts drawn and the clock in place."""
    page = browser.new_context(viewport={"width": 1280, "height": 1800}).new_page()
    for _ in range(60):
        try:
            page.goto(address)
            break
        except Exception:
            page.wait_for_timeout(500)
    page.wait_for_function("document.querySelector('#echo')" if "floor" in peer.name else BARS)
    page.evaluate(CLOCK)
    return page


def reach(page: Page, peer: Peer, choose: bool) -> None:
    """Bring the control that changes the filter within one key or click."""
    if peer.dash:
        page.locator("#status").click()
        page.locator(".dash-options-list-option", has_text=OPTION).first.wait_for()
    elif choose:
        page.get_by_role("combobox", name="Status").click()
        page.get_by_role("option", name=OPTION).first.wait_for()
    page.wait_for_timeout(300)


def change(page: Page, peer: Peer, choose: bool) -> None:
    """Choose the option, or let it go."""
    if peer.dash:
        page.locator(".dash-options-list-option", has_text=OPTION).first.click()
    elif choose:
        page.get_by_role("option", name=OPTION).first.click()
    else:
        page.locator(f"[data-testid=stMultiSelect] button[aria-label*={OPTION}]").first.click()


def leave(page: Page) -> None:
    """Close the list of options, and let the page come to rest."""
    page.keyboard.press("Escape")
    page.wait_for_timeout(500)


def settled(page: Page) -> str:
    """What the charts say once they have said it for a second."""
    before, same = None, 0
    while same < 5:
        page.wait_for_timeout(200)
        now = page.evaluate("said()")
        same = same + 1 if now == before else 0
        before = now
    return str(before)


def measure(page: Page, peer: Peer, choose: bool, goal: str) -> float:
    """Milliseconds from the click to the painted charts."""
    reach(page, peer, choose)
    page.evaluate("goal => until(goal)", goal)
    change(page, peer, choose)
    while (took := page.evaluate("window.took")) is None:
        page.wait_for_timeout(20)
    leave(page)
    return float(took)


def main() -> None:
    """Measure every peer in turns and print a Markdown table."""
    measured = peers()
    times: dict[str, list[float]] = {peer.name: [] for peer in measured}
    with sync_playwright() as playwright, ExitStack() as servers:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=[*QUIET, "--no-sandbox"]
        )
        pages, goals = {}, {}
        for peer in measured:
            page = open_page(browser, peer, servers.enter_context(serving(peer)))
            rest = settled(page)
            reach(page, peer, True)
            change(page, peer, True)
            leave(page)
            chosen = settled(page)
            assert chosen != rest, f"{peer.name} did not change"
            reach(page, peer, False)
            change(page, peer, False)
            leave(page)
            settled(page)
            pages[peer.name], goals[peer.name] = page, (rest, chosen)
        for turn in range(CHANGES // 2 + WARM_UP):
            for peer in measured:
                page = pages[peer.name]
                page.bring_to_front()
                for choose in (True, False):
                    took = measure(page, peer, choose, goals[peer.name][choose])
                    if turn >= WARM_UP:
                        times[peer.name].append(took)
    report(times)


def report(times: dict[str, list[float]]) -> None:
    """A Markdown table: median, 95th percentile, and ours as a share of each."""
    ours = median(times["ours"])
    print(f"| page | median of {len(times['ours'])}, ms | 95th, ms | ours is |")
    print("| --- | ---: | ---: | ---: |")
    for name, of in times.items():
        high = quantiles(of, n=20)[-1]
        print(f"| {name} | {median(of):.0f} | {high:.0f} | {ours / median(of):.2f} of it |")


if __name__ == "__main__":
    main()
