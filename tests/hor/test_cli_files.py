"""The command line that makes decks and sheets: what it writes, and what it says instead."""

import csv
import io
import json
import subprocess
import sys

import pytest
from openpyxl import load_workbook

from tests.support.books import (
    GOOD,
    book,
    but,
    unzipped,
)
from tests.support.decks import charts_of, slides_of
from tests.support.documents import under
from tests.support.later import later
from tests.support.screens import ROOT
from tests.support.three_releases import three


def run(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "hor_ui", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_a_deck_of_a_view(tmp_path):
    out = tmp_path / "slides.pptx"
    done = run("deck", out, "--view", "theme=People-powered health&status=Limited")
    assert (done.returncode, done.stdout) == (0, f"Written to {out}.\n")
    content = out.read_bytes()
    assert "3 of 46 commitments" in slides_of(content)[0].placeholders[1].text_frame.text
    assert len(charts_of(content)) >= 5


def test_a_deck_has_the_matrix_that_the_view_names_and_the_trend_over_earlier_releases(tmp_path):
    names = [tmp_path / f"{number}.xlsx" for number in (1, 2, 3)]
    for name, content in zip(names, three(), strict=True):
        name.write_bytes(content)
    out = tmp_path / "slides.pptx"
    releases = ("--workbook", names[2], "--earlier", names[0], "--earlier", names[1])
    view = "sector=NHS&rows=theme&columns=area&order=most&show=share&list=all"
    done = run("deck", out, *releases, "--view", view)
    assert (done.returncode, done.stdout) == (0, f"Written to {out}.\n")
    slides = slides_of(out.read_bytes())
    tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    assert any(table.cell(0, 0).text == "Theme" for table in tables)
    titles = [slide.shapes.title.text for slide in slides]
    assert "1 of 15 is complete in June 2026; in 2022 1 of 16 was" in titles
    sheets = tmp_path / "rows.xlsx"
    assert run("sheet", sheets, *releases, "--view", view).returncode == 0
    assert {"Matrix", "Status by release"} <= set(load_workbook(sheets).sheetnames)


def test_a_trend_of_one_release_says_when_it_begins(tmp_path):
    out = tmp_path / "slides.pptx"
    assert run("deck", out, "--view", "columns=release").returncode == 0
    titles = [slide.shapes.title.text for slide in slides_of(out.read_bytes())]
    assert "A trend begins with the second release" in titles


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json", "zip"])
def test_a_sheet_of_a_view_in_each_form(tmp_path, ending):
    out = tmp_path / f"rows.{ending}"
    assert run("sheet", out, "--view", "words=training").returncode == 0
    content = out.read_bytes()
    if ending == "csv":
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
        assert 0 < len(rows) < 46
    elif ending == "json":
        assert 0 < len(json.loads(content)["commitments"]) < 46
    else:
        wanted = {"xlsx": "xl/workbook.xml", "zip": "datapackage.json"}[ending]
        assert wanted in unzipped(content)


def test_a_brief_says_what_changed_since_an_earlier_release(tmp_path):
    (tmp_path / "new.xlsx").write_bytes(later())
    of_new = ("--workbook", tmp_path / "new.xlsx", "--before", ROOT / "data/commitments.xlsx")
    out = tmp_path / "brief.docx"
    done = run("brief", "Aston University", out, *of_new, "--view", "status=Complete")
    assert (done.returncode, done.stdout) == (0, f"Written to {out}.\n")
    assert under(out.read_bytes(), "What changed")[1:] == [
        "Moved forward: HOR-10 from Substantial to Complete "
        "and HOR-35 from Substantial to Complete."
    ]
    slides = tmp_path / "brief.pptx"
    assert run("brief", "Aston University", slides).returncode == 0
    title = slides_of(slides.read_bytes())[0].shapes.title.text
    assert title == "All 3 commitments Aston University leads are substantial"


def test_a_workbook_of_ones_own(tmp_path):
    (tmp_path / "own.xlsx").write_bytes(book(GOOD))
    out = tmp_path / "rows.csv"
    assert run("sheet", out, "--workbook", tmp_path / "own.xlsx").returncode == 0
    assert "Hold the roundtable" in out.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("deck", "x.pdf"), "Name the deck with the ending .pptx, not “x.pdf”."),
        (("sheet", "x.doc"), "Name the sheet with the ending .xlsx, .csv, .json, .zip."),
        (("brief", "WMCA", "x.pdf"), "Name the brief with the ending .docx, .pptx."),
        (("brief", "Nobody", "x.docx"), "No organisation is called “Nobody” in this release."),
        (("brief", "Astn University", "x.docx"), "Did you mean “Aston University”?"),
        (("brief", "WMCA", "x.docx", "--before", "none.xlsx"), "none.xlsx: The file cannot be"),
        (("brief", "WMCA", "x.docx", "--before", "README.md"), "README.md: The file is not"),
        (("deck", "x.pptx", "--view", "thme=NHS"), "There is no filter “thme”. The filters are"),
        (
            ("deck", "x.pptx", "--view", "rows=sektor"),
            "There is no rows=“sektor” of the matrix: it may be theme, sector, lead, area, group "
            "or approach. Do you mean “sector”?",
        ),
        (
            ("deck", "x.pptx", "--view", "columns=theme"),
            "There is no columns=“theme” of the matrix: it may be status, deadline, sector, ",
        ),
        (
            ("sheet", "x.xlsx", "--view", "columns=deadline&order=complete"),
            "There is no order=“complete” of the matrix: it may be listed, most, name or silent.",
        ),
        (("deck", "x.pptx", "--earlier", "none.xlsx"), "none.xlsx: The file cannot be opened"),
        (("deck", "x.pptx", "--view", "sector=NSH"), "No commitment has “NSH” as its sector."),
        (("deck", "x.pptx", "--view", "theme=People powered"), "“People-powered health”?"),
        (("deck", "x.pptx", "--workbook", "none.xlsx"), "none.xlsx: The file cannot be opened"),
        (("deck", "x.pptx", "--workbook", "README.md"), "README.md: "),
        (("deck", "x.pptx", "--template", "README.md"), "not a PowerPoint template"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(arguments, said):
    done = run(*arguments)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not [ROOT / name for name in ("x.pptx", "x.docx") if (ROOT / name).exists()]


def test_errors_of_a_workbook_are_listed_by_cell(tmp_path):
    (tmp_path / "bad.xlsx").write_bytes(book(but(GOOD, Status="Late")))
    done = run("deck", tmp_path / "x.pptx", "--workbook", tmp_path / "bad.xlsx")
    assert done.returncode == 1
    assert "It has errors, so nothing was made." in done.stderr
    assert "Commitments!" in done.stderr
