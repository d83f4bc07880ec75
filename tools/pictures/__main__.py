"""Take every page and state in a real browser: contact sheets, the README's picture, and, with
--accept, the pictures that the tests compare pages with."""

import sys
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import BrowserContext, sync_playwright

from tools.chromium import find_browser
from tools.drive.browser import QUIET
from tools.drive.server import ROOT
from tools.pictures.looks import COMPARED, LOOKS, Look, look_through, small, take
from tools.pictures.states import STATES, State, servers

SHEETS = ROOT / "docs" / "pictures"
ACCEPTED = ROOT / "tests" / "pictures"
README = ("Explore", "as it opens", "light-1280", 800)
SCALE = {1280: 0.5, 320: 0.75}
LONGEST = 1300
GAP, LABEL, PAPER, INK, EDGE = 24, 28, "#e4e6ea", "#0b0c0c", "#8a8f98"
QUALITY = 62

Row = list[Image.Image]


def main(arguments: Sequence[str]) -> int:
    """Take the pictures of the sheets named, or of all."""
    accept = "--accept" in arguments
    named = [argument for argument in arguments if not argument.startswith("--")]
    states = [state for state in STATES if not named or state.sheet in named]
    with TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = Path(temporary)
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=[*QUIET, "--no-sandbox"]
        )
        contexts = {look: look_through(browser, look) for look in LOOKS}
        with servers(folder) as addresses:
            for sheet, of_sheet in groupby(states, lambda state: state.sheet):
                rows = [
                    (state, taken(contexts, state, addresses[state.server], folder, accept))
                    for state in of_sheet
                ]
                write_sheet(sheet, rows)
        browser.close()
    return 0


def taken(
    contexts: Mapping[Look, BrowserContext], state: State, address: str, folder: Path, accept: bool
) -> Row:
    """The state in every look; with `accept` they are what pages are compared with from now on."""
    row = []
    for look, context in contexts.items():
        picture = take(context, look, state, address, folder).picture
        row.append(picture)
        if accept and look in COMPARED and not state.stands_alone:
            ACCEPTED.mkdir(exist_ok=True)
            small(picture).save(ACCEPTED / f"{state.file}-{look.name}.png", optimize=True)
        if (state.sheet, state.name, look.name) == README[:3]:
            shown = picture.crop((0, 0, picture.width, README[3]))
            shown.quantize(128).save(SHEETS / "explore.png", optimize=True)
    return row


def write_sheet(sheet: str, rows: Sequence[tuple[State, Row]]) -> None:
    """One contact sheet: a row a state, light and dark, wide and narrow."""
    scaled = [(state, [_scaled(picture) for picture in row]) for state, row in rows]
    width = GAP + max(sum(picture.width + GAP for picture in row) for _, row in scaled)
    height = GAP + sum(LABEL + max(picture.height for picture in row) + GAP for _, row in scaled)
    canvas = Image.new("RGB", (width, height), PAPER)
    draw, font = ImageDraw.Draw(canvas), ImageFont.load_default(18)
    top = GAP
    for state, row in scaled:
        draw.text((GAP, top - 4), f"{state.sheet}: {state.name}", INK, font)
        left = GAP
        for picture in row:
            canvas.paste(picture, (left, top + LABEL))
            draw.rectangle(
                (left - 1, top + LABEL - 1, left + picture.width, top + LABEL + picture.height),
                outline=EDGE,
            )
            left += picture.width + GAP
        top += LABEL + max(picture.height for picture in row) + GAP
    name = sheet.lower().replace(" ", "-")
    canvas.save(SHEETS / f"{name}.webp", quality=QUALITY, method=6)
    print(f"docs/pictures/{name}.webp")


def _scaled(picture: Image.Image) -> Image.Image:
    """As small as a sheet has room for, and no longer than one can look at."""
    scale = SCALE[picture.width]
    size = (int(picture.width * scale), int(picture.height * scale))
    smaller = picture.resize(size, Image.Resampling.LANCZOS)
    return smaller.crop((0, 0, size[0], min(size[1], LONGEST)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
