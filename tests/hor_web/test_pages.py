"""Every page, run as a reader would meet it."""

import json
import re
from collections import Counter

import pytest

from hor_data.dates import say_date
from hor_data.words import put_as_question
from tests.support.books import (
    BODY,
    GOOD,
    MEASURE,
    UPDATE,
    book,
    but,
)
from tests.support.screens import (
    PAGES,
    ROOT,
    bars,
    charts,
    markup,
    opened,
    words,
)

CODED = json.loads((ROOT / "data/coded/commitments.json").read_text(encoding="utf-8"))
BODIES = json.loads((ROOT / "data/coded/organisations.json").read_text(encoding="utf-8"))
SECTOR = {body["name"]: body["sector"] for body in BODIES}
SCALE = ("Complete", "Substantial", "Limited", "Not started", "Unclear")


def shown_counts(app):
    """The counts by status as Explore prints them."""
    found = re.findall(r'data-toggle="status=([^"]+)".*?"figure">([\d,]+)<', markup(app), re.DOTALL)
    return {status: int(number) for status, number in found}


def shown_totals(field, **asked):
    """Each group's total, from the table beneath the chart by status of a grouping."""
    (chart,) = charts(bars(field, **asked))
    (body,) = re.findall(r"<tbody>(.*?)</tbody>", chart["foot"], re.DOTALL)
    row = r'<th scope="row">(.*?)</th>.*?(\d+)</td>(?:<td>(?:yes|no)</td>)?</tr>'
    rows = re.findall(row, body, re.DOTALL)
    return {group.replace("&amp;", "&"): int(total) for group, total in rows}


def coded(keep=lambda one: True):
    counts = Counter(one["status"] for one in CODED if keep(one))
    return {status: counts[status] for status in SCALE}


@pytest.mark.parametrize("page", PAGES)
def test_every_page_runs_and_says_its_source(page):
    app = opened(page)
    assert not app.exception
    assert "Contains public sector information licensed under the Open Government" in words(app)
    assert "Data as at 2022" in words(app)


def test_every_chart_has_its_words_and_its_table():
    drawn = [chart for field in ("theme", "sector", "lead") for chart in charts(bars(field))]
    assert [chart["name"] for chart in drawn] == [
        "status-by-theme",
        "status-by-sector",
        "status-by-lead-organisation",
    ]
    for chart in drawn:
        assert chart["alt"].startswith("Stacked bar chart of how commitments stand across")
        assert chart["title"] in chart["head"]
        assert "As words and a table" in chart["foot"]
        assert "<caption>" in chart["foot"]


def test_explore_reads_what_the_coded_page_says():
    app = opened()
    assert shown_counts(app) == {
        "Complete": 6,
        "Substantial": 14,
        "Limited": 21,
        "Not started": 0,
        "Unclear": 5,
    }
    assert sum(shown_counts(app).values()) == 46
    assert list(shown_totals("theme").values()) == [14, 12, 11, 9]
    assert len(shown_totals("lead")) == 19
    assert "6 of 46 commitments are complete; 21 show first steps only." in words(app)


@pytest.mark.parametrize(
    ("asked", "keep"),
    [
        ({"theme": ["People-powered health"]}, lambda one: one["theme"] == "People-powered health"),
        ({"area": ["Dudley", "Walsall"]}, lambda one: one["area"] in ("Dudley", "Walsall")),
        (
            {"sector": ["NHS"], "group": ["Staff and workforce"]},
            lambda one: (
                "NHS" in {SECTOR[name] for name in one["lead_organisations"]}
                and "Staff and workforce" in one["groups"]
            ),
        ),
        ({"deadline": ["Past due"]}, lambda one: one["ref"] == "HOR-33"),
        (
            {"lead": ["Aston University"]},
            lambda one: "Aston University" in one["lead_organisations"],
        ),
    ],
    ids=["theme", "two areas", "sector and group", "deadline", "lead organisation"],
)
def test_under_a_filter_each_number_is_counted_from_the_coded_page(asked, keep):
    app = opened(**asked)
    assert shown_counts(app) == coded(keep)
    number = sum(coded(keep).values())
    assert f"{number} of 46 commitments:" in words(app)
    if "theme" not in asked:
        themes = Counter(one["theme"] for one in CODED if keep(one))
        assert shown_totals("theme", **asked) == dict(themes)


def test_a_chart_keeps_its_own_context():
    asked = {"theme": ["People-powered health"]}
    assert list(shown_totals("theme", **asked).values()) == [14, 12, 11, 9]
    (chart,) = charts(bars("theme", **asked))
    assert [row["value"] for row in chart["rows"] if row["chosen"]] == ["People-powered health"]


@pytest.mark.parametrize("one", CODED, ids=lambda one: one["ref"])
def test_the_record_holds_every_fact(one):
    said = words(opened("commitments", ref=one["ref"]))
    facts = [one["ref"], one["title"], one["commitment"], one["theme"], one["status"]]
    facts += [one["status_basis"], one["area"], one["approach"], f"item {one['source_item']}"]
    facts += [
        text for update in one["updates"] for text in (update["text"], say_date(update["as_at"]))
    ]
    facts += [f"“{quotation}”" for quotation in one["evidence"]]
    facts += [put_as_question(part) for part in one["not_shown"]]
    facts += one["groups"] + one["lead_organisations"] + one["partner_organisations"]
    facts += [name for name in one["named_then"].split("; ") if name]
    facts += [measure["label"] for measure in one["measures"]]
    facts += [measure["qualifier"] for measure in one["measures"]]
    facts += [say_date(one["due"])] if one["due"] else ["No date set"]
    for measure in one["measures"]:
        for number in (measure["target"], measure["actual"]):
            facts += [f"{number:,}"] if number is not None else []
    assert [fact for fact in facts if " ".join(fact.split()) not in said] == []


@pytest.mark.parametrize("page", ["commitments", "explore"])
def test_records_are_a_link_away(page):
    links = set(re.findall(r'href="commitments\?ref=(HOR-\d\d)', markup(opened(page))))
    assert links == {one["ref"] for one in CODED}


@pytest.mark.parametrize("page", ["explore", "commitments", "organisations"])
def test_where_a_status_stands_its_making_is_said(page):
    asked = {"organisation": "Aston University"} if page == "organisations" else {}
    said = words(opened(page, **asked))
    assert "our reading of the published updates, not the organisations’ own rating" in said


def test_like_is_compared_only_with_like():
    said = words(opened("measures"))
    assert (
        "12 of 46 commitments state a number; none of the 15 measures has a target and a result"
        in said
    )
    assert "570" not in said
    record = words(opened("commitments", ref="HOR-28"))
    assert "450 people" in record
    assert "2,566 people" in record


def test_an_organisation_shows_what_it_leads_helps_with_and_is_asked():
    assert "Walsall Housing Group (whg)" in words(opened("organisations", organisation="WHG"))
    said = words(opened("organisations", organisation="nobody"))
    assert "There is no organisation “nobody” in this release" in said
    said = words(
        opened("organisations", organisation="Birmingham and Solihull Integrated Care System")
    )
    assert "Of 4 commitments it leads" in said
    assert "One digital domain for primary care by March 2021: what can you show?" in said
    assert "Previously known as Birmingham and Solihull Sustainability" in said


def test_about_says_the_nine_things_and_how_statuses_were_made():
    said = words(opened("about"))
    for thing in ("Accessibility", "Source and producer", "Status of the figures", "Contact"):
        assert thing in said
    assert "They agreed on 40 of 46 (Cohen's kappa 0.80)" in said


def test_where_nothing_matches_the_filter_to_loosen_is_named():
    app = opened(
        theme=["People-powered health"], lead=["Coventry University"], status=["Not started"]
    )
    assert (
        "No commitments match these filters. Take out a filter to see commitments again. "
        "Take out Status (1 commitment) Clear all filters"
    ) in words(app)
    assert not app.exception


def test_where_no_single_filter_empties_the_page_it_says_so():
    app = opened(status=["Not started"], words="zebra")
    assert (
        "Taking out one filter is not enough. Clear all filters to see commitments again. "
        "Clear all filters"
    ) in words(app)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "asked",
    [
        {"status": ["Bogus"], "ref": "HOR-99"},
        {"ref": "\x00<script>alert(1)</script>", "organisation": "' or 1=1 --"},
        {"words": "x" * 5000, "page": "999", "theme": ["a"] * 50},
        {"release": "999999999999", "deadline": [""]},
    ],
    ids=["off the list", "hostile", "too long", "odd"],
)
def test_a_nonsense_address_is_ignored_or_explained(page, asked):
    app = opened(page, **asked)
    assert not app.exception
    assert "<script>alert" not in markup(app)


def test_an_unknown_ref_is_explained():
    said = words(opened("commitments", ref="HOR-O9"))
    assert "There is no commitment “HOR-O9” in this release Did you mean HOR-09" in said
    said = words(opened("commitments", ref="HOR-99"))
    assert "There is no commitment “HOR-99” in this release" in said
    assert "Did you mean" not in said


HOSTILE = "<img src=x onerror=alert(1)> **bold** ![x](https://example.org/p.png) $x$ :red[y]"


@pytest.mark.parametrize("page", PAGES)
def test_markup_in_a_workbook_is_shown_as_text(page, monkeypatch, tmp_path):
    rows = but(
        GOOD, Title=HOSTILE, Commitment=HOSTILE, Lead_organisations=HOSTILE, Why_this_status=HOSTILE
    )
    update = UPDATE | {"Update": HOSTILE, "Evidence": HOSTILE}
    measure = MEASURE | {"Measure": HOSTILE, "Unit": HOSTILE}
    body = BODY | {"Organisation": HOSTILE, "Short name": HOSTILE}
    content = book(rows, Updates=[update], Measures=[measure], Organisations=[body])
    (tmp_path / "hostile.xlsx").write_bytes(content)
    monkeypatch.setenv("HOR_WORKBOOK", str(tmp_path / "hostile.xlsx"))
    asked = {"commitments": {"ref": "C1"}, "organisations": {"organisation": HOSTILE}}
    app = opened(page, **asked.get(page, {}))
    assert not app.exception
    assert "<img" not in markup(app)
    if page in asked:
        assert HOSTILE in words(app)
    for chart in charts(app):
        assert "<img" not in json.dumps(chart["spec"]["layout"]["yaxis"]["ticktext"])


@pytest.mark.parametrize("page", PAGES)
def test_a_workbook_of_commitments_alone_fills_every_page(page, monkeypatch, tmp_path):
    (tmp_path / "bare.xlsx").write_bytes(book(GOOD))
    monkeypatch.setenv("HOR_WORKBOOK", str(tmp_path / "bare.xlsx"))
    app = opened(page, **({"ref": "C1"} if page == "commitments" else {}))
    assert not app.exception
    if page == "commitments":
        assert "No update supplied as at a date not stated." in words(app)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "There is no workbook at here.xlsx. Put it there, or name another in HOR_WORKBOOK."),
        (b"not a workbook", "The file is not an Excel workbook."),
        (book(but(GOOD, Status="Limitd")), "Commitments, cell K2"),
    ],
    ids=["missing", "unreadable", "with an error"],
)
def test_a_workbook_that_cannot_be_shown_is_explained(content, said, monkeypatch, tmp_path):
    path = tmp_path / "here.xlsx"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setenv("HOR_WORKBOOK", str(path))
    app = opened()
    assert not app.exception
    assert "The workbook cannot be shown yet" in words(app)
    assert said in words(app)
    assert "Traceback" not in words(app)
