"""The edge by raw HTTP and WebSocket: headers, closed doors, bounds and open data."""

import asyncio
import csv
import gzip
import io
import json
import re
import socket
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from functools import partial

import pytest
import uvicorn
from argon2 import PasswordHasher
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from hor_data.store import Candidate, latest_number, list_events, open_store, publish
from hor_web.edge import line, request_guard
from hor_web.edge.request_guard import RequestGuard
from hor_web.state import OPEN_CONNECTIONS
from tests.support.books import GOOD, book, but
from tools.drive.client import client
from tools.drive.server import BEHIND_PROXY, ROOT, running
from tools.drive.session import Uploader, ask, cookie_of, messages, run, session_of, sign_in

PASSWORD = "correct horse battery staple"
MB = 1 << 20
FILE = b"x" * (MB - 1024)
BUDGET = 6
SHIPPED = (ROOT / "data" / "commitments.xlsx").read_bytes()
POLICY_NEVER = ("unsafe-eval", "http:", "https:", "*")


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    return f"sqlite:///{tmp_path_factory.mktemp('store') / 'releases.sqlite3'}"


@pytest.fixture(scope="module")
def store(server, database):
    return open_store(database)


@pytest.fixture(scope="module")
def server(tmp_path_factory, database):
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    environment = BEHIND_PROXY | {
        "HOR_DATABASE": database,
        "HOR_PASSWORD_HASH": quick.hash(PASSWORD),
        "HOR_LARGEST_UPLOAD_MB": "1",
        "HOR_UPLOADS_IN_MEMORY_MB": str(BUDGET),
    }
    with running(tmp_path_factory.mktemp("log") / "log", "server.py", environment) as address:
        yield address


@contextmanager
def uploader(server, address, cookie=""):
    with session_of(server, **({"cookie": cookie} if cookie else {})) as (_, session):
        yield Uploader(server, session, address, cookie)


# Headers, the page's shell and its files


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/commitments?ref=HOR-33",
        "/sign-in",
        "/health",
        "/_stcore/health",
        "/_stcore/metrics",
        "/app/static/page.css",
        "/app/static/none.css",
        "/open-data/commitments.csv",
        "/open-data/commitments.none",
        "/sign-out",
        "//elsewhere.example",
    ],
)
def test_every_answer_carries_the_security_headers(server, path):
    headers = ask(server, path).headers
    policy = headers["content-security-policy"]
    assert not [word for word in policy.split() if word in POLICY_NEVER]
    assert "script-src 'self' 'sha256-" in policy
    assert [headers[name] for name in ("x-content-type-options", "x-frame-options")] == [
        "nosniff",
        "DENY",
    ]
    assert len(headers.get_all("x-content-type-options")) == 1


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
@pytest.mark.parametrize("path", ["/", "/commitments", "/update_data"])
def test_every_page_is_in_british_english_and_loads_our_script_first(server, path, encoding):
    answer = ask(server, path, accept_encoding=encoding)
    packed = answer.headers.get("content-encoding") == "gzip"
    page = gzip.decompress(answer.body) if packed else answer.body
    assert int(answer.headers["content-length"]) == len(answer.body)
    assert b'<html lang="en-GB">' in page
    assert page.index(b"app/static/streamlit.js") < page.index(b"./static/js/index.")
    assert b"_stcore/agent" not in page


def test_styles_of_the_page_are_kept_by_their_version(server):
    page = ask(server, "/").body.decode()
    styles = re.findall(r'href="\.(/app/static/[^"]+)"', page)
    assert len(styles) == 6
    for path in styles:
        answer = ask(server, path, accept_encoding="gzip")
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        other = ask(server, f"{path}0", accept_encoding="gzip")
        assert other.headers["cache-control"] == "no-cache", "not the version that is there"


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
@pytest.mark.parametrize(
    ("path", "up"), [("/comitments", "./"), ("/overview.php", "./"), ("/commitments/HOR-33", "../")]
)
def test_an_address_that_is_no_page_says_so_and_leads_to_those_that_are(server, path, up, encoding):
    answer = ask(server, path, accept_encoding=encoding)
    packed = answer.headers.get("content-encoding") == "gzip"
    page = (gzip.decompress(answer.body) if packed else answer.body).decode()
    assert answer.status == 404
    assert int(answer.headers["content-length"]) == len(answer.body)
    assert "<h1>Page not found</h1>" in page
    assert f'href="{up}commitments"' in page
    assert "<script" not in page


@pytest.mark.skipif(sys.platform == "win32", reason="uvloop is not made for it")
def test_an_answer_is_sent_before_the_one_before_it_is_acknowledged():
    loop = uvicorn.Config("server:app").get_loop_factory()()
    # As Streamlit binds its own.
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    sent_at_once = loop.create_future()

    class Answering(asyncio.Protocol):
        def connection_made(self, transport):
            connected = transport.get_extra_info("socket")
            sent_at_once.set_result(connected.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

    with closing(loop):
        serving = loop.run_until_complete(loop.create_server(Answering, sock=listening))
        with socket.create_connection(listening.getsockname()):
            assert loop.run_until_complete(sent_at_once)
        serving.close()
        loop.run_until_complete(serving.wait_closed())


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/app/static/streamlit.js", "no-cache"),
        ("/app/static/plotly-basic-4.1.1.min.js", "public, max-age=31536000, immutable"),
        ("/_stcore/bidi-components/hor.content/page.css", "no-cache"),
    ],
)
def test_scripts_and_styles_come_packed_and_are_asked_for_again_cheaply(server, path, kept):
    packed = ask(server, path, accept_encoding="gzip, br")
    name = path.rpartition("/")[2]
    assert gzip.decompress(packed.body) == (ROOT / "static" / name).read_bytes()
    assert packed.headers["cache-control"] == kept
    again = ask(server, path, accept_encoding="gzip", if_none_match=packed.headers["etag"])
    assert (again.status, again.body) == (304, b"")


# Paths that are closed


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/metrics/",
        "/_stcore/%6Detrics",
        "/_STCORE/metrics",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/mcp",
        "/_stcore/agent/interact",
        "/_stcore/script-health-check",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "HEAD"])
def test_what_nobody_here_needs_is_closed(server, path, method):
    assert ask(server, path, method).status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/app/static/../server.py",
        "/app/static/%2e%2e/server.py",
        "/app/static/..%2fserver.py",
        "/app/static/..%5cserver.py",
        "/static/../../config.py",
        "/static/..%2f..%2fconfig.py",
        "/_stcore/bidi-components/hor.content/../../server.py",
        "/_stcore/bidi-components/hor.content/..%2f..%2fserver.py",
        "/data/releases.sqlite3",
        "/open-data/..%2fserver.py",
        "/open-data/commitments.csv%00",
        "/component/../server.py",
        "/media/..%2fserver.py",
        "/app/static//etc/passwd",
        "/%2fetc/passwd",
    ],
)
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_no_path_leads_out_of_what_is_public(server, path, encoding):
    answer = ask(server, path, accept_encoding=encoding)
    body = gzip.decompress(answer.body) if answer.headers.get("content-encoding") else answer.body
    assert b"st.App(" not in body
    assert b"SQLite format" not in body
    assert b"root:" not in body
    assert answer.status in (301, 400, 404) or b'<html lang="en-GB">' in body


@pytest.mark.parametrize(
    "origin",
    [None, "https://elsewhere.example", "null", "http://localhost.elsewhere.example", "http://["],
)
def test_a_connection_from_another_site_is_refused_before_streamlit_sees_it(server, origin):
    with (
        pytest.raises(InvalidStatus) as refused,
        connect(
            server.replace("http", "ws") + "/_stcore/stream",
            origin=origin,
            subprotocols=["streamlit"],
        ),
    ):
        pass
    assert refused.value.response.status_code == 403


LINE = {"type": "websocket", "headers": [(b"host", b"a"), (b"origin", b"http://a")]}


async def nothing_said():
    return {"type": "websocket.connect"}


def frame(**said):
    message = BackMsg(**said)
    return message.SerializeToString()


def let_in(frames):
    """Which of these frames pass the guard."""
    waiting = [{"type": "websocket.receive", "bytes": one} for one in frames]
    waiting.append({"type": "websocket.disconnect", "code": 1000})
    passed = []

    async def app(scope, receive, send):
        while (message := await receive())["type"] == "websocket.receive":
            passed.append(message["bytes"])

    async def receive():
        return waiting.pop(0)

    # The browser tests leave a loop running in the thread of the tests.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, RequestGuard(app)(LINE, receive, None)).result()
    return passed


@pytest.mark.parametrize(
    "said",
    [
        {"clear_cache": True},
        {"load_git_info": True},
        {"set_run_on_save": True},
    ],
)
def test_messages_for_developers_are_dropped(said):
    other = frame(rerun_script={"query_string": "a=b"})
    assert let_in([other, frame(**said), b"\xff\xff", other]) == [other, b"\xff\xff", other]


def test_a_dropped_message_does_not_pass_by_being_made_longer():
    of_no_meaning = b"\xc2\x3e\x80\x50" + b"x" * 10_240
    assert let_in([frame(clear_cache=True) + of_no_meaning]) == []
    assert let_in([of_no_meaning]) == [of_no_meaning]


def test_after_a_dropped_message_the_session_goes_on(server):
    with session_of(server) as (line, _):
        line.send(frame(clear_cache=True))
        run(line)
        assert "script_finished" in [one.WhichOneof("type") for one in messages(line)]


@pytest.mark.parametrize("size", [2 * MB, 51 * MB])
def test_a_message_larger_than_any_control_needs_ends_the_connection(server, size):
    with session_of(server) as (line, _):
        asked = BackMsg()
        state = asked.rerun_script.widget_states.widgets.add()
        state.id, state.string_value = "words", "x" * size

        def send():
            line.send(asked.SerializeToString())
            list(messages(line))

        with pytest.raises(ConnectionClosed):
            send()
    assert ask(server, "/health").status == 200


def test_more_connections_than_the_memory_bears_are_told_to_try_later(monkeypatch):
    monkeypatch.setattr(line, "MOST_CONNECTIONS_PER_ADDRESS", 2)
    codes = {}

    async def four_at_once():
        ended = asyncio.Event()
        layer = RequestGuard(lambda *_: ended.wait())

        async def close(number, message):
            codes[number] = message["code"]

        here, there = ("203.0.113.1", 1), ("203.0.113.2", 1)
        opened = [
            asyncio.create_task(
                layer(LINE | {"client": place}, nothing_said, partial(close, number))
            )
            for number, place in enumerate((here, here, here, there))
        ]
        await asyncio.sleep(0.1)
        ended.set()
        await asyncio.gather(*opened)
        return dict(OPEN_CONNECTIONS)

    with ThreadPoolExecutor(1) as thread:
        left = thread.submit(asyncio.run, four_at_once()).result()
    assert codes == {2: request_guard.TRY_AGAIN_LATER}
    assert not left


def test_words_instead_of_messages_end_the_connection_and_nothing_else(server):
    with session_of(server) as (line, _), session_of(server) as (other, _):
        line.send("clear_cache")
        run(other)
        assert list(messages(other))
    assert ask(server, "/health").status == 200


# Nobody but an officer


def test_an_anonymous_run_of_the_officers_page_shows_no_audit_and_publishes_nothing(server, store):
    assert sign_in(server, "guess", "203.0.113.77").status == 401
    before = latest_number(store)
    with session_of(server, cookie="officer=x; __Host-officer=y") as (line, _):
        run(line, "update_data")
        said = b"".join(one.SerializeToString() for one in messages(line))
        assert b"203.0.113.77" not in said
        for key in ("publish", "undo", "Publish", "Undo"):
            asked = BackMsg()
            asked.rerun_script.page_name = "update_data"
            state = asked.rerun_script.widget_states.widgets.add()
            state.id, state.trigger_value = f"$$ID-0123456789abcdef-{key}", True
            line.send(asked.SerializeToString())
            list(messages(line))
    assert latest_number(store) == before


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/", "/update_data", "/open-data/commitments.xlsx", "/health"])
def test_no_address_takes_a_release_by_raw_http(server, store, path, method):
    before = latest_number(store)
    assert ask(server, path, method, SHIPPED, origin=server).status in (403, 404, 405)
    assert latest_number(store) == before


# Uploads


def test_an_upload_is_bounded_by_the_bytes_that_come_not_by_what_they_say(server):
    with uploader(server, "203.0.113.1") as anyone:
        assert anyone.put(FILE) == 204
        assert anyone.put(b"x" * (MB + 5000)) == 413
        assert anyone.put(b"x", content_length=str(50 * MB)) in (400, 413)
        _, status = anyone.pour(20 * MB)
        assert status in (413, 0)


def test_an_upload_needs_a_session_and_its_token(server):
    with uploader(server, "203.0.113.2") as anyone:
        assert anyone.put(b"x", x_xsrftoken="wrong") == 403
        anyone.session = "no-such-session"
        assert anyone.put(b"x") == 400


@pytest.fixture
def own_server(tmp_path):
    """A server that holds no other test's files."""
    own = BEHIND_PROXY | {
        "HOR_DATABASE": f"sqlite:///{tmp_path / 'releases.sqlite3'}",
        "HOR_PASSWORD_HASH": PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(
            PASSWORD
        ),
        "HOR_LARGEST_UPLOAD_MB": "1",
        "HOR_UPLOADS_IN_MEMORY_MB": str(BUDGET),
    }
    with running(tmp_path / "log", "server.py", own) as address:
        yield address


def test_a_session_keeps_its_newest_files_and_can_always_send_another(own_server, tmp_path):
    server, store = own_server, open_store(f"sqlite:///{tmp_path / 'releases.sqlite3'}")
    with uploader(server, "203.0.113.3") as anyone:
        statuses = [anyone.put(FILE, f"file-{number}") for number in range(10)]
    assert statuses == [204] * 10
    noted = [one.detail for one in list_events(store) if one.address == "203.0.113.3"]
    assert len(noted) == 10
    assert noted[0].endswith(" bytes")


def test_all_sessions_together_are_bounded_and_officers_still_get_in(own_server):
    server = own_server
    cookie = cookie_of(sign_in(server, PASSWORD, "203.0.113.4"))
    with ExitStack() as open_now:
        several = [
            open_now.enter_context(uploader(server, f"203.0.113.{number}")) for number in (5, 6, 7)
        ]
        statuses = [one.put(FILE, f"f{file}") for file in range(4) for one in several]
        assert set(statuses) == {204, 503}
        assert statuses.count(204) <= BUDGET
        officer = open_now.enter_context(uploader(server, "203.0.113.4", cookie))
        assert officer.put(FILE) == 204


def test_what_a_session_works_on_counts_when_its_file_is_let_go_of(own_server):
    with (
        client(own_server, "update_data", "203.0.113.5") as one,
        client(own_server, "update_data", "203.0.113.6") as other,
    ):
        one.run(**one.upload(FILE, "held.xlsx"))
        pushed_out = [one.uploader.put(FILE, f"next-{number}") for number in range(4)]
        assert pushed_out == [204] * 4
        assert [other.uploader.put(FILE, f"f{number}") for number in range(2)] == [204, 503]


def test_uploads_from_one_address_are_limited(server):
    with uploader(server, "203.0.113.8") as anyone:
        statuses = [anyone.put(b"x", "same") for _ in range(31)]
    assert statuses == [204] * 30 + [429]


def test_uploads_that_are_refused_keep_out_nobody_and_officers_are_past_the_bound(own_server):
    server, address = own_server, "203.0.113.9"
    with uploader(server, address) as anyone:
        session, anyone.session = anyone.session, "no-such-session"
        assert {anyone.put(b"x") for _ in range(40)} == {400}
        assert {anyone.put(b"x", x_xsrftoken="wrong") for _ in range(40)} == {403}
        anyone.session = session
        assert [anyone.put(b"x", "same") for _ in range(31)] == [204] * 30 + [429]
    cookie = cookie_of(sign_in(server, PASSWORD, address))
    with uploader(server, address, cookie) as officer:
        assert [officer.put(b"x", "same") for _ in range(3)] == [204] * 3


def test_what_streamlit_refuses_of_an_upload_is_answered_with_a_sentence(server):
    with uploader(server, "203.0.113.10") as anyone:
        anyone.session = "of-another-replica"
        path, headers = anyone._path("a"), anyone._with({"content_length": "1"})
        answer = ask(server, path, "PUT", b"x", **headers)
    assert (answer.status, answer.body.decode()) == (
        400,
        "This page's connection to the dashboard was lost, so the file did not arrive. Load the "
        "page again and choose the workbook once more.",
    )


def test_more_connections_than_one_network_may_have_are_told_why_and_an_officer_connects(server):
    address = "203.0.113.11"
    cookie = cookie_of(sign_in(server, PASSWORD, address))
    stream = server.replace("http", "ws") + "/_stcore/stream"

    def opened(**headers):
        return connect(
            stream,
            origin=server,
            subprotocols=["streamlit"],
            additional_headers={"x-forwarded-for": address, **headers},
        )

    def said():
        return json.loads(ask(server, "/line", x_forwarded_for=address).body)["refused"]

    with ExitStack() as lines:
        assert said() == ""
        for _ in range(line.MOST_CONNECTIONS_PER_ADDRESS):
            lines.enter_context(opened())
        with pytest.raises(InvalidStatus), opened():
            pass
        assert said() == line.FULL_HERE
        lines.enter_context(opened(cookie=cookie))


# Health and open data


def test_health_names_the_release_in_force(server, store):
    answer = ask(server, "/health")
    assert (answer.status, json.loads(answer.body)) == (
        200,
        {"status": "ok", "release": latest_number(store)},
    )


def test_health_says_when_there_is_no_release_and_the_page_still_comes(tmp_path):
    workbook, log = tmp_path / "b.xlsx", tmp_path / "log"
    workbook.write_bytes(book(but(GOOD, Status="on trak")))
    environment = {"HOR_DATABASE": f"sqlite:///{tmp_path / 'a'}", "HOR_WORKBOOK": str(workbook)}
    with running(log, "server.py", environment) as server:
        answer = ask(server, "/health")
        assert (answer.status, json.loads(answer.body)["status"]) == (503, "unavailable")
        assert ask(server, "/open-data/commitments.csv").status == 404
        with session_of(server) as (_, session):
            assert session
    assert (
        f"HOR_WORKBOOK names {workbook}, which has errors, so there is no release yet. Every page "
        "of the dashboard lists them, each with its cell.\n"
    ) in log.read_text()


def test_open_data_follows_the_release_in_force_and_keeps_what_is_pinned(server, store):
    first = latest_number(store)
    changed = book(but(GOOD, Title='=cmd|"/c calc"!A1', Due="2021-03"))
    second = publish(store, Candidate(changed, "b.xlsx", "Second"), "Ada", first).number
    answer = ask(server, "/open-data/commitments.csv")
    rows = list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"))))
    assert answer.body.startswith(b"\xef\xbb\xbf")
    assert [(row["Title"], row["Due"]) for row in rows] == [('\'=cmd|"/c calc"!A1', "2021-03")]
    assert answer.headers["content-disposition"] == (
        f'attachment; filename="commitments-release-{second}.csv"'
    )
    pinned = ask(server, f"/open-data/commitments.json?release={first}")
    assert len(json.loads(pinned.body)["commitments"]) == 46
    whole = json.loads(ask(server, "/open-data/commitments.json").body)
    assert whole["cover"]["release"] == "Second"
    assert whole["commitments"][0]["Lead organisations"] == ["Aston University"]


@pytest.mark.parametrize("kind", ["csv", "json", "xlsx"])
def test_open_data_is_not_sent_again_to_who_has_it(server, kind):
    path = f"/open-data/commitments.{kind}?release=1"
    answer, head = ask(server, path), ask(server, path, "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == answer.headers["content-length"]
    tag, time = answer.headers["etag"], answer.headers["last-modified"]
    assert time.endswith("GMT")
    for had in (
        {"if_none_match": tag},
        {"if_none_match": f'"x", W/{tag}'},
        {"if_modified_since": time},
    ):
        again = ask(server, path, **had)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    older = {"if_modified_since": "Mon, 01 Jan 2001 00:00:00 GMT"}
    for had in (
        {"if_none_match": '"x"'},
        {"if_none_match": '"x"', "if_modified_since": time},
        older,
    ):
        assert ask(server, path, **had).status == 200


@pytest.mark.parametrize("asked", ["0", "-1", "99", "1.0", "x", "%00", "1'--", "９", "0" * 400])
def test_a_release_that_is_not_there_is_not_found(server, asked):
    from urllib.parse import quote

    asked = asked if "%" in asked else quote(asked)
    answer = ask(server, f"/open-data/commitments.csv?release={asked}")
    assert (answer.status, answer.body) == (
        404,
        b"There is no such release. Leave out ?release= to get the latest.",
    )


def test_a_browser_that_looks_for_an_icon_finds_one(server):
    assert ask(server, "/favicon.ico").headers["content-type"].startswith("image/svg+xml")
