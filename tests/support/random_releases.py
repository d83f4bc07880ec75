"""Small releases made by lot, and the groups of each commitment as their rows say them."""

import random
from datetime import date

from hor_data.release import Release, read_release
from tests.support.books import BODY, GOOD, UPDATE, book, but

DAY = date(2026, 11, 22)
AS_AT = "2024"
STATUSES = ("Complete", "Substantial", "Limited", "Not started", "Unclear")
SECTORS = {"Acme": "NHS", "Borough": "NHS", "Clinic": "Universities", "Depot": "Other"}
THEMES = ("People-powered health", "Widening access to health and care")
AREAS = ("Black Country", "Coventry", "Dudley", None)
GROUPS = ("Women", "Staff and workforce", "Children and young people")
APPROACHES = ("Data and evidence", "Service delivery", None)
# Whether a date is past on DAY; whether a year had passed since it on AS_AT.
DUE = {None: False, "2021": True, "2026-11": False, "2026-11-21": True}
REPORTS = {"2021-12": True, "2022": True, "2023-01-01": True, "2023-01-02": False, "2024": False}


def random_release(seed: int) -> tuple[Release, list[dict[str, list[str]]]]:
    """A release of up to 14 commitments, and for each its groups by every grouping."""
    lot = random.Random(seed)
    rows, updates, groups = [], [], []
    for number in range(lot.randint(1, 14)):
        leads = lot.sample(list(SECTORS), lot.choice((1, 1, 2, 3)))
        people = lot.sample(GROUPS, lot.choice((0, 1, 2)))
        area, approach, due = lot.choice(AREAS), lot.choice(APPROACHES), lot.choice(list(DUE))
        row = but(
            GOOD,
            Ref=f"C{number}",
            Theme=lot.choice(THEMES),
            Lead_organisations="; ".join(leads),
            Area=area,
            Approach=approach,
            Who_it_is_for="; ".join(people) or None,
            Status=lot.choice(STATUSES),
            Due=due,
        )
        reports = lot.sample(list(REPORTS), lot.choice((0, 1, 1, 2)))
        rows.append(row)
        updates += [but(UPDATE, Ref=row["Ref"], As_at=report) for report in reports]
        groups.append(
            {
                "theme": [row["Theme"]],
                "sector": list(dict.fromkeys(SECTORS[name] for name in leads)),
                "lead": leads,
                "status": [row["Status"]],
                "area": [area or "Not stated"],
                "group": people or ["Not stated"],
                "approach": [approach or "Not stated"],
                "deadline": [_deadline(row["Status"], due)],
                "reported": [max(reports, default="No update yet").split("-")[0]],
                "ask": _reasons(row["Status"], due, reports),
            }
        )
    bodies = [
        BODY | {"Organisation": name, "Short name": None, "Sector": SECTORS[name]}
        for name in SECTORS
    ]
    content = book(*rows, Updates=updates, Organisations=bodies, then=put_cover)
    return read_release(content, DAY), groups


def put_cover(workbook, as_at=AS_AT, name="A release") -> None:
    """Put a cover with the date of the data into a made workbook."""
    cover = workbook.create_sheet("Cover")
    for line in (["Label", "Details"], ["Release", name], ["Data as at", as_at]):
        cover.append(line)


def _deadline(status, due):
    if not due:
        return "No date set"
    if status == "Complete":
        return "Had a date, now complete"
    return "Past due" if DUE[due] else "Not yet due"


def _reasons(status, due, reports):
    silent = status != "Complete" and all(REPORTS[report] for report in reports)
    reasons = {
        "Past due": _deadline(status, due) == "Past due",
        "Unclear": status == "Unclear",
        "No update for a year": silent,
    }
    return [reason for reason, holds in reasons.items() if holds]
