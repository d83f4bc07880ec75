"""Titles of charts: the rules one by one, each with its neighbours."""

import pytest

from hor_exports.charts import NO_MATCHES
from hor_exports.charts.titles import TitleCounts, say_title

STATUSES = ("Complete", "Substantial", "Limited", "Not started", "Unclear")


def counted(groups, grouping="Theme", totals=None, names=()):
    """What a title is made from: {group: numbers in the order of STATUSES}."""
    totals = totals or [sum(column) for column in zip(*groups.values(), strict=True)]
    return TitleCounts(grouping, STATUSES, groups, totals, dict(names))


# Each rule with its neighbours: what a title must not say, before what it must.
RULES = {
    "nothing": (counted({}, totals=[0] * 5), NO_MATCHES),
    "all of one status, spread evenly": (
        counted({"A": [3, 0, 0, 0, 0], "B": [3, 0, 0, 0, 0]}),
        "6 complete commitments, by theme",
    ),
    "all of one status, one a little ahead": (
        counted({"A": [4, 0, 0, 0, 0], "B": [3, 0, 0, 0, 0]}),
        "7 complete commitments, by theme",
    ),
    "all of one status, groups of one": (
        counted({"A": [1, 0, 0, 0, 0], "B": [2, 0, 0, 0, 0]}),
        "3 complete commitments, by theme",
    ),
    "all of one status, one far ahead": (
        counted({"A": [1, 0, 0, 0, 0], "B": [4, 0, 0, 0, 0]}, "Lead organisation"),
        "5 complete commitments: 4 led by B",
    ),
    "all of one status, one commitment under two leads": (
        counted({"A": [0, 0, 1, 0, 0], "B": [0, 0, 1, 0, 0]}, "Lead organisation", [0, 0, 1, 0, 0]),
        "1 limited commitment, by lead organisation",
    ),
    "one group of one": (counted({"Water": [0, 0, 0, 0, 1]}), "Water: 1 unclear commitment"),
    "one group in a tie": (
        counted({"Water": [1, 0, 1, 0, 0]}),
        "Water: 2 commitments, 1 complete and 1 limited",
    ),
    "one group": (
        counted({"Water": [1, 0, 2, 0, 0]}),
        "Water: 3 commitments, 1 complete and 2 limited",
    ),
    "groups of one": (
        counted({"A": [1, 0, 0, 0, 0], "B": [0, 0, 1, 0, 0], "C": [0, 0, 1, 0, 0]}),
        "3 commitments by theme: 1 complete and 2 limited",
    ),
    "a tie in number": (
        counted({"A": [0, 0, 1, 0, 3], "B": [0, 0, 2, 0, 3], "C": [0, 0, 9, 0, 0]}),
        "C: 9 of 9 limited, the most of any theme",
    ),
    "the most in number, beaten in share": (
        counted({"A": [0, 0, 9, 0, 4], "B": [0, 0, 1, 0, 0], "C": [0, 0, 0, 0, 2]}),
        "16 commitments by theme: 10 limited and 6 unclear",
    ),
    "the most in number, equalled in share": (
        counted({"A": [0, 0, 4, 0, 4], "B": [0, 0, 1, 0, 1], "C": [0, 0, 5, 0, 0]}),
        "15 commitments by theme: 10 limited and 5 unclear",
    ),
    "the most in share, tied in number": (
        counted({"A": [0, 0, 0, 0, 3], "B": [0, 0, 20, 0, 3]}),
        "B: 20 of 23 limited, the most of any theme",
    ),
    "two of three stand out too little": (
        counted({"A": [0, 0, 1, 0, 2], "B": [0, 0, 2, 0, 1]}),
        "6 commitments by theme: 3 limited and 3 unclear",
    ),
    "one stands out in number and in share": (
        counted({"A": [0, 7, 6, 0, 1], "B": [2, 5, 6, 0, 4], "C": [2, 6, 6, 0, 0]}),
        "B: 4 of 17 unclear, the most of any theme",
    ),
    "nobody stands out": (
        counted({"A": [2, 3, 6, 0, 3], "B": [2, 4, 6, 0, 3]}),
        "29 commitments by theme: 4 complete, 7 substantial, 12 limited and 6 unclear",
    ),
    "what is not stated is no group to speak of": (
        counted({"Not stated": [0, 0, 0, 0, 5], "B": [0, 0, 6, 0, 0], "C": [0, 0, 5, 0, 0]}),
        "16 commitments by theme: 11 limited and 5 unclear",
    ),
    "nearly all in one group": (
        counted({"A": [6, 0, 20, 0, 0], "B": [0, 0, 1, 0, 0]}),
        "27 commitments by theme: 6 complete and 21 limited",
    ),
    "the total counts a commitment of two leads once": (
        counted({"A": [1, 0, 2, 0, 0], "B": [1, 0, 0, 0, 0]}, "Lead organisation", [1, 0, 2, 0, 0]),
        "3 commitments by lead organisation: 1 complete and 2 limited",
    ),
    "more statuses than 15 words hold": (
        counted({"A": [1, 2, 3, 1, 1], "B": [1, 2, 3, 1, 1]}, "Who it is for"),
        "2 of 16 are complete and 6 limited, by who it is for",
    ),
    "a short name stands for a long one": (
        counted(
            {"Body of many words": [0, 0, 4, 0, 0], "B": [2, 0, 0, 0, 0]},
            "Lead organisation",
            names={"Body of many words": "BMW"},
        ),
        "BMW: 4 of 4 limited, the most of any lead organisation",
    ),
    "all of one status, one of three with half as many again": (
        counted({"A": [2, 0, 0, 0, 0], "B": [3, 0, 0, 0, 0]}),
        "5 complete commitments: 3 in B",
    ),
    "all of one status, one with one fewer than half as many again": (
        counted({"A": [20, 0, 0, 0, 0], "B": [29, 0, 0, 0, 0]}),
        "49 complete commitments, by theme",
    ),
    "one group, its title of fifteen words": (
        counted({"A theme whose name is of eight words": [1, 0, 2, 0, 0]}),
        "A theme whose name is of eight words: 3 commitments, 1 complete and 2 limited",
    ),
    "one group, its title would be of sixteen words": (
        counted({"A theme whose name is of all nine words": [1, 0, 2, 0, 0]}),
        "3 commitments by theme: 1 complete and 2 limited",
    ),
    "a leader whose name takes too many words": (
        counted(
            {
                "A body whose name has really very many words in it": [0, 0, 4, 0, 0],
                "B": [2, 0, 0, 0, 0],
            }
        ),
        "6 commitments by theme: 2 complete and 4 limited",
    ),
}


@pytest.mark.parametrize("rule", RULES)
def test_a_title_follows_the_rules(rule):
    counts, title = RULES[rule]
    assert say_title(counts) == title


CHOSEN = {
    "one": (("NHS",), [1, 0, 2, 0, 0], "NHS: 3 commitments, 1 complete and 2 limited"),
    "one of one status": (("NHS",), [0, 0, 3, 0, 0], "NHS: 3 limited commitments"),
    "one that none is in": (("NHS",), [0, 0, 0, 0, 0], "NHS: no commitments"),
    "two, one commitment in both": (
        ("NHS", "Police"),
        [1, 0, 2, 0, 0],
        "NHS and Police: 3 commitments, 1 complete and 2 limited",
    ),
    "three": (
        ("NHS", "Police", "Fire"),
        [1, 0, 2, 0, 0],
        "NHS, Police and Fire: 3 commitments, 1 complete and 2 limited",
    ),
    "four": (
        ("NHS", "Police", "Fire", "Councils"),
        [1, 0, 6, 0, 2],
        "The 4 chosen sectors: 9 commitments, 1 complete, 6 limited and 2 unclear",
    ),
    "one of many words": (
        ("A sector whose name takes a great many words to say",),
        [1, 2, 6, 0, 2],
        "The chosen sector: 11 commitments, 1 complete, 2 substantial, 6 limited and 2 unclear",
    ),
    "all five statuses": (
        ("NHS", "Police", "Fire", "Councils"),
        [1, 2, 6, 1, 2],
        "The 4 chosen sectors: 1 of 12 is complete and 6 limited",
    ),
}


@pytest.mark.parametrize("case", CHOSEN)
def test_the_title_of_a_chart_with_its_own_filter_speaks_of_what_is_chosen(case):
    chosen, of_chosen, title = CHOSEN[case]
    groups = {"NHS": [1, 0, 2, 0, 0], "Universities": [9, 0, 0, 0, 0]}
    assert say_title(counted(groups, "Sector"), chosen, of_chosen) == title
