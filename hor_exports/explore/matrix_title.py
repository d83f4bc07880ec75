"""The title of the matrix: the point of what stands there, or the whole where none stands out."""

from hor_data.changes import Trend
from hor_data.release import GROUPINGS
from hor_data.words import say_count
from hor_exports.charts import ONE_RELEASE, say_trend
from hor_exports.explore.matrix import Matrix
from hor_exports.explore.matrix_choice import RELEASE_COLUMN
from hor_exports.view import View, status_chart


def say_matrix_title(view: View, matrix: Matrix, trend: Trend | None = None) -> str:
    """The title of a view's matrix, true of what the filters choose. Nothing counts as most where
    another has as many, or where it is one commitment."""
    if not view.chosen.any():
        return "No commitments match these filters."
    choice = matrix.choice
    if choice.columns == RELEASE_COLUMN:
        return say_trend(trend, view.selection.status) if trend else ONE_RELEASE
    if choice.columns == "status":
        return status_chart(view, choice.rows).title
    cells = [
        (cell.number, row.label, column.label)
        for row, line in zip(matrix.rows, matrix.cells, strict=True)
        for column, cell in zip(matrix.columns, line, strict=True)
        if cell.number and not cell.other
    ]
    cells.sort(key=lambda cell: -cell[0])
    whole = say_count(int(view.chosen.sum()), "commitment")
    if len(cells) > 1 and cells[0][0] > max(cells[1][0], 1):
        number, row, column = cells[0]
        return f"“{row}” and “{column}” meet most often: {number:,} of {whole}."
    words = [GROUPINGS[field].lower() for field in (choice.rows, choice.columns)]
    return f"{whole} by {words[0]} and {words[1]}."
