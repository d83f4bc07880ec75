"""Pictures of pages: taken whole and at rest, and compared by what an eye sees from a distance."""

from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Browser, BrowserContext, Page

from tools.pictures.states import State, show

# Half of a letter's height: what is left is blocks of text, lines, colours and gaps.
SMALLER, BLUR = 6, 0.8
# A picture has changed where more than this share of the points of some square, of so many points a
# side, differ by more than that much.
SHARE, SQUARE, MUCH = 0.05, 16, 20
STILL = """*, *::before, *::after {
    animation: none !important; transition: none !important; caret-color: transparent !important;
}"""
# The address of this server is another each time.
SAME_ADDRESS = """() => document.querySelectorAll('[data-address], [data-here]').forEach(one => {
    one.textContent = one.textContent.replace(location.origin, 'https://dashboard.example');
})"""
# Deadlines are judged today, and the day of the pictures must not show in them.
SAME_DAY = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const {data} = walker.currentNode;
        const same = data.replace(/(judged on) \\d+ [A-Z][a-z]+ \\d{4}(?!,)/gi,
                                  '$1 22 November 2026');
        if (same !== data) walker.currentNode.data = same;
    }
}"""
# Streamlit scrolls a part of the page: its whole height is the window's height that shows it all.
WHOLE = """() => {
    const main = document.querySelector('[data-testid=stMain]');
    return Math.ceil(main ? main.scrollHeight + main.getBoundingClientRect().top
                          : document.documentElement.scrollHeight);
}"""


class Look(NamedTuple):
    """How a page is looked at."""

    scheme: str
    width: int
    height: int

    @property
    def name(self) -> str:
        """Its name in the name of a file."""
        return f"{self.scheme}-{self.width}"


class Taken(NamedTuple):
    """A page as it was seen and read."""

    picture: Image.Image
    words: str


LOOKS = tuple(
    Look(scheme, width, height)
    for width, height in ((1280, 800), (320, 640))
    for scheme in ("light", "dark")
)
# Pages are compared in two of the four: each rule for light, dark, wide and narrow is met once.
COMPARED = (LOOKS[0], LOOKS[3])


def look_through(browser: Browser, look: Look) -> BrowserContext:
    """A fresh profile that looks at pages this way, with nothing moving."""
    wanted: dict[str, Any] = {
        "viewport": {"width": look.width, "height": look.height},
        "color_scheme": look.scheme,
        "reduced_motion": "reduce",
        "locale": "en-GB",
    }
    return browser.new_context(**wanted)


def take(context: BrowserContext, look: Look, state: State, address: str, folder: Path) -> Taken:
    """The whole page in this state, however long it is, as one picture; and its words."""
    page = context.new_page()
    try:
        show(page, state, address, folder)
        page.add_style_tag(content=STILL)
        page.evaluate(SAME_ADDRESS)
        page.evaluate(SAME_DAY)
        grow(page, look)
        picture = Image.open(BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
        return Taken(picture, f"{page.title()} {page.inner_text('body')}")
    finally:
        page.close()


def grow(page: Page, look: Look) -> None:
    """Make the window as high as its page, until that holds."""
    for _ in range(4):
        height = max(page.evaluate(WHOLE), look.height)
        if page.viewport_size == {"width": look.width, "height": height}:
            return
        page.set_viewport_size({"width": look.width, "height": height})
        page.wait_for_timeout(150)


def small(picture: Image.Image) -> Image.Image:
    """The picture as an eye sees it from a distance: what pictures are compared by."""
    width, height = picture.size
    return picture.convert("RGB").resize(
        (width // SMALLER, height // SMALLER), Image.Resampling.BOX
    )


def difference(before: Image.Image, after: Image.Image) -> str:
    """What differs between two small pictures, in a sentence; "" where nothing does."""
    if abs(before.height - after.height) > max(4, before.height // 50):
        return f"it is {after.height * SMALLER} pixels high and was {before.height * SMALLER}"
    size = (min(before.width, after.width), min(before.height, after.height))
    first, other = (
        picture.crop((0, 0, *size)).filter(ImageFilter.GaussianBlur(BLUR))
        for picture in (before, after)
    )
    apart = ImageChops.difference(first, other).convert("L").point(lambda by: 255 * (by > MUCH))
    squares = (-(-size[0] // SQUARE), -(-size[1] // SQUARE))
    whole = Image.new("L", (squares[0] * SQUARE, squares[1] * SQUARE))
    whole.paste(apart)
    shares = whole.resize(squares, Image.Resampling.BOX)
    changed = shares.point(lambda share: 255 * (share > 255 * SHARE)).getbbox()
    if changed is None:
        return ""
    left, top, right, bottom = (edge * SQUARE * SMALLER for edge in changed)
    return f"it differs between ({left}, {top}) and ({right}, {bottom})"
