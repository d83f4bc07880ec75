"""Officers take notes of one meeting from several machines: joined, put together, never lost."""

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import Page, expect
from sqlalchemy import delete

from hor_data.meeting import Note, build_notes
from hor_data.store import list_meetings, open_store, read_wordings
from hor_data.store.tables import SESSIONS
from tests.browser.meetings import (
    HERE,
    STORED,
    end,
    kept,
    list_options,
    meeting,
    minutes,
    note,
)
from tests.support.three_releases import fill, three
from tools.drive.browser import page_content, settled

PASSWORD = "correct horse battery staple"
NAMES = ("Of the first", "Of the second")
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


@pytest.fixture
def database(tmp_path):
    return f"sqlite:///{tmp_path / 'releases.sqlite3'}"


@pytest.fixture
def dashboard(server_for, database):
    fill(database, three()[:2])
    return server_for("server.py", HOR_DATABASE=database, HOR_PASSWORD_HASH=HASH)


@pytest.fixture
def officer(open_page, dashboard):
    """Open a page in a browser of its own and sign in as this officer."""

    def sign_in(who: str, page: Page | None = None) -> Page:
        page = page or open_page()
        page.goto(f"{dashboard}/sign-in?next=/roundtable")
        page.get_by_label("Your name").fill(who)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        expect(page_content(page).get_by_text("You are signed in as")).to_be_visible()
        return settled(page)

    return sign_in


def start(page: Page) -> Page:
    page.get_by_role("button", name="Start the meeting").click()
    expect(page.locator(".m-item h1")).to_be_focused()
    return page


def join(page: Page, others: str) -> Page:
    start(page)
    expect(
        page_content(page).get_by_text(f"{others} takes notes of the meeting of ")
    ).to_be_visible()
    page.get_by_role("button", name="Join the meeting of ").click()
    expect(page.locator(".m-progress")).to_have_text("1 of 12")
    return settled(page)


def stored(database: str, number: int = 0) -> dict[str, Note]:
    store = open_store(database)
    try:
        return build_notes(read_wordings(store, list_meetings(store)[number].id))
    finally:
        store.dispose()


def test_officers_join_one_meeting_and_their_notes_are_put_together(
    officer, open_page, dashboard, database
):
    first = start(officer("One"))
    note(first).fill("A plan is coming")
    note(first, "Owner").fill("Birmingham and Solihull")
    expect(page_content(first).get_by_text(STORED)).to_be_visible()
    (meeting_id,) = kept(first)
    assert stored(database) == {"HOR-33": Note("A plan is coming", "", "Birmingham and Solihull")}
    second = join(officer("Two"), "One")
    expect(note(second)).to_have_value("A plan is coming")
    assert list(kept(second)) == [meeting_id]
    note(second, "By when").fill("May 2027")
    expect(page_content(second).get_by_text(STORED)).to_be_visible()
    first.get_by_role("button", name="Next").click()
    note(first, "Action").fill("Ask again")
    expect(page_content(first).get_by_text(STORED)).to_be_visible()
    notes = stored(database)
    assert notes["HOR-33"] == Note("A plan is coming", "", "Birmingham and Solihull", "May 2027")
    assert sorted(noted.action for noted in notes.values()) == ["", "Ask again"]
    text = minutes(end(first))
    assert "Birmingham and Solihull; May 2027" in text
    member = meeting(open_page(), dashboard)
    expect(note(member)).to_have_value("")


def test_what_two_officers_write_in_one_field_unseen_is_kept_and_shown(officer, database):
    first, second = start(officer("One")), join(officer("Two"), "One")
    note(first).fill("They have a plan")
    expect(page_content(first).get_by_text(STORED)).to_be_visible()
    # The second has not seen it: nothing has come to this page since.
    note(second).fill("They have none")
    expect(page_content(second).get_by_text(STORED)).to_be_visible()
    aside = "Written at the same time: Note, by One: They have a plan"
    expect(second.locator(".m-asides")).to_have_text(aside)
    # The first sees what stands now with its next note, and goes on from there.
    note(first, "Owner").fill("Aston")
    expect(note(first)).to_have_value("They have none")
    expect(first.locator(".m-asides")).to_have_text(aside)
    note(first).fill("They have none yet")
    expect(page_content(first).get_by_text(STORED)).to_be_visible()
    assert stored(database)["HOR-33"] == Note("They have none yet", owner="Aston")
    text = minutes(end(second))
    assert "They have none" in text
    assert "Note, also written by One: They have a plan" in text


def test_two_officers_with_two_meetings_at_once_do_not_mix_them(officer, database):
    first = start(officer("One"))
    note(first).fill("Of the first")
    expect(page_content(first).get_by_text(STORED)).to_be_visible()
    second = start(officer("Two"))
    second.get_by_role("button", name="Begin a new meeting").click()
    expect(note(second)).to_have_value("")
    note(second).fill("Of the second")
    expect(page_content(second).get_by_text(STORED)).to_be_visible()
    third = start(officer("Three"))
    expect(third.get_by_role("button", name="Join the meeting of ")).to_have_count(2)
    assert sorted(stored(database, number)["HOR-33"].said for number in (0, 1)) == [
        "Of the first",
        "Of the second",
    ]
    text = minutes(end(second))
    assert "Of the second" in text
    assert "Of the first" not in text


def test_an_officer_on_a_new_machine_finds_the_minutes_of_every_meeting(officer):
    first = start(officer("One"))
    note(first).fill("Of the first")
    end(first)
    start(first)
    first.get_by_role("button", name="Begin a new meeting").click()
    note(first).fill("Of the second")
    end(first)
    second = officer("Two")
    expect(page_content(second).get_by_text("notes on 1 commitment.")).to_be_visible()
    labels = list_options(second).all_inner_texts()
    assert len(set(labels)) == 2
    assert all(", begun at " in label for label in labels)
    texts = []
    for place in (0, 1):
        list_options(second).nth(place).click()
        texts.append(minutes(second))
    assert [words in text for words in NAMES for text in texts].count(True) == 2
    assert all(any(words in text for text in texts) for words in NAMES)


def test_an_officer_signed_out_in_mid_meeting_is_told_and_loses_nothing(officer, database):
    page = start(officer("One"))
    note(page).fill("Signed in")
    expect(page_content(page).get_by_text(STORED)).to_be_visible()
    store = open_store(database)
    with store.begin() as connection:
        connection.execute(delete(SESSIONS))
    store.dispose()
    note(page, "Action").fill("Signed out")
    expect(page.locator(".m-saved")).to_have_text(
        "Notes are kept in this browser alone, as you are signed out of the dashboard."
    )
    officer("One", page)
    start(page)
    expect(page_content(page).get_by_text(STORED)).to_be_visible()
    assert stored(database) == {"HOR-33": Note("Signed in", "Signed out")}


def test_notes_taken_before_signing_in_reach_the_dashboard_after(
    officer, open_page, dashboard, database
):
    page = meeting(open_page(), dashboard)
    note(page).fill("Not signed in")
    expect(page_content(page).get_by_text(HERE)).to_be_visible()
    officer("One", page)
    start(page)
    expect(page_content(page).get_by_text(STORED)).to_be_visible()
    assert stored(database) == {"HOR-33": Note("Not signed in")}
