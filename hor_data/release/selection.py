"""A selection: what the reader has filtered by, and the sentence that says so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import parse_qs, urlencode

import numpy as np

from hor_data.release.groupings import GROUPINGS
from hor_data.release.judging import say_judged
from hor_data.release.release import Release
from hor_data.release.reporting import PAST_DUE
from hor_data.release.search import asks_for_words, say_words, search
from hor_data.spelling import nearest_value
from hor_data.words import say_count, say_list

FILTERS = tuple(GROUPINGS)
LONGEST_WORDS = 100
CLEAR_ALL = "Clear all filters to see commitments again."
# A sentence names so many values and counts the rest.
MOST_VALUES_NAMED = 3
# What a sentence says of commitments by a filter; of the others, that they have it.
_CLAIMS = {
    "lead": "is led by {values}",
    "group": "is for {values}",
    "reported": "was last reported in {values}",
    "ask": "is to ask about as {values}",
}


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
    approach: tuple[str, ...] = ()
    deadline: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
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

    @property
    def depends_on_day(self) -> bool:
        """Whether the day on which deadlines are judged decides which commitments match."""
        return bool(self.deadline) or PAST_DUE in self.ask

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
    parameters = parse_qs(query.removeprefix("?"))
    filters = (*FILTERS, "words")
    if unknown := [field for field in parameters if field not in filters]:
        known_filters = say_list(filters)
        raise ValueError(f"There is no filter “{unknown[0]}”. The filters are {known_filters}.")
    chosen = {field: tuple(parameters.get(field, ())) for field in FILTERS}
    for field, values in chosen.items():
        known = release.groupings[field].values
        if unknown := [value for value in values if value not in known]:
            meant = nearest_value(unknown[0], known)
            hint = f" Do you mean “{meant}”?" if meant else ""
            name = GROUPINGS[field].lower()
            raise ValueError(f"No commitment has “{unknown[0]}” as its {name}.{hint}")
    return Selection(**chosen, words=" ".join(parameters.get("words", ()))[:LONGEST_WORDS])


def select(release: Release, selection: Selection) -> np.ndarray:
    """Which of the release's commitments match: one bool each, in the release's order."""
    chosen = np.ones(len(release.commitments), dtype=bool)
    for matching in match_each_filter(release, selection).values():
        chosen &= matching
    return chosen


def match_each_filter(release: Release, selection: Selection) -> dict[str, np.ndarray]:
    """Which commitments match each filter in force taken alone ("words" is one): one bool each, in
    the release's order."""
    matching: dict[str, np.ndarray] = {}
    for field, values in selection.in_force.items():
        matching[field] = np.zeros(len(release.commitments), dtype=bool)
        matching[field][release.groupings[field].members(values)] = True
    if selection.asks_for_words:
        words = selection.words[:LONGEST_WORDS]
        matching["words"] = search(release.search_index.texts, release.positions, words)
    return matching


def unknown_values(release: Release, selection: Selection) -> dict[str, tuple[str, ...]]:
    """By filter, the chosen values that the release does not have; they match no commitment."""
    unknown = {
        field: tuple(value for value in values if value not in release.groupings[field].values)
        for field, values in selection.in_force.items()
    }
    return {field: values for field, values in unknown.items() if values}


def say_unknown_values(field: str, values: Sequence[str]) -> str:
    """The sentence that no commitment has any of these values, the first few by name."""
    named = [f"“{value}”" for value in values[:MOST_VALUES_NAMED]]
    more = len(values) - len(named)
    listed = say_list([*named, f"{more} more"] if more else named, "or")
    claim = _CLAIMS.get(field, "has {values} as its {filter}")
    claim = claim.format(values=listed, filter=GROUPINGS[field].lower())
    return f"No commitment of this release {claim}."


def say_filters(selection: Selection, judged: str = "") -> str:
    """The filters in words: theme People-powered health; status Limited or Unclear. `judged` is
    the day on which deadlines are judged, said with them."""
    days = dict.fromkeys(("deadline", "ask"), f" ({judged})") if judged else {}
    parts = [
        f"{_filter_word(field)} {say_list(values, 'or')}"
        f"{days.get(field, '') if field == 'deadline' or PAST_DUE in values else ''}"
        for field, values in selection.in_force.items()
    ]
    if selection.asks_for_words:
        parts.append(f"with the words {say_list(list(say_words(selection.words)))}")
    return "; ".join(parts)


def say_selection(release: Release, selection: Selection, chosen: np.ndarray) -> str:
    """How many commitments are shown, and by which filters."""
    everything = say_count(len(release.commitments), "commitment")
    if selection.is_everything:
        return f"All {everything}"
    return f"{int(chosen.sum()):,} of {everything}: {say_filters(selection, say_judged(release))}"


class Loosening(NamedTuple):
    """A filter that can be removed ("words" is one), what it is called, and how many commitments
    that would show."""

    field: str
    name: str
    number: int


def ways_to_loosen(release: Release, selection: Selection) -> list[Loosening]:
    """The filters without which some commitments would be shown, each removed alone, in their
    order."""
    fields = [*(["words"] if selection.asks_for_words else []), *selection.in_force]
    numbers = ((field, select(release, selection.without(field)).sum()) for field in fields)
    return [
        Loosening(field, GROUPINGS.get(field, "Words"), int(number))
        for field, number in numbers
        if number
    ]


def say_what_to_loosen(release: Release, selection: Selection) -> str:
    """Where nothing matches: which one filter to remove, and how many commitments that would
    show."""
    ways = ways_to_loosen(release, selection)
    if not ways:
        return CLEAR_ALL
    best = max(ways, key=lambda way: way.number)
    return f"Clear “{best.name}” to see {say_count(best.number, 'commitment')}."


def _filter_word(field: str) -> str:
    names = {"group": "for", "lead": "led by", "words": "the words"}
    return names.get(field, GROUPINGS.get(field, field).lower())
