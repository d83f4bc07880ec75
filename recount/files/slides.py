"""A deck's slides as plain values, whatever their order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from pptx import Presentation

# How a slide that continues another says so.
CONTINUED = re.compile(r" \((?:continued|\d+\sof\s\d+)\)$")
CUT = "…"


@dataclass(frozen=True)
class Drawn:
    """A native chart: its words, its rows and those of the workbook in it."""

    alt: str
    heads: list[str]
    rows: dict[str, list[int]]
    inside: list[list[Any]]


@dataclass(frozen=True)
class SlideText:
    """One slide. `title` is whole and without what says that it continues; `tables` have the header
    in their first row; `table_alts` their words."""

    number: int
    title: str
    texts: list[str]
    notes: str
    charts: list[Drawn]
    tables: list[list[list[str]]]
    table_alts: list[str]


def read_slides(path: Path) -> list[SlideText]:
    """The slides of a deck, in its order."""
    return [
        _read(number, slide) for number, slide in enumerate(Presentation(str(path)).slides, start=1)
    ]


def _read(number: int, slide: Any) -> SlideText:
    notes = slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""
    shown = CONTINUED.sub("", slide.shapes.title.text) if slide.shapes.title else ""
    tables = [shape for shape in slide.shapes if getattr(shape, "has_table", False)]
    return SlideText(
        number=number,
        title=_whole(shown, notes),
        texts=[shape.text_frame.text for shape in slide.shapes if shape.has_text_frame],
        notes=notes,
        charts=[_chart(shape) for shape in slide.shapes if getattr(shape, "has_chart", False)],
        tables=[
            [[cell.text for cell in row.cells] for row in shape.table.rows] for shape in tables
        ],
        table_alts=[alt_of(shape) for shape in tables],
    )


def _whole(title: str, notes: str) -> str:
    """A title that was too long for its place stands in full in the first line of the notes."""
    first = notes.partition("\n")[0]
    cut = title.removesuffix(CUT)
    return first if cut != title and first.startswith(cut.rstrip()) else title


def alt_of(shape: Any) -> str:
    """What is read aloud in place of a shape."""
    return str(shape._element._nvXxPr.cNvPr.get("descr") or "")


def _chart(shape: Any) -> Drawn:
    plot = shape.chart.plots[0]
    columns = {series.name: [int(value or 0) for value in series.values] for series in plot.series}
    names = [str(name) for name in plot.categories]
    blob = shape.chart.part.chart_workbook.xlsx_part.blob
    lines = load_workbook(BytesIO(blob)).worksheets[0].iter_rows(values_only=True)
    rows = [
        [str(cell) if place == 0 else cell or 0 for place, cell in enumerate(line)]
        for line in lines
    ]
    return Drawn(
        alt=alt_of(shape),
        heads=list(columns),
        rows={
            name: [column[place] for column in columns.values()] for place, name in enumerate(names)
        },
        inside=rows[1:],
    )


def rows_headed(slides: list[SlideText], *heads: str) -> Iterator[tuple[SlideText, dict[str, str]]]:
    """The rows of every table with these headers, each with its slide."""
    for slide in slides:
        for table in slide.tables:
            if set(heads) <= set(table[0]):
                for row in table[1:]:
                    yield slide, dict(zip(table[0], row, strict=True))
