"""What changed between two releases, commitment by commitment, in the field's words."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, NamedTuple

import pandas as pd

from hor_data.dates import last_day, say_date
from hor_data.measures import measures_of
from hor_data.release import Release
from hor_data.words import capital, count, folded, listed

ADDED, REMOVED = "Added", "Removed"
FORWARD, BACK = "Moved forward", "Moved back"
NOW_CLEAR, NO_LONGER_CLEAR = "Now clear", "No longer clear"
NEWLY_REPORTED, GONE_QUIET = "Newly reported", "Gone quiet"
REWORDED, NEW_DEADLINE = "Reworded promise", "New deadline"
RESULT_CHANGED, RATING_CHANGED = "Result changed", "Owner’s rating changed"
CHANGED = "Changed"

# In the order a reader should meet them, each with what it means.
KINDS = {
    FORWARD: "The status moved towards complete.",
    BACK: "The status moved away from complete.",
    NOW_CLEAR: "Its status was unclear and no longer is.",
    NO_LONGER_CLEAR: "Its status has become unclear.",
    NEWLY_REPORTED: "There is an update that the earlier release did not have.",
    GONE_QUIET: "Not complete, and no new update since the earlier release.",
    REWORDED: "The promise itself or its title is worded differently.",
    NEW_DEADLINE: "The date it is due by is another one.",
    RESULT_CHANGED: "A number reported or promised is another one.",
    RATING_CHANGED: "The lead organisation rates it differently.",
    CHANGED: "Something else about it is different.",
    ADDED: "The earlier release did not have it.",
    REMOVED: "The later release does not have it.",
}
STATUS_BEFORE = "Status before"
PROGRESS = ("not started", "limited", "substantial", "complete")
# What a commitment did, in a sentence; "were" stands for was and were.
DID = {
    FORWARD: "moved forward",
    BACK: "moved back",
    NOW_CLEAR: "became clear",
    NO_LONGER_CLEAR: "became unclear",
    NEWLY_REPORTED: "reported anew",
    GONE_QUIET: "went quiet",
    REWORDED: "were reworded",
    NEW_DEADLINE: "got a new deadline",
    RESULT_CHANGED: "had a number changed",
    RATING_CHANGED: "were rated differently",
    CHANGED: "changed in another way",
    ADDED: "were added",
    REMOVED: "were removed",
}
PROMISE = ("Title", "Commitment")
PLAIN = ("Theme", "Area", "Approach", "Why this status", "Source")
SEVERAL = ("Who it is for", "Not yet shown")
BODIES = ("Lead organisations", "Partner organisations")
GONE_TOO_MANY = 0.2


class Change(NamedTuple):
    """One difference: what kind, in which field, and what stood there before and after."""

    ref: str
    title: str
    kind: str
    field: str = ""
    before: str = ""
    after: str = ""


class Words(NamedTuple):
    """A run of words of a difference: kept, taken out or put in."""

    how: str
    said: str


@dataclass(frozen=True)
class _Pair:
    """One commitment in both releases, as rows by header."""

    before: Release
    after: Release
    was: Mapping[str, Any]
    now: Mapping[str, Any]

    def change(self, kind: str, field: str = "", before: str = "", after: str = "") -> Change:
        return Change(self.now["Ref"], self.now["Title"], kind, field, before, after)


def compare_releases(before: Release, after: Release) -> tuple[Change, ...]:
    """Every change from one release to another, in the order of KINDS and then of the workbook.

    Refs are matched whatever their case; renamed organisations by "Previously known as".
    """
    changes = sorted(_changes(before, after), key=lambda one: list(KINDS).index(one.kind))
    return tuple(changes)


def compare_commitment(before: Release, after: Release, ref: str) -> tuple[Change, ...]:
    """Every change of one commitment that both releases have."""
    was, now = before.position(ref), after.position(ref)
    if was is None or now is None:
        return ()
    rows = (before.commitments.iloc[was].to_dict(), after.commitments.iloc[now].to_dict())
    return tuple(_of_pair(_Pair(before, after, *rows), _names_now(before, after)))


def kind_of_move(before: str, after: str) -> str:
    """The kind of a move from one meaning to another: "" where they are the same."""
    if before == after:
        return ""
    if "unclear" in (before, after):
        return NOW_CLEAR if before == "unclear" else NO_LONGER_CLEAR
    return FORWARD if PROGRESS.index(after) > PROGRESS.index(before) else BACK


def tally_moves(before: Release, after: Release, refs: Collection[str]) -> pd.DataFrame:
    """How many of these commitments stood at each status before (rows) and after (columns).

    Only commitments that both releases have are counted.
    """
    was, now = ([one.value for one in release.statuses] for release in (before, after))
    moves = pd.DataFrame(0, index=pd.Index(was, name=STATUS_BEFORE), columns=now)
    for ref in refs:
        earlier, later = before.position(ref), after.position(ref)
        if earlier is not None and later is not None:
            status = before.commitments["Status"].array[earlier]
            moves.loc[status, after.commitments["Status"].array[later]] += 1
    return moves


def renamed(before: Release, after: Release) -> list[tuple[str, str]]:
    """Organisations that the later release calls by another name: what it was and what it is."""
    names = {folded(str(name)): str(name) for name in before.organisations.index}
    known = {folded(str(name)) for name in after.organisations.index}
    return [
        (names[folded(former)], str(name))
        for name, known_as in after.organisations["Previously known as"].items()
        for former in known_as
        if folded(former) in names
        and folded(former) not in known
        and folded(str(name)) not in names
    ]


def tally_changes(changes: Sequence[Change]) -> dict[str, int]:
    """How many commitments changed in each way; ways that none did are left out."""
    counts = Counter(kind for _, kind in {(one.ref, one.kind) for one in changes})
    return {kind: counts[kind] for kind in KINDS if counts[kind]}


def say_changes(changes: Sequence[Change]) -> str:
    """3 commitments moved forward, 1 moved back and 2 were added."""
    tally = list(tally_changes(changes).items())
    if not tally:
        return "Nothing differs between the two releases."
    (kind, first), *rest = tally
    parts = [f"{count(first, 'commitment')} {_did(kind, first)}"]
    parts += [f"{number:,} {_did(kind, number)}" for kind, number in rest]
    return f"{listed(parts)}."


def what_looks_wrong(before: Release, after: Release) -> list[str]:
    """Sentences about changes so large that they may be a mistake."""
    changes = compare_releases(before, after)
    gone = sum(one.kind == REMOVED for one in changes)
    back = [one.ref for one in changes if one.kind == BACK and _steps(before, after, one) >= 2]
    found = []
    if gone > GONE_TOO_MANY * len(before.commitments):
        found.append(f"{count(gone, 'commitment')} of {len(before.commitments):,} would be gone.")
    if back:
        found.append(f"{listed(back)} would move back by two steps or more.")
    if len(before.updates) and not len(after.updates):
        found.append("Every update would be gone. Is the Updates sheet missing?")
    if before.as_at and after.as_at and last_day(after.as_at) < last_day(before.as_at):
        was, now = say_date(before.as_at), say_date(after.as_at)
        found.append(f"The data would be as at {now}, which is earlier than {was} now.")
    return found


def mark_difference(before: str, after: str) -> list[Words]:
    """Both texts as one, word by word: what was kept, taken out and put in."""
    was, now = before.split(), after.split()
    marked = []
    for how, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if how == "equal":
            marked.append(Words("kept", " ".join(was[a:b])))
            continue
        marked += [Words("out", " ".join(was[a:b]))] if b > a else []
        marked += [Words("in", " ".join(now[c:d]))] if d > c else []
    return marked


def _did(kind: str, number: int) -> str:
    return DID[kind].replace("were", "was") if number == 1 else DID[kind]


def _changes(before: Release, after: Release) -> Iterator[Change]:
    old, new = ({folded(row["Ref"]): row for row in _rows(one)} for one in (before, after))
    for key, row in new.items():
        if key not in old:
            yield Change(row["Ref"], row["Title"], ADDED, after=row["Status"])
    for key, row in old.items():
        if key not in new:
            yield Change(row["Ref"], row["Title"], REMOVED, before=row["Status"])
    names = _names_now(before, after)
    for key, row in new.items():
        if key in old:
            yield from _of_pair(_Pair(before, after, old[key], row), names)


def _of_pair(pair: _Pair, names: Mapping[str, str]) -> Iterator[Change]:
    yield from _of_status(pair)
    yield from _of_updates(pair)
    yield from _of_fields(pair)
    yield from _of_bodies(pair, names)
    yield from _of_measures(pair)


def _of_status(pair: _Pair) -> Iterator[Change]:
    was, now = pair.was["Status"], pair.now["Status"]
    kind = kind_of_move(pair.before.meaning(was), pair.after.meaning(now))
    if kind or folded(was) != folded(now):
        yield pair.change(kind or CHANGED, "Status", was, now)


def _of_updates(pair: _Pair) -> Iterator[Change]:
    old, new = (_updates(release, row["Ref"]) for release, row in (
        (pair.before, pair.was), (pair.after, pair.now)
    ))  # fmt: skip
    fresh = [one for one in new if one not in old]
    for one in fresh:
        yield pair.change(NEWLY_REPORTED, "Update", "", one)
    for one in old:
        if one not in new:
            yield pair.change(CHANGED, "Update", one, "")
    complete = pair.after.meaning(pair.now["Status"]) == "complete"
    if not fresh and not complete and _later(pair.before, pair.after):
        yield pair.change(GONE_QUIET, "Update", *([new[-1]] * 2 if new else ["", ""]))


def _of_fields(pair: _Pair) -> Iterator[Change]:
    kinds = {name: REWORDED for name in PROMISE} | {name: CHANGED for name in (*PLAIN, *SEVERAL)}
    kinds |= {"Due": NEW_DEADLINE, "Owner's rating": RATING_CHANGED}
    for name, kind in kinds.items():
        was, now = _text(pair.was[name]), _text(pair.now[name])
        if was != now:
            yield pair.change(kind, name, was, now)


def _of_bodies(pair: _Pair, names: Mapping[str, str]) -> Iterator[Change]:
    for name in BODIES:
        was, now = (
            {names.get(folded(one), folded(one)) for one in row[name]}
            for row in (pair.was, pair.now)
        )
        if was != now:
            yield pair.change(CHANGED, name, _text(pair.was[name]), _text(pair.now[name]))


def _of_measures(pair: _Pair) -> Iterator[Change]:
    old, new = ({one.name: one for one in measures_of(release, row["Ref"])} for release, row in (
        (pair.before, pair.was), (pair.after, pair.now)
    ))  # fmt: skip
    for name in dict.fromkeys([*old, *new]):
        was, now = (_numbers(of.get(name)) for of in (old, new))
        if was != now:
            yield pair.change(RESULT_CHANGED, name, was, now)


def _numbers(measure: Any) -> str:
    if measure is None:
        return ""
    parts = [("target", measure.target), ("result", measure.result), ("as at", measure.as_at)]
    return capital("; ".join(f"{name} {said}" for name, said in parts if said))


def _rows(release: Release) -> list[dict[str, Any]]:
    return release.commitments.to_dict("records")


def _updates(release: Release, ref: str) -> list[str]:
    mine = release.updates[release.updates["Ref"] == ref]
    dated = sorted(zip(mine["As at"], mine["Update"], strict=True))
    return [f"{say_date(as_at)}: {said}" for as_at, said in dated]


def _later(before: Release, after: Release) -> bool:
    """Whether time has gone by between the two, as far as their dates say."""
    return bool(
        before.as_at and after.as_at and last_day(after.as_at) > last_day(before.as_at)
    )  # fmt: skip


def _text(value: Any) -> str:
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _names_now(before: Release, after: Release) -> dict[str, str]:
    """Each folded name, former ones included, to the folded name it has in the later release."""
    names: dict[str, str] = {}
    for release in (before, after):
        for name, known_as in release.organisations["Previously known as"].items():
            for former in known_as:
                names[folded(former)] = folded(str(name))
    return names


def _steps(before: Release, after: Release, change: Change) -> int:
    was, now = before.meaning(change.before), after.meaning(change.after)
    return PROGRESS.index(was) - PROGRESS.index(now)
