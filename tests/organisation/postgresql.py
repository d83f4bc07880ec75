"""A PostgreSQL server of the tests' own, in a temporary folder on a free port of this machine.

Needs Debian's package postgresql (any version from 13) and the driver psycopg.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg

USER, PASSWORD = "keeper", "p@ss/word of the tests"
MISSING = "PostgreSQL is not on this machine: install Debian's package postgresql."
PATIENCE = 60.0  # seconds that a server has to start or to stop
# No file of ours outlives the machine, so nothing needs to reach its disk; a kill loses nothing.
QUICK = ("-c", "fsync=off", "-c", "max_connections=60", "-c", "shared_buffers=16MB")


class Cluster:
    """A PostgreSQL server that can be started, stopped, killed and made to hang."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        self.log = folder / "log"
        self.process: subprocess.Popen[bytes] | None = None

    def address(
        self, database: str = "postgres", user: str = USER, password: str = PASSWORD
    ) -> str:
        """The address of a database as HOR_DATABASE takes it."""
        account = f"{quote(user, safe='')}:{quote(password, safe='')}"
        return f"postgresql://{account}@127.0.0.1:{self.port}/{database}"

    def run_sql(self, *statements: str, database: str = "postgres") -> None:
        """Run statements as the server's own user, each in a transaction of its own."""
        with psycopg.connect(self.address(database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)  # type: ignore[call-overload]

    def new_database(self, name: str) -> str:
        """The address of a new, empty database."""
        self.run_sql(f'CREATE DATABASE "{name}"')
        return self.address(name)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        command = [_binary("postgres"), "-D", self.folder / "data", "-p", str(self.port), *QUICK]
        places = [
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            f"unix_socket_directories={self.folder}",
        ]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*command, *places], stdout=log, stderr=log, **_as_another_user()
            )
        ready = [_binary("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        for _ in range(int(PATIENCE)):
            if not subprocess.run([*ready, "-t", "1"], check=False).returncode:
                return
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(0.3)
                break
        raise RuntimeError(self.log.read_text())

    def stop(self) -> None:
        """Stop the server; its connections are cut."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """Kill the server and all its processes at once, as when the machine loses its power."""
        _send(signal.SIGKILL, reversed(self._pids()))
        self._end(signal.SIGKILL)

    def hang(self) -> None:
        """Make the server hang: connections are taken and nothing answers."""
        _send(signal.SIGSTOP, self._pids())

    def go_on(self) -> None:
        """End the hanging."""
        _send(signal.SIGCONT, self._pids())

    def _end(self, how: signal.Signals) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(PATIENCE)

    def _pids(self) -> list[int]:
        """The server's process and those that it started; each has a process group of its own."""
        if self.process is None or self.process.poll() is not None:
            return []
        pids = [self.process.pid]
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                parent = int(stat.read_text().rpartition(")")[2].split()[1])
                if parent == self.process.pid:
                    pids.append(int(stat.parent.name))
        return pids


def _send(how: signal.Signals, pids: Iterable[int]) -> None:
    """Send a signal to each of these processes that has not ended meanwhile."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, how)


@contextlib.contextmanager
def running_cluster() -> Iterator[Cluster]:
    """A server begun empty, stopped and removed when the block ends."""
    # Beside pytest's folders: the server has another user where the tests are run by root.
    folder = Path(tempfile.mkdtemp(prefix="hor-postgresql-"))
    cluster = Cluster(folder)
    try:
        _make_data(folder)
        cluster.start()
        yield cluster
    finally:
        cluster.go_on()
        cluster.kill()
        shutil.rmtree(folder, ignore_errors=True)


def _make_data(folder: Path) -> None:
    password = folder / "password"
    password.write_text(PASSWORD)
    if user := _as_another_user().get("user"):
        for path in (folder, password):
            shutil.chown(path, user)
    begin = [_binary("initdb"), "-D", folder / "data", "-U", USER, "--pwfile", password]
    kept = ["--auth=scram-sha-256", "--encoding=UTF8", "--no-locale", "--no-sync"]
    done = subprocess.run([*begin, *kept], capture_output=True, text=True, **_as_another_user())
    if done.returncode:
        raise RuntimeError(done.stderr)


def _as_another_user() -> dict[str, str]:
    """PostgreSQL refuses to be run by root: `nobody` runs it then."""
    return {} if os.getuid() else {"user": "nobody", "cwd": "/"}


def _binary(name: str) -> str:
    found = shutil.which(name)
    places = Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    if found is None:
        found = max(map(str, places), default=None)
    if found is None:
        raise FileNotFoundError(MISSING)
    return found


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
