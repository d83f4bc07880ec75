"""A release after the shipped one, made from it by known changes."""

from datetime import date
from io import BytesIO
from threading import Event

import streamlit as st
from openpyxl import load_workbook

from hor_data.release import Selection, read_release
from hor_data.store import Candidate, open_store, publish, publish_first
from hor_exports.compared import compare_view
from hor_exports.view import open_view
from hor_web import state
from tests.support.screens import ROOT

TODAY = date(2026, 11, 22)
SHIPPED = (ROOT / "data/commitments.xlsx").read_bytes()
STATUSES = {
    "HOR-10": "Complete",  # from Substantial
    "HOR-35": "Complete",  # from Substantial
    "HOR-18": "Not started",  # from Limited
    "HOR-03": "Limited",  # from Unclear
    "HOR-27": "Unclear",  # from Limited
}
REWORDED = {"HOR-29": "The authority promised to call for screening in transport hubs."}
REMOVED = "HOR-30"
UPDATE = ("HOR-44", "2024-05", "Eye workshops were held in 12 schools.")
RENAMED = ("Solihull Metropolitan Borough Council", "Solihull Council")
COVER = {"Release": "Spring roundtable 2024", "Data as at": "2024-06"}


def later() -> bytes:
    """The workbook of the later release."""
    workbook = load_workbook(BytesIO(SHIPPED))
    _set_cells(workbook["Commitments"], "Ref", "Status", STATUSES)
    _set_cells(workbook["Commitments"], "Ref", "Commitment", REWORDED)
    _rename(workbook)
    for row in workbook["Cover"].iter_rows():
        if row[0].value in COVER:
            row[1].value = COVER[row[0].value]
    for sheet in (workbook["Commitments"], workbook["Updates"], workbook["Measures"]):
        for at in range(sheet.max_row, 1, -1):
            if sheet.cell(at, 1).value == REMOVED:
                sheet.delete_rows(at)
    heads = _heads(workbook["Updates"])
    at = max(cell.row for cell in workbook["Updates"]["A"] if cell.value) + 1
    for name, value in zip(("Ref", "As at", "Update"), UPDATE, strict=True):
        workbook["Updates"].cell(at, heads[name]).value = value
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def _rename(workbook) -> None:
    was, now = RENAMED
    _set_cells(workbook["Organisations"], "Organisation", "Previously known as", {was: was})
    for name in ("Organisations", "Commitments"):
        for row in workbook[name].iter_rows(min_row=2):
            for cell in row:
                of = workbook[name].cell(1, cell.column).value
                if cell.value == was and of != "Previously known as":
                    cell.value = now


def _set_cells(sheet, key, header, values) -> None:
    heads = _heads(sheet)
    for row in sheet.iter_rows(min_row=2):
        named = row[heads[key] - 1].value
        if named in values:
            row[heads[header] - 1].value = values[named]


def _heads(sheet) -> dict[str, int]:
    return {cell.value: cell.column for cell in sheet[1] if cell.value}


def two_releases(monkeypatch, folder) -> None:
    """Let pages that are opened here show the later release, with the shipped one before it."""
    address = f"sqlite:///{folder / 'releases.sqlite3'}"
    store = open_store(address)
    publish_first(store, SHIPPED, "shipped.xlsx")
    publish(store, Candidate(later(), "later.xlsx", "", ""), "An officer", 1)
    monkeypatch.setenv("HOR_DATABASE", address)
    monkeypatch.setattr(state, "_BEHIND_EDGE", Event())
    state.mark_behind_edge()
    st.cache_resource.clear()


BEFORE, AFTER = read_release(SHIPPED, TODAY), read_release(later(), TODAY)
SHIPPED_VIEW, LATER_VIEW = (open_view(release, Selection()) for release in (BEFORE, AFTER))
CHANGED = compare_view(BEFORE, LATER_VIEW)
BETWEEN = (
    "From “Updates of 2022” (data as at 2022) to “Spring roundtable 2024” (data as at June 2024)."
)
