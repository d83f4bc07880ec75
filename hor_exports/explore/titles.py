"""The judgement that heads the Explore screen and its slide."""

from collections.abc import Mapping

from hor_data.release import select, tally_statuses, without_own_filter
from hor_data.words import say_count, say_list
from hor_exports.view import View

# The second clause: what most of the others show, by what their status stands for.
_SHOWN = {
    "substantial": "{number} {shows} substantial progress",
    "limited": "{number} {shows} first steps only",
    "not started": "{number} {has} not started",
    "unclear": "for {number} no progress can be read",
}


def say_judgement(view: View) -> str:
    """How the commitments of the view stand, as a judgement in at most two clauses: 6 of 46
    commitments are complete; 21 show first steps only."""
    release, selection = view.release, view.selection
    number = int(view.chosen.sum())
    if not number:
        return "No commitments match these filters."
    everything = int(select(release, without_own_filter(selection, "status")).sum())
    if number < everything and selection.status:
        return _say_chosen_statuses(view, number, everything)
    tally = _by_meaning(tally_statuses(release, view.chosen), release.meanings)
    complete, whole = tally.get("complete", 0), " shown" if view.filtered_from else ""
    if number == 1:
        (meaning,) = tally
        return f"The one commitment{whole} is {_word(view, meaning)}."
    if len(tally) == 1:
        (meaning,) = tally
        return f"All {number:,} commitments{whole} are {_word(view, meaning)}."
    verb = "is" if complete == 1 else "are"
    first = f"{complete:,} of {number:,} commitments{whole} {verb} complete"
    if not complete:
        first = f"None of {number:,} commitments{whole} is complete"
    meaning, most = max(
        ((meaning, count) for meaning, count in tally.items() if meaning != "complete"),
        key=lambda pair: pair[1],
    )
    verbs = {"shows": "shows", "has": "has"} if most == 1 else {"shows": "show", "has": "have"}
    second = _SHOWN[meaning].format(number=f"{most:,}", **verbs)
    return f"{first}; {second}."


def _say_chosen_statuses(view: View, number: int, everything: int) -> str:
    """Where statuses are chosen: how many of those that the other filters leave, `everything`,
    have one of them."""
    others = without_own_filter(view.selection, "status")
    statuses = say_list([status.lower() for status in view.selection.status], "or")
    which = "" if others.is_everything else " that the other filters leave"
    verb = "is" if number == 1 else "are"
    return f"{number:,} of {say_count(everything, 'commitment')}{which} {verb} {statuses}."


def _word(view: View, meaning: str) -> str:
    """What the release calls the status of this meaning, where only one has it."""
    words = [status.value for status in view.release.statuses if status.stands_for == meaning]
    return words[0].lower() if len(words) == 1 else meaning


def _by_meaning(tally: Mapping[str, int], meanings: Mapping[str, str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for status, number in tally.items():
        if number:
            counts[meanings[status]] = counts.get(meanings[status], 0) + number
    return counts
