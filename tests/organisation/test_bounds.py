"""What nginx keeps away from the replicas: half requests, floods, addresses that are made up."""

import socket
import ssl
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic
from urllib.parse import urlencode, urlsplit

import psycopg
import pytest

from tests.organisation.journeys import until
from tools.drive.server import HOST, SECONDS

ESTABLISHED = "01"
MOST_CONNECTIONS = 400


@contextmanager
def line_to(organisation):
    """A TLS connection to nginx, as a browser opens it."""
    parts = urlsplit(organisation.address)
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with (
        socket.create_connection((HOST, parts.port), SECONDS) as plain,
        context.wrap_socket(plain, server_hostname=parts.hostname) as line,
    ):
        yield line


def answer_to(organisation, text):
    """What nginx answers to a request, until it closes the connection."""
    with line_to(organisation) as line:
        line.sendall(text.encode())
        return b"".join(iter(lambda: line.recv(65536), b"")).decode()


def request(organisation, method, path, body="", **headers):
    """A request of HTTP as text, after which the connection is closed."""
    named = {"Host": urlsplit(organisation.address).netloc, "Connection": "close"} | headers
    if body:
        named["Content-Length"] = str(len(body))
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {named[name]}" for name in named)]
    return "\r\n".join([*lines, "", body])


def lines_to_replicas(organisation):
    """How many connections the replicas hold, by what the system tells."""
    ports = {replica.port for replica in organisation.replicas.values()}
    rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return sum(row[3] == ESTABLISHED and int(row[1].split(":")[1], 16) in ports for row in rows)


def test_half_requests_reach_no_replica_and_end(organisation):
    with ExitStack() as lines:
        strangers = [lines.enter_context(line_to(organisation)) for _ in range(100)]
        for line in strangers:
            line.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Never-Ends: ")
        assert lines_to_replicas(organisation) == 0
        answer = answer_to(organisation, request(organisation, "GET", "/live"))
        assert answer.startswith("HTTP/1.1 404")
        answer = answer_to(organisation, request(organisation, "GET", "/health"))
        assert answer.startswith("HTTP/1.1 200")
        # Each is closed by nginx, with a status of its own or without a word.
        for line in strangers:
            assert line.recv(100)[:12] in (b"", b"HTTP/1.1 408")


def open_uploads(organisation, lines, number):
    """Open so many connections, each with an upload under way for as long as it is open."""
    upload = request(organisation, "PUT", "/nothing", **{"Content-Length": "100000"})
    opened, last = [], monotonic()
    for _ in range(number):
        opened.append(lines.enter_context(line_to(organisation)))
        opened[-1].sendall(upload.encode())
        # nginx ends an upload of which nothing comes for 20 seconds.
        if monotonic() - last > 5:
            last = monotonic()
            for line in opened:
                line.sendall(b"x")


def test_more_connections_of_one_address_than_a_meeting_has_are_refused(organisation):
    asked = request(organisation, "GET", "/health")
    with ExitStack() as lines:
        open_uploads(organisation, lines, MOST_CONNECTIONS)
        assert answer_to(organisation, asked).startswith("HTTP/1.1 429")
    until(lambda: answer_to(organisation, asked).startswith("HTTP/1.1 200"))


@pytest.mark.parametrize("claimed", ["203.0.113.9", "127.0.0.1, 203.0.113.9", "::1", "nobody"])
def test_an_address_that_a_reader_claims_is_not_believed(organisation, database, claimed):
    form = urlencode({"name": "A stranger", "secret": "a guess"})
    headers = {
        "Origin": organisation.address,
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Forwarded-For": claimed,
    }
    answer = answer_to(organisation, request(organisation, "POST", "/sign-in", form, **headers))
    assert "That password is not right." in answer
    with psycopg.connect(database) as connection:
        asked = "SELECT address FROM events WHERE kind = 'sign-in refused'"
        assert connection.execute(asked).fetchall() == [(HOST,)]
