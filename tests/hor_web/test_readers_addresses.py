"""Each reader has an address of its own, behind a proxy on the same machine too."""

import socket
from urllib.parse import urlsplit

import pytest
from argon2 import PasswordHasher

from hor_data.store import list_events, open_store
from hor_web.requests import readers_network, resolve_address
from tests.support.proxy import READER, proxy_before
from tools.drive.server import BEHIND_PROXY, running
from tools.drive.session import ask, sign_in

PASSWORD = "correct horse battery staple"


@pytest.fixture
def database(tmp_path):
    return f"sqlite:///{tmp_path / 'releases.sqlite3'}"


@pytest.fixture
def environment(database):
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    return BEHIND_PROXY | {
        "HOR_DATABASE": database,
        "HOR_PASSWORD_HASH": quick.hash(PASSWORD),
    }


@pytest.mark.parametrize(
    ("bound_to", "host", "network"),
    [
        (None, "127.0.0.1", socket.AF_INET),  # as `make run` starts it: ::ffff:127.0.0.1
        (None, "::1", socket.AF_INET6),
        ("127.0.0.1", "127.0.0.1", socket.AF_INET),
    ],
    ids=["as it starts", "by IPv6", "on 127.0.0.1"],
)
def test_five_wrong_passwords_of_one_reader_behind_a_proxy_here_leave_others_to_sign_in(
    tmp_path, environment, database, bound_to, host, network
):
    environment["STREAMLIT_SERVER_ADDRESS"] = bound_to
    with running(tmp_path / "log", "server.py", environment) as server:
        port = urlsplit(server).port
        with proxy_before(host, port, network) as front:

            def statuses(reader, secret, times, forged=""):
                headers = {READER: reader, "origin": front} | (
                    {"x_forwarded_for": forged} if forged else {}
                )
                tries = (sign_in(front, secret, "", **headers) for _ in range(times))
                return [answer.status for answer in tries]

            assert statuses("198.51.100.7", "guess", 6) == [401] * 5 + [429]
            assert statuses("198.51.100.7", PASSWORD, 1) == [429]
            # What the guesser claims to be does not let it try on, and locks nobody else out.
            assert statuses("198.51.100.7", "guess", 2, "198.51.100.8") == [429, 429]
            assert statuses("198.51.100.7", "guess", 1, "127.0.0.1, ::1, not an address") == [429]
            assert statuses("198.51.100.8", PASSWORD, 1) == [303]
            assert statuses("2001:db8::8", PASSWORD, 1) == [303]
    store = open_store(database)
    tries = [(event.kind, event.address) for event in reversed(list_events(store))]
    assert tries[1:] == [
        *[("sign-in refused", "198.51.100.7")] * 5,
        ("sign-in", "198.51.100.8"),
        ("sign-in", "2001:db8::8"),
    ]


@pytest.mark.parametrize(
    "peer",
    [
        "127.0.0.1",
        "127.8.9.10",
        "::1",
        "::ffff:127.0.0.1",
        "0:0:0:0:0:ffff:7f00:1",
        "",
        "/run/dashboard.sock",
    ],
)
def test_whoever_a_named_proxy_on_this_machine_speaks_for_is_the_reader(monkeypatch, peer):
    assert resolve_address(peer, ["198.51.100.7"]) in (peer, "127.0.0.1", "::1")
    monkeypatch.setenv("HOR_TRUSTED_PROXIES", "127.0.0.0/8, ::1")
    assert resolve_address(peer, ["198.51.100.7"]) == "198.51.100.7"


@pytest.mark.parametrize(
    "peer",
    [
        "203.0.113.9",
        "::ffff:203.0.113.9",
        "10.0.0.1",
        "128.0.0.1",
        "126.255.255.255",
        "0.0.0.0",
        "::",
        "::2",
        "::ffff:126.0.0.1",
        "64:ff9b::7f00:1",
        "::127.0.0.1",
        "fe80::1%eth0",
    ],
)
def test_what_is_claimed_by_a_line_from_elsewhere_is_not_looked_at(peer):
    alone = resolve_address(peer, [])
    assert alone == peer.removeprefix("::ffff:").removesuffix("%eth0") or ":" in alone
    for claimed in (["198.51.100.7"], ["127.0.0.1"], ["::1"], ["x"], [""], ["a", "b"]):
        assert resolve_address(peer, claimed) == alone


@pytest.mark.parametrize(
    ("forwarded", "reader"),
    [
        # Each proxy appends: the last that is not ours is the reader; it may make up the others.
        (["6.6.6.6, 198.51.100.7"], "198.51.100.7"),
        (["6.6.6.6", "198.51.100.7"], "198.51.100.7"),
        (["198.51.100.7, 127.0.0.1"], "198.51.100.7"),
        (["6.6.6.6, 198.51.100.7, ::ffff:127.0.0.1, ::1"], "198.51.100.7"),
        (["127.0.0.1, 198.51.100.7"], "198.51.100.7"),
        (["198.51.100.7", "", " , "], "198.51.100.7"),
        # Ports, brackets, spellings.
        (["198.51.100.7:50123"], "198.51.100.7"),
        (["[2001:db8::8]:443"], "2001:db8::8"),
        (["[2001:db8::8]"], "2001:db8::8"),
        (["2001:DB8:0:0:0:0:0:8"], "2001:db8::8"),
        (["2001:db8::8%eth0"], "2001:db8::8"),
        (["::ffff:198.51.100.7"], "198.51.100.7"),
        (["[::ffff:198.51.100.7]:1"], "198.51.100.7"),
        (["198.51.100.7, [::ffff:127.0.0.1]:80"], "198.51.100.7"),
        # What is no address is not believed, nor what stands before it.
        (["198.51.100.7, unknown"], "127.0.0.1"),
        (["unknown, 198.51.100.7"], "198.51.100.7"),
        (["198.51.100.7:port"], "127.0.0.1"),
        (["198.51.100.7:"], "127.0.0.1"),
        (["198.51.100.7:1:2"], "127.0.0.1"),
        (["[2001:db8::8"], "127.0.0.1"),
        (["[2001:db8::8]443"], "127.0.0.1"),
        (["198.51.100.07"], "127.0.0.1"),
        (["127.1"], "127.0.0.1"),
        (["localhost"], "127.0.0.1"),
        (["198.51.100.7 203.0.113.9"], "127.0.0.1"),
        (["1" * 60_000], "127.0.0.1"),
        (["198.51.100.٧"], "127.0.0.1"),
        (["<script>"], "127.0.0.1"),
        (["127.0.0.1, ::1"], "127.0.0.1"),
        ([""], "127.0.0.1"),
        ([], "127.0.0.1"),
    ],
)
def test_the_reader_is_the_last_entry_that_is_no_proxy_of_ours(monkeypatch, forwarded, reader):
    monkeypatch.setenv("HOR_TRUSTED_PROXIES", "127.0.0.1, ::1")
    assert resolve_address("127.0.0.1", forwarded) == reader


def test_a_proxy_on_another_machine_is_believed_where_it_is_named(monkeypatch):
    claimed = ["6.6.6.6, 198.51.100.7, 10.0.0.5"]
    assert resolve_address("::ffff:10.0.0.5", claimed) == "10.0.0.5"
    monkeypatch.setenv("HOR_TRUSTED_PROXIES", "10.0.0.5, 10.1.0.0/16")
    assert resolve_address("::ffff:10.0.0.5", claimed) == "198.51.100.7"
    assert resolve_address("10.1.2.3", claimed) == "198.51.100.7"
    assert resolve_address("127.0.0.1", claimed) == "127.0.0.1"
    assert resolve_address("10.0.0.6", claimed) == "10.0.0.6"


@pytest.mark.parametrize(
    ("named", "address", "is_secure"),
    [("10.0.0.5", "127.0.0.1", False), ("127.0.0.1, ::1", "198.51.100.7", True)],
    ids=["from elsewhere", "from a named proxy"],
)
def test_what_a_request_says_of_itself_counts_only_from_a_named_proxy(
    tmp_path, environment, database, named, address, is_secure
):
    environment["HOR_TRUSTED_PROXIES"] = named
    with running(tmp_path / "log", "server.py", environment) as server:
        headers = {"x_forwarded_proto": "https", "x_request_id": "asked-of-the-proxy"}
        answer = sign_in(server, PASSWORD, "198.51.100.7", **headers)
    assert answer.status == 303
    assert answer.headers["set-cookie"].startswith("__Host-") is is_secure
    assert ("strict-transport-security" in answer.headers) is is_secure
    assert (answer.headers["x-request-id"] == "asked-of-the-proxy") is is_secure
    assert list_events(open_store(database))[0].address == address
    warned = (
        "A request from 127.0.0.1 says for whom it comes (X-Forwarded-For), and "
        "HOR_TRUSTED_PROXIES does not name that address: all its readers count as one. Name it "
        "there if it is your proxy."
    )
    assert (warned in (tmp_path / "log").read_text()) is not is_secure


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2::7", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::7", "2001:db8:1:3::/64"),
    ],
)
def test_refusals_count_for_an_address_and_for_a_whole_network_of_ipv6(address, network):
    assert readers_network(address) == network


def test_a_server_on_this_machine_alone_writes_a_direct_reader_down_plainly(
    tmp_path, environment, database
):
    with running(tmp_path / "log", "server.py", environment) as server:
        assert ask(server, "/health").status == 200
        assert sign_in(server, "guess", "").status == 401
    assert list_events(open_store(database))[0].address == "127.0.0.1"
