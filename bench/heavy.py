"""Whether readers wait while one session has something heavy done on the same server."""

import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from io import BytesIO
from itertools import count
from statistics import median, quantiles

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection

from bench.many import acting
from bench.servers import Started, ours, serving
from bench.sessions import ExploreReader
from bench.workbooks import workbook_of
from tools.drive.client import client
from tools.drive.session import messages, session_of

READERS = 50
SECONDS = 20
LARGE = 100_000

Figures = dict[str, dict[str, float]]
Once = Callable[[], None]
Work = Callable[[str], AbstractContextManager[Once]]


def measure(seconds: float = SECONDS) -> Figures:
    """By what the other session does: how long a filter change takes the readers."""
    figures = {}
    with serving(ours()) as started:
        readers = [ExploreReader(started.address) for _ in range(READERS)]
        for name, work in WORK.items():
            with working(started, work):
                took, _ = acting(started, readers, seconds)
            figures[name] = {
                "median": median(took),
                "p95": quantiles(took, n=20)[-1],
                "longest": max(took),
            }
    return figures


@contextmanager
def working(started: Started, work: Work) -> Iterator[None]:
    """Have something done again and again until the block ends."""
    done = threading.Event()

    def again() -> None:
        with work(started.address.rstrip("/")) as once:
            while not done.is_set():
                once()

    with ThreadPoolExecutor(1) as pool:
        worked = pool.submit(again)
        try:
            yield
        finally:
            done.set()
        worked.result()


@contextmanager
def _nothing(_address: str) -> Iterator[Once]:
    yield lambda: time.sleep(0.2)


@contextmanager
def _decks(address: str) -> Iterator[Once]:
    """The deck of the page Slides and data, as a press of its button has it made."""
    with session_of(address) as (line, session):
        asked = BackMsg()
        asked.rerun_script.page_name = "downloads"
        line.send(asked.SerializeToString())
        buttons = [one.delta.new_element.download_button for one in messages(line)]
        file = next(one.deferred_file_id for one in buttons if "slides" in one.label)
        yield lambda: _have_made(line, session, file)


def _have_made(line: ClientConnection, session: str, file: str) -> None:
    asked, answer = BackMsg(), ForwardMsg()
    asked.backend_operation_request.request_id = "deck"
    asked.backend_operation_request.session_id = session
    asked.backend_operation_request.deferred_file.file_id = file
    line.send(asked.SerializeToString())
    while not answer.HasField("backend_operation_response"):
        answer.ParseFromString(line.recv(timeout=60))
    assert answer.backend_operation_response.deferred_file.url


@contextmanager
def _checks(address: str) -> Iterator[Once]:
    """A workbook of 100,000 commitments, uploaded and checked, each time as another file."""
    content = workbook_of(LARGE).read_bytes()
    numbers = count()

    def check() -> None:
        file = of_officer.upload(_as_another(content, next(numbers)), f"{next(numbers)}.xlsx")
        of_officer.ask(**file)
        said = "".join(map(str, messages(of_officer.line, 300)))
        assert "No problems found" in said

    with client(address, "update_data", "127.0.0.1") as of_officer:
        yield check


def _as_another(content: bytes, number: int) -> bytes:
    out = BytesIO(content)
    with zipfile.ZipFile(out, "a") as book:
        book.comment = str(number).encode()
    return out.getvalue()


WORK: dict[str, Work] = {
    "session does nothing": _nothing,
    "has one deck after another made": _decks,
    f"has {LARGE:,} commitments checked": _checks,
}
