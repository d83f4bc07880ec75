"""Long tasks run in a process of their own: bounded in time and memory, with progress, and stopped.

A runner has one process, which does one task after the other at a low priority, so that readers do
not wait. The process stays for the next task, as loading what a task needs takes longer than most
tasks. Where a process cannot be given a pipe (Windows) tasks run in the server itself.
"""

import gc
import logging
import math
import os
import subprocess
import sys
import traceback
import zlib
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any, NamedTuple
from xml.parsers.expat import ExpatError

from hor_data.words import say_count

log = logging.getLogger(__name__)
# Called with the fraction of a task that is done (0 to 1), and with what is being done.
Progress = Callable[[float, str], object]
# Seconds between two calls of `progress`; where one raises, the task is stopped.
INTERVAL = 0.25
FAILED = "The server could not finish this. Try again; if it fails again, tell who runs it."
ENDED = "This ended before its time, perhaps for want of memory. Try again, or a smaller file."
TOO_LONG = "This took longer than {time} and was stopped. Try a smaller file."
TOO_LARGE = "This needs more memory than the server has for it. Try a smaller file."
# What a process answers with, beside its result.
PROGRESS, RESULT, REFUSAL, FAILURE = "progress", "result", "refusal", "failure"
TOO_MUCH_MEMORY = "too much memory"
XML_ERROR_NO_MEMORY = 1  # expat's number


class TaskFailedError(RuntimeError):
    """A task did not finish: a sentence for the person who asked; the log has the cause."""


class TaskTooLargeError(TaskFailedError):
    """A task took more time or memory than it may, and would again."""


def ignore_progress(fraction: float, message: str) -> None:
    """The progress of a task that nobody watches."""


class Bounds(NamedTuple):
    """What one task may take: seconds, and megabytes beyond what its process has before the
    task."""

    seconds: float
    megabytes: float


class Runner:
    """Runs tasks of one kind, one after the other, in a process of their own.

    `module` is loaded as the process starts. `refusals` are exception types that are a task's
    answer, not a failure: they are raised in the caller. `waiting` is the progress message while
    another task runs.
    """

    def __init__(
        self, module: str, waiting: str, refusals: tuple[type[Exception], ...] = ()
    ) -> None:
        self.module, self.waiting, self.refusals = module, waiting, refusals
        self.process: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None
        self._turn = Lock()

    def run(
        self,
        task: Callable[..., Any],
        *arguments: Any,
        bounds: Bounds,
        progress: Progress | None = None,
    ) -> Any:
        """The result of task(*arguments), or of task(*arguments, report) where there is `progress`.

        The task and its arguments have to be picklable. Raises one of the refusals, or
        TaskFailedError; what `progress` raises ends the task and goes on to the caller.
        """
        report = progress or ignore_progress
        while not self._turn.acquire(timeout=INTERVAL):
            report(0.0, self.waiting)
        try:
            if os.name == "nt":
                return task(*arguments, *([progress] if progress else []))
            connection = self._started()
            connection.send((task, arguments, progress is not None, bounds, self.refusals))
            return self._answer(connection, bounds.seconds, report)
        except self.refusals:
            raise
        except (EOFError, OSError) as error:
            self.close()
            log.error("The process for %s ended during a task: %r.", self.module, error)
            raise TaskFailedError(ENDED) from error
        # Stopped, too long, or no argument for a process: half of a task may be left in it.
        except BaseException:
            self.close()
            raise
        finally:
            self._turn.release()

    def start(self) -> None:
        """Begin the process, so that the first task need not wait for it."""
        if os.name != "nt" and self._turn.acquire(blocking=False):
            try:
                self._started()
            finally:
                self._turn.release()

    def close(self) -> None:
        """End the process and the task in it, if any; the next task starts a new process."""
        process, connection = self.process, self._connection
        self.process = self._connection = None
        if connection is not None:
            connection.close()
        if process is not None:
            process.kill()
            process.wait()

    def _started(self) -> Connection:
        if self.process is not None and self.process.poll() is not None:
            log.warning("The process for %s had ended: %s.", self.module, self.process.poll())
            self.close()
        if self._connection is None:
            self._connection, other_end = Pipe()
            self.process = subprocess.Popen(
                [sys.executable, "-m", __name__, str(other_end.fileno()), self.module],
                cwd=Path(__file__).parent.parent,
                # pyarrow's own allocator takes a gigabyte of addresses at once, used or not.
                env=os.environ | {"ARROW_DEFAULT_MEMORY_POOL": "system"},
                stdin=subprocess.DEVNULL,
                pass_fds=[other_end.fileno()],
                # Ctrl+C in a terminal is the server's, which ends this process too.
                start_new_session=True,
            )
            other_end.close()
        return self._connection

    def _answer(self, connection: Connection, seconds: float, report: Progress) -> Any:
        reached = (0.0, "")
        deadline = monotonic() + seconds
        while monotonic() < deadline:
            if connection.poll(INTERVAL):
                # Only our own process wrote it.
                kind, answer = connection.recv()
                if kind == RESULT:
                    return answer
                if kind == REFUSAL:
                    raise answer
                if kind == FAILURE:
                    raise TaskFailedError(FAILED)
                if kind == TOO_MUCH_MEMORY:
                    raise TaskTooLargeError(TOO_LARGE)
                reached = answer
            report(*reached)
        log.error("A task for %s was stopped after %s seconds.", self.module, seconds)
        raise TaskTooLargeError(TOO_LONG.format(time=say_count(round(seconds), "second")))


def main(descriptor: int, module: str) -> None:
    """Run in the process: do each task that comes through the pipe, until it is closed."""
    connection = Connection(descriptor)
    os.nice(10)
    import_module(module)
    # Looking for garbage while a large workbook is read took a tenth of the time.
    gc.disable()
    with suppress(EOFError, ConnectionError):
        while True:
            answer = _done(connection, *connection.recv())
            bound_memory(math.inf)
            connection.send(answer)
            gc.collect()


def _done(
    connection: Connection,
    task: Callable[..., Any],
    arguments: tuple[Any, ...],
    reports: bool,
    bounds: Bounds,
    refusals: tuple[type[Exception], ...],
) -> tuple[str, Any]:
    def report(fraction: float, message: str) -> None:
        connection.send((PROGRESS, (fraction, message)))

    try:
        bound_memory(bounds.megabytes)
        return RESULT, task(*arguments, *([report] if reports else []))
    except refusals as error:
        return (TOO_MUCH_MEMORY, None) if _lacked_memory(error) else (REFUSAL, error)
    except MemoryError:
        return TOO_MUCH_MEMORY, None
    except Exception:
        traceback.print_exc()
        return FAILURE, None


def _lacked_memory(error: BaseException | None) -> bool:
    """Whether a refusal comes of the bound on memory: to zlib, expat and libxml2 a part for which
    there is none looks as if it could not be read."""
    while error is not None:
        no_memory = (
            isinstance(error, MemoryError)
            or (isinstance(error, zlib.error) and str(error).startswith("Error -4"))
            or (isinstance(error, ExpatError) and error.code == XML_ERROR_NO_MEMORY)
            or "Memory allocation failed" in str(error)
        )
        if no_memory:
            return True
        error = error.__cause__ or error.__context__
    return False


def bound_memory(megabytes: float) -> None:
    """Let this process take so many megabytes beyond what it has, where the system can bound it;
    any amount where they are infinite."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        # Data, not the address space: libraries reserve addresses that they never use.
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[5])
        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        most = pages * resource.getpagesize() + megabytes * 1024 * 1024
        resource.setrlimit(
            resource.RLIMIT_DATA, (hard if math.isinf(megabytes) else int(most), hard)
        )


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
