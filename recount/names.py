"""What two workbooks call by different names, and what they say differently of a name."""

from collections.abc import Iterator, Sequence

import pandas as pd

from recount.cells import first_day, last_day
from recount.change import REDEFINED, REGROUPED, RENAMED, Change
from recount.counting import BODIES, Book, Filters, select


def time_passed(before: Book, after: Book) -> bool:
    """Whether the data of the second are surely later: a year and a month of it cannot tell."""
    return last_day(before.as_at) < first_day(after.as_at)


def round_held(before: Book, after: Book) -> bool:
    """Whether five months have surely passed between the data of the two, and somebody reported
    on a day that is surely after the data of the first."""
    if not before.as_at or not after.as_at:
        return False
    was, now = pd.Timestamp(last_day(before.as_at)), pd.Timestamp(first_day(after.as_at))
    answered = [first_day(given) > was.date() for given in after.updates["As at"]]
    # A month that lacks the day ends before it: pandas takes its last day, so one day more counts.
    expected = was + pd.DateOffset(months=5)
    return any(answered) and expected + pd.Timedelta(days=int(expected.day != was.day)) <= now


def goes_back(before: Book, after: Book) -> bool:
    """Whether the data of the second are surely earlier."""
    return time_passed(after, before)


def names_now(before: Book, after: Book) -> dict[str, str]:
    """Each name that an organisation had, to the one it has in the newer of the two."""
    return {
        former: str(name)
        for book in (before, after)
        for name, known in book.organisations["Previously known as"].items()
        for former in known
    }


def renamed(before: Book, after: Book) -> dict[str, str]:
    """What each renamed organisation is called after, by what it was called before."""
    pairs = {}
    for newer, older in ((after, before), (before, after)):
        for name, known in newer.organisations["Previously known as"].items():
            for former in known:
                if _is_former(former, str(name), older, newer):
                    pair = (former, str(name)) if newer is after else (str(name), former)
                    pairs[pair[0]] = pair[1]
    return pairs


def _is_former(former: str, name: str, older: Book, newer: Book) -> bool:
    """Whether the older workbook has the one name in the place of the other."""
    was, now = older.organisations.index, newer.organisations.index
    return former in was and former not in now and name not in was


def renamed_statuses(before: Book, after: Book) -> dict[str, str]:
    """What each renamed status is called after: it stands for the same and is alone in that."""
    pairs = {}
    for status, meaning in before.meanings.items():
        heirs = [
            other
            for other, same in after.meanings.items()
            if same == meaning and other not in before.meanings
        ]
        if status not in after.meanings and len(heirs) == 1:
            pairs[status] = heirs[0]
    return pairs


def compare_names(before: Book, after: Book) -> Iterator[Change]:
    """Changes of names, of statuses and of organisations, each once."""
    bodies = renamed(before, after)
    for was, now in bodies.items():
        yield Change(RENAMED, "", "Name of organisation", was, now, now)
    statuses = renamed_statuses(before, after)
    for was, now in statuses.items():
        yield Change(RENAMED, "", "Name of status", was, now, now)
    for status, definition in before.definitions.items():
        now = statuses.get(status, status)
        if now in after.definitions and after.definitions[now] != definition:
            yield Change(REDEFINED, "", "Definition", definition, after.definitions[now], now)
    for name, row in before.organisations.iterrows():
        now = bodies.get(str(name), str(name))
        if now in after.organisations.index:
            for field in ("Sector", "Area", "Short name"):
                if row[field] != (value := after.organisations.at[now, field]):
                    yield Change(REGROUPED, "", field, row[field], value, now)


def called_in(book: Book, other: Book, filters: Filters) -> dict[str, Sequence[str]]:
    """Filters in the words of one of two releases, in those of `book`; what it lacks stays."""
    names = {"lead": renamed(other, book), "status": renamed_statuses(other, book)}
    return {
        field: list(dict.fromkeys(names.get(field, {}).get(value, value) for value in values))
        for field, values in filters.items()
    }


def reached(before: Book, after: Book, filters: Filters) -> list[str]:
    """The refs that filters in the words of the release after choose in either release."""
    now = select(after, filters)
    then = select(before, called_in(before, after, filters))
    return now + [ref for ref in then if ref not in now]


def concern(changes: Sequence[Change], refs: Sequence[str], books: Sequence[Book]) -> list[Change]:
    """The changes of these commitments, of organisations with a part in them, and of statuses."""
    named: set[str] = set()
    for book in books:
        rows = book.commitments.loc[book.commitments.index.isin(refs)]
        for header in BODIES:
            named |= set(rows[header].explode().dropna())
    among = set(refs)
    return [change for change in changes if _concerns(change, among, named)]


def _concerns(change: Change, refs: set[str], bodies: set[str]) -> bool:
    if change.ref:
        return change.ref in refs
    of_a_body = change.kind == REGROUPED or change.field == "Name of organisation"
    return not of_a_body or bool({change.name, change.before} & bodies)
