"""What can be found by typing: organisations by any name, commitments by ref and title."""

from typing import NamedTuple

from hor_data.release import Release, labelled_name
from hor_exports.kept import KeptResults

# Past so many commitments only organisations are offered; words and refs still find commitments.
MOST_COMMITMENTS = 1_000


class Place(NamedTuple):
    """Something with a page of its own: the parameter that names it in an address ("organisation"
    or "ref"), its value, the label shown, and all the names that it is found by."""

    parameter: str
    value: str
    label: str
    names: tuple[str, ...]


def list_places(release: Release) -> tuple[Place, ...]:
    """Every organisation by name, then every commitment in the release's order."""
    return _PLACES.get(release.content_id, lambda: _build_places(release))


def _build_places(release: Release) -> tuple[Place, ...]:
    bodies = release.organisations
    columns = zip(bodies.index, bodies["Short name"], bodies["Previously known as"], strict=True)
    organisations = sorted(
        (
            Place(
                "organisation",
                str(name),
                labelled_name(release, str(name)),
                tuple(dict.fromkeys(filter(None, [str(name), short, *former]))),
            )
            for name, short, former in columns
        ),
        key=lambda place: place.label.casefold(),
    )
    commitments = release.commitments
    if len(commitments) > MOST_COMMITMENTS:
        return tuple(organisations)
    pairs = zip(commitments["Ref"], commitments["Title"], strict=True)
    return (
        *organisations,
        *(Place("ref", ref, f"{ref}: {title}", (ref, title)) for ref, title in pairs),
    )


_PLACES: KeptResults[tuple[Place, ...]] = KeptResults(8)
