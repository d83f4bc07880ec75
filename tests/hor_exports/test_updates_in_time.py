"""Updates in time by lead organisation: where each date stands, and what is silent longest."""

from dataclasses import replace
from datetime import date

import pytest

from hor_data.changes import compare_releases
from hor_data.release import Selection, read_release, write_release
from hor_exports.updates_in_time import build_timeline, say_timeline
from hor_exports.view import open_view
from tests.support.books import GOOD, UPDATE, book, but
from tests.support.three_releases import three_read

TODAY = date(2026, 11, 22)
LEAD = "Aston University"
OTHER = but(GOOD, Ref="C2", Title="Publish a plan", Lead_organisations="Coventry University")
BOTH = but(GOOD, Ref="C3", Lead_organisations="Aston University; Coventry University")


def view_of(*rows, dates=(), as_at="2023", **selection):
    """A view of commitments with an update on each of these pairs of a ref and a date."""
    updates = [UPDATE | {"Ref": ref, "As at": day} for ref, day in dates]
    release = read_release(book(*rows, Updates=updates), TODAY)
    return open_view(replace(release, cover={"data as at": as_at}), Selection(**selection))


def placed(view):
    """By organisation, each date with its lane and where it stands, in whole percent."""
    return {
        row.name: [
            (group.as_at, group.lane, round(group.span.middle), round(group.span.width))
            for group in row.groups
        ]
        for row in build_timeline(view).rows
    }


def test_a_date_stands_no_more_exactly_than_it_was_given():
    dates = [("C1", "2022"), ("C1", "2023-01"), ("C1", "2023-12-31")]
    assert placed(view_of(GOOD, dates=dates)) == {
        "Aston University": [
            ("2022", 1, 25, 50),  # the whole first year of two, not its 1 January
            ("2023-01", 2, 52, 4),
            ("2023-12-31", 1, 100, 0),
        ]
    }


def test_dates_too_near_to_be_told_apart_stand_in_lanes():
    dates = [("C1", day) for day in ("2022-01", "2022-02", "2022-03", "2022-09")]
    lanes = [(day, lane) for day, lane, *_ in placed(view_of(GOOD, dates=dates))[LEAD]]
    assert lanes == [("2022-01", 1), ("2022-02", 2), ("2022-03", 3), ("2022-09", 1)]


def test_the_longest_silent_comes_first_and_what_never_reported_before_it():
    third = but(GOOD, Ref="C4", Lead_organisations="West Midlands Police")
    dates = [("C1", "2022"), ("C2", "2021-12"), ("C1", "2020")]
    rows = build_timeline(view_of(GOOD, OTHER, third, dates=dates)).rows
    assert [(row.name, row.last) for row in rows] == [
        ("West Midlands Police", ""),
        ("Coventry University", "2021-12"),
        ("Aston University", "2022"),
    ]


def test_an_update_of_two_leads_stands_in_both_rows_and_counts_once():
    timeline = build_timeline(view_of(BOTH, dates=[("C3", "2022")]))
    assert [len(row.groups) for row in timeline.rows] == [1, 1]
    assert say_timeline(timeline, compared=False) == "1 update by 2 lead organisations"


def test_without_updates_or_a_date_there_are_rows_and_no_dots():
    timeline = build_timeline(view_of(GOOD, as_at=""))
    assert [(row.name, row.groups) for row in timeline.rows] == [(LEAD, ())]
    assert timeline.years == (("2026", 0.0),)


@pytest.mark.parametrize(
    ("answers", "title"),
    [
        ([], "No new update by any of 2 lead organisations"),
        (["C1"], "1 of 2 lead organisations gave no new update"),
        (["C1", "C2"], "A new update by each of 2 lead organisations"),
    ],
)
def test_the_title_says_how_many_are_silent(answers, title):
    dates = [("C1", "2022"), ("C2", "2022")]
    before = view_of(GOOD, OTHER, dates=dates)
    after = view_of(GOOD, OTHER, dates=[*dates, *((ref, "2024") for ref in answers)], as_at="2024")
    changes = compare_releases(before.release, after.release)
    timeline = build_timeline(after, changes)
    assert say_timeline(timeline, compared=True) == title
    dots = [dot for row in timeline.rows for group in row.groups for dot in group.dots]
    assert [dot.ref for dot in dots if dot.is_new] == answers
    said = "C1, Hold the roundtable, update of 2024, new"
    assert (said in [dot.label for dot in dots]) == ("C1" in answers)


def test_one_organisation_alone_has_its_new_updates_counted():
    before = view_of(GOOD, dates=[("C1", "2022")])
    after = view_of(GOOD, dates=[("C1", "2022"), ("C1", "2023"), ("C1", "2024")], as_at="2024")
    timeline = build_timeline(after, compare_releases(before.release, after.release))
    assert say_timeline(timeline, compared=True) == "2 new updates"


def test_one_organisation_alone_is_not_counted_against_others():
    view = view_of(GOOD, OTHER, dates=[("C1", "2022"), ("C2", "2023")], lead=(LEAD,))
    timeline = build_timeline(view)
    assert [row.name for row in timeline.rows] == [LEAD]
    assert say_timeline(timeline, compared=True) == "No new update"
    assert say_timeline(timeline, compared=False) == "1 update by 1 lead organisation"


def test_many_updates_are_counted_and_many_organisations_bounded():
    bodies = [f"Body {number:02}" for number in range(70)]
    rows = [
        but(GOOD, Ref=f"C{place}", Lead_organisations=body) for place, body in enumerate(bodies)
    ]
    dates = [(f"C{place}", str(2015 + year)) for place in range(70) for year in range(6)]
    timeline = build_timeline(view_of(*rows, dates=dates))
    assert (len(timeline.rows), timeline.left_out, timeline.drawn) == (60, 10, False)
    few = build_timeline(view_of(*rows, dates=dates[:400]))
    assert few.drawn


def test_every_update_of_three_releases_stands_once_a_lead():
    for release in three_read():
        read = read_release(write_release(release), TODAY)
        leads = dict(
            zip(read.commitments["Ref"], read.commitments["Lead organisations"], strict=True)
        )
        rows = build_timeline(open_view(read, Selection())).rows
        number = sum(len(group.dots) for row in rows for group in row.groups)
        assert number == sum(len(leads[ref]) for ref in read.updates["Ref"])
