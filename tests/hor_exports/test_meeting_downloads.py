"""What pages offer for a meeting: briefs, slides of changes and agenda, and everything in one."""

from collections.abc import Callable

import pytest
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from tests.support.books import unzipped
from tests.support.decks import charts_of, slides_of
from tests.support.documents import faults, said, under
from tests.support.later import BETWEEN, two_releases
from tests.support.screens import opened, words

CHANGED, AGENDA = "What changed between two releases", "The agenda of the roundtable"
MOVED = (
    "Moved forward: HOR-10 from Substantial to Complete and HOR-35 from Substantial to Complete."
)


@pytest.fixture
def offered(monkeypatch):
    """What is behind each download of the last run: its name, and what makes it, by its label."""
    found: dict[str, tuple[str, Callable[[], bytes]]] = {}

    def noting(offer, *place):
        def note(*asked, **more):
            label, data, file_name = asked[len(place) :][:3]
            found[label] = (file_name, data)
            return offer(*asked, **more)

        return note

    monkeypatch.setattr(st, "download_button", noting(st.download_button))
    of_columns = noting(DeltaGenerator.download_button, "the column")
    monkeypatch.setattr(DeltaGenerator, "download_button", of_columns)
    return found


@pytest.fixture
def _two_releases(monkeypatch, tmp_path):
    two_releases(monkeypatch, tmp_path)


def titles(content):
    return [slide.shapes.title.text for slide in slides_of(content)]


def test_an_organisations_page_offers_its_brief(offered):
    app = opened("organisations", organisation="Aston University")
    assert not app.exception
    assert "Its commitments and what to ask it, on one page." in words(app)
    name, make = offered["Brief (Word)"]
    assert name == "brief-aston-university-2022.docx"
    assert said(make())[0] == ("Title", "Aston University")
    name, make = offered["Brief (slides)"]
    assert name == "brief-aston-university-2022.pptx"
    assert titles(make())[-1].startswith("What to ask Aston University")


def test_the_list_of_organisations_offers_none(offered):
    assert not opened("organisations").exception
    assert not opened("organisations", organisation="Nobody").exception
    assert not offered


@pytest.mark.usefixtures("_two_releases")
def test_a_brief_says_what_changed_where_there_is_an_earlier_release(offered):
    app = opened("organisations", organisation="Aston University")
    assert "what changed between two releases, and what to ask it." in words(app)
    changed = under(offered["Brief (Word)"][1](), "What changed")
    assert changed[:2] == [BETWEEN, MOVED]
    slides = slides_of(offered["Brief (slides)"][1]())
    assert slides[1].shapes.title.text == "What changed, and what to ask Aston University"


@pytest.mark.usefixtures("_two_releases")
def test_a_brief_is_filtered_and_compared_as_the_page_is(offered):
    opened("organisations", organisation="Aston University", status=["Complete"])
    name, make = offered["Brief (Word)"]
    assert name == "brief-aston-university-complete-2024-06.docx"
    assert under(make(), "What changed") == [
        BETWEEN,
        MOVED,
    ]


@pytest.mark.usefixtures("_two_releases")
def test_what_changed_and_the_agenda_can_be_put_on_slides(offered):
    app = opened("downloads")
    offered.clear()
    app.multiselect(key="deck").set_value([AGENDA, CHANGED]).run()
    assert not app.exception
    (label,) = [one for one in offered if one.endswith("slides (PowerPoint)")]
    content = offered[label][1]()
    title = titles(content)[3].replace("\u00a0", " ")
    assert title == "Agenda: 12 commitments in 60 minutes: 5 minutes each (1 of 4)"
    ((slide, _),) = charts_of(content)
    assert slide.shapes.title.text.startswith("5 of 45 moved")
    assert label.startswith(f"Download {len(slides_of(content))} slides")


@pytest.mark.usefixtures("_two_releases")
def test_the_agenda_on_slides_is_as_long_as_the_address_asks(offered):
    app = opened("downloads", minutes="30", items="3", dropped="HOR-33")
    offered.clear()
    app.multiselect(key="deck").set_value([AGENDA]).run()
    (label,) = [one for one in offered if one.endswith("slides (PowerPoint)")]
    content = offered[label][1]()
    assert titles(content)[3] == "Agenda: 3 commitments in 30 minutes: 10 minutes each"
    (table,) = [shape.table for shape in slides_of(content)[3].shapes if shape.has_table]
    first = [row.cells[1].text[:6] for row in table.rows][1:]
    assert "HOR-33" not in first


def test_with_one_release_the_agenda_is_offered_and_changes_are_not():
    options = opened("downloads").multiselect(key="deck").options
    assert AGENDA in options
    assert CHANGED not in options


@pytest.mark.usefixtures("_two_releases")
def test_everything_holds_a_brief_for_each_lead_organisation_and_the_agenda():
    app = opened("downloads", sector=["Universities"])
    app.multiselect(key="deck").set_value([CHANGED]).run()
    next(one for one in app.button if one.label.startswith("Make everything")).click().run()
    assert not app.exception
    labels = [one.label for one in app.get("download_button")]
    assert "Download everything for the meeting" in labels, "it is not offered once made"
    bundle = unzipped(app.session_state["_bundle"][1])
    read_me = bundle["Read me first.txt"].decode()
    assert "- briefs: a page to hand round for 2 lead organisations, in Word." in read_me
    briefs = {name: content for name, content in bundle.items() if name.startswith("briefs/")}
    assert sorted(briefs) == [
        "briefs/aston-university-universities-2024-06.docx",
        "briefs/coventry-university-universities-2024-06.docx",
    ]
    assert [said(content)[0] for content in briefs.values()] == [
        ("Title", "Aston University"),
        ("Title", "Coventry University"),
    ]
    assert [faults(content) for content in briefs.values()] == [[], []]
    assert MOVED in under(
        briefs["briefs/aston-university-universities-2024-06.docx"], "What changed"
    )
    (agenda,) = [content for name, content in bundle.items() if name.startswith("agenda")]
    assert titles(agenda)[1] == "2 of 4 statuses moved: 2 forward"
    assert any(title.startswith("Agenda: ") for title in titles(agenda))
