"""One server with two releases, and one window a width, kept from state to state."""

from collections.abc import Callable, Iterator

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import Browser, Page

from hor_data.releases import Candidate, open_store, publish, publish_first
from tests.browser.accessible.states import PASSWORD, SHIPPED, changed
from tests.browser.conftest import SECONDS

# Tall, as axe looks at no contrast of what is scrolled away.
WINDOWS = {"1280 px": (1280, 6000), "320 px": (320, 14000)}


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


@pytest.fixture(scope="module", params=WINDOWS)
def window(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page, wide or narrow, for one state after another."""
    width, height = WINDOWS[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB")
    context.set_default_timeout(SECONDS * 1000)
    yield context.new_page()
    context.close()


@pytest.fixture
def ordinary(browser: Browser) -> Iterator[Page]:
    """A page in a window of ordinary size, by itself."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.set_default_timeout(SECONDS * 1000)
    yield context.new_page()
    context.close()
