"""A release: one dated workbook as typed, tidy frames, its deadlines judged on a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

import pandas as pd

from hor_data.dates import judging_day, read_date
from hor_data.release.groupings import Grouping, group_by_day
from hor_data.release.search import SearchIndex
from hor_data.words import folded
from hor_data.workbook import ListValue

# Today, the last day of the data, and both again from a page that was open at midnight.
MOST_KEPT_DAYS = 4


@dataclass(frozen=True, eq=False)
class Release:
    """What a workbook says, typed. Frames carry the schema's headers; nobody changes them.

    `commitments` keeps the workbook's order, with a row number for index; cells that hold several
    values are tuples, dates are text as exact as given, nothing is "". `organisations` is indexed
    by name. `positions` gives the row of each folded ref. `content_id` tells two workbooks apart;
    deadlines are judged on `judged_on`; `number` counts publications from 1, and is 0 for a
    workbook that was not published. `headers` are those of each sheet of its workbook, and `listed`
    the lists that its Lists sheet has. Two are equal only where they are one object, so that what
    is kept of a release can refer to it weakly.
    """

    content_id: str
    cover: Mapping[str, str]
    commitments: pd.DataFrame
    updates: pd.DataFrame
    measures: pd.DataFrame
    organisations: pd.DataFrame
    lists: Mapping[str, tuple[ListValue, ...]]
    groupings: Mapping[str, Grouping]
    positions: Mapping[str, int]
    short_names: Mapping[str, str]
    search_index: SearchIndex
    judged_on: date
    number: int = 0
    headers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    listed: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """The key of this content judged on this day, for caches: a content hash and the day."""
        return f"{self.content_id}-{self.judged_on:%Y%m%d}"

    @property
    def statuses(self) -> tuple[ListValue, ...]:
        """The scale of statuses, in display order."""
        return self.lists["Status"]

    @property
    def meanings(self) -> dict[str, str]:
        """Which of the five meanings each status stands for."""
        return {status.value: status.stands_for for status in self.statuses}

    @property
    def as_at(self) -> str:
        """The date of the data as ISO text as exact as the cover gives it; "" where it gives
        none."""
        return read_date(self.cover.get("data as at", "")) or ""

    @property
    def name(self) -> str:
        """The name of the release on its cover, or ""."""
        return self.cover.get("release", "")

    def judged(self, day: date) -> "Release":
        """The same release with its deadlines judged on another day; itself where it is the day.

        Nothing is read again: the frames are shared. The last few days are kept with the release,
        so that readers on one day share one object and all that is kept of it.
        """
        if day == self.judged_on:
            return self
        other = self._other_days.get(day)
        if other is None:
            by_day = group_by_day(self.commitments, self.updates, self.lists, self.as_at, day)
            other = replace(self, groupings={**self.groupings, **by_day}, judged_on=day)
            if len(self._other_days) >= MOST_KEPT_DAYS:
                self._other_days.clear()
            self._other_days[day] = other
        return other

    @cached_property
    def _other_days(self) -> dict[date, "Release"]:
        return {}

    @property
    def by_data(self) -> "Release":
        """The same judged on the last day of its data; itself where that changes nothing."""
        return self.judged(judging_day(self.as_at, self.judged_on))

    def position(self, ref: str) -> int | None:
        """Where the commitment with this ref stands, if there is one; case does not matter."""
        return self.positions.get(folded(ref))

    def definition(self, list_name: str, value: str) -> str:
        """What a listed value means, or "" where the list does not say."""
        listed = self.lists[list_name]
        return next((entry.definition for entry in listed if entry.value == value), "")
