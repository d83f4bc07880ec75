"""Headlines: how commitments stand, in one sentence made from their tally."""

from collections.abc import Mapping

from hor_data.words import say_count, say_list


def say_standing(tally: Mapping[str, int], whose: str = "", everything: int | None = None) -> str:
    """How commitments stand; "" where there is none to speak of.

    Of 46 commitments, 6 are complete, 14 substantial, 21 limited and 5 unclear. `whose` follows
    the word commitments: " it leads". `everything` is how many they are without the filters, None
    where no filter leaves any out: 5 of the 10 commitments it leads match these filters: …
    """
    total = sum(tally.values())
    if everything is not None:
        return _say_matching(tally, whose, everything)
    if not total:
        return ""
    some = [(status.lower(), number) for status, number in tally.items() if number]
    if total == 1:
        return f"The one commitment{whose} is {some[0][0]}."
    if len(some) == 1:
        return f"All {say_count(total, 'commitment')}{whose} are {some[0][0]}."
    return f"Of {say_count(total, 'commitment')}{whose}, {_say_each(some)}."


def _say_matching(tally: Mapping[str, int], whose: str, everything: int) -> str:
    """The same under filters: how many match, of how many, and how these stand."""
    total = sum(tally.values())
    if not everything:
        return ""
    some = [(status.lower(), number) for status, number in tally.items() if number]
    if everything == 1:
        which = f"The one commitment{whose}"
        if not total:
            return f"{which} does not match these filters."
        return f"{which} matches these filters and is {some[0][0]}."
    which = f"the {say_count(everything, 'commitment')}{whose}"
    if not total:
        return f"None of {which} matches these filters."
    number = f"All {which.removeprefix('the ')}" if total == everything else f"{total:,} of {which}"
    if total == 1:
        return f"{number} matches these filters: it is {some[0][0]}."
    if len(some) == 1:
        return f"{number} match these filters, all of them {some[0][0]}."
    return f"{number} match these filters: {_say_each(some)}."


def _say_each(some: list[tuple[str, int]]) -> str:
    """6 are complete, 14 substantial and 1 unclear."""
    (status, number), *rest = some
    verb = "is" if number == 1 else "are"
    return say_list([f"{number:,} {verb} {status}", *(f"{n:,} {other}" for other, n in rest)])
