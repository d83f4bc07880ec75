"""Officers sign in with their organisation's account, set up by the environment alone."""

import pytest
from playwright.sync_api import expect

from hor_data.store import list_events, open_store
from tests.support.oidc_provider import Provider
from tools.drive.browser import page_content


@pytest.fixture
def provider():
    provider = Provider(
        {"email": "Sam@Council.example", "email_verified": True, "name": "An officer"}
    )
    yield provider
    provider.stop()


@pytest.fixture
def store_address(tmp_path):
    return f"sqlite:///{tmp_path / 'releases.sqlite3'}"


@pytest.fixture
def server(server_for, provider, store_address):
    return server_for(
        app="server.py",
        HOR_DATABASE=store_address,
        HOR_OIDC_METADATA_URL=f"{provider.address}/.well-known/openid-configuration",
        HOR_OIDC_CLIENT_ID="dashboard",
        HOR_OIDC_CLIENT_SECRET="a secret of the test",
        HOR_OIDC_OFFICERS="priya@council.example, sam@council.example",
    )


def test_an_officer_signs_in_with_the_organisations_account(page, server, store_address):
    page.goto(f"{server}/sign-in")
    page.get_by_role("link", name="Sign in with your organisation").click()
    expect(page.locator("h1")).to_have_text(["Update the data"])
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    signed_in = list_events(open_store(store_address))[0]
    assert (signed_in.who, signed_in.kind) == ("An officer", "sign-in")


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "stranger@council.example", "email_verified": True},
        {"email": "sam@council.example"},
        {"email": "sam@council.example", "email_verified": False},
        {"name": "An officer"},
    ],
    ids=["not on the list", "not said to be verified", "not verified", "no address"],
)
def test_nobody_else_has_a_session(open_page, server, provider, store_address, claims, faults):
    faults.allow("403")
    provider.claims = claims
    page = open_page()
    page.goto(f"{server}/sign-in")
    page.get_by_role("link", name="Sign in with your organisation").click()
    expect(page_content(page).get_by_text("are not on the list of officers")).to_be_visible()
    assert list_events(open_store(store_address))[0].kind == "sign-in refused"
    assert not any("officer" in cookie["name"] for cookie in page.context.cookies())


def test_a_way_back_that_nobody_began_opens_nothing(open_page, server, store_address, faults):
    faults.allow("401")
    page = open_page()
    page.goto(f"{server}/oidc/finish?code=made-up&state=made-up")
    expect(page_content(page).get_by_text("Signing in was not completed.")).to_be_visible()
    kinds = [event.kind for event in list_events(open_store(store_address))]
    assert "sign-in refused" not in kinds, "whoever asks for it often would lock the officers out"
