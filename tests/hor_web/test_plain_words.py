"""What a reader reads is in the glossary's words, and can be read at 14."""

import re
from datetime import date

import pytest

from hor_data.release import read_release
from tests.support.plain_words import (
    ROOT,
    banned_in,
    own_sentences,
    reading_age,
)
from tests.support.screens import (
    PAGES,
    labels,
    markup,
    opened,
    words,
)

# GOV.UK writes for a reading age of 9, and for up to 14 where a matter is special.
OLDEST = 14
RELEASE = read_release((ROOT / "data" / "commitments.xlsx").read_bytes(), date.today())
STATES = [
    *((page, {}) for page in PAGES),
    ("explore", {"theme": ["People-powered health"], "sector": ["NHS"]}),
    ("explore", {"words": "zebra"}),
    ("commitments", {"ref": "HOR-33"}),
    ("commitments", {"ref": "HOR-99"}),
    ("organisations", {"organisation": "Aston University"}),
    ("organisations", {"organisation": "nobody"}),
    ("roundtable", {"meeting": "on"}),
]


@pytest.mark.parametrize(("page", "asked"), STATES, ids=str)
def test_no_page_uses_a_word_we_do_not_use(page, asked):
    app = opened(page, **asked)
    assert banned_in(words(app) + labels(app), RELEASE) == []


@pytest.mark.parametrize("page", PAGES)
def test_our_own_sentences_can_be_read_at_14(page):
    sentences = own_sentences(markup(opened(page)), RELEASE)
    assert sentences
    assert reading_age(sentences) <= OLDEST


@pytest.mark.parametrize("file", ["README.md", "CONTRIBUTING.md", "docs/design-language.md"])
def test_what_we_write_about_it_can_be_read_at_14(file):
    text = re.sub(
        r"```.*?```|\[([^]]*)\]\([^)]*\)", r"\1", (ROOT / file).read_text("utf-8"), flags=re.S
    )
    prose = [block for block in text.split("\n\n") if block[:1] not in "#|!"]
    sentences = [
        " ".join(one.split()) for block in prose for one in re.split(r"(?<=[.?:]) ", block)
    ]
    assert reading_age(one for one in sentences if one[-1:] in ".?:") <= OLDEST


def test_a_banned_word_is_found_in_our_words_and_not_in_the_workbooks():
    title = RELEASE.commitments["Title"].iloc[0]
    assert banned_in("Please click here for the KPIs.", RELEASE) == ["KPI", "click here", "please"]
    assert banned_in("BAME people", RELEASE) == ["BAME"]
    assert banned_in(f"{title} improving outcomes for BAME communities", RELEASE) == []


def test_a_hard_sentence_is_for_older_readers_than_a_plain_one():
    hard = "Organisational accountability methodologies necessitate multidisciplinary evaluation."
    assert reading_age([hard]) > OLDEST > reading_age(["We ask each body what it has done."])
