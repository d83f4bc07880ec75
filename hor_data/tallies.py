"""Tallies: counts of commitments by status, one row a group."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from hor_data.release import Release


def tally_by(release: Release, chosen: np.ndarray, field: str) -> pd.DataFrame:
    """How the chosen commitments of each group stand.

    One row a group that has any, named for the grouping, in display order; one whole-number
    column a status. A commitment in two groups counts in both.
    """
    grouping, statuses = release.groupings[field], release.groupings["status"]
    kept = np.flatnonzero(chosen[grouping.rows])
    width = len(statuses.values)
    # Every commitment has one status, so that its row is its place among the statuses' codes.
    places = grouping.codes[kept] * width + statuses.codes[grouping.rows[kept]]
    counts = np.bincount(places, minlength=len(grouping.values) * width)
    rows = counts.reshape(-1, width)
    some = np.flatnonzero(rows.sum(axis=1))
    names = [grouping.values[at] for at in some.tolist()]
    index = pd.Index(names, dtype=object, name=grouping.name)
    columns = pd.Index(statuses.values, dtype=object)
    return pd.DataFrame(rows[some], index=index, columns=columns)


class Repeats(NamedTuple):
    """How many commitments are in a group of a grouping, how many memberships they have, how many
    are in several groups, and the most groups that one is in."""

    commitments: int
    counted: int
    several: int
    most: int


def tally_repeats(release: Release, chosen: np.ndarray, field: str) -> Repeats:
    """How often the chosen commitments count in a tally by this grouping."""
    rows = release.groupings[field].rows
    groups_of_each = np.bincount(rows[chosen[rows]], minlength=len(chosen))
    return Repeats(
        int((groups_of_each > 0).sum()),
        int(groups_of_each.sum()),
        int((groups_of_each > 1).sum()),
        int(groups_of_each.max(initial=0)),
    )


def tally_statuses(release: Release, chosen: np.ndarray) -> dict[str, int]:
    """How many of the chosen commitments have each status, all statuses named."""
    statuses = release.groupings["status"]
    counts = np.bincount(statuses.codes[chosen[statuses.rows]], minlength=len(statuses.values))
    return dict(zip(statuses.values, counts.tolist(), strict=True))
