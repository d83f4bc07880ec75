"""The checks a workbook must pass. Each is a generator: workbook → findings, and never raises."""

import re
from collections.abc import Callable, Iterator

from hor_data.checks.cells import (
    blank_cells,
    cells_not_worked_out,
    date_of_data_unread,
    not_dates,
    not_numbers,
    organisations_not_listed,
    percents_of_other_units,
    refs_that_are_dates,
    texts_that_are_dates,
    too_long,
    values_off_list,
)
from hor_data.checks.measures import measures_without_numbers
from hor_data.checks.refs import (
    bodies_on_both_sides,
    example_rows,
    list_values_repeated,
    refs_repeated,
    refs_unknown,
    short_names_shared,
    updates_repeated,
    values_repeated,
)
from hor_data.checks.sheets import (
    cells_merged,
    columns_hidden,
    columns_missing,
    columns_repeated,
    columns_unknown,
    columns_without_header,
    headers_repeated,
    rows_hidden,
    rows_struck_through,
    sheets_hidden,
    sheets_missing,
    sheets_unknown,
    sheets_without_headers,
    sheets_without_rows,
)
from hor_data.checks.statuses import meanings_unknown
from hor_data.findings import Finding
from hor_data.schema import SHEETS
from hor_data.workbook import Workbook

Check = Callable[[Workbook], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    sheets_missing,
    sheets_unknown,
    sheets_without_headers,
    sheets_without_rows,
    columns_missing,
    columns_unknown,
    columns_without_header,
    columns_repeated,
    headers_repeated,
    sheets_hidden,
    columns_hidden,
    rows_hidden,
    rows_struck_through,
    cells_merged,
    example_rows,
    blank_cells,
    cells_not_worked_out,
    values_off_list,
    organisations_not_listed,
    not_dates,
    date_of_data_unread,
    refs_that_are_dates,
    texts_that_are_dates,
    not_numbers,
    percents_of_other_units,
    too_long,
    refs_repeated,
    refs_unknown,
    values_repeated,
    short_names_shared,
    updates_repeated,
    bodies_on_both_sides,
    list_values_repeated,
    measures_without_numbers,
    meanings_unknown,
)

_ADDRESS = re.compile(r"([A-Z]*)(\d*)")


def check_workbook(workbook: Workbook) -> list[Finding]:
    """Every finding: errors first, then by sheet and cell, AA after Z."""
    found = [finding for check in CHECKS for finding in check(workbook)]
    return sorted(found, key=_reading_order)


def _reading_order(finding: Finding) -> tuple[str, int, int, int, str]:
    sheets = list(SHEETS)
    sheet = sheets.index(finding.sheet) if finding.sheet in sheets else -1
    match = _ADDRESS.match(finding.cell)
    letters, row = match.groups() if match else ("", "")
    return (finding.severity, sheet, int(row or 0), len(letters), letters)
