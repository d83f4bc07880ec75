"""The dashboard and its peers as servers on loopback, each started as its own guide says."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from bench.workbooks import ROOT, SIZES, workbook_of
from tools.drive.server import free_port, server_settings, stop

PEERS_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
STREAMLIT = ("-m", "streamlit", "run", "{app}", "--server.port={port}")
GUNICORN = ("-m", "gunicorn", "--bind=127.0.0.1:{port}", "--threads=8", "{app}:server")
PANEL = ("-m", "panel", "serve", "{app}", "--port={port}", "--address=127.0.0.1")
SECONDS = 240
OURS = "ours"  # the kind of the dashboard's own page


@dataclass(frozen=True)
class Server:
    """A page to measure. `kind` says how its filter is reached, `path` where the page stands;
    `environment` is what it is started with besides."""

    name: str
    kind: str
    command: tuple[str, ...]
    app: str
    rows: int = SIZES[0]
    path: str = "/"
    folder: Path = ROOT
    python: Path = PEERS_PYTHON
    environment: Mapping[str, str] = field(default_factory=dict)


def ours(rows: int = SIZES[0], environment: Mapping[str, str] | None = None) -> Server:
    """The dashboard, as `make run` starts it."""
    name = "ours" if rows == SIZES[0] else f"ours, {rows:,} commitments"
    python = Path(sys.executable)
    return Server(
        name, OURS, STREAMLIT, "server.py", rows, python=python, environment=environment or {}
    )


# Beside peers/, so that Streamlit does not read the dashboard's own settings.
AWAY = ROOT / "bench" / "peers"
DASH = Server("Dash", "dash", GUNICORN, "bench.peers.dash_page")
DASH_MARKUP = Server("Dash, markup alone", "dash", GUNICORN, "bench.peers.dash_markup")
DASH_TUNED = Server("Dash at its leanest", "dash", GUNICORN, "bench.peers.dash_tuned")
FLOOR = Server("Streamlit's floor", "streamlit", STREAMLIT, "streamlit_floor.py", folder=AWAY)
FLOOR_TUNED = Server(
    "Streamlit's floor, our settings", "streamlit", STREAMLIT, "bench/peers/streamlit_floor.py"
)
NAIVE = Server("naive Streamlit", "streamlit", STREAMLIT, "streamlit_naive.py", folder=AWAY)
VIZRO = Server("Vizro", "vizro", GUNICORN, "bench.peers.vizro_page")
PANEL_PAGE = Server("Panel", "panel", PANEL, "panel_page.py", path="/panel_page", folder=AWAY)
PEERS = (DASH, DASH_MARKUP, DASH_TUNED, VIZRO, PANEL_PAGE, NAIVE)
FLOORS = (FLOOR, FLOOR_TUNED)


@dataclass(frozen=True)
class Started:
    """A server that runs: its address, its process, and when it was started (seconds, Unix)."""

    server: Server
    address: str
    process: subprocess.Popen[bytes]
    at: float


@contextmanager
def starting(server: Server) -> Iterator[Started]:
    """Start a server with a store of its own, and end it with the block; it may not answer yet."""
    port = free_port()
    command = [part.format(app=server.app, port=port) for part in server.command]
    with TemporaryDirectory() as folder:
        environment = server_settings() | {
            "HOR_WORKBOOK": str(workbook_of(server.rows)),
            "HOR_DATABASE": f"sqlite:///{folder}/releases.sqlite3",
            "HOR_LARGEST_UPLOAD_MB": "50",
            **server.environment,
        }
        log = Path(folder) / "log"
        at = time.time()
        with log.open("wb") as output:
            process = subprocess.Popen(
                [str(server.python), *command],
                cwd=server.folder,
                env=os.environ | environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            yield Started(server, f"http://127.0.0.1:{port}{server.path}", process, at)
        finally:
            stop(process)


@contextmanager
def serving(server: Server) -> Iterator[Started]:
    """The same, once it answers."""
    with starting(server) as started:
        await_answer(started)
        yield started


def await_answer(started: Started) -> None:
    """Return as soon as the page's address answers."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        assert started.process.poll() is None, f"{started.server.name} stopped"
        try:
            with urlopen(started.address, timeout=60):
                return
        except (URLError, OSError):
            time.sleep(0.01)
    raise TimeoutError(f"{started.server.name} does not answer")


def processes(started: Started) -> list[int]:
    """The server's process and those it has begun."""
    ids = [started.process.pid]
    for one in ids:
        children = Path(f"/proc/{one}/task/{one}/children").read_text("ascii")
        ids.extend(int(child) for child in children.split())
    return ids


def cpu_seconds(started: Started) -> float:
    """How long the server has kept a processor busy."""
    total = 0
    for one in processes(started):
        fields = Path(f"/proc/{one}/stat").read_text("ascii").rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")


def memory_mb(started: Started) -> float:
    """How much memory the server holds, in MB."""
    pages = sum(
        int(Path(f"/proc/{one}/statm").read_text("ascii").split()[1]) for one in processes(started)
    )
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
