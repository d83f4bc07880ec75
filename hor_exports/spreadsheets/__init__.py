"""A view as a workbook, CSV, JSON or data package.

One commitment or one group a row; nothing here is a picture.
"""

from hor_exports.spreadsheets.data_package import (
    NEUTRALISED_NOTE,
    data_package_files,
    view_json,
    write_data_package,
)
from hor_exports.spreadsheets.matrix_sheet import matrix_rows, matrix_total_rows
from hor_exports.spreadsheets.rows import chart_rows, commitments_csv, release_json, table_csv
from hor_exports.spreadsheets.view_workbook import (
    write_chart_workbook,
    write_matrix_workbook,
    write_view_workbook,
)
