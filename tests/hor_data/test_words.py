import pytest
from hypothesis import given
from hypothesis import strategies as st

from hor_data.spelling import nearest_value, nearest_values
from hor_data.words import (
    capitalise,
    clean_text,
    folded,
    put_as_question,
    say_count,
    say_list,
    say_number,
    shortened_name,
)


@pytest.mark.parametrize(
    ("many", "said"),
    [
        (0, "no commitments"),
        (1, "1 commitment"),
        (2, "2 commitments"),
        (1204, "1,204 commitments"),
    ],
)
def test_a_count_agrees_with_its_noun(many, said):
    assert say_count(many, "commitment") == said


def test_a_noun_can_bring_its_own_plural():
    assert [say_count(many, "body", "bodies") for many in (1, 2)] == ["1 body", "2 bodies"]


@pytest.mark.parametrize(
    ("items", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_is_joined_as_a_sentence_would(items, said):
    assert say_list(items) == said


@pytest.mark.parametrize(
    ("value", "said"), [(1000.0, "1,000"), (3.4, "3.4"), (0.1 + 0.2, "0.3"), (-5, "-5")]
)
def test_a_number_has_no_needless_decimals(value, said):
    assert say_number(value) == said


def test_a_capital_leaves_the_rest_of_the_sentence_alone():
    assert capitalise("the NHS leads") == "The NHS leads"
    assert capitalise("") == ""


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ("  On \u00a0 track ", "On track"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("first\r\n\tsecond", "first\nsecond"),
        ("gar\x00ble\x1bd\uffff", "garbled"),
        ("cafe\u0301", "café"),
        ("right\u202eto left", "rightto left"),
    ],
)
def test_cleaning_takes_away_only_what_nobody_sees(given, cleaned):
    assert clean_text(given) == cleaned


@pytest.mark.parametrize(
    "other", ["ON TRACK", " on\u00a0track", "on-track", "On_Track", "on–track", "On\ntrack"]
)
def test_case_spaces_and_hyphens_do_not_tell_names_apart(other):
    assert folded(other) == folded("On track")


def test_either_apostrophe_will_do():
    assert folded("Owner’s rating") == folded("Owner's rating")


def test_the_nearest_value_is_the_one_that_was_meant():
    assert nearest_value("on trak", ["Late", "On track"]) == "On track"
    assert nearest_value("zebra", ["Late", "On track"]) == ""
    assert nearest_value("Off track", ["Late", "On track"]) == ""
    assert nearest_value("Internationl", ["National", "International"]) == "International"
    assert nearest_value("Incompleet", ["Complete"]) == ""


@pytest.mark.parametrize(
    ("not_shown", "asked"),
    [
        ("A marketing plan.", "A marketing plan: what can you show?"),
        ("Whether any was held", "Whether any was held: what can you tell us?"),
    ],
)
def test_what_is_not_shown_is_put_as_a_question(not_shown, asked):
    assert put_as_question(not_shown) == asked


@given(st.text())
def test_cleaning_or_folding_twice_is_the_same_as_once(text):
    assert clean_text(clean_text(text)) == clean_text(text)
    assert folded(folded(text)) == folded(text)


@given(st.text())
def test_what_is_alike_folded_is_alike_cleaned_and_folded(text):
    assert folded(clean_text(text)) == folded(text)


def test_a_name_of_56_signs_fits_a_chart_and_a_longer_one_is_cut_to_that():
    assert shortened_name("n" * 56) == "n" * 56
    assert shortened_name("n" * 57) == "n" * 55 + "…"


def test_a_value_with_six_letters_in_ten_in_common_is_near_and_one_with_five_is_not():
    assert nearest_values("abcdefghij", ["abcdefuvwx"]) == ["abcdefuvwx"]
    assert nearest_values("abcdefghij", ["abcdeuvwxy"]) == []
