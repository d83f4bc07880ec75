"""The Overview as a screen reader reads it is what docs/accessibility.md prints."""

import re

from tests.browser.accessible.states import opened
from tests.browser.conftest import ROOT
from tools.reading_order import DOCUMENT, held, read, structure


def test_the_document_reads_as_the_page_does(ordinary, server):
    opened(ordinary, server)
    assert structure(read(ordinary)) == structure(held()), "run `make reading`"


def test_a_screen_reader_hears_the_page_in_its_order(ordinary, server):
    opened(ordinary, server)
    said = "\n".join(read(ordinary))
    order = ("Skip to main content", "Filter the commitments", "navigation: App pages", "- main",
             "heading 1: Health of the Region commitments", "All 46 commitments",
             "list: Commitments by status", "picture: Stacked bar chart", "What needs attention",
             "Contains public sector information")  # fmt: skip
    places = [said.find(words) for words in order]
    assert -1 not in places
    assert places == sorted(places)


def test_every_test_that_the_checklist_names_is_there():
    text = DOCUMENT.read_text("utf-8")
    named = set(re.findall(r"`((?:test|check)_\w+)`", text))
    folder = ROOT / "tests" / "browser"
    code = "\n".join(file.read_text("utf-8") for file in folder.rglob("*.py"))
    assert len(named) > 20
    assert [name for name in sorted(named) if name not in code] == []
