"""Groupings: the ways to put commitments into groups, such as by theme or by lead organisation."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from hor_data.dates import last_day
from hor_data.lists import Listed
from hor_data.schema import NOT_STATED

PAST_DUE, NOT_YET_DUE, NO_DATE, DATED_AND_COMPLETE = DEADLINES = (
    "Past due",
    "Not yet due",
    "No date set",
    "Had a date, now complete",
)

GROUPINGS = {
    "theme": "Theme",
    "sector": "Sector",
    "lead": "Lead organisation",
    "status": "Status",
    "area": "Area",
    "group": "Who it is for",
    "approach": "Approach",
    "deadline": "Deadline",
}


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


def build_groupings(
    commitments: pd.DataFrame,
    organisations: pd.DataFrame,
    lists: Mapping[str, Sequence[Listed]],
    judged_on: date,
) -> dict[str, Grouping]:
    """Every grouping by the name it has in the address; deadlines are judged on a day."""
    leads = commitments["Lead organisations"].tolist()
    sector_of = organisations["Sector"].to_dict()
    sectors = [tuple(dict.fromkeys(sector_of.get(one) or NOT_STATED for one in of)) for of in leads]
    single = {
        "theme": "Theme",
        "status": "Status",
        "area": "Area",
        "approach": "Approach",
    }
    groupings = {
        field: _group(name, [(value or NOT_STATED,) for value in commitments[name]], lists[name])
        for field, name in single.items()
    }
    groupings["sector"] = _group("Sector", sectors, lists["Sector"])
    groupings["lead"] = _group(
        "Lead organisation", leads, sorted({one for of in leads for one in of})
    )
    groups = [of or (NOT_STATED,) for of in commitments["Who it is for"]]
    groupings["group"] = _group("Who it is for", groups, lists["Who it is for"])
    groupings["deadline"] = group_deadlines(commitments, lists, judged_on)
    return groupings


def group_deadlines(
    commitments: pd.DataFrame, lists: Mapping[str, Sequence[Listed]], judged_on: date
) -> Grouping:
    """Which of the DEADLINES holds for each commitment on this day."""
    meanings = {status.value: status.stands_for for status in lists["Status"]}
    dated = zip(commitments["Due"], commitments["Status"], strict=True)
    kinds = [(deadline(due, meanings[status], judged_on),) for due, status in dated]
    return _group("Deadline", kinds, DEADLINES)


def deadline(due: str, meaning: str, judged_on: date) -> str:
    """Which of the DEADLINES holds; what is complete cannot be past due."""
    if not due:
        return NO_DATE
    if meaning == "complete":
        return DATED_AND_COMPLETE
    return PAST_DUE if last_day(due) < judged_on else NOT_YET_DUE


def _group(
    name: str, memberships: Sequence[Sequence[str]], order: Sequence[Listed] | Sequence[str]
) -> Grouping:
    """Groups in the order given, those nobody is in left out; but not statuses, and not deadlines,
    which a new day fills."""
    ordered = [one.value if isinstance(one, Listed) else one for one in order]
    used = {value for of in memberships for value in of}
    values = [one for one in ordered if one in used or name in ("Status", "Deadline")]
    values += sorted(used - set(values))
    code_of = {value: code for code, value in enumerate(values)}
    sizes = [len(of) for of in memberships]
    codes = [code_of[value] for of in memberships for value in of]
    rows = np.repeat(np.arange(len(memberships)), sizes)
    return Grouping(name, tuple(values), rows, np.array(codes, dtype=np.int64))
