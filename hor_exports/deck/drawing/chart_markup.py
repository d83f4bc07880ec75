"""What a native chart's XML says that python-pptx has no call for: places, a language, axes."""

from collections.abc import Mapping
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn

from hor_exports.deck.drawing.text import SLIDE_LANGUAGE


def manual_layout(places: Mapping[str, float], inner: bool) -> Any:
    """A c:layout at these places, each a share of the chart's width or height from 0 to 1.

    `places` has x, y, w and h; `inner` is for a plot area without its axes' names.
    """
    element = etree.Element(qn("c:layout"))
    manual = etree.SubElement(element, qn("c:manualLayout"))
    if inner:
        etree.SubElement(manual, qn("c:layoutTarget"), val="inner")
    for mode in ("xMode", "yMode"):
        etree.SubElement(manual, qn(f"c:{mode}"), val="edge")
    for name, value in places.items():
        etree.SubElement(manual, qn(f"c:{name}"), val=f"{value:.4f}")
    return element


def set_language(chart: Any) -> None:
    """Put all of a chart's text in British English."""
    space = chart._chartSpace
    for run in space.iter(qn("a:defRPr")):
        run.set("lang", SLIDE_LANGUAGE)
    language = etree.Element(qn("c:lang"), val=SLIDE_LANGUAGE)
    first = space.find(qn("c:date1904"))
    space.insert(0, language) if first is None else first.addnext(language)


def number_axes(chart: Any) -> None:
    """Number the axes from 1, and say of each whether it is deleted.

    python-pptx's own numbers are below zero, which the schema forbids, and it leaves out a value
    that is the schema's default, which not every reader takes for said.
    """
    numbers: dict[str, str] = {}
    for element in chart._chartSpace.iter(qn("c:axId"), qn("c:crossAx")):
        element.set("val", numbers.setdefault(element.get("val"), str(len(numbers) + 1)))
    for element in chart._chartSpace.iter(qn("c:delete")):
        element.set("val", element.get("val", "1"))
