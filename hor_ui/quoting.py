"""What goes with a chart that leaves the dashboard: what it shows, as at when, and its source."""

from hor_data.dates import say_date
from hor_data.selection import say_selection
from hor_ui.charts import Chart
from hor_ui.view import View


def chart_sentence(view: View, chart: Chart) -> str:
    """The point of the chart with what it counts and where it is from, to be quoted."""
    return f"{chart.title} ({_shown(view)}). Source: {_source(view)}"


def picture_foot(view: View) -> list[str]:
    """What stands at the foot of a picture: filters, date and release; source and licence."""
    licence = view.release.cover.get("licence", "")
    return [f"{_shown(view)}.", " ".join(filter(None, [f"Source: {_source(view)}", licence]))]


def _shown(view: View) -> str:
    release = view.release
    said = say_selection(release, view.selection, view.chosen)
    as_at = say_date(release.as_at) if release.as_at else "a date not stated"
    named = f"; release {release.name}" if release.name else ""
    return f"{said}; data as at {as_at}{named}"


def _source(view: View) -> str:
    source = view.release.cover.get("source", "not stated")
    return source if source.endswith(".") else f"{source}."
