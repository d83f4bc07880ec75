from dataclasses import fields
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hor_data.release import (
    FILTERS,
    Selection,
    read_release,
    say_filters,
    say_selection,
    say_unknown_values,
    say_what_to_loosen,
    select,
    unknown_values,
    ways_to_loosen,
)
from tests.support.books import (
    BODY,
    GOOD,
    UPDATE,
    book,
    but,
)

TODAY = date(2022, 7, 14)
SHIPPED = read_release(
    (Path(__file__).parents[3] / "data" / "commitments.xlsx").read_bytes(), TODAY
)
NHS = {"Organisation": "NHS Black Country", "Sector": "NHS"}
SMALL = read_release(
    book(
        but(GOOD, Ref="C1", Status="Complete"),
        but(GOOD, Ref="C2", Area="Walsall", Due="2021", Commitment="It promised a café."),
        but(GOOD, Ref="C3", Lead_organisations="Aston University; NHS Black Country"),
        Updates=[but(UPDATE, Ref="C3", Evidence="a Zoom meeting")],
        Organisations=[BODY, NHS],
    ),
    TODAY,
)


def chosen(**filters):
    """The refs of the commitments that match."""
    matching = select(SMALL, Selection(**filters))
    return SMALL.commitments.loc[matching, "Ref"].tolist()


@pytest.mark.parametrize(
    ("filters", "refs"),
    [
        ({}, ["C1", "C2", "C3"]),
        ({"status": ("Limited",)}, ["C2", "C3"]),
        ({"status": ("Limited", "Complete")}, ["C1", "C2", "C3"]),
        ({"status": ("Limited",), "area": ("Walsall",)}, ["C2"]),
        ({"status": ("Unclear",)}, []),
        ({"theme": ("People-powered health",)}, ["C1", "C2", "C3"]),
        ({"sector": ("NHS",)}, ["C3"]),
        ({"sector": ("NHS", "Universities")}, ["C1", "C2", "C3"]),
        ({"lead": ("NHS Black Country",)}, ["C3"]),
        ({"group": ("Not stated",)}, ["C1", "C2", "C3"]),
        ({"deadline": ("Past due",)}, ["C2"]),
        ({"words": "ZOOM"}, ["C3"]),
        ({"words": "  every   promised "}, ["C1", "C3"]),
        ({"words": "promised zoom"}, ["C3"]),
        ({"words": "cafe\u0301"}, ["C2"]),
        ({"words": "c2"}, ["C2"]),
        ({"words": "zebra"}, []),
        ({"words": "   "}, ["C1", "C2", "C3"]),
        ({"words": ".*"}, []),
        ({"status": ("nonsense",)}, []),
        ({"status": ("nonsense", "Complete")}, ["C1"]),
    ],
)
def test_a_commitment_must_match_every_filter_by_one_value_of_each(filters, refs):
    assert chosen(**filters) == refs


def test_every_filter_is_a_field_of_the_selection():
    assert {one.name for one in fields(Selection)} == {*FILTERS, "words"}


@pytest.mark.parametrize("field", [field for field in FILTERS if field != "ask"])
def test_choosing_every_value_of_a_filter_changes_nothing(field):
    everything = Selection(**{field: SHIPPED.groupings[field].values})
    assert select(SHIPPED, everything).all()


def test_choosing_every_reason_to_ask_leaves_out_what_there_is_no_reason_to_ask_about():
    assert chosen(ask=SMALL.groupings["ask"].values) == ["C2"]
    assert chosen(ask=("Unclear",)) == []


WORDS = st.sampled_from(["", " ", "health", "a e", "\x00", "[", "é" * 300]) | st.text(max_size=20)


def some_of(field):
    values = [*SHIPPED.groupings[field].values, "nonsense", ""]
    return st.lists(st.sampled_from(values), max_size=3).map(tuple)


SELECTIONS = st.builds(Selection, words=WORDS, **{field: some_of(field) for field in FILTERS})


@given(SELECTIONS, st.sampled_from([*FILTERS, "words"]))
def test_letting_go_of_a_filter_never_hides_a_commitment(selection, field):
    fewer, more = select(SHIPPED, selection), select(SHIPPED, selection.without(field))
    assert (fewer <= more).all()


@given(SELECTIONS)
def test_a_selection_is_what_its_filters_have_in_common(selection):
    together = select(SHIPPED, Selection())
    for field in (*FILTERS, "words"):
        together &= select(SHIPPED, Selection(**{field: getattr(selection, field)}))
    assert (select(SHIPPED, selection) == together).all()


@given(SELECTIONS)
def test_any_selection_can_be_said_loosened_and_put_in_an_address(selection):
    for field, values in unknown_values(SHIPPED, selection).items():
        assert say_unknown_values(field, values).endswith(".")
        assert not select(SHIPPED, Selection().choosing(field, values)).any()
    assert say_what_to_loosen(SHIPPED, selection).endswith((".", "all."))
    matching = select(SHIPPED, selection)
    assert say_selection(SHIPPED, selection, matching)
    query = parse_qs(selection.as_query(), keep_blank_values=True)
    assert Selection(
        **{field: tuple(query.get(field, ())) for field in FILTERS},
        words=query.get("words", [""])[0],
    ) == (selection if selection.asks_for_words else selection.without("words"))


def test_without_everything_nothing_is_filtered():
    selection = Selection(status=("Limited",), words="zoom")
    assert selection.without("status") == Selection(words="zoom")
    assert selection.without("words") == Selection(status=("Limited",))
    assert selection.without("status").without("words").is_everything


def test_values_that_a_release_does_not_have_are_said_by_filter():
    nonsense = Selection(status=("Limited", "limited", "<b>"), lead=("Nobody",), words="zoom")
    assert unknown_values(SMALL, nonsense) == {"status": ("limited", "<b>"), "lead": ("Nobody",)}
    assert unknown_values(SMALL, Selection(status=("Limited",))) == {}


@pytest.mark.parametrize(
    ("field", "values", "said"),
    [
        ("sector", ["X"], "No commitment of this release has “X” as its sector."),
        ("lead", ["X", "Y"], "No commitment of this release is led by “X” or “Y”."),
        ("group", ["X"], "No commitment of this release is for “X”."),
        (
            "theme",
            ["A", "B", "C", "D", "E"],
            "No commitment of this release has “A”, “B”, “C” or 2 more as its theme.",
        ),
    ],
)
def test_that_no_commitment_has_a_value_is_said_in_a_sentence(field, values, said):
    assert say_unknown_values(field, values) == said


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({}, "All 3 commitments"),
        ({"status": ("Limited",)}, "2 of 3 commitments: status Limited"),
        (
            {"status": ("Limited", "Unclear"), "area": ("Walsall",)},
            "1 of 3 commitments: status Limited or Unclear; area Walsall",
        ),
        (
            {"lead": ("NHS Black Country",), "words": " zoom "},
            "1 of 3 commitments: led by NHS Black Country; with the words “zoom”",
        ),
        ({"group": ("Women",)}, "0 of 3 commitments: for Women"),
        (
            {"deadline": ("Past due",)},
            "1 of 3 commitments: deadline Past due (judged on 14 July 2022)",
        ),
    ],
)
def test_the_selection_is_said_as_a_sentence(filters, said):
    selection = Selection(**filters)
    assert say_selection(SMALL, selection, select(SMALL, selection)) == said


def test_the_filters_of_everything_are_not_said():
    assert say_filters(Selection()) == ""


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        (
            {"status": ("Complete",), "area": ("Walsall",)},
            "Clear “Status” to see 1 commitment.",
        ),
        (
            {"status": ("Limited",), "words": "zebra"},
            "Clear “Words” to see 2 commitments.",
        ),
        (
            {"status": ("Unclear",), "sector": ("Housing",)},
            "Clear all filters to see commitments again.",
        ),
        ({"lead": ("Nobody",)}, "Clear “Lead organisation” to see 3 commitments."),
    ],
)
def test_where_nothing_matches_it_says_what_to_loosen(filters, said):
    assert say_what_to_loosen(SMALL, Selection(**filters)) == said


def test_each_filter_whose_removal_shows_something_is_a_way_to_loosen():
    ways = ways_to_loosen(SMALL, Selection(status=("Limited",), area=("Walsall",), words="zoom"))
    assert ways == [("words", "Words", 1), ("area", "Area", 1)]
    assert ways_to_loosen(SMALL, Selection(status=("Unclear",), sector=("Housing",))) == []


def test_the_address_holds_the_filters_in_force():
    selection = Selection(status=("Limited", "Unclear"), words="a b")
    assert selection.as_query() == "status=Limited&status=Unclear&words=a+b"
    assert Selection(words="  ").as_query() == ""
