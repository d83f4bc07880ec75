"""Notes of a roundtable: for each commitment what was said, the action, its owner and its date.

A note is kept field by field, each with the time it was written, so that notes of one commitment
from two tabs or two officers can be merged. Everything that a browser sends is bounded here.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeGuard

from hor_data.dates import read_date, say_date
from hor_data.words import clean_text

LONGEST_NOTE_TEXT, LONGEST_OWNER, LONGEST_BY_WHEN = 4_000, 200, 40
LARGEST_MESSAGE = 1_000_000
MOST_MEETINGS, MOST_REFS, MOST_SEEN = 10, 200, 50
LONGEST_REF, LONGEST_TOKEN, LONGEST_FILTERS = 40, 40, 400
LARGEST_STAMP = 2**53
# A text without the spaces and tabs that it begins with.
_AFTER_SPACES = re.compile(r"[^ \t].*", re.DOTALL)
_MEETING = re.compile(r"(\d{4}-\d\d-\d\d)(?:-([01]\d|2[0-3])([0-5]\d)-[a-z0-9]{4})?", re.ASCII)


class Note(NamedTuple):
    """The note of one commitment; "" for a blank field."""

    said: str = ""
    action: str = ""
    owner: str = ""
    by_when: str = ""


# In these, spaces at the beginning of a line say which list lies within which.
MULTILINE_FIELDS = ("said", "action")
FIELD_BOUNDS = dict(
    zip(
        Note._fields,
        (LONGEST_NOTE_TEXT, LONGEST_NOTE_TEXT, LONGEST_OWNER, LONGEST_BY_WHEN),
        strict=True,
    )
)
Notes = Mapping[str, Note]


class Wording(NamedTuple):
    """The text of one field of a note. `stamp` is when it was written, in milliseconds by the
    writer's clock and greater than the stamp that it replaced; `seen` are the stamps of the
    wordings of this field that the writer had seen."""

    text: str
    stamp: int = 1
    seen: tuple[int, ...] = ()


# By ref and field of the note.
Wordings = Mapping[tuple[str, str], Wording]


class NotesMessage(NamedTuple):
    """A browser's message about one meeting: the meeting's id, a token that the server sends back
    once the message is taken, the wordings, the refs on the agenda, and the filters in words."""

    meeting: str = ""
    token: str = ""
    wordings: Wordings = {}
    agenda: tuple[str, ...] = ()
    filters: str = ""


def is_meeting(meeting: str) -> bool:
    """Whether a text is the id of a meeting: 2026-11-25-1004-k3f9, or in older notes a day
    alone."""
    match = _MEETING.fullmatch(meeting)
    return bool(match and read_date(match[1]))


def say_meeting(meeting: str) -> str:
    """A meeting's id in words: 25 November 2026, begun at 10:04; the day alone for an older id."""
    match = _MEETING.fullmatch(meeting)
    if not match:
        return meeting
    begun = f", begun at {match[2]}:{match[3]}" if match[2] else ""
    return f"{say_date(match[1])}{begun}"


def read_notes_message(text: str) -> NotesMessage:
    """A browser's message about one meeting, from JSON: {meeting, token, notes: {ref: {field:
    text}}, stamps: {ref: {field: ms}}, seen: {ref: {field: [ms]}}, agenda: [ref], filters}.

    Anything that does not fit is left out; without a meeting's id the message is empty.
    """
    return _telling(_read(text))


def read_browser_notes(text: str) -> dict[str, NotesMessage]:
    """The notes that a browser keeps of several meetings, from JSON {id: as for
    read_notes_message}; at most MOST_MEETINGS of them, newest first."""
    given = {meeting: kept for meeting, kept in _read(text).items() if isinstance(kept, dict)}
    meetings = sorted(filter(is_meeting, given), reverse=True)[:MOST_MEETINGS]
    return {meeting: _telling(given[meeting] | {"meeting": meeting}) for meeting in meetings}


def merge_wordings(*several: Wordings) -> dict[tuple[str, str], Wording]:
    """The newest wording of each field; where two have one stamp, that of the earlier argument."""
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
        given = json.loads(text) if len(text) <= LARGEST_MESSAGE else {}
    except (ValueError, RecursionError):
        return {}
    return given if isinstance(given, dict) else {}


def _telling(given: Mapping[str, Any]) -> NotesMessage:
    meeting = given.get("meeting")
    if not isinstance(meeting, str) or not is_meeting(meeting):
        return NotesMessage()
    agenda = given.get("agenda")
    refs = [ref for ref in agenda if _is_ref(ref)] if isinstance(agenda, list) else []
    return NotesMessage(
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
                        _text(text, FIELD_BOUNDS[field], field in MULTILINE_FIELDS),
                        stamp if _is_stamp(stamp) else 1,
                        _seen(seen_there.get(field)),
                    ),
                )


def _seen(given: object) -> tuple[int, ...]:
    known = given[-MOST_SEEN:] if isinstance(given, list) else ()
    return tuple(stamp for stamp in known if _is_stamp(stamp))


def _is_ref(ref: object) -> TypeGuard[str]:
    return isinstance(ref, str) and 0 < len(ref) <= LONGEST_REF and clean_text(ref) == ref


def _is_stamp(stamp: object) -> TypeGuard[int]:
    return type(stamp) is int and 0 < stamp < LARGEST_STAMP


def _text(given: object, longest: int, set_in: bool = False) -> str:
    """The text without what nobody can see; `set_in` keeps the spaces its lines begin with."""
    if not isinstance(given, str):
        return ""
    if not set_in or "\n" not in given.strip():
        return clean_text(given)[:longest]
    lines = (
        f"{_AFTER_SPACES.sub('', line)}{clean_text(line)}".rstrip() for line in given.splitlines()
    )
    return "\n".join(lines).strip("\n")[:longest].rstrip()


def _mapping(given: object) -> Mapping[str, Any]:
    return given if isinstance(given, dict) else {}
