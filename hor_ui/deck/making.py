"""Decks are made in a process of their own, one after the other, so that other readers do not wait.

`python -m hor_ui.deck.making` is that process. It stays, as loading what draws slides takes longer
than a deck; it ends when its standard input does.
"""

import pickle
import subprocess
from collections.abc import Sequence
from threading import Lock
from typing import IO

from hor_data import beside
from hor_ui.deck.deck import build_deck
from hor_ui.deck.template import TemplateRefusedError
from hor_ui.parts import Part
from hor_ui.view import View

# To hand over a larger release takes longer than its deck.
LARGEST = 20_000
# A view, the parts of its deck, the template and the dashboard's address.
Asked = tuple[View, Sequence[Part], bytes | None, str]

_ONE_AT_A_TIME = Lock()
_RUNNING: list[subprocess.Popen[bytes]] = []


def make_deck(
    view: View, parts: Sequence[Part], template: bytes | None = None, address: str = ""
) -> bytes:
    """As `build_deck`, in the process beside."""
    if len(view.release.commitments) > LARGEST:
        return build_deck(view, parts, template, address=address)
    with _ONE_AT_A_TIME:
        made = _ask(_process(), (view, parts, template, address))
    if isinstance(made, TemplateRefusedError):
        raise made
    return made


def get_ready() -> None:
    """Begin the process, so that the first deck need not wait for it."""
    if _ONE_AT_A_TIME.acquire(blocking=False):
        try:
            _process()
        finally:
            _ONE_AT_A_TIME.release()


def _process() -> subprocess.Popen[bytes]:
    if _RUNNING and _RUNNING[0].poll() is not None:
        end_process()
    if not _RUNNING:
        _RUNNING.append(beside.begin("hor_ui.deck.making"))
    return _RUNNING[0]


def end_process() -> None:
    """End the process; the next deck begins another."""
    while _RUNNING:
        beside.end(_RUNNING.pop())


def _ask(process: subprocess.Popen[bytes], asked: Asked) -> bytes | TemplateRefusedError:
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        pickle.dump(asked, process.stdin, pickle.HIGHEST_PROTOCOL)
        process.stdin.flush()
        # Only our own process wrote it.
        return pickle.load(process.stdout)
    # Whatever it was, half of a question or an answer may be left in the pipes.
    except Exception as error:
        end_process()
        raise RuntimeError("The deck was not made; the lines above say why.") from error


def main(into: IO[bytes], out: IO[bytes]) -> None:
    """Make decks until nothing more is asked."""
    while True:
        try:
            view, parts, template, address = pickle.load(into)
        except EOFError:
            return
        try:
            made: bytes | TemplateRefusedError = build_deck(view, parts, template, address=address)
        except TemplateRefusedError as error:
            made = error
        pickle.dump(made, out, pickle.HIGHEST_PROTOCOL)
        out.flush()


if __name__ == "__main__":
    main(*beside.pipes())
