"""Find the browser that the tests drive, and fetch one where there is none."""

import os
import shutil
import sys
from pathlib import Path

from tools.installing import install_packages, run_quietly

NAMES = ("chromium", "chromium-browser", "google-chrome")


class NoBrowserError(Exception):
    """No browser is to be had; the message says what to do."""


def find_browser() -> str | None:
    """Path of the browser on this machine, or None when Playwright's own is the one to use."""
    if chosen := os.environ.get("CHROMIUM"):
        if path := shutil.which(chosen):
            return path
        raise NoBrowserError(f"CHROMIUM names {chosen}, which cannot be run: correct or unset it.")
    return next(filter(_starts, filter(None, map(shutil.which, NAMES))), None)


def ensure_browser() -> str | None:
    """As find_browser, after installing one where that is needed."""
    if (browser := find_browser()) or _own_is_here():
        return browser
    print("Looking for a browser to install for the tests.", file=sys.stderr)
    if install_packages("chromium") and (browser := find_browser()):
        return browser
    if run_quietly(sys.executable, "-m", "playwright", "install", "chromium") and _own_is_here():
        return None
    raise NoBrowserError(
        "The tests need Chromium and none could be installed. Install Chromium or Google "
        "Chrome, or set CHROMIUM to the path of one."
    )


def _starts(path: str) -> bool:
    """Whether it runs: on some systems the name is only a stub that asks for a package."""
    return run_quietly(path, "--version", seconds=30)


def _own_is_here() -> bool:
    """Whether Playwright has downloaded its own browser before."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def main() -> int:
    """Print the browser's path, or nothing when it is Playwright's own."""
    try:
        browser = ensure_browser()
    except NoBrowserError as why:
        print(why, file=sys.stderr)
        return 1
    if browser:
        print(browser)
    return 0


if __name__ == "__main__":
    sys.exit(main())
