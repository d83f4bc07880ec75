"""Every kind of file that we make is valid for judges that are not ours, and is complete."""

import pytest

from hor_data.release import Selection, read_release, write_release
from hor_exports.bundle import BundleRequest, list_bundle_steps, write_bundle
from hor_exports.deck import DEFAULT_PARTS
from hor_exports.spreadsheets import write_data_package
from hor_exports.view import open_view
from tests.support.books import (
    BODY,
    GOOD,
    MEASURE,
    UPDATE,
    book,
    but,
    unzipped,
)
from tests.support.decks import old_template
from tests.support.every_file import (
    OF_A_RELEASE,
    OF_A_VIEW,
    agenda_of,
    compared,
    whole_deck,
)
from tests.support.judges import faults
from tests.support.later import (
    AFTER,
    SHIPPED,
    SHIPPED_VIEW,
    TODAY,
)
from tests.support.made_templates import USABLE
from tests.support.packages import title_of
from tests.support.views_at_random import NUMBER, random_view

TEMPLATES = USABLE | {"old": old_template}
AWKWARD = '“<b>&amp;</b>” \U0001f3e5 "quoted" ]]> _x0041_ تعزيز =1+1 {{x}} _x0008_ _xFFFE_'
VIEWS = {
    "everything": Selection(),
    "one status": Selection(status=("Limited",)),
    "two organisations": Selection(lead=("Aston University", "University of Birmingham")),
    "several filters": Selection(
        theme=("People-powered health",), sector=("NHS",), status=("Limited", "Unclear")
    ),
    "nothing": Selection(words="nothing has this"),
}


def faults_of_all(kinds, made_of):
    """The faults of every kind of file that has any."""
    found = {}
    for name, make in kinds.items():
        if said := faults(make(made_of), name.rpartition(".")[2]):
            found[name] = said
    return found


@pytest.mark.parametrize("name", VIEWS)
def test_every_kind_of_file_of_a_view_is_valid(name):
    assert faults_of_all(OF_A_VIEW, open_view(AFTER, VIEWS[name])) == {}


@pytest.mark.parametrize("seed", range(NUMBER))
def test_every_kind_of_file_of_a_view_chosen_at_random_is_valid(seed):
    view = random_view(AFTER, seed)
    assert faults_of_all(OF_A_VIEW, view) == {}, view.query


def test_every_kind_of_file_of_awkward_text_is_valid():
    names = ("Aston & <University>", f"Long {'x' * 200}")
    bodies = [but(BODY, Organisation=name, Short_name=name[:6]) for name in names]
    rows = [
        but(GOOD, Title=AWKWARD, Commitment=AWKWARD * 30, Lead_organisations="; ".join(names)),
        but(GOOD, Ref="C2", Title="=1+1", Lead_organisations=names[0]),
    ]
    updates, measures = [but(UPDATE, Update=AWKWARD * 20)], [but(MEASURE, Measure=AWKWARD)]
    content = book(*rows, Organisations=bodies, Updates=updates, Measures=measures)
    release = read_release(content, TODAY)
    for selection in (Selection(), Selection(lead=names[:1])):
        assert faults_of_all(OF_A_VIEW, open_view(release, selection)) == {}
    assert faults(OF_A_RELEASE["marked.xlsx"](release), "xlsx") == []


@pytest.mark.parametrize("name", OF_A_RELEASE)
def test_every_workbook_of_a_release_is_valid(name):
    assert faults(OF_A_RELEASE[name](AFTER), "xlsx") == []


def test_the_shipped_workbook_and_an_edited_release_are_valid():
    assert faults(SHIPPED, "xlsx") == []
    assert faults(write_release(AFTER), "xlsx") == []


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("template", TEMPLATES)
def test_a_deck_in_a_template_is_valid(template, seed):
    assert faults(whole_deck(random_view(AFTER, seed), TEMPLATES[template]()), "pptx") == []


def test_a_bundle_and_what_is_in_it_are_valid():
    view = open_view(AFTER, VIEWS["several filters"])
    made = list_bundle_steps(view, BundleRequest(DEFAULT_PARTS, agenda_of(view), compared(view)))
    files = {name: content for step in made for name, content in step.make().items()}
    content = write_bundle(view, made, files)
    names = list(unzipped(content))
    assert {name.rpartition(".")[2] for name in names} >= {"pptx", "xlsx", "docx", "csv", "json"}
    assert faults(content, "zip") == []
    assert faults(write_data_package(view), "zip") == []


def test_every_file_has_a_title_of_its_own():
    made = {name: title_of(make(SHIPPED_VIEW)) for name, make in OF_A_VIEW.items()}
    made |= {name: title_of(OF_A_RELEASE[name](AFTER)) for name in ("template.xlsx",)}
    made |= {"shipped": title_of(SHIPPED), "findings": title_of(OF_A_RELEASE["findings.xlsx"](0))}
    of_charts = {name for name in made if name.startswith(("status-by-", "matrix-"))}
    of_others = {"minutes-without-notes.docx", "workbook-with-matrix.xlsx"}
    titles = [title for name, title in made.items() if name not in of_charts | of_others]
    assert len(set(titles)) == len(titles)
    assert len({made[name] for name in of_charts}) == len(of_charts) / 2, "slide and workbook"
    filtered = open_view(AFTER, VIEWS["several filters"])
    names = ("deck.pptx", "agenda.pptx", "workbook.xlsx", "status-by-theme.pptx")
    for title in (title_of(OF_A_VIEW[name](filtered)) for name in names):
        assert title.endswith("sector NHS; status Limited or Unclear")
