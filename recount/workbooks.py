"""Three releases to count: the shipped workbook and two made from it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from recount.releases import SECOND_RELEASE, Edits, third_release

OF_REFS = ("Commitments", "Updates", "Measures")


def write_releases(shipped: Path, folder: Path, today: date) -> list[Path]:
    """Write the later releases into a folder; the paths of all three, oldest first."""
    paths = [shipped]
    for edits in (SECOND_RELEASE, third_release(today)):
        workbook = load_workbook(paths[-1])
        edit_workbook(workbook, edits)
        paths.append(folder / f"{edits.name.lower().replace(' ', '-')}.xlsx")
        workbook.save(paths[-1])
    return paths


def edit_workbook(workbook: Workbook, edits: Edits) -> None:
    """Make the next release of a workbook, in place."""
    for was, now in edits.renamed.items():
        _rename(workbook, was, now)
    for (sheet, ref, header), value in edits.cells.items():
        _cell(workbook[sheet], ref, header).value = value
    for (status, header), value in edits.lists.items():
        _edit_status(workbook, status, header, value)
    for ref, status in edits.statuses.items():
        _cell(workbook["Commitments"], ref, "Status").value = status
    _edit_organisations(workbook["Organisations"], edits)
    _edit_rows(workbook, edits)
    for row in workbook["Cover"].iter_rows():
        facts = {"Release": edits.name, "Data as at": edits.as_at}
        row[1].value = facts.get(row[0].value, row[1].value)


def _edit_status(workbook: Workbook, status: str, header: str, value: str) -> None:
    """Define a status otherwise, or call it otherwise wherever it stands."""
    lists, column = workbook["Lists"], _headers(workbook["Lists"])
    for row in lists.iter_rows(min_row=2):
        if row[0].value == "Status" and row[1].value == status:
            lists.cell(row[0].row, column[header]).value = value
    if header == "Value":
        for row in workbook["Commitments"].iter_rows(min_row=2):
            for cell in row:
                cell.value = value if cell.value == status else cell.value


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
