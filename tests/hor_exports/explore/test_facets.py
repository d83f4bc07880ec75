"""Facets: each value with how many commitments it would show under the other filters."""

from datetime import date

from hor_data.release import FILTERS, Selection, read_release
from hor_exports.explore import list_facets
from hor_exports.view import open_view
from tests.support.books import BODY, GOOD, book, but
from tests.support.later import BEFORE

TODAY = date(2026, 11, 22)
BOROUGH = {
    "Organisation": "Borough Council",
    "Short name": "BC",
    "Sector": "Local government",
    "Previously known as": "The Old Borough",
}
SMALL = read_release(
    book(
        but(GOOD, Ref="C1", Area="Dudley", Status="Complete"),
        but(GOOD, Ref="C2", Area="Dudley", Lead_organisations="Borough Council"),
        but(GOOD, Ref="C3", Lead_organisations="Borough Council; Aston University"),
        Organisations=[BODY, BOROUGH],
    ),
    TODAY,
)


def facet(field, release=SMALL, **chosen):
    (found,) = [
        facet
        for facet in list_facets(open_view(release, Selection(**chosen)))
        if facet.field == field
    ]
    return found


def numbers(field, release=SMALL, **chosen):
    return {value.value: value.number for value in facet(field, release, **chosen).values}


def test_every_filter_is_a_facet_and_those_that_people_ask_for_stand_open():
    facets = list_facets(open_view(BEFORE, Selection()))
    assert {facet.field for facet in facets} == set(FILTERS)
    assert [facet.name for facet in facets if facet.open] == [
        "To ask about",
        "Theme",
        "Sector",
        "Status",
        "Deadline (as judged on 22 November 2026)",
    ]
    assert [facet.field for facet in facets if facet.searched] == ["lead"]


def test_a_choice_narrows_the_counts_of_the_others_and_not_its_own():
    assert numbers("area") == {"Black Country": 1, "Dudley": 2}
    assert numbers("area", area=("Dudley",)) == {"Black Country": 1, "Dudley": 2}
    assert numbers("area", sector=("Universities",)) == {"Black Country": 1, "Dudley": 1}
    assert numbers("sector", area=("Dudley",)) == {"Universities": 1, "Local government": 1}
    assert numbers("sector", area=("Dudley",), status=("Complete",)) == {
        "Universities": 1,
        "Local government": 0,
    }


def test_words_narrow_every_facet():
    assert numbers("area", words="C3") == {"Black Country": 1, "Dudley": 0}


def test_a_bar_is_its_share_of_the_largest_of_its_facet():
    shares = {value.value: value.share for value in facet("area").values}
    assert shares == {"Black Country": 0.5, "Dudley": 1.0}
    assert {value.share for value in facet("area", words="zebra").values} == {0.0}


def test_a_chosen_value_is_marked_and_opens_its_facet():
    assert not facet("area").open
    chosen = facet("area", area=("Dudley",))
    assert chosen.open
    assert [value.value for value in chosen.values if value.chosen] == ["Dudley"]


def test_a_chosen_value_that_the_release_lacks_is_named_so_that_it_can_be_taken_out():
    (strange,) = [value for value in facet("area", area=("Mars",)).values if value.chosen]
    assert (strange.value, strange.number) == ("Mars", 0)


def test_an_organisation_is_found_by_its_short_and_former_names():
    names = {value.label: value.names for value in facet("lead").values}
    assert names == {
        "Aston": "Aston University",
        "BC": "Borough Council (BC) The Old Borough",
    }
    assert {value.names for value in facet("area").values} == {""}
