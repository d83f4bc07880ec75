"""The dashboard as anyone runs it: its own command line fills a store, its server shows it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from http.client import HTTPConnection, HTTPException
from pathlib import Path

HOST = "127.0.0.1"
SECONDS = 120
FAKETIME = ("/usr/lib/*/faketime/libfaketime.so.1", "/usr/local/lib/faketime/libfaketime.so.1")
NO_FAKETIME = (
    "Another day than today needs libfaketime, which is not on this machine: install it "
    "(on Debian and Ubuntu: apt install faketime), or leave --today out."
)
SETTINGS = {
    "STREAMLIT_SERVER_ADDRESS": HOST,
    "STREAMLIT_SERVER_HEADLESS": "true",
    "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none",
    "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
    "STREAMLIT_BROWSER_SERVER_ADDRESS": HOST,
}

Environment = Mapping[str, str]


class RecountError(Exception):
    """The recount cannot be made; the message says what to do."""


def clock_of(today: date | None) -> Environment:
    """The environment in which a program believes that it is noon of this day; {} for today."""
    if today is None:
        return {}
    libraries = [path for pattern in FAKETIME for path in sorted(Path("/").glob(pattern[1:]))]
    if not libraries:
        raise RecountError(NO_FAKETIME)
    return {
        "LD_PRELOAD": str(libraries[0]),
        "FAKETIME": f"@{today:%Y-%m-%d} 12:00:00",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "DONT_FAKE_MONOTONIC": "1",
    }


@contextmanager
def serving(
    checkout: Path, workbooks: Sequence[Path], folder: Path, clock: Environment
) -> Iterator[str]:
    """The address of a dashboard whose store holds these workbooks, published in this order."""
    folder.mkdir(parents=True, exist_ok=True)
    store = {"HOR_DATABASE": f"sqlite:///{folder / 'releases.sqlite3'}"}
    environment = {**os.environ, **SETTINGS, **store, **clock}
    for workbook in workbooks:
        publish(checkout, workbook, environment)
    port = free_port()
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "server.py", f"--server.port={port}"],
            cwd=checkout,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        await_health(process, port, log)
        yield f"http://{HOST}:{port}"
    finally:
        stop(process)


def publish(checkout: Path, workbook: Path, environment: Environment) -> None:
    """Publish a workbook by the product's own command line."""
    command = ["-m", "hor_data", "publish", str(workbook), "--note", workbook.stem, "--yes"]
    done = subprocess.run(
        [sys.executable, *command], cwd=checkout, env=environment, capture_output=True, text=True
    )
    if done.returncode:
        raise RecountError(f"{workbook.name} could not be published.\n{done.stdout}{done.stderr}")


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.create_server((HOST, 0)) as listener:
        return int(listener.getsockname()[1])


def await_health(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Return when the server answers; raise RecountError with its log where it does not."""
    end = time.monotonic() + SECONDS
    while process.poll() is None and time.monotonic() < end:
        if healthy(port):
            return
        time.sleep(0.2)
    raise RecountError(f"The dashboard did not start.\n{log.read_text('utf-8', 'replace')}")


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
    """End the server that was started here, and no other."""
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
