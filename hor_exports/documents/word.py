"""A document writer for Word: real headings, tables with marked headers, a language and a title."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from hor_exports.documents.paper import (
    CELL_MARGIN_CM,
    END_MARGIN_CM,
    PAGE_SIZE_CM,
    SIDE_MARGIN_CM,
    STYLE_SETTINGS,
    DocumentTable,
    filled_lines,
    without_forbidden,
)
from hor_exports.documents.typed_text import Block, ListItem
from hor_exports.documents.word_lists import WordLists, set_style

DOCUMENT_FONT, DOCUMENT_LANGUAGE = "Arial", "en-GB"
TEXT_COLOUR = RGBColor(0x0B, 0x0C, 0x0C)
RULE_COLOUR = "B1B4B6"
PARAGRAPHS_KEPT_AT_END = 10  # paragraphs
HEADINGS = ("Title", "Heading")
LONGEST_DOCUMENT_PROPERTY = 250
STYLES_WITH_EFFECTS = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"


class WordDocument:
    """A document being written."""

    def __init__(self, title: str, cover: Mapping[str, str], today: date) -> None:
        self._document: Any = Document()
        self._lists = WordLists(self._document)
        _drop_leftovers(self._document)
        self._set_page()
        self._set_styles()
        self._set_properties(title, cover, today)

    def heading(self, text: str, level: int = 1) -> None:
        """A heading of this level; 0 is the title."""
        self._document.add_heading(without_forbidden(text), level)

    def paragraph(self, text: str, begin: str = "") -> None:
        """A paragraph for each line of the text, with a few words in bold before the first."""
        for nth, line in enumerate(filled_lines(text)):
            paragraph = self._document.add_paragraph()
            if begin and not nth:
                paragraph.add_run(f"{begin} ").bold = True
            paragraph.add_run(without_forbidden(line))

    def items(self, items: Sequence[ListItem]) -> None:
        """Items of a list, or of lists within lists; what leads up to them stays with them."""
        before = self._document.paragraphs[-1]
        if before.style.name == "Normal":
            before.paragraph_format.keep_with_next = True
        for item in items:
            self._lists.set_item(self._document.add_paragraph(without_forbidden(item.text)), item)

    def table(self, grid: DocumentTable) -> None:
        """A table whose first row is marked as its header and is repeated on each page."""
        table = self._document.add_table(len(grid.rows) + 1, len(grid.heads), "Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, grid.widths, strict=True):
            column.width = Cm(width)
        for row, texts in zip(table.rows, [grid.heads, *grid.rows], strict=True):
            for cell, text, width in zip(row.cells, texts, grid.widths, strict=True):
                cell.width = Cm(width)
                self._fill(cell, [text] if isinstance(text, str) else text)
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        head = table.rows[0]
        head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for paragraph in (paragraph for cell in head.cells for paragraph in cell.paragraphs):
            paragraph.runs[0].bold = True
            paragraph.paragraph_format.keep_with_next = True
        described = OxmlElement("w:tblDescription", {qn("w:val"): without_forbidden(grid.alt)})
        table._tbl.tblPr.append(described)

    def _fill(self, cell: Any, blocks: Sequence[Block]) -> None:
        for nth, block in enumerate(blocks):
            paragraph = cell.add_paragraph() if nth else cell.paragraphs[0]
            if isinstance(block, ListItem):
                paragraph.add_run(without_forbidden(block.text))
                self._lists.set_item(paragraph, block)
            else:
                paragraph.add_run(without_forbidden(block))
                set_style(paragraph, "TableText")

    def number_pages(self) -> None:
        """Put the page number at the foot of each page."""
        paragraph = self._document.sections[0].footer.paragraphs[0]
        set_style(paragraph, "Normal")
        paragraph.add_run("Page ")
        paragraph._p.append(OxmlElement("w:fldSimple", {qn("w:instr"): "PAGE"}))

    def content(self) -> bytes:
        """The file's bytes."""
        self._keep_end_together()
        out = BytesIO()
        self._document.save(out)
        return out.getvalue()

    def _keep_end_together(self) -> None:
        """The last paragraphs stay on one page, so that the last page holds more than a line or
        two; a table before them may be parted."""
        for paragraph in self._document.paragraphs[-PARAGRAPHS_KEPT_AT_END:-1]:
            if paragraph._p.getnext().tag == qn("w:p"):
                paragraph.paragraph_format.keep_with_next = True

    def _set_page(self) -> None:
        (section,) = self._document.sections
        section.page_width, section.page_height = (Cm(side) for side in PAGE_SIZE_CM)
        section.left_margin = section.right_margin = Cm(SIDE_MARGIN_CM)
        section.top_margin = section.bottom_margin = Cm(END_MARGIN_CM)
        section.header_distance = section.footer_distance = Cm(END_MARGIN_CM / 2)

    def _set_styles(self) -> None:
        styles: Any = self._document.styles
        styles.add_style("Table Text", WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
        for name, setting in STYLE_SETTINGS.items():
            style, font = styles[name], styles[name].font
            font.name, font.size, font.bold, font.color.rgb = (
                DOCUMENT_FONT,
                Pt(setting.size),
                None,
                TEXT_COLOUR,
            )
            if setting.bold:
                font.bold = True
            _use_no_theme(style.element)
            spacing = style.paragraph_format
            spacing.space_before, spacing.space_after = Pt(setting.before), Pt(setting.after)
            spacing.line_spacing, spacing.widow_control = 1.0, True
            spacing.keep_with_next = name.startswith(HEADINGS) or None
        _draw_rules(styles["Table Grid"].element)
        settings: Any = self._document.settings.element
        _set_language(styles.element, settings)
        settings.find(qn("w:zoom")).set(qn("w:percent"), "100")

    def _set_properties(self, title: str, cover: Mapping[str, str], today: date) -> None:
        properties = self._document.core_properties
        texts = {
            "title": title,
            "author": cover.get("publisher", "") or "Not stated",
            "subject": cover.get("title", ""),
            "comments": cover.get("licence", ""),
        }
        for name, text in texts.items():
            setattr(properties, name, without_forbidden(text)[:LONGEST_DOCUMENT_PROPERTY])
        properties.last_modified_by, properties.language = properties.author, DOCUMENT_LANGUAGE
        noon = datetime.combine(today, time(12), UTC).replace(tzinfo=None)
        properties.created = properties.modified = noon


def _drop_leftovers(document: Any) -> None:
    """Leave out what the library's blank document brings along: a second set of styles for old
    versions of Word, which would go on saying what ours no longer say, and a preview picture."""
    for owner, kind in (
        (document.part, STYLES_WITH_EFFECTS),
        (document.part.package, RELATIONSHIP_TYPE.THUMBNAIL),
    ):
        for name in [name for name, to in owner.rels.items() if to.reltype == kind]:
            del owner.rels[name]


def _use_no_theme(style: Any) -> None:
    """The default template's headings take font and rule from its theme, which would win."""
    fonts = style.rPr.rFonts
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    for name in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(name), DOCUMENT_FONT)
    for name in ("w:pBdr", "w:contextualSpacing"):
        for old in style.pPr.findall(qn(name)) if style.pPr is not None else ():
            style.pPr.remove(old)


def _draw_rules(style: Any) -> None:
    """A thin rule under each row, and none between columns."""
    borders = style.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}")
    for line in borders:
        between = line.tag in (qn("w:left"), qn("w:right"), qn("w:insideV"))
        line.set(qn("w:val"), "nil" if between else "single")
        line.set(qn("w:color"), RULE_COLOUR)
    for margin in style.find(f"{qn('w:tblPr')}/{qn('w:tblCellMar')}"):
        if margin.tag in (qn("w:left"), qn("w:right")):
            margin.set(qn("w:w"), str(Cm(CELL_MARGIN_CM).twips))


def _set_language(styles: Any, settings: Any) -> None:
    defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    defaults.find(qn("w:lang")).set(qn("w:val"), DOCUMENT_LANGUAGE)
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), DOCUMENT_LANGUAGE)
