"""New styles in a workbook's part of styles, after those that it has."""

from collections.abc import Collection
from copy import deepcopy
from typing import Any

from lxml import etree

# The order of what a part of styles holds (ECMA-376, part 1, 18.8.39).
_ORDER = (
    *("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"),
    *("tableStyles", "colors", "extLst"),
)

_AUTOMATIC_COLOUR = "64"  # as programs number the colour behind a plain fill that shows none


class StyleSheet:
    """The styles of a workbook; numbers are those that cells write."""

    def __init__(self, root: Any) -> None:
        """Styles from their root, which is changed."""
        self.root = root
        self.namespace = root.tag[: root.tag.index("}") + 1]
        self._filled: dict[tuple[int, str], int] = {}
        self._unfilled: dict[int, int] = {}
        fonts, fills = self._group("fonts"), self._group("fills")
        if not len(fonts):
            self._append(fonts, "font")
        if not len(fills):
            for kind in ("none", "gray125"):  # Excel takes the first two for its own
                etree.SubElement(
                    self._append(fills, "fill"), self._tag("patternFill"), patternType=kind
                )
        if not len(self._group("borders")):
            self._append(self._group("borders"), "border")
        if not len(self._group("cellXfs")):
            self._append(self._group("cellXfs"), "xf")

    def filled(self, style: int, colour: str) -> int:
        """The number of a style that is another with a fill of this colour (ARGB). The colour that
        it had before is kept behind it, where a plain fill does not show it."""
        if (style, colour) not in self._filled:
            before = self._colour_of(style, "fgColor")
            fill = self._append_fill({"rgb": colour}, before)
            self._filled[style, colour] = self._copy_style(
                style, {"fillId": str(fill), "applyFill": "1"}
            )
        return self._filled[style, colour]

    def without_fill(self, style: int, colours: Collection[str]) -> int:
        """The number of a style as it was before `filled` gave it one of these colours; of a style
        of another fill its own number."""
        if self._colour_of(style, "fgColor").get("rgb") not in colours:
            return style
        if style not in self._unfilled:
            before = self._colour_of(style, "bgColor")
            has_colour = bool(before) and before.get("indexed") != _AUTOMATIC_COLOUR
            fill = self._append_fill(before, {}) if has_colour else 0
            changes = {"fillId": str(fill), "applyFill": str(int(has_colour))}
            self._unfilled[style] = self._copy_style(style, changes)
        return self._unfilled[style]

    def _colour_of(self, style: int, name: str) -> dict[str, str]:
        """A colour of the plain fill that a style has, as its attributes; none of another fill."""
        styles, fills = self._group("cellXfs"), self._group("fills")
        number = int(styles[style].get("fillId") or 0) if style < len(styles) else 0
        pattern = fills[number].find("{*}patternFill") if number < len(fills) else None
        if pattern is None or pattern.get("patternType") != "solid":
            return {}
        colour = pattern.find(f"{{*}}{name}")
        return {} if colour is None else dict(colour.attrib)

    def _append_fill(self, front: dict[str, str], back: dict[str, str]) -> int:
        """The number of a new plain fill, with the attributes of its colours."""
        fills = self._group("fills")
        pattern = etree.SubElement(
            self._append(fills, "fill"), self._tag("patternFill"), patternType="solid"
        )
        for name, colour in (("fgColor", front), ("bgColor", back)):
            if colour:
                etree.SubElement(pattern, self._tag(name), colour)
        return len(fills) - 1

    def wrapped(self, *, bold: bool = False) -> int:
        """The number of a style whose text is wrapped from the top of the cell."""
        changes = {"applyAlignment": "1"}
        if bold:
            fonts = self._group("fonts")
            font = deepcopy(fonts[0])
            for old in font.findall("{*}b"):
                font.remove(old)
            font.insert(0, font.makeelement(self._tag("b")))
            fonts.append(font)
            self._count(fonts)
            changes |= {"fontId": str(len(fonts) - 1), "applyFont": "1"}
        number = self._copy_style(0, changes)
        style = self._group("cellXfs")[number]
        for old in style.findall("{*}alignment"):
            style.remove(old)
        style.insert(0, style.makeelement(self._tag("alignment"), vertical="top", wrapText="1"))
        return number

    def _copy_style(self, style: int, changes: dict[str, str]) -> int:
        styles = self._group("cellXfs")
        copy = deepcopy(styles[style if style < len(styles) else 0])
        copy.attrib.update(changes)
        styles.append(copy)
        self._count(styles)
        return len(styles) - 1

    def _group(self, name: str) -> Any:
        """What holds the styles of one kind, put in where it belongs if it is not there."""
        group = self.root.find(f"{{*}}{name}")
        if group is None:
            before = _ORDER[: _ORDER.index(name)]
            names = [etree.QName(child).localname for child in self.root]
            place = max((n for n, child in enumerate(names, 1) if child in before), default=0)
            group = self.root.makeelement(self._tag(name))
            self.root.insert(place, group)
        return group

    def _append(self, group: Any, name: str) -> Any:
        element = etree.SubElement(group, self._tag(name))
        self._count(group)
        return element

    def _count(self, group: Any) -> None:
        group.set("count", str(len(group)))

    def _tag(self, name: str) -> str:
        return self.namespace + name
