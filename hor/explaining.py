"""Commands end with a sentence and a status, never with a traceback."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click

from hor_data.release import ReleaseRefusedError
from hor_data.shipped import shipped_file
from hor_data.store import BackupError, MovedOnError, StoreUnavailableError
from hor_data.workbook import UnreadableWorkbookError

HAS_ERRORS, UNREADABLE = 1, 2
SHIPPED = shipped_file("commitments.xlsx")
FILE = click.Path(path_type=Path)
# What a library logs with a traceback is said here in a sentence.
logging.getLogger("hor_data").addHandler(logging.NullHandler())


@contextmanager
def explaining(
    file: Path | None, outcome: str = "nothing was done", unreadable: int = UNREADABLE
) -> Iterator[None]:
    """End the command with what is wrong with `file`, or with the store where there is none.

    It ends with HAS_ERRORS where a workbook has errors, with `unreadable` where it cannot be used
    at all. A ValueError's text is taken for a sentence.
    """
    try:
        yield
    except ReleaseRefusedError as error:
        lines = "\n".join(str(finding) for finding in error.findings)
        end(f"{file}: It has errors, so {outcome}.\n{lines}", HAS_ERRORS)
    except (UnreadableWorkbookError, StoreUnavailableError, MovedOnError) as error:
        end(f"{file}: {error}" if file else str(error), unreadable)
    except BackupError as error:
        end(str(error), unreadable)
    except OSError as error:
        name = error.filename or file
        end(f"{name}: The file cannot be opened: {error.strerror}.", unreadable)
    except ValueError as error:
        end(str(error), HAS_ERRORS)


def end(message: str, status: int) -> NoReturn:
    """Print why the command cannot go on, and end it."""
    click.echo(message, err=True)
    sys.exit(status)
