"""Changes of names, of the scale of statuses and of organisations between two releases.

Each is one change, however many commitments it touches.
"""

from collections.abc import Iterator, Mapping

from hor_data.changes.kinds import REDEFINED, REGROUPED, RENAMED, Change
from hor_data.changes.renamed import renamed_organisations
from hor_data.release import Release
from hor_data.words import folded, shortened_name

ORGANISATION_NAME = "Name of organisation"
NAME_FIELDS = {
    "Status": "Name of status",
    "Theme": "Name of theme",
    "Sector": "Name of sector",
    "Area": "Name of area",
    "Who it is for": "Name of group",
    "Approach": "Name of approach",
}
DEFINITION, STANDS_FOR, ORDER, IN_USE = "Definition", "Stands for", "Order", "Scale of statuses"
SECTOR, AREA, SHORT_NAME = "Sector", "Area", "Short name"
# The changes of its status that a commitment's history includes.
STATUS_FIELDS = (NAME_FIELDS["Status"], STANDS_FOR)
THE_STATUSES = "The statuses"


def compare_definitions(
    before: Release, after: Release, values: Mapping[str, Mapping[str, str]]
) -> Iterator[Change]:
    """Every change of a name, of a status or of an organisation.

    `values` gives what `after` calls the renamed values of each list, by list and folded value.
    """
    for was, now in renamed_organisations(before, after):
        yield Change("", now, RENAMED, ORGANISATION_NAME, was, now)
    for name, field in NAME_FIELDS.items():
        for listed in before.lists[name]:
            if new_name := values.get(name, {}).get(folded(listed.value)):
                yield Change("", new_name, RENAMED, field, listed.value, new_name)
    yield from _statuses(before, after, values.get("Status", {}))
    yield from _organisations(before, after, values)


def _statuses(before: Release, after: Release, names: Mapping[str, str]) -> Iterator[Change]:
    was = {
        folded(names.get(folded(status.value), status.value)): status for status in before.statuses
    }
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
        lists = ("; ".join(status.value for status in scale.values()) for scale in (was, now))
        yield Change("", THE_STATUSES, REDEFINED, ORDER, *lists)


def _organisations(
    before: Release, after: Release, values: Mapping[str, Mapping[str, str]]
) -> Iterator[Change]:
    new_names = {folded(was): now for was, now in renamed_organisations(before, after)}
    rows_after = {folded(name): (name, row) for name, row in _rows(after).items()}
    for was, row in _rows(before).items():
        key = folded(new_names.get(folded(was), was))
        if key not in rows_after:
            continue
        now, new_row = rows_after[key]
        for field in (SECTOR, AREA):
            called_now = values.get(field, {}).get(folded(row[field]), row[field])
            if folded(called_now) != folded(new_row[field]):
                yield Change("", now, REGROUPED, field, row[field], new_row[field])
        old, new = row[SHORT_NAME], new_row[SHORT_NAME]
        # What was made from the name both times says no more than that the name is another.
        if old != new and (old, new) != (shortened_name(was), shortened_name(now)):
            yield Change("", now, REGROUPED, SHORT_NAME, old, new)


def _rows(release: Release) -> dict[str, dict[str, str]]:
    """The sector, area and short name of each organisation, by its name."""
    return release.organisations[[SECTOR, AREA, SHORT_NAME]].to_dict("index")
