"""What a chart counts: which commitments, which groups are chosen, and which commitments count
twice."""

from collections.abc import Mapping

import numpy as np

from hor_data.release.crosstabs import count_members
from hor_data.release.groupings import GROUPINGS
from hor_data.release.release import Release
from hor_data.release.selection import Selection, say_filters, say_selection, select
from hor_data.release.tallies import tally_memberships
from hor_data.words import say_count, uncapitalise

# More chosen groups than these are counted, not named.
MOST_CHOSEN_NAMED = 3


def without_own_filter(selection: Selection, field: str) -> Selection:
    """The selection that the chart of a grouping counts: without the filter of that grouping, so
    that the chosen groups stand among the others."""
    return selection.without(field) if field in selection.in_force else selection


def has_comparison_groups(release: Release, selection: Selection, field: str) -> bool:
    """Whether a chart of the grouping shows groups beside those that its own filter chooses."""
    chosen = selection.in_force.get(field)
    if not chosen:
        return False
    counted = select(release, without_own_filter(selection, field))
    numbers = count_members(release.groupings[field], counted)
    groups = release.groupings[field].values
    return any(groups[code] not in chosen for code in np.flatnonzero(numbers).tolist())


def say_chart_coverage(
    release: Release, selection: Selection, field: str, names: Mapping[str, str]
) -> str:
    """Which commitments the chart of a grouping counts, and which of its groups are chosen, as a
    part of a sentence: All 46, by sector; NHS, 16, is chosen, the others are for comparison.

    Where the grouping's own filter chooses nothing, the filters as on every page. `names` are
    shorter names of groups.
    """
    if not has_comparison_groups(release, selection, field):
        return say_selection(release, selection, select(release, selection))
    everything, others = len(release.commitments), without_own_filter(selection, field)
    number = int(select(release, others).sum())
    counted = f"All {everything:,}"
    if not others.is_everything:
        counted = f"{number:,} of {everything:,} ({say_filters(others)})"
    word, chosen = uncapitalise(GROUPINGS[field]), _say_chosen(release, selection, field, names)
    return f"{counted}, by {word}; {chosen} chosen, the others are for comparison"


def say_repeated_counts(release: Release, selection: Selection, field: str, groups: str) -> str:
    """How many are counted under the groups where some commitments count under two or more: 47
    counted under lead organisations, as 1 has two leads. "" where each counts once.

    `groups` is what several groups are called.
    """
    counted = select(release, without_own_filter(selection, field))
    memberships = tally_memberships(release, counted, field)
    several = int((memberships > 1).sum())
    if not several:
        return ""
    many = "two" if memberships.max() == 2 else "more than one"
    if field == "lead":
        leads = "leads" if many == "two" else "lead"
        why = f"{'has' if several == 1 else 'have'} {many} {leads}"
    else:
        why = f"{'is' if several == 1 else 'are'} under {many}"
    return f"{memberships.sum():,} counted under {groups}, as {several:,} {why}"


def _say_chosen(
    release: Release, selection: Selection, field: str, names: Mapping[str, str]
) -> str:
    """NHS, 16, is; NHS, 16, and Universities, 4, are; 5 sectors, 30 commitments, are."""
    groups = selection.in_force[field]
    matching = select(release, selection)
    if len(groups) > MOST_CHOSEN_NAMED:
        number = say_count(int(matching.sum()), "commitment")
        return f"{len(groups)} of these, {number}, are"
    grouping = release.groupings[field]
    sizes = dict(zip(grouping.values, count_members(grouping, matching).tolist(), strict=True))
    named = [
        f"{names.get(group, group)}, {f'{sizes[group]:,}' if sizes.get(group) else 'none'}"
        for group in groups
    ]
    if len(named) == 1:
        return f"{named[0]}, is"
    return f"{', '.join(named[:-1])}, and {named[-1]}, are"
