"""One server with two releases, and one window a width, kept from state to state."""

from collections.abc import Callable, Iterator

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from hor_data.store import Candidate, open_store, publish, publish_first
from tests.browser.accessible.states import PASSWORD, SHIPPED, changed
from tools.drive.server import SECONDS

WIDTHS = {"1280 px": 1280, "320 px": 320}
ORDINARY: ViewportSize = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def two_releases(server_for: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the dashboard with two releases, where officers can sign in."""
    address = f"sqlite:///{tmp_path_factory.mktemp('store') / 'releases.sqlite3'}"
    store = open_store(address)
    publish_first(store, SHIPPED, "commitments.xlsx")
    spring = changed(K2="Complete", K3="Unclear", C4="Said anew")
    publish(store, Candidate(spring, "spring.xlsx", "Spring"), "An officer", 1)
    return server_for(
        app="server.py", HOR_DATABASE=address, HOR_PASSWORD_HASH=PasswordHasher().hash(PASSWORD)
    )


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One profile, so that scripts are fetched once; what a page has kept is forgotten."""
    context = browser.new_context(viewport=ORDINARY, locale="en-GB")
    context.set_default_timeout(SECONDS * 1000)
    context.add_init_script("localStorage.clear()")
    yield context
    context.close()


@pytest.fixture(scope="module", params=WIDTHS)
def window(context: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page, wide or narrow, for one state after another."""
    page = context.new_page()
    page.set_viewport_size({"width": WIDTHS[request.param], "height": ORDINARY["height"]})
    yield page
    page.close()


@pytest.fixture
def ordinary(context: BrowserContext) -> Iterator[Page]:
    """A page in a window of ordinary size, by itself."""
    page = context.new_page()
    yield page
    page.close()
