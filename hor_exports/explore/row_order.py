"""The order of a matrix's rows, and when the commitments of each were last reported on."""

from collections.abc import Sequence

from hor_data.dates import say_date, time_order
from hor_data.release import CrossTabulation, last_reports, select, without_own_filter
from hor_exports.explore.headings import MatrixHeading
from hor_exports.explore.matrix_choice import RELEASE_COLUMN, MatrixChoice
from hor_exports.view import View


def row_order(
    view: View, choice: MatrixChoice, table: CrossTabulation, headings: Sequence[MatrixHeading]
) -> list[int]:
    """The rows that have a commitment, in the order chosen."""
    rows = [row for row, heading in enumerate(headings) if heading.number]
    if choice.order == "most":
        rows.sort(key=lambda row: -headings[row].number)
    elif choice.order == "complete" and choice.columns in ("status", RELEASE_COLUMN):
        complete = [view.release.meanings[status] == "complete" for status in table.columns]
        numbers = table.counts[:, complete].sum(axis=1)
        rows.sort(key=lambda row: (numbers[row], -headings[row].number))
    elif choice.order == "name":
        rows.sort(key=lambda row: headings[row].label.casefold())
    elif choice.order == "silent":
        latest = _latest_reports(view, choice)
        rows.sort(key=lambda row: time_order(latest[row]))
    return rows


def _latest_reports(view: View, choice: MatrixChoice) -> list[str]:
    """The date of the last update of each row, "" where it has none: of the commitments that the
    row counts, which beside releases are those of all statuses."""
    release, grouping = view.release, view.release.groupings[choice.rows]
    selection = without_own_filter(view.selection, choice.rows)
    if choice.columns == RELEASE_COLUMN:
        selection = without_own_filter(selection, "status")
    chosen = select(release, selection)
    reports = last_reports(release.commitments["Ref"], release.updates)
    latest = [""] * len(grouping.values)
    for position, code in zip(grouping.rows.tolist(), grouping.codes.tolist(), strict=True):
        if chosen[position]:
            latest[code] = max(latest[code], reports[position], key=time_order)
    return latest


def with_reports(
    view: View, choice: MatrixChoice, rows: Sequence[MatrixHeading]
) -> list[MatrixHeading]:
    """The headings of rows, each with the date of the last update of its commitments."""
    return [
        heading._replace(remark=f"last update {say_date(report)}" if report else "no update yet")
        for heading, report in zip(rows, _latest_reports(view, choice), strict=True)
    ]
