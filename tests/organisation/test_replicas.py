"""Two replicas behind nginx, one of which is killed while somebody is at work with it."""

import psycopg
import pytest
from playwright.sync_api import expect

from tests.browser.explore import count, expect_shown, shown
from tests.browser.officers import changed, heading, signed_in, upload
from tests.organisation.journeys import (
    choose_workbook,
    expect_complete,
    moved,
    publish,
    replica_of,
    served,
    slow_uploads,
    until,
    walk_to_explore,
)

WITHIN = 5.0  # seconds until every replica shows what one of them published


@pytest.fixture
def releases(database):
    """Ask the database itself how many releases it holds: releases()."""
    with psycopg.connect(database, autocommit=True) as connection:
        yield lambda: connection.execute("SELECT count(*) FROM releases").fetchone()[0]


@pytest.fixture
def held_up(database):
    """Nobody can write a release until `rollback`; everyone reads on."""
    with psycopg.connect(database) as connection:
        yield connection


def hold_up(connection) -> None:
    connection.execute("LOCK TABLE releases IN SHARE MODE")


def is_waiting(database) -> bool:
    """Whether somebody waits to write a release."""
    asked = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'releases'::regclass"
    with psycopg.connect(database) as connection:
        return connection.execute(asked).fetchone()[0] > 0


def test_a_publish_on_one_replica_is_seen_on_the_other_within_five_seconds(
    organisation, open_at, tmp_path
):
    officer, reader = open_at(organisation, "a"), open_at(organisation, "b")
    expect_complete(shown(reader, server=organisation.address), 6)
    signed_in(officer, organisation.address, "An officer")
    for number, status in ((2, "Complete"), (3, "Unclear"), (4, "Substantial")):
        choose_workbook(officer, tmp_path / f"{status}.xlsx", K2=status)
        publish(officer)
        expect(heading(officer, f"Release {number} is live")).to_be_visible()
        other = organisation.replicas["b"].address
        until(lambda: served(other, "/health")[1]["release"] == number, WITHIN)  # noqa: B023
        walk_to_explore(reader)
        expect_complete(reader, 7 if status == "Complete" else 6)
    assert [replica_of(officer), replica_of(reader)] == ["a", "b"]


def test_a_reader_goes_on_at_the_other_replica_when_one_is_killed_in_mid_filter(
    organisation, open_at
):
    reader = open_at(organisation, "a")
    shown(reader, server=organisation.address)
    count(reader, "Limited").click()
    expect_shown(reader, 21, "Status Limited")
    # What is pressed now reaches a replica that never answers.
    organisation.replicas["a"].freeze()
    count(reader, "Limited").click()
    count(reader, "Unclear").click()
    organisation.replicas["a"].kill()
    moved(reader, "b")
    expect_shown(reader, 5, "Status Unclear")
    walk_to_explore(reader)
    expect_shown(reader, 5, "Status Unclear")


def test_an_officer_uploads_again_when_a_replica_is_killed_in_mid_upload(
    organisation, open_at, tmp_path
):
    officer = open_at(organisation, "a")
    signed_in(officer, organisation.address, "An officer")
    with slow_uploads(officer):
        with officer.expect_request(lambda request: "/upload_file/" in request.url):
            upload(officer, changed(tmp_path / "spring.xlsx", K2="Complete"))
        organisation.replicas["a"].kill()
        moved(officer, "b")
    expect(officer.get_by_role("button", name="Sign out")).to_be_visible()
    choose_workbook(officer, tmp_path / "again.xlsx", K2="Complete")
    publish(officer)
    expect(heading(officer, "Release 2 is live")).to_be_visible()


def test_a_publish_that_a_kill_cuts_short_is_not_done_and_can_be_done_again(
    organisation, open_at, tmp_path, database, held_up, releases
):
    officer = open_at(organisation, "a")
    signed_in(officer, organisation.address, "An officer")
    choose_workbook(officer, tmp_path / "spring.xlsx", K2="Complete")
    hold_up(held_up)
    publish(officer)
    until(lambda: is_waiting(database))
    organisation.replicas["a"].kill()
    held_up.rollback()
    moved(officer, "b")
    until(lambda: not is_waiting(database))
    assert releases() == 1
    choose_workbook(officer, tmp_path / "again.xlsx", K2="Complete")
    publish(officer)
    expect(heading(officer, "Release 2 is live")).to_be_visible()
    assert releases() == 2


def test_a_publish_whose_answer_a_kill_took_is_told_at_the_next_look(
    organisation, open_at, tmp_path, database, held_up, releases
):
    officer = open_at(organisation, "a")
    signed_in(officer, organisation.address, "An officer")
    choose_workbook(officer, tmp_path / "spring.xlsx", K2="Complete")
    hold_up(held_up)
    publish(officer)
    until(lambda: is_waiting(database))
    with organisation.silent():
        held_up.rollback()
        until(lambda: releases() == 2)
        organisation.replicas["a"].kill()
    moved(officer, "b")
    expect(officer.get_by_text("Release 2 is yours, published on").first).to_be_visible()
    assert releases() == 2
