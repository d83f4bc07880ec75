"""Searching by words as a reader expects it: whole words and their beginnings, phrases, refs."""

import re
from dataclasses import dataclass

import pandas as pd

from recount.cells import fold, split

PHRASE = re.compile(r'["“”]([^"“”]*)["“”]?')
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Query:
    """What was typed: phrases, each of one word or several that follow one another, of which the
    last may be a beginning. Every one of them must be met."""

    phrases: tuple[tuple[str, ...], ...]

    def matches(self, text: tuple[tuple[str, ...], ...]) -> bool:
        """Whether each phrase stands within one of the texts of a commitment."""
        return all(any(_stands(phrase, words) for words in text) for phrase in self.phrases)


def read_query(typed: str) -> Query:
    """What was typed, as words and phrases."""
    quoted = [words_of(phrase) for phrase in PHRASE.findall(typed)]
    single = [(word,) for word in words_of(PHRASE.sub(" ", typed))]
    return Query(tuple(phrase for phrase in [*quoted, *single] if phrase))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded."""
    return tuple(WORD.findall(fold(text)))


def texts_of(
    commitments: pd.DataFrame, updates: pd.DataFrame, organisations: pd.DataFrame
) -> pd.Series:
    """Each commitment's texts by ref, each as its words: what a search looks through."""
    texts = {}
    for ref, row in commitments.iterrows():
        mine = updates[updates["Ref"] == ref]
        bodies = [
            name
            for header in ("Lead organisations", "Partner organisations")
            for name in row[header]
        ]
        names = organisations.loc[bodies]
        parts = [
            str(ref),
            row["Title"],
            row["Commitment"],
            *mine["Update"],
            *(quotation for cell in mine["Evidence"] for quotation in split(cell)),
            *bodies,
            *names["Short name"],
            *(former for known in names["Previously known as"] for former in known),
        ]
        texts[ref] = tuple(words_of(part) for part in parts)
    return pd.Series(texts)


def _stands(phrase: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether the phrase's words follow one another, the last of them as a beginning."""
    *whole, last = phrase
    size = len(phrase)
    return any(
        words[at : at + size - 1] == tuple(whole) and words[at + size - 1].startswith(last)
        for at in range(len(words) - size + 1)
    )
