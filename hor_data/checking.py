"""Large workbooks are checked in a process of their own, so that other readers do not wait.

`python -m hor_data.checking` is that process: the workbook comes in by its standard input, lines
that say how far it has come go out, and then what was found.
"""

import gc
import json
import pickle
import subprocess
from queue import Empty, SimpleQueue
from threading import Semaphore, Thread
from typing import IO

from hor_data import beside
from hor_data.release import Release
from hor_data.upload import At, Checked, check_upload

# What is smaller is checked sooner than a process starts.
LARGE = 1 << 20
PATIENCE = 0.5  # seconds between two looks at whether somebody has cancelled
DONE = b"\n"

# A workbook, the hash of its bytes, and the release in force.
Asked = tuple[bytes, str, Release]

# How many workbooks wait is bounded by what uploads may take of memory.
_ONE_AT_A_TIME = Semaphore(1)


def check_beside(content: bytes, sha256: str, current: Release, at: At) -> Checked:
    """As `check_upload`; where the workbook is large in a process beside, one after the other.

    `at` is told twice a second how far it has come; where it raises, the check is given up.
    """
    if len(content) < LARGE:
        return check_upload(content, sha256, current, at)
    while not _ONE_AT_A_TIME.acquire(timeout=PATIENCE):
        at(0.0, "Waiting until another large workbook has been checked")
    try:
        process = beside.begin("hor_data.checking")
        try:
            return _told(process, (content, sha256, current), at)
        finally:
            beside.end(process)
    finally:
        _ONE_AT_A_TIME.release()


def _told(process: subprocess.Popen[bytes], asked: Asked, at: At) -> Checked:
    """Give the process what is to be checked, pass on what it says, and take what it found."""
    lines: SimpleQueue[bytes] = SimpleQueue()
    found: list[Checked] = []
    Thread(target=_talk, args=(process, asked, lines, found), daemon=True).start()
    part, said = 0.0, "Reading the workbook"
    while True:
        try:
            line = lines.get(timeout=PATIENCE)
        except Empty:
            line = json.dumps([part, said]).encode()
        if line == DONE:
            break
        part, said = json.loads(line)
        at(part, said)
    if not found:
        raise RuntimeError("The check ended before its time; the lines above say why.")
    return found[0]


def _talk(
    process: subprocess.Popen[bytes],
    asked: Asked,
    lines: SimpleQueue[bytes],
    found: list[Checked],
) -> None:
    try:
        assert process.stdin is not None
        assert process.stdout is not None
        with process.stdin as into:
            pickle.dump(asked, into, pickle.HIGHEST_PROTOCOL)
        for line in iter(process.stdout.readline, b""):
            if line == DONE:
                break
            lines.put(line)
        # Only our own process wrote it.
        found.append(pickle.load(process.stdout))
    except (OSError, EOFError, ValueError, pickle.UnpicklingError):
        pass  # It was ended before its time, which is said where it was asked.
    finally:
        lines.put(DONE)


def main(into: IO[bytes], out: IO[bytes]) -> None:
    """Check one workbook and say so."""
    # What ends with its one task needs nothing collected; looking took a tenth of the time.
    gc.disable()

    def at(part: float, said: str) -> None:
        out.write(json.dumps([part, said]).encode() + b"\n")
        out.flush()

    asked: Asked = pickle.load(into)
    checked = check_upload(*asked, at)
    out.write(DONE)
    pickle.dump(checked, out, pickle.HIGHEST_PROTOCOL)


if __name__ == "__main__":
    main(*beside.pipes())
