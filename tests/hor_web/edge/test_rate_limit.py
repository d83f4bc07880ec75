"""How often something may be asked for, from one address and in all, from many threads too."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from hor_web.edge import rate_limit
from hor_web.edge.rate_limit import RateLimit


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands until it is set."""
    seconds = [0.0]
    monkeypatch.setattr(rate_limit, "monotonic", lambda: seconds[0])
    return seconds


def test_an_address_has_its_own_bound_and_all_have_one(clock):
    limit = RateLimit(60, 2, 3)
    asked = [limit.allows(address) for address in ("a", "a", "a", "b", "b")]
    assert asked == [True, True, False, True, False]


def test_what_was_refused_does_not_count_and_what_is_old_counts_no_more(clock):
    limit = RateLimit(60, 1, 10)
    assert [limit.allows("a"), limit.allows("a")] == [True, False]
    clock[0] = 60
    assert not limit.allows("a")
    clock[0] = 60.1
    assert limit.allows("a")


def test_many_threads_together_are_allowed_no_more_than_the_bound():
    limit = RateLimit(60, 50, 500)
    with ThreadPoolExecutor(8) as threads:
        allowed = sum(threads.map(lambda _: limit.allows("a"), range(400)))
    assert allowed == 50
