"""An organisation's sign-in that we did not write: npm's oidc-provider, as a process of its own."""

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import create_connection
from time import monotonic, sleep

from playwright.sync_api import Page

from tools.drive.server import HOST, SECONDS, free_port, stop

FOLDER = Path(__file__).parent / "provider"
CLIENT, SECRET = "dashboard", "a secret of the tests"


@dataclass(frozen=True)
class Person:
    """Somebody the provider knows: the name to type there, and what it then vouches for."""

    login: str
    claims: Mapping[str, object]


def install_provider() -> None:
    """Install the pinned packages into a folder that git ignores, where they are not there yet.

    Raises RuntimeError with npm's words where it cannot.
    """
    lock, done = FOLDER / "package-lock.json", FOLDER / "node_modules" / ".package-lock.json"
    if done.exists() and done.stat().st_mtime >= lock.stat().st_mtime:
        return
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    installed = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False)
    if installed.returncode:
        raise RuntimeError(f"npm could not install the provider.\n{installed.stderr}")


@contextmanager
def running_provider(log: Path, dashboard: str, people: list[Person]) -> Iterator[str]:
    """The address of a provider that sends people back to the dashboard at this address."""
    install_provider()
    port = free_port()
    client = {
        "client_id": CLIENT,
        "client_secret": SECRET,
        "redirect_uris": [f"{dashboard}/oidc/finish"],
        "post_logout_redirect_uris": [f"{dashboard}/", dashboard],
    }
    known = {person.login: person.claims for person in people}
    configuration = {"port": port, "clients": [client], "people": known}
    with log.open("wb") as output:
        process = subprocess.Popen(
            ["node", "provider.mjs"],
            cwd=FOLDER,
            env=os.environ | {"PROVIDER": json.dumps(configuration)},
            stdout=output,
            stderr=output,
        )
    try:
        _await(process, port, log)
        yield f"http://{HOST}:{port}"
    finally:
        stop(process)


def sign_in_there(page: Page, person: Person) -> None:
    """Fill in the provider's own forms: the name, and that the dashboard may know it."""
    page.get_by_placeholder("Enter any login").fill(person.login)
    page.get_by_placeholder("and password").fill("any")
    page.get_by_role("button", name="Sign-in").click()
    page.get_by_role("button", name="Continue").click()


def _await(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = monotonic() + SECONDS
    while process.poll() is None and monotonic() < end:
        try:
            create_connection((HOST, port), 1).close()
            return
        except OSError:
            sleep(0.05)
    raise RuntimeError(f"The provider did not start.\n{log.read_text('utf-8', 'replace')}")
