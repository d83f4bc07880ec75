"""What the judges of files find: each of these breakings, in a file that is whole before."""

import zipfile
from io import BytesIO

import pytest
from lxml import etree

from hor_data.release import Selection
from hor_exports.deck import TABLE_PART, build_deck, chart_part
from hor_exports.documents import write_brief
from hor_exports.spreadsheets import write_view_workbook
from hor_exports.view import open_view
from tests.support.books import rewritten, unzipped, zipped
from tests.support.judges import faults
from tests.support.later import AFTER
from tests.support.packages import SPACES

VIEW = open_view(AFTER, Selection(lead=("Aston University", "University of Birmingham")))
DECK = build_deck(VIEW, (chart_part("theme"), chart_part("lead"), TABLE_PART))
BRIEF, WORKBOOK = write_brief(VIEW, "Aston University"), write_view_workbook(VIEW)
SLIDE, NOTES = "ppt/slides/slide1.xml", "ppt/notesSlides/notesSlide1.xml"


def part_with(content, path):
    """The name of the first part that has such an element, and its tree; masters are not ours."""
    for name, xml in sorted(unzipped(content).items()):
        if name.endswith((".xml", ".rels")) and "Master" not in name:
            tree = etree.fromstring(xml)
            if tree.find(path, SPACES) is not None:
                return name, tree
    raise AssertionError(f"no part has {path}")


def broken(content, path, change):
    """The file after `change` was done to the first element at this path, and its part's name."""
    name, tree = part_with(content, path)
    change(tree.find(path, SPACES))
    return rewritten(content, name, lambda _: etree.tostring(tree)), name


def remove(element):
    element.getparent().remove(element)


def shape_of(holder):
    return next(holder.iterancestors(f"{{{SPACES['p']}}}sp"))


def without(name):
    return lambda element: element.attrib.pop(name)


def put_last(element):
    element.getparent().append(element)


@pytest.mark.parametrize(
    ("content", "ending"), [(DECK, "pptx"), (BRIEF, "docx"), (WORKBOOK, "xlsx")]
)
def test_the_files_that_are_broken_below_are_whole(content, ending):
    assert faults(content, ending) == []


BREAKINGS = {
    "a label's order": (
        DECK,
        ".//c:dLbl/c:numFmt",
        put_last,
        "Unexpected element 'numFmt' found",
    ),
    "an axis below zero": (
        DECK,
        ".//c:catAx/c:axId",
        lambda axis: axis.set("val", "-2"),
        "less than minimum",
    ),
    "a notes slide's body": (
        DECK,
        ".//p:nvPr/p:ph[@type='body']",
        lambda holder: remove(shape_of(holder)),
        "notes without a body",
    ),
    "a chart's alternative text": (
        DECK,
        ".//p:graphicFrame/p:nvGraphicFramePr/p:cNvPr[@descr]",
        without("descr"),
        "” without alternative text",
    ),
    "a relation's target": (
        DECK,
        "pr:Relationship[@Type='http://schemas.openxmlformats.org/officeDocument/2006/"
        "relationships/chart']",
        lambda relation: relation.set("Target", "../charts/none.xml"),
        "leads to ppt/charts/none.xml, which is not there",
    ),
    "a content type": (
        DECK,
        "t:Override[@PartName='/ppt/slides/slide1.xml']",
        remove,
        "slide1.xml",
    ),
    "a table's alternative text": (
        BRIEF,
        ".//w:tbl/w:tblPr/w:tblDescription",
        remove,
        "a table without alternative text",
    ),
    "a word of an old kind": (
        BRIEF,
        ".//w:trPr/w:tblHeader",
        lambda head: head.set(f"{{{SPACES['w']}}}val", "true"),
        "Value 'true' is not in allowed",
    ),
    "a zoom's per cent": (
        BRIEF,
        ".//w:zoom",
        without(f"{{{SPACES['w']}}}percent"),
        "a zoom without its per cent",
    ),
    "whether an axis is deleted": (
        DECK,
        ".//c:delete",
        without("val"),
        "a deletion that does not say whether",
    ),
    "an Excel chart's alternative text": (
        WORKBOOK,
        ".//xdr:graphicFrame/xdr:nvGraphicFramePr/xdr:cNvPr",
        without("descr"),
        "” without alternative text",
    ),
}


@pytest.mark.parametrize("what", BREAKINGS)
def test_a_file_is_refused_for_the_loss_of(what):
    content, path, change, said = BREAKINGS[what]
    ending = {DECK: "pptx", BRIEF: "docx", WORKBOOK: "xlsx"}[content]
    refused, name = broken(content, path, change)
    found = faults(refused, ending)
    assert found
    assert any(said in fault for fault in found), (name, found)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice_is_found():
    out = BytesIO(DECK)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("docProps/core.xml", package.read("docProps/core.xml"))
    assert "docprops/core.xml: 2 times in the file" in faults(out.getvalue(), "pptx")


def test_a_part_that_nothing_leads_to_is_found():
    content = zipped(unzipped(DECK) | {"docProps/thumbnail.xml": b"<a/>"})
    assert "docProps/thumbnail.xml: no relation leads to it" in faults(content, "pptx")


def test_notes_that_say_nothing_and_a_slide_without_a_title_are_found():
    def silenced(xml):
        tree = etree.fromstring(xml)
        for text in tree.iter(f"{{{SPACES['a']}}}t"):
            text.text = ""
        return etree.tostring(tree)

    assert f"{SLIDE}: notes without a word in them" in faults(
        rewritten(DECK, NOTES, silenced), "pptx"
    )
    assert f"{SLIDE}: not one title with words in it" in faults(
        rewritten(DECK, SLIDE, silenced), "pptx"
    )
