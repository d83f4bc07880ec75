"""Uploads of strangers: what there is no room for is not even read, and many large ones take their
time."""

import socket
from time import monotonic
from urllib.parse import urlsplit

import pytest
from argon2 import PasswordHasher

from hor_web.edge.uploads import NO_ROOM, READERS_SPEED, TOO_LARGE
from tools.drive.server import running
from tools.drive.session import Uploader, cookie_of, session_of, sign_in

PASSWORD = "correct horse battery staple"
HERE = "203.0.113.5"
MB = 1 << 20


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("strangers")
    environment = {
        "HOR_DATABASE": f"sqlite:///{folder / 'releases.sqlite3'}",
        "HOR_PASSWORD_HASH": PasswordHasher(1, 8, 1).hash(PASSWORD),
        "HOR_LARGEST_UPLOAD_MB": "20",
        "HOR_UPLOADS_IN_MEMORY_MB": "30",
    }
    with running(folder / "log", "server.py", environment) as address:
        yield address


def answer_to_head(uploader, megabytes):
    """What the server answers to a request that says its length and sends nothing of it."""
    place = urlsplit(uploader.server)
    with socket.create_connection((place.hostname, place.port), 10) as line:
        line.sendall(uploader.head("file", content_length=str(megabytes * MB)))
        line.settimeout(10)
        answer = b""
        while part := line.recv(4096):
            answer += part
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), body.decode()


def test_what_has_no_room_is_refused_before_it_is_sent_and_an_officers_is_taken(server):
    cookie = cookie_of(sign_in(server, PASSWORD, HERE))
    with session_of(server) as (_, session), session_of(server, cookie=cookie) as (_, other):
        stranger = Uploader(server, session, HERE)
        began = monotonic()
        assert stranger.put(b"x" * 16 * MB) == 204
        # However fast the line, others' pages come between.
        assert monotonic() - began >= 16 * MB / READERS_SPEED
        assert answer_to_head(stranger, 21) == (413, TOO_LARGE.format(largest=20))
        assert answer_to_head(stranger, 16) == (503, NO_ROOM)
        assert stranger.put(b"x" * 4 * MB, "small") == 204
        assert Uploader(server, other, HERE, cookie).put(b"x" * 16 * MB) == 204
