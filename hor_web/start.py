"""What must be right before anything is served: the settings, the store, the first workbook."""

import sys
from typing import NoReturn

from hor_data.release import ReleaseRefusedError
from hor_data.store import StoreUnavailableError, latest_number, publish_first
from hor_data.workbook import UnreadableWorkbookError
from hor_web.internals import server_option, set_base_path
from hor_web.settings import find_setting_problems, read_settings, unknown_time_zone
from hor_web.state import shared_store

NOT_STARTED = "The dashboard was not started."
UNKNOWN_ZONE = "HOR_TIME_ZONE, {zone}, is no time zone known here, so times are said in UTC."
OTHER_PATH = (
    "HOR_BASE_ADDRESS has the path “{address}” and --server.baseUrlPath is “{option}”. "
    "Set both to the same path, or leave --server.baseUrlPath out."
)
NO_WORKBOOK = "HOR_WORKBOOK names {path}, which cannot be read: {reason}."
A_FOLDER = "HOR_WORKBOOK names {path}, which is a folder. Name a workbook in it."
NO_TABLES = "HOR_WORKBOOK names {path}, which cannot be used: {reason}"
HAS_ERRORS = (
    "HOR_WORKBOOK names {path}, which has errors, so there is no release yet. Every page of the "
    "dashboard lists them, each with its cell."
)
STARTS_WITHOUT = "The dashboard starts without its store: {reason}"


def check_start() -> None:
    """Check the settings, open the store and begin it where it is empty.

    What cannot be used is said on the error stream, and the process ends with status 1. What can
    wait is said as well: a store that is away, a workbook with errors.
    """
    problems = find_setting_problems()
    for sentence in (*problems.warnings, *_zone_warnings()):
        _say(sentence)
    if errors := [*problems.errors, *_path_conflicts()]:
        _refuse(*errors)
    if read_settings().base_path:
        set_base_path(read_settings().base_path.strip("/"))
    try:
        store = shared_store()
        if latest_number(store) == 0:
            _begin_store()
    except StoreUnavailableError as error:
        # Only a store that is away may come back; its other errors have to be put right first.
        if type(error) is not StoreUnavailableError:
            _refuse(str(error))
        _say(STARTS_WITHOUT.format(reason=error))


def _begin_store() -> None:
    """Publish the workbook of the settings as the first release."""
    path = read_settings().workbook
    if path.is_dir():
        _refuse(A_FOLDER.format(path=path))
    try:
        publish_first(shared_store(), path.read_bytes(), path.name)
    except OSError as error:
        _refuse(NO_WORKBOOK.format(path=path, reason=error.strerror))
    except UnreadableWorkbookError as error:
        _refuse(NO_TABLES.format(path=path, reason=error))
    except ReleaseRefusedError:
        _say(HAS_ERRORS.format(path=path))


def _zone_warnings() -> list[str]:
    zone = unknown_time_zone()
    return [UNKNOWN_ZONE.format(zone=zone)] if zone else []


def _path_conflicts() -> list[str]:
    option, address = server_option("baseUrlPath").strip("/"), read_settings().base_path.strip("/")
    if not option or not read_settings().base_address or option == address:
        return []
    return [OTHER_PATH.format(address=address, option=option)]


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


def _refuse(*sentences: str) -> NoReturn:
    _say("\n".join([NOT_STARTED, *sentences]))
    sys.exit(1)
