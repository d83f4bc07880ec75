"""The agenda of a roundtable: items, reasons, and how the minutes are shared."""

from recount.agenda import MINUTES, build_agenda
from recount.cells import flat
from recount.pages.changes import check_between
from recount.reading import numbers, read_minutes
from recount.report import Report
from recount.scene import Scene
from recount.shown import Shown

MINUTES_APART = "the minutes of all items do not add up to the meeting's"


def check_roundtable(scene: Scene, shown: Shown, report: Report) -> None:
    """Compare the agenda with the rules followed again."""
    items, left = build_agenda(scene.book, scene.refs, scene.changes)
    if scene.pair.both:
        check_between(scene, shown.between, report)
    rows = shown.agenda["items"]
    report.same(
        "items",
        [row.who for row in rows],
        [f"{item.ref} · {scene.leads(item.ref)}" for item in items],
    )
    report.same("titles", [row.title for row in rows], [scene.title(item.ref) for item in items])
    statuses = [scene.book.commitments.at[item.ref, "Status"] for item in items]
    report.same("statuses", [row.status for row in rows], statuses)
    for row, item in zip(rows, items, strict=False):
        report.same(f"reasons of {item.ref}", row.why, flat(reason_words(item.rule, item.reasons)))
    _minutes(shown.agenda["heading"], len(items), report)
    more = [text for text in shown.agenda["more"] if "reason to be talked of" in text]
    report.same("more", [numbers(text)[:1] for text in more], [[left]] if left else [])


def _minutes(heading: str, items: int, report: Report) -> None:
    """The heading's minutes for each fit into the meeting, by half a minute."""
    minutes = read_minutes(heading)
    if not items:
        report.same("heading", heading, "No commitments")
    elif minutes is None:
        report.differs("heading", f"cannot judge “{heading}”")
    else:
        number, whole, each = minutes
        report.same("heading", (number, whole), (items, MINUTES))
        if not (each + 0.5) * items > MINUTES >= each * items:
            report.misleads(MINUTES_APART, "heading", heading)


def reason_words(rule: str, reasons: tuple[str, ...]) -> str:
    """The rule and every reason, as one item says them: what a reason begins with is said once."""
    words = " ".join(reasons)
    return words if words.casefold().startswith(rule.casefold()) else f"{rule}. {words}"
