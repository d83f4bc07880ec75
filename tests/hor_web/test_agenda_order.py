"""The chair's changes to the agenda: an item to the top in one press, up, down and out."""

import re

import pytest

from hor_web.roundtable import agenda as agenda_page
from tests.support.screens import markup, opened


@pytest.fixture
def roundtable():
    return opened("roundtable", items="5")


def refs(app):
    return re.findall(r'data-key="top-(HOR-\d+)"', markup(app))


class Address(dict):
    """The address as a page reads and writes it."""

    def get_all(self, name):
        value = self.get(name, [])
        return value if isinstance(value, list) else [value]


def pressed(app, monkeypatch, order):
    """The refs on the agenda once a button of it was pressed, as its component would tell."""
    address = Address(app.query_params)
    with monkeypatch.context() as patch:
        patch.setattr(agenda_page.st, "session_state", app.session_state)
        patch.setattr(agenda_page.st, "query_params", address)
        agenda_page.change_agenda(order)
    app.query_params.clear()
    app.query_params.update(address)
    app.run()
    return refs(app)


def test_the_last_item_goes_to_the_top_in_one_press(roundtable, monkeypatch):
    first, second, third, fourth, fifth = refs(roundtable)
    moved = pressed(roundtable, monkeypatch, f"{fifth}:top")
    assert moved == [fifth, first, second, third, fourth]
    # A second goes above the first that was put there; the rest keeps the order of the rules.
    moved = pressed(roundtable, monkeypatch, f"{third}:top")
    assert moved == [third, fifth, first, second, fourth]
    assert pressed(roundtable, monkeypatch, f"{third}:top") == moved
    assert pressed(roundtable, monkeypatch, ":afresh") == [first, second, third, fourth, fifth]


def test_nothing_comes_to_the_top_that_is_not_on_the_agenda(roundtable, monkeypatch):
    before = refs(roundtable)
    assert pressed(roundtable, monkeypatch, "HOR-99:top") == before
    assert pressed(roundtable, monkeypatch, ":top") == before


def test_the_first_item_cannot_be_put_to_the_top_again(roundtable):
    buttons = re.findall(r"<button[^>]*data-key=\"top-[^>]*>", markup(roundtable))
    assert ["disabled" in button for button in buttons] == [True, False, False, False, False]
