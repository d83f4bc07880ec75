"""Text escaped for Markdown that may also be pasted where nobody renders Markdown.

Teams, Outlook and boxes for plain text show every backslash, so one stands only before what would
be markup at that place.
"""

import re
import unicodedata
from collections.abc import Iterator

from hor_exports.documents.paper import without_forbidden

NO_BREAK = "\u00a0"
# A sign with a space makes a list or a heading of what begins with it. With a no-break space it
# does not, and looks the same.
_OPENING = re.compile(r"^(#{1,6}|[-+*]|\d{1,9}[.)]) ")
# What makes a list, a heading, a quotation, code, a rule or a box to tick without that space.
_BEGINNING = re.compile(
    r"(?:[-+*]|#{1,6})$|>|`{3}|~{3}|(?:- ?){3,}$|(?:\* ?){3,}$|(?:_ ?){3,}$|\[[ xX]\](?: |$)"
)
_NUMBER_ALONE = re.compile(r"^(\d{1,9})(?=[.)]$)")
# What closes a heading.
_CLOSING = re.compile(r"(?:^| )(#+)$")
# A tag, an entity, the end of a link's words, a backslash that would itself escape.
_INLINE = re.compile(r"<(?=[A-Za-z/!?])|&(?=#?\w+;)|\](?=[(\[:])|\\(?=[!-/:-@\[-`{-~])")
# Signs that mark what stands between two of them.
_PAIRED = {sign: re.compile(rf"{re.escape(sign)}+") for sign in "*_~$"}


def escape_markdown(text: str) -> str:
    """Text on one line, within a paragraph or a cell."""
    return _with_backslashes(" ".join(without_forbidden(text).split()), set())


def escape_markdown_block(text: str) -> str:
    """Text on one line that a paragraph or an item of a list begins with."""
    line = " ".join(without_forbidden(text).split())
    line = _with_backslashes(line, {0} if _BEGINNING.match(line) else set())
    return _NUMBER_ALONE.sub(r"\1\\", _OPENING.sub(rf"\1{NO_BREAK}", line))


def escape_markdown_heading(text: str) -> str:
    """Text of a heading."""
    return _CLOSING.sub(rf"{NO_BREAK}\1", escape_markdown(text))


def escape_markdown_cell(text: str) -> str:
    """Text in a cell of a table."""
    line = " ".join(without_forbidden(text).split())
    return _with_backslashes(line, {place for place, sign in enumerate(line) if sign == "|"})


def _with_backslashes(line: str, places: set[int]) -> str:
    """The line with a backslash at these places, and before whatever is markup in its midst."""
    places = places | {match.start() for match in _INLINE.finditer(line)}
    for sign, runs in _PAIRED.items():
        places.update(_marking(line, sign, runs))
    ticks = [place for place, sign in enumerate(line) if sign == "`"]
    if len(ticks) > 1:
        places.update(ticks)
    return "".join(f"\\{sign}" if place in places else sign for place, sign in enumerate(line))


def _marking(line: str, sign: str, runs: re.Pattern[str]) -> Iterator[int]:
    """Where this sign stands, if any of it could open and a later one close: not in 5 * 3 * 2,
    A_b_c or “a footnote*”."""
    sides = [(run, *_sides(line, run, sign)) for run in runs.finditer(line)]
    opening = next((nth for nth, (_, opens, _) in enumerate(sides) if opens), len(sides))
    if any(closes for _, _, closes in sides[opening + 1 :]):
        for run, opens, closes in sides:
            if opens or closes:
                yield from range(run.start(), run.end())


def _sides(line: str, run: re.Match[str], sign: str) -> tuple[bool, bool]:
    """Whether a run of signs can open, and whether it can close, by what stands on its sides; the
    rules of CommonMark for emphasis."""
    before, after = line[: run.start()][-1:] or " ", line[run.end() :][:1] or " "
    outer, inner = _kind(before), _kind(after)
    opens = inner == "word" or (inner == "sign" and outer != "word")
    closes = outer == "word" or (outer == "sign" and inner != "word")
    if sign == "_":
        return opens and (not closes or outer == "sign"), closes and (not opens or inner == "sign")
    return opens, closes


def _kind(character: str) -> str:
    if character.isspace():
        return "space"
    return "sign" if unicodedata.category(character)[0] in "PS" else "word"
