"""Headlines: how commitments stand, in one sentence made from their tally."""

from collections.abc import Mapping

from hor_data.words import count, listed


def say_standing(tally: Mapping[str, int], whose: str = "") -> str:
    """Of 46 commitments, 6 are complete, 13 substantial, 23 limited and 4 unclear; "" for none."""
    total = sum(tally.values())
    if not total:
        return ""
    some = [(status.lower(), number) for status, number in tally.items() if number]
    if total == 1:
        return f"The one commitment{whose} is {some[0][0]}."
    if len(some) == 1:
        return f"All {count(total, 'commitment')}{whose} are {some[0][0]}."
    verb = "is" if some[0][1] == 1 else "are"
    parts = [f"{some[0][1]:,} {verb} {some[0][0]}", *(f"{n:,} {status}" for status, n in some[1:])]
    return f"Of {count(total, 'commitment')}{whose}, {listed(parts)}."
