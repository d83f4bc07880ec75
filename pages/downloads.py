"""Slides and data: what is on screen as PowerPoint, Excel, CSV and JSON."""

from hor_web import page
from hor_web.downloads.choices import choose_parts, choose_template
from hor_web.downloads.offers import offer_data, offer_deck

LEAD = "Take away what you see, as slides you can edit in PowerPoint or as data."
ALWAYS = "Every deck has a title, how to read the statuses, the headline and the sources."
ROWS = "The commitments you have filtered, or all of them where nothing is filtered."

view = page.start_page("Slides and data", LEAD)
page.show_heading("Slides", ALWAYS)
chosen = choose_parts(view)
template = choose_template()
offer_deck(view, chosen, template)
page.show_heading("Data", ROWS)
offer_data(view)
