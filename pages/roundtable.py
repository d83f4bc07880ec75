"""The roundtable: what to talk of and why, the meeting view, and the minutes."""

from hor_ui import page, page_roundtable
from hor_ui.page_compared import compared

LEAD = "An agenda made from the data: what to ask, why, and what went well."

if page_roundtable.in_meeting():
    view = page.start()
    page.entitle("Meeting")
    agenda = page_roundtable.make_agenda(view, compared(view), page_roundtable.choice_in_force())
    page_roundtable.show_meeting(view, agenda)
else:
    view = page.start("Roundtable", LEAD)
    choice = page_roundtable.choose()
    found = compared(view)
    agenda = page_roundtable.make_agenda(view, found, choice)
    page_roundtable.start_button()
    page_roundtable.show_agenda(view, agenda, choice, found)
    page_roundtable.add_commitment(view, agenda)
    page_roundtable.offer_minutes(view, agenda)
