"""Attempts to sign in: checked in turn, and nobody's keep an officer out."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from argon2 import PasswordHasher

from hor_data.store import open_store
from hor_data.store.tables import EVENTS
from hor_web.edge import attempts
from hor_web.edge.attempts import KNOWN, UNKNOWN, AttemptQueue, KnownPassword, QueueFullError
from tools.drive.server import BEHIND_PROXY, running
from tools.drive.session import sign_in

PASSWORD = "correct horse battery staple"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def run(coroutine):
    """The browser tests leave a loop running in the thread of the tests."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


async def in_turn(asked):
    """The order in which attempts, (network, rank), are let in where all wait for the first."""
    queue, order, may_go_on = AttemptQueue(), [], asyncio.Event()

    async def attempt(network, rank):
        try:
            async with queue.turn(network, rank):
                order.append(network)
                await may_go_on.wait()
        except QueueFullError:
            order.append(f"{network} refused")

    tasks = []
    for network, rank in asked:
        tasks.append(asyncio.create_task(attempt(network, rank)))
        await asyncio.sleep(0)
    may_go_on.set()
    await asyncio.gather(*tasks)
    return order


def test_known_networks_come_first_and_others_in_the_order_they_came():
    asked = [("a", UNKNOWN), ("b", UNKNOWN), ("c", UNKNOWN), ("office", KNOWN), ("d", UNKNOWN)]
    assert run(in_turn(asked)) == ["a", "office", "b", "c", "d"]


def test_one_network_cannot_fill_the_queue(monkeypatch):
    monkeypatch.setattr(attempts, "MOST_WAITING_PER_NETWORK", 2)
    asked = [("a", UNKNOWN)] * 4 + [("b", UNKNOWN)]
    assert run(in_turn(asked)) == ["a", "a refused", "a refused", "a", "b"]


def test_all_together_cannot_fill_it_for_a_known_network(monkeypatch):
    monkeypatch.setattr(attempts, "MOST_WAITING", 2)
    asked = [(name, UNKNOWN) for name in "abcd"] + [("office", KNOWN)]
    assert run(in_turn(asked)) == ["a", "d refused", "office", "b", "c"]


def test_who_goes_away_while_it_waits_keeps_nobody_waiting():
    async def three():
        queue, order = AttemptQueue(), []
        first_may_end = asyncio.Event()

        async def attempt(name, may_end):
            async with queue.turn(name, UNKNOWN):
                await may_end.wait()
                order.append(name)

        ended = asyncio.Event()
        ended.set()
        tasks = [
            asyncio.create_task(attempt(name, first_may_end if name == "a" else ended))
            for name in "abcd"
        ]
        await asyncio.sleep(0)
        tasks[1].cancel()
        first_may_end.set()
        # The turn has come to c, which goes away before it knows.
        await tasks[0]
        tasks[2].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return order

    assert run(three())[-1] == "d"


def test_a_password_is_known_at_once_after_it_was_right_and_only_for_its_hash():
    known, right, other = KnownPassword(), QUICK.hash(PASSWORD), QUICK.hash("another")
    assert not known.is_known(right, PASSWORD)
    assert not known.check(right, "guess")
    assert not known.is_known(right, "guess")
    assert known.check(right, PASSWORD)
    asked = [(right, PASSWORD), (right, "guess"), (other, PASSWORD)]
    assert [known.is_known(*pair) for pair in asked] == [True, False, False]


@pytest.mark.parametrize("officer", ["198.51.100.200", "2001:db8::200"])
def test_a_thousand_wrong_passwords_from_a_thousand_addresses_keep_no_officer_out(
    tmp_path, officer
):
    database = f"sqlite:///{tmp_path / 'releases.sqlite3'}"
    environment = BEHIND_PROXY | {
        "HOR_DATABASE": database,
        "HOR_PASSWORD_HASH": QUICK.hash(PASSWORD),
    }
    addresses = [f"10.{number // 250}.7.{number % 250}" for number in range(1_000)]
    half_way = Event()
    with (
        running(tmp_path / "log", "server.py", environment) as server,
        ThreadPoolExecutor(16) as threads,
    ):

        def guess(address):
            if address == addresses[500]:
                half_way.set()
            return sign_in(server, "guess", address).status

        guesses = [threads.submit(guess, address) for address in addresses]
        half_way.wait()
        assert sign_in(server, PASSWORD, officer).status == 303
        assert sign_in(server, PASSWORD, officer).status == 303
        assert {guess.result() for guess in guesses} == {401}
    with open_store(database).begin() as connection:
        kinds = connection.scalars(EVENTS.select().with_only_columns(EVENTS.c.kind)).all()
    assert kinds.count("sign-in refused") == 1_000


def test_an_ipv6_network_has_its_own_refusals_and_its_neighbour_none(tmp_path):
    environment = BEHIND_PROXY | {
        "HOR_DATABASE": f"sqlite:///{tmp_path / 'releases.sqlite3'}",
        "HOR_PASSWORD_HASH": QUICK.hash(PASSWORD),
    }
    with running(tmp_path / "log", "server.py", environment) as server:
        statuses = [sign_in(server, "guess", f"2001:db8::{number}").status for number in range(7)]
        assert statuses == [401] * 5 + [429] * 2
        assert sign_in(server, PASSWORD, "2001:db8::ffff").status == 429
        assert sign_in(server, PASSWORD, "2001:db8:0:1::1").status == 303
