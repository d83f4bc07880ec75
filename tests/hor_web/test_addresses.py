"""An address means what it says: what a release lacks is followed or said, never dropped."""

import re
from datetime import date

import pytest
from streamlit.runtime.context import ContextProxy

from hor_data.changes import translate_selection, translate_value
from hor_data.release import Selection, read_release
from hor_exports.compared import compare_view
from hor_exports.view import open_view
from hor_web.addresses import (
    commitment_meant,
    name_meant,
    organisation_meant,
    values_meant,
)
from tests.support.books import (
    BODY,
    GOOD,
    STATUS,
    book,
    but,
)
from tests.support.screens import (
    PAGES,
    choose,
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

TODAY = date(2026, 11, 22)
FILTERED_PAGES = ["explore", "commitments", "organisations", "measures", "what_changed"]
FILTERED_PAGES += ["roundtable", "downloads"]
ASTON = BODY
HOUSING = {"Organisation": "Walsall Housing Group (whg)", "Short name": "whg", "Sector": "Housing"}
SOUTH = {"Organisation": "Black Country North", "Short name": "BCC", "Sector": "NHS"}
NORTH = {
    "Organisation": "Birmingham City Council",
    "Short name": "BCC",
    "Sector": "Local government",
}


def release(*rows, **sheets):
    return read_release(book(*rows, **sheets), TODAY)


def led_by(*bodies):
    """A release whose commitments these organisations lead, one each."""
    rows = [
        but(GOOD, Ref=f"C-0{number}", Lead_organisations=body["Organisation"])
        for number, body in enumerate(bodies, start=1)
    ]
    return release(*rows, Organisations=list(bodies))


PLAIN = led_by(ASTON, HOUSING, SOUTH, NORTH)


@pytest.fixture(autouse=True)
def no_cookies(monkeypatch):
    """A browser that is signed in to nothing; Streamlit's tests have no browser at all."""
    monkeypatch.setattr(ContextProxy, "cookies", {})


@pytest.fixture
def three_releases(monkeypatch, tmp_path):
    with published(monkeypatch, tmp_path, three()):
        yield


# What a damaged value means


@pytest.mark.parametrize(
    ("field", "text", "meant"),
    [
        ("lead", "Birmingham City Council (BCC)", ("Birmingham City Council",)),
        ("status", "Limited", ("Limited",)),
        ("status", "limited", ("Limited",)),
        ("status", " LIMITED ", ("Limited",)),
        ("status", "Limited>", ("Limited",)),
        ("status", "Limited.", ("Limited",)),
        ("status", "“Limited”,", ("Limited",)),
        ("status", "3DLimited", ("Limited",)),
        ("status", "Lim\u00adited", ("Limited",)),
        ("theme", "people-powered%20health", ("People-powered health",)),
        ("theme", "People-powered+health", ("People-powered health",)),
        ("theme", "People\u2011powered health", ("People-powered health",)),
        ("status", "Limited,Unclear", ("Limited", "Unclear")),
        ("status", "Limited; unclear>", ("Limited", "Unclear")),
        ("lead", "Walsall Housing Group (whg)", ("Walsall Housing Group (whg)",)),
        ("lead", "Walsall Housing Group (whg)>", ("Walsall Housing Group (whg)",)),
        ("lead", "WHG", ("Walsall Housing Group (whg)",)),
        ("lead", "aston", ("Aston University",)),
        # Neighbours: near is not the same.
        ("status", "Limite", ()),
        ("status", "Limited,Nonsense", ()),
        ("status", "Lim", ()),
        ("lead", "Walsall", ()),
        ("lead", "BCC", ()),
        ("lead", "Birmingham", ()),
        ("theme", "<b>People-powered health", ()),
        ("theme", "", ()),
        ("theme", ">", ()),
    ],
)
def test_a_value_is_read_as_it_was_meant_and_no_further(field, text, meant):
    assert values_meant(PLAIN, field, text, tuple).values == meant


@pytest.mark.parametrize(
    ("text", "position"),
    [("C-01", 0), ("c-1", 0), ("C 2", 1), ("c-02>", 1), ("C-9", None), ("", None), ("1", None)],
)
def test_a_ref_is_read_with_or_without_its_noughts(text, position):
    assert commitment_meant(PLAIN, text) == position


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("sector", "sector"),
        ("sectr", "sector"),
        ("Sectors", "sector"),
        ("amp;sector", "sector"),
        ("amp;amp;sector", "sector"),
        ("lead organisation", "lead"),
        ("who-it-is-for", "group"),
        ("organization", "organisation"),
        ("relase", "release"),
        ("search", "words"),
        ("date", ""),
        ("lang", ""),
        ("utm_source", ""),
        ("", ""),
    ],
)
def test_a_misspelt_name_is_taken_for_ours_only_where_it_is_close(name, meant):
    assert name_meant(name) == meant


# What releases call differently


def named(name, *known_as, short=""):
    return {
        "Organisation": name,
        "Short name": short or name,
        "Sector": "NHS",
        "Previously known as": "; ".join(known_as),
    }


def test_a_name_is_followed_over_several_releases_forwards_and_backwards():
    first, second, third = (
        led_by(named("Old")),
        led_by(named("Middle", "Old")),
        led_by(named("New", "Middle")),
    )
    assert translate_value(third, "lead", "Old", [first, second]) == ("New",)
    assert translate_value(first, "lead", "New", [third, second]) == ("Old",)
    assert translate_value(second, "lead", "NEW", [third]) == ("Middle",)
    assert translate_value(third, "lead", "Old", [first]) == ()


def test_bodies_that_merged_are_followed_to_the_one_and_back_to_both():
    apart, merged = led_by(named("East"), named("West")), led_by(named("Whole", "East", "West"))
    assert translate_value(merged, "lead", "East", [apart]) == ("Whole",)
    assert translate_value(apart, "lead", "Whole", [merged]) == ("East", "West")


def test_a_body_that_merged_is_not_followed_to_the_other():
    merged, west_alone = led_by(named("Whole", "East", "West")), led_by(named("West"))
    assert translate_value(west_alone, "lead", "East", [merged]) == ()


def test_a_name_that_a_new_body_has_taken_is_that_body():
    first = led_by(named("Trust"))
    second = led_by(named("Foundation Trust", "Trust"), named("Trust"))
    assert translate_value(second, "lead", "Trust", [first]) == ("Trust",)


def test_a_short_name_of_two_bodies_is_neither():
    assert organisation_meant(PLAIN, "BCC", tuple) == ()
    assert organisation_meant(PLAIN, "whg>", tuple) == ("Walsall Housing Group (whg)",)


def scale(*statuses):
    return [
        but(STATUS, Value=value, Definition=f"{value} it is.", Stands_for=meaning)
        for value, meaning in statuses
    ]


def test_a_renamed_status_is_followed_by_what_it_stands_for():
    words_of = release(GOOD, Lists=scale(("Limited", "limited"), ("Complete", "complete")))
    colours = release(
        but(GOOD, Status="Amber"),
        Lists=scale(("Green", "complete"), ("Amber", "limited"), ("Gold", "complete")),
    )
    assert translate_value(colours, "status", "limited", [words_of]) == ("Amber",)
    assert translate_value(words_of, "status", "Gold", [colours]) == ("Complete",)
    # Two stand for complete there: nobody can say which of them is meant.
    assert translate_value(colours, "status", "Complete", [words_of]) == ()
    asked = Selection(lead=("Aston University",), status=("Limited",))
    assert translate_selection(colours, words_of, asked).status == ("Amber",)


def themed(theme, ref="C1"):
    return release(but(GOOD, Ref=ref, Theme=theme), Lists=[{"List": "Theme", "Value": theme}])


def test_a_renamed_theme_is_followed_by_the_commitments_under_it():
    before, after, other = themed("Health"), themed("Wellbeing"), themed("Wellbeing", ref="C9")
    assert translate_value(after, "theme", "health", [before]) == ("Wellbeing",)
    assert translate_value(before, "theme", "Wellbeing", [after]) == ("Health",)
    assert translate_value(other, "theme", "Health", [before]) == ()


def test_comparing_drops_only_the_values_that_the_earlier_release_lacks():
    in_walsall = but(GOOD, Ref="C2", Area="Walsall")
    before = release(but(GOOD, Ref="C1"), in_walsall)
    after = release(but(GOOD, Ref="C1"), but(GOOD, Ref="C3", Area="Dudley"))
    # Dudley is new, and Walsall's commitment has gone: both are told.
    found = compare_view(before, open_view(after, Selection(area=("Dudley", "Walsall"))))
    assert found.sentence == "1 commitment was added and 1 was removed."
    # Nothing of before was in Dudley: a filter that it lacks whole chooses nothing there.
    found = compare_view(before, open_view(after, Selection(area=("Dudley",))))
    assert found.sentence == "1 commitment was added."


# What the pages make of it


@pytest.mark.parametrize("page", FILTERED_PAGES)
def test_a_pinned_link_with_a_name_of_a_later_release_is_followed(three_releases, page):
    said = words(opened(page, release="2", lead=[NOW]))
    assert f"“{NOW}” is called {WAS} in this release." in said
    assert f"of 46 commitments: led by {WAS}" in said
    assert "All 46 commitments" not in said


@pytest.mark.parametrize("page", FILTERED_PAGES)
def test_a_link_with_a_former_name_is_followed_and_said(three_releases, page):
    said = words(opened(page, lead=[WAS]))
    assert f"“{WAS}” is called {NOW} in this release." in said
    assert f"of 47 commitments: led by {NOW}" in said
    assert "All 47 commitments" not in said


@pytest.mark.parametrize("page", FILTERED_PAGES)
@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"sector": ["Shops"]}, "No commitment of this release has “Shops” as its sector."),
        ({"lead": ["Nobody"]}, "No commitment of this release is led by “Nobody”."),
        ({"theme": ["a"] * 300}, "No commitment of this release has “a” as its theme."),
    ],
    ids=["sector", "lead", "hundreds"],
)
def test_a_value_that_a_release_lacks_matches_nothing_and_is_said(page, asked, sentence):
    app = opened(page, **asked)
    assert not app.exception
    said = words(app)
    assert sentence in said
    assert "0 of 46 commitments:" in said
    assert "All 46 commitments" not in said
    ((name, values),) = asked.items()
    assert app.query_params[name] == values[0]


def test_beside_a_value_that_a_release_has_the_other_is_said_and_changes_nothing():
    app = opened(sector=["NHS", "Shops"])
    assert "No commitment of this release has “Shops” as its sector." in words(app)
    assert "16 of 46 commitments: sector NHS or Shops" in words(app)
    choose(app, sector=("NHS",))
    assert "16 of 46 commitments: sector NHS" in words(app)
    assert "Shops" not in words(app)


def test_a_value_that_the_next_release_lacks_is_said_and_comes_back_with_its_own(
    monkeypatch, tmp_path
):
    with published(
        monkeypatch, tmp_path, [three()[0], book(GOOD), book(GOOD, but(GOOD, Ref="C2"))]
    ):
        app = opened(release="1", sector=["NHS"])
        assert "16 of 46 commitments: sector NHS" in words(app)
        (button,) = [button for button in app.button if button.label == "Show the latest"]
        button.click().run()
        assert "No commitment of this release has “NHS” as its sector." in words(app)
        assert "0 of 2 commitments: sector NHS" in words(app)
        assert app.query_params == {"sector": "NHS"}
        app.selectbox("_release_menu").set_value("2").run()
        assert "0 of 1 commitment: sector NHS" in words(app)
        app.selectbox("_release_menu").set_value("1").run()
        assert "16 of 46 commitments: sector NHS" in words(app)
        assert "No commitment of this release" not in words(app)


@pytest.mark.parametrize(
    ("asked", "shown", "address"),
    [
        ({"status": "limited"}, "status Limited", {"status": "Limited"}),
        ({"status": "Limited >"}, "status Limited", {"status": "Limited"}),
        ({"sectr": "NHS"}, "sector NHS", {"sector": "NHS"}),
        ({"amp;sector": "nhs"}, "sector NHS", {"sector": "NHS"}),
        (
            {"sector": "NHS", "Sectors": "Housing"},
            "sector NHS or Housing",
            {"sector": ["NHS", "Housing"]},
        ),
        (
            {"lead": "whg"},
            "led by Walsall Housing Group (whg)",
            {"lead": "Walsall Housing Group (whg)"},
        ),
        ({"words": "zoom &amp; tea>"}, "with the words “zoom & tea”", {"words": "zoom & tea"}),
        ({"utm_source": "mail", "status": "Unclear"}, "status Unclear", {"status": "Unclear"}),
    ],
)
def test_a_damaged_address_is_understood_and_put_right(asked, shown, address):
    app = opened(**asked)
    assert f"of 46 commitments: {shown}" in words(app)
    assert app.query_params == address
    assert "which no filter here is called" not in words(app)


def test_a_name_that_nobody_understands_is_said():
    app = opened(colour="blue", shape="round", **{"<b>": "x", "size": "9"})
    assert (
        "The address asks for “colour”, “shape”, “b” and 1 other name, which no filter here is "
        "called." in words(app)
    )
    assert "All 46 commitments" in words(app)
    app.switch_page("pages/measures.py").run()
    assert "which no filter here is called" not in words(app)


def test_an_address_that_names_a_record_on_another_page_leads_to_it():
    app = opened(ref="HOR-33", organisation="Aston University")
    said = words(app)
    assert "“HOR-33” has a page of its own. Open it" in said
    assert "“Aston University” has a page of its own. Open it" in said
    assert 'href="commitments?ref=HOR-33"' in markup(app)


def test_a_long_agenda_in_an_address_keeps_every_ref():
    refs = ",".join(f"HOR-{number:02}" for number in range(46, 6, -1))
    app = opened("roundtable", first=refs, items="40")
    assert app.query_params["first"] == refs
    assert re.findall(r'class="who">(HOR-\d\d) ·', markup(app))[:40] == refs.split(",")


def test_more_words_than_the_box_holds_still_filter():
    app = opened(words="zebra " * 100)
    assert "0 of 46 commitments: with the words" in words(app)


@pytest.mark.parametrize("ref", ["HOR-1", "hor-01", "HOR-01.", " hor 1>"])
def test_a_damaged_ref_opens_its_record(ref):
    assert "HOR-01 ·" in words(opened("commitments", ref=ref))


def test_a_commitment_that_has_left_is_found_in_the_release_that_had_it(three_releases):
    app = opened("commitments", ref="hor-42")
    assert "There is no commitment “hor-42” in this release" in words(app)
    assert "It is in release 1, “Release 1” ." in words(app)
    assert 'href="commitments?ref=hor-42&amp;release=1"' in markup(app)
    assert "It is in release" not in words(opened("commitments", ref="HOR-99"))
    assert "HOR-42 ·" in words(opened("commitments", ref="hor-42", release="1"))


def test_a_later_name_opens_the_organisation_in_a_pinned_release(three_releases):
    said = words(opened("organisations", release="1", organisation=NOW))
    assert f"“{NOW}” is called {WAS} in this release." in said
    assert "There is no organisation" not in said


def test_what_is_nearest_is_offered_and_what_is_not_near_is_not():
    app = opened(status=["Limted"], theme=["Nowhere at all"])
    assert 'data-toggle="nearest=status" data-key="nearest-status">Use “Limited” instead' in markup(
        app
    )
    assert 'data-toggle="drop=theme"' in markup(app)
    assert 'data-toggle="nearest=theme"' not in markup(app)


@pytest.mark.parametrize("page", PAGES)
def test_hostile_and_endless_addresses_stay_bounded_and_escaped(page):
    hostile = "<img src=x onerror=alert(1)>"
    app = opened(
        page,
        sector=[f"{hostile}{number}" for number in range(400)],
        lead=["x" * 100_000],
        release=hostile * 1000,
        ref=hostile * 100,
        **{hostile * 100: "1"},
    )
    assert not app.exception
    assert "<img" not in markup(app)
    assert len(app.query_params["sector"]) == 20
    assert len(app.query_params["lead"]) == 200
    assert not re.search(r"x{300}", markup(app))
