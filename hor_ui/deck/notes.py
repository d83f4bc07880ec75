"""What the speaker is told: the filters, what the statuses mean, and the way back to the view."""

from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from hor_data.selection import say_selection
from hor_ui.deck.slides import Stage, as_at


class Page(NamedTuple):
    """The page of the dashboard that a slide is drawn from."""

    path: str
    query: str = ""


def say_notes(stage: Stage, page: Page, counted: str = "") -> tuple[str, ...]:
    """The notes that every slide has. `counted` is what its chart counts, if it has one that says
    so; else it is what the filters choose."""
    view, release = stage.view, stage.view.release
    shown = counted or say_selection(release, view.selection, view.chosen)
    named = f", release “{release.name}”" if release.name else ""
    meanings = " ".join(f"{one.value}: {one.definition}" for one in release.statuses)
    link = link_to(stage, page)
    way = f"See it in the dashboard: {link}" if stage.address else _way_without_address(link)
    return (
        f"Shown: {shown}. Data as at {as_at(view)}{named}.",
        "The statuses are our reading of the published updates, not the organisations’ own rating.",
        f"What they mean. {meanings}",
        *stage.look.remarks,
        way,
    )


def link_to(stage: Stage, page: Page) -> str:
    """The address of a page under the view's filters; what the base address asks for stays."""
    base = urlsplit(stage.address)
    pairs = [*parse_qsl(page.query), *parse_qsl(base.query), *parse_qsl(stage.view.query)]
    path = f"{base.path.rstrip('/')}/{page.path}"
    return urlunsplit((base.scheme, base.netloc, path, urlencode(pairs), ""))


def _way_without_address(link: str) -> str:
    return f"See it in the dashboard: add {link} to its address."
