"""The values that a column may hold: their spellings and other names, and what to ask of others."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from hor_data.lists import listed_values
from hor_data.schema import BETWEEN_VALUES, Column
from hor_data.spelling import nearest_values, spelling_key
from hor_data.values import Value
from hor_data.words import folded
from hor_data.workbook import Row, Workbook

ORGANISATIONS = "organisation"
Kind = Literal["short name", "previous name"]
# What people put between two values in place of a semicolon; each is kept while joining again.
_BETWEEN = re.compile(r"(\s*[,/&+\n；、|]\s*|\s+(?:and|with)\s+)", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*\(([^()]+)\)$")
MOST_PARTS = 40


class OtherName(NamedTuple):
    """A name that the Organisations sheet gives for a body beside its full one."""

    value: str
    kind: Kind


@dataclass(frozen=True)
class Vocabulary:
    """`values` in the order of their list; `other_names` by spelling key, each of one body only."""

    values: tuple[str, ...]
    other_names: Mapping[str, OtherName] = field(default_factory=dict)

    @cached_property
    def by_folded(self) -> Mapping[str, str]:
        """Each value by its folded text, which is how a workbook's cells are matched."""
        return {folded(value): value for value in reversed(self.values)}

    @cached_property
    def _by_key(self) -> Mapping[str, str]:
        """Each value by its spelling key; those that share one are left out."""
        keys = Counter(spelling_key(value) for value in self.values)
        return {key: value for value in self.values if keys[key := spelling_key(value)] == 1}

    def same_words(self, text: str) -> str:
        """The value that the text spells in another way, or is another name of; else ""."""
        if folded(text) in self.by_folded:
            return self.by_folded[folded(text)]
        other = self.other_name(text)
        return self._by_key.get(spelling_key(text)) or (other.value if other else "")

    def other_name(self, text: str) -> OtherName | None:
        """What the text is another name of, where it is one of a single body."""
        return self.other_names.get(spelling_key(text))

    def known_parts(self, text: str) -> list[str]:
        """The values that a text holds with something else than a semicolon between them; none
        where any part of it is unknown."""
        pieces = _BETWEEN.split(text)
        if not 3 <= len(pieces) <= MOST_PARTS:
            return []
        # The fewest known values that make up the first 0, 1, 2… pieces, or None.
        best: list[list[str] | None] = [[]]
        for end in range(1, len(pieces) + 1, 2):
            joined = [
                [*before, value]
                for start in range(0, end, 2)
                if (before := best[start // 2]) is not None
                and (value := self.same_words("".join(pieces[start:end])))
            ]
            best.append(min(joined, key=len) if joined else None)
        parts = best[-1] or []
        return parts if len(parts) > 1 else []

    def some_known(self, text: str) -> str:
        """A value that stands in the text beside others, or "": Women in “Women, Wimen”."""
        pieces = _BETWEEN.split(text)
        if not 3 <= len(pieces) <= MOST_PARTS:
            return ""
        runs = (
            "".join(pieces[start:end])
            for start in range(0, len(pieces), 2)
            for end in range(len(pieces), start, -2)
        )
        return next(filter(None, (self.same_words(run) for run in runs)), "")

    def nearest(self, text: str) -> list[str]:
        """The values to ask about, the nearest first."""
        return nearest_values(text, self.values)


def read_vocabularies(workbook: Workbook) -> dict[str, Vocabulary]:
    """The vocabulary of each list by its name, and of organisations where there is their sheet."""
    vocabularies = {
        name: Vocabulary(tuple(choice.value for choice in choices))
        for name, choices in listed_values(workbook).items()
    }
    bodies = [row for row in workbook.sheet("Organisations") if row.values.get("Organisation")]
    if bodies:
        vocabularies[ORGANISATIONS] = _read_organisations(bodies)
    return vocabularies


def vocabulary_of(column: Column, vocabularies: Mapping[str, Vocabulary]) -> Vocabulary | None:
    """What a column may hold; None where it may hold anything."""
    name = ORGANISATIONS if column.holds == "organisation" else column.listed
    return vocabularies.get(name)


def join_values(values: Iterable[str]) -> str:
    """Several values as a cell holds them."""
    return BETWEEN_VALUES.join(values)


def _read_organisations(bodies: list[Row]) -> Vocabulary:
    names = tuple(str(row.values["Organisation"]) for row in bodies)
    own = {spelling_key(name) for name in names}
    others = _unambiguous(
        (spelling_key(name), OtherName(str(row.values["Organisation"]), kind))
        for row in bodies
        for name, kind in _other_names(row.values)
    )
    return Vocabulary(names, {key: other for key, other in others.items() if key not in own})


def _other_names(values: Mapping[str, Value]) -> Iterator[tuple[str, Kind]]:
    if short := values.get("Short name"):
        yield str(short), "short name"
    for name in str(values.get("Previously known as") or "").split(";"):
        if not name.strip():
            continue
        yield name.strip(), "previous name"
        if bracketed := _IN_BRACKETS.search(name.strip()):
            yield name.strip()[: bracketed.start()], "previous name"
            yield bracketed[1], "previous name"


def _unambiguous(pairs: Iterable[tuple[str, OtherName]]) -> dict[str, OtherName]:
    """The names by their keys; none of a key that stands for two different bodies."""
    found: dict[str, OtherName] = {}
    shared = set()
    for key, name in pairs:
        if found.setdefault(key, name).value != name.value:
            shared.add(key)
    return {key: name for key, name in found.items() if key and key not in shared}
