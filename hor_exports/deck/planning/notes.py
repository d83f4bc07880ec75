"""The speaker's notes of a slide: the filters, what the statuses mean, and a link to the view."""

from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from hor_data.release import say_selection
from hor_exports.deck.planning.slides import DeckContext, say_data_date


class DashboardPage(NamedTuple):
    """The page of the dashboard that a slide is drawn from."""

    path: str
    query: str = ""


def say_notes(deck: DeckContext, page: DashboardPage, counted: str = "") -> tuple[str, ...]:
    """The notes of a slide. `counted` says what the slide's chart counts, where it has one; else
    the notes say what the filters choose."""
    view, release = deck.view, deck.view.release
    shown = counted or say_selection(release, view.selection, view.chosen)
    named = f", release “{release.name}”" if release.name else ""
    meanings = " ".join(f"{status.value}: {status.definition}" for status in release.statuses)
    link = link_to(deck, page)
    way = f"See it in the dashboard: {link}" if deck.address else _way_without_address(link)
    return (
        f"Shown: {shown}. Data as at {say_data_date(view)}{named}.",
        "The statuses are our reading of the published updates, not the organisations’ own rating.",
        f"What they mean. {meanings}",
        *deck.look.remarks,
        way,
    )


def link_to(deck: DeckContext, page: DashboardPage) -> str:
    """The address of a page under the view's filters; what the base address asks for stays."""
    base = urlsplit(deck.address)
    pairs = [*parse_qsl(page.query), *parse_qsl(base.query), *parse_qsl(deck.view.query)]
    path = f"{base.path.rstrip('/')}/{page.path}"
    return urlunsplit((base.scheme, base.netloc, path, urlencode(pairs), ""))


def _way_without_address(link: str) -> str:
    return f"See it in the dashboard: add {link} to its address."
