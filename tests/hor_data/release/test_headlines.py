"""Headlines under filters say of how many they speak: on pages, in briefs and on slides."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document

from hor_data.release import Selection, read_release, say_standing
from hor_exports.brief import build_brief
from hor_exports.deck import brief_part, build_deck
from hor_exports.documents import write_brief
from hor_exports.view import open_view
from tests.support.decks import slides_of
from tests.support.screens import ROOT, opened, words

TODAY = date(2026, 11, 22)
RELEASE = read_release((ROOT / "data/commitments.xlsx").read_bytes(), TODAY)
WMCA = "West Midlands Combined Authority"


def standing(complete=0, limited=0):
    return {"Complete": complete, "Limited": limited}


@pytest.mark.parametrize(
    ("tally", "everything", "sentence"),
    [
        (standing(), None, ""),
        (standing(limited=1), None, "The one commitment it leads is limited."),
        (standing(limited=2), None, "All 2 commitments it leads are limited."),
        (standing(1, 2), None, "Of 3 commitments it leads, 1 is complete and 2 limited."),
        (standing(), 0, ""),
        (standing(), 1, "The one commitment it leads does not match these filters."),
        (standing(), 10, "None of the 10 commitments it leads matches these filters."),
        (standing(1), 1, "The one commitment it leads matches these filters and is complete."),
        (
            standing(1),
            10,
            "1 of the 10 commitments it leads matches these filters: it is complete.",
        ),
        (
            standing(limited=5),
            10,
            "5 of the 10 commitments it leads match these filters, all of them limited.",
        ),
        (
            standing(2, 3),
            10,
            "5 of the 10 commitments it leads match these filters: 2 are complete and 3 limited.",
        ),
        (
            standing(7, 3),
            10,
            "All 10 commitments it leads match these filters: 7 are complete and 3 limited.",
        ),
    ],
)
def test_a_headline_says_of_how_many_it_speaks(tally, everything, sentence):
    assert say_standing(tally, " it leads", everything) == sentence


# An organisation under filters: on its page, in its brief, on its slides

UNDER_FILTERS = {
    "some": (
        Selection(status=("Limited",)),
        "5 of the 9 commitments {} match these filters, all of them limited.",
    ),
    "none": (
        Selection(status=("Unclear",)),
        "None of the 9 commitments {} matches these filters.",
    ),
    "no filter": (
        Selection(),
        "Of 9 commitments {}, 1 is complete, 3 substantial and 5 limited.",
    ),
}


@pytest.mark.parametrize("case", UNDER_FILTERS)
def test_page_brief_and_slides_of_an_organisation_say_what_the_filters_leave_out(case):
    selection, sentence = UNDER_FILTERS[case]
    view = open_view(RELEASE, selection)
    page = words(opened("organisations", organisation=WMCA, **selection.in_force))
    assert sentence.format("it leads") in page
    document = Document(BytesIO(write_brief(view, WMCA)))
    assert sentence.format("WMCA leads") in [line.text for line in document.paragraphs]
    slides = slides_of(build_deck(view, (brief_part(WMCA),)))
    texts = [shape.text_frame.text for shape in slides[0].shapes if shape.has_text_frame]
    lines = [line.rstrip(".") for text in texts for line in text.split("\n")]
    assert sentence.format("WMCA leads").rstrip(".") in lines


def test_what_an_organisation_does_not_do_is_told_from_what_the_filters_leave_out():
    page = words(opened("organisations", organisation="Coventry University", status=["Limited"]))
    assert "The one commitment it leads does not match these filters." in page
    assert "None under these filters." in page
    assert "It leads no commitment" not in page
    assert "Nothing is marked as not yet shown" not in page
    rest = "The filters leave out the one commitment it leads, with no part marked as not shown."
    assert rest in page


# What to ask an organisation, where filters leave out what it has not shown

NOTHING = "Nothing is marked as not yet shown for"
TO_ASK = {
    "it has questions and no filter": ((), ""),
    "none of it matches": (
        ("Unclear",),
        "The filters leave out all 9 commitments it leads, with 15 parts not yet shown.",
    ),
    "what matches has questions": (
        ("Limited",),
        "The filters leave out 4 of the 9 commitments it leads, with 5 parts not yet shown.",
    ),
    "what matches has none": (
        ("Complete",),
        f"{NOTHING} what matches these filters of the 9 commitments it leads. The filters leave "
        "out 8 of the 9 commitments it leads, with 15 parts not yet shown.",
    ),
}


@pytest.mark.parametrize("case", TO_ASK)
def test_page_brief_and_slides_say_what_filters_leave_out_of_what_is_not_yet_shown(case):
    status, rest = TO_ASK[case]
    view = open_view(RELEASE, Selection(status=status))
    led = RELEASE.commitments["Lead organisations"].map(lambda names: WMCA in names)
    parts = RELEASE.commitments["Not yet shown"].map(len)
    if rest:
        counted = parts[led & ~RELEASE.commitments["Status"].isin(status)].sum()
        assert f"{counted} parts not yet shown" in rest
    page = words(opened("organisations", organisation=WMCA, status=list(status)))
    document = Document(BytesIO(write_brief(view, WMCA)))
    paragraphs = [line.text for line in document.paragraphs]
    slides = slides_of(build_deck(view, (brief_part(WMCA),)))
    lines = [
        line
        for slide in slides
        for shape in slide.shapes
        if shape.has_text_frame
        for line in shape.text_frame.text.split("\n")
    ]
    for texts in ([page], paragraphs, lines):
        said = " ".join(texts)
        assert rest in said
        assert ("The filters leave out" in said) == bool(rest)


def test_a_partner_that_leads_nothing_is_not_said_to_have_shown_everything():
    leads = {name for names in RELEASE.commitments["Lead organisations"] for name in names}
    helper = next(
        name
        for names in RELEASE.commitments["Partner organisations"]
        for name in names
        if name not in leads
    )
    for status in ([], ["Limited"]):
        page = words(opened("organisations", organisation=helper, status=status))
        assert NOTHING not in page
        assert "It leads no commitment." in page


def test_the_table_of_a_brief_under_filters_says_which_part_it_is():
    filtered = build_brief(open_view(RELEASE, Selection(status=("Limited",))), WMCA)
    assert filtered.table_alt == f"Table of 5 of the 9 commitments that {WMCA} leads."
    assert (
        filtered.no_change
        == "Nothing changed in the commitments it leads that match these filters."
    )
    everything = build_brief(open_view(RELEASE, Selection()), WMCA)
    assert everything.table_alt == f"Table of 9 commitments that {WMCA} leads."
