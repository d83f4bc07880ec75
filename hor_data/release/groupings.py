"""Groupings: the ways to put commitments into groups, such as by theme or by lead organisation."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from hor_data.dates import last_day
from hor_data.release.reporting import (
    NEVER_REPORTED,
    PAST_DUE,
    REASONS_TO_ASK,
    last_reports,
    order_of_years,
    reasons_to_ask,
    reporting_year,
)
from hor_data.workbook import NOT_STATED, ListValue

NOT_YET_DUE, NO_DATE_SET = "Not yet due", "No date set"
DATED_AND_COMPLETE = "Had a date, now complete"
DEADLINES = (PAST_DUE, NOT_YET_DUE, NO_DATE_SET, DATED_AND_COMPLETE)

ORGANISATION_COLUMNS = ("Lead organisations", "Partner organisations")

GROUPINGS = {
    "theme": "Theme",
    "sector": "Sector",
    "lead": "Lead organisation",
    "status": "Status",
    "area": "Area",
    "group": "Who it is for",
    "approach": "Approach",
    "deadline": "Deadline",
    "reported": "Last reported",
    "ask": "To ask about",
}
# The groupings by name that keep values which no commitment has.
KEPT_EMPTY = ("Status", "Deadline", "To ask about")


@dataclass(frozen=True)
class Grouping:
    """Groups in display order, and which commitment is in which: one pair of `rows` and `codes`
    a membership, since a commitment with two lead organisations is in two groups.

    `rows` are positions in the release's commitments, `codes` positions in `values`.
    """

    name: str
    values: tuple[str, ...]
    rows: np.ndarray
    codes: np.ndarray

    def members(self, chosen: Iterable[str]) -> np.ndarray:
        """Positions of the commitments that are in any of these groups."""
        among = set(chosen)
        wanted = np.array([value in among for value in self.values], dtype=bool)
        return self.rows[wanted[self.codes]]


def says_nothing(grouping: Grouping) -> bool:
    """Whether all commitments are in a group that only says that something is missing, such as Not
    stated."""
    used = {grouping.values[code] for code in set(grouping.codes.tolist())}
    return bool(used) and used <= {NOT_STATED, NO_DATE_SET, NEVER_REPORTED}


def build_groupings(
    frames: Mapping[str, pd.DataFrame],
    lists: Mapping[str, Sequence[ListValue]],
    as_at: str,
    judged_on: date,
) -> dict[str, Grouping]:
    """Every grouping by the name it has in the address, of the frames of a release by sheet;
    organisations are indexed by name. `as_at` is the date of the data."""
    commitments = frames["Commitments"]
    leads = commitments["Lead organisations"].tolist()
    sector_of = frames["Organisations"]["Sector"].to_dict()
    sectors = [
        tuple(dict.fromkeys(sector_of.get(name) or NOT_STATED for name in names)) for names in leads
    ]
    single = {"theme": "Theme", "status": "Status", "area": "Area", "approach": "Approach"}
    groupings = {
        field: _group(name, [(value or NOT_STATED,) for value in commitments[name]], lists[name])
        for field, name in single.items()
    }
    groupings["sector"] = _group("Sector", sectors, lists["Sector"])
    groupings["lead"] = _group("Lead organisation", leads, ())
    groups = [values or (NOT_STATED,) for values in commitments["Who it is for"]]
    groupings["group"] = _group("Who it is for", groups, lists["Who it is for"])
    reports = last_reports(commitments["Ref"], frames["Updates"])
    years = [(reporting_year(report),) for report in reports]
    groupings["reported"] = _group("Last reported", years, order_of_years(reports))
    by_day = group_by_day(commitments, frames["Updates"], lists, as_at, judged_on)
    return groupings | by_day


def group_by_day(
    commitments: pd.DataFrame,
    updates: pd.DataFrame,
    lists: Mapping[str, Sequence[ListValue]],
    as_at: str,
    judged_on: date,
) -> dict[str, Grouping]:
    """The groupings that depend on the day: which of the DEADLINES holds for each commitment, and
    for which REASONS_TO_ASK one asks about it."""
    meanings = {status.value: status.stands_for for status in lists["Status"]}
    meanings_in_order = [meanings[status] for status in commitments["Status"]]
    dated = zip(commitments["Due"], meanings_in_order, strict=True)
    deadlines = [judge_deadline(due, meaning, judged_on) for due, meaning in dated]
    reports = last_reports(commitments["Ref"], updates)
    reasons = reasons_to_ask(deadlines, meanings_in_order, reports, as_at)
    return {
        "deadline": _group("Deadline", [(deadline,) for deadline in deadlines], DEADLINES),
        "ask": _group("To ask about", reasons, REASONS_TO_ASK),
    }


def judge_deadline(due: str, meaning: str, judged_on: date) -> str:
    """Which of the DEADLINES holds; what is complete cannot be past due."""
    if not due:
        return NO_DATE_SET
    if meaning == "complete":
        return DATED_AND_COMPLETE
    return PAST_DUE if last_day(due) < judged_on else NOT_YET_DUE


def _group(
    name: str, memberships: Sequence[Sequence[str]], order: Sequence[ListValue] | Sequence[str]
) -> Grouping:
    """Groups in the order given and then of the alphabet, those nobody is in left out; but not
    statuses, and not deadlines and reasons to ask, which a new day fills."""
    ordered = [entry.value if isinstance(entry, ListValue) else entry for entry in order]
    used = {value for groups in memberships for value in groups}
    values = [value for value in ordered if value in used or name in KEPT_EMPTY]
    values += sorted(used - set(values))
    code_of = {value: code for code, value in enumerate(values)}
    sizes = [len(groups) for groups in memberships]
    codes = [code_of[value] for groups in memberships for value in groups]
    rows = np.repeat(np.arange(len(memberships)), sizes)
    return Grouping(name, tuple(values), rows, np.array(codes, dtype=np.int64))
