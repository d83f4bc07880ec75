"""Officers refresh the data: get the workbook, check, compare, publish, undo."""

from hor_ui import page

view = page.start("Update the data", "Four steps, none of which needs a developer.")
