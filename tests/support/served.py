"""Everything that a server shows to readers, to compare it with what another server shows."""

import re
import subprocess
import sys
from contextlib import contextmanager
from itertools import product

from hor_data.store import open_store, undo, withdraw
from tests.support.books import GOOD, book, but
from tests.support.screens import PAGES
from tests.support.three_releases import fill, three
from tools.drive.client import client
from tools.drive.server import ROOT, started
from tools.drive.session import ask

READER = "203.0.113.5"
RELEASES = 6
KINDS = ("csv", "json", "xlsx")
# Addresses with more to them than a page and a release.
FURTHER = (
    ("commitments", "ref=HOR-33"),
    ("organisations", "organisation=Birmingham+City+Council"),
    ("explore", "show=bars&rows=theme"),
    ("explore", "columns=release&rows=sector"),
    ("explore", "status=Limited"),
    ("what_changed", "before=1"),
)
# Of a file that is made when a reader asks for it: another name for each session.
_SESSIONS_OWN = re.compile(r'^ *deferred_file_id: "\w+"\n', re.MULTILINE)


def fill_with_history(address: str) -> None:
    """Three releases, the second withdrawn; a fourth that the sixth took back; and a fifth whose
    bytes were erased."""
    mistaken, personal = (book(but(GOOD, Title=title)) for title in ("A mistake", "A name"))
    fill(address, [*three(), mistaken, personal])
    store = open_store(address)
    withdraw(store, "Ann", 2, "Published too early")
    withdraw(store, "Ann", 5, "A name in it", personal_data=True)
    undo(store, "Ann", 4)
    store.dispose()


@contextmanager
def machine(folder, database: str):
    """A server with this store and nothing else but what it keeps in this folder: its address and
    its process."""
    environment = {"HOR_DATABASE": database, "HOR_COPY_FOLDER": str(folder / "copy")}
    with started(folder / "log", "server.py", environment) as running:
        yield running


def hor(command: str, file, database: str) -> None:
    """Run a command of `hor` that reads or writes a file, on this store."""
    words = [sys.executable, "-m", "hor", command, str(file), "--database", database]
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True)


def everything_served(server: str) -> dict[str, str]:
    """All of a server's pages at the latest release, an earlier one and a withdrawn one, and its
    open data at each and at one that there is not, by their addresses: what a browser is given to
    draw, or the answer's status, headers and bytes."""
    pins = ["", *(f"release={number}" for number in range(1, RELEASES + 2))]
    queries = [*product(PAGES, pins[:3]), *FURTHER]
    served = {f"{page}?{query}": _page(server, page, query) for page, query in queries}
    for kind, pin in product(KINDS, pins):
        path = f"/open-data/commitments.{kind}?{pin}"
        answer = ask(server, path)
        headers = {name: answer.headers[name] for name in ("etag", "last-modified", "content-type")}
        served[path] = f"{answer.status} {headers}\n{answer.body!r}"
    return served


def _page(server: str, page: str, query: str) -> str:
    with client(server, page, READER, query=query) as reader:
        return _SESSIONS_OWN.sub("", reader.shown)
