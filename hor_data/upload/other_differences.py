"""What else differs between two releases: the sheets and cells that no change of theirs counts."""

from collections import Counter
from collections.abc import Iterator, Mapping

from hor_data.release import Release, release_rows
from hor_data.words import folded, say_count
from hor_data.workbook import CellValue

ONLY_OTHERS_DIFFER = "No commitment changes, and something else does."
MOST_NAMED = 6  # of one kind; more are counted
SHOWN_CHARACTERS = 80
# What tells a row of a sheet from the others, and the columns that no change is made of.
_KEYS = {
    "Updates": ("Ref", "As at", "Update"),
    "Organisations": ("Organisation",),
    "Lists": ("List", "Value"),
}
_UNCOUNTED_COLUMNS = {
    "Updates": ("Evidence",),
    "Organisations": ("Previously known as",),
    "Lists": ("Definition",),
}


def say_other_differences(before: Release, after: Release) -> tuple[str, ...]:
    """Sentences about what differs between two releases and `compare_releases` says nothing of:
    lines of the cover, definitions, evidence, earlier names, sheets, columns and lists that are no
    longer there, and updates that are there more often."""
    return (
        *_sheets_gone(before, after),
        *_columns_gone(before, after),
        *_lists_gone(before, after),
        *_cover_differences(before, after),
        *_cell_differences(before, after),
        *_values_differences(before, after),
        *_updates_repeated(before, after),
    )


def _sheets_gone(before: Release, after: Release) -> Iterator[str]:
    for name in before.headers:
        if name not in after.headers:
            more = " The dashboard’s own lists would hold." if name == "Lists" else ""
            yield f"The workbook has no sheet “{name}”.{more}"


def _columns_gone(before: Release, after: Release) -> Iterator[str]:
    for name, rows in release_rows(before).items():
        for header in before.headers.get(name, ()):
            number = sum(row.get(header) not in (None, "") for row in rows)
            if number and name in after.headers and header not in after.headers[name]:
                yield f"{name} has no column “{header}”: {number:,} have it now."


def _lists_gone(before: Release, after: Release) -> Iterator[str]:
    if "Lists" in after.headers:
        for name in before.lists:
            if name in before.listed and name not in after.listed:
                yield f"Lists has no values of “{name}”. The dashboard’s own would hold."


def _cover_differences(before: Release, after: Release) -> Iterator[str]:
    # A release that was published is called as the officer said then, whatever its cover says.
    own_name = ("release",) if before.number else ()
    for label in dict.fromkeys((*before.cover, *after.cover)):
        if label in own_name:
            continue
        was, now = before.cover.get(label, ""), after.cover.get(label, "")
        if was and not now:
            yield f"The Cover would say nothing of “{label}”: it says “{_shortened(was)}” now."
        elif now and not was:
            yield f"The Cover would also say “{label}”: “{_shortened(now)}”."
        elif was != now:
            yield f"The Cover would say another “{label}”: “{_shortened(now)}”."


def _cell_differences(before: Release, after: Release) -> Iterator[str]:
    """Cells of rows that both have, in columns that no change is made of."""
    rows_before, rows_after = _rows_by_key(before), _rows_by_key(after)
    for name, columns in _UNCOUNTED_COLUMNS.items():
        for column in columns:
            different = [
                key
                for key, row in rows_before[name].items()
                if key in rows_after[name]
                and (row.get(column) or "") != (rows_after[name][key].get(column) or "")
                and not (name == "Lists" and key[0] == "status")
            ]
            if different:
                rows = say_count(len(different), "row")
                labels = [rows_before[name][key] for key in different[:MOST_NAMED]]
                named = ", ".join(f"“{_shortened(_label(name, row))}”" for row in labels)
                yield f"{name} would have another “{column}” in {rows}: {named}."


def _values_differences(before: Release, after: Release) -> Iterator[str]:
    """Values that one release lists and the other does not; statuses are among the changes."""
    rows_before, rows_after = _rows_by_key(before), _rows_by_key(after)
    for name in ("Lists", "Organisations"):
        for verb, rows, others in (
            ("no longer have", rows_before[name], rows_after[name]),
            ("also have", rows_after[name], rows_before[name]),
        ):
            keys = [key for key in rows if key not in others and key[0] != "status"]
            if keys:
                labels = [_label(name, rows[key]) for key in keys[:MOST_NAMED]]
                named = ", ".join(f"“{_shortened(label)}”" for label in labels)
                more = f" and {len(keys) - MOST_NAMED:,} more" if len(keys) > MOST_NAMED else ""
                yield f"{name} would {verb} {named}{more}."


def _updates_repeated(before: Release, after: Release) -> Iterator[str]:
    """Updates that both have and one of them more often: a change is of an update that only one of
    them has."""
    was, now = (
        Counter(tuple(str(row.get(header) or "") for header in _KEYS["Updates"]) for row in rows)
        for rows in (release_rows(release)["Updates"] for release in (before, after))
    )
    for words, difference in (("more often", now - was), ("less often", was - now)):
        if keys := [key for key in difference if key in was and key in now]:
            named = ", ".join(f"“{ref} {as_at}”" for ref, as_at, _ in keys[:MOST_NAMED])
            more = f" and {len(keys) - MOST_NAMED:,} more" if len(keys) > MOST_NAMED else ""
            updates = say_count(len(keys), "update")
            yield f"Updates would have {updates} {words} than now: {named}{more}."


def _rows_by_key(release: Release) -> dict[str, dict[tuple[str, ...], Mapping[str, CellValue]]]:
    rows = release_rows(release)
    return {
        name: {
            tuple(folded(str(row.get(header) or "")) for header in headers): row
            for row in rows[name]
        }
        for name, headers in _KEYS.items()
    }


def _label(name: str, row: Mapping[str, CellValue]) -> str:
    headers = {"Updates": ("Ref", "As at"), "Lists": ("List", "Value")}.get(name, _KEYS[name])
    return " ".join(str(row[header]) for header in headers)


def _shortened(text: str) -> str:
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[:SHOWN_CHARACTERS].rstrip()}…"
