"""How do we stand? The headline, counts by status, who stands where, and what needs attention."""

from hor_data.attention import what_needs_attention
from hor_data.cover import say_what_it_is
from hor_ui import page
from hor_ui.markup import render
from hor_ui.page_charts import by_status, show_charts
from hor_ui.page_compared import compared, note_alone, show_pair_note
from hor_ui.page_links import query_of
from hor_ui.page_release import shown_release
from hor_ui.status_counts import count_statuses, say_compared_statuses, say_headline

MOST = 100

view = page.start(page.TITLE, say_what_it_is(shown_release()))
show_pair_note()

earlier = compared(view)
html = render(
    "statuses",
    headline=say_headline(view),
    comparing=say_compared_statuses(view),
    since=earlier.since if earlier else note_alone(),
    compared=bool(earlier),
    statuses=count_statuses(view),
    leads=len(view.release.groupings["lead"].values),
    commitments=len(view.release.commitments),
    query=query_of(view),
)
page.show("statuses", html)

show_charts(
    view,
    [
        by_status(view, "theme", half=True),
        by_status(view, "sector", half=True),
        by_status(view, "lead"),
    ],
)

concerns = what_needs_attention(view.release, view.chosen, MOST)
page.show(
    "attention", render("attention", concerns=concerns, query=query_of(view), shown=5, most=MOST)
)
