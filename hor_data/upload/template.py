"""The template: an empty workbook with drop-downs, notes and an example row."""

from hor_data.release import Release, release_rows
from hor_data.workbook import COLUMNS_BY_SHEET, EXAMPLE_REF, REF_COLUMN, CellValue, write_workbook

SHEETS_WITH_EXAMPLE = ("Commitments", "Updates", "Measures")


def write_workbook_template(release: Release) -> bytes:
    """A workbook with the lists and organisations of a release, and one example row a sheet.

    The checks know the example rows and refuse to publish them.
    """
    rows: dict[str, list[dict[str, CellValue]]] = dict(release_rows(release))
    for name in SHEETS_WITH_EXAMPLE:
        row: dict[str, CellValue] = {
            column.name: column.example for column in COLUMNS_BY_SHEET[name]
        }
        rows[name] = [row | {REF_COLUMN.name: EXAMPLE_REF}]
    (measure,) = rows["Measures"]
    measure |= {"Target": 500, "Result": 27}
    cover = dict(release.cover) | {"release": "", "data as at": ""}
    title = " – ".join(filter(None, ["Template to fill in", cover.get("title", "")]))
    return write_workbook({label: text for label, text in cover.items() if text}, rows, title=title)
