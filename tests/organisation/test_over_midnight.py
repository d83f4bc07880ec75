"""The date changes at two replicas, with the database there and with it away."""

from datetime import datetime

import pytest
from playwright.sync_api import expect

from tests.browser.explore import expect_shown, shown
from tests.browser.officers import heading, signed_in
from tests.organisation.clock import Clock
from tests.organisation.journeys import choose_workbook, publish, until, walk_to_explore
from tests.organisation.postgresql import running_cluster
from tests.organisation.replicas import running_organisation

# HOR-06 is due in 2028: past due from the first day of 2029, as HOR-33 is since 2021.
EVENING, NEARLY_MIDNIGHT = datetime(2028, 12, 31, 23, 50), datetime(2028, 12, 31, 23, 59, 57)
MORNING = datetime(2029, 1, 1, 0, 0, 3)
PAST_DUE, FILTER = "?deadline=Past+due", "Deadline Past due"


@pytest.fixture
def cluster():
    """A server of this test alone, as it is stopped here."""
    with running_cluster() as running:
        yield running


@pytest.fixture
def clock(tmp_path):
    clock = Clock(tmp_path / "clock")
    clock.set(EVENING)
    return clock


@pytest.fixture
def organisation(database, tmp_path, clock):
    with running_organisation(tmp_path, database, **clock.environment) as running:
        yield running


@pytest.fixture
def readers(organisation, open_at):
    """A reader at each replica who looks at what is past due, on the evening before."""
    at_work = [open_at(organisation, name) for name in ("a", "b")]
    for reader in at_work:
        expect_shown(shown(reader, PAST_DUE, organisation.address), 1, FILTER)
    return at_work


def go_over_midnight(clock) -> None:
    clock.set(NEARLY_MIDNIGHT)
    until(lambda: clock.now() > MORNING)


def expect_the_new_day(readers, newcomer, organisation) -> None:
    """Deadlines are judged on the new day, for those at work and for somebody new."""
    for reader in readers:
        walk_to_explore(reader)
        expect_shown(reader, 2, FILTER)
    expect_shown(shown(newcomer, PAST_DUE, organisation.address), 2, FILTER)


def test_readers_and_an_officer_go_on_over_midnight(
    organisation, readers, clock, open_at, tmp_path
):
    officer = open_at(organisation, "a")
    signed_in(officer, organisation.address, "An officer")
    choose_workbook(officer, tmp_path / "new-year.xlsx", J7="2030")
    go_over_midnight(clock)
    expect_the_new_day(readers, open_at(organisation, "b"), organisation)
    publish(officer, "Agreed at midnight")
    expect(heading(officer, "Release 2 is live")).to_be_visible()
    expect(officer.get_by_role("button", name="Sign out")).to_be_visible()
    for reader in readers:
        walk_to_explore(reader)
        expect_shown(reader, 1, FILTER)


@pytest.mark.parametrize("stop", ["stop", "hang"])
def test_readers_go_on_over_midnight_while_the_database_is_away(
    cluster, organisation, readers, clock, open_at, stop
):
    getattr(cluster, stop)()
    go_over_midnight(clock)
    expect_the_new_day(readers, open_at(organisation, "b"), organisation)
    # What is read from the copy on disk is judged on the new day too.
    organisation.replicas["a"].stop()
    organisation.replicas["a"].start()
    expect_the_new_day(readers[1:], open_at(organisation, "a"), organisation)
    cluster.go_on() if stop == "hang" else cluster.start()
    expect_the_new_day(readers[1:], open_at(organisation, "a"), organisation)
