"""What changed between any two releases: moved, newly reported, gone quiet, reworded and more."""

from hor_ui import page
from hor_ui.page_changes import show_changes, show_promise_and_update
from hor_ui.page_compared import compared, show_pair_note, why_not_compared

LEAD = "What moved between two releases, what has gone quiet, and what was promised anew."

view = page.start("What changed", LEAD, compares=True)
show_pair_note()
found = compared(view, ask=True)
if found:
    show_changes(found)
else:
    show_promise_and_update(view, why_not_compared())
