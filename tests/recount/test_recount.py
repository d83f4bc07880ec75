"""The recount's own judgement: which titles and sentences it lets pass, and what it may import."""

import ast
import sys
from datetime import date

import pytest

from recount.change import Change
from recount.claims import Groups, judge_title
from recount.clauses import judge_clauses, judge_moves
from recount.counting import deadline_of
from recount.sentences import judge_measures, judge_standing
from recount.words import read_query, words_of
from tests.support.screens import ROOT

STATUSES = ("Complete", "Limited", "Unclear")
LIBRARIES = {"pandas", "openpyxl", "playwright", "docx", "pptx"}
ALLOWED = {"recount", "tools", *LIBRARIES, *sys.stdlib_module_names}


def imported(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module.split(".")[0]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "recount").rglob("*.py")), ids=lambda path: path.stem
)
def test_the_recount_imports_nothing_of_the_product(path):
    assert set(imported(path)) <= ALLOWED


def groups(**rows):
    """Groups of one commitment each, so that totals are the sums of their rows."""
    return Groups(STATUSES, rows, [sum(column) for column in zip(*rows.values(), strict=True)], {})


def judged(title, **rows):
    return [verdict.why for verdict in judge_title(title, groups(**rows))]


def test_a_leader_with_more_than_every_other_is_let_pass():
    assert (
        judged("NHS: 3 of 5 limited, the most of any sector", NHS=(2, 3, 0), Police=(4, 2, 0)) == []
    )


def test_a_tie_is_no_lead():
    rows = {"NHS": (0, 3, 0), "Police": (2, 3, 0)}
    assert judged("NHS: 3 of 3 limited, the most of any sector", **rows) == [
        "a tie is called a lead"
    ]


def test_a_leader_that_another_beats_is_false():
    assert judged(
        "NHS: 2 of 2 limited, the most of any sector", NHS=(0, 2, 0), Police=(4, 3, 0)
    ) == ["NHS has 2 limited, and another group has 3"]


def test_a_leader_whose_share_another_beats_misleads():
    assert judged(
        "NHS: 3 of 6 limited, the most of any sector", NHS=(3, 3, 0), Police=(0, 2, 0)
    ) == ["the leader is beaten by another group in its share"]


def test_a_group_of_one_is_no_leader():
    assert judged(
        "NHS: 1 of 1 limited, the most of any sector", NHS=(0, 1, 0), Police=(2, 0, 0)
    ) == ["a claim is made of a group of one"]


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("6 commitments by sector: 1 complete, 4 limited and 1 unclear", []),
        (
            "6 commitments by sector: 1 complete and 4 limited",
            ["it leaves out some of {'complete': 1, 'limited': 4, 'unclear': 1}"],
        ),
        ("5 commitments, by sector", ["it says 5, and 6 are counted"]),
        ("Police: 2 commitments, 1 limited and 1 unclear", []),
        ("Polic: 2 commitments, 1 limited and 1 unclear", ["there is no group Polic"]),
        ("1 of 6 is complete and 4 limited, by sector", []),
        ("4 of 6 are complete and 4 limited, by sector", None),
        ("Limited is the most common status in 1 of 2 sectors", None),
    ],
)
def test_titles_of_totals_and_rows_are_counted_again(title, why):
    found = judged(title, NHS=(1, 3, 0), Police=(0, 1, 1))
    assert found == why if why is not None else found


def test_a_title_of_chosen_groups_is_judged_by_all_of_them_together():
    chosen = Groups(
        STATUSES, {"A": (1, 1, 0), "B": (1, 0, 0)}, (2, 1, 0), {}, ("A", "B"), (1, 1, 0)
    )
    # A commitment of both counts once.
    assert judge_title("A and B: 2 commitments, 1 complete and 1 limited", chosen) == []
    assert judge_title("A and B: 3 commitments, 2 complete and 1 limited", chosen)


@pytest.mark.parametrize(
    ("headline", "row", "everything", "how"),
    [
        ("Of 3 commitments, 1 is complete and 2 limited.", (1, 2, 0), 3, []),
        ("Of 3 commitments, 1 is complete and 2 limited.", (1, 2, 0), 10, ["misleading"]),
        (
            "3 of the 10 commitments match these filters: 1 is complete and 2 limited.",
            (1, 2, 0),
            10,
            [],
        ),
        (
            "3 of the 9 commitments match these filters: 1 is complete and 2 limited.",
            (1, 2, 0),
            10,
            ["false"],
        ),
        ("All 2 commitments are limited.", (0, 2, 0), 2, []),
        ("The one commitment is limited.", (0, 1, 0), 1, []),
        ("The one commitment is unclear.", (0, 1, 0), 1, ["false"]),
        ("None of the 4 commitments matches these filters.", (0, 0, 0), 4, []),
        ("Most are limited.", (0, 2, 0), 2, ["cannot judge"]),
    ],
)
def test_a_headline_is_judged_by_its_numbers_and_by_what_it_leaves_unsaid(
    headline, row, everything, how
):
    verdicts = judge_standing(headline, STATUSES, row, everything)
    assert [verdict.how for verdict in verdicts] == how


CHANGES = (
    Change("Moved forward", "A", "Status"),
    Change("Moved forward", "B", "Status"),
    Change("Newly reported", "A", "Update"),
    Change("Newly reported", "A", "Update"),
    Change("Renamed", "", "Name of organisation", "Old", "New", "New"),
)


@pytest.mark.parametrize(
    ("sentence", "how"),
    [
        ("2 commitments moved forward and 1 was newly reported on.", []),
        ("1 organisation has a new name.", []),
        ("2 commitments were newly reported on.", ["false"]),
        ("Nothing differs between the two releases.", ["false"]),
        ("2 commitments did well.", ["cannot judge"]),
        ("2 commitments moved forward, 1 was newly reported on and 0 moved back.", ["misleading"]),
    ],
)
def test_a_sentence_of_changes_counts_commitments_and_not_changes(sentence, how):
    assert [verdict.how for verdict in judge_clauses(sentence, CHANGES)] == how


def test_a_title_of_moves_names_every_way():
    ways = {"Moved forward": 2, "Moved back": 1}
    assert judge_moves("3 of 9 statuses moved: 2 forward and 1 back", ways, 9) == []
    assert judge_moves("2 of 9 statuses moved: 2 forward", ways, 9)
    assert judge_moves("No status of 9 commitments moved", {}, 9) == []


def test_a_sentence_of_measures_speaks_of_one_as_one():
    assert judge_measures("1 of 4 commitments states a number; none of the 2 measures has a target "
                          "and a result that count the same thing.", 4, 1, 2, 0) == []  # fmt: off
    assert judge_measures(
        "1 of 4 commitments states a number; 1 of 2 measures have a target "
        "and a result that count the same thing.",
        4,
        1,
        2,
        1,
    )


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("men", "mental health", True),
        ("men", "commitments", False),
        ("cafe", "An open Café", True),
        ('"young people"', "people who are young", False),
        ('"young people"', "with young people", True),
        ('"young peop"', "with young people", False),
        ("45", "4500 people", False),
    ],
)
def test_words_are_found_whole_or_by_their_beginning(typed, text, found):
    assert read_query(typed).matches((("hor", "01"), words_of(text))) is found


def test_a_month_is_past_due_from_the_day_after_its_last():
    assert deadline_of("2021-03", False, date(2021, 3, 31)) == "Not yet due"
    assert deadline_of("2021-03", False, date(2021, 4, 1)) == "Past due"
    assert deadline_of("2021-03", True, date(2021, 4, 1)) == "Had a date, now complete"
