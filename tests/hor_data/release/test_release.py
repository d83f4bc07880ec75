"""A release: what a workbook says, typed; and the laws that hold whatever the workbook."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from hor_data.checks import check_workbook
from hor_data.release import (
    GROUPINGS,
    ReleaseRefusedError,
    Selection,
    read_published,
    read_release,
    select,
    tally_by,
    tally_statuses,
    write_release,
)
from hor_data.release.groupings import DEADLINES
from hor_data.workbook import COLUMNS_BY_SHEET, NOT_STATED, UnreadableWorkbookError, read_workbook
from tests.support.books import (
    BODY,
    GOOD,
    MEASURE,
    STATUS,
    UPDATE,
    book,
    but,
    raw,
)

TODAY = date(2022, 7, 14)
# Making a failing workbook smaller would take minutes, and these are small.
QUICK = settings(deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
FRAMES = ("commitments", "updates", "measures", "organisations")


def release(*rows, **others):
    return read_release(book(*rows, **others), TODAY)


def test_cells_of_several_values_are_tuples_and_the_rest_is_text():
    several = but(GOOD, Who_it_is_for="Women; ;Staff and workforce;Women")
    row = release(several).commitments.loc[0]
    assert row["Who it is for"] == ("Women", "Staff and workforce")
    assert row["Partner organisations"] == ()
    assert row["Lead organisations"] == ("Aston University",)
    assert (row["Title"], row["Due"], row["Owner's rating"]) == ("Hold the roundtable", "", "")


@pytest.mark.parametrize(
    ("due", "read"), [(2022, "2022"), ("July 2022", "2022-07"), (date(2022, 7, 4), "2022-07-04")]
)
def test_a_date_is_as_exact_as_it_was_given(due, read):
    assert release(but(GOOD, Due=due)).commitments["Due"].tolist() == [read]


def test_a_number_in_a_text_column_is_text():
    commitments = release(but(GOOD, Ref=7, Title=2022.0, Commitment=3.5)).commitments
    assert commitments.loc[0, ["Ref", "Title", "Commitment"]].tolist() == ["7", "2022", "3.5"]


def test_numbers_are_numbers_also_where_they_were_typed_as_text():
    measures = release(GOOD, Measures=[but(MEASURE, Target="1,000", Result=None)]).measures
    assert measures["Target"].tolist() == [1000.0]
    assert measures["Result"].isna().all()


def test_listed_values_and_names_take_the_spelling_of_their_lists():
    shouted = but(GOOD, Status="LIMITED", Area="black\u00a0country")
    shouted |= {"Lead organisations": "aston university"}
    row = release(shouted, Organisations=[BODY]).commitments.loc[0]
    assert row[["Status", "Area"]].tolist() == ["Limited", "Black Country"]
    assert row["Lead organisations"] == ("Aston University",)


def test_without_an_organisations_sheet_the_first_spelling_holds():
    again = but(GOOD, Ref="C2", Lead_organisations="ASTON UNIVERSITY")
    organisations = release(GOOD, again).organisations
    assert organisations["Sector"].to_dict() == {"Aston University": ""}


def test_updates_and_measures_take_the_spelling_of_the_commitments_ref():
    of = release(but(GOOD, Ref="C 1"), Updates=[but(UPDATE, Ref="c\u00a01")])
    assert of.updates["Ref"].tolist() == ["C 1"]


def test_what_is_not_stated_says_so():
    of = release(but(GOOD, Area=None))
    assert of.groupings["area"].values == (NOT_STATED,)
    assert of.groupings["sector"].values == (NOT_STATED,)
    assert of.groupings["group"].values == (NOT_STATED,)


def test_without_a_lists_sheet_the_built_in_lists_hold():
    statuses = [one.value for one in release(GOOD).statuses]
    assert statuses == ["Complete", "Substantial", "Limited", "Not started", "Unclear"]


def test_a_list_of_ones_own_replaces_the_built_in_and_keeps_its_order():
    scale = [
        but(STATUS, List="status", Value="Green", Stands_for="Complete"),
        but(STATUS, Value="Amber", Stands_for="LIMITED"),
    ]
    of = release(but(GOOD, Status="green"), Lists=scale)
    assert [(one.list_name, one.value, one.stands_for) for one in of.statuses] == [
        ("Status", "Green", "complete"),
        ("Status", "Amber", "limited"),
    ]
    assert of.meanings["Green"] == "complete"
    assert of.definition("Status", "Amber") == "A start."
    assert tally_statuses(of, np.array([True])) == {"Green": 1, "Amber": 0}


@pytest.mark.parametrize(
    ("due", "status", "said"),
    [
        ("", "Limited", "No date set"),
        ("2022-07-13", "Limited", "Past due"),
        ("2022-07-14", "Limited", "Not yet due"),
        ("2022-07", "Limited", "Not yet due"),
        ("2022-06", "Limited", "Past due"),
        ("2022", "Unclear", "Not yet due"),
        ("2021", "Complete", "Had a date, now complete"),
    ],
)
def test_a_deadline_passes_only_when_the_last_day_it_can_mean_has(due, status, said):
    deadlines = release(but(GOOD, Due=due, Status=status)).groupings["deadline"]
    assert deadlines.values == DEADLINES
    assert [deadlines.values[code] for code in deadlines.codes] == [said]


def test_a_commitment_is_found_by_its_ref_whatever_the_case():
    of = release(GOOD, but(GOOD, Ref="C-2"))
    assert [of.position(ref) for ref in ("c1", "c 2", "C3")] == [0, 1, None]


def test_the_cover_gives_the_name_and_the_date_of_the_data():
    cover = [["Label", "Details"], ["Release", "Spring"], ["Data as at", "March 2022"]]
    commitments = [list(GOOD), list(GOOD.values())]
    of = read_release(raw({"Cover": cover, "Commitments": commitments}), TODAY)
    assert (of.name, of.as_at) == ("Spring", "2022-03")
    assert (release(GOOD).name, release(GOOD).as_at) == ("", "")


def test_the_same_bytes_on_the_same_day_have_the_same_id():
    content = book(GOOD)
    first, again = read_release(content, TODAY), read_release(content, TODAY)
    assert first.id == again.id
    assert first.id != read_release(content, date(2022, 7, 15)).id


def test_a_workbook_with_errors_is_refused_with_all_its_findings():
    with pytest.raises(ReleaseRefusedError) as refused:
        release(but(GOOD, Status="?", Theme=None))
    assert [finding.cell for finding in refused.value.findings] == ["B2", "K2"]


def test_a_warning_does_not_refuse_a_workbook():
    warned = but(MEASURE, Target=None, Result=None)
    assert len(release(GOOD, Measures=[warned]).measures) == 1


def assert_the_same(one, other):
    for name in FRAMES:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))
    assert one.lists == other.lists
    assert dict(one.cover) == dict(other.cover)
    assert one.search_index.texts == other.search_index.texts


def test_a_release_written_and_read_is_the_same_release():
    of = release(
        but(GOOD, Due="2022-07", Not_yet_shown="a; b"),
        but(GOOD, Ref="C2", Title="=1+1"),
        Updates=[UPDATE],
        Measures=[MEASURE, but(MEASURE, Result=None, Target=2.5)],
        Organisations=[BODY],
        Lists=[STATUS, {"List": "Colour", "Value": "Red"}],
    )
    assert_the_same(read_release(write_release(of), TODAY), of)


TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)


@settings(QUICK, max_examples=60)
@given(TEXT, TEXT, TEXT, st.floats(-1e300, 1e300))
def test_any_text_and_number_survives_being_written_and_read(title, update, name, target):
    content = book(
        but(GOOD, Title="A " + _printable(title), Lead_organisations="B " + _printable(name)),
        Updates=[but(UPDATE, Update="C " + _printable(update))],
        Measures=[but(MEASURE, Target=target)],
    )
    of = read_release(content, TODAY)
    assert_the_same(read_release(write_release(of), TODAY), of)


def _printable(text):
    """Text that openpyxl will write: Excel itself has no control characters in a cell."""
    return "".join(one for one in text if one >= " " and one not in "\ufffe\uffff")


ODD = st.sampled_from(
    [
        "",
        " ",
        ";",
        "; ;",
        "\u00a0",
        "#REF!",
        "=A1",
        "Status",
        "ref",
        "TITLE ",
        "C1",
        "c 1",
        "0",
        "None",
        "Limited",
        "Aston University",
        "01/02/22",
        "2022-07",
        "<b>",
        "𝕊",
        "\u202eabc",
        "_x0041_",
    ]
)
CELLS = st.one_of(
    st.none(),
    ODD,
    TEXT.map(_printable),
    st.booleans(),
    st.integers(-(10**18), 10**18),
    st.floats(),
    st.dates(min_value=date(1900, 1, 1)),
    st.datetimes(min_value=pd.Timestamp(1900, 1, 1).to_pydatetime()),
    st.times(),
)
NAMES = st.one_of(
    st.sampled_from([*COLUMNS_BY_SHEET, "Cover", "Notes", "commitments ", "Chart"]),
    TEXT.map(lambda text: "".join(one for one in _printable(text) if one not in "\\*?:/[]'")[:31]),
)
HEADERS = st.one_of(
    st.sampled_from([one.name for of in COLUMNS_BY_SHEET.values() for one in of]), CELLS
)
LINES = st.tuples(st.lists(HEADERS, max_size=8), st.lists(st.lists(CELLS, max_size=8), max_size=4))
WORKBOOKS = st.dictionaries(
    NAMES.filter(str.strip), LINES.map(lambda of: [of[0], *of[1]]), min_size=1, max_size=5
)


def assert_it_works(of):
    """Everything a page asks of a release can be asked of this one."""
    chosen = select(of, Selection())
    assert chosen.sum() == len(of.commitments) == sum(tally_statuses(of, chosen).values())
    for field in GROUPINGS:
        assert tally_by(of, chosen, field).to_numpy().sum() >= chosen.sum()
    assert_the_same(read_release(write_release(of), TODAY), of)


@settings(QUICK, max_examples=150)
@given(WORKBOOKS)
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_whatever_the_workbook_it_is_read_checked_or_refused_and_nothing_else(sheets):
    content = raw({name: lines for name, lines in _distinct(sheets).items()})
    try:
        check_workbook(read_workbook(content))
        of = read_release(content, TODAY)
    except (UnreadableWorkbookError, ReleaseRefusedError):
        return
    assert_it_works(of)


def some(most, *headers):
    """Up to so many rows with odd cells in some of these columns."""
    return st.lists(st.dictionaries(st.sampled_from(headers), CELLS, max_size=2), max_size=most)


@settings(QUICK, max_examples=150)
@given(
    some(4, "Ref", "Title", "Lead organisations", "Due", "Area", "Not yet shown", "Status"),
    some(2, "List", "Value", "Stands for"),
    some(2, "Organisation", "Sector"),
)
def test_a_nearly_good_workbook_is_a_release_that_works_or_is_refused(commitments, lists, bodies):
    rows = [GOOD | {"Ref": f"C{number}"} | odd for number, odd in enumerate(commitments)]
    content = book(
        *rows, Lists=[STATUS | odd for odd in lists], Organisations=[BODY | odd for odd in bodies]
    )
    try:
        of = read_release(content, TODAY)
    except (UnreadableWorkbookError, ReleaseRefusedError):
        return
    assert_it_works(of)


def _distinct(sheets):
    """Excel, and so openpyxl, has no two names that differ only by case."""
    return dict({name.casefold(): (name, lines) for name, lines in sheets.items()}.values())


def test_a_check_that_is_added_later_takes_nothing_away_that_was_published():
    """1.500 typed as text was once read as one and a half; today it is a question."""
    content = book(GOOD, Measures=[but(MEASURE, Target="1.500")])
    with pytest.raises(ReleaseRefusedError):
        read_release(content, date(2026, 11, 26))
    published = read_published(content, date(2026, 11, 26))
    assert list(published.measures["Target"]) == [1.5]
