"""Target and result for every measure, side by side only where they count the same thing."""

from hor_data.measures import KINDS, all_measures, say_measures, stating_a_number
from hor_ui import page
from hor_ui.markup import render
from hor_ui.page_links import query_of

view = page.start("Measures", "The numbers that were promised, and the numbers reported.")
commitments = view.commitments
titles = dict(zip(commitments["Ref"], commitments["Title"], strict=True))
kinds = all_measures(view.release, set(titles))
stating = stating_a_number(kinds)
html = render(
    "measures",
    headline=say_measures(kinds, len(titles)),
    kinds=kinds,
    notes=KINDS,
    titles=titles,
    without=[ref for ref in titles if ref not in stating],
    query=query_of(view),
)
page.show("measures", html)
