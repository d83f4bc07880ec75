"""One organisation: what it leads, what it helps with and what to ask it."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from hor_data.release.groupings import ORGANISATION_COLUMNS
from hor_data.release.headlines import say_standing
from hor_data.release.record import Organisation, read_organisation
from hor_data.release.release import Release
from hor_data.release.tallies import tally_statuses
from hor_data.words import folded, put_as_question, say_count, say_list


class OrganisationRoles(NamedTuple):
    """An organisation's part in the chosen commitments: how many it leads and helps with."""

    name: str
    sector: str
    known_as: tuple[str, ...]
    leads: int
    helps: int


class CommitmentAsks(NamedTuple):
    """What to ask about one commitment."""

    ref: str
    title: str
    asks: tuple[str, ...]


def find_organisation(release: Release, name: str) -> Organisation | None:
    """The organisation of that name, short name or former name; case does not matter."""
    key = folded(name)
    for official_name, row in release.organisations.iterrows():
        names = (str(official_name), row["Short name"], *row["Previously known as"])
        if key in map(folded, names):
            return read_organisation(release, str(official_name))
    return None


def labelled_name(release: Release, name: str) -> str:
    """West Midlands Combined Authority (WMCA): the name with the short name, where the name does
    not hold it and no other organisation is called so."""
    short = release.short_names.get(name, "")
    label = f"{name} ({short})"
    is_part = folded(short.removesuffix("…")) in folded(name)
    return name if is_part or label in release.short_names else label


def positions_led_by(release: Release, name: str, chosen: np.ndarray) -> np.ndarray:
    """Positions of the chosen commitments that this organisation leads."""
    return _where(release, "Lead organisations", name, chosen)


def positions_helped_by(release: Release, name: str, chosen: np.ndarray) -> np.ndarray:
    """Positions of the chosen commitments that it is a partner in."""
    return _where(release, "Partner organisations", name, chosen)


def list_organisation_roles(release: Release, chosen: np.ndarray) -> list[OrganisationRoles]:
    """Every organisation with a part in the chosen commitments, lead organisations first."""
    commitments = release.commitments[chosen]
    leads, helps = (
        Counter(chain.from_iterable(commitments[header])) for header in ORGANISATION_COLUMNS
    )
    names = sorted({*leads, *helps}, key=lambda name: (not leads[name], name))
    rows = release.organisations.loc[names]
    return [
        OrganisationRoles(
            str(name), row["Sector"], row["Previously known as"], leads[name], helps[name]
        )
        for name, row in rows.iterrows()
    ]


def say_standing_of_led(release: Release, name: str, chosen: np.ndarray, whose: str) -> str:
    """How the chosen commitments that an organisation leads stand; where filters leave some of its
    out, of how many. "" where it leads none at all. `whose` follows the word commitments."""
    everything = positions_led_by(release, name, np.ones_like(chosen))
    led = np.zeros_like(chosen)
    led[everything] = chosen[everything]
    number = None if chosen.all() else len(everything)
    return say_standing(tally_statuses(release, led), whose, number)


def say_organisation_roles(parts: Sequence[OrganisationRoles]) -> str:
    """How many organisations have a part: 53 organisations: 19 lead and 37 help; 3 do both."""
    leads, helps = sum(part.leads > 0 for part in parts), sum(part.helps > 0 for part in parts)
    both = leads + helps - len(parts)
    some = [
        f"{number:,} {verb}{'s' if number == 1 else ''}"
        for number, verb in ((leads, "lead"), (helps, "help"))
        if number
    ]
    sentence = f"{say_count(len(parts), 'organisation')}{': ' if some else ''}{say_list(some)}"
    return f"{sentence}; {both:,} {'does' if both == 1 else 'do'} both" if both else sentence


def say_asks_left_out(release: Release, name: str, chosen: np.ndarray) -> str:
    """What the questions about the chosen commitments that an organisation leads do not cover.

    That nothing is marked as not yet shown, where that is so, and for how many of its commitments;
    and how many parts not yet shown belong to those that the filters leave out. "" where there are
    questions and the filters leave out nothing.
    """
    everything = positions_led_by(release, name, np.ones_like(chosen))
    led = positions_led_by(release, name, chosen)
    left_out = np.setdiff1d(everything, led)
    if not everything.size:
        return "It leads no commitment."
    number = say_count(everything.size, "commitment")
    sentences = []
    if led.size and not list_asks(release, led):
        matching = f"what matches these filters of the {number}"
        which = matching if left_out.size else "the commitments"
        sentences.append(f"Nothing is marked as not yet shown for {which} it leads.")
    if left_out.size:
        parts = sum(len(of_commitment.asks) for of_commitment in list_asks(release, left_out))
        every = "the one commitment" if everything.size == 1 else f"all {number}"
        which = f"{left_out.size:,} of the {number}" if led.size else every
        shown = (
            f"{say_count(parts, 'part')} not yet shown" if parts else "no part marked as not shown"
        )
        sentences.append(f"The filters leave out {which} it leads, with {shown}.")
    return " ".join(sentences)


def list_asks(release: Release, positions: np.ndarray) -> list[CommitmentAsks]:
    """What is not yet shown of these commitments, put as questions."""
    rows = release.commitments.iloc[positions].to_dict("records")
    return [
        CommitmentAsks(
            row["Ref"], row["Title"], tuple(put_as_question(part) for part in row["Not yet shown"])
        )
        for row in rows
        if row["Not yet shown"]
    ]


def _where(release: Release, header: str, name: str, chosen: np.ndarray) -> np.ndarray:
    listed = np.fromiter(
        (name in names for names in release.commitments[header]), bool, len(chosen)
    )
    return np.flatnonzero(listed & chosen)
