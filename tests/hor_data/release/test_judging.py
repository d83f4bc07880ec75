"""Deadlines are past due from the day after the last that they can mean, and the day is said."""

import json
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from hor_data.changes import commitment_history
from hor_data.dates import judging_day
from hor_data.meeting import build_agenda, list_concerns
from hor_data.release import (
    Selection,
    list_commitments,
    read_record,
    read_release,
    say_deadlines_judged,
    say_judged,
    say_selection,
    select,
)
from hor_exports.chart_files import chart_json
from hor_exports.compared import compare_view
from hor_exports.spreadsheets import write_view_workbook
from hor_exports.spreadsheets.data_package import descriptor
from hor_exports.view import file_name, open_view, status_chart
from hor_web import shown_release as page_release
from tests.support.books import (
    GOOD,
    UPDATE,
    book,
    but,
    raw,
)
from tests.support.screens import ROOT, opened, words
from tests.support.three_releases import published, three

SHIPPED = (ROOT / "data" / "commitments.xlsx").read_bytes()
PAST = Selection(deadline=("Past due",))


def dated(*rows, as_at="", day=date(2026, 11, 26)):
    """A release of these commitments whose cover has this date of data, judged on a day."""
    cover = [["Label", "Details"], ["Data as at", as_at or None]]
    filled = [GOOD | {"Due": None} | row for row in rows]
    commitments = [list(filled[0]), *(list(row.values()) for row in filled)]
    return read_release(raw({"Cover": cover, "Commitments": commitments}), day)


def said(due, day, status="Limited"):
    """What a list says of the deadline of one commitment on a day."""
    release = read_release(book(but(GOOD, Due=due, Status=status)), day)
    (line,) = list_commitments(release, [0])
    return line.deadline


@pytest.mark.parametrize(
    ("due", "last"),
    [
        ("2021-03", date(2021, 3, 31)),
        ("2021-03-14", date(2021, 3, 14)),
        ("2024-02", date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 28)),
        ("2020-12", date(2020, 12, 31)),
        ("2020", date(2020, 12, 31)),
    ],
)
def test_a_deadline_is_past_due_from_the_day_after_the_last_it_can_mean(due, last):
    day_after = date.fromordinal(last.toordinal() + 1)
    words_of_due = said(due, last).removeprefix("Due ")
    assert said(due, last) == f"Due {words_of_due}"
    assert said(due, day_after) == f"Past due: was due {words_of_due}"
    assert said(due, day_after, "Complete") == f"Was due {words_of_due}; now complete"


def test_a_month_is_said_as_a_month():
    assert said("2021-03", date(2021, 3, 31)) == "Due March 2021"
    assert said("2021-03", date(2021, 4, 1)) == "Past due: was due March 2021"
    assert said("", date(2021, 4, 1)) == "No date set"


@pytest.mark.parametrize(
    ("as_at", "today", "day"),
    [
        ("2022", date(2026, 11, 26), date(2022, 12, 31)),
        ("2024-02", date(2026, 11, 26), date(2024, 2, 29)),
        ("2024-06-14", date(2026, 11, 26), date(2024, 6, 14)),
        ("2026", date(2026, 12, 31), date(2026, 12, 31)),
        ("2026", date(2027, 1, 1), date(2026, 12, 31)),
        ("2026", date(2026, 11, 26), date(2026, 11, 26)),
        ("", date(2026, 11, 26), date(2026, 11, 26)),
    ],
    ids=["year", "leap", "day", "last day", "day after", "to come", "no date"],
)
def test_the_last_day_of_data_judges_but_no_day_to_come(as_at, today, day):
    assert judging_day(as_at, today) == day


def test_the_day_stands_with_the_word():
    release = dated({"Due": "2022"}, as_at="2022")
    assert say_judged(release) == "judged on 26 November 2026"
    assert say_deadlines_judged(release) == "Deadlines are judged on 26 November 2026."
    then = release.by_data
    assert say_judged(then) == "judged on 31 December 2022, the last day of its data"
    assert then.id != release.id
    assert then.by_data is then
    undated = dated({"Due": "2022"})
    assert undated.by_data is undated


def test_where_nothing_is_due_no_day_is_said():
    release = dated({"Ref": "C1"}, {"Ref": "C2", "Due": "2021", "Status": "Complete"})
    records = [read_record(release, position) for position in (0, 1)]
    assert [record.judged_deadline for record in records] == [
        "No date set",
        "Was due 2021; now complete",
    ]
    assert say_deadlines_judged(release, [records[0].deadline]) == ""


def test_a_record_and_what_needs_attention_say_the_day():
    release = dated({"Due": "2021-03"})
    assert read_record(release, 0).judged_deadline == (
        "Past due: was due March 2021 (judged on 26 November 2026)"
    )
    concern = list_concerns(release, select(release, Selection()))[0]
    assert concern.explanation == (
        "The date in the promise has passed and no update shows it complete "
        "(as judged on 26 November 2026)."
    )
    assert [item.reason for item in concern.items] == ["Past due: was due March 2021"]


def test_everything_that_says_a_filter_by_deadline_says_its_day():
    view = open_view(dated({"Due": "2021-03"}, as_at="2022"), PAST)
    shown = "1 of 1 commitment: deadline Past due (judged on 26 November 2026)"
    assert say_selection(view.release, PAST, view.chosen) == shown
    cover = load_workbook(BytesIO(write_view_workbook(view)))["Cover"]
    assert shown in [row[1].value for row in cover.iter_rows()]
    assert descriptor(view)["description"].startswith(f"{shown}. ")
    chart = status_chart(view, "theme")
    assert shown in json.loads(chart_json(view, chart))["shown"]
    assert file_name(view, "commitments", "csv") == ("commitments-past-due-on-2026-11-26-2022.csv")


def test_a_chart_of_deadlines_says_the_day():
    chart = status_chart(open_view(dated({"Due": "2021"}), Selection()), "deadline")
    assert chart.subtitle.endswith("Deadlines are judged on 26 November 2026.")
    assert chart.alt.endswith("Deadlines are judged on 26 November 2026.")


def test_each_step_of_a_history_is_judged_on_the_last_day_of_its_own_data():
    releases = [dated({"Due": "2023-03"}, as_at=as_at) for as_at in ("2022", "2023-03", "2023-04")]
    steps = commitment_history(list(enumerate(releases, start=1)), "C1")
    assert [step.deadline for step in steps] == [
        "Due March 2023 (judged on 31 December 2022, the last day of its data)",
        "Due March 2023 (judged on 31 March 2023, the last day of its data)",
        "Past due: was due March 2023 (judged on 30 April 2023, the last day of its data)",
    ]


def test_compared_under_past_due_each_side_is_judged_by_its_own_data():
    """C1 was past due before, C2 is since, C3 is only today: the third is not spoken of."""
    rows = {"C1": "2021", "C2": "2023-03", "C3": "2026"}
    before = dated(*({"Ref": ref, "Due": due} for ref, due in rows.items()), as_at="2022")
    after = dated(
        *({"Ref": ref, "Due": due, "Status": "Unclear"} for ref, due in rows.items()),
        as_at="2024-06",
        day=date(2027, 1, 1),
    )
    found = compare_view(before, open_view(after, PAST))
    assert [change.ref for change in found.changes if change.field == "Status"] == ["C1", "C2"]
    assert found.between.endswith(
        "Deadlines before are judged on 31 December 2022, the last day of its data; "
        "deadlines after are judged on 30 June 2024, the last day of its data."
    )
    assert compare_view(before, open_view(after, Selection())).judged == ""


def test_the_agenda_keeps_the_day_of_the_release():
    release = dated({"Due": "2023-03"}, as_at="2022", day=date(2022, 12, 31))
    assert "Past due" not in [
        item.rule for item in build_agenda(release, everything(release)).items
    ]
    release = dated({"Due": "2023-03"}, as_at="2022", day=date(2023, 4, 1))
    (item,) = build_agenda(release, everything(release)).items
    assert item.rule == "Past due"


def everything(release):
    return select(release, Selection())


@pytest.fixture
def dashboard(monkeypatch, tmp_path):
    with published(monkeypatch, tmp_path, three()):
        yield


def on(monkeypatch, day):
    """Let the pages' clock stand at a day."""

    class Clock(date):
        @classmethod
        def today(cls):
            return day

    monkeypatch.setattr(page_release, "date", Clock)


def test_the_latest_is_judged_today_and_a_pinned_release_by_its_data(monkeypatch, dashboard):
    on(monkeypatch, date(2026, 11, 26))
    latest = words(opened("commitments", ref="HOR-33"))
    assert "Past due: was due March 2021 Judged on 26 November 2026" in latest
    pinned = words(opened("commitments", ref="HOR-33", release="1"))
    assert (
        "Past due: was due March 2021 Judged on 31 December 2022, the last day of its data"
    ) in pinned


def test_a_server_that_runs_over_midnight_judges_by_the_new_day(monkeypatch, tmp_path):
    content = load_workbook(BytesIO(SHIPPED))
    heads = {cell.value: cell.column for cell in content["Commitments"][1]}
    content["Commitments"].cell(2, heads["Due"]).value = "2026-12"
    ref = content["Commitments"].cell(2, heads["Ref"]).value
    out = BytesIO()
    content.save(out)
    with published(monkeypatch, tmp_path, [out.getvalue()]):
        on(monkeypatch, date(2026, 12, 31))
        app = opened("commitments", ref=ref)
        assert "Due December 2026 Judged on 31 December 2026" in words(app)
        on(monkeypatch, date(2027, 1, 1))
        app.run()
        assert "Past due: was due December 2026 Judged on 1 January 2027" in words(app)


def test_what_changed_counts_by_the_day_it_compares_by(monkeypatch, dashboard):
    on(monkeypatch, date(2026, 11, 26))
    said = words(opened("what_changed", deadline="Past due", before="1"))
    assert (
        "1 of 47 commitments: deadline Past due (judged on 30 June 2026, the last day of its data)"
    ) in said
    assert (
        "Deadlines before are judged on 31 December 2022, the last day of its data; "
        "deadlines after are judged on 30 June 2026, the last day of its data."
    ) in said


def test_pages_with_deadlines_say_the_day(monkeypatch, dashboard):
    on(monkeypatch, date(2026, 11, 26))
    day = "Deadlines are judged on 26 November 2026."
    lead = "Birmingham and Solihull Integrated Care Board"
    assert day in words(opened("organisations", organisation=lead))
    assert day in words(opened("roundtable"))
    for page in ("explore", "commitments"):
        assert "Deadline (as judged on 26 November 2026)" in words(opened(page))
    past_due = words(opened(deadline=["Past due"]))
    assert "1 of 47 commitments: deadline Past due (judged on 26 November 2026)" in past_due


def test_the_updates_of_a_record_stand_in_time_order_and_those_of_a_date_as_the_rows_do():
    dates = ("2023", "2021-06", "2022", "2021-06")
    updates = [UPDATE | {"As at": day, "Update": f"Row {row}"} for row, day in enumerate(dates)]
    record = read_record(read_release(book(GOOD, Updates=updates), date(2026, 11, 26)), 0)
    assert [update.text for update in record.updates] == ["Row 1", "Row 3", "Row 2", "Row 0"]
