"""A CSV file through the door of an upload: the Commitments sheet, joined with the other sheets."""

from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from hor_data.release import read_release
from hor_data.upload import mark_findings
from hor_data.upload.check import check_upload
from hor_exports.spreadsheets import commitments_csv
from tests.support.judges import faults

SHIPPED = (Path(__file__).parents[3] / "data" / "commitments.xlsx").read_bytes()
NO_HEADERS = (
    "The first line of the CSV file names no columns of the Commitments sheet. Begin it with their "
    "headers, such as Ref, Title and Status."
)


@cache
def current():
    return read_release(SHIPPED, date(2026, 11, 26))


def upload(content):
    return check_upload(content, "a hash", current(), lambda *_: None)


def our_csv():
    return commitments_csv(current())


def with_delimiter(text, delimiter):
    """The same table as another program writes it, by the csv module's own writer."""
    import csv
    import io

    out = io.StringIO()
    lines = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""))
    csv.writer(out, delimiter=delimiter).writerows(lines)
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_our_own_csv_comes_back_without_a_finding_or_a_change(delimiter, encoding):
    checked = upload(with_delimiter(our_csv(), delimiter).encode(encoding))
    assert checked.refusal == ""
    assert checked.findings == ()
    assert checked.proposal.changes == ()
    assert checked.joined_with == current().name


def test_windows_1252_is_read_where_the_bytes_are_no_utf_8():
    head, first, *rest = with_delimiter(our_csv(), ";").splitlines(keepends=True)
    ref, theme, _, after = first.split(";", 3)
    lines = [head, ";".join([ref, theme, "Café – £5 “plan”", after]), *rest]
    checked = upload("".join(lines).encode("cp1252", "replace"))
    assert checked.refusal == ""
    assert load_workbook(BytesIO(checked.content))["Commitments"]["C2"].value == "Café – £5 “plan”"


def test_the_line_by_which_excel_knows_the_delimiter_is_no_row():
    checked = upload(f"sep=;\r\n{with_delimiter(our_csv(), ';')}".encode())
    assert checked.findings == ()


def test_the_other_sheets_are_those_of_the_release_in_force():
    joined = load_workbook(BytesIO(upload(our_csv().encode()).content))
    shipped = load_workbook(BytesIO(SHIPPED))
    assert joined.sheetnames == shipped.sheetnames
    for name in ("Updates", "Measures", "Organisations", "Lists"):
        cells = [[cell.value for cell in row] for row in joined[name].rows]
        assert cells == [[cell.value for cell in row] for row in shipped[name].rows], name


def test_findings_name_the_cell_that_the_line_has_in_the_csv():
    lines = our_csv().splitlines(keepends=True)
    text = "".join(lines).replace(",Limited,", ",Limitted,", 1)
    (finding,) = upload(text.encode()).findings
    assert (finding.sheet, finding.value) == ("Commitments", "Limitted")
    sheet = load_workbook(BytesIO(upload(text.encode()).content))["Commitments"]
    assert sheet[finding.cell].value == "Limitted"


def test_a_column_of_the_officers_own_is_kept_and_named():
    lines = with_delimiter(our_csv(), ",").splitlines()
    own = "\n".join([f"{lines[0]},Our notes", "HOR-99"])
    checked = upload(own.encode())
    sheet = load_workbook(BytesIO(checked.content))["Commitments"]
    assert sheet.cell(1, sheet.max_column).value == "Our notes"
    assert "“Our notes” is not a column" in " ".join(
        finding.problem for finding in checked.findings
    ) or any("Our notes" in finding.value for finding in checked.findings)


@pytest.mark.parametrize(
    "text", ["Name,Colour\nA,red\n", "a;b;c\n1;2;3\n", "Status\tOwner\n", "Ref\nHOR-01\n,\n"]
)
def test_a_csv_without_our_headers_is_refused_in_a_sentence(text):
    checked = upload(text.encode())
    assert checked.refusal
    assert checked.findings == ()


def test_a_csv_of_something_else_is_told_what_its_first_line_needs():
    assert upload(b"Name,Colour\nA,red\n").refusal == NO_HEADERS


@pytest.mark.parametrize("content", [b"hello", b"<html><body>,</body></html>", b"\x00" * 50])
def test_what_is_no_csv_is_refused_as_before(content):
    assert upload(content).refusal
    assert upload(content).refusal != NO_HEADERS


def test_a_quotation_mark_that_is_missing_is_named_by_its_cell():
    text = our_csv().lstrip("\ufeff")
    head, rest = text.split("\r\n", 1)
    broken = f'{head}\r\nHOR-01,"{"x" * 40_000}\r\n{rest.replace(chr(34), "")}'
    assert upload(broken.encode()).refusal.startswith("B2 holds ")


def test_a_text_that_our_csv_neutralised_is_itself_again():
    text = our_csv().replace(",Limited,", ",'=Limited,", 1)
    (finding,) = [finding for finding in upload(text.encode()).findings if finding.value]
    assert finding.value == "=Limited"


def test_the_joined_workbook_and_its_marked_copy_are_valid():
    lines = with_delimiter(our_csv(), ",").splitlines(keepends=True)
    text = lines[0] + "".join(lines[1:]).replace(",Limited,", ",Limitted,", 1)
    checked = upload(text.encode())
    assert faults(checked.content, "xlsx") == []
    assert faults(mark_findings(checked.content, checked.findings), "xlsx") == []


def test_a_joined_workbook_that_is_uploaded_again_is_itself_three_times():
    content = our_csv().encode()
    for _ in range(3):
        checked = upload(content)
        assert (checked.findings, checked.proposal.changes, checked.proposal.others) == ((), (), ())
        content = checked.content
    assert checked.joined_with == ""
