"""Counts and lists as a sentence says them, and names as they should be spelt."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

# What Excel, LibreOffice and Google Sheets begin a formula with; Excel set to an East Asian
# language reads the full-width signs as well.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_SPACES_AND_DASHES = re.compile(r"[\s_\-\u2010-\u2015]+")
LONGEST_CACHED_TEXT = 120
# What a chart has room for of an organisation that has no short name.
LONGEST_CHART_NAME = 56
_QUESTION_WORDS = (
    "whether ",
    "how ",
    "what ",
    "who ",
    "when ",
    "where ",
    "why ",
    "number ",
    "any ",
)


def say_count(number: int, noun: str, plural: str = "") -> str:
    """1 commitment, 1,204 commitments, no commitments."""
    digits = f"{number:,}" if number else "no"
    return f"{digits} {noun if number == 1 else plural or noun + 's'}"


def say_list(items: Sequence[str], joined_by: str = "and") -> str:
    """Join as a sentence would: a, b and c."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {joined_by} {items[-1]}"


def say_number(value: float) -> str:
    """1,000 and 3.4, with no needless decimals."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"


def capitalise(sentence: str) -> str:
    """The sentence with its first letter a capital, the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


def uncapitalise(name: str) -> str:
    """The name with its first letter small, the rest as it is."""
    return name[:1].lower() + name[1:]


def clean_text(text: str) -> str:
    """Text without the characters nobody can see, and with plain spaces at neither end."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    lines = unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).splitlines()
    return "\n".join(" ".join(line.split()) for line in lines).strip()


def folded(text: str) -> str:
    """Text for comparing: case, spaces, hyphens, underscores and kind of quotation mark apart."""
    return _folded_name(text) if len(text) < LONGEST_CACHED_TEXT else _folded_name.__wrapped__(text)


# Names and values of lists come back row after row.
@lru_cache(maxsize=20_000)
def _folded_name(text: str) -> str:
    plain = clean_text(text).replace("’", "'").replace("‘", "'").casefold()
    return _SPACES_AND_DASHES.sub(" ", plain).strip()


def put_as_question(not_shown: str) -> str:
    """What is not yet shown, put as a question to the lead organisation."""
    clause = not_shown.rstrip(".?")
    if clause.casefold().startswith(_QUESTION_WORDS):
        return f"{clause}: what can you tell us?"
    return f"{clause}: what can you show?"


def shortened_name(name: str) -> str:
    """What a chart has room for of an organisation's name that has no short name."""
    return (
        name if len(name) <= LONGEST_CHART_NAME else f"{name[: LONGEST_CHART_NAME - 1].rstrip()}…"
    )
