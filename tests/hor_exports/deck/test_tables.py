"""Tables and text over several slides: by theme, shared out evenly, each page with a heading."""

from datetime import date

import pytest

from hor_data.release import Selection, read_release
from hor_exports.deck import MEASURES_PART, SOURCES_PART, TABLE_PART, build_deck
from hor_exports.view import open_view
from tests.support.books import BODY, GOOD, book, but
from tests.support.decks import slides_of
from tests.support.made_templates import USABLE
from tests.support.screens import ROOT

TODAY = date(2026, 11, 22)
RELEASE = read_release((ROOT / "data/commitments.xlsx").read_bytes(), TODAY)
DESIGNS = ("ours", "4:3", "10 by 5.63 inches", "dark")
in_every_design = pytest.mark.parametrize("design", DESIGNS)


def deck(part, design="ours", release=RELEASE, **selection):
    template = USABLE[design]() if design in USABLE else None
    return slides_of(build_deck(open_view(release, Selection(**selection)), (part,), template))


def tables(slides):
    """The title of each slide with a table, its heads and its rows."""
    found = []
    for slide in slides:
        for shape in slide.shapes:
            if shape.has_table:
                heads, *rows = ([cell.text for cell in row.cells] for row in shape.table.rows)
                found.append((slide.shapes.title.text, heads, rows))
    return found


def test_the_commitments_stand_by_theme_under_titles_of_their_own():
    found = tables(deck(TABLE_PART))
    assert [title for title, _, _ in found] == [
        "Improving outcomes for ethnic minority communities: 14 commitments (1\u00a0of\u00a02)",
        "Improving outcomes for ethnic minority communities: 14 commitments (2\u00a0of\u00a02)",
        "Tackling the wider determinants of health: 12 commitments (1\u00a0of\u00a02)",
        "Tackling the wider determinants of health: 12 commitments (2\u00a0of\u00a02)",
        "Widening access to health and care: 11 commitments (1\u00a0of\u00a02)",
        "Widening access to health and care: 11 commitments (2\u00a0of\u00a02)",
        "People-powered health: 9 commitments",
    ]
    themes = dict(zip(RELEASE.commitments["Ref"], RELEASE.commitments["Theme"], strict=True))
    for title, _, rows in found:
        assert {themes[row[0]] for row in rows} == {title.partition(":")[0]}
    assert [row[0] for _, _, rows in found for row in rows] == list(RELEASE.commitments["Ref"])


def test_where_few_have_a_deadline_it_stands_under_their_titles():
    found = tables(deck(TABLE_PART))
    assert {tuple(heads) for _, heads, _ in found} == {("Ref", "Commitment", "Led by", "Status")}
    texts = {row[0]: row[1] for _, _, rows in found for row in rows}
    assert texts["HOR-06"].endswith("\nDue 2028")
    assert texts["HOR-33"].endswith("\nPast due: was due March 2021")
    assert sum("\n" in text for text in texts.values()) == 2


def test_where_most_have_a_deadline_it_has_a_column():
    rows = [but(GOOD, Due="2028"), but(GOOD, Ref="C2", Due="2029"), but(GOOD, Ref="C3")]
    release = read_release(book(*rows, Organisations=[BODY]), TODAY)
    ((title, heads, found),) = tables(deck(TABLE_PART, release=release))
    assert title == "People-powered health: 3 commitments"
    assert heads[-1] == "Deadline"
    assert [row[-1] for row in found] == ["Due 2028", "Due 2029", "No date set"]


def test_small_themes_stand_on_one_slide_each_under_its_name():
    other = "Widening access to health and care"
    rows = [
        GOOD,
        *(but(GOOD, Ref=f"C{number}", Theme=other) for number in (2, 3)),
        but(GOOD, Ref="C4"),
    ]
    release = read_release(book(*rows, Organisations=[BODY]), TODAY)
    ((title, _, found),) = tables(deck(TABLE_PART, release=release))
    assert title == "4 commitments and how each stands"
    assert [row[0] or row[1] for row in found] == [GOOD["Theme"], "C1", "C4", other, "C2", "C3"]


@pytest.mark.parametrize("place", [0, 30])
def test_a_theme_of_one_commitment_shares_the_slides_of_the_theme_beside_it(place):
    rows = [but(GOOD, Ref=f"C{number}") for number in range(30)]
    rows.insert(place, but(GOOD, Ref="D1", Theme="Widening access to health and care"))
    release = read_release(book(*rows, Organisations=[BODY]), TODAY)
    found = tables(deck(TABLE_PART, release=release))
    assert len(found) > 1
    for number, (title, _, on_slide) in enumerate(found, start=1):
        assert title == f"31 commitments and how each stands ({number}\u00a0of\u00a0{len(found)})"
        assert len(on_slide) > 5


@in_every_design
@pytest.mark.parametrize("part", [TABLE_PART, MEASURES_PART])
@pytest.mark.parametrize(
    "selection", [{}, {"sector": ("NHS",), "status": ("Limited",)}], ids=["everything", "filtered"]
)
def test_no_slide_has_a_single_row_and_the_slides_of_a_table_are_about_as_full(
    design, part, selection
):
    numbers = {}
    for title, _, rows in tables(deck(part, design, **selection)):
        named = [row for row in rows if any(row[2:])]
        assert len(named) >= 2, title
        assert any(rows[-1][2:]), "the name of a group at the foot of a slide"
        numbers.setdefault(title.partition(" (")[0], []).append(len(rows))
    for title, on_each in numbers.items():
        assert max(on_each) - min(on_each) <= 2, title


def test_no_column_of_measures_says_of_all_that_there_is_none():
    found = tables(deck(MEASURES_PART))[1:]
    heads = {title.partition(" (")[0]: heads for title, heads, _ in found}
    assert heads == {
        "A target, and no result yet: 7 measures": ["Ref", "Measure", "Target"],
        "A result, and no target: 8 measures": ["Ref", "Measure", "Result", "Result as at"],
    }


@in_every_design
def test_text_over_several_slides_begins_each_with_a_heading_and_ends_none_with_one(design):
    slides = deck(SOURCES_PART, design)
    assert len(slides) > 1
    lines = []
    for slide in slides:
        title = slide.shapes.title._element
        (box,) = (
            shape
            for shape in slide.shapes
            if shape.has_text_frame
            and shape._element is not title
            and not shape.name.startswith(("Source", "Slide Number", "Decoration"))
        )
        paragraphs = [text for text in box.text_frame.paragraphs if text.text]
        assert paragraphs[0].runs[0].font.bold
        assert not paragraphs[-1].runs[0].font.bold
        lines.append(sum(-(-len(text.text) // 90) for text in paragraphs))
    assert max(lines) - min(lines) <= 5
