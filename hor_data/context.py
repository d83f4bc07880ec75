"""What a count stands among: which commitments are counted, which of the groups are chosen, and
which commitments count more than once."""

from collections.abc import Mapping

from hor_data.groupings import GROUPINGS
from hor_data.release import Release
from hor_data.selection import Selection, say_filters, say_selection, select
from hor_data.tallies import tally_by, tally_repeats
from hor_data.words import count

# More chosen groups than these are counted, not named.
MOST_NAMED = 3


def with_others(selection: Selection, field: str) -> Selection:
    """The selection that a chart of a grouping counts: its own filter is let go, so that what is
    chosen stands among the others."""
    return selection.without(field) if field in selection.in_force else selection


def compares(release: Release, selection: Selection, field: str) -> bool:
    """Whether a chart of the grouping shows groups beside those that its own filter chooses."""
    chosen = selection.in_force.get(field)
    if not chosen:
        return False
    counted = tally_by(release, select(release, with_others(selection, field)), field)
    return any(group not in chosen for group in counted.index)


def say_shown(release: Release, selection: Selection, field: str, names: Mapping[str, str]) -> str:
    """Which commitments a chart of the grouping counts, and which of its groups are chosen.

    All 46, by sector; NHS, 16, is chosen, the others are for comparison. Where its own filter
    chooses nothing, the selection as every page says it. `names` are shorter names of groups.
    """
    if not compares(release, selection, field):
        return say_selection(release, selection, select(release, selection))
    everything, others = len(release.commitments), with_others(selection, field)
    number = int(select(release, others).sum())
    counted = f"All {everything:,}"
    if not others.is_everything:
        counted = f"{number:,} of {everything:,} ({say_filters(others)})"
    grouping = GROUPINGS[field]
    word = grouping[0].lower() + grouping[1:]
    chosen = _say_chosen(release, selection, field, names)
    return f"{counted}, by {word}; {chosen} chosen, the others are for comparison"


def say_repeats(release: Release, selection: Selection, field: str, groups: str) -> str:
    """How many are counted under the groups where some commitments count under two or more: 47
    counted under lead organisations, as 1 has two leads. "" where each counts once.

    `groups` is what several groups are called.
    """
    repeats = tally_repeats(release, select(release, with_others(selection, field)), field)
    if not repeats.several:
        return ""
    many = "two" if repeats.most == 2 else "more than one"
    if field == "lead":
        verb, what = ("has" if repeats.several == 1 else "have"), f"{many} lead"
        why = f"{verb} {what}s" if many == "two" else f"{verb} {what}"
    else:
        why = f"{'is' if repeats.several == 1 else 'are'} under {many}"
    return f"{repeats.counted:,} counted under {groups}, as {repeats.several:,} {why}"


def _say_chosen(
    release: Release, selection: Selection, field: str, names: Mapping[str, str]
) -> str:
    """NHS, 16, is; NHS, 16, and Universities, 4, are; 5 sectors, 30 commitments, are."""
    groups = selection.in_force[field]
    matching = select(release, selection)
    if len(groups) > MOST_NAMED:
        number = count(int(matching.sum()), "commitment")
        return f"{len(groups)} of these, {number}, are"
    sizes = tally_by(release, matching, field).sum(axis=1).to_dict()
    named = [
        f"{names.get(group, group)}, {f'{sizes[group]:,}' if group in sizes else 'none'}"
        for group in groups
    ]
    if len(named) == 1:
        return f"{named[0]}, is"
    return f"{', '.join(named[:-1])}, and {named[-1]}, are"
