"""Cross-tabulations and facets' counts, counted again by pandas from the rows themselves."""

import random
from datetime import date

import numpy as np
import pandas as pd
import pytest

from hor_data.release import (
    FILTERS,
    GROUPINGS,
    Selection,
    count_facets,
    count_members,
    cross_tabulate,
    read_release,
    select,
)
from tests.support.books import BODY, GOOD, STATUS, book, but
from tests.support.random_releases import random_release

TODAY = date(2026, 11, 22)
MADE = [random_release(seed) for seed in range(12)]


def everything(release):
    return np.ones(len(release.commitments), dtype=bool)


def counted(groups, chosen, row_field, column_field, table):
    """The counts by pandas, in the order of the table's rows and columns."""
    frame = pd.DataFrame(groups)[[row_field, column_field]].set_axis(["row", "column"], axis=1)
    long = frame[chosen].explode("row").explode("column")
    counts = pd.crosstab(long["row"], long["column"])
    assert set(counts.index) <= set(table.rows)
    assert set(counts.columns) <= set(table.columns)
    return counts.reindex(index=table.rows, columns=table.columns, fill_value=0)


def times_in(groups, chosen, field, value):
    return sum(value in own[field] for own, kept in zip(groups, chosen, strict=True) if kept)


@pytest.mark.parametrize("row_field", GROUPINGS)
@pytest.mark.parametrize("column_field", GROUPINGS)
def test_any_two_groupings_are_counted_as_pandas_counts_them(row_field, column_field):
    lot = random.Random(f"{row_field} {column_field}")
    for release, groups in MADE:
        chosen = np.array([lot.random() < 0.7 for _ in groups], dtype=bool)
        table = cross_tabulate(release, chosen, row_field, column_field)
        expected = counted(groups, chosen, row_field, column_field, table)
        assert table.counts.tolist() == expected.to_numpy().tolist()
        assert table.total == chosen.sum()
        for field, values, totals in (
            (row_field, table.rows, table.row_totals),
            (column_field, table.columns, table.column_totals),
        ):
            assert totals.tolist() == [times_in(groups, chosen, field, value) for value in values]


@pytest.mark.parametrize("column_field", GROUPINGS)
@pytest.mark.parametrize("row_field", ["lead", "group", "theme", "ask"])
def test_a_cell_names_its_members_in_the_order_of_the_release(row_field, column_field):
    for release, groups in MADE:
        table = cross_tabulate(release, everything(release), row_field, column_field)
        for row, row_value in enumerate(table.rows):
            for column, column_value in enumerate(table.columns):
                assert table.members(row, column).tolist() == [
                    position
                    for position, own in enumerate(groups)
                    if row_value in own[row_field] and column_value in own[column_field]
                ]


def test_a_commitment_of_two_leads_is_in_two_rows_and_counts_once_in_the_totals():
    both = but(GOOD, Ref="C2", Lead_organisations="Aston University; Borough")
    borough = BODY | {"Organisation": "Borough", "Sector": "Local government"}
    release = read_release(book(GOOD, both, Organisations=[BODY, borough]), TODAY)
    table = cross_tabulate(release, everything(release), "lead", "theme")
    assert (table.rows, table.columns) == (("Aston University", "Borough"), (GOOD["Theme"],))
    assert table.counts.tolist() == [[2], [1]]
    assert (table.row_totals.tolist(), table.column_totals.tolist()) == ([2, 1], [2])
    assert table.total == 2
    assert table.members(1, 0).tolist() == [1]


def test_two_leads_of_one_sector_are_in_its_row_once():
    both = but(GOOD, Lead_organisations="Aston University; Coventry University")
    other = BODY | {"Organisation": "Coventry University"}
    release = read_release(book(both, Organisations=[BODY, other]), TODAY)
    table = cross_tabulate(release, everything(release), "sector", "lead")
    assert table.rows == ("Universities",)
    assert table.counts.tolist() == [[1, 1]]
    assert table.row_totals.tolist() == [1]


def test_nothing_chosen_is_nought_in_every_cell():
    release, _ = MADE[0]
    table = cross_tabulate(release, ~everything(release), "theme", "status")
    assert not table.counts.any()
    assert not table.row_totals.any()
    assert not table.column_totals.any()
    assert table.total == 0
    last = (len(table.rows) - 1, len(table.columns) - 1)
    assert table.members(0, 0).tolist() == table.members(*last).tolist() == []


def test_groups_that_nobody_is_in_are_named_and_empty():
    statuses = [STATUS, but(STATUS, Value="Complete", Stands_for="complete")]
    release = read_release(book(GOOD, Lists=statuses), TODAY)
    table = cross_tabulate(release, everything(release), "status", "deadline")
    assert set(table.rows) == {"Limited", "Complete"}
    assert len(table.columns) == 4
    assert table.counts.sum() == 1
    assert table.row_totals[table.rows.index("Complete")] == 0


def random_selection(release, seed):
    lot = random.Random(seed)
    chosen = {}
    for field in lot.sample(FILTERS, lot.choice((0, 1, 2, 3))):
        values = release.groupings[field].values
        chosen[field] = tuple(lot.sample(values, min(len(values), lot.choice((1, 1, 2)))))
    return Selection(**chosen, words=lot.choice(("", "", "roundtable", "zebra")))


@pytest.mark.parametrize("seed", range(36))
def test_a_facets_count_is_how_many_its_value_alone_would_show(seed):
    release, _ = MADE[seed % len(MADE)]
    selection = random_selection(release, seed)
    counts = count_facets(release, selection)
    assert tuple(counts) == FILTERS
    for field in FILTERS:
        values = release.groupings[field].values
        alone = [select(release, selection.choosing(field, (value,))).sum() for value in values]
        assert counts[field].tolist() == alone


def test_without_filters_a_facet_counts_every_member():
    for release, _ in MADE:
        counts = count_facets(release, Selection())
        for field in FILTERS:
            members = count_members(release.groupings[field], everything(release))
            assert counts[field].tolist() == members.tolist()


def test_a_value_that_the_release_lacks_leaves_its_own_facets_counts_and_empties_the_others():
    release, groups = MADE[1]
    counts = count_facets(release, Selection(theme=("Nonsense",)))
    assert counts["theme"].sum() == len(groups)
    assert not counts["status"].any()
