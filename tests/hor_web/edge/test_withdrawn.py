"""A withdrawn release by raw HTTP and WebSocket: its content is given out nowhere."""

import json
import subprocess
import sys

import pytest
from argon2 import PasswordHasher

from hor_data.dates import say_day_in_zone
from hor_data.store import list_entries, open_store, undo, withdraw
from hor_web.settings import read_settings
from tests.support.books import GOOD, book, but
from tests.support.three_releases import fill
from tools.drive.client import client
from tools.drive.server import ROOT, running
from tools.drive.session import ask, cookie_of, sign_in

PASSWORD = "correct horse battery staple"
HERE = "203.0.113.5"
CONTENTS = [book(but(GOOD, Title=f"Promise {number}")) for number in (1, 2, 3)]


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    address = f"sqlite:///{tmp_path_factory.mktemp('store') / 'releases.sqlite3'}"
    fill(address, CONTENTS)
    return address


@pytest.fixture(scope="module")
def server(tmp_path_factory, database):
    """Three releases and a fourth that is the second again; the second is withdrawn, the third
    was taken back."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    environment = {"HOR_DATABASE": database, "HOR_PASSWORD_HASH": quick.hash(PASSWORD)}
    with running(tmp_path_factory.mktemp("log") / "log", "server.py", environment) as address:
        for number in (1, 2, 3):  # the server has read what is withdrawn then
            assert ask(address, f"/open-data/commitments.csv?release={number}").status == 200
        store = open_store(database)
        undo(store, "Ann <b>Officer</b>", 3)
        withdraw(store, "Ann <b>Officer</b>", 2, "A name in it", personal_data=True)
        yield address


@pytest.fixture(scope="module")
def day(server, database):
    (entry, *_) = [entry for entry in list_entries(open_store(database)) if entry.withdrawn_at]
    return say_day_in_zone(entry.withdrawn_at, read_settings().time_zone)


@pytest.mark.parametrize("kind", ["csv", "json", "xlsx"])
@pytest.mark.parametrize("number", [2, 4], ids=["it", "its copy"])
def test_open_data_of_a_withdrawn_release_are_gone(server, day, kind, number):
    answer = ask(server, f"/open-data/commitments.{kind}?release={number}")
    assert (answer.status, answer.body.decode()) == (
        410,
        f"Release {number} was withdrawn on {day} and is not shown any more. "
        "Leave out ?release= to get the latest.",
    )
    assert answer.headers["cache-control"] == "no-store"
    kept = {"if_none_match": "*"}
    assert ask(server, f"/open-data/commitments.{kind}?release={number}", **kept).status == 410


def test_open_data_without_a_number_are_those_of_the_release_in_force(server):
    answer = ask(server, "/open-data/commitments.json")
    assert [row["Title"] for row in json.loads(answer.body)["commitments"]] == ["Promise 1"]
    assert answer.headers["content-disposition"].endswith('"commitments-release-1.json"')
    assert json.loads(ask(server, "/health").body) == {"status": "ok", "release": 1}


def test_originals_are_for_officers_and_never_kept(server):
    cookie = cookie_of(sign_in(server, PASSWORD, HERE))
    for number, content in ((1, CONTENTS[0]), (3, CONTENTS[2])):
        answer = ask(server, f"/originals/{number}", cookie=cookie)
        assert (answer.status, answer.body) == (200, content)
        assert answer.headers["cache-control"] == "no-store"
        name = f'attachment; filename="release-{number}.xlsx"'
        assert answer.headers["content-disposition"] == name
    for number in (2, 4):
        answer = ask(server, f"/originals/{number}", cookie=cookie)
        assert (answer.status, answer.body.decode()) == (
            410,
            f"Release {number} was withdrawn, so it is not given out any more.",
        )
    assert ask(server, f"/originals/{10**30}", cookie=cookie).status == 404
    ask(server, "/sign-out", "POST", "", origin=server, cookie=cookie)
    for late in ({}, {"cookie": cookie}):
        answer = ask(server, "/originals/1", **late)
        assert (answer.status, answer.body.decode(), answer.headers["cache-control"]) == (
            401,
            "Only officers download originals. Sign in and try again.",
            "no-store",
        )


def test_a_reader_sees_neither_who_published_nor_which_file_nor_why(server):
    with client(server, "update_data", HERE) as reader:
        assert "Ann" not in reader.said
        assert "A name in it" not in reader.said
        assert "commitments.xlsx" not in reader.said.partition("History")[2]
        assert "Its workbook is erased." in reader.said
    cookie = cookie_of(sign_in(server, PASSWORD, HERE))
    with client(server, "update_data", HERE, cookie) as officer:
        assert "by Ann &lt;b&gt;Officer&lt;/b&gt;: A name in it" in officer.said
        assert "<b>Officer" not in officer.said


def hor(*arguments, typed=""):
    command = [sys.executable, "-m", "hor", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, input=typed, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout, done.stderr


def test_the_command_line_asks_first(tmp_path):
    database = f"sqlite:///{tmp_path / 'releases.sqlite3'}"
    fill(database, CONTENTS)
    command = ("withdraw", "3", "--reason", "Wrong", "--database", database)
    plan = (
        "Release 3 will not be shown, compared or given out any more. Release 2 will be in force."
    )
    assert hor(*command, typed="n\n") == (
        1,
        f"{plan}\nWithdraw it? [y/N]: ",
        "Nothing was withdrawn.\n",
    )
    assert not any(entry.withdrawn_at for entry in list_entries(open_store(database)))
    done = f"{plan}\nRelease 3 is withdrawn. Release 2 is in force.\n"
    assert hor(*command, "--yes") == (0, done, "")
    again = "Release 3 was withdrawn already, by the command line.\n"
    assert hor(*command, "--yes") == (1, "", again)
    erased = hor(*command, "--yes", "--personal-data")
    assert erased[:2] == (
        0,
        "Release 3 will not be shown, compared or given out any more. The workbook is erased, and "
        "nobody can bring it back. Release 2 will be in force.\n"
        "Release 3 is withdrawn. The workbook is erased. Release 2 is in force.\n",
    )
    listed = hor("history", "--database", database)[1].splitlines()
    assert [line.endswith("  withdrawn") for line in listed] == [True, False, False]
