"""The organisation's own template: opened with care, and emptied of its slides."""

import re
import zipfile
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.oxml.ns import qn

LARGEST_TEMPLATE = 50 << 20
LARGEST_UNZIPPED = 1 << 28
MOST_PARTS = 2_000
SMALLEST_SIDE = 360.0
_TYPES = "[Content_Types].xml"
_TEMPLATE, _SLIDES = b"presentationml.template.main+xml", b"presentationml.presentation.main+xml"
_MACROS = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)
_KINDS = {
    b"\xd0\xcf\x11\xe0": "an old PowerPoint file (.ppt), or has a password",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
SAVE_AGAIN = (
    "Open it in PowerPoint, choose Save As, and save it without a password as a PowerPoint "
    "template (.potx) or presentation (.pptx)."
)
DAMAGED = f"The template cannot be read: the file may be damaged or cut short. {SAVE_AGAIN}"


class TemplateRefusedError(ValueError):
    """The file is no template we can use. Its text is a sentence for the person who sent it."""


def open_template(content: bytes) -> Any:
    """The template as a presentation without slides.

    Raises TemplateRefusedError where it is none that we can use.
    """
    _refuse_other_files(content)
    try:
        presentation = Presentation(BytesIO(_repacked(content)))
        _drop_slides(presentation)
    except TemplateRefusedError:
        raise
    # On damaged bytes zipfile, lxml and python-pptx raise a dozen kinds of error between them.
    except Exception as error:
        raise TemplateRefusedError(DAMAGED) from error
    _refuse_unusable(presentation)
    return presentation


def _refuse_other_files(content: bytes) -> None:
    if not content:
        raise TemplateRefusedError("The file is empty. Choose a PowerPoint template (.potx).")
    if len(content) > LARGEST_TEMPLATE:
        raise TemplateRefusedError(
            f"The template is {len(content) >> 20:,} MB, and the most is "
            f"{LARGEST_TEMPLATE >> 20} MB. Delete its slides and compress its pictures, then save "
            "it again."
        )
    what = next((kind for start, kind in _KINDS.items() if content.startswith(start)), "")
    if what or not content.startswith(b"PK"):
        raise TemplateRefusedError(
            f"The file is {what or 'not a PowerPoint template'}. {SAVE_AGAIN}"
        )


def _repacked(content: bytes) -> bytes:
    """The same parts, unpacked within bounds; a template made into a presentation."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        parts = packed.infolist()
        _refuse_parts(parts)
        unpacked = {part.filename: packed.read(part) for part in parts if not part.is_dir()}
    kinds = unpacked[_TYPES]
    if _MACROS.search(kinds) or any(_MACROS.search(name.encode()) for name in unpacked):
        raise TemplateRefusedError(
            "The template holds macros, which a deck may not carry. Save it as a PowerPoint "
            "template (.potx) or presentation (.pptx), which hold none."
        )
    xml = (part for name, part in unpacked.items() if name.endswith((".xml", ".rels")))
    if any(b"<!DOCTYPE" in part[:1000] or b"<!ENTITY" in part for part in xml):
        raise TemplateRefusedError(DAMAGED)
    unpacked[_TYPES] = kinds.replace(_TEMPLATE, _SLIDES)
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as again:
        for name, part in unpacked.items():
            again.writestr(name, part)
    return out.getvalue()


def _refuse_parts(parts: list[zipfile.ZipInfo]) -> None:
    names = {part.filename for part in parts}
    if "ppt/presentation.xml" not in names or _TYPES not in names:
        raise TemplateRefusedError(f"The file is not a PowerPoint template. {SAVE_AGAIN}")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNZIPPED:
        raise TemplateRefusedError(
            "The template unpacks to more than this dashboard accepts. Delete its slides and "
            "compress its pictures, then save it again."
        )


def _drop_slides(presentation: Any) -> None:
    """Without its slides, and without what names them: sections and custom shows."""
    element = presentation.part._element
    for slide in list(element.get_or_add_sldIdLst()):
        presentation.part.drop_rel(slide.rId)
        slide.getparent().remove(slide)
    for name in ("p:custShowLst", "p:extLst"):
        for found in element.findall(qn(name)):
            element.remove(found)


def _refuse_unusable(presentation: Any) -> None:
    if not any(len(master.slide_layouts) for master in presentation.slide_masters):
        raise TemplateRefusedError(
            "The template has no slide layouts. In PowerPoint's Slide Master view, add a layout "
            "with a title and one with a title and content."
        )
    wide, high = presentation.slide_width.pt, presentation.slide_height.pt
    if min(wide, high) < SMALLEST_SIDE:
        raise TemplateRefusedError(
            f"The template's slides are {wide / 72:.1f} by {high / 72:.1f} inches, too small for "
            "text of 18 points. Use slides at least 5 inches high and wide."
        )
