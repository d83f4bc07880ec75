"""Words finds whole words and their beginnings, phrases, refs and organisations, and no parts."""

import re
from datetime import date
from urllib.parse import parse_qs

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hor_data.release import Selection, read_query, read_release, say_selection, select
from hor_data.release.search import folded_words, read_terms
from hor_data.words import clean_text
from hor_exports.view import file_name, open_view
from tests.support.books import (
    BODY,
    GOOD,
    UPDATE,
    book,
    but,
)
from tests.support.screens import (
    ROOT,
    opened,
    words,
)

TODAY = date(2026, 11, 26)
SHIPPED = read_release((ROOT / "data" / "commitments.xlsx").read_bytes(), TODAY)
OHID = "Office for Health Improvement and Disparities, Midlands"


def found(query, *texts, **others):
    """The refs of the commitments, C1 and so on, whose promises these are, that words find."""
    rows = [but(GOOD, Ref=f"C{at}", Commitment=text) for at, text in enumerate(texts, start=1)]
    release = read_release(book(*rows, **others), TODAY)
    return release.commitments.loc[select(release, Selection(words=query)), "Ref"].tolist()


def shipped(query):
    """The refs that words find in the shipped release."""
    return SHIPPED.commitments.loc[select(SHIPPED, Selection(words=query)), "Ref"].tolist()


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("men", "It made commitments."),
        ("men", "Women and employment"),
        ("care", "Healthcare"),
        ("checks", "A healthcheck"),
        ('"health checks"', "health and checks"),
        ('"health checks"', "checks health"),
        ('"health check"', "health checks"),
        ('"men"', "mental health"),
        ("50", "500 people"),
        ("50", "4,500 people"),
        ("50", "2.50"),
        ("2022", "20221 people"),
        ("C1 ", "C10 is another"),
        ("production", "reproduction"),
        ("peoples", "people"),
        ("*", "a * b"),
        (".*", "anything"),
        ("???", "anything"),
        ("-", "co-production"),
    ],
)
def test_words_do_not_find(query, text):
    assert "C2" not in found(query, "Nothing.", text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("men", "Men who smoke"),
        ("men", "Mental health"),
        ("MENTAL health", "Health of minds: mental"),
        ('"men"', "For men, too."),
        ('"health checks"', "Free HEALTH checks."),
        ("“health checks”", "Free health checks."),
        ("«health checks»", "Free health checks."),
        ('smoking "health checks"', "Health checks for people smoking"),
        ('"health checks', "checks of health"),
        ("cafe", "A café"),
        ("café", "A cafe"),
        ("cafe\u0301", "A CAFÉ"),
        ("Malmo", "Malmö"),
        ("København", "Kobenhavn"),
        ("straße", "STRASSE"),
        ("co-production", "Co-production"),
        ("co-production", "co‑production"),
        ("co-production", "coproduction"),
        ("co-production", "co production"),
        ("coproduction", "co-production"),
        ("production", "co-production"),
        ("people's", "people’s panel"),
        ("people’s", "people's panel"),
        ("people", "people's panel"),
        ('"people"', "people's panel"),
        ("peoples", "people's panel"),
        ("NHS", "the N.H.S. board"),
        ("N.H.S.", "the NHS board"),
        ("and/or", "this and/or that"),
        ("4,500", "some 4500 people"),
        ("4500", "some 4,500 people"),
        ("2,566", "2,566 checks"),
        ("50%", "50% of them"),
        ("50%", "50 per cent of them"),
        ("50 per cent", "50% of them"),
        ("50", "50% of them"),
        ("1.5", "1.5 million"),
        ("£50", "£50 each"),
        ("2020-21", "in 2020-21"),
        ("A & E", "A and E"),
        ("健康", "社区健康检查"),
        ("здоров", "Здоровье людей"),
        ("हिन्दी", "in हिन्दी"),
        ("العربية", "in العربية"),
        ("a" * 100, "a" * 100),
    ],
)
def test_words_find(query, text):
    assert found(query, "Nothing.", text) == ["C2"]


def test_all_words_must_be_there_in_whatever_field():
    assert found(
        "smoking zoom",
        "smoking",
        "smoking",
        Updates=[
            but(UPDATE, Ref="C2", Evidence="a zoom meeting"),
        ],
    ) == ["C2"]


def test_no_phrase_goes_from_one_field_into_the_next():
    updates = [but(UPDATE, Update="It offered health", Evidence="checks for all")]
    assert found('"health checks"', "Nothing.", Updates=updates) == []
    assert found("health checks", "Nothing.", Updates=updates) == ["C1"]


@pytest.mark.parametrize(
    ("query", "refs"),
    [
        ("HOR-01", ["HOR-01"]),
        ("hor-01", ["HOR-01"]),
        ("HOR-1", ["HOR-01"]),
        ("hor 1", ["HOR-01"]),
        ("HOR–10", ["HOR-10"]),
        ("HOR10", ["HOR-10"]),
        ("HOR-010", ["HOR-10"]),
        ("HOR-100", []),
        ("HOR", []),
        ("HOR-01 HOR-02", []),
    ],
)
def test_a_ref_finds_its_commitment_and_no_other(query, refs):
    assert shipped(query) == refs


def test_a_ref_that_is_there_is_not_taken_for_another():
    rows = [but(GOOD, Ref=ref, Commitment="Nothing.") for ref in ("C1", "C01", "C10", "7", "C 12")]
    release = read_release(book(*rows), TODAY)

    def refs(query):
        return release.commitments.loc[select(release, Selection(words=query)), "Ref"].tolist()

    assert [refs(query) for query in ("C1", "c01", "C001", "7", "c 12", "c12")] == [
        ["C1"],
        ["C01"],
        [],
        ["7"],
        ["C 12"],
        ["C 12"],
    ]


def test_an_organisation_is_found_by_name_short_name_and_former_name():
    led = {
        ref
        for ref, leads in zip(
            SHIPPED.commitments["Ref"], SHIPPED.commitments["Lead organisations"], strict=True
        )
        if OHID in leads
    }
    assert len(led) == 4
    for query in ("OHID", "ohid midlands", f'"{OHID}"', "Public Health England"):
        assert led <= set(shipped(query)), query
    bodies = [
        but(BODY, Previously_known_as="Aston Technical College"),
        {"Organisation": "Zed Trust", "Short name": "ZT", "Sector": "NHS"},
    ]
    rows = [but(GOOD, Commitment="Nothing.", Partner_organisations="Zed Trust")]
    release = read_release(book(*rows, Organisations=bodies), TODAY)
    for query in ("aston", "technical", '"zed trust"', "ZT", "zt technical"):
        assert select(release, Selection(words=query)).all(), query
    assert not select(release, Selection(words='"trust zt"')).any()


def test_our_own_reason_for_a_status_is_not_searched_as_the_box_says():
    release = read_release(book(but(GOOD, Why_this_status="No walrus is shown.")), TODAY)
    assert not select(release, Selection(words="walrus")).any()
    assert "Our reasons for a status are not searched." in words(opened())


@pytest.mark.parametrize("word", ["men", "women", "sti", "health", "care", "work", "un"])
def test_the_shipped_texts_hold_the_beginning_where_it_is_found_and_nowhere_else(word):
    """Judged by a regular expression over the workbook's texts."""
    bodies = SHIPPED.organisations
    texts = {}
    for row in SHIPPED.commitments.to_dict("records"):
        names = [*row["Lead organisations"], *row["Partner organisations"]]
        texts[row["Ref"]] = [
            row["Title"],
            row["Commitment"],
            *names,
            *(
                text
                for name in names
                for text in (bodies["Short name"][name], *bodies["Previously known as"][name])
            ),
        ]
    for row in SHIPPED.updates.to_dict("records"):
        texts[row["Ref"]] += [row["Update"], *row["Evidence"]]
    pattern = re.compile(rf"(?<![^\W_]){word}", re.IGNORECASE)
    assert shipped(word) == [ref for ref in texts if pattern.search(" | ".join(texts[ref]))]


@pytest.mark.parametrize("blank", ["", " ", '""', '"', "“”", '" "'])
def test_quotation_marks_alone_ask_for_nothing(blank):
    selection = Selection(words=blank)
    assert select(SHIPPED, selection).all()
    assert say_selection(SHIPPED, selection, select(SHIPPED, selection)) == "All 46 commitments"
    assert selection.as_query() == ""


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("zoom", "with the words “zoom”"),
        ('"health checks"', "with the words “health checks”"),
        ('men "health checks" zoom', "with the words “men zoom” and “health checks”"),
        ('"health checks', "with the words “health checks”"),
        ("people’s 50%", "with the words “people’s 50%”"),
    ],
)
def test_the_words_are_said_as_they_were_asked_for(query, said):
    selection = Selection(words=query)
    sentence = say_selection(SHIPPED, selection, select(SHIPPED, selection))
    assert sentence.endswith(f" of 46 commitments: {said}")


@pytest.mark.parametrize("query", ['"health hub" café', "people’s 50% & more", "=1+1", "健康"])
def test_words_come_through_an_address_and_name_a_file(query):
    selection = Selection(words=query)
    assert parse_qs(selection.as_query()) == {"words": [query]}
    assert read_query(SHIPPED, selection.as_query()) == selection
    name = file_name(open_view(SHIPPED, selection), "commitments", "csv")
    assert re.fullmatch(r"[a-z0-9-]+\.csv", name)


def test_a_phrase_in_the_address_opens_its_commitments():
    app = opened("commitments", words='"health hub"')
    assert "1 of 46 commitments: with the words “health hub”" in words(app)


ODD = st.text(max_size=60) | st.text(st.sampled_from("a1 -'’\"“”.%,&|_é健\u0301"), max_size=30)


@settings(max_examples=50, deadline=None)
@given(ODD)
def test_whatever_is_typed_is_searched_for(text):
    matching = select(SHIPPED, Selection(words=text))
    assert matching.shape == (46,)
    assert len(read_terms(text)) <= len(text)


@given(ODD, ODD)
@example("0`0", "\x80")
def test_a_text_is_found_by_each_of_its_own_words(text, other):
    held = folded_words(other, text)
    for part in clean_text(text).split():
        for term in read_terms(part):
            assert any(needle in held for needle in term.needles), term
