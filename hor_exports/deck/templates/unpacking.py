"""Unpack a template within bounds."""

import zipfile
from io import BytesIO

from hor_data.workbook import ZipLimits, unpack_zip
from hor_exports.deck.templates.refusal import SAVE_TEMPLATE_AGAIN, TemplateRefusedError

# XML takes many times its size in memory once it is read, and no template has 32 MB of it.
TEMPLATE_LIMITS = ZipLimits(parts=2_000, unpacked=1 << 28, xml=1 << 25)
TYPES, PRESENTATION = "[Content_Types].xml", "ppt/presentation.xml"
TEMPLATE_TOO_LARGE = (
    "The template unpacks to more than this dashboard accepts. Delete its slides and compress its "
    "pictures, then save it again."
)


def unpack(content: bytes) -> dict[str, bytes]:
    """The parts of a template by name.

    Raises TemplateRefusedError where it is no presentation or unpacks to too much.
    """
    with zipfile.ZipFile(BytesIO(content)) as packed:
        if not {PRESENTATION, TYPES} <= set(packed.namelist()):
            raise TemplateRefusedError(
                f"The file is not a PowerPoint template. {SAVE_TEMPLATE_AGAIN}"
            )
        return unpack_zip(packed, TEMPLATE_LIMITS, TemplateRefusedError(TEMPLATE_TOO_LARGE))
