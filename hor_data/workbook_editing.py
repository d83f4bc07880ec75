"""Open an officer's own workbook to write in it and give it back."""

import re
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook

from hor_data.files import is_plain_xml, pack, repack, tidy, unpack

LARGEST_TO_EDIT = 1 << 24
MOST_SPREAD = 50_000
_RANGED = re.compile(rb"<(?:\w+:)?(?:mergeCell|hyperlink)\s[^>]*>")
_REFERENCE = re.compile(rb'\sref="([A-Z]{1,3}[0-9]{1,7}(?::[A-Z]{1,3}[0-9]{1,7})?)"')


def open_to_edit(content: bytes) -> Workbook | None:
    """A workbook that can be read, with all in it that can be given back; None where it is too
    large, or where only its values can be made out."""
    packed = _repack(content)
    if packed is None:
        return None
    # openpyxl raises whatever a damaged part makes it raise: a chart, a style, a link.
    try:
        return load_workbook(BytesIO(packed))
    except Exception:
        return _without_its_trimmings(content)


def _without_its_trimmings(content: bytes) -> Workbook | None:
    try:
        return load_workbook(BytesIO(repack(content)), keep_links=False)
    except Exception:
        return None


def _repack(content: bytes) -> bytes | None:
    """As `repack`, but pictures stay, and so do cells with a style alone unless they are very many.

    None where it is too large to write in.
    """
    parts = unpack(content)
    kept = {name: part for name, part in parts.items() if is_plain_xml(part) or not _is_xml(name)}
    if _size_of_sheets(kept) > LARGEST_TO_EDIT:
        kept = {name: tidy(part) for name, part in kept.items()}
    spread = sum(_spread(part) for part in kept.values() if b"sheetData" in part)
    if _size_of_sheets(kept) > LARGEST_TO_EDIT or spread > MOST_SPREAD:
        return None
    return pack(kept.items())


def _size_of_sheets(parts: dict[str, bytes]) -> int:
    return sum(len(part) for part in parts.values() if b"sheetData" in part)


def _spread(xml: bytes) -> int:
    """How many cells the sheet's merged ranges and links cover: each becomes one in memory."""
    cells = 0
    for tag in _RANGED.findall(xml):
        reference = _REFERENCE.search(tag)
        if not reference or b"'" in tag:
            return MOST_SPREAD + 1
        left, top, right, bottom = range_boundaries(reference.group(1).decode())
        cells += (right - left + 1) * (bottom - top + 1)
    return cells


def _is_xml(name: str) -> bool:
    return name.casefold().endswith((".xml", ".rels", ".vml"))
