"""What an officer's workbook loses, repeats or leaves out is said before it is published."""

from datetime import date

import pytest
from click.testing import CliRunner

from hor.data import main
from hor_data.release import read_release, write_release
from hor_data.upload.check import check_upload
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

TODAY = date(2026, 11, 26)
HEADERS = list(GOOD)
LINE = list(GOOD.values())
NOT_SHOWN = (
    "It stays in your workbook and is not shown on the dashboard: keep it, or move it to another "
    "workbook."
)
ROWS = tuple(
    but(
        GOOD,
        Ref=f"C{number}",
        Title=f"Promise {number}",
        Due="2027",
        Not_yet_shown="The rest",
        Partner_organisations="Aston Villa Foundation",
        Approach="Service delivery",
        Who_it_is_for="Women",
        Why_this_status="A start.",
        Owners_rating="Limited",
        Source="The report",
    )
    for number in range(1, 11)
)
OTHERS = {
    "Updates": [but(UPDATE, Ref=f"C{number}") for number in range(1, 11)],
    "Measures": [but(MEASURE, As_at="2022", Qualifier="at least", Unit="meetings")],
    "Organisations": [
        but(BODY, Area="Birmingham", Previously_known_as="Aston College"),
        {"Organisation": "Aston Villa Foundation", "Short name": "Villa"},
    ],
    "Lists": [STATUS, but(STATUS, Value="Complete", Stands_for="complete")],
}
BEFORE = book(*ROWS, **OTHERS)
SMALL = book(GOOD)


def findings(content, in_force=SMALL):
    checked = check_upload(content, "a hash", read_release(in_force, TODAY), lambda *_: None)
    return [(str(finding), str(finding.severity)) for finding in checked.findings]


def doubts(content):
    checked = check_upload(content, "a hash", read_release(BEFORE, TODAY), lambda *_: None)
    assert checked.proposal, [str(finding) for finding in checked.findings]
    return list(checked.proposal.doubts)


@pytest.mark.parametrize(
    ("content", "warning"),
    [
        (
            raw({"Commitments": [[*HEADERS, None], [*LINE, "a note"]]}),
            "Commitments!H1: The column has no header, and 1 value below. Write the header in row "
            "1; without one the column is not read.",
        ),
        (
            raw({"Commitments": [[*HEADERS, "Due date"], [*LINE, "2027"]]}),
            "Commitments!H1: The column “Due date” is not used. Rename “Due date” to “Due” if it "
            f"holds the deadline. {NOT_SHOWN}",
        ),
        (
            raw({"Commitments": [[*HEADERS, "Partners"], [*LINE, "Villa"]]}),
            "Commitments!H1: The column “Partners” is not used. Rename “Partners” to “Partner "
            f"organisations” if it holds what belongs under “Partner organisations”. {NOT_SHOWN}",
        ),
        (
            raw({"Commitments": [[*HEADERS, "Sauce"], [*LINE, "brown"]]}),
            "Commitments!H1: The column “Sauce” is not used. Rename “Sauce” to “Source” if it "
            f"holds what belongs under “Source”. {NOT_SHOWN}",
        ),
        (
            raw({"Commitments": [[*HEADERS, "Budget code"], [*LINE, 12]]}),
            f"Commitments!H1: The column “Budget code” is not used. {NOT_SHOWN}",
        ),
        (
            book(GOOD, Updates=[UPDATE, but(UPDATE, As_at="2021"), but(UPDATE, Ref="c1")]),
            "Updates!C4: The update is there already, in row 2, with the same ref and date. Remove "
            "one of the two, or correct its date.",
        ),
        (
            book(but(GOOD, Partner_organisations="Acme; aston university")),
            "Commitments!F2: “aston university” leads this commitment and is its partner too. Keep "
            "it under one of the two.",
        ),
        (
            book(but(GOOD, Title=date(2026, 5, 1))),
            "Commitments!C2: The Title is a date, 1 May 2026, where text is expected. If Excel "
            "changed what you typed, format the cell as text and type it again.",
        ),
    ],
)
def test_what_would_go_unseen_is_a_warning(content, warning):
    assert findings(content) == [(warning, "warning")]


@pytest.mark.parametrize(
    ("header", "name", "holds"),
    [
        ("Due date", "Due", "the deadline"),
        ("Deadline", "Due", "the deadline"),
        ("Partners", "Partner organisations", "what belongs under “Partner organisations”"),
        ("Sauce", "Source", "what belongs under “Source”"),
    ],
)
def test_a_header_in_other_words_is_an_error_where_the_release_in_force_has_the_column(
    header, name, holds
):
    content = raw({"Commitments": [[*HEADERS, header], [*LINE, None]]})
    assert findings(content, BEFORE) == [
        (
            f"Commitments!H1: The column “{header}” is not used. Rename “{header}” to “{name}” if "
            f"it holds {holds}, or add a column “{name}”: the release in force has it.",
            "error",
        )
    ]


@pytest.mark.parametrize("header", ["Budget code", "Dues", "Duration"])
def test_a_column_of_the_officers_own_is_never_an_error(header):
    content = raw({"Commitments": [[*HEADERS, "Due", header], [*LINE, None, 12]]})
    assert findings(content, BEFORE) == [
        (f"Commitments!I1: The column “{header}” is not used. {NOT_SHOWN}", "warning")
    ]


def test_a_ref_that_became_a_date_is_an_error():
    assert findings(book(but(GOOD, Ref=date(2026, 5, 1)))) == [
        (
            "Commitments!A2: The Ref is a date, 1 May 2026. Format the cell as text, and type the "
            "ref again.",
            "error",
        )
    ]


@pytest.mark.parametrize("given", ["Autumn 2025", "soon", "Q1 2022/23"])
def test_a_date_of_the_data_that_cannot_be_read_is_an_error_at_the_cover(given):
    lines = {"Cover": [["Title", "Ours"], ["Data as at", given]], "Commitments": [HEADERS, LINE]}
    ((finding, severity),) = findings(raw(lines))
    assert finding.startswith(f"Cover!B2: “{given}” is not a date we can be sure of")
    assert severity == "error"


@pytest.mark.parametrize("given", ["2025", 2025, date(2025, 6, 30), "30 June 2025"])
def test_a_date_of_the_data_may_be_typed_in_several_ways(given):
    lines = {"Cover": [["Data as at", given]], "Commitments": [HEADERS, LINE]}
    assert findings(raw(lines)) == []


def without(sheet, header):
    """The workbook before, with one of its columns left out."""
    names = {"Commitments": ROWS, **OTHERS}
    lines = {}
    for name, rows in names.items():
        headers = list(dict.fromkeys(key for row in rows for key in row))
        kept = [each for each in headers if (name, each) != (sheet, header)]
        lines[name] = [kept, *([row.get(each) for each in kept] for row in rows)]
    return raw(lines)


@pytest.mark.parametrize(
    ("sheet", "header", "number"),
    [
        ("Commitments", "Due", 10),
        ("Commitments", "Not yet shown", 10),
        ("Commitments", "Partner organisations", 10),
        ("Commitments", "Area", 10),
        ("Commitments", "Who it is for", 10),
        ("Commitments", "Approach", 10),
        ("Commitments", "Why this status", 10),
        ("Commitments", "Owner's rating", 10),
        ("Commitments", "Source", 10),
        ("Updates", "Evidence", 10),
        ("Measures", "Target", 1),
        ("Measures", "Result", 1),
        ("Measures", "Qualifier", 1),
        ("Measures", "As at", 1),
        ("Organisations", "Short name", 2),
        ("Organisations", "Sector", 1),
        ("Organisations", "Area", 1),
        ("Organisations", "Previously known as", 1),
    ],
)
def test_a_column_that_is_gone_looks_wrong(sheet, header, number):
    sentence = f"Nothing would be left under “{header}” on {sheet}: {number} have it now."
    assert sentence in doubts(without(sheet, header))


def test_the_definitions_of_a_list_that_are_gone_look_wrong():
    assert "Nothing would be left under “Definition (Status)” on Lists: 2 have it now." in doubts(
        without("Lists", "Definition")
    )


@pytest.mark.parametrize("sheet", ["Updates", "Measures", "Organisations"])
def test_a_sheet_that_is_gone_looks_wrong(sheet):
    others = {name: rows for name, rows in OTHERS.items() if name != sheet}
    said = doubts(book(*ROWS, **others))
    assert any(sheet in sentence or "update" in sentence for sentence in said)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"Status": "Complete"}, "3 of 10 commitments would have another status."),
        ({"Title": "Another"}, "3 of 10 commitments would have another title."),
        ({"Due": "2028"}, "3 of 10 commitments would have another deadline."),
        (
            {"Not_yet_shown": "All of it"},
            "3 of 10 commitments would have other parts that are not yet shown.",
        ),
        (
            {"Lead_organisations": "Aston Villa Foundation", "Partner_organisations": None},
            "3 of 10 commitments would have other lead organisations.",
        ),
    ],
)
def test_a_change_in_more_than_a_fifth_looks_wrong(change, sentence):
    def changed(number):
        return book(*(but(row, **change) for row in ROWS[:number]), *ROWS[number:], **OTHERS)

    assert sentence in doubts(changed(3))
    assert doubts(changed(2)) == []


def test_a_status_that_would_stand_for_something_else_looks_wrong():
    swapped = [but(STATUS, Stands_for="complete"), *OTHERS["Lists"][1:]]
    assert doubts(book(*ROWS, **(OTHERS | {"Lists": swapped}))) == [
        "“Limited” would stand for complete and no longer for limited: 10 commitments of that "
        "status would count so."
    ]


def test_updates_pasted_twice_look_wrong():
    twice = OTHERS | {"Updates": OTHERS["Updates"] * 2}
    assert doubts(book(*ROWS, **twice)) == [
        "10 updates would be there twice, with the same date and words."
    ]


def test_a_release_written_again_looks_right():
    assert doubts(write_release(read_release(BEFORE, TODAY))) == []


def test_the_command_line_publishes_what_looks_wrong_only_with_yes(tmp_path):
    database = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    first.write_bytes(BEFORE)
    second.write_bytes(book(*ROWS[:5], **OTHERS | {"Updates": OTHERS["Updates"][:5]}))

    def publish(file, *more):
        arguments = ["publish", str(file), "--note", "News.", "--database", database, *more]
        result = CliRunner().invoke(main, arguments)
        return result.exit_code, result.output

    assert publish(first)[0] == 0
    assert publish(second) == (
        1,
        "Looks wrong: 5 commitments of 10 would be gone.\n"
        f"{second}: Nothing was published. To publish it all the same, add --yes.\n",
    )
    assert publish(second, "--yes")[0] == 0
