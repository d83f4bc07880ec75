"""What is killed: two servers of the dashboard, and the database where it is a server of ours."""

import contextlib
import os
import random
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from threading import Event

from tests.organisation.postgresql import Cluster
from tests.soak.ledger import Ledger
from tools.drive.server import HOST, ROOT, await_health, free_port, server_settings


class Replica:
    """A server of the dashboard that is started again whenever it was killed."""

    def __init__(self, environment: Mapping[str, str], log: Path) -> None:
        self.port = free_port()
        self.address = f"http://{HOST}:{self.port}"
        self.is_up = Event()
        self.process: subprocess.Popen[bytes] | None = None
        self._environment, self._log = environment, log

    def start(self) -> None:
        """Start it and wait until it answers."""
        with self._log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", "server.py"]
                + [f"--server.port={self.port}"],
                cwd=ROOT,
                env={**os.environ, **server_settings(), **self._environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        await_health(self.process, self.port, self._log)
        self.is_up.set()

    def kill(self) -> None:
        """Kill it at once."""
        self.is_up.clear()
        if self.process:
            self.process.kill()
            self.process.wait()


def keep_killing(replica: Replica, ledger: Ledger, end: Event, chance: random.Random) -> None:
    """Kill a server at random moments and start it again, until the end."""
    while not end.wait(chance.uniform(8, 25)):
        replica.kill()
        ledger.count("kills of a server")
        with contextlib.suppress(RuntimeError):
            replica.start()
        if not replica.is_up.is_set():
            # It does not start while the database is away: a supervisor tries again.
            ledger.count("starts that failed")
            replica.kill()
            replica.process = None
            _start_again(replica, end)


def _start_again(replica: Replica, end: Event) -> None:
    while not replica.is_up.is_set() and not end.wait(1):
        with contextlib.suppress(RuntimeError):
            replica.start()


def keep_harming(cluster: Cluster, ledger: Ledger, end: Event, chance: random.Random) -> None:
    """Kill, stop or hang the database at random moments, for some seconds."""
    while not end.wait(chance.uniform(12, 30)):
        harm = chance.choice(["kills", "restarts", "hangs"])
        ledger.count(f"{harm} of the database")
        if harm == "hangs":
            cluster.hang()
            end.wait(chance.uniform(2, 9))
            cluster.go_on()
            continue
        cluster.kill() if harm == "kills" else cluster.stop()
        end.wait(chance.uniform(0, 6))
        cluster.start()
