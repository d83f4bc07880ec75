"""The commitments workbook as it should be: its sheets, their columns and what each holds."""

from dataclasses import dataclass
from typing import Any, Literal

ColumnKind = Literal["text", "ref", "listed", "organisation", "date", "number"]


@dataclass(frozen=True)
class Column:
    """One column of a sheet. `listed` names the list of its values; `width` is in characters."""

    name: str
    note: str = ""
    example: str = ""
    holds: ColumnKind = "text"
    required: bool = False
    several: bool = False
    listed: str = ""
    width: int = 20


def _listed(name: str, note: str, example: str, list_name: str = "", **options: Any) -> Column:
    """A column of the values of a list, which has the column's own name where none is given."""
    return Column(name, note, example, "listed", listed=list_name or name, **options)


REF_COLUMN = Column(
    "Ref",
    "The commitment's own reference. Never reuse one.",
    "HOR-01",
    "ref",
    required=True,
    width=10,
)

COMMITMENT_COLUMNS = (
    REF_COLUMN,
    _listed("Theme", "The challenge it answers.", "People-powered health", required=True, width=28),
    Column(
        "Title",
        "What is promised, in a few words.",
        "Hold the roundtable every 6 months",
        required=True,
        width=34,
    ),
    Column(
        "Commitment",
        "The promise, in plain English, with every fact and figure.",
        "The authority promised to hold a roundtable every 6 months.",
        required=True,
        width=60,
    ),
    Column(
        "Lead organisations",
        "Who answers for it, as named on the Organisations sheet.",
        "Aston University",
        "organisation",
        True,
        True,
        width=34,
    ),
    Column(
        "Partner organisations",
        "Who helps. Blank means none is named.",
        "Aston Villa Foundation",
        "organisation",
        several=True,
        width=34,
    ),
    _listed("Area", "Where it applies. Blank means not stated.", "Black Country"),
    _listed(
        "Who it is for",
        "The groups of people it is for. Blank means not stated.",
        "Women; Staff and workforce",
        several=True,
        width=30,
    ),
    _listed(
        "Approach", "The kind of action. Blank means not stated.", "Service delivery", width=24
    ),
    Column(
        "Due",
        "The date it is due: a year, a month or a day. Blank means no date was set.",
        "2021-03",
        "date",
        width=11,
    ),
    _listed(
        "Status",
        "What the published updates show, on the scale of the Lists sheet.",
        "Limited",
        required=True,
        width=14,
    ),
    Column(
        "Why this status",
        "The reason, in a sentence or two.",
        "The update shows first steps only.",
        width=50,
    ),
    Column(
        "Not yet shown",
        "Parts of the promise that no update shows. Blank means none.",
        "Roundtable meetings every 6 months",
        several=True,
        width=44,
    ),
    _listed(
        "Owner's rating",
        "The lead organisation's own rating. Blank until it gives one.",
        "Substantial",
        list_name="Status",
        width=15,
    ),
    Column(
        "Source",
        "Where the promise was published, and under what name.",
        "Health of the Region Commitments, item 1",
        width=40,
    ),
)

UPDATE_COLUMNS = (
    REF_COLUMN,
    Column(
        "As at",
        "The date the update speaks of: a year, a month or a day.",
        "2022-07",
        "date",
        True,
        width=11,
    ),
    Column(
        "Update",
        "What was reported, in plain English.",
        "Two meetings have been held.",
        required=True,
        width=80,
    ),
    Column(
        "Evidence",
        "Short exact quotations from the published update.",
        "two meetings have been held",
        several=True,
        width=60,
    ),
)

MEASURE_COLUMNS = (
    REF_COLUMN,
    Column(
        "Measure",
        "What is counted. Where the target counts something else than the result, say so in "
        "brackets that begin “promise:”; the two are then never compared.",
        "Leaders who took part",
        required=True,
        width=60,
    ),
    Column(
        "Target", "The number promised. Blank means none was stated.", "500", "number", width=10
    ),
    _listed(
        "Qualifier",
        "How the number is meant. It belongs to the result, or to the target where there is no "
        "result. Blank means exactly.",
        "at least",
        width=14,
    ),
    Column(
        "Result", "The number reported. Blank means none was reported.", "27", "number", width=10
    ),
    Column("Unit", "What the numbers are numbers of.", "leaders", required=True, width=16),
    Column(
        "As at",
        "The date the result speaks of: a year, a month or a day.",
        "2022-01",
        "date",
        width=11,
    ),
)

ORGANISATION_COLUMNS = (
    Column("Organisation", "Its full name today.", "Aston University", required=True, width=52),
    Column("Short name", "A name that fits a chart, 24 characters or fewer.", "Aston", width=26),
    _listed("Sector", "The kind of body. Blank means not stated.", "Universities", width=26),
    _listed("Area", "The area it serves. Blank means not stated.", "Birmingham", width=26),
    Column(
        "Previously known as",
        "Names it or its predecessors had. Blank means none is known.",
        "Public Health England (PHE)",
        several=True,
        width=60,
    ),
)

LIST_COLUMNS = (
    Column("List", "The list the value belongs to.", "Status", required=True, width=16),
    Column(
        "Value",
        "The value, as it is written in the other sheets.",
        "Limited",
        required=True,
        width=48,
    ),
    Column("Definition", "What the value means.", "First steps only.", width=80),
    Column(
        "Stands for",
        "For a status: complete, substantial, limited, not started or unclear. It gives the "
        "status its colour and its place in the order.",
        "limited",
        width=16,
    ),
)

COLUMNS_BY_SHEET: dict[str, tuple[Column, ...]] = {
    "Commitments": COMMITMENT_COLUMNS,
    "Updates": UPDATE_COLUMNS,
    "Measures": MEASURE_COLUMNS,
    "Organisations": ORGANISATION_COLUMNS,
    "Lists": LIST_COLUMNS,
}
REQUIRED_SHEETS = ("Commitments",)

MEANINGS = ("complete", "substantial", "limited", "not started", "unclear")
EXAMPLE_REF = "EXAMPLE-01"
NOT_STATED = "Not stated"
VALUE_SEPARATOR = "; "
