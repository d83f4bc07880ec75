"""Slides and downloads: what is on screen as PowerPoint, Excel, CSV and JSON."""

from hor_ui import page, page_downloads

ALWAYS = "Every deck has a title, how to read the statuses, the headline and the sources."
ROWS = "The commitments you have filtered, or all of them where nothing is filtered."

view = page.start(
    "Slides and downloads",
    "Take away what you see, as slides you can edit in PowerPoint or as data.",
)
page_downloads.head("Slides", ALWAYS)
chosen = page_downloads.choose_parts(view)
template = page_downloads.choose_template()
page_downloads.offer_deck(view, chosen, template)
page_downloads.head("Data", ROWS)
page_downloads.offer_data(view)
