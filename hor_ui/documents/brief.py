"""One organisation on a page, to hand round: its commitments, what moved, what to ask it."""

from hor_data.changes import GONE_QUIET, KINDS
from hor_data.headlines import say_standing
from hor_data.organisations import find_organisation, helped_by, led_by, what_to_ask
from hor_data.record import list_commitments
from hor_data.tallies import tally_statuses
from hor_data.words import count, listed
from hor_ui.compared import Compared
from hor_ui.documents.word import Word
from hor_ui.quoting import picture_foot
from hor_ui.view import View

HEADS = ("Ref", "Commitment", "Status", "Deadline")
# So that a brief stays a page: the asks of the rest are in the dashboard.
MOST_ASKS = 12


def write_brief(view: View, name: str, compared: Compared | None = None) -> bytes:
    """The brief as a Word document. Raises ValueError where nobody has that name."""
    body = find_organisation(view.release, name)
    if body is None:
        raise ValueError(f"No organisation is called “{name}” in this release.")
    word = Word(body.name, view.release.cover.get("publisher", ""), view.release.today)
    if body.known_as:
        word.paragraph(f"Previously known as {listed(body.known_as)}.")
    led = led_by(view.release, body.name, view.chosen)
    chosen = view.chosen & False
    chosen[led] = True
    standing = say_standing(tally_statuses(view.release, chosen), " it leads")
    word.paragraph(standing or "It leads no commitment that is shown.")
    lines = list_commitments(view.release, led)
    word.heading("Commitments it leads")
    if lines:
        rows = [(one.ref, one.title, one.status, one.deadline) for one in lines]
        alt = f"Table of {count(len(rows), 'commitment')} that {body.name} leads."
        word.table(HEADS, rows, (2, 8.5, 3, 3.5), alt)
    else:
        word.paragraph("None under these filters.")
    if compared:
        word.heading("What changed")
        said = list(_changes(compared, {one.ref for one in lines}))
        word.paragraph(compared.between)
        if said:
            word.bullets(said)
        else:
            word.paragraph("Nothing changed in the commitments it leads.")
    word.heading("What to ask")
    asks = [f"{one.ref}: {said}" for one in what_to_ask(view.release, led) for said in one.asks]
    if asks:
        word.bullets(asks[:MOST_ASKS])
    else:
        word.paragraph("Nothing is marked as not yet shown.")
    if len(asks) > MOST_ASKS:
        word.paragraph(f"And {len(asks) - MOST_ASKS} more, on its page of the dashboard.")
    helped = list_commitments(view.release, helped_by(view.release, body.name, view.chosen))
    if helped:
        word.heading("Commitments it helps with")
        word.paragraph("; ".join(f"{one.ref}, {one.title}" for one in helped) + ".")
    word.heading("About this page")
    word.paragraph("The statuses are our reading of the published updates, not its own rating.")
    for line in picture_foot(view):
        word.paragraph(line)
    return word.content()


def _changes(compared: Compared, refs: set[str]) -> list[str]:
    of = [one for one in compared.changes if one.ref in refs]
    said = []
    for kind in KINDS:
        mine = dict.fromkeys(one.ref for one in of if one.kind == kind)
        if mine and kind != GONE_QUIET:
            moves = [one for one in of if one.kind == kind and one.field == "Status"]
            steps = "; ".join(f"{one.ref} from {one.before} to {one.after}" for one in moves)
            said.append(f"{kind}: {steps or listed(list(mine))}.")
        elif mine:
            said.append(f"{kind}, with no new update: {listed(list(mine))}.")
    return said
