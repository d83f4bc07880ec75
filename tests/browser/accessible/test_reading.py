"""Explore as a screen reader reads it is what docs/accessibility.md prints."""

import re

from tests.browser.accessible.states import opened
from tools.drive.server import ROOT
from tools.reading_order import DOCUMENT, held, read, structure


def test_the_document_reads_as_the_page_does(ordinary, server):
    opened(ordinary, server)
    assert structure(read(ordinary)) == structure(held()), "run `make reading`"


def test_a_screen_reader_hears_the_page_in_its_order(ordinary, server):
    opened(ordinary, server)
    said = "\n".join(read(ordinary))
    order = (
        "Skip to main content",
        "Find and filter",
        "navigation: App pages",
        "- main",
        "heading 1: 6 of 46 commitments are complete",
        "list: Commitments by status",
        "link: HOR-01, ",
        "group: Rows",
        "table: 46 commitments by theme and status",
        "heading 2: To ask about",
        "Contains public sector information",
    )
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
