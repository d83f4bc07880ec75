"""A release: one dated workbook as typed, tidy frames."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from hor_data.checks import check_workbook
from hor_data.checks.cells import values_of
from hor_data.dates import judging_day, read_date
from hor_data.findings import Finding, has_errors
from hor_data.groupings import Grouping, build_groupings, group_deadlines
from hor_data.lists import Listed, listed_values
from hor_data.numbers import read_number
from hor_data.schema import BETWEEN_VALUES, SHEETS, Column
from hor_data.search import search_texts
from hor_data.words import folded, shortened_name
from hor_data.workbook import Value, Workbook, read_workbook, write_workbook


class ReleaseRefusedError(ValueError):
    """The workbook has errors; `findings` says which."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = findings


@dataclass(frozen=True)
class Release:
    """What a workbook says, typed. Frames carry the schema's headers; nobody changes them.

    `commitments` keeps the workbook's order, with a row number for index; cells that hold several
    values are tuples, dates are text as exact as given, nothing is "". `organisations` is indexed
    by name. `id` tells two releases and two days apart; deadlines are judged on `judged_on`;
    `number` counts publications from 1, and is 0 for a workbook that was not published.
    """

    id: str
    cover: Mapping[str, str]
    commitments: pd.DataFrame
    updates: pd.DataFrame
    measures: pd.DataFrame
    organisations: pd.DataFrame
    lists: Mapping[str, tuple[Listed, ...]]
    groupings: Mapping[str, Grouping]
    positions: Mapping[str, int]
    short_names: Mapping[str, str]
    judged_on: date
    number: int = 0

    @property
    def statuses(self) -> tuple[Listed, ...]:
        """The scale of statuses, in display order."""
        return self.lists["Status"]

    @property
    def as_at(self) -> str:
        """The date the data speaks of, as the cover gives it; "" where it gives none."""
        return read_date(self.cover.get("data as at", "")) or ""

    @property
    def name(self) -> str:
        """What the release is called."""
        return self.cover.get("release", "")

    @cached_property
    def parts_not_shown(self) -> np.ndarray:
        """How many parts of each commitment no update shows."""
        return np.array([len(of) for of in self.commitments["Not yet shown"]], dtype=np.int64)

    @cached_property
    def search(self) -> np.ndarray:
        """Each commitment's folded words: made when someone first searches."""
        texts = search_texts(self.commitments, self.updates, self.organisations)
        return np.array(texts, dtype=object)

    @cached_property
    def by_data(self) -> "Release":
        """The same judged on the last day of its data; itself where that changes nothing."""
        if (day := judging_day(self.as_at, self.judged_on)) == self.judged_on:
            return self
        deadlines = group_deadlines(self.commitments, self.lists, day)
        groupings = {**self.groupings, "deadline": deadlines}
        return replace(self, id=f"{self.id}-{day:%Y%m%d}", groupings=groupings, judged_on=day)

    def position(self, ref: str) -> int | None:
        """Where the commitment with this ref stands, if there is one; case does not matter."""
        return self.positions.get(folded(ref))

    def definition(self, of_list: str, value: str) -> str:
        """What a listed value means, or "" where the list does not say."""
        return next((one.definition for one in self.lists[of_list] if one.value == value), "")

    def meaning(self, status: str) -> str:
        """Which of the five meanings a status stands for."""
        return next(one.stands_for for one in self.statuses if one.value == status)


def read_release(content: bytes, judged_on: date) -> Release:
    """The release in a workbook's bytes, its deadlines judged on a day.

    Raises UnreadableWorkbookError where it is no workbook, ReleaseRefusedError where it has errors.
    """
    workbook = read_workbook(content)
    findings = check_workbook(workbook)
    if has_errors(findings):
        raise ReleaseRefusedError(findings)
    return build_release(workbook, hashlib.sha256(content).hexdigest()[:12], judged_on)


def read_published(content: bytes, judged_on: date) -> Release:
    """The release in the bytes of a publication. They passed the checks of their day and are not
    judged again, so that a check which is added later takes nothing away that was published."""
    release_id = hashlib.sha256(content).hexdigest()[:12]
    return build_release(read_workbook(content), release_id, judged_on)


def build_release(workbook: Workbook, release_id: str, judged_on: date) -> Release:
    """Type the sheets of a workbook without errors."""
    lists = listed_values(workbook)
    spelt = _spellings(lists, _organisation_names(workbook))
    frames = {name: _frame(workbook, name, spelt) for name in SHEETS}
    commitments = frames["Commitments"]
    refs = {folded(ref): ref for ref in commitments["Ref"]}
    for name in ("Updates", "Measures"):
        frames[name]["Ref"] = [refs[folded(ref)] for ref in frames[name]["Ref"]]
    organisations = _organisations(frames["Organisations"], commitments)
    return Release(
        id=f"{release_id}-{judged_on:%Y%m%d}",
        cover=workbook.cover,
        commitments=commitments,
        updates=frames["Updates"],
        measures=frames["Measures"],
        organisations=organisations,
        lists=lists,
        groupings=build_groupings(commitments, organisations, lists, judged_on),
        positions={ref: at for at, ref in enumerate(refs)},
        short_names=organisations["Short name"].to_dict(),
        judged_on=judged_on,
    )


def write_release(release: Release) -> bytes:
    """The workbook of a release: reading it gives the same release."""
    return write_workbook(dict(release.cover), release_rows(release))


def release_rows(release: Release) -> dict[str, list[dict[str, Value]]]:
    """The rows of each sheet by header, as they stand in the workbook."""
    lists = [one for values in release.lists.values() for one in values]
    frames = {
        "Commitments": release.commitments,
        "Updates": release.updates,
        "Measures": release.measures,
        "Organisations": release.organisations.reset_index(),
        "Lists": pd.DataFrame(lists, columns=[column.name for column in SHEETS["Lists"]]),
    }
    return {
        name: [
            {str(head): _cell(value) for head, value in row.items()}
            for row in frame.to_dict("records")
        ]
        for name, frame in frames.items()
    }


def _cell(value: object) -> Value:
    if isinstance(value, tuple):
        return BETWEEN_VALUES.join(value) or None
    if isinstance(value, float):
        return None if np.isnan(value) else value
    return str(value) or None


def _organisation_names(workbook: Workbook) -> list[str]:
    """As the Organisations sheet spells them, or without one as they are first spelt."""
    listed = [str(row.values["Organisation"]) for row in workbook.sheet("Organisations")]
    if listed:
        return listed
    columns = [one for one in SHEETS["Commitments"] if one.holds == "organisation"]
    return [
        name
        for row in workbook.sheet("Commitments")
        for column in columns
        for name in values_of(column, row.values.get(column.name))
    ]


def _spellings(
    lists: Mapping[str, tuple[Listed, ...]], names: list[str]
) -> dict[str, dict[str, str]]:
    """How each listed value and organisation is spelt, by list and folded value."""
    spelt = {
        name: {folded(one.value): one.value for one in values} for name, values in lists.items()
    }
    return spelt | {"organisation": {folded(name): name for name in reversed(names)}}


def _frame(workbook: Workbook, name: str, spelt: dict[str, dict[str, str]]) -> pd.DataFrame:
    rows = workbook.sheet(name).rows
    return pd.DataFrame(
        {
            column.name: _typed(column, [row.values.get(column.name) for row in rows], spelt)
            for column in SHEETS[name]
        }
    )


def _typed(column: Column, values: list[Value], spelt: dict[str, dict[str, str]]) -> pd.Series:
    if column.holds == "number":
        return pd.Series(
            [np.nan if one is None else read_number(one) for one in values], dtype="float64"
        )
    if column.holds == "date":
        dates = {value: "" if value is None else read_date(value) for value in set(values)}
        return pd.Series([dates[value] for value in values], dtype=object)
    listed = "organisation" if column.holds == "organisation" else column.listed
    spelling = spelt.get(listed, {})

    def spelt_as_listed(value: Value) -> tuple[str, ...]:
        found = values_of(column, value)
        return tuple(dict.fromkeys(spelling.get(folded(one), one) for one in found))

    # Words of people's own have no list, and folding them would be most of a large release's time.
    if not (spelling or column.several):
        return pd.Series(["" if one is None else str(one) for one in values], dtype=object)
    known = {value: spelt_as_listed(value) for value in set(values)}
    split = [known[value] for value in values]
    return pd.Series(split if column.several else ["".join(of) for of in split], dtype=object)


def _organisations(organisations: pd.DataFrame, commitments: pd.DataFrame) -> pd.DataFrame:
    """Every body that leads or helps, those the workbook does not list included."""
    named = dict.fromkeys(
        name
        for header in ("Lead organisations", "Partner organisations")
        for of in commitments[header]
        for name in of
    )
    listed = organisations.set_index("Organisation")
    missing = [name for name in named if name not in listed.index]
    blank = {"Short name": "", "Sector": "", "Area": "", "Previously known as": ()}
    added = pd.DataFrame([blank] * len(missing), missing, listed.columns, dtype=object)
    both = pd.concat([listed, added]) if missing else listed
    pairs = zip(both.index, both["Short name"], strict=True)
    short = [name or shortened_name(str(of)) for of, name in pairs]
    index = pd.Index(both.index, dtype=object, name="Organisation")
    return both.assign(**{"Short name": short}).set_axis(index)
