"""The files of one chart: CSV, JSON, a sheet of Excel and a picture, read by other libraries."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from openpyxl import Workbook, load_workbook

from recount.cells import say_date
from recount.files.case import GROUPS, Case
from recount.files.charts import ChartForm, check_chart_form
from recount.files.sayings import check_property, check_shown
from recount.reading import numbers

CHOSEN, SHOWN, TALLIES = "Chosen", "Shown", "Status by "
SVG = "{http://www.w3.org/2000/svg}"
FIELDS = {name: field for field, name in GROUPS.items()}


def check_chart_csv(case: Case, path: Path, field: str) -> None:
    """The table of a chart as CSV: what it counts stands in each row."""
    lines = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    heads, rows = lines[0], [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
    shown = list(dict.fromkeys(row[SHOWN] for row in rows))
    case.place("chart.csv")
    case.report.same("one statement in every row", len(shown), 1 if case.counted[field].rows else 0)
    check_chart_form(case, _table("chart.csv", field, heads, rows, shown=next(iter(shown), None)))


def check_chart_json(case: Case, path: Path, field: str) -> None:
    """The same as JSON, with title, words and totals."""
    whole = json.loads(path.read_text("utf-8"))
    heads = list(whole["rows"][0]) if whole["rows"] else [GROUPS[field], *case.book.statuses]
    words = {"title": whole["title"], "alts": [whole["alt"]], "shown": whole["shown"]}
    form = _table("chart.json", field, heads, whole["rows"], totals=whole["commitments"], **words)
    check_chart_form(case, form)
    case.report.same("chosen", whole["chosen"], list(case.counted[field].chosen))


def check_chart_workbook(case: Case, path: Path, field: str) -> None:
    """A chart's workbook: its cover, its table and the chart under it."""
    book = load_workbook(path)
    case.place("chart.xlsx")
    case.report.same("sheets", book.sheetnames, ["Cover", f"{TALLIES}{GROUPS[field].lower()}"])
    case.place(f"chart.xlsx {GROUPS[field].lower()}")
    check_shown(case, cover_of(book)["Shown"], field)
    check_property(case, book.properties.title)
    check_tallies(case, path, book, "chart.xlsx")


def cover_of(book: Workbook) -> dict[str, str]:
    """A workbook's cover by its labels."""
    return {str(label): str(words) for label, words in book["Cover"].iter_rows(values_only=True)}


def check_tallies(case: Case, path: Path, book: Workbook, form: str) -> list[str]:
    """Every sheet of a tally, with the chart on it; the fields of these."""
    drawn = iter(_excel_charts(path))
    fields = []
    for sheet in book:
        if not sheet.title.startswith(TALLIES):
            continue
        lines = [list(line) for line in sheet.iter_rows(values_only=True)]
        heads = [str(head) for head in lines[0]]
        field = FIELDS[heads[0]]
        fields.append(field)
        rows = [dict(zip(heads, line, strict=True)) for line in lines[1:] if line[0]]
        title, shown, alt = next(drawn) if rows else (None, None, None)
        alts = None if alt is None else [alt]
        made = _table(form, field, heads, rows, title=title, shown=shown, alts=alts)
        check_chart_form(case, made)
    return fields


def _table(
    form: str, field: str, heads: Sequence[str], rows: Sequence[Mapping[str, Any]], **words: Any
) -> ChartForm:
    """A table of a group, a number a status, and perhaps whether the group is chosen."""
    group = heads[0]
    statuses = [head for head in heads[1:] if head not in (CHOSEN, SHOWN)]
    return ChartForm(
        form,
        field,
        heads=statuses,
        rows={row[group]: [int(row[status] or 0) for status in statuses] for row in rows},
        marks={row[group]: row[CHOSEN] for row in rows} if CHOSEN in heads else None,
        is_data=True,
        **words,
    )


def _excel_charts(path: Path) -> list[tuple[str, str, str]]:
    """Of each chart of a workbook, in the order of its sheets: title, what it counts, its words."""
    charts = []
    with zipfile.ZipFile(path) as parts:
        names = [name for name in parts.namelist() if re.search(r"charts/chart\d+\.xml", name)]
        for name in sorted(names, key=lambda part: numbers(part)[0]):
            number = re.findall(r"\d+", name)[0]
            root = ElementTree.fromstring(parts.read(name))
            # The title of the chart, and that of its axis, which says what is counted.
            titles = root.iter(f"{{{root.tag[1:].partition('}')[0]}}}title")
            title, shown = ("".join(element.itertext()) for element in titles)
            drawing = ElementTree.fromstring(parts.read(f"xl/drawings/drawing{number}.xml"))
            alts = [node.get("descr", "") for node in drawing.iter() if node.get("descr")]
            charts.append((title, shown, alts[0]))
    return charts


def check_picture(case: Case, path: Path, field: str) -> None:
    """A chart as SVG: its name, its words, and what is drawn into it."""
    root = ElementTree.fromstring(path.read_text("utf-8"))
    title, words = (root.findtext(f"{SVG}{tag}", "") for tag in ("title", "desc"))
    # What is counted may follow what every other form reads aloud.
    alt = case.words.get((field, "alternative text"), ("", ""))[0]
    alt = alt if words.startswith(alt) else words
    check_chart_form(case, ChartForm("picture", field, title=title, alts=[alt]))
    texts = ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]
    drawn = " ".join(" ".join(texts).split())
    for kind in ("title", "statement"):
        text, form = case.words.get((field, kind), ("", ""))
        case.report.same(f"{kind} of the {form} is drawn", " ".join(text.split()) in drawn, True)
    dated = f"; data as at {say_date(case.book.as_at)}; release {case.book.name}."
    case.report.same("date and release are drawn", dated in drawn, True)
    statuses = [
        status
        for status, numbers_of in zip(
            case.book.statuses, zip(*case.counted[field].rows.values(), strict=True), strict=True
        )
        if any(numbers_of)
    ]
    case.report.same("key", [text for text in texts if text in case.book.statuses], statuses)
    counted = {str(number) for row in case.counted[field].rows.values() for number in row if number}
    strange = [text for text in texts if text.isdigit() and text not in counted]
    case.report.same("numbers in bars", strange, [])
