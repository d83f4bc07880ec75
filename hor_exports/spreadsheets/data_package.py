"""The tables of a view as a Frictionless data package: CSV files with their schema, in a zip.

The descriptor is written to the specification at https://specs.frictionlessdata.io/data-package/.
"""

import json
import zipfile
from io import BytesIO
from typing import Any

from hor_data.words import folded
from hor_data.workbook import COLUMNS_BY_SHEET, Column
from hor_exports.citation import say_extent
from hor_exports.spreadsheets.rows import release_json, rows_by_sheet, table_csv
from hor_exports.view import View

# 2022, 2022-07 or 2022-07-14: a date only as exact as it is known, which no date type can hold.
EXACT_AS_KNOWN = r"^\d{4}(-\d{2}(-\d{2})?)?$"
OPEN_GOVERNMENT = {
    "name": "OGL-UK-3.0",
    "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "title": "Open Government Licence v3.0",
}
NEUTRALISED_NOTE = (
    "A text that a spreadsheet would run as a formula has an apostrophe before it. "
    "Several values in a cell stand between semicolons. A blank cell: nothing was published."
)
PRIMARY_KEYS = {"Commitments": ["Ref"], "Organisations": ["Organisation"]}


def write_data_package(view: View) -> bytes:
    """The tables of the view with datapackage.json, and the same as one JSON file, in a zip."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in data_package_files(view).items():
            package.writestr(name, content)
    return out.getvalue()


def data_package_files(view: View) -> dict[str, str]:
    """The files of the package by name."""
    refs = set(view.commitments["Ref"])
    rows = rows_by_sheet(view.release, refs)
    files = {
        _csv_file_name(name): table_csv(
            [column.name for column in columns], (row.values() for row in rows[name])
        )
        for name, columns in COLUMNS_BY_SHEET.items()
    }
    files["commitments.json"] = view_json(view)
    files["datapackage.json"] = json.dumps(descriptor(view), ensure_ascii=False, indent=2)
    return files


def view_json(view: View) -> str:
    """All tables of the view as one JSON file, whose cover says what is shown."""
    return release_json(view.release, set(view.commitments["Ref"]), say_extent(view))


def descriptor(view: View) -> dict[str, Any]:
    """What datapackage.json says: title, filters, licence, sources, and each table's schema."""
    cover, release = view.release.cover, view.release
    shown = say_extent(view).rstrip(".")
    licence = cover.get("licence", "")
    named = {"name": "other", "title": licence or "Not stated"}
    known = OPEN_GOVERNMENT if "open government licence v3" in folded(licence) else named
    return {
        "name": "health-of-the-region-commitments",
        "title": cover.get("title", "Commitments"),
        "description": f"{shown}. {cover.get('about', '')} {NEUTRALISED_NOTE}",
        "version": release.name,
        "data_as_at": release.as_at,
        "profile": "tabular-data-package",
        "licenses": [known],
        "sources": [{"title": cover.get("source", "Not stated")}],
        "contributors": [{"title": cover.get("publisher", "Not stated"), "role": "publisher"}],
        "resources": [_resource(view, name) for name in COLUMNS_BY_SHEET],
    }


def _resource(view: View, name: str) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(view, column) for column in COLUMNS_BY_SHEET[name]],
        "missingValues": [""],
    }
    if name in PRIMARY_KEYS:
        schema["primaryKey"] = PRIMARY_KEYS[name]
    elif "Ref" in (column.name for column in COLUMNS_BY_SHEET[name]):
        reference = {"resource": "commitments", "fields": ["Ref"]}
        schema["foreignKeys"] = [{"fields": ["Ref"], "reference": reference}]
    return {
        "name": folded(name),
        "title": name,
        "path": _csv_file_name(name),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "schema": schema,
    }


def _field(view: View, column: Column) -> dict[str, Any]:
    allowed: dict[str, Any] = {"required": True} if column.required else {}
    if column.holds == "date":
        allowed["pattern"] = EXACT_AS_KNOWN
    if column.listed and not column.several and column.required:
        allowed["enum"] = [choice.value for choice in view.release.lists.get(column.listed, ())]
    return {
        "name": column.name,
        "type": "number" if column.holds == "number" else "string",
        "description": column.note,
        "example": column.example,
    } | ({"constraints": allowed} if allowed else {})


def _csv_file_name(name: str) -> str:
    return f"{folded(name)}.csv"
