"""One organisation: what it leads, what it helps with and what to ask it."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from hor_data.headlines import say_standing
from hor_data.record import Body, body
from hor_data.release import Release
from hor_data.tallies import tally_statuses
from hor_data.words import ask, count, folded, listed


class Part(NamedTuple):
    """An organisation's part in the chosen commitments: how many it leads and helps with."""

    name: str
    sector: str
    known_as: tuple[str, ...]
    leads: int
    helps: int


class Asks(NamedTuple):
    """What to ask about one commitment."""

    ref: str
    title: str
    asks: tuple[str, ...]


def find_organisation(release: Release, name: str) -> Body | None:
    """The organisation of that name, short name or former name; case does not matter."""
    wanted = folded(name)
    for of, row in release.organisations.iterrows():
        names = (str(of), row["Short name"], *row["Previously known as"])
        if wanted in {folded(one) for one in names}:
            return body(release, str(of))
    return None


def labelled_name(release: Release, name: str) -> str:
    """West Midlands Combined Authority (WMCA): the name with the short name, where the name does
    not hold it and no other organisation is called so."""
    short = release.short_names.get(name, "")
    label = f"{name} ({short})"
    is_part = folded(short.removesuffix("…")) in folded(name)
    return name if is_part or label in release.short_names else label


def led_by(release: Release, name: str, chosen: np.ndarray) -> np.ndarray:
    """Positions of the chosen commitments that this organisation leads."""
    return _where(release, "Lead organisations", name, chosen)


def helped_by(release: Release, name: str, chosen: np.ndarray) -> np.ndarray:
    """Positions of the chosen commitments that it is a partner in."""
    return _where(release, "Partner organisations", name, chosen)


def list_parts(release: Release, chosen: np.ndarray) -> list[Part]:
    """Every organisation with a part in the chosen commitments, lead organisations first."""
    commitments = release.commitments[chosen]
    leads = Counter(name for of in commitments["Lead organisations"] for name in of)
    helps = Counter(name for of in commitments["Partner organisations"] for name in of)
    rows = release.organisations.loc[
        sorted({*leads, *helps}, key=lambda name: (not leads[name], name))
    ]
    return [
        Part(str(name), row["Sector"], row["Previously known as"], leads[name], helps[name])
        for name, row in rows.iterrows()
    ]


def say_leading(release: Release, name: str, chosen: np.ndarray, whose: str) -> str:
    """How the chosen commitments that an organisation leads stand; where filters leave some of its
    out, of how many. "" where it leads none at all. `whose` follows the word commitments."""
    everything = led_by(release, name, np.ones_like(chosen))
    led = np.zeros_like(chosen)
    led[everything] = chosen[everything]
    number = None if chosen.all() else len(everything)
    return say_standing(tally_statuses(release, led), whose, number)


def say_parts(parts: Sequence[Part]) -> str:
    """How many organisations have a part: 53 organisations: 19 lead and 37 help; 3 do both."""
    leads, helps = sum(part.leads > 0 for part in parts), sum(part.helps > 0 for part in parts)
    both = leads + helps - len(parts)
    some = [
        f"{number:,} {verb}{'s' if number == 1 else ''}"
        for number, verb in ((leads, "lead"), (helps, "help"))
        if number
    ]
    said = f"{count(len(parts), 'organisation')}{': ' if some else ''}{listed(some)}"
    return f"{said}; {both:,} {'does' if both == 1 else 'do'} both" if both else said


def say_rest_to_ask(release: Release, name: str, chosen: np.ndarray) -> str:
    """What the questions about the chosen commitments that an organisation leads do not cover.

    That nothing is marked as not yet shown, where that is so, and for how many of its commitments;
    and how many parts not yet shown belong to those that the filters leave out. "" where there are
    questions and the filters leave out nothing.
    """
    everything = led_by(release, name, np.ones_like(chosen))
    led = led_by(release, name, chosen)
    left_out = np.setdiff1d(everything, led)
    if not everything.size:
        return "It leads no commitment."
    number = count(everything.size, "commitment")
    said = []
    if led.size and not what_to_ask(release, led):
        matching = f"what matches these filters of the {number}"
        which = matching if left_out.size else "the commitments"
        said.append(f"Nothing is marked as not yet shown for {which} it leads.")
    if left_out.size:
        parts = sum(len(asked.asks) for asked in what_to_ask(release, left_out))
        every = "the one commitment" if everything.size == 1 else f"all {number}"
        which = f"{left_out.size:,} of the {number}" if led.size else every
        shown = f"{count(parts, 'part')} not yet shown" if parts else "no part marked as not shown"
        said.append(f"The filters leave out {which} it leads, with {shown}.")
    return " ".join(said)


def what_to_ask(release: Release, positions: np.ndarray) -> list[Asks]:
    """What is not yet shown of these commitments, put as questions."""
    rows = release.commitments.iloc[positions].to_dict("records")
    return [
        Asks(row["Ref"], row["Title"], tuple(ask(part) for part in row["Not yet shown"]))
        for row in rows
        if row["Not yet shown"]
    ]


def _where(release: Release, header: str, name: str, chosen: np.ndarray) -> np.ndarray:
    has = np.fromiter((name in of for of in release.commitments[header]), bool, len(chosen))
    return np.flatnonzero(has & chosen)
