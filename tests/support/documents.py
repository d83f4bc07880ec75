"""Word documents opened again and read, by measures that are not the product's own."""

from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table

SMALLEST = 11.0
# How wide a letter of Arial is for its size on average, and how high a line.
LETTER, LINE = 0.47, 1.15


def document_of(content: bytes) -> Any:
    return Document(BytesIO(content))


def said(content: bytes) -> list[Any]:
    """What stands in the document from first to last: (style, text), and a table as its rows."""
    return [
        rows_of(block) if isinstance(block, Table) else (block.style.name, block.text)
        for block in document_of(content).iter_inner_content()
    ]


def rows_of(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def under(content: bytes, heading: str) -> list[Any]:
    """What stands between this heading and the next of its level or a higher one."""
    found: list[Any] = []
    level = ""
    for block in said(content):
        style, text = block if isinstance(block, tuple) else ("", "")
        if level and style.startswith(("Title", "Heading")) and style <= level:
            break
        if level:
            found.append(block if isinstance(block, list) else text)
        if style.startswith("Heading") and text == heading:
            level = style
    return found


def faults(content: bytes) -> list[str]:
    """What a reader with a screen reader, or with poor sight, would stumble over."""
    document = document_of(content)
    found = [*_of_headings(document), *_of_tables(document), *_of_sizes(document)]
    languages = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    if languages != {"en-GB"} or document.core_properties.language != "en-GB":
        found.append(f"in the language {languages}")
    if not document.core_properties.title.startswith(document.paragraphs[0].text):
        found.append(f"called {document.core_properties.title}")
    for paragraph in document.paragraphs:
        if not paragraph.text.strip():
            found.append("a paragraph with nothing in it")
        if any(
            run.bold and not paragraph.style.name.startswith("Normal") for run in paragraph.runs
        ):
            found.append(f"bold by hand: {paragraph.text}")
    if list(document.element.iter(qn("w:drawing"), qn("w:pict"), qn("w:br"))):
        found.append("a picture, or a line broken by hand")
    return found


def _of_headings(document: Any) -> list[str]:
    names = [one.style.name for one in document.paragraphs]
    levels = [
        0 if name == "Title" else int(name[-1])
        for name in names
        if name == "Title" or name.startswith("Heading")
    ]
    found = [
        f"a heading {after} after {before}"
        for before, after in zip(levels, levels[1:], strict=False)
        if after > before + 1
    ]
    if names[0] != "Title" or names.count("Title") != 1:
        found.append("not one title, at the beginning")
    return found


def _of_tables(document: Any) -> list[str]:
    found = []
    for table in document.tables:
        heads = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") for row in table.rows]
        if heads[0] is None or any(one is not None for one in heads[1:]):
            found.append("a table without its first row, and it alone, marked as the header")
        described = table._tbl.tblPr.find(qn("w:tblDescription"))
        if described is None or not described.get(qn("w:val"), "").startswith("Table of "):
            found.append("a table without words for who cannot see it")
        if list(table._tbl.iter(qn("w:vMerge"), qn("w:gridSpan"))):
            found.append("a table with merged cells")
        if not all(cell.text.strip() for row in table.rows for cell in row.cells):
            found.append("a table with an empty cell")
    return found


def _of_sizes(document: Any) -> list[str]:
    sizes = {size_of(one) for one in paragraphs_of(document)}
    return [f"letters of {size} points" for size in sizes if size < SMALLEST]


def paragraphs_of(document: Any) -> list[Any]:
    """Every paragraph, those of tables included."""
    of_tables = [
        paragraph
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
    ]
    return [*document.paragraphs, *of_tables]


def size_of(paragraph: Any) -> float:
    """The smallest size in a paragraph, by its runs, its style, and what that is based on."""
    sizes = [run.font.size.pt for run in paragraph.runs if run.font.size]
    style = paragraph.style
    while style is not None and style.font.size is None:
        style = style.base_style
    return float(min([*sizes, style.font.size.pt]))


def pages(content: bytes) -> float:
    """How many pages of its own size it takes, by the sizes and spaces in the file."""
    document = document_of(content)
    (section,) = document.sections
    across = (section.page_width - section.left_margin - section.right_margin) / 12_700
    down = (section.page_height - section.top_margin - section.bottom_margin) / 12_700
    used = sum(
        _tall(one, across - (18 if "List" in one.style.name else 0)) for one in document.paragraphs
    )
    for table in document.tables:
        for row in table.rows:
            used += max(_tall(cell.paragraphs[0], cell.width.pt - 8.5) for cell in row.cells)
    return used / down


def _tall(paragraph: Any, across: float) -> float:
    size, spacing = size_of(paragraph), paragraph.style.paragraph_format
    lines = -(-int(len(paragraph.text) * size * LETTER) // int(across))
    return max(lines, 1) * size * LINE + spacing.space_before.pt + spacing.space_after.pt
