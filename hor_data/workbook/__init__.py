"""Workbooks: their schema, reading cells with their addresses, editing and writing files.

What is right or wrong with a value is for `checks`; what it means is for `release`.
"""

from hor_data.workbook.added_sheet import TextSheet
from hor_data.workbook.cells import MARK_COLOURS
from hor_data.workbook.earlier_marks import EarlierMarks
from hor_data.workbook.editing import (
    CellMark,
    MarkedWorkbook,
    Marks,
    mark_workbook,
    read_added_sheets,
    read_typed_texts,
    set_cells,
)
from hor_data.workbook.files import UnreadableWorkbookError
from hor_data.workbook.lists import ListValue, read_list_values
from hor_data.workbook.numbers import (
    decimal_comma_as_point,
    read_number,
    two_readings_of_number,
    unambiguous_number,
    ungrouped_digits,
)
from hor_data.workbook.reading import (
    MATRIX_SHEET,
    NON_DATA_SHEETS,
    TALLY_SHEET_PREFIX,
    Row,
    Sheet,
    Workbook,
    read_workbook,
)
from hor_data.workbook.schema import (
    COLUMNS_BY_SHEET,
    EXAMPLE_REF,
    MEANINGS,
    NOT_STATED,
    REF_COLUMN,
    REQUIRED_SHEETS,
    VALUE_SEPARATOR,
    Column,
    ColumnKind,
)
from hor_data.workbook.table_sheets import add_table_sheet, new_workbook, workbook_bytes
from hor_data.workbook.values import (
    FORMULA_WITHOUT_RESULT,
    CellValue,
    Percent,
    is_cell_error,
    read_cell_value,
)
from hor_data.workbook.writing import new_workbook_with_cover, write_workbook
from hor_data.workbook.zips import (
    LARGEST_DIRECTORY,
    ZipLimits,
    directory_size,
    is_xml_part,
    unpack_zip,
)
