"""The command line of those who run the dashboard: backup, restore, verify, undo, audit."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from hor_data.store import Candidate, list_events, officer_of, open_store, publish, start_session
from tests.support.books import GOOD, book, but
from tests.support.stores import fill, history

ROOT = Path(__file__).parents[2]
SECRET = "correct-horse"


@pytest.fixture
def database(tmp_path):
    return f"sqlite:///{tmp_path / 'releases.sqlite3'}"


@pytest.fixture
def store(database):
    opened = open_store(database)
    fill(opened)
    return opened


def run(*arguments, database=""):
    done = subprocess.run(
        [sys.executable, "-m", "hor", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | ({"HOR_DATABASE": database} if database else {}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stdout + done.stderr
    assert SECRET not in done.stdout + done.stderr
    return done.returncode, done.stdout.strip(), done.stderr.strip()


def test_a_store_is_backed_up_and_restored_into_an_empty_one(tmp_path, database, store):
    out, other = tmp_path / "monday.backup", f"sqlite:///{tmp_path / 'other.sqlite3'}"
    status, printed, _ = run("backup", out, database=database)
    moment = r"\d{1,2} [A-Z][a-z]+ \d{4} at \d\d:\d\d \S+"
    assert status == 0
    assert re.fullmatch(rf"Backed up to {re.escape(str(out))}, as of {moment}\.", printed)
    assert re.fullmatch(rf"{re.escape(str(out))} is sound, as of {moment}\.", run("verify", out)[1])
    sentence = "Restored: 4 releases, each as it was published."
    assert run("restore", out, database=other) == (0, sentence, "")
    assert history(open_store(other)) == history(store)
    again = run("restore", out, "--database", other)
    assert again == (
        2,
        "",
        "The store has 4 releases, so nothing was restored. Restore into an empty one: a new file, "
        "or a new database.",
    )


def test_a_damaged_or_missing_backup_ends_with_2_and_a_sentence(tmp_path, database):
    (tmp_path / "bad").write_bytes(b"PK\x03\x04 and more")
    sentence = (
        f"{tmp_path / 'bad'} is no backup of the dashboard, or it is damaged. Use another one."
    )
    for command in ("restore", "verify"):
        assert run(command, tmp_path / "bad", database=database) == (2, "", sentence)
    missing = f"{tmp_path / 'none'}: The file cannot be opened: No such file or directory."
    assert run("restore", tmp_path / "none", database=database) == (2, "", missing)
    assert run("backup", tmp_path / "no" / "a.backup", database=database)[0] == 2


def test_verify_names_what_is_not_as_it_was_published(tmp_path, database, store):
    assert run("verify", database=database) == (0, "4 releases, each as it was published.", "")
    with sqlite3.connect(tmp_path / "releases.sqlite3") as connection:
        connection.execute("UPDATE releases SET content = x'00' WHERE number = 3")
    status, printed, errors = run("verify", "--json", database=database)
    states = [(release["number"], release["state"]) for release in json.loads(printed)]
    assert (status, states, errors) == (
        1,
        [(1, "intact"), (2, "intact"), (3, "damaged"), (4, "intact")],
        "Release 3 is not as it was published: its bytes have another SHA-256.",
    )


def test_undo_takes_back_the_release_that_is_named_and_no_other(database, store):
    publish(store, Candidate(book(but(GOOD, Title="Fourth")), "4.xlsx", ""), "Ada", 4)
    status, _, error = run("undo", "4", database=database)
    assert (status, error) == (
        2,
        "1 release published since you compared. Compare again before publishing.",
    )
    for number, before in ((5, 2), (6, 1)):
        assert run("undo", number, database=database) == (
            0,
            f"Release {number + 1} is published: "
            f"Took back release {number}: release {before} again.",
            "",
        )
    assert [(event.who, event.kind) for event in list_events(store, 2)] == [
        ("the command line", "undo")
    ] * 2
    no_more = (1, "", "There is no earlier release to go back to.")
    assert run("undo", "7", database=database) == no_more


def test_the_audit_is_listed_and_given_as_json(database, store):
    _, printed, _ = run("audit", database=database)
    kinds = ["upload", "sign-in", "undo", "publish", "publish", "publish"]
    assert [line.split("  ")[2] for line in printed.splitlines()] == kinds
    assert printed.splitlines()[0].endswith("  Ada  upload  a.xlsx, SHA-256 …  192.0.2.7")
    rows = json.loads(run("audit", "--json", "--limit", "2", database=database)[1])
    assert [(row["who"], row["kind"], row["address"]) for row in rows] == [
        ("Ada", "upload", "192.0.2.7"),
        ("Ada", "sign-in", "192.0.2.7"),
    ]


def test_sign_out_all_ends_every_session(database, store):
    tokens = [start_session(store, name, "192.0.2.7") for name in ("Ada", "Grace")]
    assert run("sign-out-all", database=database) == (0, "3 sessions ended.", "")
    assert [officer_of(store, token) for token in tokens] == ["", ""]
    line = list_events(store, 1)[0]
    assert (line.who, line.kind, line.detail) == (
        "the command line",
        "sign-out",
        "everybody: 3 sessions",
    )
    assert run("sign-out-all", database=database) == (0, "No sessions ended.", "")


def test_migrate_makes_the_tables_and_then_has_nothing_to_do(database):
    assert run("migrate", database=database) == (0, "The store was made, at step 0005.", "")
    for _ in range(2):
        assert run("migrate", database=database) == (
            0,
            "The store was at step 0005 already: nothing was changed.",
            "",
        )


COMMANDS = [
    ("history",),
    ("audit",),
    ("verify",),
    ("migrate",),
    ("undo", "1"),
    ("sign-out-all",),
    ("backup", "out.backup"),
    ("publish", "data/commitments.xlsx", "--note", "New"),
]


@pytest.mark.parametrize("words", COMMANDS, ids=[words[0] for words in COMMANDS])
def test_no_command_prints_the_databases_password(words):
    status, printed, error = run(*words, database=f"postgres://keeper:{SECRET}@127.0.0.1:1/hor")
    sentence = "HOR_DATABASE begins with postgres://. Write postgresql:// instead."
    assert (status, printed, error.removeprefix("data/commitments.xlsx: ")) == (2, "", sentence)
