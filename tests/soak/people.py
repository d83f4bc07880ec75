"""Who works while things are killed: officers who publish, undo and withdraw, and readers."""

import os
import random
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from http.client import HTTPException
from itertools import count
from threading import Event
from urllib.parse import urlencode

from websockets.exceptions import WebSocketException

from tests.soak.ledger import Ledger
from tests.soak.machines import Replica
from tests.support.books import GOOD, book, but
from tools.drive.client import Client, client
from tools.drive.server import ROOT
from tools.drive.session import FORM, ask, cookie_of

PASSWORD = "correct horse battery staple"
BROKEN = (OSError, HTTPException, WebSocketException, StopIteration, AssertionError, EOFError)
# What the framework, the server or a proxy says for itself.
FOREIGN = (
    *("error is redacted", "Manage app", "Traceback (most recent call last)"),
    *("Internal Server Error", "Bad Gateway"),
)
PAGES = ("explore", "commitments", "organisations", "measures", "about", "what_changed")
TICK = "I want everyone to see release"
NOT_SIGNED_IN, STORE_AWAY = "Only officers publish", "who is signed in is not known"
_LIVE = re.compile(r"Release (\d+) is live")
_YOURS = re.compile(r"Release (\d+) is yours, published on")
_UNDONE = re.compile(r"Release (\d+) is published\. It is release \d+ again")
_ADDRESSES = count()


def keep_working(
    replicas: Sequence[Replica], ledger: Ledger, end: Event, chance: random.Random
) -> None:
    """Publish and undo as an officer does, at whichever server answers, until the end."""
    name, cookie, waiting = f"Officer {next(_ADDRESSES)}", "", b""
    while not end.is_set():
        replica = chance.choice(replicas)
        if not replica.is_up.wait(0.5):
            continue
        try:
            cookie = cookie or _sign_in(replica, name)
            with client(replica.address, "update_data", _address(), cookie) as officer:
                if STORE_AWAY in officer.said:
                    ledger.count("officers told that the store is away")
                    continue
                if NOT_SIGNED_IN in officer.said:
                    cookie = ""
                    continue
                _look(officer, ledger, waiting)
                waiting = b""
                if chance.random() < 0.3 and _may_undo(officer):
                    _undo(officer, ledger)
                else:
                    content = book(but(GOOD, Title=f"Soak {chance.getrandbits(64):x}"))
                    waiting = _publish(officer, ledger, content)
        except BROKEN:
            ledger.count("officers cut off")


def _look(officer: Client, ledger: Ledger, waiting: bytes) -> None:
    """Read whether what was published last, without an answer, was made."""
    if match := _YOURS.search(_shown(officer)):
        ledger.count("lost answers told at the next look")
        # Where no workbook waits for its answer, the one that was lost was an undo's.
        if waiting:
            ledger.note_published(int(match[1]), waiting)
        elif int(match[1]) not in ledger.published:
            ledger.note_undone(int(match[1]))


def _publish(officer: Client, ledger: Ledger, content: bytes) -> bytes:
    """Publish; gives the content where no answer came, to look for it later."""
    file = officer.upload(content, "soak.xlsx")
    officer.run(**file)
    button = officer.widget("Publish")
    ledger.count("publications asked for")
    try:
        officer.run(**file, **{button: True})
    except BROKEN:
        ledger.count("officers cut off while publishing")
        return content
    if match := _LIVE.search(_shown(officer)):
        ledger.count("publications acknowledged")
        ledger.note_published(int(match[1]), content)
        return b""
    ledger.count("publications refused in a sentence")
    return content


def _sign_in(replica: Replica, name: str) -> str:
    """The cookie of a new session. Names differ, as a lost answer is told to its name."""
    fields = urlencode({"name": name, "secret": PASSWORD})
    words = {"origin": replica.address, "content_type": FORM, "x_forwarded_for": _address()}
    return cookie_of(ask(replica.address, "/sign-in", "POST", fields, **words))


def _may_undo(officer: Client) -> bool:
    return any(label.startswith(TICK) for label in officer.widgets)


def _undo(officer: Client, ledger: Ledger) -> None:
    ticked = {officer.widget(TICK): True}
    officer.run(**ticked)
    button = officer.widget("Undo release")
    ledger.count("undos asked for")
    officer.run(**ticked, **{button: True})
    if match := _UNDONE.search(_shown(officer)):
        ledger.count("undos acknowledged")
        ledger.note_undone(int(match[1]))
    else:
        ledger.count("undos refused in a sentence")


def _shown(officer: Client) -> str:
    """What the officer reads: on its way to the browser a sentence has a backslash before each
    mark that Markdown would take for its own, a full stop too."""
    return officer.said.replace("\\", "")


def keep_withdrawing(database: str, ledger: Ledger, end: Event, chance: random.Random) -> None:
    """Withdraw a release by the command line now and then, some for personal data."""
    while not end.wait(chance.uniform(10, 20)):
        known = sorted(ledger.published.keys() - ledger.withdrawn)
        if len(known) < 3:
            continue
        number = chance.choice(known[:-2])
        words = ["withdraw", str(number), "--reason", "The soak", "--yes"]
        words += ["--personal-data"] * chance.randint(0, 1)
        done = run_hor(database, *words)
        ledger.count("withdrawals asked for")
        if done.returncode == 0:
            ledger.count("withdrawals acknowledged")
            ledger.note_withdrawn(number)
        elif "Traceback" in done.stderr:
            ledger.note_fault(f"hor withdraw ended with a traceback: {done.stderr[-300:]}")


def keep_reading(
    replicas: Sequence[Replica], ledger: Ledger, end: Event, chance: random.Random
) -> None:
    """Read pages and open data at whichever server answers; none may be another's page."""
    while not end.wait(0.2):
        replica = chance.choice(replicas)
        if not replica.is_up.wait(0.5):
            continue
        try:
            text, status = _read(replica, chance)
        except BROKEN:
            ledger.count("reads cut off")
            continue
        ledger.count("reads answered")
        if status != 200:
            ledger.count(f"reads answered with {status}")
        if words := [words for words in FOREIGN if words in text]:
            ledger.note_fault(f"A reader saw: {words[0]}.")


def _read(replica: Replica, chance: random.Random) -> tuple[str, int]:
    if chance.random() < 0.5:
        with client(replica.address, chance.choice(PAGES), _address()) as reader:
            return reader.said, 200
    answer = ask(replica.address, "/open-data/commitments.csv")
    return answer.body.decode("utf-8", "replace"), answer.status


def run_hor(database: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command of `hor` on the store."""
    environment: Mapping[str, str] = os.environ | {"HOR_DATABASE": database}
    command = [sys.executable, "-m", "hor", *words]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def _address() -> str:
    """Each visit from another address, so that no bound on one address is met."""
    number = next(_ADDRESSES)
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
