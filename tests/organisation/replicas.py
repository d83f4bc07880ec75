"""The dashboard twice on one PostgreSQL database, behind nginx, as an organisation runs it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic, sleep

from argon2 import PasswordHasher

from tests.browser.officers import PASSWORD
from tests.organisation.nginx import running_nginx
from tools.drive.server import HOST, ROOT, SECONDS, free_port, server_settings, stop

COOKIE = "hor_replica"
PATIENCE = 3 * SECONDS  # two replicas, a database and a browser share what a server has elsewhere
OTHER = {"a": "b", "b": "a"}


@dataclass
class Replica:
    """One server of the dashboard, always on the same port, with the environment it starts with."""

    port: int
    environment: Mapping[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def address(self) -> str:
        """Where it answers without nginx."""
        return f"http://{HOST}:{self.port}"

    @property
    def pid(self) -> int:
        """The id of its process. It must have been started."""
        assert self.process
        return self.process.pid

    def start(self) -> None:
        """Start it and wait until it answers; RuntimeError with its log where it does not."""
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", "server.py"],
                cwd=ROOT,
                env=os.environ | server_settings() | dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        end = monotonic() + PATIENCE
        while self.process.poll() is None and monotonic() < end:
            if self._answers():
                return
            sleep(0.1)
        raise RuntimeError(f"A replica did not start.\n{self.log.read_text('utf-8', 'replace')}")

    def stop(self) -> None:
        """Stop it as a supervisor does, with SIGTERM."""
        if self.process:
            stop(self.process)

    def freeze(self) -> None:
        """Let it hang, until `kill` ends it: what is asked of it now is never answered."""
        os.kill(self.pid, signal.SIGSTOP)

    def kill(self) -> None:
        """Kill it at once, as a machine that loses its power."""
        assert self.process
        self.process.kill()
        self.process.wait()

    def _answers(self) -> bool:
        connection = HTTPConnection(HOST, self.port, timeout=5)
        path = self.environment.get("STREAMLIT_SERVER_BASE_URL_PATH", "")
        try:
            connection.request("GET", f"{path and '/'}{path}/_stcore/health")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()


@dataclass(frozen=True)
class Organisation:
    """Two replicas by their names, nginx before them, and its address, the path included."""

    replicas: Mapping[str, Replica]
    nginx: subprocess.Popen[bytes]
    address: str

    @property
    def cookie_place(self) -> dict[str, str]:
        """Where a cookie of this site belongs."""
        scheme_and_host = "/".join(self.address.split("/")[:3])
        return {"url": scheme_and_host}

    @contextmanager
    def silent(self) -> Iterator[None]:
        """Until the block ends nginx passes nothing on, neither to readers nor to replicas."""
        self.nginx.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.nginx.send_signal(signal.SIGCONT)


@contextmanager
def running_organisation(
    folder: Path, database: str, path: str = "", port: int = 0, **environment: str
) -> Iterator[Organisation]:
    """Two replicas and nginx; `path` as "/hor" is where the dashboard stands below its host.

    nginx listens on `port`, or on a free one. The environment goes to both replicas.
    """
    ports = {name: free_port() for name in ("a", "b", "http")} | {"https": port or free_port()}
    address = f"https://localhost:{ports['https']}{path}"
    common = {
        "HOR_DATABASE": database.replace("postgresql://", "postgresql+psycopg://"),
        "HOR_BASE_ADDRESS": address,
        "HOR_PASSWORD_HASH": PasswordHasher(1, 8192, 1).hash(PASSWORD),
        "HOR_TRUSTED_PROXIES": HOST,
        "STREAMLIT_SERVER_COOKIE_SECRET": "the same at both replicas",
        "STREAMLIT_SERVER_BASE_URL_PATH": path.strip("/"),
    }
    replicas = {
        name: Replica(
            ports[name],
            common
            | {
                "STREAMLIT_SERVER_PORT": str(ports[name]),
                "HOR_COPY_FOLDER": str(folder / f"copy-{name}"),
            }
            | environment,
            folder / f"{name}.log",
        )
        for name in ("a", "b")
    }
    values = {
        "SITE_REPLICA_A": f"{HOST}:{ports['a']}",
        "SITE_REPLICA_B": f"{HOST}:{ports['b']}",
        "SITE_NAME": "localhost",
        "SITE_HTTP_PORT": f"{HOST}:{ports['http']}",
        "SITE_HTTPS_PORT": f"{HOST}:{ports['https']}",
        "SITE_PUBLIC_PORT": f":{ports['https']}",
        "SITE_LARGEST_BODY_MB": "32",
        "SITE_PATH": path,
    }
    with ExitStack() as programs:
        for replica in replicas.values():
            programs.callback(replica.stop)
        for replica in replicas.values():
            replica.start()
        nginx = programs.enter_context(running_nginx(folder, values))
        yield Organisation(replicas, nginx, address)
