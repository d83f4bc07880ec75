"""Our own words on a page, apart from the workbook's; what is banned in them, and how they read."""

import re
from collections.abc import Iterable
from html import unescape
from pathlib import Path

import readability

from hor_data.release import Release

ROOT = Path(__file__).parents[2]
# The report's own name for its first challenge.
NAMES = ("improving outcomes for BAME communities",)
# A reader of this age has been at school for five years fewer than the age says.
BEFORE_SCHOOL = 5
_BLOCK = re.compile(r"<(p|li|dd|caption)\b[^>]*>(.*?)</\1>", re.DOTALL)


def banned() -> list[str]:
    """The words that docs/glossary.md says we do not use."""
    text = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    listed = text.partition("## Words we do not use")[2]
    listed = re.sub(r"\([^)]*\)| outside names| on a page", " ", listed)
    parts = (" ".join(part.split()) for part in re.split(r"[,;.]| or ", listed))
    return [part for part in parts if part]


def banned_in(text: str, release: Release) -> list[str]:
    """Which banned words our own part of a text holds."""
    ours = without_workbook(text, release)
    for name in NAMES:
        ours = ours.replace(name, " ")
    return [word for word in banned() if re.search(rf"\b{re.escape(word)}s?\b", ours, re.I)]


def without_workbook(text: str, release: Release) -> str:
    """A text without what a workbook says in it."""
    ours = " ".join(text.split())
    for value in workbook_values(release):
        ours = ours.replace(value, " ")
    return ours


def workbook_values(release: Release) -> list[str]:
    """What the cells of a workbook say, the longest first."""
    tables = (release.commitments, release.updates, release.measures)
    frames = (*tables, release.organisations.reset_index())
    said = set(release.cover.values())
    said |= {one.definition for one in release.statuses}
    for frame in frames:
        for column in frame:
            for value in frame[column]:
                said |= {str(one) for one in value} if isinstance(value, list | tuple) else {value}
    plain = {" ".join(one.split()) for one in said if isinstance(one, str)}
    return sorted((one for one in plain if len(one) > 3), key=len, reverse=True)


def own_sentences(markup: str, release: Release) -> list[str]:
    """The sentences of a page that hold nothing from the workbook."""
    long = [value for value in workbook_values(release) if len(value) > 25]
    blocks = (" ".join(_text(found[1]).split()) for found in _BLOCK.findall(markup))
    ours = [one for one in blocks if not any(value in one for value in long)]
    sentences = (one for block in ours for one in re.split(r"(?<=[.?!]) ", block))
    return list(dict.fromkeys(one for one in sentences if one[-1:] in (".", "?", "!")))


def reading_age(sentences: Iterable[str]) -> float:
    """The age at which these sentences can be read: their Flesch-Kincaid grade, and five."""
    words = [" ".join(re.findall(r"[\w’'-]+", one)) + " ." for one in sentences]
    grades = readability.getmeasures(words, lang="en")["readability grades"]
    return grades["Kincaid"] + BEFORE_SCHOOL


def _text(markup: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", markup))
