"""What a safe fix may change, through the door of an upload: how a value is spelt, never which."""

import unicodedata
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.styles import Font

from hor_data.checks import read_vocabularies
from hor_data.release import read_release
from hor_data.spelling import nearest_values
from hor_data.upload import apply_fixes, find_fixes
from hor_data.upload.check import check_upload
from hor_data.workbook import read_workbook
from tests.support.books import (
    GOOD,
    MEASURE,
    UPDATE,
    book,
    but,
    raw,
)

SHIPPED = (Path(__file__).parents[3] / "data" / "commitments.xlsx").read_bytes()
NORTH = {"Organisation": "Northtown Borough Council", "Short name": "Northtown"}
TRUST = {
    "Organisation": "Riverside Care Trust",
    "Short name": "Riverside",
    "Previously known as": "Riverside Hospitals Board (RHB); Quay Trust",
}
FORUM = {"Organisation": "The Health Forum", "Previously known as": "Quay Trust"}
BODIES = [NORTH, TRUST, FORUM]
DIGITS = "Enter digits only, for example 1000; the Unit and the Qualifier hold the rest."
LOOSE = "Enter the month or the year that it ends in, for example 2023-06 or 2023."
DATES = "Enter a year, a month or a day, for example 2022, 2022-07 or 2022-07-14."
ADD = "it there, with its sector and area."


@cache
def current():
    return read_release(SHIPPED, date(2026, 11, 26))


def uploaded(content):
    """The findings, as (value, suggestion), and the fixes, as (before, after), of an upload."""
    checked = check_upload(content, "a hash", current(), lambda *_: None)
    findings = [(finding.value, finding.suggestion) for finding in checked.findings]
    return findings, [(fix.before, fix.after) for fix in checked.fixes]


@pytest.mark.parametrize(
    "status",
    [
        "Incomplete",
        "In complete",
        "Not complete",
        "Uncomplete",
        "Nearly complete",
        "Completed",
        "Started",
        "Never started",
        "Unlimited",
        "Insubstantial",
        "Clear",
        "Complete?",
        "Complete; Limited",
    ],
)
def test_another_word_is_never_a_safe_fix(status):
    findings, fixes = uploaded(book(but(GOOD, Status=status)))
    assert [value for value, _ in findings] == [status]
    assert fixes == []


@pytest.mark.parametrize(
    "status", ["Incomplete", "In complete", "Started", "Never started", "Unlimited", "Clear"]
)
def test_an_opposite_is_never_suggested(status):
    ((_, suggestion),), _ = uploaded(book(but(GOOD, Status=status)))
    assert suggestion.startswith("Choose Complete, Substantial, Limited, Not started or Unclear.")


@pytest.mark.parametrize(
    ("qualifier", "suggestion"),
    [
        ("no more than", "Choose more than"),
        ("not at least", "Choose more than"),
        ("no fewer than", "Choose more than"),
        ("at lest", "Did you mean “at least”?"),
        ("at mots", "Did you mean “at most”?"),
        ("less than", "Did you mean “fewer than”?"),
        ("fewer then", "Did you mean “fewer than”?"),
    ],
)
def test_a_qualifier_is_never_turned_round(qualifier, suggestion):
    findings, fixes = uploaded(book(GOOD, Measures=[but(MEASURE, Qualifier=qualifier)]))
    assert [asked.startswith(suggestion) for _, asked in findings] == [True]
    assert fixes == []


@pytest.mark.parametrize("qualifier", ["at most", "fewer than", "At most", "more than"])
def test_a_bound_may_be_from_above(qualifier):
    assert uploaded(book(GOOD, Measures=[but(MEASURE, Qualifier=qualifier)]))[0] == []


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [
        ("Southtown Borough Council", f"Add {ADD}"),
        (
            "Northtown Borough Counsil",
            f"Did you mean “Northtown Borough Council”? If not, add {ADD}",
        ),
        ("Quay Trust", f"Add {ADD}"),  # two bodies had that name
    ],
)
def test_another_body_is_a_question(typed, suggestion):
    findings, fixes = uploaded(book(but(GOOD, Lead_organisations=typed), Organisations=BODIES))
    assert findings == [(typed, suggestion)]
    assert fixes == []


@pytest.mark.parametrize(
    ("typed", "suggestion", "after"),
    [
        (
            "Riverside Hospitals Board",
            "It is now “Riverside Care Trust”: enter that name.",
            "Riverside Care Trust",
        ),
        (
            "RHB; Northtown Borough Council",
            "It is now “Riverside Care Trust”: enter that name.",
            "Riverside Care Trust; Northtown Borough Council",
        ),
        (
            "northtown",
            "It is the short name of “Northtown Borough Council”: enter the full name.",
            "Northtown Borough Council",
        ),
        (
            "Health Forum",
            f"Did you mean “The Health Forum”? If not, add {ADD}",
            "The Health Forum",
        ),
        (
            "The Riverside Care Trust.",
            f"Did you mean “Riverside Care Trust”? If not, add {ADD}",
            "Riverside Care Trust",
        ),
    ],
)
def test_a_known_other_name_is_a_safe_fix(typed, suggestion, after):
    findings, fixes = uploaded(book(but(GOOD, Lead_organisations=typed), Organisations=BODIES))
    assert [asked for _, asked in findings] == [suggestion]
    assert fixes == [(typed, after)]


@pytest.mark.parametrize(
    ("typed", "joined"),
    [
        ("Women, Children and young people", "Women; Children and young people"),
        ("Women and Children and young people", "Women; Children and young people"),
        ("Children and young people / Women", "Children and young people; Women"),
        ("Women & Staff and workforce", "Women; Staff and workforce"),
        ("Women；General population", "Women; General population"),
        ("Women\nGeneral population", "Women; General population"),
    ],
)
def test_two_known_values_ask_for_a_semicolon(typed, joined):
    findings, fixes = uploaded(book(but(GOOD, Who_it_is_for=typed)))
    assert [asked for _, asked in findings] == [
        f"Both values are known: put a semicolon between them, “{joined}”."
    ]
    assert fixes == []


@pytest.mark.parametrize(
    ("change", "suggestion"),
    [
        (
            {"Who_it_is_for": "Women, Wimen"},
            "“Women” is known: put a semicolon after each of the values, and spell the others as "
            "they are listed.",
        ),
        (
            {"Area": "Dudley and Walsall"},
            "Both values are known, but Area takes one: choose one of them.",
        ),
        (
            {"Who_it_is_for": "Women, Staff and workforce and General population"},
            "All 3 values are known: put a semicolon between them, “Women; Staff and workforce; "
            "General population”.",
        ),
    ],
)
def test_a_value_beside_others_is_never_lost(change, suggestion):
    findings, fixes = uploaded(book(but(GOOD, **change)))
    assert [asked for _, asked in findings] == [suggestion]
    assert fixes == []


def test_a_name_that_holds_an_and_is_one_value():
    assert uploaded(book(but(GOOD, Area="birmingham and solihull")))[0] == []


def test_two_bodies_joined_by_and_are_both_named():
    typed = "Northtown Borough Council and Riverside"
    findings, fixes = uploaded(book(but(GOOD, Lead_organisations=typed), Organisations=BODIES))
    assert findings == [
        (
            typed,
            "Both names are known: put a semicolon between them, “Northtown Borough Council; "
            "Riverside Care Trust”.",
        )
    ]
    assert fixes == []


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [
        ("1,5", "If the comma is a decimal point, enter 1.5."),
        ("0,500", "If the comma is a decimal point, enter 0.500."),
        (
            "12,34,567",
            DIGITS,
        ),
        ("1 00", DIGITS),
        ("1.500", "It can be 1.5 or 1,500: enter it as a number."),
    ],
)
def test_a_number_that_can_be_read_in_two_ways_is_a_question(typed, suggestion):
    assert uploaded(book(GOOD, Measures=[but(MEASURE, Target=typed)])) == (
        [(typed, suggestion)],
        [],
    )


@pytest.mark.parametrize(
    ("typed", "number"),
    [("1,000", 1000), ("12,345.5", 12345.5), ("1 000 000", 1_000_000), ("0.125", 0.125), ("7", 7)],
)
def test_thousands_in_whole_groups_are_a_safe_fix(typed, number):
    _, ((before, after),) = uploaded(book(GOOD, Measures=[but(MEASURE, Target=typed)]))
    assert (before, float(after)) == (typed, number)


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [
        ("03/04/2021", "It can be 3 April 2021 or 4 March 2021: enter 2021-04-03 or 2021-03-04."),
        (44286, "If it is Excel's number for 31 March 2021, enter 2021-03-31."),
        ("TBC", "Leave it blank where no date is set."),
        ("ongoing", "Leave it blank where no date is set."),
        ("n/a", "Leave it blank where no date is set."),
        ("-", "Leave it blank where no date is set."),
        ("Q1 2022/23", LOOSE),
        (
            "Autumn 2023",
            LOOSE,
        ),
        ("2021/22", LOOSE),
        ("13/13/2021", DATES),
        ("13/04/21", DATES),
        (
            "2021-03-31T23:00:00Z",
            DATES,
        ),
    ],
)
def test_a_date_that_is_not_certain_is_a_question(typed, suggestion):
    assert uploaded(book(but(GOOD, Due=typed))) == ([(str(typed), suggestion)], [])


@pytest.mark.parametrize(
    ("typed", "after"),
    [
        ("13/04/2021", "2021-04-13"),
        ("04/13/2021", "2021-04-13"),
        ("04.04.2021", "2021-04-04"),
        ("14-Jul-2022", "2022-07-14"),
        ("July 14th, 2022", "2022-07-14"),
        ("2022-07-14T09:30:00", "2022-07-14"),
        ("2022-07-14 00:00:00+00:00", "2022-07-14"),
    ],
)
def test_a_date_with_one_reading_is_a_safe_fix(typed, after):
    assert uploaded(book(but(GOOD, Due=typed))) == (
        [(typed, f"Did you mean {after}?")],
        [(typed, after)],
    )


def test_a_date_that_must_be_given_is_not_to_be_left_blank():
    findings, _ = uploaded(book(GOOD, Updates=[but(UPDATE, As_at="TBC")]))
    assert [asked for _, asked in findings] == [DATES]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("C-1", "C-01"), ("C-O1", "C-01"), ("C-l0", "C-10"), ("1", "C-01"), ("c 001", "C-01")],
)
def test_a_ref_is_known_by_its_number(typed, meant):
    rows = [but(GOOD, Ref=f"C-{number:02}") for number in (10, 1, 11)]
    findings, fixes = uploaded(book(*rows, Updates=[but(UPDATE, Ref=typed)]))
    assert findings == [(typed, f"Did you mean {meant}? If not, add the commitment first.")]
    assert fixes == []


@pytest.mark.parametrize(("sheet", "noun"), [("Updates", "update"), ("Measures", "measure")])
def test_what_belongs_to_a_commitment_that_was_removed_says_so(sheet, noun):
    row = but({"Updates": UPDATE, "Measures": MEASURE}[sheet], Ref="hor-07")
    findings, fixes = uploaded(book(GOOD, but(GOOD, Ref="HOR-01"), **{sheet: [row]}))
    assert findings == [
        ("hor-07", f"It was removed: remove the {noun}, or bring the commitment back.")
    ]
    assert fixes == []


def test_a_fix_reaches_the_file_and_ends_the_finding():
    checked = check_upload(
        book(but(GOOD, Due="13/04/2021", Status="límited,")), "", current(), lambda *_: None
    )
    mended = apply_fixes(checked.content, checked.fixes)
    sheet = load_workbook(BytesIO(mended))["Commitments"]
    assert (sheet["J2"].value, sheet["K2"].value) == ("2021-04-13", "Limited")
    assert uploaded(mended) == ([], [])


# The properties: what is typed is made of listed values and of what people and programs do to them.
LISTS = {
    name: vocabulary.values
    for name, vocabulary in read_vocabularies(read_workbook(SHIPPED)).items()
}
COLUMNS = {
    "Status": "Status",
    "Area": "Area",
    "Theme": "Theme",
    "Approach": "Approach",
    "Who it is for": "Who it is for",
    "organisation": "Lead organisations",
}
DISTORTIONS = ("{}", "In{}", "un{}", "Not {}", "no {}", "{}s", "The {}", "{}.", " {} ", "{}?")
BETWEEN = (" and ", ", ", " ", "/", "; ", " not ", "")


def letters(text):
    """The words of a text without case, accents, dashes and the marks around them."""
    plain = unicodedata.normalize("NFD", text.casefold())
    bare = (letter for letter in plain if not unicodedata.combining(letter))
    words = "".join(letter if letter.isalnum() else " " for letter in bare).split()
    return words[1:] if words[:1] == ["the"] else words


@st.composite
def typed_values(draw):
    """A list, and a text made of two of its values or of one of them distorted."""
    name = draw(st.sampled_from(sorted(COLUMNS)))
    first, second = (draw(st.sampled_from(LISTS[name])) for _ in range(2))
    if draw(st.booleans()):
        return name, first + draw(st.sampled_from(BETWEEN)) + second
    text = draw(st.sampled_from(DISTORTIONS)).format(first)
    if draw(st.booleans()):
        place = draw(st.integers(0, len(text) - 1))
        text = text[:place] + draw(st.sampled_from(["", "x", "n"])) + text[place + 1 :]
    return name, draw(st.sampled_from([str, str.upper, str.lower]))(text)


@settings(max_examples=300, deadline=None)
@given(typed_values())
def test_no_safe_fix_turns_a_value_into_another_word(drawn):
    name, text = drawn
    bodies = [{"Organisation": body} for body in LISTS["organisation"]]
    header = COLUMNS[name]
    row = GOOD | {"Lead organisations": LISTS["organisation"][0], header: text}
    content = book(row, Organisations=bodies)
    for fix in find_fixes(content, read_workbook(content)):
        before = [letters(value) for value in fix.before.split(";")]
        assert [letters(value) for value in fix.after.split(";")] == before


@settings(max_examples=300, deadline=None)
@given(typed_values())
def test_a_suggestion_never_adds_or_drops_a_not(drawn):
    name, text = drawn
    turning = {"not", "no", "non", "un", "in"}
    for value in nearest_values(text, LISTS[name]):
        lost = set(letters(text)) ^ set(letters(value))
        assert not lost & (turning - {"in"})
        assert not any(
            word.startswith(("in", "un")) and word[2:] in letters(value) for word in letters(text)
        )


def test_a_style_in_the_last_cell_that_excel_has_does_not_hold_up_the_fixes():
    """The sheet reaches to XFD1048576: 17 billion cells, of which two were filled."""

    def style_last_cell(workbook):
        workbook["Commitments"]["XFD1048576"].font = Font(bold=True)

    content = raw({"Commitments": [["Ref", "Title"], ["C1", " Meet"]]}, style_last_cell)
    (fix,) = find_fixes(content, read_workbook(content))
    assert (fix.cell, fix.after) == ("B2", "Meet")


def test_a_text_as_near_to_two_values_as_to_one_is_asked_about_and_never_fixed():
    """Two bodies that differ by a hyphen alone: a third spelling says neither of them."""
    bodies = [{"Organisation": name} for name in ("North-East Trust", "North East Trust")]
    row = but(GOOD, Lead_organisations="North–East Trust.", Partner_organisations=None)
    findings, fixes = uploaded(book(row, Organisations=bodies))
    assert fixes == []
    (question,) = [suggestion for value, suggestion in findings if value == "North–East Trust."]
    assert question.startswith("Did you mean “North")
