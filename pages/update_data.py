"""Officers refresh the data: get the workbook, check it, compare, publish, undo, withdraw."""

from hor_web import page
from hor_web.shown_release import latest_release
from hor_web.update_data import steps
from hor_web.update_data.drafts import take_draft
from hor_web.update_data.history import show_history
from hor_web.update_data.publishing import show_publishing
from hor_web.update_data.upload import (
    known_check,
    show_check,
    show_comparison,
    show_workbook_downloads,
)

TITLE = "Update the data"
LEAD = "Four steps. Nobody sees a change until the last, and you can undo it."

page.show_template("start", "start", begin="update", title=TITLE, lead=LEAD)
take_draft()
shown = steps.lay_out_steps(known_check())
with shown.body(steps.GET):
    show_workbook_downloads(latest_release())
with shown.body(steps.CHECK):
    checked = show_check()
steps.fold_steps(shown, checked)
with shown.body(steps.COMPARE):
    show_comparison(checked)
with shown.body(steps.PUBLISH):
    show_publishing(checked)
show_history()
