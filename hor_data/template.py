"""The template: an empty workbook with drop-downs, notes and an example row."""

from hor_data.release import Release, release_rows
from hor_data.schema import EXAMPLE_REF, REF, SHEETS
from hor_data.workbook import Value, write_workbook

EXAMPLES = ("Commitments", "Updates", "Measures")


def write_template(release: Release) -> bytes:
    """A workbook with the lists and organisations of a release, and one example row a sheet.

    The checks know the example rows and refuse to publish them.
    """
    rows: dict[str, list[dict[str, Value]]] = dict(release_rows(release))
    for name in EXAMPLES:
        row: dict[str, Value] = {column.name: column.example for column in SHEETS[name]}
        rows[name] = [row | {REF.name: EXAMPLE_REF}]
    (measure,) = rows["Measures"]
    measure |= {"Target": 500, "Result": 27}
    cover = dict(release.cover) | {"release": "", "data as at": ""}
    named = " – ".join(filter(None, ["Template to fill in", cover.get("title", "")]))
    return write_workbook({label: said for label, said in cover.items() if said}, rows, title=named)
