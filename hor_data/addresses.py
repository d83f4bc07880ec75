"""Addresses as people type, forward and damage them, read for what they ask."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote_plus

from hor_data.called import called_in
from hor_data.groupings import GROUPINGS
from hor_data.organisations import labelled_name
from hor_data.release import Release
from hor_data.selection import FILTERS
from hor_data.words import folded

# Longer values name nothing that a release has.
LONGEST_VALUE = 200
RELEASE, BEFORE, WORDS, REF, ORGANISATION = "release", "before", "words", "ref", "organisation"
# What the pages understand besides the filters.
NAMES = (
    *(*FILTERS, WORDS, RELEASE, BEFORE, REF, ORGANISATION),
    *("page", "minutes", "items", "order", "first", "dropped", "meeting"),
)
# Other names for them; labels of the filters are added below.
OTHER_NAMES = {"search": WORDS, "q": WORDS, "organization": ORGANISATION, "commitment": REF}
# What mail programs and campaigns add to a link: it asks for nothing.
TRACKING = ("utm_", "mc_", "mkt_", "pk_", "_", "fbclid", "gclid", "msclkid", "embed", "nocache")
# How alike a name must be to one of ours to be taken for it: sectr and sector are, date and
# deadline are not.
ALIKE = 0.8
# What stays on an end of a link that was copied out of a sentence or a mail.
_MARKS = " \t\r\n<>\"'“”‘’.,;:!?)(][}{|\\*_"
_BETWEEN_VALUES = ",;|"


def readings(text: str) -> list[str]:
    """A damaged value as it may have been meant: first as it stands, then mended step by step."""
    return list(dict.fromkeys(_mended(text[: 2 * LONGEST_VALUE])))


def _mended(text: str) -> Iterator[str]:
    yield text
    for mend in (unescape, unescape, unquote_plus, lambda value: value.removeprefix("3D")):
        text = mend(text)
        yield text
    for end in range(len(text) - 1, 0, -1):
        if text[end] not in _MARKS:
            break
        yield text[:end]
    yield text.strip(_MARKS)


def spelt_as(known: Iterable[str], text: str) -> str:
    """The known value that a text means, or "": case, spaces and damage to the link apart."""
    by_folded = {folded(value): value for value in known}
    return next(
        (by_folded[folded(reading)] for reading in readings(text) if folded(reading) in by_folded),
        "",
    )


class Meant(NamedTuple):
    """The values of a filter that a text means, () for none; whether it is a former name, or one
    of another release."""

    values: tuple[str, ...] = ()
    renamed: bool = False


def values_meant(
    release: Release, field: str, text: str, others: Callable[[], Sequence[Release]]
) -> Meant:
    """The values of a filter that the release has and a text means.

    `others` gives the releases that may know a former name; it is asked only where needed.
    """
    known = release.groupings[field].values
    if text in known:
        return Meant((text,))
    # A filter shows lead organisations with their short names, and Streamlit writes them into the
    # address so; the short name may be another by now.
    labels = {labelled_name(release, name): name for name in known} if field == "lead" else {}
    without_short_name = re.sub(r" \([^()]*\)\W*$", "", text) if field == "lead" else text
    if spelling := spelt_as([*known, *labels], text) or spelt_as(known, without_short_name):
        return Meant((labels.get(spelling, spelling),))
    for releases in (tuple, others):
        for reading in readings(text):
            if names := called_in(release, field, reading, releases()):
                short_names = [release.short_names.get(name, name) for name in names]
                return Meant(names, not spelt_as([*names, *short_names], text))
    return Meant(tuple(separated(known, text)))


def commitment_meant(release: Release, text: str) -> int | None:
    """Where the commitment stands whose ref a text means, leading noughts apart; None for none."""
    for reading in readings(text):
        if (position := release.position(reading)) is not None:
            return position
    alike = [
        position for ref, position in release.positions.items() if _counted(ref) == _counted(text)
    ]
    return alike[0] if len(alike) == 1 else None


def organisation_meant(
    release: Release, text: str, others: Callable[[], Sequence[Release]]
) -> tuple[str, ...]:
    """The organisations that a text means: by name, short name or former name, in this release or
    in others."""
    for releases in (tuple, others):
        for reading in readings(text):
            if names := called_in(release, "lead", reading, releases()):
                return names
    return ()


def separated(known: Sequence[str], text: str) -> list[str]:
    """The known values of a list written as one value, or none where a part is not known."""
    for mark in _BETWEEN_VALUES:
        parts = [part for part in unescape(text).split(mark) if part.strip(_MARKS)]
        if len(parts) > 1:
            values = [spelt_as(known, part) for part in parts]
            if all(values):
                return values
    return []


def bare(text: str, longest: int = LONGEST_VALUE) -> str:
    """A value without what a mail or a sentence left at its ends, bounded."""
    return unescape(text[: 2 * longest]).strip(" \t\r\n<>")[:longest]


def name_meant(name: str) -> str:
    """Which of the NAMES a name in an address means; "" for none of them."""
    plain = unescape(name[:LONGEST_VALUE])
    while plain.startswith(("amp;", "?", "&")):
        plain = plain.removeprefix("amp;").lstrip("?&")
    plain = folded(plain.strip(_MARKS))
    if plain in _MEANT:
        return _MEANT[plain]
    alike = get_close_matches(plain, list(_MEANT), n=1, cutoff=ALIKE)
    return _MEANT[alike[0]] if alike else ""


def asks_for_nothing(name: str) -> bool:
    """Whether a name is one that mail programs and campaigns add to links."""
    return name.casefold().startswith(TRACKING)


def by_name(asked: Mapping[str, Sequence[str]]) -> tuple[dict[str, list[str]], list[str]]:
    """The values of an address by the names that were meant, and the names that mean nothing here.

    Names that only track a reader are in neither.
    """
    meant: dict[str, list[str]] = {}
    strange: list[str] = []
    for name, values in asked.items():
        if ours := name_meant(name):
            meant.setdefault(ours, []).extend(values)
        elif not asks_for_nothing(name):
            strange.append(name[:LONGEST_VALUE])
    return meant, strange


def _counted(ref: str) -> str:
    """A ref without the noughts that its number begins with: HOR-1 is HOR-01."""
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", folded(ref.strip(_MARKS)))


_MEANT = (
    {folded(label): field for field, label in GROUPINGS.items() if field in FILTERS}
    | {folded(name): meant for name, meant in OTHER_NAMES.items()}
    | {folded(name): name for name in NAMES}
)
