"""The colours of a picture that a template has behind its slides."""

from io import BytesIO
from typing import Any

from PIL import Image
from pptx.oxml.ns import qn

from hor_ui.deck.colours import contrast

SAMPLE = 96
LARGEST_PICTURE = 50_000_000


def sampled(
    fill: Any, owner: Any, share: tuple[float, float, float, float]
) -> tuple[str, str] | None:
    """The darkest and lightest parts of a picture where something stands on it.

    None where a part of it is seen through, cut off or tiled, or it cannot be read here.
    """
    blip = fill.find(qn("a:blip"))
    cut = fill.find(qn("a:srcRect"))
    if blip is None or len(blip) or (cut is not None and cut.attrib) or share[2] <= share[0]:
        return None
    if fill.find(qn("a:tile")) is not None:
        return None
    try:
        with Image.open(BytesIO(owner.part.related_part(blip.get(qn("r:embed"))).blob)) as picture:
            if picture.width * picture.height > LARGEST_PICTURE:
                return None
            box = (
                share[0] * picture.width,
                share[1] * picture.height,
                share[2] * picture.width,
                share[3] * picture.height,
            )
            small = picture.convert("RGBA").resize((SAMPLE, SAMPLE), Image.Resampling.NEAREST, box)
    # Pictures are of many kinds, and a damaged one is only one that cannot be measured.
    except Exception:
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
    return contrast(colour, "#000000")
