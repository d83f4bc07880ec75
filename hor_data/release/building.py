"""A release built from a workbook, and written as one again."""

import hashlib
from collections.abc import Mapping
from datetime import date
from itertools import chain

import numpy as np
import pandas as pd

from hor_data.checks import Finding, check_workbook, has_errors, split_values
from hor_data.dates import read_date
from hor_data.release.groupings import ORGANISATION_COLUMNS, build_groupings
from hor_data.release.release import Release
from hor_data.release.search import SearchIndex
from hor_data.words import folded, shortened_name
from hor_data.workbook import (
    COLUMNS_BY_SHEET,
    VALUE_SEPARATOR,
    CellValue,
    Column,
    ListValue,
    Workbook,
    read_list_values,
    read_number,
    read_workbook,
    write_workbook,
)

# How each listed value and organisation is spelt, by list and folded value.
Spellings = Mapping[str, Mapping[str, str]]


class ReleaseRefusedError(ValueError):
    """The workbook has errors; `findings` says which."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = findings


def read_release(content: bytes, judged_on: date) -> Release:
    """The release in a workbook's bytes, its deadlines judged on a day.

    Raises UnreadableWorkbookError where it is no workbook, ReleaseRefusedError where it has errors.
    """
    workbook = read_workbook(content)
    findings = check_workbook(workbook)
    if has_errors(findings):
        raise ReleaseRefusedError(findings)
    return build_release(workbook, _content_id(content), judged_on)


def read_published(content: bytes, judged_on: date) -> Release:
    """The release in the bytes of a publication. They passed the checks of their day and are not
    judged again, so that a check which is added later takes nothing away that was published."""
    return build_release(read_workbook(content), _content_id(content), judged_on)


def _content_id(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def build_release(workbook: Workbook, content_id: str, judged_on: date) -> Release:
    """Type the sheets of a workbook without errors."""
    lists = read_list_values(workbook)
    spellings = _spellings(lists, _organisation_names(workbook))
    frames = {name: _frame(workbook, name, spellings) for name in COLUMNS_BY_SHEET}
    commitments, updates, measures = (
        frames[name] for name in ("Commitments", "Updates", "Measures")
    )
    refs = {folded(ref): ref for ref in commitments["Ref"]}
    for frame in (updates, measures):
        frame["Ref"] = [refs[folded(ref)] for ref in frame["Ref"]]
    organisations = frames["Organisations"] = _organisations(frames["Organisations"], commitments)
    as_at = read_date(workbook.cover.get("data as at", "")) or ""
    return Release(
        content_id=content_id,
        cover=workbook.cover,
        commitments=commitments,
        updates=updates,
        measures=measures,
        organisations=organisations,
        lists=lists,
        groupings=build_groupings(frames, lists, as_at, judged_on),
        positions={ref: position for position, ref in enumerate(refs)},
        short_names=organisations["Short name"].to_dict(),
        search_index=SearchIndex(commitments, updates, organisations),
        judged_on=judged_on,
        headers={name: sheet.headers for name, sheet in workbook.sheets.items()},
        listed=frozenset(str(row.values.get("List") or "") for row in workbook.sheet("Lists")),
    )


def write_release(release: Release) -> bytes:
    """The workbook of a release: reading it gives the same release."""
    return write_workbook(dict(release.cover), release_rows(release))


def release_rows(release: Release) -> dict[str, list[dict[str, CellValue]]]:
    """The rows of each sheet by header, as they stand in the workbook."""
    lists = [listed for values in release.lists.values() for listed in values]
    frames = {
        "Commitments": release.commitments,
        "Updates": release.updates,
        "Measures": release.measures,
        "Organisations": release.organisations.reset_index(),
        "Lists": pd.DataFrame(lists, columns=[column.name for column in COLUMNS_BY_SHEET["Lists"]]),
    }
    return {
        name: [
            {str(head): _cell(value) for head, value in row.items()}
            for row in frame.to_dict("records")
        ]
        for name, frame in frames.items()
    }


def _cell(value: object) -> CellValue:
    if isinstance(value, tuple):
        return VALUE_SEPARATOR.join(value) or None
    if isinstance(value, float):
        return None if np.isnan(value) else value
    return str(value) or None


def _organisation_names(workbook: Workbook) -> list[str]:
    """As the Organisations sheet spells them, or without one as they are first spelt."""
    listed = [str(row.values["Organisation"]) for row in workbook.sheet("Organisations")]
    return listed or [
        name
        for row in workbook.sheet("Commitments")
        for column in COLUMNS_BY_SHEET["Commitments"]
        if column.holds == "organisation"
        for name in split_values(column, row.values.get(column.name))
    ]


def _spellings(lists: Mapping[str, tuple[ListValue, ...]], names: list[str]) -> Spellings:
    spellings = {
        name: {folded(listed.value): listed.value for listed in values}
        for name, values in lists.items()
    }
    return spellings | {"organisation": {folded(name): name for name in reversed(names)}}


def _frame(workbook: Workbook, name: str, spellings: Spellings) -> pd.DataFrame:
    rows = workbook.sheet(name).rows
    return pd.DataFrame(
        {
            column.name: _typed(column, [row.values.get(column.name) for row in rows], spellings)
            for column in COLUMNS_BY_SHEET[name]
        }
    )


def _typed(column: Column, cells: list[CellValue], spellings: Spellings) -> pd.Series:
    """A column's cells as its kind of values, each spelt as its list spells it."""
    if column.holds == "number":
        numbers = [np.nan if cell is None else read_number(cell) for cell in cells]
        return pd.Series(numbers, dtype="float64")
    if column.holds == "date":
        dates = {cell: "" if cell is None else read_date(cell) for cell in set(cells)}
        return pd.Series([dates[cell] for cell in cells], dtype=object)
    list_name = "organisation" if column.holds == "organisation" else column.listed
    spelling = spellings.get(list_name, {})
    # Words of people's own have no list, and folding them would be most of a large release's time.
    if not (spelling or column.several):
        return pd.Series(["" if cell is None else str(cell) for cell in cells], dtype=object)
    typed: dict[CellValue, tuple[str, ...]] = {}
    for cell in set(cells):
        spelt = (spelling.get(folded(value), value) for value in split_values(column, cell))
        typed[cell] = tuple(dict.fromkeys(spelt))
    if column.several:
        return pd.Series([typed[cell] for cell in cells], dtype=object)
    return pd.Series(["".join(typed[cell]) for cell in cells], dtype=object)


def _organisations(listed: pd.DataFrame, commitments: pd.DataFrame) -> pd.DataFrame:
    """Every organisation that leads or helps by its name, those not on the workbook's own sheet
    included; a short name is made where none is given."""
    named = chain.from_iterable(
        names for header in ORGANISATION_COLUMNS for names in commitments[header]
    )
    frame = listed.set_index("Organisation")
    blank = {"Short name": "", "Sector": "", "Area": "", "Previously known as": ()}
    missing = [name for name in dict.fromkeys(named) if name not in frame.index]
    if missing:
        added = pd.DataFrame([blank] * len(missing), missing, frame.columns, dtype=object)
        frame = pd.concat([frame, added])
    frame.index = pd.Index(frame.index, dtype=object, name="Organisation")
    frame["Short name"] = [
        short_name or shortened_name(str(name)) for name, short_name in frame["Short name"].items()
    ]
    return frame
