"""The server's log: one line an event, for the operator, on the error stream. Readers get sentences
on pages."""

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import lru_cache
from urllib.parse import unquote

from hor_web.settings import read_settings, secret_values

PACKAGES = ("hor_data", "hor_exports", "hor_web")
# Libraries that write what went wrong, and have handlers of their own.
LIBRARIES = ("uvicorn", "uvicorn.error", "streamlit")
NO_REQUEST, HIDDEN = "-", "[secret]"
# The id of the request that is answered: what is logged meanwhile has it.
REQUEST_ID: ContextVar[str] = ContextVar("request_id", default=NO_REQUEST)


class TextForm(logging.Formatter):
    """Time, level, request and words in a line, and the cause in the lines after it."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without secrets."""
        head = f"{_time(record)} {record.levelname} [{REQUEST_ID.get()}] {record.name}: "
        lines = [head + record.getMessage().replace("\n", " ")]
        if cause := _cause(self, record):
            lines.append(cause)
        return _without_secrets("\n".join(lines))


class JsonForm(logging.Formatter):
    """One JSON object a line: time, level, logger, request, message, and the cause."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without secrets."""
        event = {
            "time": _time(record),
            "level": record.levelname,
            "logger": record.name,
            "request": REQUEST_ID.get(),
            "message": _without_secrets(record.getMessage()),
        }
        if cause := _cause(self, record):
            event["cause"] = _without_secrets(cause)
        return json.dumps(event, ensure_ascii=False)


def configure_logging() -> None:
    """Have our packages log at the level of the settings, and the libraries' own lines take the
    same form; once for a process.

    The root logger is left alone: Streamlit has handlers of its own, so each line would come twice.
    """
    settings = read_settings()
    _configure(settings.log_form, settings.log_level, len(logging.root.manager.loggerDict))


# Again where the settings differ, or a library has begun to log since.
@lru_cache(maxsize=1)
def _configure(log_form: str, level: str, _loggers: int) -> None:
    form = JsonForm() if log_form == "json" else TextForm()
    for name in PACKAGES:
        logger = logging.getLogger(name)
        if not logger.handlers:
            handler = logging.StreamHandler()
            handler.setFormatter(form)
            logger.addHandler(handler)
            logger.setLevel(level)
    for name in list(logging.root.manager.loggerDict):
        if name.startswith(LIBRARIES):
            for other in logging.getLogger(name).handlers:
                other.setFormatter(form)


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _cause(form: logging.Formatter, record: logging.LogRecord) -> str:
    return form.formatException(record.exc_info) if record.exc_info else ""


def _without_secrets(line: str) -> str:
    for secret in secret_values():
        line = line.replace(secret, HIDDEN)
        for part in _passwords(secret):
            line = line.replace(part, HIDDEN)
    return line


def _passwords(secret: str) -> list[str]:
    """The password within the address of a database."""
    account, separator, _ = secret.partition("://")[2].rpartition("@")
    password = account.partition(":")[2]
    return [password, unquote(password)] if separator and password else []
