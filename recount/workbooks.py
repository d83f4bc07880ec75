"""Three releases to count: the shipped workbook, and two made from it, by which every kind of
change occurs. Deadlines stand around the days on which they are judged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

OF_REFS = ("Commitments", "Updates", "Measures")
NETWORK = "Birmingham Women’s Network"
Place = tuple[str, str, str]  # sheet, ref and header


@dataclass(frozen=True)
class Edits:
    """What a release changes in the one before it. `updates` are of refs, with date and words;
    `renamed` and `sectors` are of organisations, `organisations` new ones with short name, sector
    and area; `added` gives a new ref the row it is like."""

    name: str
    as_at: str
    statuses: Mapping[str, str]
    cells: Mapping[Place, object]
    updates: Sequence[tuple[str, str, str]]
    renamed: Mapping[str, str]
    sectors: Mapping[str, str]
    organisations: Sequence[tuple[str, str, str, str]]
    added: Mapping[str, str]
    removed: Sequence[str]
    withdrawn: Sequence[str]


def write_releases(shipped: Path, folder: Path, today: date) -> list[Path]:
    """Write the later releases into a folder; the paths of all three, oldest first."""
    paths = [shipped]
    for edits in (_second(), _third(today)):
        workbook = load_workbook(paths[-1])
        edit_workbook(workbook, edits)
        paths.append(folder / f"{edits.name.lower().replace(' ', '-')}.xlsx")
        workbook.save(paths[-1])
    return paths


def _second() -> Edits:
    """Judged on the last day of June 2024 where it is pinned."""
    return Edits(
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
            ("HOR-12", "2024-05", "A second report was written."),
        ),
        renamed={"Solihull Metropolitan Borough Council": "Solihull Borough Council"},
        sectors={"West Midlands Fire Service": "Local government"},
        organisations=((NETWORK, "Women’s Network", "Voluntary and community", "Birmingham"),),
        added={"HOR-47": "HOR-10"},
        removed=("HOR-42",),
        withdrawn=(),
    )


def _third(today: date) -> Edits:
    """The latest, judged today."""
    reported = (today.replace(day=1) - timedelta(days=150)).strftime("%Y-%m")
    month = (today.replace(day=1) - timedelta(days=1)).strftime("%Y-%m")
    police: dict[Place, object] = {
        ("Commitments", ref, "Lead organisations"): "West Midlands Police"
        for ref in ("HOR-14", "HOR-22", "HOR-37", "HOR-43")
    }
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
            "HOR-30": "Unclear",
            "HOR-46": "Substantial",
            "HOR-47": "Limited",
        },
        cells=_due(
            {
                "HOR-01": today.isoformat(),
                "HOR-05": f"{today:%Y-%m}",
                "HOR-12": (today - timedelta(days=1)).isoformat(),
                "HOR-17": month,
                "HOR-21": str(today.year),
                "HOR-29": str(today.year - 1),
                "HOR-40": (today + timedelta(days=1)).isoformat(),
            }
        )
        | police
        | {("Commitments", "HOR-31", "Title"): "Make interpreters easier to reach"},
        updates=tuple(
            (ref, reported, f"More of {ref} was done.") for ref in ("HOR-10", "HOR-21", "HOR-47")
        ),
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


def _due(dates: Mapping[str, str]) -> dict[Place, object]:
    return {("Commitments", ref, "Due"): due for ref, due in dates.items()}


def edit_workbook(workbook: Workbook, edits: Edits) -> None:
    """Make the next release of a workbook, in place."""
    for was, now in edits.renamed.items():
        _rename(workbook, was, now)
    for (sheet, ref, header), value in edits.cells.items():
        _cell(workbook[sheet], ref, header).value = value
    for ref, status in edits.statuses.items():
        _cell(workbook["Commitments"], ref, "Status").value = status
    _edit_organisations(workbook["Organisations"], edits)
    _edit_rows(workbook, edits)
    for row in workbook["Cover"].iter_rows():
        facts = {"Release": edits.name, "Data as at": edits.as_at}
        row[1].value = facts.get(row[0].value, row[1].value)


def _edit_organisations(organisations: Worksheet, edits: Edits) -> None:
    for values in edits.organisations:
        headers = ("Organisation", "Short name", "Sector", "Area")
        _add(organisations, dict(zip(headers, values, strict=True)))
    for name, sector in edits.sectors.items():
        _cell(organisations, name, "Sector").value = sector


def _edit_rows(workbook: Workbook, edits: Edits) -> None:
    commitments, updates = workbook["Commitments"], workbook["Updates"]
    for ref, as_at, words in edits.updates:
        _add(updates, {"Ref": ref, "As at": as_at, "Update": words})
    for ref in edits.withdrawn:
        _drop(updates, ref)
    # A new commitment is like one as the release before had it.
    for ref, like in edits.added.items():
        row = {header: _cell(commitments, like, header).value for header in _headers(commitments)}
        _add(commitments, row | {"Ref": ref, "Title": f"A promise made since, {ref}"})
    for ref in edits.removed:
        for sheet in OF_REFS:
            _drop(workbook[sheet], ref)


def _rename(workbook: Workbook, was: str, now: str) -> None:
    """Give an organisation a new name wherever it stands, and say what it was called."""
    organisations = workbook["Organisations"]
    known = _cell(organisations, was, "Previously known as")
    known.value = "; ".join(filter(None, [known.value, was]))
    _cell(organisations, was, "Organisation").value = now
    for row in workbook["Commitments"].iter_rows(min_row=2):
        for cell in row:
            names = [name.strip() for name in str(cell.value or "").split(";")]
            if was in names:
                cell.value = "; ".join(now if name == was else name for name in names)


def _headers(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in sheet[1] if cell.value}


def _cell(sheet: Worksheet, key: str, header: str) -> Cell:
    column = _headers(sheet)[header]
    for row in sheet.iter_rows(min_row=2):
        if row[0].value == key:
            return sheet.cell(row[0].row, column)
    raise KeyError(f"{sheet.title} has no row of {key}.")


def _add(sheet: Worksheet, row: Mapping[str, object]) -> None:
    headers = _headers(sheet)
    place = max(cell.row for cell in sheet["A"] if cell.value) + 1
    for header, value in row.items():
        sheet.cell(place, headers[header]).value = value


def _drop(sheet: Worksheet, ref: str) -> None:
    for place in range(sheet.max_row, 1, -1):
        if sheet.cell(place, 1).value == ref:
            sheet.delete_rows(place)
