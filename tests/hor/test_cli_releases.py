"""The command line of those who automate: compare, template, publish, history."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from hor_data.store import latest_number, open_store
from tests.support.books import GOOD, book, but

ROOT = Path(__file__).parents[2]


def run(*arguments):
    done = subprocess.run(
        [sys.executable, "-m", "hor_data", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout.strip(), done.stderr.strip()


@pytest.fixture
def files(tmp_path):
    for name, status in (("before", "Limited"), ("after", "Complete"), ("bad", "?")):
        (tmp_path / f"{name}.xlsx").write_bytes(book(but(GOOD, Status=status)))
    return tmp_path


def test_compare_says_each_change(files):
    status, said, _ = run("compare", files / "before.xlsx", files / "after.xlsx")
    assert (status, said.splitlines()) == (
        0,
        [
            "1 commitment moved forward.",
            "They do not both say the date of their data, so which is later cannot be told.",
            "C1: Moved forward (Status): “Limited” to “Complete”",
        ],
    )
    _, said, _ = run("compare", files / "before.xlsx", files / "after.xlsx", "--json")
    (change,) = json.loads(said)
    assert (change["ref"], change["kind"]) == ("C1", "Moved forward")


def test_compare_of_a_workbook_with_errors_says_them(files):
    status, _, said = run("compare", files / "before.xlsx", files / "bad.xlsx")
    assert status == 1
    assert "Commitments!K2: “?” is not on the list for Status." in said


def test_the_template_is_written_and_refused_by_the_check(files):
    assert run("template", files / "template.xlsx")[0] == 0
    status, said, _ = run("check", files / "template.xlsx")
    assert status == 1
    assert said.count("This is the template's example row.") == 3


def test_publish_adds_to_the_history_and_refuses_errors(files):
    database = f"sqlite:///{files / 'releases.sqlite3'}"
    to = ("--note", "New", "--database", database)
    assert run("history", "--database", database) == (0, "Nothing has been published.", "")
    assert run("publish", files / "after.xlsx", *to, "--name", "Autumn")[:2] == (
        0,
        "Release 1 is published: Autumn.",
    )
    assert run("publish", files / "bad.xlsx", *to)[0] == 1
    assert latest_number(open_store(database)) == 1
    (entry,) = json.loads(run("history", "--database", database, "--json")[1])
    assert (entry["name"], entry["note"], entry["file_name"]) == ("Autumn", "New", "after.xlsx")
    said = run("history", "--database", database)[1]
    day = r"\d{1,2} [A-Z][a-z]+ \d{4} at \d\d:\d\d \S+"
    assert re.fullmatch(rf"1  {day}  the command line  after\.xlsx  Autumn", said)
