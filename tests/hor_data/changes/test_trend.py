"""The trend: how each group stood in each of three releases, in the words of the newest."""

from datetime import date

import pytest

from hor_data.changes import build_trend, points_of_trend
from hor_data.release import Selection, read_release, select, tally_by
from tests.support.books import BODY, GOOD, STATUS, book, but
from tests.support.random_releases import put_cover
from tests.support.three_releases import NOW, WAS, three_read

TODAY = date(2026, 11, 22)
OLD_SCALE = [
    but(STATUS, Value="Done", Stands_for="complete"),
    but(STATUS, Value="Begun", Stands_for="limited"),
]
NEW_SCALE = [
    but(STATUS, Value="Complete", Stands_for="complete"),
    but(STATUS, Value="Limited", Stands_for="limited"),
]


def release(as_at, *rows, statuses=NEW_SCALE, themes=("Health", "Work"), bodies=(BODY,)):
    lists = [*statuses, *({"List": "Theme", "Value": theme} for theme in themes)]
    return read_release(
        book(
            *rows,
            Lists=lists,
            Organisations=list(bodies),
            then=lambda workbook: put_cover(workbook, as_at),
        ),
        TODAY,
    )


def row(number, theme, status, **changes):
    return but(GOOD, Ref=f"C{number}", Theme=theme, Status=status, **changes)


# Then “Wellbeing” is called Health, and statuses have new words; Care has left.
THEN = release(
    "2022",
    row(1, "Wellbeing", "Begun"),
    row(2, "Wellbeing", "Done"),
    row(3, "Work", "Begun"),
    row(4, "Care", "Begun"),
    statuses=OLD_SCALE,
    themes=("Wellbeing", "Work", "Care"),
)
NEXT = release(
    "2023",
    row(1, "Wellbeing", "Complete"),
    row(2, "Wellbeing", "Complete"),
    row(3, "Work", "Limited"),
    themes=("Wellbeing", "Work"),
)
NOW_STANDING = release(
    "2024",
    row(1, "Health", "Complete"),
    row(2, "Health", "Complete"),
    row(3, "Work", "Limited"),
    row(5, "Work", "Complete"),
)
RELEASES = (THEN, NEXT, NOW_STANDING)
EVERYTHING = Selection()


def trend(selection=EVERYTHING, field="theme"):
    return build_trend(RELEASES, selection, field)


def rows_of(made):
    """{group: its counts in each release, in the order of the statuses}."""
    return dict(zip(made.rows, made.counts.transpose(1, 0, 2).tolist(), strict=True))


def test_each_release_is_counted_in_the_words_of_the_newest():
    made = trend()
    assert made.releases == RELEASES
    assert (made.statuses, made.meanings) == (("Complete", "Limited"), ("complete", "limited"))
    assert rows_of(made) == {
        "Health": [[1, 1], [2, 0], [2, 0]],
        "Work": [[0, 1], [0, 1], [1, 1]],
        "Care": [[0, 1], [0, 0], [0, 0]],
    }
    assert made.totals.tolist() == [[1, 3], [2, 1], [3, 1]]


def test_a_group_that_only_an_earlier_release_has_stands_last_under_its_own_name():
    assert trend().rows == ("Health", "Work", "Care")


@pytest.mark.parametrize(
    ("selection", "totals"),
    [
        (Selection(theme=("Health",)), [[1, 1], [2, 0], [2, 0]]),
        (Selection(theme=("Work",)), [[0, 1], [0, 1], [1, 1]]),
        (Selection(theme=("Health", "Work")), [[1, 2], [2, 1], [3, 1]]),
        (Selection(theme=("Nonsense",)), [[0, 0], [0, 0], [0, 0]]),
    ],
    ids=["renamed", "not renamed", "both", "nobody's"],
)
def test_a_filter_by_the_rows_decides_the_totals_and_lets_other_rows_stand(selection, totals):
    made = trend(selection)
    assert made.totals.tolist() == totals
    assert rows_of(made) == rows_of(trend())


def test_another_filter_in_the_newests_words_chooses_in_every_release():
    made = trend(Selection(theme=("Health",)), "lead")
    assert rows_of(made) == {"Aston University": [[1, 1], [2, 0], [2, 0]]}
    assert made.totals.tolist() == [[1, 1], [2, 0], [2, 0]]


def test_a_filter_by_status_lets_the_other_statuses_keep_their_numbers():
    made = trend(Selection(status=("Complete",)))
    assert made.totals.tolist() == trend().totals.tolist()
    assert rows_of(made) == rows_of(trend())


def test_a_status_that_the_newest_has_split_keeps_what_it_stood_for():
    split = [
        but(STATUS, Value="Limited", Stands_for="limited"),
        but(STATUS, Value="Kept", Stands_for="complete"),
        but(STATUS, Value="More than kept", Stands_for="complete"),
    ]
    # Neither a commitment nor its place says which of the two the old one became.
    newest = release("2025", row(8, "Health", "Kept"), row(9, "Work", "Limited"), statuses=split)
    made = build_trend((NEXT, newest), Selection(), "lead")
    assert made.statuses == ("Limited", "Kept", "More than kept", "Complete")
    assert made.meanings == ("limited", "complete", "complete", "complete")
    assert made.totals.tolist() == [[1, 0, 0, 2], [1, 1, 0, 0]]


def test_a_commitment_under_two_leads_counts_in_both_and_once_in_the_totals():
    bodies = (BODY, BODY | {"Organisation": "Borough"})
    both = row(1, "Health", "Limited", Lead_organisations="Aston University; Borough")
    made = build_trend((release("2024", both, bodies=bodies),), Selection(), "lead")
    assert rows_of(made) == {"Aston University": [[0, 1]], "Borough": [[0, 1]]}
    assert made.totals.tolist() == [[0, 1]]


@pytest.mark.parametrize("field", ["theme", "sector", "lead", "area", "group", "approach"])
@pytest.mark.parametrize(
    "selection", [Selection(), Selection(sector=("NHS",))], ids=["everything", "a sector"]
)
def test_the_newest_point_is_the_newests_own_tally(field, selection):
    releases = three_read()
    made = build_trend(releases, selection, field)
    own = selection.without(field)
    tally = tally_by(releases[-1], select(releases[-1], own), field)
    counts = dict(zip(made.rows, made.counts[-1].tolist(), strict=True))
    assert {group: row for group, row in counts.items() if any(row)} == {
        group: row.tolist() for group, row in tally.iterrows()
    }


def test_a_renamed_organisation_is_one_row_over_all_releases():
    releases = three_read()
    made = build_trend(releases, Selection(), "lead")
    led = [
        sum(not {WAS, NOW}.isdisjoint(leads) for leads in commitments["Lead organisations"])
        for commitments in (release.commitments for release in releases)
    ]
    assert made.counts[:, made.rows.index(NOW)].sum(axis=1).tolist() == led
    assert WAS not in made.rows


# Which releases are points


def dated(*dates):
    return [release(as_at, row(1, "Health", "Limited")) for as_at in dates]


@pytest.mark.parametrize(
    ("dates", "kept"),
    [
        (("2022", "2023", "2024"), [0, 1, 2]),
        (("2022", "2022-12", "2022-12-31"), [0, 1, 2]),
        (("2022", "2023", "2023"), [0, 2]),
        (("2022", "2023", "2022"), [1, 2]),
        (("2022", "2022", "2022"), [2]),
        ((None, "2022", None), [0, 1, 2]),
        ((), []),
    ],
    ids=str,
)
def test_of_one_date_of_data_only_the_last_release_is_a_point(dates, kept):
    releases = dated(*dates)
    assert points_of_trend(releases) == [releases[index] for index in kept]
