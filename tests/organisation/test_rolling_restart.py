"""Both replicas are stopped and started, one after the other, while an officer is at work."""

from playwright.sync_api import expect

from tests.browser.officers import heading, signed_in
from tests.organisation.journeys import choose_workbook, expect_complete, moved, publish
from tests.organisation.replicas import OTHER
from tools.drive.browser import page_content, settled

CHOOSE_AGAIN = (
    "The server does not have the workbook you had chosen: it was started again, or another took "
    "over from it. Choose the workbook once more."
)


def test_an_officer_stays_signed_in_and_publishes_after_each_restart(
    organisation, open_at, tmp_path
):
    officer, reader = open_at(organisation, "a"), open_at(organisation)
    signed_in(officer, organisation.address, "An officer")
    for number, name in ((2, "a"), (3, "b"), (4, "a")):
        choose_workbook(officer, tmp_path / f"{number}.xlsx", K2="Complete", C3=f"Aim {number}")
        organisation.replicas[name].stop()
        moved(officer, OTHER[name])
        expect(officer.get_by_role("button", name="Sign out")).to_be_visible()
        organisation.replicas[name].start()
        # Of another name: the page shows what was checked before until the officer acts.
        again = tmp_path / f"{number}-again.xlsx"
        choose_workbook(officer, again, K2="Complete", C3=f"Aim {number}")
        publish(officer)
        expect(heading(officer, f"Release {number} is live")).to_be_visible()
        reader.goto(organisation.address)
        expect_complete(reader, 7)


def test_what_was_typed_stays_over_a_restart_and_the_workbook_is_asked_for(
    organisation, open_at, tmp_path
):
    officer = open_at(organisation, "a")
    signed_in(officer, organisation.address, "An officer")
    choose_workbook(officer, tmp_path / "spring.xlsx", K2="Complete")
    officer.get_by_label("Name of the release").fill("Spring")
    officer.get_by_label("What is new in it").fill("After the spring roundtable")
    officer.get_by_label("Name of the release").press("Tab")
    settled(officer)
    organisation.replicas["a"].stop()
    moved(officer, "b")
    # The page stands as it was until its officer does something.
    publish(officer)
    expect(page_content(officer).get_by_text(CHOOSE_AGAIN)).to_be_visible()
    expect(officer.get_by_role("button", name="Remove spring.xlsx")).to_have_count(0)
    choose_workbook(officer, tmp_path / "spring.xlsx", K2="Complete")
    expect(officer.get_by_label("Name of the release")).to_have_value("Spring")
    expect(officer.get_by_label("What is new in it")).to_have_value("After the spring roundtable")
    publish(officer)
    expect(heading(officer, "Release 2 is live")).to_be_visible()


def test_a_reader_is_told_when_both_replicas_are_away(organisation, open_at):
    for replica in organisation.replicas.values():
        replica.stop()
    reader = open_at(organisation)
    answer = reader.goto(organisation.address)
    assert (answer.status, answer.text()) == (
        503,
        "The dashboard is being started or mended. Try again in a minute.\n",
    )
    for replica in organisation.replicas.values():
        replica.start()
    reader.goto(organisation.address)
    expect_complete(reader, 6)
