from datetime import date

import pytest
from openpyxl.styles import Font, PatternFill

from hor_data.checks import Severity, check_workbook
from hor_data.checks.catalogue import CHECKS
from hor_data.workbook import Workbook, read_workbook
from tests.support.books import (
    BODY,
    GOOD,
    MEASURE,
    STATUS,
    UPDATE,
    book,
    but,
    raw,
    unzipped,
    zipped,
)

HEADERS = ["Ref", "Theme", "Title", "Commitment", "Lead organisations", "Status"]
LINE = [GOOD[header] for header in HEADERS]
MEANINGS = "Enter complete, substantial, limited, not started or unclear."
MEANT_C1 = "Did you mean C1? If not, add the commitment first."
REMOVE = "Enter at least one of them, or remove the row."
DATES = "Enter a year, a month or a day, for example 2022, 2022-07 or 2022-07-14."
DIGITS = "Enter digits only, for example 1000; the Unit and the Qualifier hold the rest."
ABOVE = (
    "Put the headers in row 1, with nothing above them: at least Ref, Theme, Title, Commitment, "
    "Lead organisations and Status."
)
TYPED = "Type the value itself in place of the formula."
STATUSES = "Choose Complete, Substantial, Limited, Not started or Unclear."


def own_list(name):
    """How a list of one's own is given, where the workbook has none."""
    headers = "List, Value and Stands for" if name == "Status" else "List and Value"
    return (
        f" Or give a list of your own on a sheet “Lists” with the headers {headers}: a row for "
        f"each value that you use, with “{name}” under List."
    )


def found(content):
    """The findings as (place, problem, suggestion), to compare in one glance."""
    findings = check_workbook(read_workbook(content))
    return [(f"{f.sheet}!{f.cell}", f.problem, f.suggestion) for f in findings]


def test_a_good_workbook_has_no_findings():
    everything = book(
        GOOD, Updates=[UPDATE], Measures=[MEASURE], Organisations=[BODY], Lists=[STATUS]
    )
    assert found(everything) == []
    assert found(book(GOOD)) == []


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (
            {"Status": "on trak"},
            (
                "K2",
                "“on trak” is not on the list for Status.",
                STATUSES + own_list("Status"),
            ),
        ),
        (
            {"Status": "Limitted"},
            ("K2", "“Limitted” is not on the list for Status.", "Did you mean “Limited”?"),
        ),
        (
            {"Owners_rating": 3},
            (
                "N2",
                "“3” is not on the list for Owner's rating.",
                STATUSES + own_list("Status"),
            ),
        ),
        (
            {"Area": "Atlantis"},
            (
                "G2",
                "“Atlantis” is not on the list for Area.",
                "Choose one of the 13 values of the template." + own_list("Area"),
            ),
        ),
        (
            {"Theme": None},
            ("B2", "The Theme is blank.", "Fill it in, for example “People-powered health”."),
        ),
        (
            {"Lead_organisations": " ; ;"},
            (
                "E2",
                "The Lead organisations are blank.",
                "Fill it in, for example “Aston University”.",
            ),
        ),
        ({"Due": "soon"}, ("J2", "“soon” is not a date we can be sure of.", DATES)),
        ({"Due": "01/02/22"}, ("J2", "“01/02/22” is not a date we can be sure of.", DATES)),
        ({"Due": "2022-02-30"}, ("J2", "“2022-02-30” is not a date we can be sure of.", DATES)),
        ({"Due": True}, ("J2", "“TRUE” is not a date we can be sure of.", DATES)),
        (
            {"Commitment": "a" * 10_001},
            ("D2", "The Commitment is 10,001 characters long.", "Shorten it to 10,000 or fewer."),
        ),
        (
            {"Title": "#REF!"},
            ("C2", "The cell shows “#REF!”: its formula gave no value.", TYPED),
        ),
        (
            {"Status": "#NO RESULT"},
            ("K2", "The cell holds a formula that was saved without its result.", TYPED),
        ),
        (
            {"Ref": "#N/A"},
            ("A2", "The cell shows “#N/A”: its formula gave no value.", TYPED),
        ),
    ],
)
def test_one_bad_cell_gives_one_finding(change, finding):
    cell, *said = finding
    assert found(book(but(GOOD, **change))) == [(f"Commitments!{cell}", *said)]


def test_each_of_several_values_is_looked_up():
    several = but(GOOD, Who_it_is_for="Women; Wimen; ; men who sing")
    assert found(book(several)) == [
        (
            "Commitments!H2",
            "“Wimen” is not on the list for Who it is for.",
            "Did you mean “Women”?",
        ),
        (
            "Commitments!H2",
            "“men who sing” is not on the list for Who it is for.",
            "Choose one of the 9 values of the template." + own_list("Who it is for"),
        ),
    ]


@pytest.mark.parametrize(
    ("row", "change", "finding"),
    [
        (
            "Updates",
            {"As_at": None},
            ("B2", "The As at is blank.", "Fill it in, for example “2022-07”."),
        ),
        ("Updates", {"Ref": "C01"}, ("A2", "No commitment has the ref “C01”.", MEANT_C1)),
        (
            "Updates",
            {"Ref": "C11"},
            ("A2", "No commitment has the ref “C11”.", "Add the commitment first."),
        ),
        (
            "Updates",
            {"Ref": "Zz9"},
            ("A2", "No commitment has the ref “Zz9”.", "Add the commitment first."),
        ),
        (
            "Updates",
            {"Ref": "#REF!"},
            ("A2", "The cell shows “#REF!”: its formula gave no value.", TYPED),
        ),
        ("Measures", {"Target": "a few"}, ("C2", "“a few” is not a number.", DIGITS)),
        ("Measures", {"Result": "50%"}, ("E2", "“50%” is not a number.", DIGITS)),
        (
            "Measures",
            {"Qualifier": "nearly"},
            (
                "D2",
                "“nearly” is not on the list for Qualifier.",
                "Choose more than, around, at least, at most or fewer than."
                + own_list("Qualifier"),
            ),
        ),
        (
            "Measures",
            {"Target": None, "Result": None},
            ("B2", "The measure has neither a target nor a result.", REMOVE),
        ),
        (
            "Organisations",
            {"Sector": "NHSS"},
            ("C2", "“NHSS” is not on the list for Sector.", "Did you mean “NHS”?"),
        ),
        (
            "Lists",
            {"Stands_for": "begun"},
            ("D2", "“begun” is not one of the five meanings.", MEANINGS),
        ),
        (
            "Lists",
            {"Stands_for": "complet"},
            ("D2", "“complet” is not one of the five meanings.", "Did you mean “complete”?"),
        ),
    ],
)
def test_one_bad_cell_of_another_sheet_gives_one_finding(row, change, finding):
    rows = {"Updates": UPDATE, "Measures": MEASURE, "Organisations": BODY, "Lists": STATUS}
    cell, *said = finding
    assert found(book(GOOD, **{row: [but(rows[row], **change)]})) == [(f"{row}!{cell}", *said)]


@pytest.mark.parametrize("ref", ["c1", " C1 ", "C\u00a01", "c-1"])
def test_refs_of_two_sheets_may_differ_by_case_and_space(ref):
    first = but(GOOD, Ref="C 1" if len(ref) == 3 and ref[0] != " " else "C1")
    assert found(book(first, Updates=[but(UPDATE, Ref=ref)])) == []


@pytest.mark.parametrize("target", [1000, 1000.5, "1000", "1,000", "-3.5"])
def test_a_number_may_be_typed_as_text(target):
    assert found(book(GOOD, Measures=[but(MEASURE, Target=target)])) == []


def test_a_blank_line_does_not_shift_the_cells_below_it():
    late = but(GOOD, Ref="C2", Status="Late!")
    assert [place for place, *_ in found(book(GOOD, [], late))] == ["Commitments!K4"]


def test_a_repeated_ref_is_named_at_every_place():
    assert found(book(GOOD, but(GOOD, Ref="c1"))) == [
        ("Commitments!A2", "“C1” is used 2 times.", "Give each commitment its own ref."),
        ("Commitments!A3", "“c1” is used 2 times.", "Give each commitment its own ref."),
    ]


def test_a_repeated_organisation_is_named_at_every_place():
    assert [place for place, *_ in found(book(GOOD, Organisations=[BODY, BODY]))] == [
        "Organisations!A2",
        "Organisations!A3",
    ]


def test_a_value_twice_on_a_list_is_named_once():
    again = but(STATUS, Value="limited")
    assert found(book(GOOD, Lists=[STATUS, again])) == [
        ("Lists!B3", "“limited” is on the list Status already.", "Keep one row for each value.")
    ]


def test_an_organisation_must_be_on_its_sheet_where_there_is_one():
    misspelt = but(GOOD, Lead_organisations="Aston Univercity; Acme")
    assert found(book(misspelt, Organisations=[BODY])) == [
        (
            "Commitments!E2",
            "“Aston Univercity” is not on the Organisations sheet.",
            "Did you mean “Aston University”? If not, add it there, with its sector and area.",
        ),
        (
            "Commitments!E2",
            "“Acme” is not on the Organisations sheet.",
            "Add it there, with its sector and area.",
        ),
    ]


def test_a_status_of_ones_own_must_say_what_it_stands_for():
    green = {"List": "Status", "Value": "Green"}
    content = book(but(GOOD, Status="Green"), Lists=[green])
    assert found(content) == [
        ("Lists!D2", "The status “Green” does not say what it stands for.", MEANINGS)
    ]


def test_a_status_named_for_a_meaning_stands_for_it():
    assert found(book(GOOD, Lists=[but(STATUS, Stands_for=None)])) == []


def test_a_lists_sheet_without_meanings_is_found_at_the_value():
    lists = [["List", "Value"], ["Status", "Limited"], ["Status", "Green"]]
    content = raw({"Commitments": [HEADERS, LINE], "Lists": lists})
    assert [place for place, *_ in found(content)] == ["Lists!B3"]


def test_a_misspelt_header_says_which_column_to_rename():
    headers = [*HEADERS[:2], "Titel", *HEADERS[3:]]
    assert found(raw({"Commitments": [headers, LINE]})) == [
        (
            "Commitments!C1",
            "The column “Title” is missing; there is a column “Titel”.",
            "Rename “Titel” to “Title”.",
        )
    ]


def test_a_missing_column_is_one_finding_and_silences_its_cells():
    lines = [HEADERS[:5], LINE[:5], LINE[:5]]
    assert [one for one in found(raw({"Commitments": lines})) if "A1" in one[0]] == [
        (
            "Commitments!A1",
            "The column “Status” is missing.",
            "Add a column with the header “Status” in row 1: what the published updates show, on "
            "the scale of the Lists sheet.",
        )
    ]


def test_without_refs_on_the_commitments_no_update_is_blamed():
    content = raw(
        {
            "Commitments": [HEADERS[1:], LINE[1:]],
            "Updates": [list(UPDATE), list(UPDATE.values())],
        }
    )
    assert [place for place, *_ in found(content)] == ["Commitments!A1"]


def test_without_names_on_the_organisations_no_lead_is_blamed():
    content = raw({"Commitments": [HEADERS, LINE], "Organisations": [["Sector"], ["NHS"]]})
    assert [place for place, *_ in found(content)] == ["Organisations!A1"]


def test_a_column_we_do_not_use_is_a_warning():
    content = raw({"Commitments": [[*HEADERS, "Colour"], [*LINE, "red"]]})
    (finding,) = check_workbook(read_workbook(content))
    assert (finding.cell, finding.severity) == ("G1", Severity.WARNING)
    assert finding.problem == "The column “Colour” is not used."


def test_a_column_that_is_there_twice_is_found():
    assert found(raw({"Commitments": [[*HEADERS, "title"], [*LINE, "again"]]})) == [
        (
            "Commitments!C1",
            "The column “Title” is there 2 times.",
            "Keep one and remove the others.",
        )
    ]


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [
        ("Commitment", "Rename the sheet “Commitment” to “Commitments”."),
        ("Sheet1", "Rename the sheet “Sheet1” to “Commitments”."),
    ],
)
def test_a_misnamed_sheet_is_the_only_finding(name, suggestion):
    assert found(book(GOOD, sheet=name)) == [
        ("Commitments!", "The sheet “Commitments” is missing.", suggestion)
    ]


def test_a_workbook_of_something_else_says_what_it_has():
    assert found(raw({"Budget": [["Year", "Cost"]]}))[0] == (
        "Commitments!",
        "The sheet “Commitments” is missing.",
        "The workbook has “Budget”: rename the one that holds a row for each commitment to "
        "“Commitments”, or start from the template.",
    )


@pytest.mark.parametrize(
    ("name", "problem", "severity"),
    [
        ("Update", "The sheet “Update” is not one the dashboard knows.", Severity.ERROR),
        ("Chart", "The sheet “Chart” is not used.", Severity.WARNING),
    ],
)
def test_a_sheet_we_do_not_know_is_named(name, problem, severity):
    (finding,) = check_workbook(read_workbook(raw({"Commitments": [HEADERS, LINE], name: []})))
    assert (finding.sheet, finding.problem, finding.severity) == (name, problem, severity)


def test_a_sheet_without_its_headers_is_one_finding():
    assert found(raw({"Commitments": [["Updated", 2022], LINE]})) == [
        ("Commitments!A1", "Row 1 has none of the headers of Commitments.", ABOVE)
    ]


def test_an_empty_sheet_of_commitments_is_one_finding():
    assert found(raw({"Commitments": []})) == [
        (
            "Commitments!A1",
            "The sheet is empty.",
            "Put the headers in row 1 and one row a commitment below, as in the template.",
        )
    ]


def test_a_sheet_of_headers_alone_is_one_finding():
    assert found(book()) == [
        ("Commitments!A2", "The sheet has no rows.", "Add one row a commitment.")
    ]


@pytest.mark.parametrize("name", ["Updates", "Measures", "Organisations", "Lists"])
def test_an_optional_sheet_may_be_empty_or_have_no_rows(name):
    assert found(raw({"Commitments": [HEADERS, LINE], name: []})) == []
    assert found(book(GOOD, **{name: []})) == []


def test_findings_come_in_reading_order_errors_first():
    bad = but(GOOD, Title=None, Status="?")
    measure = but(MEASURE, Target=None, Result=None)
    places = found(book(but(bad, Ref="C2"), but(bad, Ref="C1"), Measures=[measure]))
    assert [place for place, *_ in places] == [
        "Commitments!C2",
        "Commitments!K2",
        "Commitments!C3",
        "Commitments!K3",
        "Measures!B2",
    ]


def unseen(workbook):
    """What Excel lets a person do, and then forget: hide the sheet and a row, and merge cells."""
    workbook.create_sheet("Shown")
    sheet = workbook["Commitments"]
    sheet.sheet_state = "hidden"
    sheet.row_dimensions[3].hidden = True
    sheet.merge_cells("C2:C3")
    sheet.column_dimensions["B"].hidden = True
    for cell in sheet[2]:
        cell.font = Font(strike=True)


def test_what_nobody_sees_is_said():
    lines = [HEADERS, LINE, [*LINE[:2], None, *LINE[3:]]]
    said = found(raw({"Commitments": lines}, unseen))
    assert {
        "Cells are merged here; all but the first are read as blank. "
        "Unmerge them and fill each in; a title or a note belongs outside the table.",
        "The sheet is hidden; it is read all the same. "
        "Unhide it, so that you see what will be published.",
        "Row 3 is hidden, and read all the same. "
        "Unhide them or clear the filter, so that you see what will be published.",
        "The column “Theme” is hidden, and read all the same. "
        "Unhide it, so that you see what will be published.",
        "Row 2 is struck through, and would be published all the same. "
        "Remove what should not be published, and take the line out of the rest.",
    } <= {f"{problem} {suggestion}" for _, problem, suggestion in said}


def test_the_example_row_is_refused():
    assert found(book(but(GOOD, Ref="EXAMPLE-01"))) == [
        (
            "Commitments!A2",
            "This is the template's example row.",
            "Write your own over it, or remove the row.",
        )
    ]


def in_per_cent(workbook):
    """The result as a percentage, as Excel formats what is typed with a per cent sign."""
    workbook["Measures"]["E2"].value = 0.45
    workbook["Measures"]["E2"].number_format = "0%"


def coloured(workbook):
    workbook["Commitments"]["K2"].fill = PatternFill("solid", fgColor="FF00B050")


FAULTY = (
    book(GOOD, sheet="Sheet1"),
    book(GOOD, GOOD, but(GOOD, Due="soon", Status="?", Theme=None, Title="#REF!")),
    book(but(GOOD, Commitment="a" * 10_001, Lead_organisations="Acme"), Organisations=[BODY, BODY]),
    book(GOOD, Updates=[but(UPDATE, Ref="C9")], Lists=[STATUS, but(STATUS, Stands_for="?")]),
    book(GOOD, Measures=[but(MEASURE, Target=None, Result=None), but(MEASURE, Result="?")]),
    raw({"Commitments": [[*HEADERS[1:], "Title", "Colour"], LINE], "Chart": []}),
    raw({"Commitments": []}),
    book(),
    book(but(GOOD, Ref="Example-01")),
    raw({"Commitments": [HEADERS, HEADERS, LINE]}),
    raw({"Commitments": [HEADERS, LINE, LINE]}, unseen),
    book(GOOD, Measures=[MEASURE], then=in_per_cent),
    raw({"Commitments": [[*HEADERS, None], [*LINE, "a note"]], "Cover": [["Data as at", "soon"]]}),
    book(but(GOOD, Ref=date(2026, 5, 1), Title=date(2026, 5, 1)), Updates=[UPDATE, UPDATE]),
    book(but(GOOD, Partner_organisations="Aston University")),
    book(GOOD, Organisations=[BODY, but(BODY, Organisation="Aston Trust")]),
    raw({"Commitments": [["Our tracker"], HEADERS, LINE]}),
    book(GOOD, {"Ref": "Total", "Title": "1 commitment"}),
    book(but(GOOD, Title="Caf\u00c3\u00a9")),
    book(but(GOOD, Title="=1+1")),
    book(but(GOOD, Status=None), then=coloured),
    zipped(unzipped(book(GOOD)) | {"xl/media/image1.png": bytes(6 << 20)}),
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_every_check_is_hit(check):
    assert any(list(check(read_workbook(content))) for content in FAULTY)


def test_a_workbook_without_a_sheet_is_one_finding():
    assert [finding.problem for finding in check_workbook(Workbook({}))] == [
        "The sheet “Commitments” is missing."
    ]
