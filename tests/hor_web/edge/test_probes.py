"""Probes, counts and the log: for whoever runs the dashboard."""

import json
import logging
import re
import sqlite3
from contextlib import closing

import pytest
from argon2 import PasswordHasher
from prometheus_client.parser import text_string_to_metric_families

from hor_web.logs import REQUEST_ID, JsonForm, TextForm
from hor_web.setting_list import SETTINGS
from tools.drive.server import BEHIND_PROXY, running
from tools.drive.session import ask, session_of, sign_in

PASSWORD = "correct horse battery staple"
TOKEN = "a-token-of-the-test-0123456789"


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    return tmp_path_factory.mktemp("log") / "log"


@pytest.fixture(scope="module")
def server(log):
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    environment = BEHIND_PROXY | {
        "HOR_DATABASE": f"sqlite:///{log.parent / 'releases.sqlite3'}",
        "HOR_PASSWORD_HASH": quick.hash(PASSWORD),
        "HOR_METRICS_TOKEN": TOKEN,
        "HOR_LOG": "json",
        "HOR_LOG_LEVEL": "INFO",
    }
    with running(log, "server.py", environment) as address:
        yield address


def counts(server):
    """Every sample: its value by its name and labels."""
    text = ask(server, "/metrics", authorization=f"Bearer {TOKEN}").body.decode()
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def events(log):
    """The lines of the log that are events, as objects."""
    return [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]


def test_a_live_server_says_so(server):
    answer = ask(server, "/live")
    assert (answer.status, answer.body, answer.headers["cache-control"]) == (
        200,
        b"ok",
        "no-store",
    )


def test_a_ready_server_names_its_store_its_release_and_its_version(server):
    answer = ask(server, "/ready")
    assert (answer.status, json.loads(answer.body)) == (
        200,
        {
            "status": "ready",
            "store": {"reachable": True, "writable": True},
            "release": 1,
            "version": "0.1.0",
        },
    )


def test_a_store_that_cannot_be_written_to_is_not_ready_and_still_well(tmp_path):
    database = tmp_path / "releases.sqlite3"
    environment = {"HOR_DATABASE": f"sqlite:///{database}"}
    with running(tmp_path / "log", "server.py", environment) as server:
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("DROP TABLE events")
        answer = ask(server, "/ready")
        assert (answer.status, json.loads(answer.body)) == (
            503,
            {
                "status": "not ready",
                "store": {"reachable": True, "writable": False},
                "release": 1,
                "version": "0.1.0",
            },
        )
        assert [ask(server, path).status for path in ("/health", "/live")] == [200, 200]


@pytest.mark.parametrize("sent", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", TOKEN])
def test_counts_are_for_whoever_has_the_token(server, sent):
    answer = ask(server, "/metrics", authorization=sent)
    assert (answer.status, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert answer.body.decode() == "Send the token of HOR_METRICS_TOKEN as Authorization: Bearer …"


def test_without_a_token_in_the_settings_there_are_no_counts(tmp_path):
    environment = {"HOR_DATABASE": f"sqlite:///{tmp_path / 'releases.sqlite3'}"}
    with running(tmp_path / "log", "server.py", environment) as server:
        assert ask(server, "/metrics", authorization="Bearer ").status == 404


def test_counts_have_what_happened_and_what_stands(server):
    before = counts(server)
    assert ask(server, "/open-data/commitments.csv").status == 200
    assert sign_in(server, "guess", "192.0.2.1").status == 401
    assert sign_in(server, PASSWORD, "192.0.2.2").status == 303
    with session_of(server):
        after = counts(server)

    def more(*name):
        return after.get(name, 0) - before.get(name, 0)

    assert more("hor_requests_total", "open data", "200") == 1
    assert more("hor_sign_ins_total", "refused") == 1
    assert more("hor_sign_ins_total", "done") == 1
    assert after["hor_connections",] == 1
    assert (after["hor_release",], after["hor_store_writable",]) == (1, 1)
    assert after["process_resident_memory_bytes",] > 1 << 20


def test_each_event_is_one_line_with_its_time_level_and_request(server, log):
    ask(server, "/live", x_request_id="asked-of-the-proxy")
    # A line is written once its answer has gone: the next answer comes after it.
    ask(server, "/live")
    event = next(event for event in events(log) if event["request"] == "asked-of-the-proxy")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", event["time"])
    assert (event["level"], event["logger"]) == ("INFO", "hor_web.edge.request_log")
    assert re.fullmatch(r"GET /live: 200 in \d+ ms", event["message"])


@pytest.mark.parametrize("sent", ["x" * 65, "a b", "<script>", "a\tb", "short"])
def test_a_request_s_id_that_is_none_is_made_anew(server, sent):
    given = ask(server, "/live", x_request_id=sent).headers["x-request-id"]
    assert re.fullmatch("[0-9a-f]{16}", given)


def test_a_connection_from_another_site_is_logged_once_with_what_to_set(server, log):
    from websockets.exceptions import InvalidStatus
    from websockets.sync.client import connect

    address = server.replace("http", "ws") + "/_stcore/stream"
    for _ in range(3):
        with pytest.raises(InvalidStatus), connect(address, origin="https://health.example.org"):
            pass
    host = server.removeprefix("http://")
    said = [event["message"] for event in events(log) if "A page of" in event["message"]]
    assert said == [
        f"A page of https://health.example.org asked for a connection to {host} and was refused, "
        "so its reader sees no dashboard. If that page is the dashboard's own, have the proxy pass "
        "the Host header on, or set HOR_BASE_ADDRESS to the address readers use."
    ]


SECRETS = {
    "HOR_DATABASE": "postgresql://hor:p%40ss-word@db/hor",
    "HOR_PASSWORD_HASH": "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA",
    "HOR_OIDC_CLIENT_SECRET": "the-secret-of-the-client",
    "HOR_METRICS_TOKEN": TOKEN,
}


@pytest.mark.parametrize("form", [TextForm(), JsonForm()], ids=["text", "json"])
def test_no_secret_stands_in_the_log(monkeypatch, form):
    assert set(SECRETS) == {setting.name for setting in SETTINGS if setting.is_secret}
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    parts = [*SECRETS.values(), "p%40ss-word", "p@ss-word"]
    try:
        raise ValueError(f"could not connect: {parts}")
    except ValueError as error:
        cause = (ValueError, error, error.__traceback__)
    record = logging.LogRecord("hor_web", logging.ERROR, "", 1, "It said %s", (parts,), cause)
    line = form.format(record)
    assert "[secret]" in line
    assert "could not connect" in line
    assert not [part for part in parts if part in line]


def test_a_line_of_text_is_one_line_whatever_it_repeats(monkeypatch):
    record = logging.LogRecord("hor_web", logging.WARNING, "", 1, "a\nb %s", ("c\nd",), None)
    token = REQUEST_ID.set("0123456789abcdef")
    line = TextForm().format(record)
    REQUEST_ID.reset(token)
    assert line.endswith("WARNING [0123456789abcdef] hor_web: a b c d")


def test_no_password_and_no_code_stood_in_the_whole_log(server, log):
    text = log.read_text()
    assert PASSWORD not in text
    assert PASSWORD.replace(" ", "+") not in text
    assert TOKEN not in text
