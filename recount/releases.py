"""What the second and the third release change, so that every kind of change occurs. Deadlines
stand around the days on which they are judged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

NETWORK = "Birmingham Women’s Network"
Place = tuple[str, str, str]  # sheet, ref and header


@dataclass(frozen=True)
class Edits:
    """What a release changes in the one before it: statuses by ref; cells; what a status is called
    or how it is defined (`lists`, by status and header); new updates with ref, date and words;
    new names and sectors of organisations; new organisations with short name, sector and area;
    new refs, each with the one it is like; refs removed, and those whose updates are."""

    name: str
    as_at: str
    statuses: Mapping[str, str]
    cells: Mapping[Place, object]
    updates: Sequence[tuple[str, str, str]]
    renamed: Mapping[str, str]
    lists: Mapping[tuple[str, str], str]
    sectors: Mapping[str, str]
    organisations: Sequence[tuple[str, str, str, str]]
    added: Mapping[str, str]
    removed: Sequence[str]
    withdrawn: Sequence[str]


def _due(dates: Mapping[str, str]) -> dict[Place, object]:
    return {("Commitments", ref, "Due"): due for ref, due in dates.items()}


# Judged on the last day of June 2024 where it is pinned.
SECOND_RELEASE = Edits(
    name="Spring roundtable",
    as_at="2024-06",
    statuses={
        "HOR-03": "Limited",
        "HOR-06": "Complete",
        "HOR-09": "Substantial",
        "HOR-11": "Not started",
        "HOR-16": "Complete",
        "HOR-18": "Substantial",
        "HOR-23": "Limited",
        "HOR-27": "Unclear",
        "HOR-38": "Complete",
        "HOR-39": "Limited",
        "HOR-45": "Unclear",
    },
    cells=_due(
        {
            "HOR-01": "2024-06-30",
            "HOR-05": "2024-06",
            "HOR-12": "2024-06-29",
            "HOR-17": "2024-05",
            "HOR-21": "2024",
            "HOR-29": "2023",
            "HOR-40": "2024-07-01",
        }
    )
    | {
        ("Commitments", "HOR-24", "Lead organisations"): (
            f"University Hospitals Birmingham NHS Foundation Trust; {NETWORK}"
        ),
        ("Commitments", "HOR-44", "Partner organisations"): None,
        ("Commitments", "HOR-13", "Commitment"): "The promise is put in other words now.",
        ("Commitments", "HOR-08", "Owner's rating"): "Complete",
        ("Commitments", "HOR-02", "Area"): "Midlands",
        ("Measures", "HOR-11", "Result"): 40,
    },
    updates=(
        ("HOR-09", "2024-05", "Eight café meetings were held."),
        ("HOR-16", "2024", "All of it is in place."),
        ("HOR-33", "2024-03-31", "Rooms were found for it."),
        ("HOR-12", "2023", "A first report was written."),
        ("HOR-12", "2022-03", "It was found to have begun."),
        ("HOR-12", "2024-05", "A second report was written."),
    ),
    lists={},
    renamed={"Solihull Metropolitan Borough Council": "Solihull Borough Council"},
    sectors={"West Midlands Fire Service": "Local government"},
    organisations=((NETWORK, "Women’s Network", "Voluntary and community", "Birmingham"),),
    added={"HOR-47": "HOR-10"},
    removed=("HOR-42",),
    withdrawn=(),
)


def third_release(today: date) -> Edits:
    """The latest, judged today."""
    reported = (today.replace(day=1) - timedelta(days=150)).strftime("%Y-%m")
    return Edits(
        name="Autumn roundtable",
        as_at=reported,
        statuses={
            "HOR-03": "Complete",
            "HOR-10": "Complete",
            "HOR-11": "Limited",
            "HOR-20": "Not started",
            "HOR-21": "Substantial",
            "HOR-25": "Complete",
            "HOR-26": "Substantial",
            "HOR-27": "Limited",
            "HOR-30": "Not clear",
            "HOR-46": "Substantial",
            "HOR-47": "Limited",
        },
        cells=_third_cells(today),
        updates=tuple(
            (ref, reported, f"More of {ref} was done.") for ref in ("HOR-10", "HOR-21", "HOR-47")
        ),
        lists={
            ("Unclear", "Value"): "Not clear",
            ("Limited", "Definition"): "Some action was taken towards the promise, no more.",
        },
        renamed={
            "Birmingham and Solihull Integrated Care System": (
                "Birmingham and Solihull Integrated Care Board"
            )
        },
        sectors={"Aston University": "Other"},
        organisations=(),
        added={"HOR-48": "HOR-02"},
        removed=("HOR-34",),
        withdrawn=("HOR-19",),
    )


def _third_cells(today: date) -> dict[Place, object]:
    """The cells that differ: deadlines around the day, other leads, a title."""
    month = (today.replace(day=1) - timedelta(days=1)).strftime("%Y-%m")
    dates = {
        "HOR-01": today.isoformat(),
        "HOR-05": f"{today:%Y-%m}",
        "HOR-12": (today - timedelta(days=1)).isoformat(),
        "HOR-17": month,
        "HOR-21": str(today.year),
        "HOR-29": str(today.year - 1),
        "HOR-40": (today + timedelta(days=1)).isoformat(),
    }
    police: dict[Place, object] = {
        ("Commitments", ref, "Lead organisations"): "West Midlands Police"
        for ref in ("HOR-14", "HOR-22", "HOR-37", "HOR-43")
    }
    title: Place = ("Commitments", "HOR-31", "Title")
    return _due(dates) | police | {title: "Make interpreters easier to reach"}
