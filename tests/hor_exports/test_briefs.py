"""Briefs of organisations in Word: written, opened again and read."""

import pytest

from hor_data.release import Selection, read_release
from hor_exports.brief import lead_organisations
from hor_exports.compared import compare_view
from hor_exports.documents import write_brief
from hor_exports.view import open_view
from tests.support.books import (
    BODY,
    GOOD,
    book,
    but,
)
from tests.support.documents import (
    document_of,
    faults,
    pages,
    said,
    under,
)
from tests.support.judges import lines_on_pages, pages_in_libreoffice
from tests.support.later import (
    AFTER,
    BEFORE,
    BETWEEN,
    CHANGED,
    LATER_VIEW,
    SHIPPED_VIEW,
    TODAY,
)

READING = "The statuses are our reading of the published updates, not its own rating."


def view_of(*rows, **sheets):
    return open_view(read_release(book(*rows, **sheets), TODAY), Selection())


def test_the_brief_of_an_organisation_is_this():
    assert said(write_brief(SHIPPED_VIEW, "Aston University")) == [
        ("Title", "Aston University"),
        ("Normal", "All 3 commitments Aston University leads are substantial."),
        ("Heading 1", "Commitments it leads"),
        [
            ["Ref", "Commitment", "Status"],
            [
                "HOR-10",
                "Develop Inclusive Aston and seek Race Equality Charter award",
                "Substantial",
            ],
            ["HOR-35", "Explore a community Health Hub at Aston", "Substantial"],
            ["HOR-44", "Take eye health and eating habits work into schools", "Substantial"],
        ],
        ("Normal", "No date was set for any."),
        ("Heading 1", "What to ask"),
        ("List Bullet", "HOR-10: Development of 'Inclusive Aston': what can you show?"),
        ("List Bullet", "HOR-35: The outcome of exploring a Health Hub: what can you show?"),
        (
            "List Bullet",
            "HOR-35: How the hub would open to the local community: what can you tell us?",
        ),
        (
            "List Bullet",
            "HOR-44: Eye health workshops in local schools, and how many were reached there: "
            "what can you show?",
        ),
        (
            "List Bullet",
            "HOR-44: Eye screening, and tests for those who need them: what can you show?",
        ),
        (
            "List Bullet",
            "HOR-44: Work with parents and children on eating habits: what can you show?",
        ),
        ("Heading 1", "About this page"),
        ("Normal", READING),
        ("Normal", "All 46 commitments; data as at 2022; release Updates of 2022."),
        ("Normal", f"Source: {BEFORE.cover['source']}. {BEFORE.cover['licence']}"),
    ]


def test_a_date_that_has_passed_stands_with_the_status():
    content = write_brief(SHIPPED_VIEW, "Birmingham and Solihull Integrated Care System")
    table, undated = under(content, "Commitments it leads")
    assert [row[2] for row in table[1:]] == [
        "Substantial",
        "Limited",
        "Limited. Past due: was due March 2021.",
        "Limited",
    ]
    assert undated == ("Deadlines are judged on 22 November 2026. No date was set for 3 of the 4.")


@pytest.mark.parametrize(
    ("name", "moved"),
    [
        (
            "Aston University",
            [
                "Moved forward: HOR-10 from Substantial to Complete "
                "and HOR-35 from Substantial to Complete.",
                "Newly reported: HOR-44.",
            ],
        ),
        (
            "NHS England Midlands",
            [
                "Now clear: HOR-03 from Unclear to Limited.",
                "Gone quiet, with no new update: HOR-03 and HOR-17.",
                "Removed: HOR-30.",
            ],
        ),
        ("Coventry University", ["Nothing changed in the commitments it leads."]),
        # A new name is no change in what it leads.
        ("Solihull Council", ["Gone quiet, with no new update: HOR-08."]),
    ],
)
def test_what_changed_is_that_of_the_organisation_and_no_more(name, moved):
    assert under(write_brief(LATER_VIEW, name, CHANGED), "What changed") == [BETWEEN, *moved]


def test_what_changed_is_filtered_as_the_rest():
    view = open_view(AFTER, Selection(status=("Complete",)))
    content = write_brief(view, "Aston University", compare_view(BEFORE, view))
    assert [row[0] for row in under(content, "Commitments it leads")[0]] == [
        "Ref",
        "HOR-10",
        "HOR-35",
    ]
    assert under(content, "What changed")[1:] == [
        "Moved forward: HOR-10 from Substantial to Complete "
        "and HOR-35 from Substantial to Complete."
    ]
    assert under(content, "About this page")[1].startswith("8 of 45 commitments: status Complete;")


def test_backwards_the_same_moves_are_back():
    view = open_view(BEFORE, Selection())
    content = write_brief(view, "NHS England Midlands", compare_view(AFTER, view))
    assert under(content, "What changed")[1:] == [
        "No longer clear: HOR-03 from Limited to Unclear.",
        "Added: HOR-30.",
    ]


def test_what_a_renamed_organisation_no_longer_leads_is_found_both_ways():
    old = view_of(GOOD, but(GOOD, Ref="C2"), Organisations=[BODY])
    renamed = BODY | {"Organisation": "Aston", "Previously known as": "Aston University"}
    leads = {"Lead_organisations": "Aston"}
    rows = [but(GOOD, **leads), but(GOOD, Ref="C3", **leads)]
    new = view_of(*rows, Organisations=[renamed | {"Short name": "Aston U"}])
    forth = write_brief(new, "Aston", compare_view(old.release, new))
    assert under(forth, "What changed")[1:] == [
        "Added: C3.",
        "Removed: C2.",
        "The short name of Aston changed from Aston to Aston U.",
    ]
    back = write_brief(old, "Aston University", compare_view(new.release, old))
    assert under(back, "What changed")[1:] == [
        "Added: C2.",
        "Removed: C3.",
        "The short name of Aston University changed from Aston U to Aston.",
    ]


def test_with_one_release_nothing_is_said_of_changes():
    assert under(write_brief(SHIPPED_VIEW, "Aston University"), "What changed") == []


def test_an_organisation_is_found_by_its_short_and_former_names():
    by_former = write_brief(LATER_VIEW, "Solihull Metropolitan Borough Council", CHANGED)
    assert said(by_former)[:2] == [
        ("Title", "Solihull Council"),
        ("Normal", "Previously known as Solihull Metropolitan Borough Council."),
    ]
    assert said(write_brief(SHIPPED_VIEW, "wmca"))[0] == (
        "Title",
        "West Midlands Combined Authority",
    )
    with pytest.raises(ValueError, match="is called “Astn”") as error:
        write_brief(SHIPPED_VIEW, "Astn")
    assert "Did you mean" not in str(error.value)


@pytest.mark.parametrize("name", lead_organisations(LATER_VIEW))
def test_every_brief_stands_on_one_page_and_is_accessible(name):
    for content in (write_brief(LATER_VIEW, name), write_brief(LATER_VIEW, name, CHANGED)):
        assert faults(content) == []
        assert pages(content) <= 1


def test_questions_that_do_not_fit_are_counted_and_each_commitment_keeps_its_first():
    of = LATER_VIEW.commitments
    led = of[["West Midlands Combined Authority" in leads for leads in of["Lead organisations"]]]
    asks = under(write_brief(LATER_VIEW, "WMCA", CHANGED), "What to ask")
    shown, more = asks[:-1], asks[-1]
    assert {ask[:6] for ask in shown} == set(led["Ref"][led["Not yet shown"].map(bool)])
    left = sum(map(len, led["Not yet shown"])) - len(shown)
    assert more == f"And {left} more, on its page of the dashboard."
    assert left > 0


def test_a_body_that_leads_very_many_has_them_all_and_fills_its_last_page(office):
    many = [but(GOOD, Ref=f"C{at}", Not_yet_shown=f"Part {at}; More") for at in range(1, 81)]
    content = write_brief(view_of(*many), "Aston University")
    assert len(under(content, "Commitments it leads")[0]) == 81
    asks = under(content, "What to ask")
    number = len(asks) - 1
    assert asks[:number] == [f"C{at}: Part {at}: what can you show?" for at in range(1, number + 1)]
    assert asks[number:] == [f"And {160 - number} more, on its page of the dashboard."]
    assert faults(content) == []
    assert lines_on_pages(content, "docx", office)[-1] > 30
    assert 'w:instr="PAGE"' in document_of(content).sections[0].footer.paragraphs[0]._p.xml


@pytest.mark.parametrize("number", [31, 34, 50])
def test_no_page_of_a_brief_holds_only_a_few_lines(office, number):
    many = [but(GOOD, Ref=f"C{at}", Not_yet_shown=f"Part {at}; More") for at in range(1, number)]
    content = write_brief(view_of(*many), "Aston University")
    assert min(lines_on_pages(content, "docx", office)) > 30


def test_the_briefs_of_those_who_lead_most_stand_on_one_page_as_libreoffice_prints_them(office):
    for view, changes in ((SHIPPED_VIEW, None), (LATER_VIEW, CHANGED)):
        content = write_brief(view, "West Midlands Combined Authority", changes)
        assert pages_in_libreoffice(content, "docx", office) == 1


def test_a_partner_has_a_brief_too():
    helped = but(GOOD, Partner_organisations="Coventry University")
    body = BODY | {"Organisation": "Coventry University", "Short name": "Coventry"}
    content = write_brief(view_of(helped, Organisations=[BODY, body]), "Coventry University")
    assert said(content)[1] == ("Normal", "Coventry leads no commitment.")
    assert under(content, "Commitments it helps with") == ["C1, Hold the roundtable."]
    assert faults(content) == []


def test_no_line_stands_alone_at_the_head_or_foot_of_a_page():
    document = document_of(write_brief(SHIPPED_VIEW, "Aston University"))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    paragraphs = [*document.paragraphs, *(each for cell in cells for each in cell.paragraphs)]
    styles = {paragraph.style.name: paragraph.style for paragraph in paragraphs}.values()
    assert len(styles) >= 5
    assert [style.name for style in styles if not style.paragraph_format.widow_control] == []
    headings = [style for style in styles if style.name.startswith(("Title", "Heading"))]
    assert [style.name for style in headings if not style.paragraph_format.keep_with_next] == []


def test_the_last_ten_paragraphs_stand_on_one_page():
    paragraphs = document_of(write_brief(SHIPPED_VIEW, "Aston University")).paragraphs
    kept = [
        bool(paragraph.paragraph_format.keep_with_next or paragraph.style.name.startswith("Head"))
        for paragraph in paragraphs[-10:]
    ]
    assert len(paragraphs) > 10
    assert kept == [True] * 9 + [False]
