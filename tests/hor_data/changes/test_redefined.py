"""Names, the scale of statuses and organisations: each change is said once, whatever it touches."""

import re
from dataclasses import replace
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from click.testing import CliRunner
from pptx import Presentation

from hor.data import main
from hor_data.changes import (
    CHANGE_KINDS,
    KINDS_WITHOUT_COMMITMENT,
    commitment_history,
    compare_releases,
    explain_change_kinds,
    say_change,
    say_change_headline,
    say_changes,
    tally_changes,
)
from hor_data.changes.renamed_values import renamed_values
from hor_data.release import Selection, read_release, write_release
from hor_data.upload.check import check_upload
from hor_exports.compared import compare_view
from hor_exports.deck import build_deck, changes_part
from hor_exports.documents import write_brief
from hor_exports.view import open_view
from hor_web.what_changed.changes import PublishingDoubts, changes_markup
from tests.support.books import (
    BODY,
    GOOD,
    STATUS,
    book,
    but,
)
from tests.support.documents import under

TODAY = date(2026, 11, 22)
SCALE = [
    but(STATUS, Value=name.capitalize(), Definition=f"It is {name}.", Stands_for=name)
    for name in ("complete", "substantial", "limited", "not started", "unclear")
]
ROWS = [but(GOOD, Ref=f"C{number}") for number in range(1, 6)]
DONE = but(GOOD, Ref="C6", Status="Complete")
THEMES = [{"List": "Theme", "Value": "People-powered health"}]


def release(rows=(*ROWS, DONE), scale=SCALE, as_at="2022", **sheets):
    workbook = book(*rows, Lists=[*scale, *sheets.pop("lists", [])], **sheets)
    return replace(read_release(workbook, TODAY), cover={"data as at": as_at})


def under_status(name, *rows):
    return [but(row, Status=name) if row["Status"] == "Limited" else row for row in rows]


def scale(**changes):
    """The scale with rows changed by the value they had."""
    return [but(row, **changes.get(row["Value"].replace(" ", "_"), {})) for row in SCALE]


def sentences(before, after):
    """What is said of names and definitions; nothing else may have changed."""
    changes = compare_releases(before, after)
    assert all(change.kind in KINDS_WITHOUT_COMMITMENT for change in changes)
    return [say_change(change) for change in changes]


AMBER = scale(Limited={"Value": "Amber"})
AMBER_ROWS = under_status("Amber", *ROWS, DONE)


def test_a_renamed_status_is_said_once_and_moves_nothing():
    before, after = release(), release(AMBER_ROWS, AMBER)
    assert sentences(before, after) == ["Limited is now called Amber."]
    assert say_changes(compare_releases(before, after)) == "1 status has a new name."
    assert compare_view(before, open_view(after, Selection())).chart.title == (
        "No status of 6 commitments moved"
    )


def test_a_renamed_status_keeps_the_moves_of_that_day():
    moved = [but(AMBER_ROWS[0], Status="Complete"), *AMBER_ROWS[1:]]
    changes = compare_releases(release(), release(moved, AMBER))
    assert say_changes(changes) == "1 commitment moved forward. 1 status has a new name."
    assert [change.ref for change in changes if change.ref] == ["C1"]


def test_owners_ratings_take_the_new_name_too():
    rated = [but(row, Owners_rating="Limited") for row in ROWS]
    amber = [but(row, Owners_rating="Amber", Status="Amber") for row in ROWS]
    assert sentences(release(rated), release(amber, AMBER)) == ["Limited is now called Amber."]


@pytest.mark.parametrize(
    ("rows", "new"),
    [
        (
            under_status("Red", *ROWS, DONE),
            scale(Limited={"Value": "Red", "Stands_for": "unclear"}),
        ),
        ([but(row, Status="Complete") for row in ROWS], [*SCALE[:2], *SCALE[3:]]),
        (ROWS, [*SCALE, but(STATUS, Value="Amber")]),
    ],
    ids=["another meaning", "one gone", "one new"],
)
def test_what_is_not_a_renamed_status(rows, new):
    assert renamed_values(release(), release(rows, new))["Status"] == {}


def test_a_status_without_commitments_is_renamed_in_its_place_alone():
    same_place = release(scale=scale(Not_started={"Value": "Red"}))
    elsewhere = release(scale=[but(SCALE[3], Value="Red"), *SCALE[:3], SCALE[4]])
    assert sentences(release(), same_place) == ["Not started is now called Red."]
    assert sentences(release(), elsewhere) == [
        "Not started is no longer a status.",
        "Red is a new status.",
    ]


def test_a_status_that_is_split_or_merged_is_renamed_to_where_most_went():
    rows = [*under_status("Amber", *ROWS[:4]), but(ROWS[4], Status="Yellow"), DONE]
    new = [*AMBER, but(STATUS, Value="Yellow")]
    changes = compare_releases(release(), release(rows, new))
    assert say_changes(changes) == (
        "1 commitment changed in another way. 1 status has a new name and 1 status is new or no "
        "longer used."
    )


@pytest.mark.parametrize(
    ("new", "forward", "back"),
    [
        (
            scale(Limited={"Stands_for": "complete"}),
            "“Limited” now stands for complete.",
            "“Limited” still stood for limited.",
        ),
        (
            scale(Substantial={"Definition": "Most of it."}),
            "The definition of Substantial changed.",
            "The definition of Substantial was another one.",
        ),
        (
            [SCALE[1], SCALE[0], *SCALE[2:]],
            "The statuses are in another order: Substantial; Complete; Limited; Not started; "
            "Unclear.",
            "The statuses were in another order: Complete; Substantial; Limited; Not started; "
            "Unclear.",
        ),
        (
            [*SCALE[:3], SCALE[4]],
            "Not started is no longer a status.",
            "Not started was still a status.",
        ),
        (
            [*SCALE, but(STATUS, Value="Paused")],
            "Paused is a new status.",
            "Paused was not yet a status.",
        ),
    ],
    ids=["meaning", "definition", "order", "gone", "new"],
)
def test_a_change_of_the_scale_is_said_once_there_and_back(new, forward, back):
    before, after = release(), release(scale=new, as_at="2023")
    chart = compare_view(before, open_view(after, Selection())).chart
    assert chart.title == "No status of 6 commitments moved"
    changes = [one for one in compare_releases(before, after) if one.kind != "Gone quiet"]
    assert [say_change(change) for change in changes] == [forward]
    returned = compare_releases(after, before)
    assert [say_change(change, back_in_time=True) for change in returned] == [back]


BODIES = [BODY, but(BODY, Organisation="Coventry University", Short_name="Coventry")]


@pytest.mark.parametrize(
    ("changed", "forward", "back"),
    [
        (
            {"Sector": "Other"},
            "Aston University moved from Universities to Other.",
            "Aston University was still in Universities.",
        ),
        (
            {"Area": "Birmingham"},
            "The area of Aston University changed from not stated to Birmingham.",
            "The area of Aston University was still not stated.",
        ),
        (
            {"Short_name": "AU"},
            "The short name of Aston University changed from Aston to AU.",
            "The short name of Aston University was still Aston.",
        ),
    ],
    ids=["sector", "area", "short name"],
)
def test_a_change_of_an_organisation_is_said_once_there_and_back(changed, forward, back):
    before = release(Organisations=BODIES)
    after = release(Organisations=[but(BODY, **changed), BODIES[1]])
    assert sentences(before, after) == [forward]
    (returned,) = compare_releases(after, before)
    assert say_change(returned, back_in_time=True) == back


def test_a_renamed_organisation_may_move_too():
    renamed = but(BODY, Organisation="Aston", Previously_known_as="Aston University", Sector="NHS")
    rows = [but(row, Lead_organisations="Aston") for row in (*ROWS, DONE)]
    assert sentences(release(Organisations=[BODY]), release(rows, Organisations=[renamed])) == [
        "Aston University is now called Aston.",
        "Aston moved from Universities to NHS.",
    ]


def test_a_renamed_sector_or_theme_moves_nobody():
    lists = [{"List": "Sector", "Value": "Universities"}, *THEMES]
    new_lists = [but(lists[0], Value="Higher education"), but(THEMES[0], Value="People")]
    bodies = [but(body, Sector="Higher education") for body in BODIES]
    rows = [but(row, Theme="People") for row in (*ROWS, DONE)]
    before = release(Organisations=BODIES, lists=lists)
    after = release(rows, Organisations=bodies, lists=new_lists)
    assert sentences(before, after) == [
        "People-powered health is now called People.",
        "Universities is now called Higher education.",
    ]


def test_a_value_that_only_some_took_is_no_new_name():
    lists = [*THEMES, but(THEMES[0], Value="Other")]
    rows = [but(ROWS[0], Theme="New"), *(but(row, Theme="Other") for row in (*ROWS[1:], DONE))]
    after = release(rows, lists=[but(THEMES[0], Value="New"), lists[1]])
    assert renamed_values(release(lists=lists), after)["Theme"] == {}


def test_a_filter_keeps_what_is_said_of_its_own_organisations_and_of_the_scale():
    rows = [*ROWS, but(DONE, Lead_organisations="Coventry University")]
    moved = [but(body, Sector="Other") for body in BODIES]
    before, after = (
        release(rows, Organisations=BODIES),
        release(rows, AMBER_SCALE, Organisations=moved),
    )
    one = compare_view(before, open_view(after, Selection(lead=("Coventry University",))))
    assert [say_change(change) for change in one.changes] == [
        "The definition of Limited changed.",
        "Coventry University moved from Universities to Other.",
    ]


AMBER_SCALE = scale(Limited={"Definition": "Only a start."})


def test_a_filter_by_a_renamed_status_finds_it_in_the_earlier_release():
    moved = [but(AMBER_ROWS[0], Status="Complete"), *AMBER_ROWS[1:]]
    after = release(moved, AMBER)
    found = compare_view(release(), open_view(after, Selection(status=("Amber",))))
    assert found.headline == "1 commitment moved forward."


def test_the_history_of_a_commitment_says_how_its_status_was_renamed():
    steps = commitment_history([(1, release()), (2, release(AMBER_ROWS, AMBER))], "C1")
    assert [say_change(change) for change in steps[1].changes] == ["Limited is now called Amber."]
    assert (
        commitment_history([(1, release()), (2, release(AMBER_ROWS, AMBER))], "C6")[1].changes == ()
    )


def test_the_brief_of_an_organisation_says_what_changed_of_itself():
    before = release(Organisations=BODIES)
    view = open_view(release(Organisations=[but(BODY, Sector="Other"), BODIES[1]]), Selection())
    content = write_brief(view, "Aston University", compare_view(before, view))
    assert under(content, "What changed")[1:] == [
        "Aston University moved from Universities to Other."
    ]


def test_names_are_counted_each_in_the_sentence():
    before = release(Organisations=BODIES)
    after = release(AMBER_ROWS, AMBER, Organisations=[but(body, Sector="Other") for body in BODIES])
    changes = compare_releases(before, after)
    assert tally_changes(changes) == {"Renamed": 1, "Organisation changed": 2}
    assert say_change_headline(changes) == (
        "1 status has a new name and 2 organisations are in another sector."
    )


def test_each_kind_is_explained_in_a_sentence_there_and_back():
    for notes in (explain_change_kinds(), explain_change_kinds(back_in_time=True)):
        assert list(notes) == list(CHANGE_KINDS)
        assert all(note.endswith(".") for note in notes.values())


def proposed(before, content):
    """What an officer is told before publishing this workbook after that release."""
    checked = check_upload(content, "a hash", before, lambda part, doing: None)
    proposal = checked.proposal
    html = changes_markup(proposal.changes, PublishingDoubts(proposal.doubts, proposal.order))
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def workbook(as_at, scale=SCALE, rows=(*ROWS, DONE)):
    bare = read_release(book(*rows, Lists=scale), TODAY)
    return write_release(replace(bare, cover={"data as at": as_at}))


@pytest.mark.parametrize(
    ("was", "now", "said", "unsaid"),
    [
        (
            "2022",
            "2022",
            "Both say data as at 2022. It would count as a correction of the release in force.",
            "earlier",
        ),
        (
            "2022",
            "2022-06",
            "Which of the two has the later data cannot be told from their dates.",
            "earlier",
        ),
        ("2023", "2022", "The data would be as at 2022, which is earlier than 2023 now.", "Both"),
    ],
)
def test_an_officer_is_told_of_the_dates_before_publishing(was, now, said, unsaid):
    before = read_release(workbook(was), TODAY)
    text = proposed(before, workbook(now))
    assert said in text
    assert unsaid not in text


def test_an_officer_is_told_nothing_of_dates_where_time_has_passed():
    text = proposed(read_release(workbook("2022"), TODAY), workbook("2023"))
    assert text == "Nothing differs between the two releases."


def test_an_officer_sees_what_was_renamed_before_publishing():
    before = read_release(workbook("2022"), TODAY)
    text = proposed(before, workbook("2022", AMBER, AMBER_ROWS))
    assert text.startswith("1 status has a new name. Both say data as at 2022.")
    assert "Renamed (1 name)" in text
    assert "Limited is now called Amber. Name of status Limited to Amber" in text
    assert "C1" not in text


def test_the_command_line_says_what_was_renamed(tmp_path):
    files = [tmp_path / "before.xlsx", tmp_path / "after.xlsx"]
    for file, content in zip(
        files, (workbook("2022"), workbook("2022", AMBER, AMBER_ROWS)), strict=True
    ):
        file.write_bytes(content)
    result = CliRunner().invoke(main, ["compare", *map(str, files)])
    assert result.output.splitlines() == [
        "1 status has a new name.",
        "Both say data as at 2022.",
        "Renamed: Limited is now called Amber.",
    ]


def test_slides_say_what_was_renamed():
    view = open_view(release(AMBER_ROWS, AMBER), Selection())
    deck = Presentation(BytesIO(build_deck(view, (changes_part(compare_view(release(), view)),))))
    moves, renamed = deck.slides
    assert moves.shapes.title.text == "No status of 6 commitments moved"
    assert renamed.shapes.title.text == "Renamed: 1 change"
    (table,) = [shape.table for shape in renamed.shapes if shape.has_table]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["What is different", "Before", "After"],
        ["Limited is now called Amber.", "Limited", "Amber"],
    ]
