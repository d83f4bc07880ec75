"""A view: a release under a selection; what every page, export and slide is drawn from."""

import re
import unicodedata
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from hor_data.release import (
    GROUPINGS,
    Release,
    Selection,
    has_comparison_groups,
    say_chart_coverage,
    say_deadlines_judged,
    say_filters,
    say_repeated_counts,
    select,
    tally_by,
    tally_statuses,
    without_own_filter,
)
from hor_exports.charts import Chart, Coverage, group_word, status_bars
from hor_exports.kept import KeptResults

# The groupings of which there is a chart, in the order of slides and sheets.
CHARTED_GROUPINGS = ("theme", "sector", "lead", "group", "area")
LONGEST_FILE_NAME = 80
# The libraries' own limit for a file's properties is 255.
LONGEST_TITLE = 250
# Charts that readers of the same release and filters share; with its words one takes 8 kB.
MOST_KEPT_CHARTS = 2_048
_CHARTS: KeptResults[Chart] = KeptResults(MOST_KEPT_CHARTS)


@dataclass(frozen=True, eq=False)
class View:
    """A release, the selection in force, and which commitments match it: `chosen` has one bool a
    commitment, in the release's order."""

    release: Release
    selection: Selection
    chosen: np.ndarray

    @property
    def key(self) -> tuple[str, str, Selection]:
        """The view's part of a cache key: the release's id and name, and the selection. It holds no
        release."""
        return self.release.id, self.release.name, self.selection

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
        """The selection as the query string of an address."""
        return self.selection.as_query()


def open_view(release: Release, selection: Selection) -> View:
    """The view of a release under a selection."""
    return View(release, selection, select(release, selection))


def status_chart(view: View, field: str) -> Chart:
    """How the commitments of each group stand. The chart is not filtered by its own grouping; the
    groups chosen in that filter stand out instead. Charts are kept and shared, so nobody may change
    one."""
    return _CHARTS.get((view.key, field), lambda: _draw_status_chart(view, field))


def _draw_status_chart(view: View, field: str) -> Chart:
    release, selection = view.release, view.selection
    counted = select(release, without_own_filter(selection, field))
    table = tally_by(release, counted, field)
    short = release.short_names if field == "lead" else {}
    if short:
        names = sorted(table.index, key=lambda name: short[name].casefold())
        table = table.loc[names]
    coverage = _coverage(release, selection, field, counted)
    chart = status_bars(table, release.meanings, coverage, short)
    if field != "deadline":
        return chart
    judged = say_deadlines_judged(release)
    return replace(chart, subtitle=f"{chart.subtitle}. {judged}", alt=f"{chart.alt} {judged}")


def _coverage(release: Release, selection: Selection, field: str, counted: np.ndarray) -> Coverage:
    """What the chart of a grouping counts under a selection."""
    short = release.short_names if field == "lead" else {}
    of_chosen: tuple[int, ...] = ()
    if has_comparison_groups(release, selection, field):
        of_chosen = tuple(tally_statuses(release, select(release, selection)).values())
    return Coverage(
        totals=tuple(tally_statuses(release, counted).values()),
        shown=say_chart_coverage(release, selection, field, short),
        repeats=say_repeated_counts(release, selection, field, group_word(GROUPINGS[field], 2)),
        chosen=selection.in_force.get(field, ()),
        of_chosen=of_chosen,
    )


def file_title(view: View, what: str) -> str:
    """The title in a file's properties: what the file is, of which data, and by which filters.
    `what` tells two files of one view apart."""
    named = [what, view.release.cover.get("title", ""), say_filters(view.selection)]
    return " – ".join(filter(None, dict.fromkeys(named)))[:LONGEST_TITLE]


def rows_name(view: View) -> str:
    """What a file of the view's rows holds: "commitments", or "16 of 46 commitments" where filters
    leave some out. A file without a cover says it in its name."""
    if view.filtered_from is None:
        return "commitments"
    return f"{len(view.commitments)} of {view.filtered_from} commitments"


def file_name(view: View, what: str, kind: str) -> str:
    """The name of a file of the view: status-by-theme-nhs-2022.png."""
    return f"{file_stem(view, what)}.{kind}"


def file_stem(view: View, what: str) -> str:
    """A file's name without its ending: what it is, the chosen values, and the date of the data."""
    chosen = [value for values in view.selection.in_force.values() for value in values]
    # What is past due depends on the day.
    judged = f"on {view.release.judged_on}" if view.selection.depends_on_day else ""
    date = _plain(view.release.as_at)
    named = _plain(" ".join([what, *chosen, judged, view.selection.words]))
    # However long the filters are, the date is not what is cut off.
    named = named[: LONGEST_FILE_NAME - len(date) - 1].strip("-")
    return "-".join(filter(None, [named, date])) or "commitments"


def _plain(text: str) -> str:
    """The words of a text in plain letters, with hyphens between them."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.casefold()))[:LONGEST_FILE_NAME]
