"""A workbook that is marked again has its new marks in place of ours from before."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from hor_data.checks import check_workbook
from hor_data.upload import mark_findings
from hor_data.workbook import read_workbook
from tests.hor_data.workbook.test_dialects import DIALECTS
from tests.support.books import GOOD, UPDATE, book, but
from tests.support.crowded_workbooks import counted
from tests.support.judges import converted, refused

OFF_LIST = "“Late” is not on the list for Status. Choose Complete, Substantial, Limited, Not "
FAULTY = book(GOOD, but(GOOD, Ref="C2", Status="Late", Area="Nowhere"), Updates=[UPDATE])


def marked(content):
    return mark_findings(content, check_workbook(read_workbook(content)))


def edited(content, edit):
    """The workbook after `edit`, as another program saves it."""
    workbook = load_workbook(BytesIO(content))
    edit(workbook)
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def opened(content):
    return load_workbook(BytesIO(content))


def listed(workbook, name="Findings"):
    """Sheet and cell of each finding that a sheet lists."""
    return [tuple(row[:2]) for row in workbook[name].iter_rows(min_row=2, values_only=True)]


def mend_status(workbook):
    workbook["Commitments"]["K3"] = "Limited"


def test_marking_three_times_gives_one_sheet_and_one_note_a_cell():
    once, thrice = marked(FAULTY), marked(marked(marked(FAULTY)))
    assert opened(thrice).sheetnames == ["Commitments", "Updates", "Findings"]
    assert counted(thrice)["comment"] == counted(once)["comment"] == 2
    for address in ("K3", "G3"):
        first, third = (opened(content)["Commitments"][address] for content in (once, thrice))
        assert third.comment.text == first.comment.text
        assert third.fill.fgColor.rgb == first.fill.fgColor.rgb == "FFF4C7B8"
    assert refused(thrice, "xlsx") == []


def test_our_own_sheet_is_known_when_it_comes_back():
    findings = check_workbook(read_workbook(marked(FAULTY)))
    assert [str(finding) for finding in findings if finding.sheet == "Findings"] == [
        "Findings: The sheet “Findings” lists what an earlier check found. Delete it before you "
        "publish; marking the workbook again replaces it."
    ]


def test_a_cell_that_was_mended_loses_its_note_and_its_fill():
    again = opened(marked(edited(marked(FAULTY), mend_status)))
    cell = again["Commitments"]["K3"]
    assert (cell.comment, cell.fill.patternType) == (None, None)
    assert again["Commitments"]["G3"].comment.text.startswith("“Nowhere” is not on the list")
    assert listed(again) == [("Commitments", "G3"), ("Findings", None)]


def test_when_all_is_mended_no_mark_is_left():
    def mend(workbook):
        mend_status(workbook)
        workbook["Commitments"]["G3"] = "Birmingham"

    again = marked(edited(marked(FAULTY), mend))
    assert counted(again)["comment"] == 0
    assert listed(opened(again)) == [("Findings", None)]
    assert refused(again, "xlsx") == []


def test_a_mended_cell_has_the_fill_that_its_officer_gave_it():
    def colour(workbook):
        for address in ("K2", "K3"):
            workbook["Commitments"][address].fill = PatternFill("solid", fgColor="FFC6E0B4")

    content = edited(FAULTY, colour)
    assert opened(marked(content))["Commitments"]["K3"].fill.fgColor.rgb == "FFF4C7B8"
    again = opened(marked(edited(marked(content), mend_status)))
    assert again["Commitments"]["K3"].fill.fgColor.rgb == "FFC6E0B4"


def test_notes_go_with_their_cells_where_rows_were_put_in():
    def put_a_row_in(workbook):
        mend_status(workbook)
        workbook["Commitments"].insert_rows(2)

    again = opened(marked(edited(marked(FAULTY), put_a_row_in)))["Commitments"]
    notes = {cell.coordinate for row in again.iter_rows() for cell in row if cell.comment}
    filled = {cell.coordinate for row in again.iter_rows() for cell in row if cell.fill.patternType}
    assert notes == filled == {"G4"}


@pytest.mark.parametrize("own", ["Agreed with the trust.", "Agreed.\nAsk again in May."])
def test_what_an_officer_wrote_below_our_note_stays(own):
    def answer(workbook):
        mend_status(workbook)
        cell = workbook["Commitments"]["K3"]
        cell.comment = Comment(f"{cell.comment.text}\n{own}", "Checks")

    again = opened(marked(edited(marked(FAULTY), answer)))
    assert again["Commitments"]["K3"].comment.text == own


def test_an_officers_own_note_is_as_it_was_once_its_cell_is_mended():
    def note(workbook):
        workbook["Commitments"]["K3"].comment = Comment("Ask the trust.", "An officer")

    content = marked(edited(FAULTY, note))
    assert opened(content)["Commitments"]["K3"].comment.text.startswith(
        f"Ask the trust.\n{OFF_LIST}"
    )
    again = opened(marked(edited(content, mend_status)))
    assert again["Commitments"]["K3"].comment.text == "Ask the trust."


def add_a_column(workbook):
    workbook["Findings"]["G1"] = "Who deals with it"
    workbook["Findings"]["G2"] = "The trust"


def add_a_row(workbook):
    workbook["Findings"].append(["Commitments", "C2", "", "Too long", "Shorten it", "ours"])


def add_a_comment(workbook):
    workbook["Findings"]["D2"].comment = Comment("We see this otherwise.", "An officer")


def rename_a_header(workbook):
    workbook["Findings"].tables.clear()
    workbook["Findings"]["E1"] = "Agreed"


@pytest.mark.parametrize("add", [add_a_column, add_a_row, add_a_comment, rename_a_header])
def test_a_sheet_of_findings_that_an_officer_worked_in_stays(add):
    content = edited(marked(FAULTY), add)
    again = opened(marked(content))
    assert again.sheetnames == ["Commitments", "Updates", "Findings", "Findings (2)"]
    kept, was = (
        list(workbook["Findings"].iter_rows(values_only=True))
        for workbook in (again, opened(content))
    )
    assert kept == was
    assert opened(marked(marked(content))).sheetnames == again.sheetnames


def test_a_sheet_of_that_name_and_other_columns_is_an_officers_own():
    def add_sheet(workbook):
        sheet = workbook.create_sheet("Findings", 0)
        sheet.append(["Sheet", "Cell", "Problem"])
        sheet.append(["Commitments", "K3", "Late"])

    again = opened(marked(marked(edited(FAULTY, add_sheet))))
    assert again.sheetnames == ["Findings", "Commitments", "Updates", "Findings (2)"]
    assert listed(again) == [("Commitments", "K3")]


def test_marks_that_libreoffice_saved_give_way(office):
    content = converted(marked(FAULTY), "xlsx", "xlsx:Calc MS Excel 2007 XML", office)
    again = marked(edited(content, mend_status))
    assert opened(again).sheetnames == ["Commitments", "Updates", "Findings"]
    assert opened(again)["Commitments"]["K3"].comment is None
    assert listed(opened(again)) == [("Commitments", "G3"), ("Findings", None)]


@pytest.mark.parametrize("name", DIALECTS)
def test_marking_again_replaces_marks_in_every_dialect(name):
    content = DIALECTS[name]()
    once, twice = marked(content), marked(marked(content))
    assert list(read_workbook(twice).sheets) == list(read_workbook(once).sheets)
    assert counted(twice)["comment"] == counted(once)["comment"] > 0
