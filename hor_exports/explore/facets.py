"""Facets: the filters as check buttons, each with how many commitments it would show."""

from typing import NamedTuple

import numpy as np

from hor_data.release import (
    FILTERS,
    GROUPINGS,
    Release,
    count_facets,
    deadline_header,
    labelled_name,
    says_nothing,
)
from hor_exports.kept import KeptResults
from hor_exports.view import View

# The order on the page: first what a roundtable asks, then who and what.
FACET_ORDER = (
    *("ask", "theme", "sector", "status", "deadline", "lead"),
    *("area", "group", "approach", "reported"),
)
assert set(FACET_ORDER) == set(FILTERS)
OPEN_FACETS = frozenset({"ask", "theme", "sector", "status", "deadline"})
SEARCHED_FACET = "lead"


class FacetValue(NamedTuple):
    """A value of a facet: `number` of commitments under the other filters, and its `share` of the
    largest number of its facet, from 0 to 1. `names` are other names that it is found by."""

    value: str
    label: str
    number: int
    share: float
    chosen: bool
    names: str = ""


class Facet(NamedTuple):
    """A filter with its values; `open` where it stands open before anything is pressed."""

    field: str
    name: str
    values: tuple[FacetValue, ...]
    open: bool
    searched: bool


def list_facets(view: View) -> list[Facet]:
    """The facets of a view. A value that the reader chose though the release lacks it is named
    too, so that it can be taken out. A facet without values, or with none that says something, is
    left out."""
    counts = count_facets(view.release, view.selection)
    fields = [
        field
        for field in FACET_ORDER
        if field in view.selection.in_force or not says_nothing(view.release.groupings[field])
    ]
    facets = [_facet(view, field, counts[field]) for field in fields]
    return [facet for facet in facets if facet.values]


def _facet(view: View, field: str, counts: np.ndarray) -> Facet:
    release = view.release
    grouping = release.groupings[field]
    chosen = view.selection.in_force.get(field, ())
    most = max(int(counts.max(initial=0)), 1)
    numbers = dict(zip(grouping.values, counts.tolist(), strict=True))
    numbers |= {value: 0 for value in chosen if value not in numbers}
    names = _names_of_leads(release) if field == SEARCHED_FACET else {}
    values = tuple(
        FacetValue(
            value,
            release.short_names.get(value, value) if field == "lead" else value,
            number,
            number / most,
            value in chosen,
            names.get(value, value) if field == SEARCHED_FACET else "",
        )
        for value, number in numbers.items()
    )
    name = deadline_header(release) if field == "deadline" else GROUPINGS[field]
    is_open = field in OPEN_FACETS or bool(chosen)
    return Facet(field, name, values, is_open, field == SEARCHED_FACET)


def _names_of_leads(release: Release) -> dict[str, str]:
    """By lead organisation, all that it is found by: its name, its short name and its former
    names."""
    return _NAMES.get(release.content_id, lambda: _read_names_of_leads(release))


def _read_names_of_leads(release: Release) -> dict[str, str]:
    former = dict(release.organisations["Previously known as"])
    return {
        name: " ".join([labelled_name(release, name), *former.get(name, ())])
        for name in release.groupings["lead"].values
    }


# Of eight releases, as list_places keeps them.
_NAMES: KeptResults[dict[str, str]] = KeptResults(8)
