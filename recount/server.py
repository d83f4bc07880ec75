"""The dashboard as anyone runs it: its own command line fills a store, its server shows it."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from tools.drive.server import started

FAKETIME = ("/usr/lib/*/faketime/libfaketime.so.1", "/usr/local/lib/faketime/libfaketime.so.1")
NO_FAKETIME = (
    "Another day than today needs libfaketime, which is not on this machine: install it "
    "(on Debian and Ubuntu: apt install faketime), or leave --today out."
)

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
    environment = {**store, **clock}
    for workbook in workbooks:
        publish(checkout, workbook, {**os.environ, **environment})
    with ExitStack() as servers:
        try:
            server = started(folder / "server.log", "server.py", environment, checkout=checkout)
            address, _ = servers.enter_context(server)
        except RuntimeError as error:
            raise RecountError(str(error)) from error
        yield address


def publish(checkout: Path, workbook: Path, environment: Environment) -> None:
    """Publish a workbook by the product's own command line."""
    command = ["-m", "hor_data", "publish", str(workbook), "--note", workbook.stem, "--yes"]
    done = subprocess.run(
        [sys.executable, *command], cwd=checkout, env=environment, capture_output=True, text=True
    )
    if done.returncode:
        raise RecountError(f"{workbook.name} could not be published.\n{done.stdout}{done.stderr}")
