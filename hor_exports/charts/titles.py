"""The title of a chart of statuses by group: one true sentence of at most 15 words.

The first of these rules that applies gives the title:

1. Nothing is shown: the sentence that says so.
2. The chart's own filter chooses some of its groups: how the commitments of these groups stand. The
   other groups are drawn for comparison, and the title claims nothing of them.
3. All commitments have one status: their count, never that all of them have it, since the filters
   may have asked for just that. If one group stands out, how many are in it.
4. One group: its commitments by status.
5. A group stands out for a status: its number, its size, and that it is the most of any group.
6. Otherwise the total: commitments by status, each counted once.

A group **stands out** if it has at least 3 of the status, half as many again as every other group,
and in rule 5 also a larger share of its own commitments than every other group and at least one
more than its share of the whole. So a tie has no leader, a group of one is never one, and no leader
is beaten by another group in number or in share. "Not stated" is no group to speak of. If several
stand out, the title takes the one furthest above its share, then the first in the chart's order.

Totals are of commitments, not of memberships: a commitment with two leads counts once. Where a
title would be longer than 15 words, it says the first status and the largest other one, and where
that is too long too, only how many commitments there are.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from hor_data.words import say_count, say_list, uncapitalise
from hor_data.workbook import NOT_STATED

NO_MATCHES = "No commitments match these filters."
MOST_TITLE_WORDS = 15
LEAST_TO_STAND_OUT = 3
HALF_AS_MANY_AGAIN = 1.5
# More chosen groups than these are counted in a title, not named.
MOST_GROUPS_NAMED = 3
PLURALS = {"Who it is for": "groups of people", "Approach": "approaches", "Status": "statuses"}
# How a commitment belongs to a group: led by the combined authority, for women, in Birmingham.
BELONGS = {"Lead organisation": "led by", "Who it is for": "for"}


class TitleCounts(NamedTuple):
    """What a title speaks of: the name of the grouping, the statuses in order, the number of each
    status in each group, and of all commitments, each counted once. `names` fit a title."""

    grouping: str
    statuses: Sequence[str]
    groups: Mapping[str, Sequence[int]]
    totals: Sequence[int]
    names: Mapping[str, str]

    def name(self, group: str) -> str:
        """The group's name as a title has room for it."""
        return self.names.get(group, group)


class LeadingGroup(NamedTuple):
    """A group that stands out for a status: how many it has of it, of how many."""

    group: str
    status: str
    number: int
    size: int


def say_title(
    counts: TitleCounts, chosen: Sequence[str] = (), of_chosen: Sequence[int] = ()
) -> str:
    """The title by the rules above. `chosen` are the groups that the chart's own filter chooses,
    none where there is nothing to compare them with; `of_chosen` their commitments by status."""
    if not counts.groups:
        return NO_MATCHES
    if chosen:
        return first_that_fits(_of_chosen(counts, chosen, of_chosen))
    with_any = [place for place, number in enumerate(counts.totals) if number]
    if len(counts.groups) == 1:
        (group,) = counts.groups
        title = _of_groups(counts, counts.name(group), counts.totals)
        return first_that_fits([*title, *_of_totals(counts)])
    if len(with_any) == 1:
        return first_that_fits(_of_one_status(counts, with_any[0]))
    return first_that_fits([*_of_leader(counts), *_of_totals(counts)])


def group_word(grouping: str, number: int) -> str:
    """theme, themes; sector, sectors; lead organisation, lead organisations."""
    word = uncapitalise(grouping)
    if number == 1:
        return "group of people" if grouping == "Who it is for" else word
    return PLURALS.get(grouping, f"{word}s")


def say_status_counts(row: Sequence[int], statuses: Sequence[str]) -> str:
    """2 complete, 5 substantial and 1 unclear; statuses that none has are left out."""
    return say_list(
        [
            f"{number:,} {status.lower()}"
            for number, status in zip(row, statuses, strict=True)
            if number
        ]
    )


def find_leader(counts: TitleCounts) -> LeadingGroup | None:
    """The group that stands out for a status by rule 5."""
    members = sum(map(sum, counts.groups.values())) or 1
    best, most_above = None, 0.0
    for place, status in enumerate(counts.statuses):
        in_all = sum(row[place] for row in counts.groups.values())
        for group, row in counts.groups.items():
            above = row[place] - sum(row) * in_all / members
            if above >= 1 and above > most_above and _stands_out(counts, group, place):
                best, most_above = LeadingGroup(group, status, row[place], sum(row)), above
    return best


def _stands_out(counts: TitleCounts, group: str, place: int) -> bool:
    """Whether the group leads for the status at that place, in number and in share."""
    row = counts.groups[group]
    others = [other for name, other in counts.groups.items() if name != group]
    # Shares are compared as whole numbers: 1 of 3 is 2 of 6.
    ahead_in_share = all(row[place] * sum(other) > other[place] * sum(row) for other in others)
    return _leads(counts, group, place) and ahead_in_share


def _leads(counts: TitleCounts, group: str, place: int) -> bool:
    number = counts.groups[group][place]
    next_most = max((row[place] for name, row in counts.groups.items() if name != group), default=0)
    return (
        group != NOT_STATED
        and number >= LEAST_TO_STAND_OUT
        and number >= HALF_AS_MANY_AGAIN * next_most
    )


def _of_chosen(
    counts: TitleCounts, chosen: Sequence[str], of_chosen: Sequence[int]
) -> Iterable[str]:
    number = len(chosen)
    if number <= MOST_GROUPS_NAMED:
        yield from _of_groups(counts, say_list([counts.name(group) for group in chosen]), of_chosen)
    many = "" if number == 1 else f"{number:,} "
    words = group_word(counts.grouping, number)
    yield from _of_groups(counts, f"The {many}chosen {words}", of_chosen)
    yield f"{say_count(sum(of_chosen), 'commitment')} in the {many}chosen {words}"


def _of_groups(counts: TitleCounts, name: str, row: Sequence[int]) -> Iterable[str]:
    """Titles of a group, or of several together, from the fullest to the shortest."""
    total = sum(row)
    some = [status.lower() for number, status in zip(row, counts.statuses, strict=True) if number]
    if not total:
        yield f"{name}: no commitments"
    elif len(some) == 1:
        yield f"{name}: {say_count(total, f'{some[0]} commitment')}"
    else:
        yield f"{name}: {say_count(total, 'commitment')}, {say_status_counts(row, counts.statuses)}"
        yield f"{name}: {_first_and_largest(row, counts.statuses)}"


def _of_one_status(counts: TitleCounts, place: int) -> Iterable[str]:
    number = say_count(counts.totals[place], f"{counts.statuses[place].lower()} commitment")
    belongs = BELONGS.get(counts.grouping, "in")
    for group, row in counts.groups.items():
        if _leads(counts, group, place):
            yield f"{number}: {row[place]:,} {belongs} {counts.name(group)}"
    yield f"{number}, by {uncapitalise(counts.grouping)}"
    yield f"{say_count(counts.totals[place], 'commitment')}, by {uncapitalise(counts.grouping)}"


def _of_leader(counts: TitleCounts) -> Iterable[str]:
    leader = find_leader(counts)
    if leader:
        number = f"{leader.number:,} of {leader.size:,} {leader.status.lower()}"
        any_group = f"the most of any {group_word(counts.grouping, 1)}"
        yield f"{counts.name(leader.group)}: {number}, {any_group}"


def _of_totals(counts: TitleCounts) -> Iterable[str]:
    total, word = say_count(sum(counts.totals), "commitment"), uncapitalise(counts.grouping)
    if sum(map(bool, counts.totals)) > 1:
        yield f"{total} by {word}: {say_status_counts(counts.totals, counts.statuses)}"
        yield f"{_first_and_largest(counts.totals, counts.statuses)}, by {word}"
    yield f"{total}, by {word}"


def _first_and_largest(row: Sequence[int], statuses: Sequence[str]) -> str:
    """6 of 46 are complete and 21 limited: the first status that any has, and of the others the
    one that most have."""
    places = [place for place, number in enumerate(row) if number]
    first, *rest = places
    other = max(rest, key=lambda place: row[place])
    verb = "is" if row[first] == 1 else "are"
    number = f"{row[first]:,} of {sum(row):,} {verb} {statuses[first].lower()}"
    return f"{number} and {row[other]:,} {statuses[other].lower()}"


def first_that_fits(titles: Iterable[str]) -> str:
    """The first of the titles that has no more words than it may; the last where none has."""
    title = ""
    for title in titles:
        if len(title.split()) <= MOST_TITLE_WORDS:
            break
    return title
