"""Unpack a template within bounds: what it really unpacks to is counted, not what it says."""

import zipfile
from io import BytesIO

from hor_ui.deck.refusal import SAVE_AGAIN, TemplateRefusedError

LARGEST_UNZIPPED = 1 << 28
# XML takes many times its size in memory once it is read, and no template has this much of it.
LARGEST_XML = 1 << 25
MOST_PARTS = 2_000
STEP = 1 << 20
TYPES, PRESENTATION = "[Content_Types].xml", "ppt/presentation.xml"
TOO_MUCH = (
    "The template unpacks to more than this dashboard accepts. Delete its slides and compress its "
    "pictures, then save it again."
)


def unpack(content: bytes) -> dict[str, bytes]:
    """The parts of a package by name; of a part that is there twice, the last.

    Raises TemplateRefusedError where it is no presentation or unpacks to too much.
    """
    with zipfile.ZipFile(BytesIO(content)) as packed:
        parts = [part for part in packed.infolist() if not part.is_dir()]
        names = {part.filename for part in parts}
        if PRESENTATION not in names or TYPES not in names:
            raise TemplateRefusedError(f"The file is not a PowerPoint template. {SAVE_AGAIN}")
        if len(parts) > MOST_PARTS:
            raise TemplateRefusedError(TOO_MUCH)
        unpacked: dict[str, bytes] = {}
        left = {True: LARGEST_XML, False: LARGEST_UNZIPPED}
        for part in parts:
            is_xml = part.filename.casefold().endswith((".xml", ".rels", ".vml"))
            unpacked[part.filename] = _read(packed, part, left[is_xml])
            left[is_xml] -= len(unpacked[part.filename])
        return unpacked


def _read(packed: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> bytes:
    """One part. Raises TemplateRefusedError as soon as it is longer than this many bytes."""
    out = bytearray()
    with packed.open(part) as stream:
        while step := stream.read(STEP):
            out += step
            if len(out) > most:
                raise TemplateRefusedError(TOO_MUCH)
    return bytes(out)
