"""What officers get back: a template, their own workbook marked, safe fixes, problems grouped."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.table import Table

from hor_data.checks import check_workbook, group_findings
from hor_data.release import read_release
from hor_data.upload import (
    apply_fixes,
    find_fixes,
    mark_findings,
    write_findings_workbook,
    write_workbook_template,
)
from hor_data.upload.fixes import Fix
from hor_data.workbook import COLUMNS_BY_SHEET, read_workbook
from tests.support.books import (
    BODY,
    GOOD,
    MEASURE,
    book,
    but,
    raw,
)
from tests.support.judges import refused

SHIPPED = Path(__file__).parents[3] / "data" / "commitments.xlsx"


def fixes(content):
    return find_fixes(content, read_workbook(content))


def findings(content):
    return check_workbook(read_workbook(content))


def test_only_its_example_rows_keep_the_template_from_being_published():
    content = write_workbook_template(read_release(SHIPPED.read_bytes(), date(2026, 11, 22)))
    assert [(str(one).split(":")[0], one.problem) for one in findings(content)] == [
        ("Commitments!A2", "This is the template's example row."),
        ("Updates!A2", "This is the template's example row."),
        ("Measures!A2", "This is the template's example row."),
    ]


@pytest.mark.parametrize(
    ("row", "fix"),
    [
        ({"Title": "  Hold it "}, Fix("Commitments", "C2", "  Hold it ", "Hold it", "Spaces")),
        (
            {"Status": "limited."},
            Fix("Commitments", "K2", "limited.", "Limited", "Spelling of a listed value"),
        ),
        (
            {"Theme": "PEOPLE-POWERED HEALTH"},
            Fix(
                "Commitments",
                "B2",
                "PEOPLE-POWERED HEALTH",
                "People-powered health",
                "Spelling of a listed value",
            ),
        ),
        (
            {"Lead_organisations": "aston"},
            Fix("Commitments", "E2", "aston", "Aston University", "Another name of the body"),
        ),
        ({"Status": "quite good"}, None),
    ],
    ids=["spaces", "spelling", "case", "organisation", "not certain"],
)
def test_a_safe_fix_is_offered_and_mends_that_cell_alone(row, fix):
    content = book(but(GOOD, **row), Organisations=[BODY])
    assert fixes(content) == ((fix,) if fix else ())
    if fix:
        before, after = (
            load_workbook(BytesIO(one)) for one in (content, apply_fixes(content, [fix]))
        )
        changed = [
            cell.coordinate
            for sheet in before.worksheets
            for line in sheet.iter_rows()
            for cell in line
            if after[sheet.title][cell.coordinate].value != cell.value
        ]
        assert changed == [fix.cell]
        assert findings(apply_fixes(content, fixes(content))) == []


def test_a_number_stored_as_text_becomes_a_number():
    content = book(GOOD, Measures=[but(MEASURE, Target="1,000")])
    (fix,) = fixes(content)
    assert (fix.before, fix.after) == ("1,000", "1000")
    assert load_workbook(BytesIO(apply_fixes(content, [fix])))["Measures"]["C2"].value == 1000


def test_the_officers_own_workbook_comes_back_with_its_cells_marked():
    content = book(GOOD, but(GOOD, Ref="C2", Status="Late"))
    marked = load_workbook(BytesIO(mark_findings(content, findings(content))))
    cell = marked["Commitments"]["K3"]
    assert cell.value == "Late"
    assert cell.comment.text.startswith("“Late” is not on the list for Status.")
    assert cell.fill.fgColor.rgb == "FFF4C7B8"
    assert marked["Commitments"]["K2"].comment is None
    assert [row.value for row in marked["Findings"][2]][:2] == ["Commitments", "K3"]


def test_text_like_a_formula_is_listed_as_text():
    content = book(but(GOOD, Status="=1+1"), but(GOOD, Ref="C2", Status='=cmd|" /C calc"!A0'))
    listed = load_workbook(BytesIO(write_findings_workbook(findings(content))))["Findings"]
    assert {cell.data_type for row in listed.iter_rows() for cell in row} == {"s"}


def test_the_list_of_problems_is_a_table_to_filter_and_to_print():
    content = book(but(GOOD, Status="Late"), but(GOOD, Ref="C2", Area="Nowhere"))
    made = write_findings_workbook(findings(content), "commitments of May.xlsx")
    workbook = load_workbook(BytesIO(made))
    sheet = workbook["Findings"]
    (table,) = sheet.tables.values()
    assert (table.displayName, table.ref) == ("Findings", f"A1:F{sheet.max_row}")
    assert table.autoFilter.ref == table.ref
    assert (
        table.column_names
        == [cell.value for cell in sheet[1]]
        == [
            "Sheet",
            "Cell",
            "What is there",
            "Problem",
            "What to do",
            "Kind",
        ]
    )
    page = sheet.page_setup
    assert (page.orientation, page.paperSize, page.fitToHeight) == ("landscape", 9, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.oddFooter.left.text, sheet.oddFooter.right.text) == ("&A", "Page &P of &N")
    assert sheet.sheet_view.selection[0].activeCell == "A1"
    assert {cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row} == {True}
    assert [int(sheet.column_dimensions[letter].width) for letter in "ADE"] == [16, 50, 60]
    properties = workbook.properties
    assert properties.title == "What the checks found in commitments of May.xlsx"
    assert (properties.language, properties.creator) == ("en-GB", "Checks")
    assert refused(made, "xlsx") == []


def test_a_workbook_with_a_table_called_findings_can_be_marked():
    def add_table(workbook):
        notes = workbook.create_sheet("Notes")
        notes.append(["Mine"])
        notes.append(["A note"])
        notes.add_table(Table(displayName="findings", ref="A1:A2"))

    names = [column.name for column in COLUMNS_BY_SHEET["Commitments"]]
    line = [but(GOOD, Status="Late").get(name) for name in names]
    content = raw({"Commitments": [names, line]}, add_table)
    marked = load_workbook(BytesIO(mark_findings(content, findings(content))))
    again = mark_findings(mark_findings(content, findings(content)), findings(content))
    for workbook in (marked, load_workbook(BytesIO(again))):
        assert list(workbook["Notes"].tables) == ["findings"]
        assert list(workbook["Findings"].tables) == ["Findings_2"]


def test_one_problem_in_many_cells_is_one_line():
    rows = [but(GOOD, Ref=f"C{number}", Status=None) for number in range(9)]
    (repeated,) = group_findings(findings(book(*rows)))
    assert repeated.where == "Commitments, cells K2, K3, K4, K5, K6, K7 and 3 more"
