"""Open pages follow what is published and taken back; a pinned release stays, and says so."""

import re

import pytest
from streamlit.runtime.context import ContextProxy

from hor_data.store import Candidate, publish, undo
from hor_web.shown_release import PREVIEW
from hor_web.state import hold_file, shared_store
from tests.support.screens import (
    PAGES,
    markup,
    opened,
    words,
)
from tests.support.three_releases import (
    NOW,
    WAS,
    published,
    three,
)

FIRST, SECOND, THIRD = three()
COUNTS = {1: "6 of 46 commitments are complete", 3: "7 of 47 commitments are complete"}
AS_AT = {1: "Data as at 2022", 2: "Data as at June 2024", 3: "Data as at June 2026"}
PAGES_WITH_FILTERS = [page for page in PAGES if page not in ("about", "update_data")]


@pytest.fixture(autouse=True)
def no_cookies(monkeypatch):
    """A browser that is signed in to nothing; Streamlit's tests have no browser at all."""
    monkeypatch.setattr(ContextProxy, "cookies", {})


@pytest.fixture
def two_releases(monkeypatch, tmp_path):
    with published(monkeypatch, tmp_path, [FIRST, SECOND]):
        yield


@pytest.fixture
def three_releases(monkeypatch, tmp_path):
    with published(monkeypatch, tmp_path, [FIRST, SECOND, THIRD]):
        yield


def publish_next(content=THIRD, base=2, name="Release 3"):
    publish(shared_store(), Candidate(content, "commitments.xlsx", name), "Test", base)


def foot(app):
    return words(app).rpartition("Data as at ")[2]


def release_menu(app):
    (menu,) = [box for box in app.selectbox if box.label == "Release"]
    return menu


def press(app, label):
    (button,) = [button for button in app.button if button.label == label]
    return button.click().run()


def test_the_menu_begins_with_the_latest_and_then_names_each_release(three_releases):
    menu = release_menu(opened())
    assert menu.options == [
        "Latest",
        "Release 3, data as at June 2026",
        "Release 2, data as at June 2024",
        "Release 1, data as at 2022",
    ]
    assert menu.value == ""


def test_releases_of_one_name_and_date_can_be_told_apart(three_releases):
    undo(shared_store(), "Test", 3)
    publish_next(SECOND, 4, "Release 2")
    options = release_menu(opened()).options
    assert len(set(options)) == len(options) == 6
    assert options[-1] == "Release 1, data as at 2022"
    assert [option for option in options if option.endswith("release 2")]


def test_a_reader_who_chose_nothing_follows_every_publish_and_undo(two_releases):
    idle, filtered = opened(), opened(theme=["People-powered health"])
    for step in (lambda: publish_next(), lambda: undo(shared_store(), "Test", 3), publish_fifth):
        step()
        idle.run()
        filtered.run()
        fresh = opened()
        assert words(idle) == words(fresh)
        assert foot(filtered) == foot(opened(theme=["People-powered health"]))
        assert idle.query_params == {}
        assert filtered.query_params == {"theme": "People-powered health"}


def publish_fifth():
    publish_next(FIRST, 4, "Release 5")


def test_a_pinned_release_stays_while_others_are_published(two_releases):
    oldest, newest = opened(release="1"), opened(release="2")
    assert not newest.warning
    publish_next()
    for app, number in ((oldest, 1), (newest, 2)):
        app.run()
        assert AS_AT[number] in words(app)
        assert app.query_params == {"release": str(number)}
        (banner,) = app.warning
        assert banner.value.startswith(f"This is release {number}, not the latest:")


def test_the_banner_leads_to_the_latest_and_keeps_the_filters(three_releases):
    app = opened(release="1", theme=["People-powered health"], words="health")
    press(app, "Show the latest")
    assert not app.warning
    assert AS_AT[3] in words(app)
    assert app.query_params == {"theme": "People-powered health", "words": "health"}
    publish_next(FIRST, 3, "Release 4")
    app.run()
    assert AS_AT[1] in words(app)


def test_a_release_chosen_in_the_menu_is_pinned_and_let_go_there(three_releases):
    app = opened()
    release_menu(app).set_value("2").run()
    assert (AS_AT[2] in words(app), app.query_params) == (True, {"release": "2"})
    app.switch_page("pages/measures.py").run()
    assert (AS_AT[2] in words(app), app.query_params) == (True, {"release": "2"})
    release_menu(app).set_value("").run()
    assert (AS_AT[3] in words(app), app.query_params) == (True, {})


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_pinned_link_is_of_its_own_release_to_the_foot_of_the_page(three_releases, page, number):
    said = words(opened(page, release=str(number)))
    assert f"{AS_AT[number]} · Release: Release {number}" in said
    for other in {1, 2, 3} - {number}:
        assert f"{AS_AT[other]} · Release" not in said


def test_a_first_run_with_a_pinned_link_never_shows_another_release(three_releases):
    app = opened(release="1")
    assert AS_AT[1] in words(app)
    assert COUNTS[1] in words(app)
    assert COUNTS[3] not in words(app)
    assert COUNTS[3] in words(opened())


@pytest.mark.parametrize("asked", ["2", " 2", "2>", "Release 2", "release-2"])
def test_a_release_is_pinned_by_its_number_or_name(three_releases, asked):
    app = opened(release=asked)
    assert AS_AT[2] in words(app)
    assert app.query_params == {"release": "2"}


@pytest.mark.parametrize("asked", ["99", "0", "-1", "two", "٢", "9" * 40, "<b>"])
def test_a_release_that_does_not_exist_is_said_and_the_latest_shown(three_releases, asked):
    app = opened(release=asked)
    assert f"There is no release “{asked.strip('<>')}”. This is the latest." in words(app)
    assert AS_AT[3] in words(app)
    assert app.query_params == {}


def test_a_release_to_compare_with_that_does_not_exist_is_said(three_releases):
    (warning,) = opened(before="99").warning
    assert warning.value.startswith("There is no release “99” to compare with,")
    (warning,) = opened(before="3>").warning
    assert warning.value.startswith("Release 3 is the one shown,")
    assert not opened(before="Release 1").warning


# Links that are given away


def addresses(app):
    found = re.findall(r'data-address="([^"]*)"', markup(app))
    return [address.replace("&amp;", "&") for address in found]


@pytest.mark.parametrize("pinned", [{}, {"release": "2"}], ids=["latest", "pinned"])
def test_every_link_to_copy_pins_the_release_that_is_shown(three_releases, pinned):
    number = pinned.get("release", "3")
    record = addresses(opened("commitments", ref="HOR-24", **pinned))
    assert record[:2] == [f"commitments?ref=HOR-24&release={number}"] * 2
    for page in (page for page in PAGES if page != "update_data"):
        app = opened(page, theme=["People-powered health"], **pinned)
        path = "" if page == "explore" else page
        assert addresses(app)[-1].startswith(f"./{path}?theme=People-powered+health&release=")
        assert f"release={number}" in addresses(app)[-1]
    assert f"release={number}&before=" in addresses(opened("roundtable", **pinned))[0]


@pytest.mark.parametrize("page", PAGES_WITH_FILTERS)
def test_a_copied_link_opens_the_same_page_after_the_next_publish(two_releases, page):
    app = opened(page, sector=["NHS"])
    before = words(app)
    query = addresses(app)[-1].partition("?")[2]
    publish_next()
    asked = dict(pair.split("=") for pair in query.split("&"))
    again = words(opened(page, **asked))
    # No longer the latest, it is judged on the last day of its own data, and says so.
    if "judged on" in before:
        assert "judged on 30 June 2024, the last day of its data" in again
    again = again.replace(f"release={asked['release']}", "")
    assert without_judging(again) == without_judging(before)


def without_judging(text):
    """The words of a page without the day on which its deadlines are judged."""
    return re.sub(r"\(?(Deadlines (in this release )?are )?judged on [^.)]*\)?\.?", "", text)


def test_links_of_a_page_in_a_new_tab_stay_on_the_pinned_release(three_releases):
    # What static/links.js adds to each link on the list before it is followed, copied or opened.
    added = re.compile(r'<div class="explore" data-query="([^"]*)">')
    assert added.findall(markup(opened("commitments", release="1"))) == ["release=1"]
    assert added.findall(markup(opened("commitments"))) == [""]
    record = markup(opened("commitments", release="1", ref="HOR-24"))
    links = re.findall(r'href="organisations\?organisation=[^"]*"', record)
    assert links
    assert all("release=1" in link for link in links)


def test_a_link_followed_in_the_page_keeps_the_pinned_release(three_releases):
    app = opened(release="1")
    app.session_state["_went"] = "commitments?ref=HOR-24"
    app.run()
    assert app.query_params == {"ref": "HOR-24", "release": "1"}
    assert AS_AT[1] in words(app)


def test_a_preview_is_shown_over_a_pinned_release_and_gives_no_links_away(three_releases):
    app = opened("commitments", release="1", ref="HOR-24")
    app.session_state[PREVIEW] = hold_file("spring.xlsx", THIRD)
    app.run()
    assert AS_AT[3] in words(app)
    assert [banner.value for banner in app.warning] == [
        "This is a preview of “spring\\.xlsx”. Only you see it."
    ]
    assert not [address for address in addresses(app) if "release=" in address]
    press(app, "Stop the preview")
    assert AS_AT[1] in words(app)
    assert app.query_params["release"] == "1"


def test_filters_follow_a_renamed_organisation_to_the_release_that_is_shown(three_releases):
    app = opened(release="1", lead=[WAS])
    assert app.query_params == {"release": "1", "lead": WAS}
    press(app, "Show the latest")
    assert f"of 47 commitments: led by {NOW}" in words(app)
    assert f"“{WAS}” is called {NOW} in this release." in words(app)
    assert app.query_params == {"lead": NOW}
    release_menu(app).set_value("1").run()
    assert f"of 46 commitments: led by {WAS}" in words(app)
