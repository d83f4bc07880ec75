"""The organisation's own template: opened with care, and emptied of its slides."""

import logging
import re
import zipfile
from io import BytesIO
from typing import Any

from pptx import Presentation

from hor_exports.deck.templates.cleaning import empty_template
from hor_exports.deck.templates.refusal import (
    SAVE_TEMPLATE_AGAIN,
    TEMPLATE_DAMAGED,
    TemplateRefusedError,
)
from hor_exports.deck.templates.unpacking import TYPES, unpack

LARGEST_TEMPLATE = 50 << 20
_TEMPLATE, _SLIDES = b"presentationml.template.main+xml", b"presentationml.presentation.main+xml"
_MACROS = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)
_OTHER_FILE_STARTS = {
    b"\xd0\xcf\x11\xe0": "an old PowerPoint file (.ppt), or has a password",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
log = logging.getLogger(__name__)


def open_template(content: bytes) -> Any:
    """The template as a presentation without slides, with nothing in it of what was uploaded but
    one slide master and its layouts.

    Raises TemplateRefusedError where it is none that we can use.
    """
    _refuse_other_files(content)
    try:
        presentation = Presentation(BytesIO(_repacked(content)))
        _refuse_unusable(presentation)
        empty_template(presentation)
    except TemplateRefusedError:
        raise
    # On damaged bytes zipfile, lxml and python-pptx raise a dozen kinds of error between them.
    except Exception as error:
        log.warning("A template could not be read: %r", error)
        raise TemplateRefusedError(TEMPLATE_DAMAGED) from error
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
    what = next(
        (kind for start, kind in _OTHER_FILE_STARTS.items() if content.startswith(start)), ""
    )
    if what or not content.startswith(b"PK"):
        raise TemplateRefusedError(
            f"The file is {what or 'not a PowerPoint template'}. {SAVE_TEMPLATE_AGAIN}"
        )


def _repacked(content: bytes) -> bytes:
    """The same parts, unpacked within bounds; a template made into a presentation."""
    unpacked = unpack(content)
    kinds = unpacked[TYPES]
    if _MACROS.search(kinds) or any(_MACROS.search(name.encode()) for name in unpacked):
        raise TemplateRefusedError(
            "The template holds macros, which a deck may not carry. Save it as a PowerPoint "
            "template (.potx) or presentation (.pptx), which hold none."
        )
    xml = (part for name, part in unpacked.items() if name.endswith((".xml", ".rels")))
    if any(b"<!DOCTYPE" in part[:1000] or b"<!ENTITY" in part for part in xml):
        raise TemplateRefusedError(TEMPLATE_DAMAGED)
    unpacked[TYPES] = kinds.replace(_TEMPLATE, _SLIDES)
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as again:
        for name, part in unpacked.items():
            again.writestr(name, part)
    return out.getvalue()


def _refuse_unusable(presentation: Any) -> None:
    if not any(len(master.slide_layouts) for master in presentation.slide_masters):
        raise TemplateRefusedError(
            "The template has no slide layouts. In PowerPoint's Slide Master view, add a layout "
            "with a title and one with a title and content."
        )
