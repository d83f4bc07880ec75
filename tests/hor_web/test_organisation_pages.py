"""One organisation's page, two of them side by side, and the list: counted again by pandas."""

import re
from datetime import date

import pandas as pd
import pytest

from tests.support.books import BODY, GOOD, UPDATE, book, but
from tests.support.screens import ROOT, markup, opened, words
from tests.support.three_releases import NOW, published, three

ASTON, WMCA = "Aston University", "West Midlands Combined Authority"
SHEET, UPDATES, BODIES = (
    pd.read_excel(
        ROOT / "data/commitments.xlsx", sheet, dtype=str, keep_default_na=False, engine="openpyxl"
    )
    for sheet in ("Commitments", "Updates", "Organisations")
)


def parts(cell):
    return [name.strip() for name in cell.split(";")]


def led_by(name):
    return SHEET[SHEET["Lead organisations"].map(lambda cell: name in parts(cell))]


def helped_by(name):
    return SHEET[SHEET["Partner organisations"].map(lambda cell: name in parts(cell))]


def table(app, name):
    """The rows of a table of the page, as lists of words."""
    found = re.search(rf'<table class="{name}">(.*?)</table>', markup(app), re.S)
    rows = re.findall(r"<tr.*?</tr>", found[1], re.S)
    cells = [re.findall(r"<t[hd].*?</t[hd]>", row, re.S) for row in rows]
    return [
        [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in of_row] for of_row in cells
    ]


def test_a_page_says_how_it_stands_when_it_reported_and_what_is_late():
    said = words(opened("organisations", organisation="Birmingham-Solihull ICS"))
    assert "Of 4 commitments it leads, 1 is substantial and 3 limited." in said
    assert "Last reported 2022 Past due 1 commitment Next date due None ahead" in said
    assert "A trend begins with the second release." in said


@pytest.mark.parametrize("name", [ASTON, WMCA, "Coventry University"])
def test_each_commitment_that_it_leads_is_a_square_with_its_name(name):
    shown = markup(opened("organisations", organisation=name))
    strip = shown[shown.index("body-strip") : shown.index("</ul>", shown.index("body-strip"))]
    refs = re.findall(r'data-key="strip-[^"]*-(HOR-\d\d)"', strip)
    assert sorted(refs) == sorted(led_by(name)["Ref"])


def test_each_has_a_line_of_its_promise_and_of_its_latest_update():
    said = words(opened("organisations", organisation=ASTON))
    for ref, promise in led_by(ASTON)[["Ref", "Commitment"]].itertuples(index=False):
        latest = UPDATES[UPDATES["Ref"] == ref].sort_values("As at").iloc[-1]
        assert f"Promise {' '.join(promise.split())[:60]}" in said
        assert f": {' '.join(latest['Update'].split())[:60]}" in said


def test_two_bodies_stand_side_by_side_count_for_count():
    rows = {row[0]: row[1:] for row in table(opened_with(ASTON, WMCA), "pair")[1:]}
    statuses = ("Complete", "Substantial", "Limited", "Not started", "Unclear")
    for column, name in enumerate((ASTON, WMCA)):
        led = led_by(name)
        assert rows["Leads"][column] == str(len(led))
        assert rows["Helps with"][column] == str(len(helped_by(name)))
        for status in statuses:
            assert rows[status][column] == str((led["Status"] == status).sum())
        latest = UPDATES[UPDATES["Ref"].isin(led["Ref"])]["As at"].str[:4].max()
        assert rows["Last reported"][column].endswith(latest)


def opened_with(name, other, **asked):
    return opened("organisations", organisation=name, **asked, **{"with": other})


def test_the_comparison_is_said_in_a_sentence_and_kept_in_the_address():
    app = opened_with(ASTON, "wmca")
    sentence = (
        "Aston University leads 3 commitments, none of them complete; "
        "WMCA leads 9 commitments, 1 of them complete."
    )
    assert sentence in words(app)
    assert app.query_params["with"] == "wmca"
    assert f"Compared with {WMCA}" in words(app)


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        (
            "Astom Villa",
            "There is no organisation “Astom Villa” in this release. Choose one to compare with.",
        ),
        (
            "aston university",
            "“aston university” is this organisation itself. Choose another to compare it with.",
        ),
        ("W" * 300, f"There is no organisation “{'W' * 200}” in this release."),
    ],
    ids=["unknown", "itself", "too long"],
)
def test_a_name_that_cannot_be_compared_falls_back_with_a_sentence(other, sentence):
    app = opened_with(ASTON, other)
    assert sentence in words(app)
    assert 'class="pair"' not in markup(app)
    assert not app.exception


def test_one_that_only_helps_is_compared_too_and_has_no_trend():
    helpers = [name for name in BODIES["Organisation"] if not len(led_by(name))]
    helper = next(name for name in helpers if len(helped_by(name)))
    app = opened_with(helper, ASTON)
    rows = {row[0]: row[1:] for row in table(app, "pair")[1:]}
    assert rows["Leads"] == ["0", "3"]
    assert rows["Helps with"] == [str(len(helped_by(helper))), str(len(helped_by(ASTON)))]
    assert rows["Last reported"][0] == "Leads none"
    assert "It leads no commitment." in words(app)
    assert "A trend begins" not in words(app)


def test_the_filter_by_lead_is_left_out_of_a_comparison_and_the_page_says_so():
    app = opened_with(ASTON, WMCA, lead=[ASTON])
    assert (
        "The filter by lead organisation is left out here, so that both can be counted."
        in words(app)
    )
    rows = {row[0]: row[1:] for row in table(app, "pair")[1:]}
    assert rows["Leads"] == ["3", str(len(led_by(WMCA)))]


def test_other_filters_hold_in_a_comparison():
    app = opened_with(ASTON, WMCA, status=["Limited"])
    rows = {row[0]: row[1:] for row in table(app, "pair")[1:]}
    limited = [str((led_by(name)["Status"] == "Limited").sum()) for name in (ASTON, WMCA)]
    assert rows["Leads"] == rows["Limited"] == limited
    assert "left out here" not in words(app)


def test_each_release_is_a_row_of_marks_by_the_name_it_had_then(monkeypatch, tmp_path):
    with published(monkeypatch, tmp_path, three()):
        app = opened("organisations", organisation=NOW)
        rows = table(app, "marks")
        # No release had it with another status.
        assert rows[0] == ["Data as at", "Substantial", "Limited", "Led"]
        # The second release took HOR-42 back, which it led.
        assert [row[0] for row in rows[1:]] == [
            "2022 Release 1",
            "June 2024 Release 2",
            "June 2026 Release 3",
        ]
        assert [row[1:] for row in rows[1:]] == [
            ["1", "3", "4"],
            ["1", "2", "3"],
            ["1", "2", "3"],
        ]
        assert "A trend begins" not in words(app)


def test_the_list_says_how_those_it_leads_stand_and_when_it_last_reported():
    rows = {row[0].split(" Previously")[0]: row[1:] for row in bodies(opened("organisations"))}
    for name in (ASTON, WMCA):
        led = led_by(name)
        counts = led["Status"].value_counts()
        assert [int(number) for number in re.findall(r"\d+", rows[name][3])] == [
            int(counts[status])
            for status in ("Complete", "Substantial", "Limited", "Unclear")
            if status in counts
        ]
        assert rows[name][1] == str(len(led))


def bodies(app):
    return table(app, "cards bodies")[1:]


@pytest.mark.parametrize("order", ["most", "name", "silent", "listed"])
def test_the_list_has_the_order_that_its_address_names(order):
    app = opened("organisations", order=order)
    rows = bodies(app)
    leads = [int(row[2]) for row in rows]
    names = [row[0] for row in rows]
    assert app.query_params["order"] == order
    assert {
        "most": leads == sorted(leads, reverse=True),
        "name": names == sorted(names, key=str.casefold),
        "silent": [bool(number) for number in leads] == sorted(map(bool, leads), reverse=True),
        "listed": leads[0] > 0 and leads[-1] == 0,
    }[order]


def test_an_order_that_is_none_falls_back_with_a_sentence():
    said = words(opened("organisations", order="score"))
    assert "There is no order “score” here; it may be listed, most, silent or name." in said


@pytest.fixture
def long_names(monkeypatch, tmp_path):
    """A workbook of one commitment, led by a body of 200 letters and helped by another."""
    lead, helper = long_pair = ("L" * 200, "H" * 200)
    row = but(
        GOOD,
        Lead_organisations=lead,
        Partner_organisations=helper,
        Commitment="W" * 400,
        Due="2031",
    )
    update = UPDATE | {"Update": "U" * 400}
    content = book(
        row,
        Updates=[update],
        Organisations=[BODY | {"Organisation": name, "Short name": ""} for name in long_pair],
    )
    (tmp_path / "long.xlsx").write_bytes(content)
    monkeypatch.setenv("HOR_WORKBOOK", str(tmp_path / "long.xlsx"))
    return lead, helper


def test_names_and_promises_of_one_long_word_are_cut_to_a_line(long_names):
    lead, helper = long_names
    assert date.today() < date(2031, 12, 31)
    app = opened_with(lead, helper)
    said = words(app)
    assert f"Promise {'W' * 104}… Evidence 2022: {'U' * 104}…" in said
    assert "Next date due 2031" in said
    rows = {row[0]: row[1:] for row in table(app, "pair")[1:]}
    assert rows["Leads"] == ["1", "0"]
    assert rows["Helps with"] == ["0", "1"]
    assert not app.exception
