"""Slides and downloads: what is on screen as PowerPoint, Excel, CSV and JSON."""

from hor_ui import page, page_downloads

ALWAYS = "A title, how to read the statuses, the headline and the sources are always there."
ROWS = "The rows of what you have filtered; without a filter, the whole release."

view = page.start(
    "Slides and downloads",
    "What you have filtered, as slides with charts you can edit in PowerPoint, or as data.",
)
page_downloads.head("Slides", ALWAYS)
chosen = page_downloads.choose_parts(view)
template = page_downloads.choose_template()
page_downloads.offer_deck(view, chosen, template)
page_downloads.head("Data", ROWS)
page_downloads.offer_data(view)
