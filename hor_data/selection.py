"""A selection: what the reader has filtered by, and the sentence that says so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import parse_qs, urlencode

import numpy as np

from hor_data.groupings import GROUPINGS
from hor_data.judging import say_judged
from hor_data.release import Release
from hor_data.search import asks_for_words, say_words, search
from hor_data.spelling import nearest
from hor_data.words import count, listed

FILTERS = tuple(field for field in GROUPINGS if field != "approach")
LONGEST_WORDS = 100
CLEAR_ALL = "Clear all filters to see commitments again."
# A sentence names so many values and counts the rest.
MOST_NAMED = 3
# What a sentence says of commitments by a filter; of the others, that they have it.
_CLAIMS = {"lead": "is led by {values}", "group": "is for {values}"}


@dataclass(frozen=True)
class Selection:
    """Values chosen, filter by filter; none means all. A commitment must match every filter,
    one value of each, and hold all the words. Fields are named as in the address."""

    theme: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    deadline: tuple[str, ...] = ()
    words: str = ""

    @property
    def in_force(self) -> dict[str, tuple[str, ...]]:
        """The filters that choose something, words apart."""
        return {field: getattr(self, field) for field in FILTERS if getattr(self, field)}

    @property
    def is_everything(self) -> bool:
        """Whether nothing is filtered out."""
        return not self.in_force and not self.asks_for_words

    @property
    def asks_for_words(self) -> bool:
        """Whether there are words to be found, or just spaces and quotation marks."""
        return asks_for_words(self.words)

    def without(self, field: str) -> "Selection":
        """The same selection with one filter let go."""
        if field == "words":
            return replace(self, words="")
        return self.choosing(field, ())

    def choosing(self, field: str, values: tuple[str, ...]) -> "Selection":
        """The same selection with these values for one filter."""
        return Selection(**(vars(self) | {field: values}))

    def as_query(self) -> str:
        """The selection as it stands in an address: theme=…&status=…"""
        pairs = dict(self.in_force) | ({"words": (self.words,)} if self.asks_for_words else {})
        return urlencode(pairs, doseq=True)


def read_query(release: Release, query: str) -> Selection:
    """The selection that an address asks for: theme=…&status=….

    Raises ValueError, in a sentence, for a filter or a value that the release does not have.
    """
    asked = parse_qs(query.removeprefix("?"))
    there_are = listed([*FILTERS, "words"])
    if unknown := [field for field in asked if field not in (*FILTERS, "words")]:
        raise ValueError(f"There is no filter “{unknown[0]}”. The filters are {there_are}.")
    chosen = {field: tuple(asked.get(field, ())) for field in FILTERS}
    for field, values in chosen.items():
        known = release.groupings[field].values
        if strangers := [value for value in values if value not in known]:
            meant = nearest(strangers[0], known)
            hint = f" Do you mean “{meant}”?" if meant else ""
            name = GROUPINGS[field].lower()
            raise ValueError(f"No commitment has “{strangers[0]}” as its {name}.{hint}")
    return Selection(**chosen, words=" ".join(asked.get("words", ()))[:LONGEST_WORDS])


def select(release: Release, selection: Selection) -> np.ndarray:
    """Which of the release's commitments match: one True or False each, in its order."""
    chosen = np.ones(len(release.commitments), dtype=bool)
    for field, values in selection.in_force.items():
        members = np.zeros(len(chosen), dtype=bool)
        members[release.groupings[field].members(values)] = True
        chosen &= members
    if selection.asks_for_words:
        words = selection.words[:LONGEST_WORDS]
        chosen &= search(release.search.tolist(), release.positions, words)
    return chosen


def strangers(release: Release, selection: Selection) -> dict[str, tuple[str, ...]]:
    """By filter, the values that the release does not have: no commitment matches them."""
    asked = {
        field: tuple(value for value in values if value not in release.groupings[field].values)
        for field, values in selection.in_force.items()
    }
    return {field: values for field, values in asked.items() if values}


def say_strangers(field: str, values: Sequence[str]) -> str:
    """That no commitment has any of these values for a filter, the first few by name."""
    named = [f"“{value}”" for value in values[:MOST_NAMED]]
    more = len(values) - len(named)
    said = listed([*named, f"{more} more"] if more else named, "or")
    claim = _CLAIMS.get(field, "has {values} as its {filter}")
    return "No commitment of this release " + (
        claim.format(values=said, filter=GROUPINGS[field].lower()) + "."
    )


def say_filters(selection: Selection, judged: str = "") -> str:
    """The filters in words: theme People-powered health; status Limited or Unclear. `judged` is
    the day on which deadlines are judged, said with them."""
    days = {"deadline": f" ({judged})"} if judged else {}
    parts = [
        f"{_filter_word(field)} {listed(values, 'or')}{days.get(field, '')}"
        for field, values in selection.in_force.items()
    ]
    if selection.asks_for_words:
        parts.append(f"with the words {listed(list(say_words(selection.words)))}")
    return "; ".join(parts)


def say_selection(release: Release, selection: Selection, chosen: np.ndarray) -> str:
    """How many commitments are shown, and by which filters."""
    everything = count(len(release.commitments), "commitment")
    if selection.is_everything:
        return f"All {everything}"
    return f"{int(chosen.sum()):,} of {everything}: {say_filters(selection, say_judged(release))}"


class Loosening(NamedTuple):
    """A filter that can be let go, "words" among them, what it is called, and how many commitments
    that would show."""

    field: str
    name: str
    number: int


def ways_to_loosen(release: Release, selection: Selection) -> list[Loosening]:
    """Each single filter without which commitments would be shown, in the order of the filters."""
    fields = [*(["words"] if selection.asks_for_words else []), *selection.in_force]
    numbers = ((field, select(release, selection.without(field)).sum()) for field in fields)
    return [
        Loosening(field, GROUPINGS.get(field, "Words"), int(number))
        for field, number in numbers
        if number
    ]


def what_to_loosen(release: Release, selection: Selection) -> str:
    """Where nothing matches: which one filter to let go, and how many that would show."""
    ways = ways_to_loosen(release, selection)
    if not ways:
        return CLEAR_ALL
    best = max(ways, key=lambda way: way.number)
    return f"Clear “{best.name}” to see {count(best.number, 'commitment')}."


def _filter_word(field: str) -> str:
    names = {"group": "for", "lead": "led by", "words": "the words"}
    return names.get(field, GROUPINGS.get(field, field).lower())
