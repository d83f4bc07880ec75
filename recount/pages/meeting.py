"""The meeting view: each item of the agenda on a screen of its own."""

from recount.agenda import build_agenda
from recount.cells import flat, listed
from recount.counting import BODIES
from recount.pages.roundtable import reason_words
from recount.report import Report
from recount.scene import Scene
from recount.shown import Shown


def check_meeting(scene: Scene, shown: Shown, report: Report) -> None:
    """Compare every screen with the rules of the agenda followed again, and with the workbook."""
    items, _ = build_agenda(scene.book, scene.refs, scene.changes)
    places = [screen["progress"] for screen in shown.meeting]
    counted = [f"{place} of {len(items)}" for place in range(1, len(items) + 1)]
    report.same("places of the meeting", places, counted)
    for screen, item in zip(shown.meeting, items, strict=False):
        row = scene.book.commitments.loc[item.ref]
        report.same("title on the screen", screen["title"], scene.title(item.ref))
        report.same("reasons", screen["why"], flat(reason_words(item.rule, item.reasons)))
        leads = f"{listed(row[BODIES[0]])} · {item.ref}"
        report.same("leads and ref", screen["who"].startswith(leads), True)
        report.same("status", screen["status"], row["Status"])
        report.same("promise", screen["promise"], flat(row["Commitment"]))
        report.same("questions to ask", len(screen["asks"]), len(row["Not yet shown"]))
