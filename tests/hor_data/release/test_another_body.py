"""A workbook of another body: nothing that we say of it is about the first one's promises."""

import re
from html import unescape

import pytest
import streamlit as st

from hor_data.release import read_release, write_release
from hor_data.workbook import COLUMNS_BY_SHEET
from tests.support.books import (
    MEASURE,
    UPDATE,
    but,
    raw,
    unzipped,
)
from tests.support.later import TODAY
from tests.support.screens import (
    PAGES,
    labels,
    markup,
    opened,
    words,
)

# What is true of the first body's workbook alone.
FIRST_BODY = re.compile(
    r"2020|2022|West Midlands|wmca|HOR-\d|BAME|Open Government Partnership|every 6 months|"
    r"Birmingham|Black Country|\b46 (commitments|promises)|\b1[789] (lead |other )?organisations|"
    r"(two|three|third|fourth) readers?|kappa",
    re.IGNORECASE,
)
COVER = {
    "Title": "Clean air promises",
    "Release": "Spring",
    "Data as at": "2024-05",
    "Publisher": "Isle Council",
    "Source": "Isle Council, “Clean air”",
    "Licence": "Free to use.",
}
PROMISE = {
    "Ref": "A1",
    "Theme": "Air",
    "Title": "Measure the air",
    "Commitment": "The council promised to measure the air in 3 schools.",
    "Lead organisations": "Isle Council",
    "Partner organisations": "Isle Schools",
    "Area": "Isle",
    "Status": "Amber",
    "Due": "2024-09",
}
PROMISES = [
    PROMISE,
    but(PROMISE, Ref="A2", Title="Plant trees", Status="Green", Due=None),
    but(PROMISE, Ref="A3", Title="Quiet roads", Lead_organisations="Isle Schools", Due="2024"),
]
LISTS = [
    {"List": "Theme", "Value": "Air", "Definition": "What we breathe."},
    {"List": "Area", "Value": "Isle", "Definition": "All of it."},
    {"List": "Sector", "Value": "Councils", "Definition": "Elected."},
    {"List": "Who it is for", "Value": "Everybody", "Definition": "All."},
    {"List": "Approach", "Value": "Works", "Definition": "Built things."},
    {"List": "Status", "Value": "Amber", "Definition": "Begun.", "Stands for": "limited"},
    {"List": "Status", "Value": "Green", "Definition": "Done.", "Stands for": "complete"},
]
OTHERS = {
    "Updates": [but(UPDATE, Ref="A1", As_at="2024-05", Evidence=None)],
    "Measures": [but(MEASURE, Ref="A1", As_at="2024-05")],
    "Organisations": [
        {"Organisation": "Isle Council", "Short name": "Council", "Sector": "Councils"},
        {"Organisation": "Isle Schools", "Short name": "Schools", "Sector": "Councils"},
    ],
    "Lists": LISTS,
}


def workbook(**more):
    """The workbook of another body, with these lines on its cover besides."""
    cover = COVER | {name.replace("_", " "): text for name, text in more.items()}
    sheets = {"Cover": [["About this workbook", "Details"], *map(list, cover.items())]}
    for name, rows in ({"Commitments": PROMISES} | OTHERS).items():
        headers = list(dict.fromkeys(header for row in rows for header in row))
        sheets[name] = [headers, *([row.get(header) for header in headers] for row in rows)]
    return raw(sheets)


@pytest.fixture
def shown(monkeypatch, tmp_path):
    """Let pages show a workbook."""

    def show(content):
        path = tmp_path / "commitments.xlsx"
        path.write_bytes(content)
        monkeypatch.setenv("HOR_WORKBOOK", str(path))
        st.cache_resource.clear()

    yield show
    st.cache_resource.clear()


def without_examples(text):
    """A text without what the notes on columns and dates give as examples."""
    examples = [column.example for columns in COLUMNS_BY_SHEET.values() for column in columns]
    assert not [one for one in examples if "West Midlands" in one]
    for example in ["2022, 2022-07 or 2022-07-14", *filter(None, examples)]:
        text = text.replace(example, "")
    return text


def about_the_first_body(text):
    return [text[max(at.start() - 60, 0) : at.end() + 30] for at in FIRST_BODY.finditer(text)]


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        *((page, {}) for page in PAGES),
        ("commitments", {"ref": "A1"}),
        ("organisations", {"organisation": "Isle Council"}),
        ("explore", {"status": ["Green"]}),
    ],
)
def test_no_page_says_of_another_body_what_is_true_of_the_first(shown, page, asked):
    shown(workbook())
    app = opened(page, **asked)
    assert not app.exception
    said = unescape(f"{markup(app)} {words(app)} {labels(app)}")
    assert about_the_first_body(without_examples(said)) == []


def test_no_file_says_of_another_body_what_is_true_of_the_first(shown):
    shown(workbook())
    app = opened("downloads")
    next(one for one in app.button if one.label.startswith("Make everything")).click().run()
    bundle = unzipped(app.session_state["_bundle"][1])
    assert {name.rpartition(".")[2] for name in bundle} >= {"txt", "pptx", "docx", "xlsx", "csv"}
    for name, content in bundle.items():
        parts = unzipped(content) if name.endswith(("x", "zip")) else {name: content}
        for part, bytes_of_part in parts.items():
            # Office's own names of parts hold years; what people read stands in text.
            text = bytes_of_part.decode("utf-8", "replace")
            if part.endswith((".xml", ".rels")):
                text = " ".join(re.findall(r">([^<>]+)<", text))
            assert about_the_first_body(without_examples(text)) == [], f"{name}: {part}"


def test_what_changed_begins_with_the_promises_of_the_cover(shown):
    shown(workbook(Promised="2024-03"))
    said = words(opened("what_changed"))
    assert "From the promise of March 2024 to the updates as at May 2024." in said
    shown(workbook())
    said = words(opened("what_changed"))
    assert "From the promise to the updates as at May 2024." in said


def test_about_says_what_the_cover_says_in_paragraphs_and_lists_and_nothing_else(shown):
    rules = "- A <b>first</b> rule.\n- A second one."
    made = f"By one reader.\nShe kept to two rules:\n{rules}\nThat is all."
    shown(workbook(How_the_statuses_were_made=made, Next_release="In autumn.", Names="As today."))
    page = markup(opened("about"))
    assert (
        "<p>By one reader.</p>\n<p>She kept to two rules:</p>\n"
        '<ul class="bullets"><li>A &lt;b&gt;first&lt;/b&gt; rule.</li><li>A second one.</li></ul>\n'
        "<p>That is all.</p>"
    ) in page
    said = words(opened("about"))
    assert "This dashboard shows 3 commitments by 2 lead organisations one by one" in said
    assert "Data as at May 2024. In autumn." in said
    assert "Names then and now As today." in said
    assert "Of 1 update, no gives" not in said
    shown(workbook())
    said = words(opened("about"))
    assert "The workbook does not say." in said
    assert "No date is set for the next release." in said
    assert "Names then and now" not in said


def test_a_cover_keeps_its_paragraphs_when_it_is_written_and_read_again():
    first = read_release(workbook(About="One.\nTwo.\n- Three."), TODAY)
    again = read_release(write_release(first), TODAY)
    assert again.cover == first.cover
    assert again.cover["about"] == "One.\nTwo.\n- Three."


def test_about_says_how_the_first_bodys_statuses_were_made_and_checked():
    page = markup(opened("about"))
    for paragraph in (
        "<p>Two readers coded all 46 commitments independently, one of them backwards. They agreed "
        "on 40 of 46 (Cohen&#39;s kappa 0.80); a third reading settled the other 6.</p>",
        "<p>A fourth reader, given the definitions alone, later coded all 46 again without seeing "
        "the statuses. This agreement was weaker: 35 of 46 (kappa 0.65; 0.85 weighted by distance "
        "on the scale). No two were more than one step apart, and the published status was the "
        "stricter wherever the two differed on the scale.</p>",
        "<p>Every disagreement was read again. 2 statuses changed, and three rules were written "
        'down:</p>\n<ul class="bullets"><li>Limited needs an action taken towards the promise or a '
        "part of it, "
        "even an adjacent one. Where only an intention, a further promise or another subject is "
        "reported, the status is Unclear.</li><li>A part is something promised to be done, for "
        "whom, how often or by when. A detail of how does not lower the status.</li><li>A promise "
        "to explore is judged by the exploring, not by what it may lead to.</li></ul>",
    ):
        assert paragraph in page
