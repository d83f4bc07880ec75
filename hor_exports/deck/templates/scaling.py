"""Bring a slide drawn on the sheet it was planned on to the size of the template's slides."""

from typing import Any

from pptx.oxml.ns import qn

_BODY = ("lIns", "tIns", "rIns", "bIns")
_CELL = ("marL", "marR", "marT", "marB")
_LINES = ("a:ln", "a:lnL", "a:lnR", "a:lnT", "a:lnB")
# By element, the attributes that are lengths or type sizes.
LENGTHS: dict[str, tuple[str, ...]] = {
    qn(tag): names
    for tag, names in {
        "a:off": ("x", "y"),
        "a:chOff": ("x", "y"),
        "a:ext": ("cx", "cy"),
        "a:chExt": ("cx", "cy"),
        "a:rPr": ("sz",),
        "a:defRPr": ("sz",),
        "a:endParaRPr": ("sz",),
        "a:bodyPr": _BODY,
        "a:pPr": ("marL", "marR", "indent"),
        "a:spcPts": ("val",),
        "a:tcPr": _CELL,
        "a:gridCol": ("w",),
        "a:tr": ("h",),
        **dict.fromkeys(_LINES, ("w",)),
    }.items()
}


def scale_slide(slide: Any, factor: float) -> None:
    """Multiply what was drawn on a slide, charts included, by this factor.

    What a placeholder takes from its layout stays as it is: that has the template's size already.
    """
    if factor == 1:
        return
    _scale(slide._element, factor)
    for shape in slide.shapes:
        if shape.has_chart:
            _scale(shape.chart._chartSpace, factor)


def _scale(tree: Any, factor: float) -> None:
    for element in tree.iter(*LENGTHS):
        for name in LENGTHS[element.tag]:
            if (given := element.get(name)) is not None:
                element.set(name, str(round(int(given) * factor)))
