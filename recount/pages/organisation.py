"""One organisation: what it leads and helps with, its dates, and another beside it."""

from collections.abc import Mapping, Sequence

from recount.cells import flat, say_date, time_order
from recount.counting import BODIES, Book, select, standing
from recount.pages.bars import note
from recount.report import Report
from recount.reported import NO_UPDATE, PAST_DUE, SILENT, report_order
from recount.scene import Scene, deadline_words
from recount.sentences import judge_standing
from recount.shown import Shown

NOT_YET_DUE = "Not yet due"


def beside(scene: Scene, ref: str, header: str = "") -> str:
    """What stands beside a commitment's title: its theme, and its deadline where it has one."""
    words = deadline_words(scene.book, ref)
    parts = [scene.book.commitments.at[ref, header]] if header else []
    return " · ".join([*parts, *([words] if words != "No date set" else [])])


def led_by(book: Book, name: str, refs: Sequence[str], header: str = BODIES[0]) -> list[str]:
    """Which of these commitments an organisation leads, or helps with."""
    return [ref for ref in refs if name in book.commitments.at[ref, header]]


def say_led(book: Book, led: Sequence[str]) -> tuple[str, str]:
    """How commitments stand, in words, and when the last report on any of them was."""
    if not led:
        return "Leads none", ""
    parts = [
        f"{number:,} {status.lower()}" for status, number in standing(book, led).items() if number
    ]
    *most, last = parts
    words = f"{', '.join(most)} and {last}" if most else last
    return words, _say_report(book, led)


def check_organisation(scene: Scene, name: str, shown: Shown, report: Report) -> None:
    """One organisation: its headline, what it leads and helps with, and what to ask it."""
    book, mine = scene.book, scene.book.commitments.loc[scene.refs]
    led, helped = (
        [ref for ref, bodies in mine[header].items() if name in bodies] for header in BODIES
    )
    everything = sum(name in bodies for bodies in book.commitments[BODIES[0]])
    row = list(standing(book, led).values())
    report.same("heading", shown.heading, flat(name))
    verdicts = judge_standing(shown.headline, book.statuses, row, everything, "it leads")
    note(report, "headline", shown.headline, verdicts)
    sections = {part["heading"]: part for part in shown.organisation}
    for heading, refs in (("Commitments it leads", led), ("Commitments it helps with", helped)):
        items = sections.get(heading, {"items": []})["items"]
        counted = [
            (
                scene.title(ref),
                f"{ref} · {beside(scene, ref, 'Theme')}",
                book.commitments.at[ref, "Status"],
            )
            for ref in refs
        ]
        report.same(heading, [(item.title, item.who, item.why) for item in items], counted)
    parts = {ref: len(book.commitments.at[ref, "Not yet shown"]) for ref in led}
    asks = sections.get("Commitments it leads", {"asked": [], "asks": []})
    asked = [scene.title(ref) for ref in led if parts[ref]]
    report.same("asks", (asks["asked"], len(asks["asks"])), (asked, sum(parts.values())))

    _check_facts(scene, led, shown.body["facts"], report)


def _check_facts(
    scene: Scene, led: Sequence[str], facts: Mapping[str, str], report: Report
) -> None:
    """When it last reported, what is late, and which date comes next."""
    rows = scene.book.commitments.loc[list(led)]
    counted = {"Last reported": _say_report(scene.book, led)} if led else {}
    for label, number in _late(scene.book, led).items():
        if number:
            counted[label] = f"{number:,} commitment{'' if number == 1 else 's'}"
    if led:
        due = rows.loc[rows["Deadline"] == NOT_YET_DUE, "Due"].tolist()
        counted["Next date due"] = say_date(min(due, key=time_order)) if due else "None ahead"
    report.same("dates and what is late", dict(facts), counted)


def check_pair(scene: Scene, names: tuple[str, str], shown: Shown, report: Report) -> None:
    """Two organisations, count for count, without the filter by lead organisation."""
    book, refs = scene.book, select(scene.book, scene.filters, without="lead")
    sides = []
    for name in names:
        led = led_by(book, name, refs)
        rows = book.commitments.loc[led]
        due = rows.loc[rows["Deadline"] == NOT_YET_DUE, "Due"].tolist()
        sides.append(
            {"Leads": str(len(led))}
            | {status: str(number) for status, number in standing(book, led).items()}
            | {label: str(number) for label, number in _late(book, led).items()}
            | {"Last reported": _say_report(book, led) if led else "Leads none"}
            | {"Next date due": say_date(min(due, key=time_order)) if due else "None"}
            | {"Helps with": str(len(led_by(book, name, refs, BODIES[1])))}
        )
    counted = [[label, sides[0][label], sides[1][label]] for label in sides[0]]
    report.same("two side by side", shown.body["pair"], counted)


def _late(book: Book, led: Sequence[str]) -> dict[str, int]:
    reasons = book.members["ask"]
    among = reasons.loc[reasons["Ref"].isin(led), "Value"]
    return {label: int((among == label).sum()) for label in (PAST_DUE, SILENT)}


def _say_report(book: Book, led: Sequence[str]) -> str:
    latest = max(book.commitments.loc[list(led), "Reported"], key=report_order)
    return say_date(latest) if latest else NO_UPDATE
