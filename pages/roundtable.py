"""The roundtable: what to talk of and why, the meeting view, and the minutes."""

from hor_ui import page, page_agenda, page_meeting
from hor_ui.page_compared import compared, show_pair_note
from hor_ui.page_minutes import offer_minutes

LEAD = "An agenda made from the data: what to ask, why, and what went well."

meeting = page_meeting.is_on()
view = page.start("" if meeting else "Roundtable", LEAD)
show_pair_note()
found = compared(view)
choice = page_agenda.choose(asking=not meeting)
agenda = page_agenda.make_agenda(view, found, choice)

if meeting:
    page.entitle("Meeting")
    page_meeting.show_meeting(view, agenda)
else:
    page_meeting.start_button()
    page_agenda.show_agenda(view, agenda, choice, found)
    page_agenda.add_commitment(view, agenda)
    offer_minutes(view, agenda)
