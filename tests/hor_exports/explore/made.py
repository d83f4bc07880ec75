"""Little releases whose commitments are given as few words each."""

from datetime import date

from hor_data.release import read_release
from tests.support.books import BODY, GOOD, UPDATE, book, but
from tests.support.random_releases import put_cover

TODAY = date(2026, 11, 22)
PEOPLE, ACCESS = "People-powered health", "Widening access to health and care"
BODIES = [
    BODY,
    {"Organisation": "Borough Council", "Short name": "BC", "Sector": "Local government"},
    {"Organisation": "Care Trust", "Short name": "CT", "Sector": "NHS"},
]
LEADS = {"A": "Aston University", "B": "Borough Council", "C": "Care Trust"}


def release(*commitments, as_at="2024", name="A release"):
    """A release of commitments, each (theme, letters of its leads, status, last report)."""
    rows, updates = [], []
    for number, (theme, leads, status, *reports) in enumerate(commitments, start=1):
        ref, names = f"C{number}", "; ".join(LEADS[letter] for letter in leads)
        rows.append(but(GOOD, Ref=ref, Theme=theme, Lead_organisations=names, Status=status))
        updates += [but(UPDATE, Ref=ref, As_at=report) for report in reports]
    content = book(
        *rows,
        Updates=updates,
        Organisations=BODIES,
        then=lambda workbook: put_cover(workbook, as_at, name),
    )
    return read_release(content, TODAY)
