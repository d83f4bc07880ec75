"""The values that a column may hold: their spellings and other names, and what to ask of others."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from hor_data.spelling import nearest_values, spelling_key
from hor_data.words import folded
from hor_data.workbook import VALUE_SEPARATOR, CellValue, Column, Row, Workbook, read_list_values

ORGANISATION_VOCABULARY = "organisation"
OtherNameKind = Literal["short name", "previous name"]
# What people put between two values in place of a semicolon; each is kept while joining again.
_OTHER_SEPARATORS = re.compile(r"(\s*[,/&+\n；、|]\s*|\s+(?:and|with)\s+)", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*\(([^()]+)\)$")
MOST_TEXT_PIECES = 40
# Texts times values: 300 different typing errors against the 300 bodies of a large release.
MOST_COMPARISONS = 100_000
# Letters; the time of a comparison grows with the square of them, and no listed name has more.
LONGEST_COMPARED = 200


class OtherName(NamedTuple):
    """A name that the Organisations sheet gives for an organisation beside its full one."""

    value: str
    kind: OtherNameKind


@dataclass(frozen=True)
class Vocabulary:
    """`values` in the order of their list; `other_names` by spelling key, each of one value."""

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
        """What the text is another name of, where it is one of a single organisation."""
        return self.other_names.get(spelling_key(text))

    def known_parts(self, text: str) -> list[str]:
        """The values that a text holds with something else than a semicolon between them; none
        where any part of it is unknown."""
        pieces = _OTHER_SEPARATORS.split(text)
        if not 3 <= len(pieces) <= MOST_TEXT_PIECES:
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
        pieces = _OTHER_SEPARATORS.split(text)
        if not 3 <= len(pieces) <= MOST_TEXT_PIECES:
            return ""
        runs = (
            "".join(pieces[start:end])
            for start in range(0, len(pieces), 2)
            for end in range(len(pieces), start, -2)
        )
        return next(filter(None, (self.same_words(run) for run in runs)), "")

    def nearest(self, text: str) -> list[str]:
        """The values to ask about, the nearest first; none of a text that is too long,
        and none once very many texts were compared."""
        if self._compared[0] > MOST_COMPARISONS or len(text) > LONGEST_COMPARED:
            return []
        self._compared[0] += len(self._compared_values)
        return nearest_values(text, self._compared_values)

    @cached_property
    def _compared_values(self) -> tuple[str, ...]:
        return tuple(value for value in self.values if len(value) <= LONGEST_COMPARED)

    @cached_property
    def _compared(self) -> list[int]:
        """How many values were compared with texts, so that no upload compares without end."""
        return [0]


def read_vocabularies(workbook: Workbook) -> dict[str, Vocabulary]:
    """The vocabulary of each list by its name, and of organisations where there is their sheet."""
    vocabularies = {
        name: Vocabulary(tuple(choice.value for choice in choices))
        for name, choices in read_list_values(workbook).items()
    }
    organisations = [
        row for row in workbook.sheet("Organisations") if row.values.get("Organisation")
    ]
    if organisations:
        vocabularies[ORGANISATION_VOCABULARY] = _read_organisations(organisations)
    return vocabularies


def vocabulary_of(column: Column, vocabularies: Mapping[str, Vocabulary]) -> Vocabulary | None:
    """What a column may hold; None where it may hold anything."""
    name = ORGANISATION_VOCABULARY if column.holds == "organisation" else column.listed
    return vocabularies.get(name)


def join_values(values: Iterable[str]) -> str:
    """Several values as a cell holds them."""
    return VALUE_SEPARATOR.join(values)


def _read_organisations(organisations: Sequence[Row]) -> Vocabulary:
    names = tuple(str(row.values["Organisation"]) for row in organisations)
    own = {spelling_key(name) for name in names}
    others = _unambiguous(
        (spelling_key(name), OtherName(str(row.values["Organisation"]), kind))
        for row in organisations
        for name, kind in _other_names(row.values)
    )
    return Vocabulary(names, {key: other for key, other in others.items() if key not in own})


def _other_names(values: Mapping[str, CellValue]) -> Iterator[tuple[str, OtherNameKind]]:
    if short := values.get("Short name"):
        yield str(short), "short name"
    for name in map(str.strip, str(values.get("Previously known as") or "").split(";")):
        yield name, "previous name"
        if bracketed := _IN_BRACKETS.search(name):
            yield name[: bracketed.start()], "previous name"
            yield bracketed[1], "previous name"


def _unambiguous(pairs: Iterable[tuple[str, OtherName]]) -> dict[str, OtherName]:
    """The names by their keys; none of a key that stands for two different organisations."""
    names: dict[str, OtherName] = {}
    shared = {""}
    for key, name in pairs:
        if names.setdefault(key, name).value != name.value:
            shared.add(key)
    return {key: name for key, name in names.items() if key not in shared}
