"""Faults planted in a copy of the project: a recount that does not find each is worth little."""

import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from recount.server import RecountError

LEFT_OUT = (".git", ".venv*", "docs", "tests", "bench", "__pycache__", ".*_cache", "*.sqlite3*")


class Fault(NamedTuple):
    """One fault: what stands in a file and what is put in its place, what has to be looked at to
    meet it, and words of the report by which it is found."""

    name: str
    file: str
    was: str
    planted: str
    look_at: Sequence[str]
    found_by: str


FAULTS = (
    Fault(
        "a tie is called a lead",
        "hor_exports/charts/titles.py",
        "HALF_AS_MANY_AGAIN = 1.5",
        "HALF_AS_MANY_AGAIN = 1.0",
        ("--pairs=alone", "--pages=bars", "--filter=status=Limited"),
        "a tie is called a lead",
    ),
    Fault(
        "a value of a filter is dropped",
        "hor_web/filters.py",
        "(value,) if isinstance(value, str) else tuple(value)",
        "(value,) if isinstance(value, str) else tuple(value)[:1]",
        ("--pairs=alone", "--pages=commitments", "--filter=status=Limited&status=Unclear"),
        "selection names 'Unclear': shown False",
    ),
    Fault(
        "what has left a filter is lost",
        "hor_exports/compared.py",
        "for shown in (earlier, view)",
        "for shown in (view,)",
        ("--pairs=before", "--pages=what_changed", "--filter=status=Limited"),
        "what_changed?status=Limited · counts of kinds",
    ),
    Fault(
        "a deadline is a day off",
        "hor_data/release/groupings.py",
        "last_day(due) < judged_on",
        "last_day(due) <= judged_on",
        ("--pairs=before", "--pages=commitments", "--filter=deadline=Past+due"),
        "selection: shown",
    ),
    Fault(
        "a row of the matrix counts what its own filter leaves",
        "hor_exports/explore/matrix.py",
        "count_members(release.groupings[choice.rows], select(release, without_rows))",
        "count_members(release.groupings[choice.rows], select(release, view.selection))",
        ("--pairs=alone", "--pages=explore", "--filter=theme=People-powered+health"),
        "theme by status rows: 1 shown, 4 counted",
    ),
    Fault(
        "a row of the matrix counts one too many",
        "hor_exports/explore/matrix.py",
        "rows = list_headings(view, choice.rows, row_totals)",
        "rows = list_headings(view, choice.rows, row_totals + 1)",
        ("--pairs=alone", "--pages=explore", "--filter=sector=NHS"),
        "theme by status rows: 4 shown",
    ),
    Fault(
        "a change of the strip has the other sign",
        "hor_exports/explore/strip.py",
        "changes[name] -= number",
        "changes[name] = number - changes[name]",
        ("--pairs=before", "--pages=explore", "--filter=sector=NHS"),
        "changes: 5 shown, 5 counted; only shown ['−2', '+3']",
    ),
    Fault(
        "a trend counts the first release in the second",
        "hor_data/changes/trend.py",
        "totals[point, code] += in_all[column]",
        "totals[max(point, 1), code] += in_all[column]",
        ("--pairs=before", "--pages=time", "--filter=sector=NHS"),
        "trend table: 3 shown, 3 counted",
    ),
    Fault(
        "an update reported before is called new",
        "hor_exports/updates_in_time.py",
        "in new\n",
        "not in new\n",
        ("--pairs=before", "--pages=what_changed", "--filter=sector=NHS"),
        "updates in time of",
    ),
)


def plant(fault: Fault, project: Path, folder: Path) -> Path:
    """Copy the project into a folder, put the fault into the copy, and give the copy's path."""
    copy = folder / fault.name.replace(" ", "-")
    shutil.copytree(project, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
    file = copy / fault.file
    text = file.read_text("utf-8")
    if text.count(fault.was) != 1:
        raise RecountError(
            f"“{fault.was}” stands {text.count(fault.was)} times in {fault.file}: the fault “"
            f"{fault.name}” is to be planted elsewhere (recount/faults.py)."
        )
    file.write_text(text.replace(fault.was, fault.planted), "utf-8")
    return copy


def count_missed(
    faults: Iterable[Fault],
    project: Path,
    folder: Path,
    lines_of: Callable[[Fault, Path], Sequence[str]],
) -> int:
    """Plant each fault in a copy of its own, say by which line of the report it is found, and count
    those that are not. `lines_of` recounts the copy with the fault."""
    missed = 0
    for fault in faults:
        lines = lines_of(fault, plant(fault, project, folder))
        line = next((line for line in lines if fault.found_by in line), "")
        print(f"{fault.name}: {line.strip() or 'NOT FOUND'}", flush=True)
        missed += not line
    return missed
