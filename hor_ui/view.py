"""A view: a release under a selection; what every page, export and slide is drawn from."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from hor_data.release import Release
from hor_data.selection import Selection, say_filters, select
from hor_data.tallies import tally_by
from hor_ui.charts import Chart, status_by

# The groupings of which there is a chart, in the order of slides and sheets.
CHARTED = ("theme", "sector", "lead", "group", "area")
LONGEST_FILE_NAME = 80
# The libraries' own limit for a file's properties is 255.
LONGEST_TITLE = 250
# Charts that readers of the same release and filters share; with its words one takes 8 kB.
KEPT = 2_048


@dataclass(frozen=True, eq=False)
class View:
    """A release, the selection in force, and which commitments match it.

    Two are equal where release and selection are, so that what was drawn of one serves the other.
    """

    release: Release
    selection: Selection
    chosen: np.ndarray

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, View):
            return NotImplemented
        return self.release is other.release and self.selection == other.selection

    def __hash__(self) -> int:
        return hash((id(self.release), self.selection))

    @property
    def commitments(self) -> pd.DataFrame:
        """The commitments that match."""
        return self.release.commitments[self.chosen]

    @property
    def query(self) -> str:
        """The selection as it stands in an address."""
        return self.selection.as_query()


def open_view(release: Release, selection: Selection) -> View:
    """The view of a release under a selection."""
    return View(release, selection, select(release, selection))


@lru_cache(maxsize=KEPT)
def status_chart(view: View, field: str) -> Chart:
    """How the commitments of each group stand. The chart keeps its own context: it is not filtered
    by what is chosen on it; the chosen groups stand out instead. Kept: nobody changes it."""
    own = view.selection.without(field) if field in view.selection.in_force else view.selection
    table = tally_by(view.release, select(view.release, own), field)
    meanings = {one.value: one.stands_for for one in view.release.statuses}
    short = view.release.short_names if field == "lead" else {}
    if short:
        names = table.index.tolist()
        order = sorted(range(len(names)), key=lambda at: short[names[at]].casefold())
        table = table.iloc[order]
    return status_by(table, meanings, view.selection.in_force.get(field, ()), short)


def file_title(view: View, what: str) -> str:
    """What a file of the view calls itself in its properties: what it is, of which data, by which
    filters. Two files of a view differ by `what`, those of two views by the filters."""
    named = [what, view.release.cover.get("title", ""), say_filters(view.selection)]
    return " – ".join(filter(None, dict.fromkeys(named)))[:LONGEST_TITLE]


def file_name(view: View, what: str, kind: str) -> str:
    """What a file of the view is called: status-by-theme-nhs-2022.png."""
    return f"{file_stem(view, what)}.{kind}"


def file_stem(view: View, what: str) -> str:
    """A file's name without its ending: what it is, the filters, and the date of the data."""
    chosen = [value for values in view.selection.in_force.values() for value in values]
    parts = [what, *chosen, view.selection.words, view.release.as_at]
    plain = unicodedata.normalize("NFKD", " ".join(parts)).encode("ascii", "ignore").decode()
    return "-".join(_WORD.findall(plain.casefold()))[:LONGEST_FILE_NAME].strip("-") or "commitments"


_WORD = re.compile(r"[a-z0-9]+")
