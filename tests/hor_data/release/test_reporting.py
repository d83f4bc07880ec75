"""When a commitment was last reported on, and for what one asks about it."""

from datetime import date

import pytest

from hor_data.release import read_release, select
from hor_data.release.reporting import is_silent, last_reports, order_of_years
from hor_data.release.selection import Selection
from tests.support.books import GOOD, UPDATE, book, but
from tests.support.random_releases import put_cover

TODAY = date(2026, 11, 22)


# Neighbours first: what is not yet a year, before what is.
@pytest.mark.parametrize(
    ("report", "as_at", "silent"),
    [
        ("2022", "2022", False),
        ("2022", "2022-12", False),
        ("2022", "2022-12-31", False),
        ("2022", "2023", False),
        ("2022", "2023-12-30", False),
        ("2022", "2023-12-31", True),
        ("2022", "2024", True),
        ("2021-12", "2022", False),
        ("2021-12", "2022-12", False),
        ("2021-12-31", "2022", False),
        ("2021-12-31", "2022-12", False),
        ("2021-12-31", "2022-12-30", False),
        ("2021-12-31", "2022-12-31", True),
        ("2021-12-01", "2022-12", True),
        ("2021-12-02", "2022-12", False),
        ("2021-01-01", "2022", True),
        ("2021-01-02", "2022", False),
        ("2021-11", "2022-12", True),
        # After 29 February a year has passed on 1 March.
        ("2024-02-29", "2025-02-28", False),
        ("2024-02-29", "2025-03-01", True),
        ("2024-02", "2025-02", False),
        ("2024-02", "2025-03", True),
        ("2023-02-28", "2024-02-28", True),
        # A report after the date of the data, and the last year that a date can have.
        ("2025", "2022", False),
        ("2100", "2022", False),
        ("2100-12-31", "2100-12-31", False),
        # Without a date of the data nobody can say how long ago a report was.
        ("1999", "", False),
        ("", "", True),
        ("", "2022", True),
    ],
)
def test_a_commitment_is_silent_once_a_year_has_passed_whichever_days_are_meant(
    report, as_at, silent
):
    assert is_silent(report, as_at) == silent


def release(*rows, updates=(), as_at="2022-12-31"):
    content = book(*rows, Updates=updates, then=lambda workbook: put_cover(workbook, as_at))
    return read_release(content, TODAY)


def asked_about(release, reason):
    refs = release.commitments["Ref"]
    return refs[select(release, Selection(ask=(reason,)))].tolist()


def test_what_is_complete_is_not_asked_about_however_long_it_is_silent():
    made = release(
        but(GOOD, Ref="C1", Status="Complete", Due="2020"),
        but(GOOD, Ref="C2", Status="Substantial"),
        but(GOOD, Ref="C3", Status="Complete"),
        updates=[but(UPDATE, Ref="C1", As_at="2019"), but(UPDATE, Ref="C2", As_at="2019")],
    )
    assert asked_about(made, "No update for a year") == ["C2"]
    assert asked_about(made, "Past due") == []


def test_a_commitment_can_be_asked_about_for_all_three_reasons_at_once():
    made = release(but(GOOD, Status="Unclear", Due="2020"))
    assert made.groupings["ask"].values == ("Past due", "Unclear", "No update for a year")
    for reason in made.groupings["ask"].values:
        assert asked_about(made, reason) == ["C1"]


def test_a_release_without_a_date_of_data_asks_only_about_what_was_never_reported_on():
    made = release(
        but(GOOD, Ref="C1"),
        but(GOOD, Ref="C2"),
        updates=[but(UPDATE, Ref="C1", As_at="1999")],
        as_at=None,
    )
    assert made.as_at == ""
    assert asked_about(made, "No update for a year") == ["C2"]


def test_the_last_report_is_the_latest_by_date_and_not_by_row():
    made = release(
        but(GOOD, Ref="C1"),
        but(GOOD, Ref="C2"),
        but(GOOD, Ref="C3"),
        updates=[
            but(UPDATE, Ref="C1", As_at="2022-12-31"),
            but(UPDATE, Ref="C1", As_at="2021"),
            but(UPDATE, Ref="C2", As_at="2021-12"),
            but(UPDATE, Ref="C2", As_at="2021-12-31"),
        ],
    )
    assert last_reports(["C3", "C2", "C1"], made.updates) == ("", "2021-12-31", "2022-12-31")
    assert made.groupings["reported"].values == ("2022", "2021", "No update yet")


def test_years_stand_the_latest_first_and_what_was_never_reported_on_last():
    assert order_of_years(["2021-12", "", "2022", "2021"]) == ["2022", "2021", "No update yet"]


def test_where_each_was_reported_on_nothing_stands_under_no_update_yet():
    made = release(GOOD, updates=[UPDATE])
    assert made.groupings["reported"].values == ("2022",)


def test_what_was_past_due_depends_on_the_day_and_silence_on_the_data():
    made = release(but(GOOD, Due="2026-12"), updates=[UPDATE])
    assert asked_about(made, "Past due") == []
    later = made.judged(date(2027, 1, 1))
    assert asked_about(later, "Past due") == ["C1"]
    assert asked_about(later, "No update for a year") == []
