"""The dashboard as a server process of its own, on this machine's loopback."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).parents[2]
SECONDS = 60
HOST = "127.0.0.1"

Environment = Mapping[str, str | None]
# For tests that stand before the server as a proxy would, and say for whom they speak.
BEHIND_PROXY = {"HOR_TRUSTED_PROXIES": "127.0.0.1, ::1"}


@contextmanager
def running(log: Path, app: str, environment: Environment, port: int = 0) -> Iterator[str]:
    """The address of an app that Streamlit serves until the block ends."""
    with started(log, app, environment, port) as (address, _):
        yield address


@contextmanager
def started(
    log: Path, app: str, environment: Environment, port: int = 0, checkout: Path = ROOT
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """As `running`, with the server's process. A setting of None is left as the server has it;
    `checkout` is the copy of the project that the app stands in."""
    port = port or free_port()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", app, f"--server.port={port}"],
            cwd=checkout,
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
    """Return when the server answers; raise with its log when it stops or stays silent."""
    deadline = monotonic() + SECONDS
    while not healthy(port):
        try:
            process.wait(0.1)
        except subprocess.TimeoutExpired:
            if monotonic() < deadline:
                continue
        output = log.read_text("utf-8", "replace")
        raise RuntimeError(f"The dashboard did not start.\n{output}")


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
