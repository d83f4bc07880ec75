"""The commitments workbook as it should be: its sheets, their columns and what each holds."""

from dataclasses import dataclass
from typing import Literal

Holds = Literal["text", "ref", "listed", "organisation", "date", "number"]


@dataclass(frozen=True)
class Column:
    """One column of a sheet. `listed` names the list of its values; `wide` is in characters."""

    name: str
    note: str
    example: str
    holds: Holds = "text"
    required: bool = False
    several: bool = False
    listed: str = ""
    wide: int = 20


REF = Column(
    "Ref",
    "The commitment's own reference. Never reuse one.",
    "HOR-01",
    "ref",
    required=True,
    wide=10,
)

COMMITMENTS = (
    REF,
    Column(
        "Theme",
        "The challenge it answers.",
        "People-powered health",
        "listed",
        True,
        listed="Theme",
        wide=28,
    ),
    Column(
        "Title",
        "What is promised, in a few words.",
        "Hold the roundtable every 6 months",
        required=True,
        wide=34,
    ),
    Column(
        "Commitment",
        "The promise, in plain English, with every fact and figure.",
        "The authority promised to hold a roundtable every 6 months.",
        required=True,
        wide=60,
    ),
    Column(
        "Lead organisations",
        "Who answers for it, as named on the Organisations sheet.",
        "Aston University",
        "organisation",
        True,
        True,
        wide=34,
    ),
    Column(
        "Partner organisations",
        "Who helps. Blank means none is named.",
        "Aston Villa Foundation",
        "organisation",
        several=True,
        wide=34,
    ),
    Column(
        "Area",
        "Where it applies. Blank means not stated.",
        "Black Country",
        "listed",
        listed="Area",
        wide=20,
    ),
    Column(
        "Who it is for",
        "The groups of people it is for. Blank means not stated.",
        "Women; Staff and workforce",
        "listed",
        several=True,
        listed="Who it is for",
        wide=30,
    ),
    Column(
        "Approach",
        "The kind of action. Blank means not stated.",
        "Service delivery",
        "listed",
        listed="Approach",
        wide=24,
    ),
    Column(
        "Due",
        "The date it is due: a year, a month or a day. Blank means no date was set.",
        "2021-03",
        "date",
        wide=11,
    ),
    Column(
        "Status",
        "What the published updates show, on the scale of the Lists sheet.",
        "Limited",
        "listed",
        True,
        listed="Status",
        wide=14,
    ),
    Column(
        "Why this status",
        "The reason, in a sentence or two.",
        "The update shows first steps only.",
        wide=50,
    ),
    Column(
        "Not yet shown",
        "Parts of the promise that no update shows. Blank means none.",
        "Roundtable meetings every 6 months",
        several=True,
        wide=44,
    ),
    Column(
        "Owner's rating",
        "The lead organisation's own rating. Blank until it gives one.",
        "Substantial",
        "listed",
        listed="Status",
        wide=15,
    ),
    Column(
        "Source",
        "Where the promise was published, and under what name.",
        "Health of the Region Commitments, item 1",
        wide=40,
    ),
)

UPDATES = (
    REF,
    Column(
        "As at",
        "The date the update speaks of: a year, a month or a day.",
        "2022-07",
        "date",
        True,
        wide=11,
    ),
    Column(
        "Update",
        "What was reported, in plain English.",
        "Two meetings have been held.",
        required=True,
        wide=80,
    ),
    Column(
        "Evidence",
        "Short exact quotations from the published update.",
        "two meetings have been held",
        several=True,
        wide=60,
    ),
)

MEASURES = (
    REF,
    Column(
        "Measure",
        "What is counted. Where the target counts something else than the result, say so in "
        "brackets that begin “promise:”; the two are then never compared.",
        "Leaders who took part",
        required=True,
        wide=60,
    ),
    Column("Target", "The number promised. Blank means none was stated.", "500", "number", wide=10),
    Column(
        "Qualifier",
        "How the number is meant. It belongs to the result, or to the target where there is no "
        "result. Blank means exactly.",
        "at least",
        "listed",
        listed="Qualifier",
        wide=14,
    ),
    Column(
        "Result", "The number reported. Blank means none was reported.", "27", "number", wide=10
    ),
    Column("Unit", "What the numbers are numbers of.", "leaders", required=True, wide=16),
    Column(
        "As at",
        "The date the result speaks of: a year, a month or a day.",
        "2022-01",
        "date",
        wide=11,
    ),
)

ORGANISATIONS = (
    Column("Organisation", "Its full name today.", "Aston University", required=True, wide=52),
    Column("Short name", "A name that fits a chart, 24 characters or fewer.", "Aston", wide=26),
    Column(
        "Sector",
        "The kind of body. Blank means not stated.",
        "Universities",
        "listed",
        listed="Sector",
        wide=26,
    ),
    Column(
        "Area",
        "The area it serves. Blank means not stated.",
        "Birmingham",
        "listed",
        listed="Area",
        wide=26,
    ),
    Column(
        "Previously known as",
        "Names it or its predecessors had. Blank means none is known.",
        "Public Health England (PHE)",
        several=True,
        wide=60,
    ),
)

LISTS = (
    Column("List", "The list the value belongs to.", "Status", required=True, wide=16),
    Column(
        "Value",
        "The value, as it is written in the other sheets.",
        "Limited",
        required=True,
        wide=48,
    ),
    Column("Definition", "What the value means.", "First steps only.", wide=80),
    Column(
        "Stands for",
        "For a status: complete, substantial, limited, not started or unclear. It gives the "
        "status its colour and its place in the order.",
        "limited",
        wide=16,
    ),
)

SHEETS: dict[str, tuple[Column, ...]] = {
    "Commitments": COMMITMENTS,
    "Updates": UPDATES,
    "Measures": MEASURES,
    "Organisations": ORGANISATIONS,
    "Lists": LISTS,
}
REQUIRED_SHEETS = ("Commitments",)

MEANINGS = ("complete", "substantial", "limited", "not started", "unclear")
EXAMPLE_REF = "EXAMPLE-01"
NOT_STATED = "Not stated"
BETWEEN_VALUES = "; "


def column(sheet: str, name: str) -> Column:
    """The column of that name on that sheet."""
    return next(one for one in SHEETS[sheet] if one.name == name)
