"""The database is stopped, hangs or is started again under readers of two replicas."""

import pytest
from playwright.sync_api import expect

from tests.browser.explore import count, expect_shown, shown
from tests.browser.officers import heading, signed_in
from tests.organisation.journeys import (
    choose_workbook,
    expect_complete,
    publish,
    served,
    until,
    walk_to_explore,
)
from tests.organisation.postgresql import running_cluster
from tools.drive.browser import page_content, settled

AWAY = "The store of releases does not answer, so nothing can be published just now"


@pytest.fixture
def cluster():
    """A server of this test alone, as it is stopped here."""
    with running_cluster() as running:
        yield running


@pytest.fixture
def readers(organisation, open_at):
    """A reader at each replica, and one who comes while the database is away: newcomer()."""
    at_work = [open_at(organisation, name) for name in ("a", "b")]
    for reader in at_work:
        expect_complete(shown(reader, server=organisation.address), 6)

    def newcomer():
        reader = open_at(organisation, "a")
        reader.goto(organisation.address)
        return reader

    return at_work, newcomer


def expect_reading(organisation, readers) -> None:
    """Those at work filter on, somebody new reads, and open data are given by both replicas."""
    at_work, newcomer = readers
    for reader in at_work:
        count(reader, "Limited").click()
        expect_shown(reader, 21, "Status Limited")
        count(reader, "Limited").click()
        expect_shown(reader, 46)
        walk_to_explore(reader)
        expect_complete(reader, 6)
    expect_complete(newcomer(), 6)
    for replica in organisation.replicas.values():
        status, content = served(replica.address)
        assert (status, len(content["commitments"])) == (200, 46)


def test_readers_keep_reading_while_the_database_is_stopped_and_after(
    cluster, organisation, readers
):
    cluster.stop()
    expect_reading(organisation, readers)
    cluster.start()
    expect_reading(organisation, readers)


def test_readers_keep_reading_while_the_database_hangs_and_after(cluster, organisation, readers):
    cluster.hang()
    expect_reading(organisation, readers)
    cluster.go_on()
    expect_reading(organisation, readers)


def test_a_replica_that_starts_while_the_database_is_away_shows_the_last_release(
    cluster, organisation, readers
):
    at_work, newcomer = readers
    cluster.stop()
    replica = organisation.replicas["a"]
    replica.stop()
    replica.start()
    expect_reading(organisation, readers)
    cluster.start()
    expect_reading(organisation, readers)


def test_a_database_that_is_started_again_is_used_again_by_both_replicas(
    cluster, organisation, open_at, tmp_path
):
    officer, reader = open_at(organisation, "a"), open_at(organisation, "b")
    signed_in(officer, organisation.address, "An officer")
    expect_complete(shown(reader, server=organisation.address), 6)
    for number, status in ((2, "Complete"), (3, "Unclear"), (4, "Substantial")):
        cluster.kill()
        cluster.start()
        choose_workbook(officer, tmp_path / f"{status}.xlsx", K2=status)
        publish(officer)
        expect(heading(officer, f"Release {number} is live")).to_be_visible()
        walk_to_explore(reader)
        expect_complete(reader, 7 if status == "Complete" else 6)


def test_an_officer_is_told_that_the_store_is_away_and_never_to_sign_in(
    cluster, organisation, open_at, tmp_path
):
    officer = open_at(organisation, "a")
    signed_in(officer, organisation.address, "An officer")
    choose_workbook(officer, tmp_path / "spring.xlsx", K2="Complete")
    cluster.hang()
    publish(officer, "After the spring roundtable")
    expect(page_content(officer).get_by_text(AWAY)).to_be_visible()
    expect(officer.get_by_text("Only officers publish.")).to_have_count(0)
    cluster.go_on()
    until(lambda: tried_again(officer))
    expect(officer.get_by_label("What is new in it")).to_have_value("After the spring roundtable")
    publish(officer)
    expect(heading(officer, "Release 2 is live")).to_be_visible()


def tried_again(officer) -> bool:
    """Press "Try again" where it is there; whether the officer may publish by now."""
    again = officer.get_by_role("button", name="Try again")
    if again.is_visible():
        again.click()
    settled(officer)
    return officer.get_by_role("button", name="Publish", exact=True).is_visible()
