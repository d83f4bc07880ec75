"""Notes of a roundtable: what was said of a commitment, and what is to be done, by whom, by when.

A note is kept field by field, each with when it was written, so that what two tabs or two officers
write of one commitment can be put together. What comes from a browser is bounded here.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeGuard

from hor_data.dates import read_date, say_date
from hor_data.words import clean

LONGEST_TEXT, LONGEST_NAME, LONGEST_DATE = 4_000, 200, 40
LARGEST = 1_000_000
MOST_MEETINGS, MOST_REFS, MOST_SEEN = 10, 200, 50
LONGEST_REF, LONGEST_TOKEN, LONGEST_FILTERS = 40, 40, 400
LARGEST_STAMP = 2**53
# All of a line but the spaces that it begins with.
_AFTER_SPACES = re.compile(r"[^ \t].*", re.DOTALL)
_MEETING = re.compile(r"(\d{4}-\d\d-\d\d)(?:-([01]\d|2[0-3])([0-5]\d)-[a-z0-9]{4})?", re.ASCII)


class Note(NamedTuple):
    """What was noted of one commitment; "" where nothing was."""

    said: str = ""
    action: str = ""
    owner: str = ""
    by_when: str = ""


# In these, spaces at the beginning of a line say which list lies within which.
OF_SEVERAL_LINES = ("said", "action")
BOUNDS = dict(
    zip(Note._fields, (LONGEST_TEXT, LONGEST_TEXT, LONGEST_NAME, LONGEST_DATE), strict=True)
)
Notes = Mapping[str, Note]


class Wording(NamedTuple):
    """What stands in one field of a note. `stamp` is when it was written, in milliseconds by the
    writer's clock and later than what stood there before; `seen` are the stamps of the wordings
    of this field that the writer knew."""

    text: str
    stamp: int = 1
    seen: tuple[int, ...] = ()


# By ref and field of the note.
Wordings = Mapping[tuple[str, str], Wording]


class Telling(NamedTuple):
    """What a browser tells of a meeting: its id, a token by which the browser knows that it was
    taken, the wordings, the refs on the agenda, and the filters in words."""

    meeting: str = ""
    token: str = ""
    wordings: Wordings = {}
    agenda: tuple[str, ...] = ()
    filters: str = ""


def is_meeting(meeting: str) -> bool:
    """Whether this is the id of a meeting: 2026-11-25-1004-k3f9, or as before a day alone."""
    match = _MEETING.fullmatch(meeting)
    return bool(match and read_date(match[1]))


def say_meeting(meeting: str) -> str:
    """25 November 2026, begun at 10:04; the day alone where no more is known."""
    match = _MEETING.fullmatch(meeting)
    if not match:
        return meeting
    begun = f", begun at {match[2]}:{match[3]}" if match[2] else ""
    return f"{say_date(match[1])}{begun}"


def read_telling(text: str) -> Telling:
    """What a browser tells of one meeting, as JSON: {meeting, token, notes: {ref: {field: text}},
    stamps: {ref: {field: ms}}, seen: {ref: {field: [ms]}}, agenda: [ref], filters}.

    Whatever is not a note is left out; where there is no meeting, everything is.
    """
    return _telling(_read(text))


def read_kept(text: str) -> dict[str, Telling]:
    """What a browser keeps of several meetings, as JSON {id: as for read_telling}; no more than
    MOST_MEETINGS of them, newest first."""
    given = {meeting: kept for meeting, kept in _read(text).items() if isinstance(kept, dict)}
    meetings = sorted(filter(is_meeting, given), reverse=True)[:MOST_MEETINGS]
    return {meeting: _telling(given[meeting] | {"meeting": meeting}) for meeting in meetings}


def merge_wordings(*several: Wordings) -> dict[tuple[str, str], Wording]:
    """Of each field the newest wording; where two are as new, that of the earlier argument."""
    merged: dict[tuple[str, str], Wording] = {}
    for wordings in several:
        for place, wording in wordings.items():
            if place not in merged or wording.stamp > merged[place].stamp:
                merged[place] = wording
    return merged


def build_notes(wordings: Wordings) -> dict[str, Note]:
    """The notes by ref; commitments of which every field is blank are left out."""
    notes: dict[str, Note] = {}
    for (ref, field), wording in wordings.items():
        if wording.text:
            notes[ref] = notes.get(ref, Note())._replace(**{field: wording.text})
    return notes


def _read(text: str) -> dict[str, Any]:
    try:
        given = json.loads(text) if len(text) <= LARGEST else {}
    except (ValueError, RecursionError):
        return {}
    return given if isinstance(given, dict) else {}


def _telling(given: Mapping[str, Any]) -> Telling:
    meeting = given.get("meeting")
    if not isinstance(meeting, str) or not is_meeting(meeting):
        return Telling()
    agenda = given.get("agenda")
    refs = [ref for ref in agenda if _is_ref(ref)] if isinstance(agenda, list) else []
    return Telling(
        meeting,
        _text(given.get("token"), LONGEST_TOKEN),
        dict(_wordings(given)),
        tuple(dict.fromkeys(refs[:MOST_REFS])),
        _text(given.get("filters"), LONGEST_FILTERS),
    )


def _wordings(given: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], Wording]]:
    """Any ref that could be one: a commitment may leave the release while it is being noted."""
    notes, stamps, seen = (_mapping(given.get(name)) for name in ("notes", "stamps", "seen"))
    for ref in [ref for ref in notes if _is_ref(ref)][:MOST_REFS]:
        texts, of_ref, seen_there = (_mapping(part.get(ref)) for part in (notes, stamps, seen))
        for field in Note._fields:
            text = texts.get(field)
            if isinstance(text, str):
                stamp = of_ref.get(field)
                yield (
                    (ref, field),
                    Wording(
                        _text(text, BOUNDS[field], field in OF_SEVERAL_LINES),
                        stamp if _is_stamp(stamp) else 1,
                        _seen(seen_there.get(field)),
                    ),
                )


def _seen(given: object) -> tuple[int, ...]:
    known = given[-MOST_SEEN:] if isinstance(given, list) else ()
    return tuple(stamp for stamp in known if _is_stamp(stamp))


def _is_ref(ref: object) -> TypeGuard[str]:
    return isinstance(ref, str) and 0 < len(ref) <= LONGEST_REF and clean(ref) == ref


def _is_stamp(stamp: object) -> TypeGuard[int]:
    return type(stamp) is int and 0 < stamp < LARGEST_STAMP


def _text(given: object, longest: int, set_in: bool = False) -> str:
    """The text without what nobody can see; `set_in` keeps the spaces its lines begin with."""
    if not isinstance(given, str):
        return ""
    if not set_in or "\n" not in given.strip():
        return clean(given)[:longest]
    lines = (f"{_AFTER_SPACES.sub('', line)}{clean(line)}".rstrip() for line in given.splitlines())
    return "\n".join(lines).strip("\n")[:longest].rstrip()


def _mapping(given: object) -> Mapping[str, Any]:
    return given if isinstance(given, dict) else {}
