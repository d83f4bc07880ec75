"""What changed between any two releases: moved, newly reported, gone quiet, reworded and more."""

from hor_web import page
from hor_web.compared_release import compared_view, show_pair_note, why_not_compared
from hor_web.what_changed.changes import show_changes, show_promise_and_update

LEAD = "What moved between two releases, what has gone quiet, and what was promised anew."

view = page.start_page("What changed", LEAD, compares=True)
show_pair_note()
comparison = compared_view(view, ask=True)
if comparison:
    show_changes(comparison)
else:
    show_promise_and_update(view, why_not_compared())
