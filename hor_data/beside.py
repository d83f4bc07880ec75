"""Processes beside the server for what takes long, so that other readers do not wait.

What has many rows goes both ways pickled through a pipe: a server at work on it lets other readers
go between two blocks.
"""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, cast


def begin(module: str) -> subprocess.Popen[bytes]:
    """The module as a process that is asked by its standard input and answers by its output."""
    return subprocess.Popen(
        [sys.executable, "-m", module],
        cwd=Path(__file__).parent.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # Ctrl+C in a terminal is the server's, which ends this process too.
        start_new_session=True,
    )


def end(process: subprocess.Popen[bytes]) -> None:
    """End it, whatever it is at."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):
            cast(IO[bytes], pipe).close()


def pipes() -> tuple[IO[bytes], IO[bytes]]:
    """In such a process: where it is asked and where it answers. From now on it gives way."""
    if hasattr(os, "nice"):
        os.nice(10)
    return sys.stdin.buffer, sys.stdout.buffer
