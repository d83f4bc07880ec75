from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from hor_data.dates import (
    date_order,
    last_day,
    read_date,
    say_date,
    say_day_in_zone,
    say_moment_in_zone,
    time_order,
)


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (2022, "2022"),
        (2022.0, "2022"),
        ("2022", "2022"),
        ("2022-07", "2022-07"),
        ("2022-7-4", "2022-07-04"),
        ("July 2022", "2022-07"),
        ("jul. 2022", "2022-07"),
        ("14 July 2022", "2022-07-14"),
        ("1st Sept, 2022", "2022-09-01"),
        (date(2022, 7, 14), "2022-07-14"),
        (datetime(2022, 7, 14, 9, 30), "2022-07-14"),
    ],
)
def test_a_date_is_read_as_exactly_as_it_was_given(given, read):
    assert read_date(given) == read


@pytest.mark.parametrize(
    "given",
    [
        "01/02/22",
        "2022-02-30",
        "31 June 2022",
        "2022-13",
        "soon",
        "",
        "Smarch 2022",
        "Ju 2022",
        "٢٠٢٢",
        "2022-07-14 09:30",
        "1899",
        "2101",
        22,
        2022.5,
        44756,
        True,
        None,
        float("nan"),
        float("inf"),
        1e300,
        date(1900, 1, 1),
    ],
)
def test_what_is_no_date_or_could_be_two_is_refused(given):
    assert read_date(given) is None


@pytest.mark.parametrize(
    ("given", "said"),
    [("2022", "2022"), ("2022-07", "July 2022"), ("2022-07-04", "4 July 2022")],
)
def test_a_date_is_said_no_more_exactly_than_it_was_given(given, said):
    assert say_date(given) == said
    assert read_date(said) == given


@pytest.mark.parametrize(
    ("given", "last"),
    [
        ("2022", date(2022, 12, 31)),
        ("2020-02", date(2020, 2, 29)),
        ("2022-07-04", date(2022, 7, 4)),
    ],
)
def test_a_date_lasts_until_the_last_day_it_can_mean(given, last):
    assert last_day(given) == last


@pytest.mark.parametrize(
    ("given", "other", "order"),
    [
        ("2022", "2023", "earlier"),
        ("2022", "2023-01", "earlier"),
        ("2022", "2023-01-01", "earlier"),
        ("2022-05", "2022-06", "earlier"),
        ("2022-05", "2022-06-01", "earlier"),
        ("2022-06-13", "2022-06-14", "earlier"),
        ("2022-06-30", "2022-07", "earlier"),
        ("2022", "2022", "same"),
        ("2022-06", "2022-06", "same"),
        ("2022", "2022-01", "cannot tell"),
        ("2022", "2022-06", "cannot tell"),
        ("2022", "2022-12", "cannot tell"),
        ("2022", "2022-12-31", "cannot tell"),
        ("2022-06", "2022-06-01", "cannot tell"),
        ("2022-06", "2022-06-30", "cannot tell"),
        ("", "2022", "cannot tell"),
        ("", "", "cannot tell"),
    ],
)
def test_a_date_is_earlier_only_where_all_its_days_are(given, other, order):
    turned = {"earlier": "later"}.get(order, order)
    assert date_order(given, other) == order
    assert date_order(other, given) == turned


def test_dates_stand_in_time_order_by_their_last_day_and_the_more_exact_later():
    in_order = ["", "2021-12", "2022-02", "2022-07-14", "2022-07", "2022", "2022-12", "2022-12-31"]
    assert sorted(reversed(in_order), key=time_order) == in_order


@pytest.mark.parametrize(
    ("moment", "zone", "said"),
    [
        ("2026-11-26T14:02:41+00:00", "Europe/London", "26 November 2026 at 14:02 GMT"),
        ("2026-07-01T14:02:41+00:00", "Europe/London", "1 July 2026 at 15:02 BST"),
        # The clocks go forward at 01:00 GMT on 29 March 2026, back at 02:00 BST on 25 October.
        ("2026-03-29T00:59:59+00:00", "Europe/London", "29 March 2026 at 00:59 GMT"),
        ("2026-03-29T01:00:00+00:00", "Europe/London", "29 March 2026 at 02:00 BST"),
        ("2026-10-25T00:30:00+00:00", "Europe/London", "25 October 2026 at 01:30 BST"),
        ("2026-10-25T01:30:00+00:00", "Europe/London", "25 October 2026 at 01:30 GMT"),
        # Half past eleven at night in UTC is tomorrow in summer, and not in winter.
        ("2026-06-30T23:30:00+00:00", "Europe/London", "1 July 2026 at 00:30 BST"),
        ("2026-12-31T23:30:00+00:00", "Europe/London", "31 December 2026 at 23:30 GMT"),
        ("2026-12-31T23:30:00+00:00", "Europe/Paris", "1 January 2027 at 00:30 CET"),
        ("2026-01-01T02:00:00+00:00", "America/New_York", "31 December 2025 at 21:00 EST"),
        ("2026-01-01T02:00:00+00:00", "America/Sao_Paulo", "31 December 2025 at 23:00 UTC-03"),
        ("2026-01-01T02:00:00+00:00", "UTC", "1 January 2026 at 02:00 UTC"),
    ],
)
def test_a_moment_is_said_by_the_clock_of_its_readers_with_the_zone_named(moment, zone, said):
    assert say_moment_in_zone(moment, ZoneInfo(zone)) == said
    assert say_day_in_zone(moment, ZoneInfo(zone)) == said.partition(" at ")[0]


@pytest.mark.parametrize(
    ("year", "read"), [("1947", None), ("1948", "1948"), ("2100", "2100"), ("2101", None)]
)
def test_a_year_of_the_health_service_or_of_this_century_is_a_date_and_no_other(year, read):
    assert read_date(year) == read
