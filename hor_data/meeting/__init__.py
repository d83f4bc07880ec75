"""What a roundtable should talk about, from a release and its changes; and notes.

Notes are values here; they are stored by `store`.
"""

from hor_data.meeting.agenda import (
    LONGEST_MEETING_MINUTES,
    MOST_AGENDA_ITEMS,
    Agenda,
    AgendaChoice,
    AgendaItem,
    build_agenda,
)
from hor_data.meeting.agenda_rules import AGENDA_RULES
from hor_data.meeting.attention import list_concerns
from hor_data.meeting.notes import (
    FIELD_BOUNDS,
    Note,
    NotesMessage,
    Wording,
    Wordings,
    build_notes,
    merge_wordings,
    read_browser_notes,
    read_notes_message,
    say_meeting,
)
