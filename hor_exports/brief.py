"""One organisation in brief: what it leads, what changed of that, and what to ask it."""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from hor_data.changes import CHANGE_KINDS, GONE_QUIET, REGROUPED, Change, say_change
from hor_data.release import (
    CommitmentAsks,
    CommitmentSummary,
    Organisation,
    Release,
    find_organisation,
    list_asks,
    list_commitments,
    positions_helped_by,
    positions_led_by,
    say_asks_left_out,
    say_standing_of_led,
)
from hor_data.spelling import nearest_value
from hor_data.words import say_count, say_list
from hor_exports.compared import Comparison
from hor_exports.view import View


class Brief(NamedTuple):
    """What a page about an organisation says.

    `led` are those of its commitments that match the filters, of `led_in_all`; `between` names the
    releases compared, "" for none; `moved` has a sentence for each kind of change; `rest_to_ask`
    says what `asks` do not cover.
    """

    body: Organisation
    standing: str
    led: list[CommitmentSummary]
    led_in_all: int
    between: str
    moved: list[str]
    asks: list[CommitmentAsks]
    rest_to_ask: str
    helped: list[CommitmentSummary]

    @property
    def filtered(self) -> bool:
        """Whether filters leave out commitments that it leads."""
        return len(self.led) < self.led_in_all

    @property
    def table_alt(self) -> str:
        """The alternative text of the table of its commitments."""
        number = say_count(self.led_in_all, "commitment")
        if self.filtered:
            number = f"{len(self.led):,} of the {number}"
        return f"Table of {number} that {self.body.name} leads."

    @property
    def no_change(self) -> str:
        """The sentence that nothing changed in what it leads."""
        which = " that match these filters" if self.filtered else ""
        return f"Nothing changed in the commitments it leads{which}."


def build_brief(view: View, name: str, compared: Comparison | None = None) -> Brief:
    """The brief of the organisation of that name, under the view's selection.

    Raises ValueError, in a sentence, where no organisation is called so.
    """
    release = view.release
    body = find_organisation(release, name)
    if body is None:
        alike = nearest_value(name, [*release.organisations.index, *release.short_names.values()])
        meant = f" Did you mean “{alike}”?" if alike else ""
        raise ValueError(f"No organisation is called “{name}” in this release.{meant}")
    led = positions_led_by(release, body.name, view.chosen)
    standing = say_standing_of_led(release, body.name, view.chosen, f" {body.short_name} leads")
    return Brief(
        body,
        standing or f"{body.short_name} leads no commitment.",
        list_commitments(release, led),
        len(_all_led(release, body.name)),
        compared.between if compared else "",
        say_moved(compared, body) if compared else [],
        list_asks(release, led),
        say_asks_left_out(release, body.name, view.chosen),
        list_commitments(release, positions_helped_by(release, body.name, view.chosen)),
    )


def lead_organisations(view: View) -> list[str]:
    """Those who lead a commitment of the view, by name."""
    return sorted(set(chain.from_iterable(view.commitments["Lead organisations"])))


def say_moved(compared: Comparison, body: Organisation) -> list[str]:
    """A sentence for each kind of change in what the organisation leads, or led before, and for
    each of its own."""
    refs = _led_refs(compared.before, body) | _led_refs(compared.view.release, body)
    by_kind: dict[str, list[Change]] = {}
    for change in compared.changes:
        if change.ref.casefold() in refs:
            by_kind.setdefault(change.kind, []).append(change)
    own = [
        say_change(change, compared.back_in_time)
        for change in compared.changes
        if change.kind == REGROUPED and change.title == body.name
    ]
    sentences = [
        f"{_called(kind)}: {_say(by_kind[kind])}." for kind in CHANGE_KINDS if kind in by_kind
    ]
    return [*sentences, *own]


def _all_led(release: Release, name: str) -> np.ndarray:
    """Positions of all that the organisation leads, whatever the filters."""
    return positions_led_by(release, name, np.ones(len(release.commitments), dtype=bool))


def _led_refs(release: Release, body: Organisation) -> set[str]:
    """The folded refs of all that the organisation leads in a release, whatever its name there."""
    refs = release.commitments["Ref"].array
    known = (find_organisation(release, name) for name in (body.name, *body.known_as))
    names = {organisation.name for organisation in known if organisation}
    return {refs[place].casefold() for name in names for place in _all_led(release, name)}


def _called(kind: str) -> str:
    return f"{kind}, with no new update" if kind == GONE_QUIET else kind


def _say(changes: Sequence[Change]) -> str:
    """HOR-01, from Limited to Complete; or, where it is no status that changed, the refs."""
    moves = [change for change in changes if change.field == "Status"]
    others = [change.ref for change in changes if change.field != "Status"]
    steps = [f"{move.ref} from {move.before} to {move.after}" for move in moves]
    return say_list(list(dict.fromkeys([*steps, *others])))
