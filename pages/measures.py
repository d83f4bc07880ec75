"""Where is each target? Target and result as a picture where they count the same thing, and every
measure in words."""

from hor_data.release import (
    MEASURE_KINDS,
    list_targets,
    measures_by_kind,
    refs_stating_a_number,
    say_measures,
)
from hor_exports.charts import targets_chart
from hor_web import page
from hor_web.chart_panel import ChartPanel, show_charts
from hor_web.links import view_query

view = page.start_page("Measures", "Where each target is: the numbers promised and those reported.")
commitments = view.commitments
titles = dict(zip(commitments["Ref"], commitments["Title"], strict=True))
kinds = measures_by_kind(view.release, set(titles))
stating = refs_stating_a_number(kinds)
page.show_template(
    "measures-headline", "measures/headline", headline=say_measures(kinds, len(titles))
)
if targets := list_targets(view.release, set(titles)):
    show_charts(view, [ChartPanel(targets_chart(targets))])
page.show_template(
    "measures",
    "measures/measures",
    kinds=kinds,
    notes=MEASURE_KINDS,
    titles=titles,
    without=[ref for ref in titles if ref not in stating],
    query=view_query(view),
)
