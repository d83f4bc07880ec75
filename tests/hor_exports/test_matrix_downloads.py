"""Slides and data offers the matrix as Explore has it, and the trend where there are releases."""

from hor_web.downloads.choices import MATRIX_PART, TREND_PART
from tests.support.screens import opened
from tests.support.three_releases import published, three


def parts_of(app):
    return app.multiselect(key="deck")


def test_the_matrix_is_the_one_of_explores_address_and_one_release_has_no_trend():
    app = opened("downloads", rows="sector", columns="deadline")
    assert MATRIX_PART in parts_of(app).options
    assert TREND_PART not in parts_of(app).options
    parts_of(app).set_value([MATRIX_PART]).run()
    assert not app.exception
    assert app.session_state["_deck"] == [MATRIX_PART]


def test_where_there_are_releases_the_trend_is_a_part(monkeypatch, tmp_path):
    with published(monkeypatch, tmp_path, three()):
        app = opened("downloads")
        assert not app.exception
        parts_of(app).set_value([MATRIX_PART, TREND_PART]).run()
        assert not app.exception
