"""Firefox by its BiDi port and WebKit by its WebDriver: browsers of members' phones and offices.

Each is a Debian package: firefox-esr; webkit2gtk-driver with xvfb, as WebKit needs a screen.
"""

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tools.drive.server import HOST, free_port

PACKAGES = {"firefox-esr": "firefox-esr", "WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb"}
SECONDS = 60


@dataclass(frozen=True)
class OtherBrowser:
    """A page in a browser: `open` loads an address, `run` evaluates an expression of JavaScript and
    gives its value, `faults` are the errors that its console had (Firefox alone tells them)."""

    open: Callable[[str], None]
    run: Callable[[str], Any]
    faults: list[str] = field(default_factory=list)

    def until(self, expression: str) -> Any:
        """The value of an expression once it is one that holds."""
        end = time.monotonic() + SECONDS
        while not (value := self.run(expression)):
            if time.monotonic() > end:
                raise TimeoutError(f"This never held: {expression}")
            time.sleep(0.05)
        return value


def missing_packages(*programs: str) -> list[str]:
    """The Debian packages of those programs that this machine lacks."""
    return [PACKAGES[program] for program in programs if not shutil.which(program)]


@contextmanager
def firefox(folder: Path, width: int = 1280) -> Iterator[OtherBrowser]:
    """A page in Firefox, with a profile of its own in the folder."""
    command = ["firefox-esr", "--headless", "--no-remote", "--profile", str(folder)]
    command += [f"--window-size={width},900", "--remote-debugging-port", str(free_port())]
    with _started(command, stderr=subprocess.PIPE, text=True) as process:
        lines = iter(process.stderr.readline, "")
        matches = (re.search(r"(ws://\S+)", line) for line in lines)
        address = next(match[1] for match in matches if match)
        with connect(f"{address}/session", max_size=None) as line:
            yield _bidi_page(line)


def _bidi_page(line: ClientConnection) -> OtherBrowser:
    numbers, faults = count(1), []

    def ask(method: str, **parameters: Any) -> Any:
        number = next(numbers)
        line.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(line.recv(timeout=SECONDS))
            if answer.get("method") == "log.entryAdded" and answer["params"]["level"] == "error":
                faults.append(answer["params"]["text"])
            if answer.get("id") == number:
                if answer["type"] == "error":
                    raise RuntimeError(answer["message"])
                return answer["result"]

    ask("session.new", capabilities={})
    ask("session.subscribe", events=["log.entryAdded"])
    context = ask("browsingContext.getTree")["contexts"][0]["context"]

    def run(expression: str) -> Any:
        # As JSON: the protocol has values of its own for lists and objects.
        written = f"JSON.stringify({expression})"
        answer = ask(
            "script.evaluate", expression=written, target={"context": context}, awaitPromise=True
        )
        text = answer.get("result", {}).get("value")
        return json.loads(text) if text else None

    return OtherBrowser(
        lambda url: ask("browsingContext.navigate", context=context, url=url, wait="complete"),
        run,
        faults,
    )


@contextmanager
def webkit() -> Iterator[OtherBrowser]:
    """A page in WebKit's own small browser, on a screen that nobody sees."""
    display, port = f":{free_port()}", free_port()
    environment = {
        **os.environ,
        "DISPLAY": display,
        "LIBGL_ALWAYS_SOFTWARE": "1",
        "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
    }
    with ExitStack() as programs:
        screen = ["Xvfb", display, "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
        programs.enter_context(_started(screen))
        driver = ["WebKitWebDriver", f"--port={port}", f"--host={HOST}"]
        programs.enter_context(_started(driver, env=environment))
        browser = next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
        options = {"binary": str(browser), "args": ["--automation"]}
        asked = {"browserName": "MiniBrowser", "webkitgtk:browserOptions": options}
        session = _until_it_answers(
            lambda: _ask(port, "POST", "/session", {"capabilities": {"alwaysMatch": asked}})
        )
        path = f"/session/{session['sessionId']}"
        programs.callback(_ask, port, "DELETE", path)
        yield OtherBrowser(
            lambda url: _ask(port, "POST", f"{path}/url", {"url": url}),
            lambda expression: _ask(
                port, "POST", f"{path}/execute/sync", {"script": f"return {expression}", "args": []}
            ),
        )


def _ask(port: int, method: str, path: str, body: Any = None) -> Any:
    """The value of WebDriver's answer; RuntimeError with its words where it is an error."""
    connection = HTTPConnection(HOST, port, timeout=SECONDS)
    connection.request(method, path, json.dumps(body) if body is not None else None)
    answer = connection.getresponse()
    value = json.loads(answer.read())["value"]
    connection.close()
    if answer.status != 200:
        raise RuntimeError(value)
    return value


def _until_it_answers(ask: Callable[[], Any]) -> Any:
    end = time.monotonic() + SECONDS
    while True:
        try:
            return ask()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


@contextmanager
def _started(command: list[str], **how: Any) -> Iterator[Any]:
    process = subprocess.Popen(
        command, **{"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **how}
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=SECONDS)
