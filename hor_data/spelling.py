"""Whether two spellings are the same words, and which listed values a misspelt one is near to."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher, get_close_matches

from hor_data.words import folded

NEAR_RATIO = (
    0.6  # of the letters in common: near enough to ask about, never to change without asking
)
NEAR_MARGIN = 0.1  # values this close to the nearest one are asked about with it
MOST_NEAREST = 3
SAME_STEM_RATIO = 0.85
_ACCENTS = re.compile(r"[\u0300-\u036f]")
_QUOTATION_MARKS = str.maketrans(dict.fromkeys("“”„«»", '"') | dict.fromkeys("`´", "'"))
_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")
# A word that one value has and the other lacks turns its meaning round, or takes part of it back.
_NEGATING_WORDS = frozenset(
    {"not", "no", "never", "without", "nor", "almost", "nearly", "half", "mostly", "barely"}
    | {"partly", "partially", "part", "hardly", "former", "formerly", "ex", "un", "non", "dis"}
)
_PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non", "mis", "anti")
_MORE = "more most over above greater higher high up increase increased"
_LESS = "less least fewer fewest under below lower low down decrease decreased reduce reduced"
_OPPOSITES = tuple(
    (set(first.split()), set(second.split()))
    for first, second in (
        (_MORE, _LESS),
        ("before early earlier", "after late later"),
        ("first", "last"),
        ("on", "off"),
        ("yes", "no"),
        ("open opened", "closed"),
        ("start started starting", "stop stopped ended finished"),
        ("met", "missed"),
        ("good better best", "bad worse worst poor"),
        ("internal inner", "external outer"),
        ("positive", "negative"),
        ("men man male boys", "women woman female girls"),
        ("adult adults", "children child"),
        ("urban", "rural"),
    )
)
_COMPASS = (("north", "south"), ("east", "west"))


def spelling_key(text: str) -> str:
    """Text without what a safe fix may change: case, spaces, dashes, kind of quotation mark,
    accents, a full stop or comma at the end, and a "The" at the start."""
    letters = _ACCENTS.sub("", unicodedata.normalize("NFD", text.translate(_QUOTATION_MARKS)))
    key = folded(letters)
    key = re.sub(r"[.,;:]$", "", key).strip()
    return key.removeprefix("the ") or key


def nearest_values(value: str, allowed: Iterable[str]) -> list[str]:
    """The allowed values most like this one, the nearest first; never one that means its opposite
    or has another number in it."""
    by_key = {folded(choice): choice for choice in allowed}
    key = folded(value)
    close = get_close_matches(key, list(by_key), n=2 * MOST_NEAREST, cutoff=NEAR_RATIO)
    # Measured from the closest of all: what is left once that is its opposite is no better guess.
    least = likeness(key, close[0]) - NEAR_MARGIN if close else 0
    near = [choice for choice in close if likeness(key, choice) >= least]
    return [by_key[choice] for choice in near if not are_opposed(key, choice)][:MOST_NEAREST]


def nearest_value(value: str, allowed: Iterable[str]) -> str:
    """The allowed value most like this one, or nothing where none is alike."""
    return "".join(nearest_values(value, allowed)[:1])


def are_opposed(first: str, second: str) -> bool:
    """Whether two values that look alike mean different things: Incomplete and Complete, at least
    and at most, Northtown and Southtown, Phase 1 and Phase 2."""
    if _numbers(first) != _numbers(second):
        return True
    one_side, other_side = _words_apart(first, second), _words_apart(second, first)
    if _NEGATING_WORDS & (one_side | other_side):
        return True
    letters = ["".join(_WORD.findall(text.casefold())) for text in (first, second)]
    pairs = [(a, b) for a in one_side for b in other_side]
    return any(
        _are_opposites(a, b) or _are_opposites(b, a) for a, b in [*pairs, (letters[0], letters[1])]
    )


def _numbers(text: str) -> list[str]:
    return sorted(digits.lstrip("0") for digits in _DIGITS.findall(text))


def _words_apart(text: str, other: str) -> set[str]:
    return set(_WORD.findall(text.casefold())) - set(_WORD.findall(other.casefold()))


def _are_opposites(word: str, other: str) -> bool:
    if any(word in these and other in those for these, those in _OPPOSITES):
        return True
    if any(_same_end(word, other, pair) for pair in _COMPASS):
        return True
    # A misspelt word that begins with a prefix by itself, such as international, is still nearer
    # to the other than what is left of it.
    as_it_is = likeness(word, other)
    stems = (word.removeprefix(prefix) for prefix in _PREFIXES if word.startswith(prefix))
    return any(
        len(stem) > 3 and likeness(stem, other) >= max(SAME_STEM_RATIO, as_it_is + 0.01)
        for stem in stems
    )


def _same_end(word: str, other: str, pair: Sequence[str]) -> bool:
    """Whether the words differ by these beginnings alone: northern and southern."""
    start, opposite = pair
    return word.startswith(start) and other == opposite + word.removeprefix(start)


def likeness(text: str, other: str) -> float:
    """The part of the letters that two texts have in common, in order, from 0 to 1."""
    return SequenceMatcher(None, text, other).ratio()
