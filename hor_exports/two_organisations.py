"""Two organisations side by side, count for count; never a score."""

from typing import NamedTuple

from hor_data.dates import say_date
from hor_data.release import (
    OrganisationCounts,
    Release,
    count_organisation,
    select,
    without_own_filter,
)
from hor_data.words import say_count
from hor_exports.view import View


class ComparedCell(NamedTuple):
    """What one organisation has in a row: its words, and the positions of the commitments that they
    count, () where none are drawn."""

    words: str
    positions: tuple[int, ...] = ()


class ComparedRow(NamedTuple):
    """One count of both organisations; `meaning` is what the status stands for that it counts, ""
    where it counts no status."""

    label: str
    meaning: str
    cells: tuple[ComparedCell, ComparedCell]


class OrganisationPair(NamedTuple):
    """Two organisations compared: a sentence, the rows, and a note where the filters by lead
    organisation are left out, so that both can be counted."""

    names: tuple[str, str]
    sentence: str
    rows: tuple[ComparedRow, ...]
    note: str


NOTE = "The filter by lead organisation is left out here, so that both can be counted."


def compare_organisations(view: View, first: str, second: str) -> OrganisationPair:
    """Both organisations under the view's filters, but for the filter by lead organisation."""
    release = view.release
    chosen = select(release, without_own_filter(view.selection, "lead"))
    names = (first, second)
    counts = tuple(count_organisation(release, name, chosen) for name in names)
    return OrganisationPair(
        names,
        _say_pair(release, names, counts),
        tuple(_rows(release, counts)),
        NOTE if view.selection.lead else "",
    )


def _rows(
    release: Release,
    counts: tuple[OrganisationCounts, ...],
) -> list[ComparedRow]:
    statuses = release.commitments["Status"].tolist()
    rows = [_row("Leads", *(f"{body.leads:,}" for body in counts))]
    for status in release.statuses:
        cells = [
            ComparedCell(
                f"{body.statuses[status.value]:,}",
                tuple(place for place in body.positions if statuses[place] == status.value),
            )
            for body in counts
        ]
        rows.append(ComparedRow(status.value, status.stands_for, (cells[0], cells[1])))
    return [
        *rows,
        _row("Past due", *(f"{body.past_due:,}" for body in counts)),
        _row("No update for a year", *(f"{body.silent:,}" for body in counts)),
        _row("Last reported", *(_say_report(body) for body in counts)),
        _row("Next date due", *(_say_due(body) for body in counts)),
        _row("Helps with", *(f"{body.helps:,}" for body in counts)),
    ]


def _row(label: str, first: str, second: str) -> ComparedRow:
    return ComparedRow(label, "", (ComparedCell(first), ComparedCell(second)))


def _say_report(counts: OrganisationCounts) -> str:
    if not counts.leads:
        return "Leads none"
    return say_date(counts.last_report) if counts.last_report else "No update yet"


def _say_due(counts: OrganisationCounts) -> str:
    return say_date(counts.next_due) if counts.next_due else "None"


def _say_pair(
    release: Release, names: tuple[str, str], counts: tuple[OrganisationCounts, ...]
) -> str:
    """Aston University leads 3 commitments, 1 of them complete; Coventry leads 1 commitment, not
    complete."""
    clauses = [
        f"{release.short_names.get(name, name)} {_say_leads(release, body)}"
        for name, body in zip(names, counts, strict=True)
    ]
    return f"{'; '.join(clauses)}."


def _say_leads(release: Release, counts: OrganisationCounts) -> str:
    complete = sum(
        number
        for status, number in counts.statuses.items()
        if release.meanings[status] == "complete"
    )
    leads = f"leads {say_count(counts.leads, 'commitment')}"
    if not counts.leads:
        return leads
    if counts.leads == 1:
        return f"{leads}, {'which is' if complete else 'not'} complete"
    return f"{leads}, {f'{complete:,}' if complete else 'none'} of them complete"
