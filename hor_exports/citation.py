"""Texts that go with a chart or file that leaves the dashboard: what it shows, its date and its
source."""

from hor_data.dates import say_date
from hor_data.release import say_selection
from hor_exports.charts import Chart
from hor_exports.view import View

NOT_THE_RELEASE = "This is a selection, not the release."


def chart_sentence(view: View, chart: Chart) -> str:
    """A sentence to quote: the chart's title, what it counts, the date of the data and the
    source."""
    return f"{chart.title} ({_shown(view, chart)}). Source: {_source(view)}"


def picture_foot(view: View, chart: Chart | None = None) -> list[str]:
    """What stands at the foot of a picture: what is counted, date and release; source and licence.

    Of a page or a document, without a chart, it says the view's filters.
    """
    return [f"{_shown(view, chart)}.", say_source(view)]


def say_source(view: View) -> str:
    """The source and the licence, in a sentence or two."""
    licence = view.release.cover.get("licence", "")
    return " ".join(filter(None, [f"Source: {_source(view)}", licence]))


def say_extent(view: View) -> str:
    """What a file of rows holds, for its cover: All 46 commitments; or 16 of 46 commitments: sector
    NHS. This is a selection, not the release."""
    shown = say_selection(view.release, view.selection, view.chosen)
    return shown if view.filtered_from is None else f"{shown}. {NOT_THE_RELEASE}"


def _shown(view: View, chart: Chart | None) -> str:
    shown = chart.coverage.sentence if chart else ""
    return say_table_extent(view, shown or say_selection(view.release, view.selection, view.chosen))


def say_table_extent(view: View, shown: str) -> str:
    """What is counted, with the date of the data and the release, as a part of a sentence."""
    release = view.release
    as_at = say_date(release.as_at) if release.as_at else "a date not stated"
    named = f"; release {release.name}" if release.name else ""
    return f"{shown}; data as at {as_at}{named}"


def _source(view: View) -> str:
    source = view.release.cover.get("source", "not stated")
    return source if source.endswith(".") else f"{source}."
