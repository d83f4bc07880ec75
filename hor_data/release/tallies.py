"""Tallies: counts of commitments by status, one row a group."""

import numpy as np
import pandas as pd

from hor_data.release.release import Release


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
    names = [grouping.values[code] for code in some.tolist()]
    index = pd.Index(names, dtype=object, name=grouping.name)
    columns = pd.Index(statuses.values, dtype=object)
    return pd.DataFrame(rows[some], index=index, columns=columns)


def tally_memberships(release: Release, chosen: np.ndarray, field: str) -> np.ndarray:
    """In how many groups of this grouping each commitment is, 0 where it is not chosen."""
    rows = release.groupings[field].rows
    return np.bincount(rows[chosen[rows]], minlength=len(chosen))


def tally_statuses(release: Release, chosen: np.ndarray) -> dict[str, int]:
    """How many of the chosen commitments have each status, all statuses named."""
    statuses = release.groupings["status"]
    counts = np.bincount(statuses.codes[chosen[statuses.rows]], minlength=len(statuses.values))
    return dict(zip(statuses.values, counts.tolist(), strict=True))
