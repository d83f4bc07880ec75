"""The titles of the Explore screen: whole sentences, and the neighbours where they must not say
what they say elsewhere."""

import random
import re
from datetime import date

import pandas as pd
import pytest

from hor_data.changes import build_trend
from hor_data.release import Selection, read_release
from hor_exports.explore import MatrixChoice, build_matrix, say_judgement, say_matrix_title
from hor_exports.view import open_view
from tests.hor_exports.explore.made import ACCESS, PEOPLE, release
from tests.support.books import GOOD, STATUS, book, but
from tests.support.later import BEFORE
from tests.support.random_releases import random_release
from tests.support.three_releases import three_read

NOTHING = "No commitments match these filters."


def of(*statuses):
    return release(*((PEOPLE, "A", status) for status in statuses))


def judged(release, **chosen):
    return say_judgement(open_view(release, Selection(**chosen)))


# The judgement


@pytest.mark.parametrize(
    ("statuses", "sentence"),
    [
        (["Complete"], "The one commitment is complete."),
        (["Not started"], "The one commitment is not started."),
        (["Complete"] * 3, "All 3 commitments are complete."),
        (["Unclear"] * 2, "All 2 commitments are unclear."),
        (["Complete", "Limited"], "1 of 2 commitments is complete; 1 shows first steps only."),
        (
            ["Limited", "Substantial", "Limited"],
            "None of 3 commitments is complete; 2 show first steps only.",
        ),
        (
            ["Complete", "Complete", "Substantial", "Substantial", "Unclear"],
            "2 of 5 commitments are complete; 2 show substantial progress.",
        ),
        (
            ["Complete", "Complete", "Not started"],
            "2 of 3 commitments are complete; 1 has not started.",
        ),
        (
            ["Complete", "Not started", "Not started"],
            "1 of 3 commitments is complete; 2 have not started.",
        ),
        (
            ["Complete", "Unclear"],
            "1 of 2 commitments is complete; for 1 no progress can be read.",
        ),
        # A tie: neither is called the most.
        (
            ["Limited", "Substantial"],
            "None of 2 commitments is complete; 1 shows substantial progress.",
        ),
    ],
    ids=str,
)
def test_the_judgement_says_how_all_stand(statuses, sentence):
    assert judged(of(*statuses)) == sentence


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({}, "6 of 46 commitments are complete; 21 show first steps only."),
        ({"words": "zebra"}, NOTHING),
        ({"status": ("Not started",)}, NOTHING),
        ({"sector": ("NHS",)}, "1 of 16 commitments shown is complete; 9 show first steps only."),
        ({"status": ("Limited",)}, "21 of 46 commitments are limited."),
        ({"status": ("Limited", "Unclear")}, "26 of 46 commitments are limited or unclear."),
        (
            {"status": ("Complete",), "sector": ("NHS",)},
            "1 of 16 commitments that the other filters leave is complete.",
        ),
        (
            {"status": ("Unclear",), "words": "HOR-33"},
            NOTHING,
        ),
        (
            {"status": ("Limited",), "words": "HOR-33"},
            "The one commitment shown is limited.",
        ),
        # Statuses that all have are no contrast.
        (
            {"status": ("Limited", "Complete"), "theme": (BEFORE.groupings["theme"].values[3],)},
            "5 of 9 commitments that the other filters leave are limited or complete.",
        ),
        (
            {"status": BEFORE.groupings["status"].values},
            "6 of 46 commitments are complete; 21 show first steps only.",
        ),
        ({"words": "HOR-33"}, "The one commitment shown is limited."),
    ],
    ids=str,
)
def test_the_judgement_says_what_the_filters_choose(chosen, sentence):
    assert judged(BEFORE, **chosen) == sentence


def test_a_filter_that_leaves_all_is_no_part():
    assert judged(of("Complete", "Limited"), theme=(PEOPLE,)) == (
        "1 of 2 commitments is complete; 1 shows first steps only."
    )


def test_statuses_are_called_as_the_release_calls_them_and_two_of_one_meaning_are_one():
    colours = [
        but(STATUS, Value=value, Stands_for=meaning)
        for value, meaning in (("Green", "complete"), ("Gold", "complete"), ("Amber", "limited"))
    ]

    def standing(*statuses):
        rows = [but(GOOD, Ref=f"C{at}", Status=status) for at, status in enumerate(statuses)]
        return read_release(book(*rows, Lists=colours), date(2026, 11, 22))

    assert judged(standing("Amber", "Amber")) == "All 2 commitments are amber."
    assert judged(standing("Green", "Gold")) == "All 2 commitments are complete."
    assert judged(standing("Green", "Gold", "Amber")) == (
        "2 of 3 commitments are complete; 1 shows first steps only."
    )
    assert judged(standing("Green", "Gold"), status=("Gold",)) == "1 of 2 commitments is gold."


@pytest.mark.parametrize("seed", range(12))
def test_the_judgement_is_what_pandas_counts(seed):
    made, groups = random_release(seed)
    statuses = pd.Series([group["status"][0] for group in groups]).value_counts()
    sentence = judged(made)
    if match := re.match(r"(\d+|None) of (\d+) commitments (?:is|are) complete; ", sentence):
        complete, whole = match.groups()
        assert complete == str(statuses.get("Complete", "None"))
        assert int(whole) == len(groups)
        others = statuses.drop("Complete", errors="ignore")
        assert re.search(rf"\b{others.max()}\b", sentence[match.end() :])
    else:
        assert len(statuses) == 1
        assert sentence.startswith(
            (f"All {len(groups)} commitments are ", "The one commitment is ")
        )


# The title of the matrix


def sentences(value):
    """The name of a test by its sentence; releases have none of their own."""
    return value if isinstance(value, str) else None


def titled(release, rows, columns, **chosen):
    view = open_view(release, Selection(**chosen))
    return say_matrix_title(view, build_matrix(view, MatrixChoice(rows, columns)))


CLEAR = release(
    *((PEOPLE, "A", "Limited"),) * 3, (ACCESS, "B", "Complete"), (ACCESS, "A", "Unclear")
)


@pytest.mark.parametrize(
    ("made", "choice", "chosen", "sentence"),
    [
        (CLEAR, ("theme", "sector"), {"words": "zebra"}, NOTHING),
        (
            CLEAR,
            ("theme", "sector"),
            {},
            f"“{PEOPLE}” and “Universities” meet most often: 3 of 5 commitments.",
        ),
        # A tie, groups of one, and one cell alone are no most.
        (
            release((PEOPLE, "A", "Limited"), (ACCESS, "B", "Limited")),
            ("theme", "sector"),
            {},
            "2 commitments by theme and sector.",
        ),
        (
            release(*((PEOPLE, "A", "Limited"), (ACCESS, "B", "Limited")) * 2),
            ("theme", "sector"),
            {},
            "4 commitments by theme and sector.",
        ),
        (
            release((PEOPLE, "A", "Limited")),
            ("theme", "sector"),
            {},
            "1 commitment by theme and sector.",
        ),
        (
            release(*((PEOPLE, "A", "Limited"),) * 4),
            ("theme", "sector"),
            {},
            "4 commitments by theme and sector.",
        ),
        # One commitment of two leads is in two cells, of one each.
        (
            release((PEOPLE, "AB", "Limited")),
            ("theme", "lead"),
            {},
            "1 commitment by theme and lead organisation.",
        ),
        # What stands for comparison is not spoken of.
        (
            CLEAR,
            ("theme", "sector"),
            {"theme": (ACCESS,)},
            "2 commitments by theme and sector.",
        ),
        (
            CLEAR,
            ("theme", "sector"),
            {"status": ("Limited", "Unclear")},
            f"“{PEOPLE}” and “Universities” meet most often: 3 of 4 commitments.",
        ),
        (
            CLEAR,
            ("lead", "deadline"),
            {},
            "“Aston” and “No date set” meet most often: 4 of 5 commitments.",
        ),
        # Statuses: the rules of the chart by status.
        (CLEAR, ("theme", "status"), {"status": ("Limited",)}, f"{PEOPLE}: 3 limited commitments"),
        (of("Complete", "Complete"), ("theme", "status"), {}, None),
    ],
    ids=sentences,
)
def test_the_title_says_what_stands_out_or_else_the_whole(made, choice, chosen, sentence):
    title = titled(made, *choice, **chosen)
    if sentence:
        assert title == sentence
    assert "most common" not in title


@pytest.mark.parametrize("seed", range(24))
def test_what_meets_most_often_is_what_pandas_counts(seed):
    made, groups = random_release(seed)
    lot = random.Random(seed)
    rows, columns = lot.sample(("theme", "sector", "area", "group", "approach"), 2)
    title = titled(made, rows, columns)
    frame = pd.DataFrame(groups)[[rows, columns]].explode(rows).explode(columns)
    counts = pd.crosstab(frame[rows], frame[columns]).stack().sort_values(ascending=False)
    if match := re.fullmatch(
        r"“(.+)” and “(.+)” meet most often: (\d+) of (\d+) commitments\.", title
    ):
        assert counts[match[1], match[2]] == int(match[3])
        assert (counts == int(match[3])).sum() == 1
        assert counts.max() == int(match[3]) > 1
        assert int(match[4]) == len(groups)
    else:
        assert title.startswith(f"{len(groups)} commitment")
        alone = len(counts[counts > 0]) == 1
        assert alone or counts.max() == 1 or (counts == counts.max()).sum() > 1


# The title of the trend


def trend_title(releases, rows="theme", **chosen):
    view = open_view(releases[-1], Selection(**chosen))
    trend = build_trend(releases, view.selection, rows)
    matrix = build_matrix(view, MatrixChoice(rows, "release"), trend)
    return say_matrix_title(view, matrix, trend)


THREE = three_read()


@pytest.mark.parametrize(
    ("releases", "chosen", "sentence"),
    [
        (THREE[:1], {}, "A trend begins with the second release."),
        (THREE[:2], {}, "7 of 46 are complete in June 2024; in 2022 6 of 46 were."),
        (THREE, {}, "7 of 47 are complete in June 2026; in 2022 6 of 46 were."),
        (THREE, {"words": "zebra"}, NOTHING),
        (THREE, {"sector": ("NHS",)}, "1 of 15 is complete in June 2026; in 2022 1 of 16 was."),
        (
            THREE,
            {"status": ("Limited",)},
            "18 of 47 are limited in June 2026; in 2022 21 of 46 were.",
        ),
    ],
    ids=sentences,
)
def test_the_trend_says_the_newest_and_the_first(releases, chosen, sentence):
    assert trend_title(releases, **chosen) == sentence


def test_a_trend_filtered_by_its_rows_speaks_of_these():
    dated = [
        release((PEOPLE, "A", "Limited"), (ACCESS, "B", "Complete"), as_at=None, name=""),
        release((PEOPLE, "A", "Complete"), (ACCESS, "B", "Complete"), as_at="2024"),
    ]
    assert trend_title(dated, theme=(PEOPLE,)) == (
        "1 of 1 is complete in 2024; in a release without a date 0 of 1 were."
    )
