"""A view: a release under a selection; what every page, export and slide is drawn from."""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import pandas as pd

from hor_data.context import compares, say_repeats, say_shown, with_others
from hor_data.groupings import GROUPINGS
from hor_data.judging import judged_sentence
from hor_data.release import Release
from hor_data.selection import Selection, say_filters, select
from hor_data.tallies import tally_by, tally_statuses
from hor_ui.charts import Chart, Coverage, status_by
from hor_ui.charts.titles import group_word

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
    def filtered_from(self) -> int | None:
        """How many commitments there are without the filters; None where all of them match."""
        return None if self.chosen.all() else len(self.chosen)

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
    counted = select(view.release, with_others(view.selection, field))
    table = tally_by(view.release, counted, field)
    meanings = {one.value: one.stands_for for one in view.release.statuses}
    short = view.release.short_names if field == "lead" else {}
    if short:
        names = table.index.tolist()
        order = sorted(range(len(names)), key=lambda at: short[names[at]].casefold())
        table = table.iloc[order]
    chart = status_by(table, meanings, _coverage(view, field, counted), short)
    return _judged(chart, view.release) if field == "deadline" else chart


def _judged(chart: Chart, release: Release) -> Chart:
    """A chart of deadlines that says on which day they are judged."""
    judged = judged_sentence(release)
    return replace(chart, subtitle=f"{chart.subtitle}. {judged}", alt=f"{chart.alt} {judged}")


def _coverage(view: View, field: str, counted: np.ndarray) -> Coverage:
    """What the chart of a grouping counts under the view's filters."""
    release, selection = view.release, view.selection
    short = release.short_names if field == "lead" else {}
    of_chosen: tuple[int, ...] = ()
    if compares(release, selection, field):
        of_chosen = tuple(tally_statuses(release, view.chosen).values())
    return Coverage(
        totals=tuple(tally_statuses(release, counted).values()),
        shown=say_shown(release, selection, field, short),
        repeats=say_repeats(release, selection, field, group_word(GROUPINGS[field], 2)),
        chosen=selection.in_force.get(field, ()),
        of_chosen=of_chosen,
    )


def file_title(view: View, what: str) -> str:
    """What a file of the view calls itself in its properties: what it is, of which data, by which
    filters. Two files of a view differ by `what`, those of two views by the filters."""
    named = [what, view.release.cover.get("title", ""), say_filters(view.selection)]
    return " – ".join(filter(None, dict.fromkeys(named)))[:LONGEST_TITLE]


def rows_name(view: View) -> str:
    """What a file of the view's rows is: commitments; or, where filters leave some out, 16 of 46
    commitments. A file without a cover has no other place for it."""
    if view.filtered_from is None:
        return "commitments"
    return f"{len(view.commitments)} of {view.filtered_from} commitments"


def file_name(view: View, what: str, kind: str) -> str:
    """What a file of the view is called: status-by-theme-nhs-2022.png."""
    return f"{file_stem(view, what)}.{kind}"


def file_stem(view: View, what: str) -> str:
    """A file's name without its ending: what it is, the filters, and the date of the data."""
    chosen = [value for values in view.selection.in_force.values() for value in values]
    # What is past due depends on the day.
    judged = f"on {view.release.judged_on}" if view.selection.deadline else ""
    date = _plain(view.release.as_at)
    named = _plain(" ".join([what, *chosen, judged, view.selection.words]))
    # However long the filters are, the date is not what is cut off.
    named = named[: LONGEST_FILE_NAME - len(date) - 1].strip("-")
    return "-".join(filter(None, [named, date])) or "commitments"


def _plain(text: str) -> str:
    """The words of a text in plain letters, with hyphens between them."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.casefold()))[:LONGEST_FILE_NAME]
