"""Explore's matrix: every cell, row and column of two fields, or of a field and the releases."""

from collections.abc import Mapping

from recount.cells import count, say_date
from recount.counting import select
from recount.crossing import RELEASE, Crossing, chosen_in, select_in
from recount.names import called_in
from recount.pages.explore import NAMES, square
from recount.report import Report
from recount.scene import Scene
from recount.shown import Cell, Heading, Matrix
from recount.values import called

ROWS = ("theme", "sector", "lead", "area", "group", "approach")
COLUMNS = ("status", "deadline", *ROWS, "reported", RELEASE)
ORDERS = ("listed", "most", "complete", "name", "silent")
SHOWS = ("squares", "counts", "share")


def make_crossing(scene: Scene, choice: Mapping[str, str]) -> Crossing:
    """What the matrix must show of an address's own part."""
    usual = {"rows": "theme", "columns": "status", "order": "listed", "show": "squares"}
    return Crossing(scene, *(choice.get(name, value) for name, value in usual.items()))


def check_matrix(crossing: Crossing, matrix: Matrix | None, report: Report) -> None:
    """Compare the matrix with the workbook, or workbooks."""
    scene = crossing.scene
    what = f"{crossing.rows} by {crossing.columns}"
    if matrix is None or not scene.refs:
        report.same(f"{what} is there", matrix is not None, bool(scene.refs))
        return
    report.same(f"{what} rows", matrix.rows, _rows(crossing))
    report.same(f"{what} columns", matrix.columns, _columns(crossing))
    report.same(f"{what} repeats", matrix.note, _repeats(crossing))
    names = [NAMES[crossing.rows], NAMES.get(crossing.columns, "Release")]
    caption = f"{count(len(crossing.refs), 'commitment')} by {' and '.join(names).lower()}."
    report.same(f"{what} caption", matrix.caption, f"{caption} {matrix.note}".strip())
    counted = _release_cells(crossing) if crossing.columns == RELEASE else _cells(crossing)
    rows = (*crossing.row_numbers, *crossing.former_rows)
    for row, cells, expected in zip(rows, matrix.cells, counted, strict=False):
        report.same(f"{what} cells of {row}", cells, expected)


def _rows(crossing: Crossing) -> list[Heading]:
    book, headings = crossing.scene.book, []
    for row, number in crossing.row_numbers.items():
        remark = ""
        if crossing.order == "silent":
            report = crossing.latest_reports[row]
            remark = f"last update {say_date(report)}" if report else "no update yet"
        name, other = called(book, crossing.rows, row), crossing.is_other(crossing.rows, row)
        headings.append(Heading(name, str(number), remark, other))
    filtered = bool(crossing.scene.filters.get(crossing.rows))
    return headings + [
        Heading(name, "0", "only in earlier releases", filtered) for name in crossing.former_rows
    ]


def _columns(crossing: Crossing) -> list[Heading]:
    if crossing.columns == RELEASE:
        return [
            Heading(say_date(book.as_at), str(len(chosen_in(crossing, book))), book.name, False)
            for book in crossing.releases
        ]
    return [
        Heading(
            called(crossing.scene.book, crossing.columns, value),
            str(number),
            "",
            crossing.is_other(crossing.columns, value),
        )
        for value, number in crossing.column_numbers.items()
    ]


def _repeats(crossing: Crossing) -> str:
    """That the rows or columns chosen add up to more than the filters choose, where they do."""
    axes = {"rows": (crossing.rows, crossing.row_numbers)}
    total = len(crossing.scene.refs)
    if crossing.columns == RELEASE:
        total = len(chosen_in(crossing, crossing.scene.book))
    else:
        axes["columns"] = (crossing.columns, crossing.column_numbers)
    sums = {
        axis: sum(numbers[value] for value in numbers if not crossing.is_other(field, value))
        for axis, (field, numbers) in axes.items()
    }
    more = [f"{axis} add up to {number}" for axis, number in sums.items() if number > total]
    text = f"{' and '.join(more)}, as some of the {total} are in more than one."
    return text[:1].upper() + text[1:] if more else ""


def _cells(crossing: Crossing) -> list[list[Cell]]:
    book, table = crossing.scene.book, []
    everything = crossing.numbers(crossing.rows, crossing.refs)
    for row in crossing.row_numbers:
        cells = []
        for column in crossing.column_numbers:
            refs = crossing.cells.get((row, column), [])
            other = crossing.is_other(crossing.rows, row) or crossing.is_other(
                crossing.columns, column
            )
            percent = len(refs) / max(everything[row], 1) * 100
            names = [called(book, crossing.rows, row), called(book, crossing.columns, column)]
            share = crossing.show == "share" and bool(refs)
            squares = [square(crossing.scene, ref) for ref in refs]
            cells.append(
                Cell(
                    f"{round(percent)}%" if share else str(len(refs)),
                    f"{len(refs)}: {', '.join(names)}. Show only these" if refs else "",
                    squares if crossing.show == "squares" else [],
                    round(percent, 1) if share else 0,
                    [],
                    other,
                )
            )
        table.append(cells)
    return table


def _release_cells(crossing: Crossing) -> list[list[Cell]]:
    """The cells of releases; a filter by status or by the rows lets all keep their numbers."""
    newest, table = crossing.scene.book, []
    filtered = bool(crossing.scene.filters.get(crossing.rows))
    for row in (*crossing.row_numbers, *crossing.former_rows):
        cells, former = [], row in crossing.former_rows
        for book in crossing.releases:
            names = {crossing.rows: [row]}
            mine = select(book, names if former else called_in(book, newest, names))
            refs = set(select_in(crossing, book)) & set(mine)
            counts = book.commitments.loc[list(refs), "Meaning"].value_counts()
            parts = [
                (meaning, int(counts[meaning]))
                for meaning in newest.meanings.values()
                if meaning in counts
            ]
            number = f"{counts.get('complete', 0)} complete of {len(refs)}"
            other = filtered if former else crossing.is_other(crossing.rows, row)
            cells.append(Cell(number, "", [], 0, parts, other))
        table.append(cells)
    return table
