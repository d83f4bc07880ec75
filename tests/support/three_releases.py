"""The shipped release and two made from it: 12 statuses move, 5 updates are new, 3 promises are
reworded, 2 commitments are added, 1 is removed and 1 organisation has a new name."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from io import BytesIO

import streamlit as st
from openpyxl import load_workbook
from streamlit.runtime.context import ContextProxy

from hor_data.release import read_release
from hor_data.store import Candidate, open_store, publish
from hor_web import state
from tests.support.screens import ROOT

TODAY = date(2026, 11, 22)
WAS, NOW = (f"Birmingham and Solihull Integrated Care {word}" for word in ("System", "Board"))
# What the second release changes, and then the third; statuses by ref.
MOVED = (
    {
        "HOR-03": "Limited",
        "HOR-06": "Limited",
        "HOR-09": "Substantial",
        "HOR-11": "Substantial",
        "HOR-16": "Complete",
        "HOR-39": "Complete",
        "HOR-45": "Unclear",
    },
    {
        "HOR-10": "Complete",
        "HOR-20": "Limited",
        "HOR-21": "Substantial",
        "HOR-24": "Substantial",
        "HOR-26": "Substantial",
    },
)
REPORTED = (("HOR-09", "HOR-16", "HOR-33"), ("HOR-10", "HOR-24"))
REWORDED = ({"HOR-12": "Commitment", "HOR-30": "Title"}, {"HOR-38": "Commitment"})
ADDED = (("HOR-47", "HOR-01"), ("HOR-48", "HOR-46"))  # and which one it is like
GONE = "HOR-42"
AS_AT = ("2024-06", "2026-06")


def three() -> list[bytes]:
    """The workbooks of the three releases, oldest first."""
    contents = [(ROOT / "data" / "commitments.xlsx").read_bytes()]
    for at in (0, 1):
        contents.append(_changed(contents[-1], at))
    return contents


def three_read():
    """The three releases."""
    return [read_release(content, TODAY) for content in three()]


@contextmanager
def published(monkeypatch, folder, contents: Sequence[bytes]) -> Iterator[None]:
    """A dashboard behind its edge, whose store has these releases."""
    address = f"sqlite:///{folder / 'releases.sqlite3'}"
    fill(address, contents)
    monkeypatch.setenv("HOR_DATABASE", address)
    # Pages run here without a browser, which would have brought no cookie of an officer.
    monkeypatch.setattr(ContextProxy, "cookies", {})
    _forget()
    state.mark_behind_edge()
    yield
    state._BEHIND_EDGE.clear()
    _forget()


def fill(address: str, contents: Sequence[bytes]) -> None:
    """Publish these workbooks, one after another."""
    store = open_store(address)
    for base, content in enumerate(contents):
        publish(store, Candidate(content, "commitments.xlsx", f"Release {base + 1}"), "Test", base)
    store.dispose()


def _forget() -> None:
    st.cache_resource.clear()
    state.forget_reads()


def _changed(content: bytes, at: int) -> bytes:
    book = load_workbook(BytesIO(content))
    sheet = book["Commitments"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    rows = {row[0].value: row[0].row for row in sheet.iter_rows(min_row=2)}

    def cell(ref, head):
        return sheet.cell(rows[ref], heads[head])

    for ref, status in MOVED[at].items():
        cell(ref, "Status").value = status
    for ref, head in REWORDED[at].items():
        cell(ref, head).value = f"{cell(ref, head).value} Reworded."
    ref, like = ADDED[at]
    values = [of.value for of in sheet[rows[like]]]
    sheet.append([ref, *values[1:]])
    sheet.cell(sheet.max_row, heads["Title"]).value = f"A new promise, {ref}"
    updates = book["Updates"]
    for ref in REPORTED[at]:
        updates.append([ref, AS_AT[at], f"News of {ref}.", None])
    if at == 0:
        sheet.delete_rows(rows[GONE])
        _drop(updates, GONE)
        _drop(book["Measures"], GONE)
    else:
        _rename(book)
    for row in book["Cover"].iter_rows():
        if str(row[0].value).casefold() == "data as at":
            row[1].value = AS_AT[at]
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _drop(sheet, ref) -> None:
    for at in range(sheet.max_row, 1, -1):
        if sheet.cell(at, 1).value == ref:
            sheet.delete_rows(at)


def _rename(book) -> None:
    for name in ("Commitments", "Organisations"):
        for row in book[name].iter_rows(min_row=2):
            for cell in row:
                if isinstance(cell.value, str) and cell.value.strip() == WAS:
                    cell.value = NOW
                elif name == "Commitments" and isinstance(cell.value, str):
                    parts = [NOW if one.strip() == WAS else one for one in cell.value.split(";")]
                    cell.value = ";".join(parts)
            if name == "Organisations" and row[0].value == NOW:
                row[4].value = "; ".join(filter(None, [row[4].value, WAS]))
