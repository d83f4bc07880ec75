"""The Explore page: what the address asks for, the facets, the squares, and what it offers."""

import re
from html import unescape

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from tests.support.books import BODY, GOOD, UPDATE, book, but
from tests.support.screens import charts, chips, choose, markup, opened, words
from tests.support.three_releases import published, three

FIELDS = "theme, sector, lead, area, group or approach"


@pytest.fixture
def shown(monkeypatch, tmp_path):
    """Let pages show a workbook."""

    def show(*rows, **sheets):
        (tmp_path / "here.xlsx").write_bytes(book(*rows, **sheets))
        monkeypatch.setenv("HOR_WORKBOOK", str(tmp_path / "here.xlsx"))

    return show


@pytest.fixture
def three_releases(monkeypatch, tmp_path):
    with published(monkeypatch, tmp_path, three()):
        yield


def pressed(app, name):
    """What is chosen of the rows, columns, orders or shows: pressed, or selected in the menu."""
    html = markup(app)
    buttons = re.findall(rf'data-toggle="{name}=([^"]*)"[^>]*aria-pressed="true"', html)
    return [*buttons, *re.findall(r'<option value="([^"]*)" selected', menu(html, name))]


def offered(app, name):
    """What can be chosen of the rows, columns, orders or shows."""
    html = markup(app)
    buttons = re.findall(rf'data-toggle="{name}=([^"]*)"', html)
    return [*buttons, *re.findall(r'<option value="([^"]+)"', menu(html, name))]


def menu(html, name):
    found = re.search(rf'<select data-choose="{name}".*?</select>', html, re.DOTALL)
    return found[0] if found else ""


def title(app):
    return unescape(re.search(r'<h2 id="matrix-title"[^>]*>([^<]*)', markup(app))[1])


def rows_shown(app):
    rows = re.findall(r'<th scope="row">(.*?)</th>', markup(app), re.DOTALL)
    return [re.sub(r"<[^>]+>", "", row).split("\n")[0].strip() for row in rows]


def facet(app, field):
    """{value: (number, whether it is chosen, whether it can be pressed)}."""
    values = re.findall(
        rf'data-toggle="{field}=([^"]*)" data-key="facet-[^>]*aria-pressed="(true|false)"'
        r'( disabled)?>.*?class="tally">([\d,]+)<',
        markup(app),
        re.DOTALL,
    )
    return {
        unescape(value): (int(number), chosen == "true", not disabled)
        for value, chosen, disabled, number in values
    }


# What the address asks for


@pytest.mark.parametrize(
    ("name", "usual", "sentence"),
    [
        ("rows", "theme", f"“shops” cannot be chosen for “rows” here; {FIELDS} can."),
        (
            "columns",
            "status",
            "“shops” cannot be chosen for “columns” here; status, deadline, theme, sector, lead, "
            "area, group, approach, reported or release can.",
        ),
        (
            "order",
            "listed",
            "“shops” cannot be chosen for “order” here; listed, most, complete, name or silent "
            "can.",
        ),
        (
            "show",
            "squares",
            "“shops” cannot be chosen for “show” here; squares, counts, share, bars or time can.",
        ),
        ("list", "ask", "“shops” cannot be chosen for “list” here; ask, moved or all can."),
        (
            "sort",
            "asked",
            "“shops” cannot be chosen for “sort” here; asked, listed, due or silent can.",
        ),
    ],
)
def test_what_cannot_be_chosen_falls_back_with_a_sentence(name, usual, sentence):
    app = opened(**{name: "shops"})
    assert not app.exception
    assert sentence in words(app)
    assert pressed(app, name) == [usual]


@pytest.mark.parametrize(
    ("asked", "name", "chosen"),
    [
        ({"rows": "sector"}, "rows", "sector"),
        ({"rows": "SECTOR"}, "rows", "sector"),
        ({"rows": "organisation"}, "rows", "lead"),
        ({"rows": "approach"}, "rows", "approach"),
        ({"columns": "deadline"}, "columns", "deadline"),
        ({"columns": "reported"}, "columns", "reported"),
        ({"order": "silent"}, "order", "silent"),
        ({"show": "share"}, "show", "share"),
        ({"list": "all", "sort": "due"}, "sort", "due"),
        # Rows and columns alike cross nothing; bars are by status.
        ({"rows": "area", "columns": "area"}, "columns", "status"),
        ({"columns": "sector", "show": "bars"}, "show", "counts"),
    ],
    ids=str,
)
def test_what_can_be_chosen_is_and_nothing_is_said(asked, name, chosen):
    app = opened(**asked)
    assert pressed(app, name) == [chosen]
    assert "cannot be chosen" not in words(app)
    assert not app.exception


def test_a_hostile_choice_is_escaped():
    app = opened(rows="<img src=x>" * 50, listed="9" * 500)
    assert "<img" not in markup(app)
    assert "cannot be chosen for “rows” here" in words(app)


@pytest.mark.parametrize(
    ("listed", "number"),
    [("", 25), ("0", 25), ("-1", 25), ("abc", 25), ("٣", 25), ("30", 30), ("9999", 46)],
)
def test_so_many_are_listed_as_the_address_says(listed, number):
    app = opened(list="all", **({"listed": listed} if listed else {}))
    (items,) = re.findall(r'<ol class="asked"[^>]*>(.*?)</ol>', markup(app), re.DOTALL)
    assert items.count("<li>") == number


def test_the_choice_is_kept_over_another_page_and_stands_in_the_address_again():
    app = opened(rows="sector", columns="deadline", theme=["People-powered health"])
    app.switch_page("pages/measures.py").run()
    app.switch_page("pages/explore.py").run()
    assert (pressed(app, "rows"), pressed(app, "columns")) == (["sector"], ["deadline"])
    assert app.query_params["rows"] == "sector"
    assert app.query_params["theme"] == "People-powered health"


@pytest.mark.parametrize(
    ("presses", "rows", "columns", "show"),
    [
        (["rows=sector"], "sector", "status", "squares"),
        (["rows=sector", "rows=area"], "area", "status", "squares"),
        (["rows=shops", "columns=", "show=<b>", "", "="], "theme", "status", "squares"),
        (["columns=release", "show=share"], "theme", "release", "share"),
        (["columns=sector", "rows=sector"], "sector", "status", "squares"),
    ],
    ids=str,
)
def test_a_press_chooses_what_the_page_offers_and_nothing_else(presses, rows, columns, show):
    def page():
        import streamlit as st

        from hor_web.explore.choice import explore_choice, on_explore_press

        for press in st.session_state["presses"]:
            on_explore_press(press)
        choice = explore_choice()
        st.session_state["chosen"] = (*choice.matrix[:2], choice.show)

    app = AppTest.from_function(page)
    app.session_state["presses"] = presses
    app.run()
    assert not app.exception
    assert app.session_state["chosen"] == (rows, columns, show)


# Facets and chips


def test_a_facet_counts_under_the_other_filters_and_marks_what_is_chosen():
    app = opened(sector=["NHS"], status=["Complete"])
    assert facet(app, "status") == {
        "Complete": (1, True, True),
        "Substantial": (4, False, True),
        "Limited": (9, False, True),
        "Not started": (0, False, False),
        "Unclear": (2, False, True),
    }
    assert facet(app, "sector")["NHS"] == (1, True, True)
    assert facet(app, "sector")["Universities"] == (1, False, True)


def test_a_value_that_is_chosen_can_be_let_go_though_nothing_is_in_it():
    assert facet(opened(status=["Not started"]), "status")["Not started"] == (0, True, True)


def test_every_filter_in_force_is_a_chip():
    app = opened(sector=["NHS", "Universities"], ask=["Unclear"], words="health")
    assert chips(app) == [
        "Sector NHS",
        "Sector Universities",
        "To ask about Unclear",
        "Words health",
    ]
    assert chips(opened()) == []


def test_filters_set_in_the_session_are_written_to_the_address_and_taken_out_again():
    app = choose(opened(), status=("Limited",), reported=("2021",))
    assert app.query_params == {"status": "Limited", "reported": "2021"}
    assert chips(app) == ["Status Limited", "Last reported 2021"]
    assert choose(app, status=(), reported=()).query_params == {}


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({"ask": ["Past due"]}, 1),
        ({"ask": ["Unclear"]}, 5),
        ({"ask": ["Past due", "Unclear"]}, 6),
        ({"ask": ["No update for a year"]}, 0),
        ({"reported": ["2021"]}, 1),
        ({"approach": ["Service delivery"], "reported": ["2021"]}, None),
    ],
    ids=str,
)
def test_the_new_filters_choose_from_an_address(asked, number):
    app = opened(**asked)
    assert "cannot" not in words(app)
    if number is not None:
        assert sum(shown for shown, *_ in facet(app, "status").values()) == number


# Squares


def rows(number):
    return [but(GOOD, Ref=f"C{at:03}", Title=f"Promise {at}") for at in range(number)]


def squares(app):
    return re.findall(r'<a class="sq [^>]*data-key="strip-[^"]*-(C\d+)"', markup(app))


COUNTS_INSTEAD = (
    "There are more than 300 commitments, so counts stand in place of squares. "
    "Filter to see squares."
)


def test_past_300_commitments_counts_stand_in_place_of_squares(shown):
    shown(*rows(300))
    app = opened()
    assert len(squares(app)) == 300
    assert COUNTS_INSTEAD not in words(app)
    shown(*rows(301))
    app = opened()
    assert squares(app) == []
    assert 'class="sq ' not in markup(app)
    assert COUNTS_INSTEAD in words(app)
    assert facet(app, "status")["Limited"] == (301, False, True)
    assert squares(choose(app, words="C007")) == ["C007"]


def test_a_square_is_a_link_with_its_name(shown):
    shown(but(GOOD, Due="2021"), Updates=[UPDATE], Organisations=[BODY])
    (square, *_) = re.findall(r'<a class="sq [^>]*>', markup(opened()))
    assert 'class="sq of-limited due"' in square
    assert 'href="commitments?ref=C1"' in square
    assert 'aria-label="C1, Hold the roundtable, Aston, limited, past due, was due 2021"' in square


# What there is to choose


def test_a_release_without_areas_dates_or_updates_offers_only_what_says_something(shown):
    shown(but(GOOD, Area=None))
    app = opened()
    assert offered(app, "rows") == ["theme", "lead"]
    assert offered(app, "columns") == ["status", "lead", "release"]
    for field in ("sector", "area", "group", "approach", "deadline", "reported"):
        assert facet(app, field) == {}
    assert facet(app, "theme")
    assert facet(app, "ask")


def test_one_that_is_chosen_stays_offered_so_that_it_can_be_seen(shown):
    shown(but(GOOD, Area=None))
    app = opened(rows="area", columns="deadline")
    assert offered(app, "rows") == ["theme", "lead", "area"]
    assert "deadline" in offered(app, "columns")
    assert facet(opened(area=["Not stated"]), "area") == {"Not stated": (1, True, True)}


def test_the_shipped_release_offers_everything():
    app = opened()
    assert offered(app, "rows") == ["theme", "sector", "lead", "area", "group", "approach"]
    assert offered(app, "columns") == [
        *("status", "deadline", "sector", "lead", "area", "group", "approach", "reported"),
        "release",
    ]
    assert "complete" in offered(app, "order")
    assert "complete" not in offered(opened(columns="deadline"), "order")
    assert "bars" not in offered(opened(columns="deadline"), "show")


HOSTILE = "<img src=x onerror=alert(1)> \"quoted\" & 'single' " + "long" * 40


@pytest.mark.parametrize("show", ["squares", "counts", "share", "bars", "time"])
def test_names_of_200_letters_with_markup_are_shown_as_text(shown, show):
    body = BODY | {"Organisation": HOSTILE, "Short name": None}
    row = but(GOOD, Title=HOSTILE, Lead_organisations=HOSTILE)
    shown(row, Organisations=[body])
    app = opened(rows="lead", show=show, list="all", lead=[HOSTILE])
    assert not app.exception
    assert "<img" not in markup(app)
    assert "&#34;quoted&#34;" in markup(app)
    assert f"Lead organisation {HOSTILE}" in chips(app)
    assert facet(app, "lead") == {HOSTILE: (1, True, True)}
    if show in ("squares", "counts", "share"):
        assert rows_shown(app)[0].startswith("&lt;img")
    if show == "bars":
        (chart,) = charts(app)
        assert "<img" not in str(chart["spec"]["layout"]["yaxis"]["ticktext"])


# Releases


def test_one_release_alone_says_that_a_trend_begins_with_the_second():
    app = opened(columns="release")
    assert not app.exception
    assert "A trend begins with the second release." in words(app)
    assert "A trend begins with the second release." in words(opened(show="time"))


@pytest.fixture
def no_cookies(monkeypatch):
    """A browser that is signed in to nothing; Streamlit's tests have no browser at all."""
    monkeypatch.setattr(ContextProxy, "cookies", {})


@pytest.mark.usefixtures("no_cookies")
def test_over_three_releases_the_newest_shown_is_the_last_point(three_releases):
    app = opened(columns="release", rows="sector")
    assert title(app) == "7 of 47 are complete in June 2026; in 2022 6 of 46 were."
    app = opened(columns="release", rows="sector", release="2")
    assert title(app) == "7 of 46 are complete in June 2024; in 2022 6 of 46 were."
    assert "June 2026" not in words(app)


@pytest.mark.usefixtures("no_cookies")
def test_the_strip_says_the_change_since_the_release_before(three_releases):
    changes = dict(
        re.findall(
            r'data-key="status-([^"]*)".*?change since the release before: </span>([^<]*)<',
            markup(opened(release="2")),
            re.DOTALL,
        )
    )
    assert changes == {
        "Complete": "+1",
        "Substantial": "+1",
        "Limited": "−2",
        "Not started": "0",
        "Unclear": "0",
    }
    assert "change since" not in words(opened(release="1"))
