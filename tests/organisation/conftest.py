"""What the tests of an organisation's set-up share."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import browser
from tests.organisation.needed import missing_packages, sentence
from tests.organisation.postgresql import Cluster, running_cluster
from tests.organisation.replicas import COOKIE, PATIENCE, Organisation, running_organisation

__all__ = ["browser"]

_NUMBERS = count(1)
expect.set_options(timeout=PATIENCE * 1000)


def pytest_sessionstart() -> None:
    """End at once, with what to install, where the machine lacks something."""
    if missing := missing_packages():
        pytest.exit(sentence(missing), returncode=1)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server for all tests of this session."""
    with running_cluster() as running:
        yield running


@pytest.fixture
def database(cluster: Cluster) -> str:
    """The address of a new, empty database of it."""
    return cluster.new_database(f"hor_{next(_NUMBERS)}")


@pytest.fixture
def organisation(database: str, tmp_path: Path) -> Iterator[Organisation]:
    """Two replicas behind nginx on an empty database."""
    with running_organisation(tmp_path, database) as running:
        yield running


@pytest.fixture
def open_at(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A fresh profile's page: open_at(organisation, "a") has its readers at replica a, and
    open_at(organisation) where nginx places them."""
    with ExitStack() as contexts:

        def start(organisation: Organisation, replica: str = "") -> Page:
            context = browser.new_context(
                viewport={"width": 1280, "height": 900},
                locale="en-GB",
                ignore_https_errors=True,
                base_url=organisation.address,
            )
            contexts.callback(context.close)
            context.set_default_timeout(PATIENCE * 1000)
            if replica:
                cookie = {"name": COOKIE, "value": replica, **organisation.cookie_place}
                context.add_cookies([cookie])  # type: ignore[list-item]
            return context.new_page()

        yield start
