"""A clock for replicas that a test moves, whatever the machine's own says: by libfaketime."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from recount.server import clock_of


class Clock:
    """What the programs that have its environment take for the time. It goes on by itself."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.ahead = timedelta()

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment of a program that goes by this clock; RecountError without libfaketime,
        which is preloaded."""
        fixed = clock_of(date.today())
        preloaded = {name: fixed[name] for name in fixed if name != "FAKETIME"}
        return preloaded | {
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_CACHE_DURATION": "1",  # seconds
            "NO_FAKE_STAT": "1",
        }

    def now(self) -> datetime:
        """The time by it, in this machine's zone."""
        return datetime.now() + self.ahead

    def set(self, moment: datetime) -> None:
        """Let it be this moment, in this machine's zone; programs know it a second later."""
        self.ahead = timedelta(seconds=round((moment - datetime.now()).total_seconds()))
        whole = self.file.with_suffix(".new")
        whole.write_text(f"{self.ahead.total_seconds():+.0f}\n", "utf-8")
        whole.replace(self.file)
