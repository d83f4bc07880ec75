"""One organisation in brief: what it leads, what changed of that, and what to ask it."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from hor_data.change_kinds import GONE_QUIET, KINDS, REGROUPED, Change
from hor_data.change_words import say_change
from hor_data.organisations import (
    Asks,
    find_organisation,
    helped_by,
    led_by,
    say_leading,
    say_rest_to_ask,
    what_to_ask,
)
from hor_data.record import Body, Line, list_commitments
from hor_data.release import Release
from hor_data.spelling import nearest
from hor_data.words import count, listed
from hor_ui.compared import Compared
from hor_ui.parts import BriefSlide
from hor_ui.view import View


class Brief(NamedTuple):
    """What a page about an organisation says. `led` are those of its commitments that match the
    filters, of `led_in_all`; `between` names the releases compared, "" for none; `moved` is a
    sentence for each kind of change; `rest_to_ask` says what `asks` do not cover."""

    body: Body
    standing: str
    led: list[Line]
    led_in_all: int
    between: str
    moved: list[str]
    asks: list[Asks]
    rest_to_ask: str
    helped: list[Line]

    @property
    def filtered(self) -> bool:
        """Whether filters leave out commitments that it leads."""
        return len(self.led) < self.led_in_all

    @property
    def table_alt(self) -> str:
        """What the table of its commitments is."""
        number = count(self.led_in_all, "commitment")
        if self.filtered:
            number = f"{len(self.led):,} of the {number}"
        return f"Table of {number} that {self.body.name} leads."

    @property
    def no_change(self) -> str:
        """That nothing changed in what it leads."""
        which = " that match these filters" if self.filtered else ""
        return f"Nothing changed in the commitments it leads{which}."

    @property
    def slide(self) -> BriefSlide:
        """The slides of it."""
        return BriefSlide(self.body.name, self.between, tuple(self.moved))


def read_brief(view: View, name: str, compared: Compared | None = None) -> Brief:
    """The brief of the organisation of that name, under the view's selection.

    Raises ValueError, in a sentence, where no organisation is called so.
    """
    release = view.release
    body = find_organisation(release, name)
    if body is None:
        alike = nearest(name, [*release.organisations.index, *release.short_names.values()])
        meant = f" Did you mean “{alike}”?" if alike else ""
        raise ValueError(f"No organisation is called “{name}” in this release.{meant}")
    led, helped = (of(release, body.name, view.chosen) for of in (led_by, helped_by))
    return Brief(
        body,
        say_leading(release, body.name, view.chosen, f" {body.short_name} leads")
        or f"{body.short_name} leads no commitment.",
        list_commitments(release, led),
        len(led_by(release, body.name, np.ones_like(view.chosen))),
        compared.between if compared else "",
        say_moved(compared, body) if compared else [],
        what_to_ask(release, led),
        say_rest_to_ask(release, body.name, view.chosen),
        list_commitments(release, helped),
    )


def lead_organisations(view: View) -> list[str]:
    """Those who lead a commitment of the view, by name."""
    return sorted({name for of in view.commitments["Lead organisations"] for name in of})


def say_moved(compared: Compared, body: Body) -> list[str]:
    """A sentence for each kind of change in what the organisation leads, or led before, and for
    each of its own."""
    refs = _led(compared.before, body) | _led(compared.view.release, body)
    mine = [one for one in compared.changes if one.ref.casefold() in refs]
    kinds = [(kind, [one for one in mine if one.kind == kind]) for kind in KINDS]
    own = [
        say_change(change, compared.back_in_time)
        for change in compared.changes
        if change.kind == REGROUPED and change.title == body.name
    ]
    return [*(f"{_called(kind)}: {_say(of)}." for kind, of in kinds if of), *own]


def _led(release: Release, body: Body) -> set[str]:
    """The refs of all that the organisation leads in a release, whatever it is called there."""
    everything = np.ones(len(release.commitments), dtype=bool)
    refs = release.commitments["Ref"].array
    found = (find_organisation(release, name) for name in (body.name, *body.known_as))
    names = {of.name for of in found if of}
    return {refs[at].casefold() for name in names for at in led_by(release, name, everything)}


def _called(kind: str) -> str:
    return f"{kind}, with no new update" if kind == GONE_QUIET else kind


def _say(changes: Sequence[Change]) -> str:
    """HOR-01, from Limited to Complete; or, where it is no status that changed, the refs."""
    moves = [one for one in changes if one.field == "Status"]
    others = [one.ref for one in changes if one.field != "Status"]
    steps = [f"{one.ref} from {one.before} to {one.after}" for one in moves]
    return listed(list(dict.fromkeys([*steps, *others])))
