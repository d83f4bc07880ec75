"""Pages where a release is withdrawn: three releases, of which one after another goes."""

import re

import pytest

from hor_data.dates import say_day_in_zone
from hor_data.store import list_entries, withdraw
from hor_web.settings import read_settings
from hor_web.state import shared_store
from tests.support.screens import opened, words
from tests.support.three_releases import published, three


@pytest.fixture
def dashboard(monkeypatch, tmp_path):
    with published(monkeypatch, tmp_path, three()):
        yield


def withdrawn_today(number):
    withdraw(shared_store(), "Ann *Officer*", number, "A name *in* it")
    (entry,) = [entry for entry in list_entries(shared_store()) if entry.number == number]
    day = say_day_in_zone(entry.withdrawn_at, read_settings().time_zone)
    return f"Release {number} was withdrawn on {day} and is not shown any more."


def warnings(app):
    return [warning.value for warning in app.warning]


@pytest.mark.parametrize(("number", "latest"), [(1, 3), (2, 3), (3, 2)])
def test_a_page_that_asks_for_it_shows_the_latest_and_says_so(dashboard, number, latest):
    said = withdrawn_today(number)
    app = opened(release=str(number))
    assert warnings(app) == [f"{said} This is the latest, release {latest}."]
    assert f"Release {latest}" in words(app)
    assert "release" not in app.query_params
    app = next(button for button in app.button if button.label == "Show the latest").click().run()
    assert warnings(app) == []


def test_a_session_that_was_looking_at_it_is_told(dashboard):
    app = opened(release="2")
    said = withdrawn_today(2)
    assert warnings(app.run()) == [f"{said} This is the latest, release 3."]


@pytest.mark.parametrize(
    ("number", "menus"),
    [
        (1, (["3", "2"], "2")),
        (2, (["3", "1"], "1")),
        (3, (["2", "1"], "1")),
    ],
)
def test_menus_and_comparison_pass_over_it(dashboard, number, menus):
    said = withdrawn_today(number)
    app = opened("what_changed", before=str(number))
    (note,) = warnings(app)
    assert note == f"{said} Release {menus[1]} is taken instead."
    chosen = {box.label: box for box in app.selectbox}
    assert chosen["To release"].options == [
        option for option in chosen["To release"].options if not option.startswith(f"{number}:")
    ]
    assert [option[0] for option in chosen["To release"].options] == menus[0]
    assert chosen["From release"].value == menus[1]


def test_the_trend_and_a_record_have_no_step_of_it(dashboard):
    def dates():
        said = words(opened(columns="release", rows="sector"))
        return set(re.findall(r"in (2022|June 2024|June 2026)", said)), said

    assert "June 2024" in dates()[1]
    withdrawn_today(2)
    assert "June 2024" not in dates()[1]
    assert dates()[0] == {"2022", "June 2026"}
    record = words(opened("commitments", ref="HOR-33"))
    assert "Release 2" not in record


def test_readers_do_not_see_who_withdrew_it_or_why(dashboard):
    withdrawn_today(2)
    said = words(opened("update_data"))
    assert "Ann" not in said
    assert "A name" not in said
    assert "2: Release 2 withdrawn" in said
    assert "commitments.xlsx" not in said.partition("History")[2]
