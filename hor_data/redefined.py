"""What changed between two releases in names, in the scale of statuses and in organisations: each
said once, however many commitments it touches."""

from collections.abc import Iterator, Mapping

from hor_data.change_kinds import REDEFINED, REGROUPED, RENAMED, Change
from hor_data.lists import Listed
from hor_data.release import Release
from hor_data.renamed import renamed
from hor_data.words import folded, shortened_name

ORGANISATION = "Name of organisation"
NAMES = {
    "Status": "Name of status",
    "Theme": "Name of theme",
    "Sector": "Name of sector",
    "Area": "Name of area",
    "Who it is for": "Name of group",
    "Approach": "Name of approach",
}
DEFINITION, STANDS_FOR, ORDER, IN_USE = "Definition", "Stands for", "Order", "Scale of statuses"
SECTOR, AREA, SHORT_NAME = "Sector", "Area", "Short name"
# What a commitment's own history says of its status.
OF_A_STATUS = (NAMES["Status"], STANDS_FOR)
THE_STATUSES = "The statuses"


def compare_names(
    before: Release, after: Release, values: Mapping[str, Mapping[str, str]]
) -> Iterator[Change]:
    """Every change of a name, of a status or of an organisation.

    `values` are the values of each list that are called otherwise in `after`, folded.
    """
    for was, now in renamed(before, after):
        yield Change("", now, RENAMED, ORGANISATION, was, now)
    for name, field in NAMES.items():
        for listed in before.lists[name]:
            if new_name := values.get(name, {}).get(folded(listed.value)):
                yield Change("", new_name, RENAMED, field, listed.value, new_name)
    yield from _statuses(before, after, values.get("Status", {}))
    yield from _organisations(before, after, values)


def _statuses(before: Release, after: Release, names: Mapping[str, str]) -> Iterator[Change]:
    was = {_name_now(status, names): status for status in before.statuses}
    now = {folded(status.value): status for status in after.statuses}
    for key, status in was.items():
        if key not in now:
            yield Change("", status.value, REDEFINED, IN_USE, status.value, "")
    for key, status in now.items():
        if key not in was:
            yield Change("", status.value, REDEFINED, IN_USE, "", status.value)
            continue
        for field, old, new in (
            (STANDS_FOR, was[key].stands_for, status.stands_for),
            (DEFINITION, was[key].definition, status.definition),
        ):
            if old != new:
                yield Change("", status.value, REDEFINED, field, old, new)
    kept = [key for key in was if key in now]
    if kept != [key for key in now if key in was]:
        lists = ("; ".join(status.value for status in of) for of in (was.values(), now.values()))
        yield Change("", THE_STATUSES, REDEFINED, ORDER, *lists)


def _name_now(status: Listed, names: Mapping[str, str]) -> str:
    return folded(names.get(folded(status.value), status.value))


def _organisations(
    before: Release, after: Release, values: Mapping[str, Mapping[str, str]]
) -> Iterator[Change]:
    new_names = {folded(was): now for was, now in renamed(before, after)}
    bodies = {folded(str(name)): (str(name), row) for name, row in _rows(after).items()}
    for was, row in _rows(before).items():
        key = folded(new_names.get(folded(was), was))
        if key not in bodies:
            continue
        now, new_row = bodies[key]
        for field in (SECTOR, AREA):
            called_now = values.get(field, {}).get(folded(row[field]), row[field])
            if folded(called_now) != folded(new_row[field]):
                yield Change("", now, REGROUPED, field, row[field], new_row[field])
        if row[SHORT_NAME] != new_row[SHORT_NAME] and (
            _is_given(was, row) or _is_given(now, new_row)
        ):
            yield Change("", now, REGROUPED, SHORT_NAME, row[SHORT_NAME], new_row[SHORT_NAME])


def _is_given(name: str, row: Mapping[str, str]) -> bool:
    """Whether the short name was given, and not made from the name."""
    return row[SHORT_NAME] != shortened_name(name)


def _rows(release: Release) -> dict[str, dict[str, str]]:
    """The sector, area and short name of each organisation, by its name."""
    columns = (release.organisations[field].tolist() for field in (SECTOR, AREA, SHORT_NAME))
    names = (str(name) for name in release.organisations.index)
    return {
        name: dict(zip((SECTOR, AREA, SHORT_NAME), cells, strict=True))
        for name, cells in zip(names, zip(*columns, strict=True), strict=True)
    }
