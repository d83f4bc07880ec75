"""Sockets that send half a request or nothing end in time, and delay no stop."""

import socket
import threading
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

import pytest
import uvicorn

from hor_web.edge import request_bounds, sockets
from hor_web.edge.request_bounds import TOO_SLOW, RequestBounds
from tools.drive.server import BEHIND_PROXY, started
from tools.drive.session import Uploader, ask, session_of

HALF_A_HEAD = b"GET / HTTP/1.1\r\nhost: here\r\n"
HALF_A_BODY = b"POST / HTTP/1.1\r\nhost: here\r\ncontent-length: 100\r\n\r\nhalf"
WHOLE = b"GET / HTTP/1.1\r\nhost: here\r\n\r\n"


async def answering(scope, receive, send):
    """Reads the whole body and answers with its length."""
    if scope["type"] != "http":
        return
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    length = str(len(body)).encode()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": length})


@contextmanager
def bounded_server():
    """The port of a server of this process, its sockets bounded."""
    sockets.bound_sockets()
    server = uvicorn.Server(uvicorn.Config(RequestBounds(answering), port=0, lifespan="off"))
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()


def received(line):
    """All that comes until the other end closes."""
    answer = b""
    with suppress(ConnectionResetError):
        while part := line.recv(4096):
            answer += part
    return answer


@pytest.fixture
def short(monkeypatch):
    monkeypatch.setattr(sockets, "HEAD_SECONDS", 0.3)
    monkeypatch.setattr(request_bounds, "IDLE_SECONDS", 0.3)


@pytest.mark.parametrize("sent", [b"", b"G", HALF_A_HEAD], ids=["nothing", "a byte", "half"])
def test_a_socket_that_asks_for_nothing_is_closed(short, sent):
    with bounded_server() as port, socket.create_connection(("127.0.0.1", port), 30) as line:
        line.sendall(sent)
        assert received(line) == b""


def test_a_socket_that_was_answered_and_sends_half_a_request_is_closed(short):
    with bounded_server() as port, socket.create_connection(("127.0.0.1", port), 30) as line:
        line.sendall(WHOLE)
        assert line.recv(4096).startswith(b"HTTP/1.1 200 OK")
        line.sendall(HALF_A_HEAD)
        assert not received(line).startswith(b"HTTP")


def test_a_body_that_stops_coming_is_answered_with_a_sentence(short):
    with bounded_server() as port, socket.create_connection(("127.0.0.1", port), 30) as line:
        line.sendall(HALF_A_BODY)
        answer = received(line)
    assert answer.startswith(b"HTTP/1.1 408 Request Timeout")
    assert answer.endswith(TOO_SLOW.encode())


def test_a_body_that_comes_slowly_is_taken_whole(short, monkeypatch):
    monkeypatch.setattr(request_bounds, "IDLE_SECONDS", 30)
    with bounded_server() as port, socket.create_connection(("127.0.0.1", port), 30) as line:
        line.sendall(HALF_A_BODY)
        for _ in range(96):
            line.sendall(b"x")
        assert line.recv(4096).startswith(b"HTTP/1.1 200 OK")


def test_more_sockets_than_one_address_may_have_are_closed_and_others_are_answered(monkeypatch):
    monkeypatch.setattr(sockets, "MOST_SOCKETS_PER_ADDRESS", 3)
    with bounded_server() as port:

        def status(line):
            try:
                line.sendall(WHOLE)
                return line.recv(4096)[9:12]
            except ConnectionError:
                return b""

        lines = [socket.create_connection(("127.0.0.1", port), 30) for _ in range(5)]
        assert sorted(map(status, lines)) == [b"", b"", b"200", b"200", b"200"]
        for line in lines:
            line.close()
        # A proxy that is named speaks for many.
        monkeypatch.setenv("HOR_TRUSTED_PROXIES", "127.0.0.1")
        lines = [socket.create_connection(("127.0.0.1", port), 30) for _ in range(5)]
        assert [status(line) for line in lines] == [b"200"] * 5
        for line in lines:
            line.close()


def test_half_sent_requests_and_uploads_do_not_delay_a_stop(tmp_path):
    environment = BEHIND_PROXY | {"HOR_DATABASE": f"sqlite:///{tmp_path / 'releases.sqlite3'}"}
    with started(tmp_path / "log", "server.py", environment) as (server, process):
        parts = urlsplit(server)
        with session_of(server) as (_, session):
            anyone = Uploader(server, session, "203.0.113.5")
            lines = [socket.create_connection((parts.hostname, parts.port), 30) for _ in range(3)]
            lines[0].sendall(HALF_A_HEAD)
            lines[1].sendall(HALF_A_BODY)
            lines[2].sendall(anyone.head("half", content_length="1000000") + b"--edge\r\n")
            assert ask(server, "/live").status == 200
            process.terminate()
            assert process.wait(15) is not None
        for line in lines:
            line.close()
    log = (tmp_path / "log").read_text()
    assert "Traceback" not in log
    assert "The store was in use until the end" not in log


def test_a_file_whose_line_breaks_half_way_leaves_no_traceback(tmp_path):
    environment = BEHIND_PROXY | {"HOR_DATABASE": f"sqlite:///{tmp_path / 'releases.sqlite3'}"}
    with (
        started(tmp_path / "log", "server.py", environment) as (server, _),
        session_of(server) as (_, session),
    ):
        anyone = Uploader(server, session, "203.0.113.5")
        for _ in range(3):
            anyone.stop_half_way(b"x" * 100_000)
        assert anyone.put(b"whole") == 204
    assert "Traceback" not in (tmp_path / "log").read_text()
