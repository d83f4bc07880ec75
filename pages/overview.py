"""How do we stand? The headline, counts by status, who stands where, and what needs attention."""

from hor_data.attention import what_needs_attention
from hor_data.cover import say_what_it_is
from hor_data.headlines import say_standing
from hor_data.tallies import tally_statuses
from hor_ui import page
from hor_ui.markup import render
from hor_ui.page_charts import by_status, show_charts
from hor_ui.page_compared import compared, note_alone, show_pair_note
from hor_ui.page_release import shown_release

LEADS_NOTE = "A commitment with two lead organisations counts under each"
MOST = 100

view = page.start(page.TITLE, say_what_it_is(shown_release()))
show_pair_note()

tally = tally_statuses(view.release, view.chosen)
statuses = [
    {
        "status": one.value,
        "meaning": one.stands_for,
        "definition": one.definition,
        "count": tally[one.value],
        "chosen": one.value in view.selection.status,
    }
    for one in view.release.statuses
]
earlier = compared(view)
html = render(
    "statuses",
    headline=say_standing(tally),
    since=earlier.since if earlier else note_alone(),
    compared=bool(earlier),
    statuses=statuses,
    leads=len(view.release.groupings["lead"].values),
    commitments=len(view.release.commitments),
    query=view.query,
)
page.show("statuses", html)

show_charts(
    view,
    [
        by_status(view, "theme", half=True),
        by_status(view, "sector", LEADS_NOTE, half=True),
        by_status(view, "lead", LEADS_NOTE),
    ],
)

concerns = what_needs_attention(view.release, view.chosen, MOST)
page.show("attention", render("attention", concerns=concerns, query=view.query, shown=5, most=MOST))
