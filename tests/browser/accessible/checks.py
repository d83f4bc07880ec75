"""The checks of a page as it stands: each gives the faults it finds, one sentence each."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser.conftest import AXE, WCAG

FOLDER = Path(__file__).parent
SEEN, *CHECKS = (
    (FOLDER / f"{name}.js").read_text("utf-8")
    for name in ("seen", "structure", "layout", "charts", "squares", "focus")
)
SOURCE = "\n".join([SEEN, "const checks = {};", *CHECKS])
# WCAG 1.4.12: what a reader may set, and lose nothing by it.
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"""
DRAWN = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(
    () => setTimeout(done, 150))))"""
AXE_TAGS = (*WCAG, "best-practice")
# What only the framework can mend: axe's rule, where, why it harms nobody here, who mends it.
EXCEPTIONS = (
    (
        "presentation-role-conflict",
        "[data-testid=stFileUploaderDropzone]",
        "Best practice, not WCAG. The box around the upload button is hidden from screen readers "
        "and yet can be clicked; the button in it has a name and takes focus.",
        "https://github.com/streamlit/streamlit/pull/15928",
    ),
    (
        "region",
        "[role=listbox], [role=dialog], [data-testid=stTooltipContent]",
        "Best practice, not WCAG. A list of choices is drawn at the end of the page, outside its "
        "landmarks; the field that opened it names and controls it.",
        "https://github.com/streamlit/streamlit/pull/15438",
    ),
)


def look(page: Page, name: str) -> Any:
    """What the check of this name in the scripts beside says of the page."""
    return page.evaluate(f"name => {{ {SOURCE}\nreturn checks[name](); }}", name)


def _check(name: str, page: Page) -> list[str]:
    return [fault for fault in look(page, name) if fault]


check_title = partial(_check, "title")
check_headings = partial(_check, "headings")
check_names = partial(_check, "names")
check_tables = partial(_check, "tables")
check_charts = partial(_check, "charts")
check_targets = partial(_check, "targets")
check_sideways = partial(_check, "sideways")
check_cut = partial(_check, "cut")
check_chart_contrast = partial(_check, "chartContrast")
check_motion = partial(_check, "motion")
check_squares = partial(_check, "squares")


def check_axe(page: Page, tags: Sequence[str] = AXE_TAGS) -> list[str]:
    """What axe-core finds wrong, but for the exceptions."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE)
    found = page.evaluate(
        """([tags, exceptions]) => axe.run(document, {runOnly: tags, resultTypes: ["violations"]})
        .then(({violations}) => violations.flatMap(({id, help, nodes}) => nodes
            .filter(({target}) => !exceptions.some(([rule, where]) =>
                rule === id && document.querySelector(target.flat().at(-1))?.closest(where)))
            .map(({target}) => `axe ${id}: ${help}: ${target}`)))""",
        [list(tags), [(rule, where) for rule, where, *_ in EXCEPTIONS]],
    )
    return list(found)


def check_spacing(page: Page) -> list[str]:
    """What is cut, and what scrolls sideways, once the reader has set texts wide."""
    style = page.add_style_tag(content=SPACED)
    page.evaluate(DRAWN)
    faults = [*check_cut(page), *check_sideways(page)]
    style.evaluate("style => style.remove()")
    page.evaluate(DRAWN)
    return [f"With wide text: {fault}" for fault in faults]


STANDING = (
    check_title,
    check_headings,
    check_names,
    check_tables,
    check_charts,
    check_targets,
    check_sideways,
    check_cut,
    check_spacing,
)


def check_standing(page: Page) -> list[str]:
    """All that does not hang on light or dark."""
    return [fault for check in STANDING for fault in check(page)]
