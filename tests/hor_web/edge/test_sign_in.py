"""Signing in and out by raw HTTP: what is let in, and what is not."""

import re

import pytest
from argon2 import PasswordHasher

from hor_data.store import list_events, open_store
from hor_web.edge.sign_in import local_path
from tools.drive.server import BEHIND_PROXY, running
from tools.drive.session import FORM, ask, cookie_of, session_of, sign_in

PASSWORD = "correct horse battery staple"


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    return f"sqlite:///{tmp_path_factory.mktemp('store') / 'releases.sqlite3'}"


@pytest.fixture(scope="module")
def server(tmp_path_factory, database):
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    environment = BEHIND_PROXY | {
        "HOR_DATABASE": database,
        "HOR_PASSWORD_HASH": quick.hash(PASSWORD),
    }
    with running(tmp_path_factory.mktemp("log") / "log", "server.py", environment) as address:
        yield address


def kinds(database, address):
    return [event.kind for event in list_events(open_store(database)) if event.address == address]


def test_the_right_password_opens_a_session_that_signing_out_ends(server, database):
    answer = sign_in(server, PASSWORD, "192.0.2.10")
    assert (answer.status, answer.headers["location"]) == (303, "/update_data")
    said = answer.headers["set-cookie"].lower()
    assert all(part in said for part in ("httponly", "samesite=lax", "path=/", "max-age=28800"))
    assert "secure" not in said
    assert "domain" not in said
    cookie = cookie_of(answer)
    out = ask(
        server, "/sign-out", "POST", cookie=cookie, origin=server, x_forwarded_for="192.0.2.10"
    )
    assert (out.status, out.headers["location"]) == (303, "/")
    assert kinds(database, "192.0.2.10") == ["sign-out", "sign-in"]
    again = ask(
        server, "/sign-out", "POST", cookie=cookie, origin=server, x_forwarded_for="192.0.2.10"
    )
    assert again.status == 303
    assert kinds(database, "192.0.2.10") == ["sign-out", "sign-in"]


def test_the_wrong_password_is_refused_with_a_sentence_and_noted(server, database):
    answer = sign_in(server, "guess", "192.0.2.11")
    assert answer.status == 401
    assert "set-cookie" not in answer.headers
    assert b"That password is not right." in answer.body
    assert b"guess" not in answer.body
    assert kinds(database, "192.0.2.11") == ["sign-in refused"]


def test_after_five_refusals_the_right_password_waits_too(server):
    statuses = [sign_in(server, "guess", "192.0.2.12").status for _ in range(6)]
    assert statuses == [401] * 5 + [429]
    answer = sign_in(server, PASSWORD, "192.0.2.12")
    assert answer.status == 429
    assert b"Wait 15 minutes" in answer.body


def test_behind_tls_the_cookie_travels_by_tls_alone_and_is_tied_to_the_host(server):
    answer = sign_in(
        server,
        PASSWORD,
        "192.0.2.13",
        origin=server.replace("http:", "https:"),
        x_forwarded_proto="https",
    )
    said = answer.headers["set-cookie"]
    assert said.startswith("__Host-officer=")
    assert "secure" in said.lower()
    health = ask(server, "/_stcore/health", x_forwarded_proto="https")
    assert health.headers["set-cookie"].endswith("; Secure")


@pytest.mark.parametrize("path", ["/sign-in", "/sign-out"])
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"origin": "http://["},
        {"origin": ""},
        {"origin": "ftp://{host}"},
        {"origin": "http://{host}.elsewhere.example"},
        {"origin": "http://{host}", "sec_fetch_site": "cross-site"},
        {"origin": "http://{host}", "sec_fetch_site": "same-site"},
    ],
)
def test_a_form_on_another_site_can_do_nothing(server, path, headers):
    host = server.removeprefix("http://")
    sent = {name: value.format(host=host) for name, value in headers.items()}
    answer = sign_in(server, PASSWORD, "192.0.2.14", path, **sent)
    assert answer.status == 403
    assert "set-cookie" not in answer.headers


def test_a_form_that_says_nothing_of_its_origin_can_do_nothing(server):
    body = f"name=A&secret={PASSWORD.replace(' ', '+')}"
    assert ask(server, "/sign-in", "POST", body, content_type=FORM).status == 403


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (FORM, ""),
        (FORM, "secret=" + "x" * 1_000_000),
        (FORM, "%%%&&&==="),
        (FORM, "name=%00%ff%fe&secret=%00"),
        ("application/json", '{"name": "A", "secret": "x"}'),
        ("multipart/form-data; boundary=x", "--x"),
        ("text/plain", f"name=A&secret={PASSWORD}"),
    ],
)
def test_what_is_no_form_signs_nobody_in(server, kind, body):
    answer = ask(
        server,
        "/sign-in",
        "POST",
        body,
        content_type=kind,
        origin=server,
        x_forwarded_for="192.0.2.15",
    )
    assert answer.status in (401, 422, 429)
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(server, method):
    assert ask(server, "/sign-in", method).status == 405


@pytest.mark.parametrize("path", ["/", "/update_data", "/commitments?ref=HOR-33&theme=A%20b"])
def test_signing_in_goes_on_to_a_page_of_ours(path):
    assert local_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: a=b",
        "evil",
        "/%0d%0aLocation: x",
        "/a\n",
        "/.\n/evil.example",
        "/a b",
        "/é@evil.example",
    ],
)
def test_signing_in_goes_nowhere_else(path):
    assert local_path(path) == "/update_data"


def test_the_form_repeats_nothing_as_markup(server):
    answer = ask(server, "/sign-in?code=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&next=%22%3E%3Cb%3E")
    assert b"<script" not in answer.body
    assert b"<b>" not in answer.body


def test_a_cookie_nobody_was_given_opens_nothing(server, database):
    with session_of(server, cookie="officer=guess; __Host-officer=guess") as (_, session):
        assert session
    out = ask(
        server,
        "/sign-out",
        "POST",
        cookie="officer=guess",
        origin=server,
        x_forwarded_for="192.0.2.16",
    )
    assert out.status == 303
    assert kinds(database, "192.0.2.16") == []


def test_without_a_password_the_server_prints_a_code_that_works_once(tmp_path):
    log = tmp_path / "log"
    environment = {"HOR_DATABASE": f"sqlite:///{tmp_path / 'a.sqlite3'}"}
    with running(log, "server.py", environment) as server:
        port = server.rpartition(":")[2]
        code, link = re.search(r"one-time code (\S+)\nat (\S+)\n", log.read_text()).groups()
        assert link == f"http://localhost:{port}/sign-in?code={code}"
        assert code.encode() in ask(server, f"/sign-in?code={code}").body
        assert [sign_in(server, said, "192.0.2.1").status for said in ("x", code, code)] == [
            401,
            303,
            401,
        ]


@pytest.mark.parametrize("query", ["", "?state=x&code=y", "?error=access_denied"])
def test_coming_back_from_a_visit_nobody_made_is_no_attempt(server, database, query):
    before = len(list_events(open_store(database)))
    for _ in range(6):
        answer = ask(server, f"/oidc/finish{query}", x_forwarded_for="192.0.2.17")
        assert (answer.status, answer.headers["location"]) == (303, "/sign-in")
    assert len(list_events(open_store(database))) == before
    assert sign_in(server, PASSWORD, "192.0.2.17").status == 303
