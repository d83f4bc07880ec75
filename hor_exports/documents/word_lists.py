"""Lists in a Word document, in its own list styles; each numbered list begins at 1."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from hor_exports.documents.typed_text import ListItem


class WordLists:
    """The lists of a document being written."""

    def __init__(self, document: Any) -> None:
        self._numbering: Any = document.part.numbering_part.element
        self._styles: Any = document.styles.element
        # The numbering that a list goes on with, by the style of its items.
        self._current: dict[str, int] = {}

    def set_item(self, paragraph: Any, item: ListItem) -> None:
        """Make the paragraph an item of a list."""
        style = f"List{'Number' if item.number else 'Bullet'}{item.level + 1 if item.level else ''}"
        set_style(paragraph, style)
        if not item.number:
            return
        if item.begins or style not in self._current:
            self._current[style] = self._add_numbering(style, item)
        numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        numbering.get_or_add_ilvl().val = 0
        numbering.get_or_add_numId().val = self._current[style]

    def _add_numbering(self, style: str, item: ListItem) -> int:
        """A numbering as the style's own that begins again, with the sign that was typed."""
        of_style = self._styles.get_by_id(style).pPr.numPr.numId.val
        abstract = self._numbering.num_having_numId(of_style).abstractNumId.val
        added = self._numbering.add_num(abstract)
        override = added.add_lvlOverride(ilvl=0)
        override.add_startOverride(item.number)
        if item.sign != ".":
            override.append(self._level(abstract, item.sign))
        return int(added.numId)

    def _level(self, abstract: int, sign: str) -> Any:
        (level,) = self._numbering.xpath(
            f"./w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl[@w:ilvl='0']"
        )
        own = OxmlElement("w:lvl", {qn("w:ilvl"): "0"})
        own.extend(child.__copy__() for child in level)
        own.find(qn("w:lvlText")).set(qn("w:val"), f"%1{sign}")
        return own


def set_style(paragraph: Any, style_id: str) -> None:
    """Give the paragraph a style by its id: python-docx looks a name up in every style, for every
    paragraph."""
    paragraph._p.style = style_id
