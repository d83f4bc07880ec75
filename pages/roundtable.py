"""The roundtable: what to talk of and why, the meeting view, and the minutes."""

from hor_web import page
from hor_web.compared_release import compared_view, show_pair_note
from hor_web.roundtable.agenda import add_commitment, choose_agenda, make_agenda, show_agenda
from hor_web.roundtable.meeting import meeting_is_on, show_meeting, show_start_button
from hor_web.roundtable.minutes import offer_minutes

LEAD = "An agenda made from the data: what to ask, why, and what went well."

meeting = meeting_is_on()
view = page.start_page("" if meeting else "Roundtable", LEAD)
show_pair_note()
comparison = compared_view(view)
choice = choose_agenda(asking=not meeting)
agenda = make_agenda(view, comparison, choice)

if meeting:
    page.set_page_title("Meeting")
    show_meeting(view, agenda)
else:
    show_start_button()
    show_agenda(view, agenda, choice, comparison)
    add_commitment(view, agenda)
    offer_minutes(view, agenda)
