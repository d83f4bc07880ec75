"""The checks a workbook must pass. Each is a generator: workbook → findings, and never raises."""

import re
from collections.abc import Callable, Iterator

from hor_data.checks import (
    cells,
    columns,
    formulas,
    hidden,
    layout,
    measures,
    refs,
    sheets,
    statuses,
)
from hor_data.checks.findings import Finding
from hor_data.workbook import COLUMNS_BY_SHEET, Workbook

Check = Callable[[Workbook], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    sheets.sheets_missing,
    sheets.sheets_unknown,
    sheets.sheets_without_headers,
    layout.headers_below_first_row,
    sheets.sheets_without_rows,
    layout.rows_of_notes,
    columns.columns_missing,
    columns.columns_unknown,
    columns.columns_without_header,
    columns.columns_repeated,
    columns.headers_repeated,
    hidden.sheets_hidden,
    hidden.columns_hidden,
    hidden.rows_hidden,
    hidden.rows_struck_through,
    hidden.cells_merged,
    refs.example_rows_left,
    formulas.statuses_by_fill,
    cells.blank_cells,
    cells.formulas_without_value,
    cells.values_off_list,
    cells.organisations_not_listed,
    cells.dates_unreadable,
    cells.data_date_unreadable,
    cells.refs_that_are_dates,
    cells.texts_that_are_dates,
    cells.numbers_unreadable,
    cells.percents_of_other_units,
    cells.texts_too_long,
    formulas.texts_run_as_formulas,
    layout.letters_broken,
    layout.pictures_large,
    refs.refs_repeated,
    refs.refs_unknown,
    refs.organisations_repeated,
    refs.short_names_shared,
    refs.updates_repeated,
    refs.organisations_lead_and_partner,
    refs.list_values_repeated,
    measures.measures_without_numbers,
    statuses.status_meanings_unknown,
)

# The checks that look at lines that are notes: the others take them for no rows.
ON_NOTES_TOO: tuple[Check, ...] = (layout.rows_of_notes, hidden.cells_merged)
_ADDRESS = re.compile(r"([A-Z]*)(\d*)")


def check_workbook(workbook: Workbook) -> list[Finding]:
    """Every finding: errors first, then by sheet and cell, AA after Z."""
    rows = layout.without_notes(workbook)
    findings = [
        finding
        for check in CHECKS
        for finding in check(workbook if check in ON_NOTES_TOO else rows)
    ]
    return sorted(findings, key=_reading_order)


def _reading_order(finding: Finding) -> tuple[str, int, int, int, str]:
    names = list(COLUMNS_BY_SHEET)
    sheet = names.index(finding.sheet) if finding.sheet in names else -1
    match = _ADDRESS.match(finding.cell)
    letters, row = match.groups() if match else ("", "")
    return (finding.severity, sheet, int(row or 0), len(letters), letters)
