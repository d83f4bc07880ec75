"""Search by words: whole words and their beginnings, phrases in quotation marks, and refs.

A text is searched as its words between spaces, folded: " an open cafe | 4500 people ". A bar keeps
the fields apart, so that no phrase goes from one into the next. To look for " cafe " is then to
look for the whole word, and for " caf" to look for a beginning.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from hor_data.release.groupings import ORGANISATION_COLUMNS
from hor_data.words import clean_text, folded

QUOTATION_MARKS = '"“”„«»'
# The columns searched; the updates with their quotations and the organisations come to them.
SEARCHED_COLUMNS = ("Title", "Commitment")

_APOSTROPHES = "'’‘ʼ`´"
_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2015"
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "Ae", "œ": "oe"}
    | dict.fromkeys(_APOSTROPHES, "'")
    | dict.fromkeys(_HYPHENS, "-")
    | dict.fromkeys("“”„«»…•·£€", " ")
)
_USUAL = (("’", "'"), ("‘", "'"), ("`", "'"), ("“", " "), ("”", " "), ("–", "-"), ("£", " "))
_MARKS = {code: None for code in range(0x20000) if unicodedata.category(chr(code))[0] == "M"}
# What may stand within a word: 4.5, co-production, people's; a bar stands between texts.
_WITHIN = ".-'|"
# One sign for each sign: `str.translate` with such a table is the fastest way in Python.
_SEPARATORS = {
    code: " " for code in range(128) if not chr(code).isalnum() and chr(code) not in _WITHIN
}
_SEPARATOR = re.compile(r"[^\w\x00-\x7f]")
# Scripts that put no space between words: each sign counts as a word.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SIGN = re.compile(f"([{_UNSPACED}])")
# A comma between thousands (4,500) and a full stop that is no decimal point. Both patterns begin
# with the sign itself, which is quick to find in a long text, and then look at what is around it.
_THOUSANDS = re.compile(r",(?<=\d,)(?=\d{3}(?!\d))")
_FULL_STOP = re.compile(r"\.(?!(?<=\d\.)\d)")
_PER_CENT = re.compile(r"\s*\bper cent\b", re.IGNORECASE)
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_PHRASE = re.compile(f"[{QUOTATION_MARKS}]([^{QUOTATION_MARKS}]*)[{QUOTATION_MARKS}]")
_NOUGHTS = re.compile(r"(?<!\d)0+(?=\d)")


class Term(NamedTuple):
    """What must be found: any of the `needles` in a folded text, or the ref `typed`."""

    typed: str
    needles: tuple[str, ...]


def asks_for_words(words: str) -> bool:
    """Whether the text has anything but spaces and quotation marks."""
    return bool(words.strip(f"{QUOTATION_MARKS} \t\r\n"))


def phrases_and_words(words: str) -> tuple[list[str], str]:
    """The phrases between quotation marks, and the rest of the text; a mark without its partner is
    ignored."""
    phrases = [phrase.strip() for phrase in _PHRASE.findall(words) if phrase.strip()]
    rest = _PHRASE.sub(" ", words)
    rest = "".join(" " if sign in QUOTATION_MARKS else sign for sign in rest)
    return phrases, " ".join(rest.split())


def read_terms(words: str) -> list[Term]:
    """The terms of a search, all of which must be found."""
    phrases, rest = phrases_and_words(clean_text(words))
    terms = [Term(phrase, _needles(phrase, exactly=True)) for phrase in phrases]
    terms += [Term(part, _needles(part)) for part in _PER_CENT.sub("%", rest).split()]
    return [term for term in terms if term.needles]


@dataclass(frozen=True, eq=False)
class SearchIndex:
    """The searched texts of a release; the same release judged on another day shares them."""

    commitments: pd.DataFrame
    updates: pd.DataFrame
    organisations: pd.DataFrame

    @cached_property
    def texts(self) -> list[str]:
        """Each commitment's folded text, in the release's order; made at the first search."""
        reported: dict[str, list[str]] = {}
        columns = (self.updates[header] for header in ("Ref", "Update", "Evidence"))
        for ref, update, quotations in zip(*columns, strict=True):
            reported.setdefault(ref, []).extend([update, *quotations])
        names = _folded_names(self.organisations)
        headers = ("Ref", *SEARCHED_COLUMNS, *ORGANISATION_COLUMNS)
        rows = zip(*(self.commitments[header].tolist() for header in headers), strict=True)
        return [
            "|".join(
                [
                    folded_words(title, promise, *reported.get(ref, ())),
                    *(names[name] for name in dict.fromkeys((*leads, *partners))),
                ]
            )
            for ref, title, promise, leads, partners in rows
        ]


def search(texts: Sequence[str], positions: Mapping[str, int], words: str) -> np.ndarray:
    """Which of the folded texts hold all the words, or have them for their ref: one bool each.

    `positions` are those of the folded refs. Nothing holds what has no letter and no digit.
    """
    terms = read_terms(words)
    matching = np.full(len(texts), bool(terms))
    for term in terms:
        holds = (any(needle in text for needle in term.needles) for text in texts)
        hits = np.fromiter(holds, bool, len(texts))
        hits[_positions_of(positions, term.typed)] = True
        matching &= hits
    matching[_positions_of(positions, words)] = True
    return matching


def folded_words(*texts: str) -> str:
    """The words of some texts between spaces, without case, accents and apostrophes, and a bar
    between texts; then what is written with a hyphen as one word, and what has ’s without it."""
    plain = _plain(" | ".join(text.replace("|", " ") for text in texts))
    parts = [*_words(plain), "|"]
    for part in plain.split():
        if not part.isalnum():
            parts += _spellings(part)
    return f" {' '.join(parts)} "


def _folded_names(organisations: pd.DataFrame) -> dict[str, str]:
    """By organisation its name, short name and former names, folded."""
    columns = (organisations[header] for header in ("Short name", "Previously known as"))
    return {
        str(name): folded_words(*dict.fromkeys([str(name), short, *former]))
        for name, short, former in zip(organisations.index, *columns, strict=True)
    }


def _plain(text: str) -> str:
    """The text as letters, digits, spaces and what may stand within a word."""
    text = clean_text(text)
    # Most texts need no more than our own quotation marks and dashes made plain.
    for sign, plain in _USUAL:
        text = text.replace(sign, plain)
    if not text.isascii():
        text = text.translate(_LETTERS)
        text = unicodedata.normalize("NFKD", text).translate(_MARKS)
        text = _SEPARATOR.sub(" ", _SIGN.sub(r" \1 ", text))
    text = _THOUSANDS.sub("", text.casefold())
    if "per cent" in text:
        text = _PER_CENT.sub("%", text)
    text = text.replace("%", " percent ").replace("&", " and ")
    return text.translate(_SEPARATORS).replace("|", " | ")


def _words(plain: str) -> list[str]:
    return _FULL_STOP.sub(" ", plain.replace("'", "").replace("-", " ")).split()


def _spellings(part: str) -> Iterator[str]:
    """How else a word may be written: coproduction for co-production, people for people's."""
    part = part.strip(_WITHIN)
    if part.endswith("'s"):
        yield from _words(part.removesuffix("'s"))[-1:]
    if "-" in part or _ACRONYM.fullmatch(part):
        yield "".join(_words(part))


def _needles(typed: str, exactly: bool = False) -> tuple[str, ...]:
    """What to look for in folded texts: a number, or what is to be found exactly, as a whole."""
    plain = _plain(typed)
    words = _words(plain.replace("|", " "))
    if not words:
        return ()
    end = " " if exactly or words[-1][-1].isdigit() else ""
    together = {" ".join(words)}
    if len(plain.split()) == 1 and ("-" in plain or _ACRONYM.fullmatch(plain.strip(_WITHIN))):
        together.add("".join(words))
    return tuple(f" {spelling}{end}" for spelling in sorted(together))


def _positions_of(positions: Mapping[str, int], typed: str) -> list[int]:
    """Where the ref stands that was typed, spaces and leading noughts apart; [] for none."""
    ref = folded(typed)
    if ref in positions:
        return [positions[ref]]
    if not any(sign.isdigit() for sign in ref):
        return []
    key = _without_noughts(ref)
    alike = [place for other, place in positions.items() if _without_noughts(other) == key]
    return alike if len(alike) == 1 else []


def _without_noughts(ref: str) -> str:
    """hor1 for HOR-01."""
    return _NOUGHTS.sub("", ref.replace(" ", ""))


def say_words(words: str) -> Iterator[str]:
    """The words as a sentence names them: “zoom meeting”, then each phrase."""
    phrases, rest = phrases_and_words(words)
    yield from (f"“{part}”" for part in filter(None, [rest, *phrases]))
