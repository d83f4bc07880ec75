"""Meetings in the store: officers' notes, merged field by field, none overwritten unseen.

The newest wording of each field stands. A wording that is replaced by somebody who had not seen it,
or that comes too late to stand, is kept as an aside under its writer's name.
"""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import ColumnElement, Table, and_, delete, distinct, func, insert, select, update
from sqlalchemy.engine import Connection, Row
from sqlalchemy.exc import IntegrityError

from hor_data.meeting import NotesMessage, Wording, say_meeting
from hor_data.store.database import transaction, utc_now
from hor_data.store.engines import Store
from hor_data.store.releases import add_event
from hor_data.store.tables import ASIDES, MEETINGS, WORDINGS


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
    """An officer's wording that does not stand in its field, as another replaced it without having
    seen it."""

    ref: str
    field: str
    who: str
    text: str


def save_notes_message(store: Store, message: NotesMessage, who: str) -> None:
    """Merge a notes message into its meeting in the store; begins the meeting where it is new."""
    try:
        _save(store, message, who)
    except IntegrityError:
        # Two officers began it at the same moment: now it is there.
        _save(store, message, who)


def add_meeting_event(store: Store, meeting: str, who: str) -> None:
    """Add to the audit that an officer takes notes of a meeting."""
    add_event(store, who, "notes", f"of the meeting of {say_meeting(meeting)}")


def read_wordings(store: Store, meeting: str) -> dict[tuple[str, str], Wording]:
    """The standing wordings of a meeting, by ref and field."""
    with transaction(store) as connection:
        return {
            place: Wording(row.text, row.stamp)
            for place, row in _standing(connection, meeting).items()
        }


def list_asides(store: Store, meeting: str) -> list[Aside]:
    """The asides of a meeting whose words are not also in the wording that stands."""
    with transaction(store) as connection:
        texts = {place: row.text for place, row in _standing(connection, meeting).items()}
        rows = connection.execute(
            select(ASIDES).where(ASIDES.c.meeting == meeting).order_by(ASIDES.c.ref, ASIDES.c.who)
        )
        return [
            Aside(row.ref, row.field, row.who, row.text)
            for row in rows
            if row.text not in texts.get((row.ref, row.field), "")
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
    with transaction(store) as connection:
        return [
            Meeting(
                *(row.id, row.who, row.began_at, row.last_at),
                agenda=tuple(filter(None, row.agenda.split(","))),
                filters=row.filters,
                noted=row.noted,
            )
            for row in connection.execute(rows)
        ]


def _save(store: Store, message: NotesMessage, who: str) -> None:
    with transaction(store) as connection:
        # First of all a write to the meeting's own row: whoever else saves notes of it waits here.
        _touch(connection, message, who)
        standing = _standing(connection, message.meeting)
        for (ref, field), wording in message.wordings.items():
            place = {"meeting": message.meeting, "ref": ref, "field": field}
            _put(connection, place, wording, standing.get((ref, field)), who)


def _touch(connection: Connection, message: NotesMessage, who: str) -> None:
    values = {"last_at": utc_now()}
    if message.agenda:
        values |= {"agenda": ",".join(message.agenda), "filters": message.filters}
    mine = MEETINGS.c.id == message.meeting
    if not connection.execute(update(MEETINGS).where(mine).values(values)).rowcount:
        blank = {"id": message.meeting, "who": who, "agenda": "", "filters": ""}
        row = blank | {"began_at": utc_now()} | values
        connection.execute(insert(MEETINGS).values(row))


def _put(
    connection: Connection, place: dict[str, str], wording: Wording, standing: Row | None, who: str
) -> None:
    """Store a wording if it is newer than the one that stands in its place. Keep an aside of the
    one that is replaced without having been seen, or of the new one if it comes too late."""
    row = {"text": wording.text, "stamp": wording.stamp, "who": who, "saved_at": utc_now()}
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
    connection.execute(insert(ASIDES).values(place | {"text": both, "saved_at": utc_now()}))


def _at(table: Table, place: dict[str, str]) -> ColumnElement[bool]:
    return and_(*(table.c[name] == value for name, value in place.items()))


def _standing(connection: Connection, meeting: str) -> dict[tuple[str, str], Row]:
    rows: Iterable[Row] = connection.execute(select(WORDINGS).where(WORDINGS.c.meeting == meeting))
    return {(row.ref, row.field): row for row in rows}
