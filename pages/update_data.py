"""Officers refresh the data: get the workbook, check it, compare, publish, undo."""

from hor_ui import page, page_publish, page_update
from hor_ui.markup import render
from hor_ui.page_release import latest_release

page.show("start", render("start", title="Update the data", lead=page_update.LEAD), begin="update")
page_update.get_the_workbook(latest_release())
checked = page_update.check()
page_update.compare(checked)
page_publish.publish_it(checked)
page_publish.history()
