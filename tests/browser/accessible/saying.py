"""What a screen reader is told: words put into a place that was on the page before they came."""

from collections.abc import Callable

from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as TooLongError

LISTEN = """() => {
    window.heard = [];
    const note = (places) => {
        for (const place of places) {
            const said = place.closest("[role=status], [role=alert], [aria-live]");
            if (said && !said.closest("[aria-hidden=true]"))
                window.heard.push(said.textContent.trim());
        }
    };
    for (const place of document.querySelectorAll("[role=status], [role=alert], [aria-live]"))
        new MutationObserver((changes) => note(changes.map(({target}) => target.parentElement
            && target.nodeType === Node.TEXT_NODE ? target.parentElement : target)))
            .observe(place, {childList: true, characterData: true, subtree: true});
}"""  # noqa: E501


def listen(page: Page) -> None:
    """From now on note what is announced."""
    page.evaluate(LISTEN)


def heard(page: Page) -> list[str]:
    """What has been announced since, without repeats."""
    return [said for said in dict.fromkeys(page.evaluate("window.heard")) if said]


def check_announced(page: Page, act: Callable[[], object], words: str) -> list[str]:
    """Do this, and hear these words of it, whatever else is said."""
    listen(page)
    act()
    try:
        page.wait_for_function(
            "words => window.heard.some(said => said.includes(words))", arg=words, timeout=4000
        )
    except TooLongError:
        return [f"Not announced: “{words}”; heard {heard(page)}"]
    return []
