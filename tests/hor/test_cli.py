"""The command line, as officers and scripts meet it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from hor.data import main
from hor_data.checks import Finding, Severity, has_errors
from hor_data.workbook import read_workbook
from tests.support.books import (
    GOOD,
    MEASURE,
    book,
    but,
    rewritten,
    zipped,
)
from tests.support.judges import refused

ROOT = Path(__file__).parents[2]
FINDING = {
    "sheet": "Commitments",
    "cell": "K2",
    "value": "Limitted",
    "problem": "“Limitted” is not on the list for Status.",
    "suggestion": "Did you mean “Limited”?",
    "severity": "error",
    "fix": None,
}
NOTHING_COUNTED = but(MEASURE, Target=None, Result=None)


def run(*arguments):
    """The exit code and what was printed, out and error together."""
    result = CliRunner().invoke(main, ["check", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


@pytest.fixture
def saved(tmp_path):
    def save(content):
        path = tmp_path / "new.xlsx"
        path.write_bytes(content)
        return path

    return save


def test_a_good_workbook_ends_with_0(saved):
    assert run(saved(book(GOOD))) == (0, "No problems found.\n")


def test_an_error_is_one_line_and_ends_with_1(saved):
    assert run(saved(book(but(GOOD, Status="Limitted")))) == (
        1,
        "Commitments!K2: “Limitted” is not on the list for Status. Did you mean “Limited”?\n",
    )


def test_a_warning_is_printed_and_ends_with_0(saved):
    assert run(saved(book(GOOD, Measures=[NOTHING_COUNTED]))) == (
        0,
        "Measures!B2: The measure has neither a target nor a result. "
        "Enter at least one of them, or remove the row.\n",
    )


def test_a_finding_on_a_whole_sheet_names_no_cell(saved):
    code, printed = run(saved(book(GOOD, sheet="Sheet1")))
    assert (code, printed) == (
        1,
        "Commitments: The sheet “Commitments” is missing. "
        "Rename the sheet “Sheet1” to “Commitments”.\n",
    )


def test_json_gives_every_part_of_a_finding(saved):
    code, printed = run(saved(book(but(GOOD, Status="Limitted"))), "--json")
    assert (code, json.loads(printed)) == (1, [FINDING])


def test_the_findings_are_written_into_a_workbook_as_well(saved, tmp_path):
    out = tmp_path / "findings.xlsx"
    code, printed = run(saved(book(but(GOOD, Status="=1+1"))), "--out", out)
    assert (code, printed.count("\n")) == (1, 1)
    workbook = load_workbook(out)
    assert workbook.properties.title == "What the checks found in new.xlsx"
    assert [cell.value for cell in workbook["Findings"][2]][:3] == ["Commitments", "K2", "=1+1"]
    assert {cell.data_type for cell in workbook["Findings"][2]} == {"s"}
    assert refused(out.read_bytes(), "xlsx") == []


@pytest.mark.parametrize("name", ["new.xlsx", "findings.csv"])
def test_the_findings_are_not_written_over_the_workbook_or_as_another_kind(saved, tmp_path, name):
    file = saved(book(GOOD))
    before = file.read_bytes()
    sentence = f"{tmp_path / name}: Name another file for the findings, with the ending .xlsx.\n"
    assert run(file, "--out", tmp_path / name) == (2, sentence)
    assert file.read_bytes() == before
    assert not (tmp_path / "findings.csv").exists()


def test_json_gives_the_fix_that_would_be_made(saved):
    content = book(but(GOOD, Status="limited."), but(GOOD, Ref="C2", Status="Incomplete"))
    code, printed = run(saved(content), "--json")
    assert [(each["value"], each["fix"]) for each in json.loads(printed)] == [
        ("limited.", "Limited"),
        ("Incomplete", None),
    ]


def test_one_problem_of_many_cells_is_one_line_with_their_number(saved):
    rows = [but(GOOD, Ref=f"C{number}", Status="Limitted") for number in range(1, 348)]
    code, printed = run(saved(book(*rows)))
    assert (code, printed) == (
        1,
        "Commitments!K2, K3, K4, K5, K6, K7 and 341 more: “Limitted” is not on the list for "
        "Status. Did you mean “Limited”?\n",
    )


def test_json_of_no_findings_is_an_empty_list(saved):
    assert run(saved(book(GOOD)), "--json") == (0, "[]\n")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Ref,Title\n",
        b"\xff\xfe\x00\x01",
        b"%PDF-1.7\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        b"PK\x03\x04",
        book(GOOD)[:900],
        zipped({"word/document.xml": b"<w:document/>"}),
        zipped({"readme.txt": b"hello"}),
        rewritten(book(GOOD), "xl/worksheets/sheet1.xml", lambda xml: xml[: len(xml) // 2]),
    ],
    ids=["empty", "text", "bytes", "pdf", "xls", "zip start", "cut short", "docx", "zip", "xml"],
)
@pytest.mark.parametrize("options", [(), ("--json",)], ids=["text", "json"])
def test_a_file_that_is_no_workbook_ends_with_2_and_a_sentence(saved, content, options):
    path = saved(content)
    code, printed = run(path, *options)
    assert code == 2
    assert printed.startswith(f"{path}: The ")
    assert printed.count("\n") == 1


def test_a_file_that_is_not_there_ends_with_2(tmp_path):
    path = tmp_path / "missing.xlsx"
    assert run(path) == (
        2,
        f"{path}: The file cannot be opened: No such file or directory.\n",
    )


def test_a_folder_ends_with_2(tmp_path):
    assert run(tmp_path) == (2, f"{tmp_path}: The file cannot be opened: Is a directory.\n")


@pytest.mark.parametrize(
    "arguments", [[], ["check"], ["chekc", "a.xlsx"], ["check", "--yaml", "a"]]
)
def test_a_misspelt_command_ends_with_2_and_its_usage(arguments):
    result = CliRunner().invoke(main, arguments)
    assert (result.exit_code, result.output.split(":")[0]) == (2, "Usage")


def test_it_runs_as_a_module_and_finds_nothing_in_the_shipped_workbook():
    command = [sys.executable, "-m", "hor_data", "check", "data/commitments.xlsx"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "No problems found.\n", "")


def test_it_prints_where_the_terminal_knows_only_ascii(saved):
    command = [sys.executable, "-m", "hor_data", "check", str(saved(book(but(GOOD, Status="?"))))]
    settings = {"PYTHONIOENCODING": "ascii", "PYTHONPATH": ":".join(sys.path)}
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, env=settings, check=False)
    assert (ended.returncode, b"Traceback" in ended.stderr) == (1, False)


def test_only_an_error_stops_a_workbook():
    warning = Finding("Measures", "B2", "", "It counts nothing.", "", Severity.WARNING)
    assert str(warning) == "Measures!B2: It counts nothing."
    assert not has_errors([warning])
    assert has_errors([warning, Finding("Measures", "B2", "", "It is blank.", "Fill it in.")])


def test_the_command_reads_what_the_upload_reads(saved):
    assert read_workbook(saved(book(GOOD)).read_bytes()) == read_workbook(book(GOOD))
