"""The colours of a picture that a template has behind its slides."""

import logging
from io import BytesIO
from typing import Any

from PIL import Image
from pptx.oxml.ns import qn

from hor_exports.deck.templates.colours import contrast_ratio
from hor_exports.deck.xml import find

log = logging.getLogger(__name__)
# A picture is measured in a copy of this width and height; a larger one, in pixels, is not.
SAMPLE_SIZE = (96, 96)
LARGEST_PICTURE = 50_000_000


def sample_picture(
    fill: Any, owner: Any, share: tuple[float, float, float, float]
) -> tuple[str, str] | None:
    """The darkest and lightest parts of a picture where something stands on it.

    None where a part of it is seen through, cut off or tiled, or it cannot be read here.
    """
    blip, cut = find(fill, "a:blip"), find(fill, "a:srcRect")
    if blip is None or len(blip) or (cut is not None and cut.attrib) or share[2] <= share[0]:
        return None
    if find(fill, "a:tile") is not None:
        return None
    try:
        with Image.open(BytesIO(owner.part.related_part(blip.get(qn("r:embed"))).blob)) as picture:
            if picture.width * picture.height > LARGEST_PICTURE:
                return None
            wide, high = picture.size
            box = (share[0] * wide, share[1] * high, share[2] * wide, share[3] * high)
            small = picture.convert("RGBA").resize(SAMPLE_SIZE, Image.Resampling.NEAREST, box)
    # Pictures are of many kinds, and a damaged one is only one that cannot be measured.
    except Exception as error:
        log.info("A picture of a template could not be measured: %r", error)
        return None
    content = small.tobytes()
    pixels = list(zip(*(content[part::4] for part in range(4)), strict=True))
    if any(pixel[3] < 250 for pixel in pixels):
        return None
    colours = sorted((f"#{r:02X}{g:02X}{b:02X}" for r, g, b, _ in pixels), key=_light)
    # What single points have does not count, yet a fine pattern does.
    edge = len(colours) // 50
    return colours[edge], colours[-1 - edge]


def _light(colour: str) -> float:
    return contrast_ratio(colour, "#000000")
