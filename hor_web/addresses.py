"""Addresses as people type, forward and damage them: which page, filter and value is meant."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote_plus

from hor_data.changes import translate_value
from hor_data.release import FILTERS, GROUPINGS, Release, labelled_name
from hor_data.words import folded

# The path of each page, which is the name of its file in pages/.
PAGE_PATHS = frozenset(file.stem for file in (Path(__file__).parent.parent / "pages").glob("*.py"))
# Characters; no name, ref or value of a release is as long.
LONGEST_VALUE = 200
RELEASE, BEFORE, WORDS, REF, ORGANISATION = "release", "before", "words", "ref", "organisation"
WITH = "with"
# Brought back from signing in: not among the names below, so that no link of a page carries it on.
DRAFT = "_draft"
# What the pages understand besides the filters.
ADDRESS_NAMES = (
    *(*FILTERS, WORDS, RELEASE, BEFORE, REF, ORGANISATION),
    *("page", "minutes", "items", "order", "first", "dropped", "meeting"),
    *("rows", "columns", "show", "list", "sort", "listed"),
    WITH,
)
# Other words for these names; the filters' labels are added below.
OTHER_NAMES = {"search": WORDS, "q": WORDS, "organization": ORGANISATION, "commitment": REF}
# What mail programs and campaigns add to a link: it asks for nothing.
TRACKING = ("utm_", "mc_", "mkt_", "pk_", "_", "fbclid", "gclid", "msclkid", "embed", "nocache")
# How alike a name must be to one of ours to be taken for it: sectr and sector are, date and
# deadline are not.
ALIKE = 0.8
# What stays on an end of a link that was copied out of a sentence or a mail.
_END_MARKS = " \t\r\n<>\"'“”‘’.,;:!?)(][}{|\\*_"
_BETWEEN_VALUES = ",;|"


def readings(text: str) -> list[str]:
    """The ways to read a damaged value, the likeliest first: as it stands, then mended step by
    step."""
    return list(dict.fromkeys(_mended(text[: 2 * LONGEST_VALUE])))


def _mended(text: str) -> Iterator[str]:
    yield text
    for mend in (unescape, unescape, unquote_plus, lambda value: value.removeprefix("3D")):
        text = mend(text)
        yield text
    for end in range(len(text) - 1, 0, -1):
        if text[end] not in _END_MARKS:
            break
        yield text[:end]
    yield text.strip(_END_MARKS)


def match_spelling(known: Iterable[str], text: str) -> str:
    """The known value that a text spells apart from case, spaces and damage to the link; "" for
    none."""
    by_folded = {folded(value): value for value in known}
    return next(
        (by_folded[folded(reading)] for reading in readings(text) if folded(reading) in by_folded),
        "",
    )


class FilterReading(NamedTuple):
    """How a text of the address was read as values of a filter: the values (() for none), and
    whether they were found by a former name or in another release."""

    values: tuple[str, ...] = ()
    renamed: bool = False


def values_meant(
    release: Release, field: str, text: str, others: Callable[[], Sequence[Release]]
) -> FilterReading:
    """The values of a filter, as this release spells them, that a text of the address means.

    `others` returns the releases that may know a former name; it is called only where this release
    does not know the text, as reading them takes time.
    """
    known = release.groupings[field].values
    if text in known:
        return FilterReading((text,))
    # A filter shows lead organisations with their short names, and Streamlit writes them into the
    # address so; the short name may be another by now.
    labels = {labelled_name(release, name): name for name in known} if field == "lead" else {}
    without_short_name = re.sub(r" \([^()]*\)\W*$", "", text) if field == "lead" else text
    if spelling := match_spelling([*known, *labels], text) or match_spelling(
        known, without_short_name
    ):
        return FilterReading((labels.get(spelling, spelling),))
    for releases in (tuple, others):
        for reading in readings(text):
            if names := translate_value(release, field, reading, releases()):
                short_names = [release.short_names.get(name, name) for name in names]
                return FilterReading(names, not match_spelling([*names, *short_names], text))
    return FilterReading(tuple(split_listed_values(known, text)))


def commitment_meant(release: Release, text: str) -> int | None:
    """The position of the commitment with this ref, apart from case and leading zeros; None where
    none has it, or several."""
    for reading in readings(text):
        if (position := release.position(reading)) is not None:
            return position
    alike = [
        position for ref, position in release.positions.items() if _ref_key(ref) == _ref_key(text)
    ]
    return alike[0] if len(alike) == 1 else None


def organisation_meant(
    release: Release, text: str, others: Callable[[], Sequence[Release]]
) -> tuple[str, ...]:
    """The names of the organisations that a text means by name, short name or former name, in this
    release or in others; () for none."""
    for releases in (tuple, others):
        for reading in readings(text):
            if names := translate_value(release, "lead", reading, releases()):
                return names
    return ()


def split_listed_values(known: Sequence[str], text: str) -> list[str]:
    """The values of a list that a text joins with commas, semicolons or bars; [] where any part is
    not a known value."""
    for mark in _BETWEEN_VALUES:
        parts = [part for part in unescape(text).split(mark) if part.strip(_END_MARKS)]
        if len(parts) > 1:
            values = [match_spelling(known, part) for part in parts]
            if all(values):
                return values
    return []


def trimmed_value(text: str, longest: int = LONGEST_VALUE) -> str:
    """The value without the punctuation that a mail or a sentence left at its ends, cut to the
    longest that is read."""
    return unescape(text[: 2 * longest]).strip(" \t\r\n<>")[:longest]


def name_meant(name: str) -> str:
    """Which of the parameter NAMES a name in an address means, also misspelt; "" for none."""
    plain = unescape(name[:LONGEST_VALUE])
    while plain.startswith(("amp;", "?", "&")):
        plain = plain.removeprefix("amp;").lstrip("?&")
    plain = folded(plain.strip(_END_MARKS))
    if plain in _NAMES_BY_SPELLING:
        return _NAMES_BY_SPELLING[plain]
    alike = get_close_matches(plain, list(_NAMES_BY_SPELLING), n=1, cutoff=ALIKE)
    return _NAMES_BY_SPELLING[alike[0]] if alike else ""


def is_tracking(name: str) -> bool:
    """Whether a parameter's name is one that mail programs and campaigns add to links."""
    return name.casefold().startswith(TRACKING)


def read_names(asked: Mapping[str, Sequence[str]]) -> tuple[dict[str, list[str]], list[str]]:
    """The values of an address by the parameter that each name means, and the names that mean none.

    Names that only track a reader are in neither.
    """
    meant: dict[str, list[str]] = {}
    strange: list[str] = []
    for name, values in asked.items():
        if ours := name_meant(name):
            meant.setdefault(ours, []).extend(values)
        elif not is_tracking(name):
            strange.append(name[:LONGEST_VALUE])
    return meant, strange


def _ref_key(ref: str) -> str:
    """A ref without the leading zeros of its number, to compare by: HOR-1 is HOR-01."""
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", folded(ref.strip(_END_MARKS)))


_NAMES_BY_SPELLING = (
    {folded(label): field for field, label in GROUPINGS.items() if field in FILTERS}
    | {folded(name): meant for name, meant in OTHER_NAMES.items()}
    | {folded(name): name for name in ADDRESS_NAMES}
)
