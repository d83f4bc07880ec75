"""Searching by words as a reader expects it: whole words and their beginnings, phrases, refs."""

import re
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from recount.cells import fold, split

PHRASE = re.compile(r'["“”]([^"“”]*)["“”]')
WORD = re.compile(r"[^\W_]+")
HYPHENATED = re.compile(r"\w+(?:[-‐-―]\w+)+")
Words = tuple[str, ...]


class Term(NamedTuple):
    """Words that must follow one another. Of the last a beginning is enough, but not where it was
    quoted or is a number. `typed` may be a ref."""

    typed: str
    words: Words
    exactly: bool

    def stands_in(self, words: Words) -> bool:
        """Whether they stand in a text, given as its words."""
        *whole, last = self.words
        size = len(self.words)
        return any(
            words[place : place + size - 1] == tuple(whole)
            and (ends := words[place + size - 1]).startswith(last)
            and (ends == last or not self.exactly)
            for place in range(len(words) - size + 1)
        )


@dataclass(frozen=True)
class Query:
    """What was typed: every one of its terms must be met by some text of a commitment, or all of
    it is its ref."""

    typed: str
    terms: tuple[Term, ...]

    def matches(self, texts: tuple[Words, ...]) -> bool:
        """Whether the texts of a commitment, the first of which is its ref, meet every term."""
        ref = " ".join(texts[0])
        return bare_ref(self.typed) == bare_ref(ref) or all(
            fold(term.typed) == ref or any(term.stands_in(words) for words in texts[1:])
            for term in self.terms
        )


def read_query(typed: str) -> Query:
    """What was typed, as words and phrases."""
    quoted = [Term(phrase, words_of(phrase), True) for phrase in PHRASE.findall(typed)]
    parts = PHRASE.sub(" ", typed).split()
    single = [Term(part, words_of(part), part[-1].isdigit()) for part in parts]
    return Query(typed, tuple(term for term in [*quoted, *single] if term.words))


def bare_ref(text: str) -> str:
    """A ref without case, hyphen and leading noughts: hor3 for HOR-03."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", fold(text).replace(" ", ""))


def words_of(text: str) -> Words:
    """The words of a text, folded."""
    return tuple(WORD.findall(fold(text)))


def texts_of(
    commitments: pd.DataFrame, updates: pd.DataFrame, organisations: pd.DataFrame
) -> pd.Series:
    """Each commitment's texts by ref, each as its words: the ref, then what is looked through."""
    texts = {}
    for ref, row in commitments.iterrows():
        mine = updates[updates["Ref"] == ref]
        bodies = [*row["Lead organisations"], *row["Partner organisations"]]
        names = organisations.loc[bodies]
        parts = [
            *(row["Title"], row["Commitment"], *mine["Update"]),
            *(quotation for cell in mine["Evidence"] for quotation in split(cell)),
            *(*bodies, *names["Short name"]),
            *(former for known in names["Previously known as"] for former in known),
        ]
        joined = [re.sub(r"\W", "", word) for part in parts for word in HYPHENATED.findall(part)]
        texts[ref] = tuple(words_of(part) for part in (str(ref), *parts, *joined))
    return pd.Series(texts)
