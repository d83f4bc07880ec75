"""An officer's workbook comes back whole: fixes and marks change the cells concerned alone."""

import zipfile
from io import BytesIO

import pytest
from lxml import etree
from openpyxl import load_workbook

from hor_data.checks import Severity, check_workbook
from hor_data.upload import apply_fixes, find_fixes, mark_findings, say_marking_limits
from hor_data.workbook import read_workbook
from tests.hor_data.workbook.test_dialects import DIALECTS
from tests.support.books import GOOD, book, but, rewritten, unzipped
from tests.support.crowded_workbooks import (
    KINDS,
    SHEET,
    SHEET_RELATIONS,
    STATUS_CELL,
    counted,
    crowded,
    everything,
    with_extension,
    with_printer,
    with_thread,
)
from tests.support.judges import converted, pages_in_libreoffice, refused

CROWDED = {kind.__name__: crowded(kind) for kind in KINDS} | {
    "a drop-down by extension": with_extension(crowded()),
    "printer settings": with_printer(crowded()),
    "threaded comments": with_thread(),
    "everything": crowded(everything),
}
# What marking adds to: the styles, the list of sheets, the sheet itself and its notes.
ADDED_TO = {
    *("[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"),
    *(SHEET, SHEET_RELATIONS, "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"),
}


def found(content):
    return [str(finding) for finding in check_workbook(read_workbook(content))]


def found_in_own_sheets(content):
    """The findings, less that of the sheet that marking adds."""
    return [line for line in found(content) if not line.startswith("Findings")]


def fixed(content):
    return apply_fixes(content, find_fixes(content, read_workbook(content)))


def marked(content):
    return mark_findings(content, check_workbook(read_workbook(content)))


def names_of(content):
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return packed.namelist()


def changed_parts(before, after):
    after = unzipped(after)
    return {name for name, part in unzipped(before).items() if after.get(name) != part}


def without_cells(xml, addresses):
    """The sheet in canonical form, less these cells and the drawing of notes."""
    root = etree.fromstring(xml)
    for element in list(root.iter("{*}c", "{*}legacyDrawing")):
        if element.get("r") in addresses or "legacyDrawing" in element.tag:
            element.getparent().remove(element)
    return etree.tostring(root, method="c14n")


@pytest.mark.parametrize("content", CROWDED.values(), ids=CROWDED)
def test_a_fix_changes_the_cells_concerned_and_nothing_else(content):
    fixes = find_fixes(content, read_workbook(content))
    assert [(fix.cell, fix.after) for fix in fixes] == [("C2", "Hold it"), ("K2", "Limited")]
    after = apply_fixes(content, fixes)
    assert changed_parts(content, after) == {SHEET}
    assert names_of(after) == names_of(content)
    sheets = [unzipped(one)[SHEET] for one in (content, after)]
    assert len({without_cells(xml, {"C2", "K2"}) for xml in sheets}) == 1
    assert counted(after) == counted(content)
    assert load_workbook(BytesIO(after))["Commitments"]["C2"].font.b
    gone = [line for line in found(content) if line not in found(after)]
    assert [line.split(":")[0] for line in gone] == ["Commitments!K2"]
    assert set(found(after)) < set(found(content))
    assert refused(after, "xlsx") == refused(content, "xlsx")


@pytest.mark.parametrize("content", CROWDED.values(), ids=CROWDED)
def test_marking_keeps_every_part_and_adds_notes_fills_and_a_sheet(content):
    after = marked(content)
    assert changed_parts(content, after) <= ADDED_TO
    assert [name for name in names_of(after) if name in names_of(content)] == names_of(content)
    before_counts, counts = counted(content), counted(after)
    added = {"parts", "comment", "sheet", "table", "definedName", "pageSetup"}
    assert {kind for kind in counts if counts[kind] != before_counts[kind]} <= added
    assert counts["sheet"] == before_counts["sheet"] + 1
    assert found_in_own_sheets(after) == found_in_own_sheets(content)
    assert refused(after, "xlsx") == refused(content, "xlsx")
    findings = check_workbook(read_workbook(content))
    colours = {
        finding.cell: "FFF4C7B8" if finding.severity is Severity.ERROR else "FFFFF0B3"
        for finding in findings
        if finding.cell
    }
    sheets = [unzipped(book_bytes)[SHEET] for book_bytes in (content, after)]
    assert len({without_cells(xml, colours) for xml in sheets}) == 1
    sheet = load_workbook(BytesIO(after))["Commitments"]
    assert {cell: sheet[cell].fill.fgColor.rgb for cell in colours} == colours


def test_an_officers_own_note_stays_before_ours():
    before = load_workbook(BytesIO(CROWDED["comments"]))["Commitments"]
    after = load_workbook(BytesIO(marked(CROWDED["comments"])))["Commitments"]
    assert after["Z40"].comment.text == before["Z40"].comment.text
    own, ours = after[STATUS_CELL].comment.text.split("\n")
    assert own == "A note of my own in K2"
    assert ours.startswith("“Limited.” is not on the list for Status.")
    assert after[STATUS_CELL].comment.author == "An officer"


def test_a_conversation_is_left_alone_and_that_is_said_before_the_download():
    content = CROWDED["threaded comments"]
    findings = check_workbook(read_workbook(content))
    after = mark_findings(content, findings)
    notes = load_workbook(BytesIO(after))["Commitments"]
    assert notes[STATUS_CELL].comment.text == "A note of my own in K2"
    assert notes["F3"].comment is None
    assert notes["G3"].comment.text.startswith("“Nowhere” is not on the list for Area.")
    assert say_marking_limits(content, findings) == (
        "These cells have comments of your own, which stay as they are; what is wrong with them is "
        "on the sheet of problems alone: Commitments!K2."
    )
    assert say_marking_limits(CROWDED["comments"], findings) == ""


def test_a_picture_in_the_header_keeps_its_drawing_and_notes_get_one_of_their_own():
    content = CROWDED["pictures"]
    after = marked(content)
    assert "xl/drawings/vmlDrawing1.vml" not in changed_parts(content, after)
    assert b'ObjectType="Note"' in unzipped(after)["xl/drawings/vmlDrawing2.vml"]


def test_an_own_sheet_called_findings_stays_and_ours_gets_a_number():
    workbook = load_workbook(BytesIO(marked(CROWDED["own_findings"])))
    assert workbook.sheetnames == ["Commitments", "Findings", "Findings (2)"]
    assert workbook["Findings"]["A1"].value == "What we found"
    assert workbook["Findings (2)"]["B2"].value == "K2"
    again = load_workbook(BytesIO(marked(marked(CROWDED["own_findings"]))))
    assert again.sheetnames == workbook.sheetnames
    assert again["Findings"]["A1"].value == "What we found"


def test_what_a_formula_gives_is_never_fixed():
    content = CROWDED["formulas"]
    sheet = load_workbook(BytesIO(content), data_only=True)["Commitments"]
    assert sheet["C4"].value == "  Hold it  "
    assert [fix.cell for fix in find_fixes(content, read_workbook(content))] == ["C2", "K2"]


@pytest.mark.parametrize("name", DIALECTS)
def test_a_workbook_of_any_dialect_is_mended_and_marked(name):
    content = DIALECTS[name]()
    content = rewritten(content, SHEET, lambda xml: xml.replace(b"on trak", b" limited. "))
    content = rewritten(
        content,
        "xl/sharedstrings.xml",
        lambda xml: xml.replace(b">on<", b">Limited<").replace(b"> trak<", b">.<"),
    )
    before = found(content)
    (fix,) = [fix for fix in find_fixes(content, read_workbook(content)) if fix.cell == "K3"]
    after = apply_fixes(content, [fix])
    assert found(after) == [line for line in before if not line.startswith("Commitments!K3")]
    assert changed_parts(content, after) == {SHEET}
    assert found_in_own_sheets(marked(content)) == before
    notes = unzipped(marked(content))["xl/comments1.xml"].decode()
    assert "Did you mean “Limited”?" in notes


def test_what_libreoffice_saves_comes_back_whole_and_opens_again(office):
    content = converted(CROWDED["everything"], "xlsx", "xlsx:Calc MS Excel 2007 XML", office)
    assert b"LibreOffice" in unzipped(content)["docProps/app.xml"]
    after = fixed(content)
    assert changed_parts(content, after) == {SHEET}
    assert counted(after) == counted(content)
    again = marked(content)
    assert found_in_own_sheets(again) == found_in_own_sheets(content)
    for kind in ("dataValidation", "cfRule", "results", "pictures", "charts", "mergeCell"):
        assert counted(again)[kind] == counted(content)[kind] > 0, kind
    assert pages_in_libreoffice(again, "xlsx", office) > 0
    assert pages_in_libreoffice(marked(CROWDED["everything"]), "xlsx", office) > 0


def test_a_finding_of_a_blank_cell_or_row_makes_the_cell_it_is_about():
    content = book(but(GOOD, Status=None), but(GOOD, Ref="C2", Area=None))
    sheet = load_workbook(BytesIO(marked(content)))["Commitments"]
    filled = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.fill.patternType}
    assert filled == {line.partition("!")[2].partition(":")[0] for line in found(content)}
    assert "K2" in filled


@pytest.mark.parametrize(
    "text", ["_x005F_x0041_ & <b>", "]]> _xFFFE_ “é” \U0001f3e5", "a_x000D_b _xD83C_ _x0008_c"]
)
def test_text_that_looks_like_an_escape_is_given_back_and_marked_as_it_is(text):
    content = book(but(GOOD, Title=f" {text} ", Status=text))
    (fix,) = [fix for fix in find_fixes(content, read_workbook(content)) if fix.cell == "C2"]
    after = read_workbook(apply_fixes(content, [fix])).sheet("Commitments")
    assert fix.after == after.rows[0].values["Title"]
    listed = load_workbook(BytesIO(marked(content)))
    assert listed.sheetnames == ["Commitments", "Findings"]
    assert listed["Findings"]["B2"].value == "K2"


def test_an_encoding_of_ascii_alone_is_kept():
    content = book(but(GOOD, Title="  “Café” "))
    ascii_xml = rewritten(
        content,
        SHEET,
        lambda xml: (
            b'<?xml version="1.0" encoding="us-ascii"?>'
            + xml.decode().encode("ascii", "xmlcharrefreplace")
        ),
    )
    after = read_workbook(fixed(ascii_xml)).sheet("Commitments")
    assert after.rows[0].values["Title"] == "“Café”"


def test_formulas_over_ranges_that_are_none_or_very_many_keep_nobody_from_checking():
    cells = b"".join(
        b'<row r="%d"><c r="Z%d"><f t="array" ref="Z%d:AA%d">1</f><v>1</v></c></row>' % (n, n, n, n)
        for n in range(10, 1100)
    )
    nowhere = cells.partition(b"</row>")[0].replace(b"Z10:AA10", b"nowhere!") + b"</row>"
    for row, number in ((cells, 0), (nowhere, 1)):
        content = rewritten(
            book(but(GOOD, Title=" Hold it ")),
            SHEET,
            lambda sheet, row=row: sheet.replace(b"</sheetData>", row + b"</sheetData>"),
        )
        assert len(find_fixes(content, read_workbook(content))) == number


def test_a_workbook_too_large_to_write_in_says_so_and_gets_its_findings_alone(monkeypatch):
    content = book(but(GOOD, Status="Limited."))
    findings = check_workbook(read_workbook(content))
    monkeypatch.setattr("hor_data.workbook.editing.LARGEST_TO_EDIT", 1_000)
    assert fixed(content) == content
    assert find_fixes(content, read_workbook(content)) == ()
    alone = load_workbook(BytesIO(mark_findings(content, findings)))
    assert alone.sheetnames == ["Findings"]
    assert say_marking_limits(content, findings) == (
        "Your workbook cannot be written in: the download holds the list of problems alone, and "
        "nothing of your own workbook."
    )
