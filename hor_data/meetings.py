"""Meetings in the store: officers' notes, put together field by field, none written over unseen.

Of each field the newest wording stands. A wording that is written over by somebody who had not
seen it, or that comes too late to stand, is kept as an aside under its writer's name.
"""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Table,
    and_,
    delete,
    distinct,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.engine import Connection, Row
from sqlalchemy.exc import IntegrityError

from hor_data.notes import Telling, Wording, say_meeting
from hor_data.releases import note_event
from hor_data.store import Store, now, reaching
from hor_data.store_tables import ASIDES, MEETINGS, WORDINGS


class Meeting(NamedTuple):
    """A meeting that officers take notes of: who began it; when it began and was last noted in
    (UTC, ISO text); its agenda's refs; its filters in words; how many commitments have notes."""

    id: str
    who: str
    began_at: str
    last_at: str
    agenda: tuple[str, ...]
    filters: str
    noted: int


class Aside(NamedTuple):
    """What an officer wrote in a field that does not stand there: another wrote it over unseen."""

    ref: str
    field: str
    who: str
    text: str


def save_telling(store: Store, telling: Telling, who: str) -> None:
    """Begin or go on with a meeting in the store; put the wordings together with those there."""
    try:
        _save(store, telling, who)
    except IntegrityError:
        # Two officers began it at the same moment: now it is there.
        _save(store, telling, who)


def note_meeting(store: Store, meeting: str, who: str) -> None:
    """Put into the audit that an officer takes notes of a meeting."""
    note_event(store, who, "notes", f"of the meeting of {say_meeting(meeting)}")


def wordings_of(store: Store, meeting: str) -> dict[tuple[str, str], Wording]:
    """What stands in the notes of a meeting, by ref and field."""
    with reaching(store) as connection:
        return {
            place: Wording(row.text, row.stamp)
            for place, row in _standing(connection, meeting).items()
        }


def asides_of(store: Store, meeting: str) -> list[Aside]:
    """What was written over unseen and is not said by what stands there now."""
    with reaching(store) as connection:
        standing = _standing(connection, meeting)
        rows = connection.execute(
            select(ASIDES).where(ASIDES.c.meeting == meeting).order_by(ASIDES.c.ref, ASIDES.c.who)
        )
        return [
            Aside(row.ref, row.field, row.who, row.text)
            for row in rows
            if not _holds(standing.get((row.ref, row.field)), row.text)
        ]


def list_meetings(store: Store, limit: int = 50) -> list[Meeting]:
    """Meetings, the one last noted in first."""
    noted = (
        select(WORDINGS.c.meeting, func.count(distinct(WORDINGS.c.ref)).label("noted"))
        .where(WORDINGS.c.text != "")
        .group_by(WORDINGS.c.meeting)
        .subquery()
    )
    rows = (
        select(MEETINGS, func.coalesce(noted.c.noted, 0).label("noted"))
        .outerjoin(noted, noted.c.meeting == MEETINGS.c.id)
        .order_by(MEETINGS.c.last_at.desc(), MEETINGS.c.id.desc())
        .limit(limit)
    )
    with reaching(store) as connection:
        return [
            Meeting(
                id=row.id,
                who=row.who,
                began_at=row.began_at,
                last_at=row.last_at,
                agenda=tuple(filter(None, row.agenda.split(","))),
                filters=row.filters,
                noted=row.noted,
            )
            for row in connection.execute(rows)
        ]


def _save(store: Store, telling: Telling, who: str) -> None:
    with reaching(store) as connection:
        # First of all a write to the meeting's own row: whoever else saves notes of it waits here.
        _touch(connection, telling, who)
        standing = _standing(connection, telling.meeting)
        for (ref, field), wording in telling.wordings.items():
            place = {"meeting": telling.meeting, "ref": ref, "field": field}
            _put(connection, place, wording, (standing.get((ref, field)), who))


def _touch(connection: Connection, telling: Telling, who: str) -> None:
    values = {"last_at": now()}
    if telling.agenda:
        values |= {"agenda": ",".join(telling.agenda), "filters": telling.filters}
    mine = MEETINGS.c.id == telling.meeting
    if not connection.execute(update(MEETINGS).where(mine).values(values)).rowcount:
        row = {"id": telling.meeting, "who": who, "began_at": now(), "agenda": "", "filters": ""}
        connection.execute(insert(MEETINGS).values(row | values))


def _put(
    connection: Connection, place: dict[str, str], wording: Wording, there: tuple[Row | None, str]
) -> None:
    """Let a wording stand in its place if it is the newest; `there`: what stands, who writes."""
    standing, who = there
    row = {"text": wording.text, "stamp": wording.stamp, "who": who, "saved_at": now()}
    if standing is None:
        if wording.text:
            connection.execute(insert(WORDINGS).values(place | row))
    elif wording.stamp > standing.stamp:
        if standing.stamp not in wording.seen and standing.text not in wording.text:
            _set_aside(connection, place, standing.text, standing.who)
        connection.execute(update(WORDINGS).where(_at(WORDINGS, place)).values(row))
    elif wording.stamp < standing.stamp and wording.text not in standing.text:
        _set_aside(connection, place, wording.text, who)


def _set_aside(connection: Connection, place: dict[str, str], text: str, who: str) -> None:
    """Keep a text under its writer's name, with what was set aside of theirs before."""
    place = place | {"who": who}
    before = connection.scalar(select(ASIDES.c.text).where(_at(ASIDES, place))) or ""
    if text in before:
        return
    connection.execute(delete(ASIDES).where(_at(ASIDES, place)))
    both = text if before in text else f"{before}\n{text}"
    connection.execute(insert(ASIDES).values(place | {"text": both, "saved_at": now()}))


def _at(table: Table, place: dict[str, str]) -> ColumnElement[bool]:
    return and_(*(table.c[name] == value for name, value in place.items()))


def _standing(connection: Connection, meeting: str) -> dict[tuple[str, str], Row]:
    rows: Iterable[Row] = connection.execute(select(WORDINGS).where(WORDINGS.c.meeting == meeting))
    return {(row.ref, row.field): row for row in rows}


def _holds(standing: Row | None, text: str) -> bool:
    return standing is not None and text in standing.text
