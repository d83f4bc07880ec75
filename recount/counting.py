"""Counting from a workbook with pandas alone: selections, tallies, deadlines and measures."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from recount.cells import fold, last_day, say_amount, say_date, split
from recount.reported import NO_UPDATE, REASONS, last_reports, reasons_of, year_of
from recount.words import Query, read_query, texts_of

PAST_DUE, NOT_YET_DUE, NO_DATE, DATED_AND_COMPLETE = DEADLINES = (
    "Past due",
    "Not yet due",
    "No date set",
    "Had a date, now complete",
)
COLUMNS = {"theme": "Theme", "status": "Status", "area": "Area", "approach": "Approach"}
LISTS = COLUMNS | {"sector": "Sector", "group": "Who it is for"}
FIELDS = (
    *("theme", "sector", "lead", "status", "area", "group"),
    *("approach", "deadline", "reported", "ask"),
)
# Fields whose values are all named, those that nothing has too.
WHOLE = {"deadline": DEADLINES, "ask": REASONS}
BODIES = ("Lead organisations", "Partner organisations")
NOT_STATED = "Not stated"
TWO_LINES = 56  # characters of a name without a short one that a chart has room for
SHEETS = ("Commitments", "Updates", "Measures", "Organisations", "Lists")
Filters = Mapping[str, Sequence[str]]


@dataclass(frozen=True, eq=False)
class Book:
    """One workbook. `commitments` is indexed by ref, in the workbook's order, with lists where a
    cell holds several values; `organisations` by name, those that no sheet lists included;
    `members` gives each field pairs of Ref and Value, `values` the field's values in order.
    `judged` is the day on which its deadlines are judged."""

    name: str
    as_at: str
    judged: date
    commitments: pd.DataFrame
    updates: pd.DataFrame
    measures: pd.DataFrame
    organisations: pd.DataFrame
    meanings: Mapping[str, str]
    definitions: Mapping[str, str]
    members: Mapping[str, pd.DataFrame]
    values: Mapping[str, Sequence[str]]
    texts: pd.Series

    @property
    def statuses(self) -> list[str]:
        """The scale, in order."""
        return list(self.meanings)


def read_book(path: Path, judged: date | None = None) -> Book:
    """A workbook from its path; deadlines are judged on this day, or on the last of its data."""
    sheets = {name: read_sheet(path, name) for name in SHEETS}
    cover = pd.read_excel(path, sheet_name="Cover", dtype=str, keep_default_na=False, header=None)
    facts = dict(zip(cover[0], cover[1], strict=True))
    statuses = sheets["Lists"][sheets["Lists"]["List"] == "Status"]
    meanings = dict(zip(statuses["Value"], statuses["Stands for"].str.casefold(), strict=True))
    day = judged or last_day(facts["Data as at"])
    commitments = _commitments(sheets["Commitments"], meanings, day)
    commitments["Reported"] = last_reports(commitments, sheets["Updates"])
    organisations = _organisations(sheets["Organisations"], commitments)
    members = _members(commitments, organisations, facts["Data as at"])
    return Book(
        name=facts["Release"],
        as_at=facts["Data as at"],
        judged=day,
        commitments=commitments,
        updates=sheets["Updates"],
        measures=_measures(sheets["Measures"]),
        organisations=organisations,
        meanings=meanings,
        definitions=dict(zip(statuses["Value"], statuses["Definition"], strict=True)),
        members=members,
        values={field: _values(field, members[field], sheets["Lists"]) for field in FIELDS},
        texts=texts_of(commitments, sheets["Updates"], organisations),
    )


def read_sheet(path: Path, name: str) -> pd.DataFrame:
    """A sheet as it stands: text in every cell, no row without its first cell."""
    frame = pd.read_excel(path, sheet_name=name, dtype=str, keep_default_na=False)
    return frame[frame.iloc[:, 0] != ""]


def _commitments(frame: pd.DataFrame, meanings: Mapping[str, str], day: date) -> pd.DataFrame:
    several = (*BODIES, "Who it is for", "Not yet shown")
    frame = frame.set_index("Ref", drop=False).rename_axis("ref")
    frame = frame.assign(**{header: frame[header].map(split) for header in several})
    meaning = frame["Status"].map(meanings)
    dated = zip(frame["Due"], meaning, strict=True)
    deadlines = [deadline_of(due, status == "complete", day) for due, status in dated]
    return frame.assign(Meaning=meaning, Deadline=deadlines)


def deadline_of(due: str, complete: bool, day: date) -> str:
    """Which of DEADLINES holds on a day: what is due in March 2021 is past due from April."""
    if not due:
        return NO_DATE
    if complete:
        return DATED_AND_COMPLETE
    return PAST_DUE if last_day(due) < day else NOT_YET_DUE


def _organisations(frame: pd.DataFrame, commitments: pd.DataFrame) -> pd.DataFrame:
    named = pd.concat([commitments[header].explode() for header in BODIES]).dropna().unique()
    missing = [name for name in named if name not in set(frame["Organisation"])]
    added = pd.DataFrame({"Organisation": missing})
    frame = pd.concat([frame, added]).fillna("").set_index("Organisation")
    short = [
        name or (whole if len(whole) <= TWO_LINES else f"{whole[: TWO_LINES - 1].rstrip()}…")
        for whole, name in frame["Short name"].items()
    ]
    known = frame["Previously known as"].map(split)
    return frame.assign(**{"Short name": short, "Previously known as": known})


def _members(
    commitments: pd.DataFrame, organisations: pd.DataFrame, as_at: str
) -> dict[str, pd.DataFrame]:
    """Pairs of Ref and Value by field: a commitment of two leads in two sectors is in both."""
    asked = {ref: reasons_of(row, as_at) for ref, row in commitments.iterrows()}
    columns = {field: commitments[header] for field, header in COLUMNS.items()} | {
        "lead": commitments[BODIES[0]],
        "group": commitments["Who it is for"].map(lambda groups: groups or [NOT_STATED]),
        "deadline": commitments["Deadline"],
        "reported": commitments["Reported"].map(year_of),
        "ask": pd.Series(asked),
    }
    members = {
        field: column.explode()
        .dropna()
        .replace("", NOT_STATED)
        .rename_axis("Ref")
        .reset_index(name="Value")
        for field, column in columns.items()
    }
    sectors = members["lead"]["Value"].map(organisations["Sector"]).replace("", NOT_STATED)
    members["sector"] = members["lead"].assign(Value=sectors).drop_duplicates()
    return members


def _values(field: str, members: pd.DataFrame, lists: pd.DataFrame) -> list[str]:
    if field in WHOLE:
        return list(WHOLE[field])
    used = sorted(members["Value"].unique())
    if field == "reported":
        years = sorted(set(used) - {NO_UPDATE}, reverse=True)
        return [*years, *([NO_UPDATE] if NO_UPDATE in used else [])]
    wanted = lists[lists["List"] == LISTS.get(field)]["Value"].tolist()
    known = [value for value in wanted if value in used or field == "status"]
    return known + [value for value in used if value not in known]


def _measures(frame: pd.DataFrame) -> pd.DataFrame:
    """Columns Ref, Measure, Target and Result in words, As at in words, Kind."""
    rows = frame.to_dict("records")
    return pd.DataFrame(
        {
            "Ref": frame["Ref"].tolist(),
            "Measure": frame["Measure"].tolist(),
            "Target": [
                say_amount(row["Target"], row["Unit"], "" if row["Result"] else row["Qualifier"])
                for row in rows
            ],
            "Result": [say_amount(row["Result"], row["Unit"], row["Qualifier"]) for row in rows],
            "As at": [say_date(row["As at"]) if row["As at"] else "" for row in rows],
            "Kind": [_kind_of_measure(row) for row in rows],
        }
    )


def _kind_of_measure(row: Mapping[str, str]) -> str:
    if row["Target"] and row["Result"]:
        apart = "(promise:" in fold(row["Measure"])
        return "Target and result that count different things" if apart else "Target and result"
    if row["Result"]:
        return "A result, and no target"
    return "A target, and no result yet" if row["Target"] else "Neither target nor result"


def select(book: Book, filters: Filters, without: str = "") -> list[str]:
    """The refs that match every filter but the one left out, in the workbook's order."""
    chosen = pd.Series(True, book.commitments.index)
    for field, values in filters.items():
        if field == without:
            continue
        if field == "words":
            query: Query = read_query(" ".join(values))
            chosen &= book.texts.map(query.matches)
        else:
            members = book.members[field]
            among = set(members.loc[members["Value"].isin(values), "Ref"])
            chosen &= chosen.index.isin(among)
    return chosen.index[chosen].tolist()


def tally(book: Book, refs: Collection[str], field: str) -> pd.DataFrame:
    """How these commitments stand by a field: a row a group that has any, a column a status."""
    members = book.members[field]
    members = members[members["Ref"].isin(refs)]
    status = members["Ref"].map(book.commitments["Status"])
    table = pd.crosstab(members["Value"], status) if len(members) else pd.DataFrame()
    groups = [value for value in book.values[field] if value in table.index]
    if field == "lead":
        groups.sort(key=lambda name: str(book.organisations["Short name"][name]).casefold())
    return table.reindex(index=groups, columns=book.statuses, fill_value=0).astype(int)


def standing(book: Book, refs: Collection[str]) -> dict[str, int]:
    """How many of these commitments have each status, all statuses named."""
    counts = book.commitments.loc[list(refs), "Status"].value_counts()
    return {status: int(counts.get(status, 0)) for status in book.statuses}


def short_leads(book: Book, ref: str) -> list[str]:
    """The lead organisations of a commitment, by their short names."""
    return [str(book.organisations["Short name"][name]) for name in leads(book, ref)]


def leads(book: Book, ref: str) -> list[str]:
    """The lead organisations of a commitment."""
    return list(book.commitments.at[ref, BODIES[0]])


def parts_of(book: Book, refs: Collection[str]) -> pd.DataFrame:
    """How many of these commitments each organisation leads and helps with; leads first."""
    rows = book.commitments.loc[list(refs)]
    columns = [rows[header].explode().value_counts() for header in BODIES]
    parts = pd.concat(columns, axis=1, keys=["Leads", "Helps"]).fillna(0).astype(int)
    return parts.loc[sorted(parts.index, key=lambda name: (not parts.at[name, "Leads"], name))]
