"""One view whose files are judged, and what its forms have said so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from recount.claims import Groups
from recount.counting import SHEETS, Book, read_sheet, select
from recount.pages.bars import groups_of, rows_of
from recount.report import Report
from recount.scene import Scene

GROUPS = {
    "theme": "Theme",
    "sector": "Sector",
    "lead": "Lead organisation",
    "group": "Who it is for",
    "area": "Area",
}


@dataclass(frozen=True, eq=False)
class Counted:
    """What a chart of a field must show under the filters. Its own filter is let go: `refs` are
    counted, `rows` holds each group's commitments by status, `compared` says whether groups stand
    there that the filter does not choose."""

    field: str
    refs: list[str]
    rows: Mapping[str, list[int]]
    chosen: tuple[str, ...]

    @property
    def compared(self) -> bool:
        """Whether groups that are not chosen stand beside those that are."""
        return bool(self.chosen and set(self.rows) - set(self.chosen))

    @property
    def marks(self) -> dict[str, str] | None:
        """What the column of chosen rows must say; None where there is to be no such column."""
        if not self.compared:
            return None
        return {group: "yes" if group in self.chosen else "no" for group in self.rows}


class Source(NamedTuple):
    """The workbook that files are made of, with its sheets as they stand."""

    path: Path
    sheets: Mapping[str, pd.DataFrame]


@dataclass(frozen=True, eq=False)
class Case:
    """A scene with the workbook that it is counted from. `words` holds, by chart and kind of words,
    what the first form said and which form that was: the others must say the same."""

    scene: Scene
    source: Source
    report: Report
    words: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    @property
    def book(self) -> Book:
        """The workbook, as it is counted."""
        return self.scene.book

    @cached_property
    def counted(self) -> dict[str, Counted]:
        """What each chart must show."""
        charts = {}
        for name in GROUPS:
            refs = select(self.book, self.scene.filters, without=name)
            chosen = tuple(self.scene.filters.get(name, ()))
            charts[name] = Counted(name, refs, rows_of(self.book, refs, name), chosen)
        return charts

    @property
    def is_part(self) -> bool:
        """Whether the filters leave out commitments."""
        return len(self.scene.refs) < self.scene.total

    def groups(self, name: str) -> Groups:
        """What the title of the chart may speak of."""
        return groups_of(self.scene, name, dict(self.counted[name].rows))

    def name_of(self, name: str, group: str) -> str:
        """What a sentence calls a group: organisations by their short names."""
        short = self.book.organisations["Short name"]
        return str(short.get(group, group)) if name == "lead" else group

    def place(self, form: str) -> None:
        """From now on the report speaks of this form."""
        self.report.place = f"?{self.scene.query()} · {form}"

    def says(self, chart: str, kind: str, text: str, form: str) -> None:
        """Compare what a form says with what the first one said of the same."""
        first, by = self.words.setdefault((chart, kind), (text, form))
        self.report.same(f"{chart} {kind} is that of the {by}", text, first)


def read_sheets(path: Path) -> dict[str, pd.DataFrame]:
    """A workbook's sheets as they stand; the cover as two columns, 0 and 1."""
    sheets = {name: read_sheet(path, name) for name in SHEETS}
    cover = pd.read_excel(path, sheet_name="Cover", dtype=str, keep_default_na=False, header=None)
    return sheets | {"Cover": cover}
