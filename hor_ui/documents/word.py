"""An accessible Word document: real headings, tables with marked headers, a language, a title."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

INK = RGBColor(0x0B, 0x0C, 0x0C)
HEADING_SIZES = {"Title": 24, "Heading 1": 16, "Heading 2": 13}


class Word:
    """A document being written. Text comes in as it is: nothing in it is markup."""

    def __init__(self, title: str, author: str, today: date) -> None:
        self.document = Document()
        self._set_styles()
        properties = self.document.core_properties
        properties.title, properties.author = title[:250], author[:250]
        properties.language = "en-GB"
        made = datetime.combine(today, time(12), UTC).replace(tzinfo=None)
        properties.created = properties.modified = made
        self.document.add_heading(title, 0)

    def heading(self, text: str, level: int = 1) -> None:
        """A heading of this level; none is skipped."""
        self.document.add_heading(text, level)

    def paragraph(self, text: str, begin: str = "") -> None:
        """A paragraph, with a few words in bold before it."""
        paragraph = self.document.add_paragraph()
        if begin:
            paragraph.add_run(f"{begin} ").bold = True
        paragraph.add_run(text)

    def bullets(self, items: Sequence[str]) -> None:
        """A list."""
        for item in items:
            self.document.add_paragraph(item, style="List Bullet")

    def table(
        self, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], alt: str
    ) -> None:
        """A table whose first row is marked as its header and is repeated on each page.

        `widths` are in centimetres.
        """
        table = self.document.add_table(rows=1, cols=len(heads), style="Table Grid")
        table.autofit = False
        for cell, head in zip(table.rows[0].cells, heads, strict=True):
            cell.text = ""
            cell.paragraphs[0].add_run(head).bold = True
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Cm(width)
            _mark(row._tr.get_or_add_trPr(), "w:cantSplit")
        _mark(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
        said = OxmlElement("w:tblDescription")
        said.set(qn("w:val"), alt)
        table._tbl.tblPr.append(said)
        self.document.add_paragraph()

    def content(self) -> bytes:
        """The file's bytes."""
        out = BytesIO()
        self.document.save(out)
        return out.getvalue()

    def _set_styles(self) -> None:
        styles: Any = self.document.styles
        for section in self.document.sections:
            section.page_width, section.page_height = Cm(21), Cm(29.7)
            section.left_margin = section.right_margin = Cm(2)
            section.top_margin = section.bottom_margin = Cm(1.8)
        normal = styles["Normal"]
        normal.font.name, normal.font.size = "Arial", Pt(11)
        normal.paragraph_format.space_after = Pt(5)
        for name, size in HEADING_SIZES.items():
            font = styles[name].font
            font.name, font.size, font.bold, font.color.rgb = "Arial", Pt(size), True, INK
            _set_font(styles[name].element, "Arial")
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "en-GB")
        defaults = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        for old in defaults.findall(qn("w:lang")):
            defaults.remove(old)
        defaults.append(language)


def _set_font(style: Any, name: str) -> None:
    """Headings of the default template take a font of the theme; it must go, or it wins."""
    fonts = style.rPr.rFonts
    for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(attribute), None)
    for attribute in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(attribute), name)


def _mark(properties: Any, name: str) -> None:
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    properties.append(mark)
