"""Officers sign in at a provider that we did not write, at two replicas behind nginx."""

from contextlib import ExitStack

import psycopg
import pytest
from playwright.sync_api import expect

from tests.browser.officers import changed, heading, upload
from tests.organisation.journeys import publish
from tests.organisation.oidc_provider import (
    CLIENT,
    SECRET,
    Person,
    running_provider,
    sign_in_there,
)
from tests.organisation.replicas import COOKIE, running_organisation
from tools.drive.browser import page_content, settled
from tools.drive.server import free_port

OFFICER = Person(
    "officer", {"email": "officer@council.example", "email_verified": True, "name": "An officer"}
)
UNVERIFIED = Person("unverified", {"email": "officer@council.example", "email_verified": False})
NO_OFFICER = Person("reader", {"email": "reader@council.example", "email_verified": True})
NAMELESS = Person("nameless", {"name": "An officer"})
BUTTON = "Sign in with your organisation"


@pytest.fixture
def organisation(database, tmp_path):
    """Two replicas with a provider; the provider must know where nginx is, and they where it is."""
    port = free_port()
    with ExitStack() as programs:
        provider = programs.enter_context(
            running_provider(
                tmp_path / "provider.log",
                f"https://localhost:{port}",
                [OFFICER, UNVERIFIED, NO_OFFICER, NAMELESS],
            )
        )
        yield programs.enter_context(
            running_organisation(
                tmp_path,
                database,
                port=port,
                HOR_PASSWORD_HASH="",
                HOR_OIDC_METADATA_URL=f"{provider}/.well-known/openid-configuration",
                HOR_OIDC_CLIENT_ID=CLIENT,
                HOR_OIDC_CLIENT_SECRET=SECRET,
                HOR_OIDC_OFFICERS="officer@council.example",
            )
        )


def begin(page, organisation):
    """Leave for the provider from the dashboard's page for signing in."""
    page.goto(f"{organisation.address}/sign-in?next=/update_data")
    page.get_by_role("link", name=BUTTON).click()
    expect(page.get_by_role("button", name="Sign-in")).to_be_visible()
    return page


def kinds(database):
    with psycopg.connect(database) as connection:
        return [kind for (kind,) in connection.execute("SELECT kind FROM events ORDER BY id")]


def test_an_officer_signs_in_and_signing_out_ends_it_at_the_provider_too(organisation, open_at):
    page = begin(open_at(organisation, "a"), organisation)
    for _visit in range(3):
        sign_in_there(page, OFFICER)
        expect(page.locator("h1")).to_have_text(["Update the data"])
        page.get_by_role("button", name="Sign out").click()
        # The provider asks whether its own session is to end too.
        page.get_by_role("button", name="Yes, sign me out").click()
        expect(page.locator("h1")).to_contain_text("commitments are complete")
        begin(page, organisation)


def test_a_workbook_chosen_before_signing_in_is_there_after_it(organisation, open_at, tmp_path):
    page = open_at(organisation, "a")
    page.goto(f"{organisation.address}/update_data")
    upload(page, changed(tmp_path / "spring.xlsx", K2="Complete"))
    expect(page_content(page).get_by_text("Only officers publish.")).to_be_visible()
    expect(heading(page, "2. Checked spring.xlsx: no problems found")).to_be_visible()
    settled(page).get_by_role("link", name="Sign in").click()
    page.get_by_role("link", name=BUTTON).click()
    sign_in_there(page, OFFICER)
    expect(heading(page, "2. Checked spring.xlsx: no problems found")).to_be_visible()
    assert "_draft" not in page.url
    publish(page)
    expect(heading(page, "Release 2 is live")).to_be_visible()


def test_a_sign_in_begun_at_one_replica_ends_at_the_other(organisation, open_at):
    page = begin(open_at(organisation, "a"), organisation)
    organisation.replicas["a"].kill()
    sign_in_there(page, OFFICER)
    expect(page.locator("h1")).to_have_text(["Update the data"])
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    held = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    assert held[COOKIE] == "b"


@pytest.mark.parametrize("person", [UNVERIFIED, NO_OFFICER, NAMELESS], ids=lambda who: who.login)
def test_nobody_else_has_a_session(organisation, open_at, database, person):
    page = begin(open_at(organisation), organisation)
    sign_in_there(page, person)
    expect(page.get_by_text("not on the list of officers").first).to_be_visible()
    assert not any("officer" in cookie["name"] for cookie in page.context.cookies())
    assert kinds(database)[-1] == "sign-in refused"


def test_an_answer_of_the_provider_that_is_brought_again_opens_nothing(organisation, open_at):
    page = begin(open_at(organisation), organisation)
    answers = []
    page.on("request", lambda request: answers.append(request.url))
    sign_in_there(page, OFFICER)
    expect(page.locator("h1")).to_have_text(["Update the data"])
    answer = next(url for url in answers if "/oidc/finish?" in url)
    for thief in (open_at(organisation, "a"), open_at(organisation, "b"), page):
        thief.goto(answer)
        expect(thief.get_by_text("Signing in was not completed.").first).to_be_visible()


def test_a_visit_to_the_provider_is_asked_with_a_proof_key_a_state_and_a_nonce(
    organisation, open_at
):
    page = open_at(organisation)
    page.goto(f"{organisation.address}/sign-in")
    with page.expect_request(lambda request: "/auth?" in request.url) as asked:
        page.get_by_role("link", name=BUTTON).click()
    url = asked.value.url
    for value in ("code_challenge_method=S256", "code_challenge=", "state=", "nonce="):
        assert value in url
