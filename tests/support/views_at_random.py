"""Views as readers might choose them: drawn by lot, the same ones for the same seed."""

import os
import random

from hor_data.release import FILTERS, Release, Selection
from hor_exports.view import View, open_view

# `make audit` has many more than `make test`.
NUMBER = int(os.environ.get("HOR_RANDOM_VIEWS", "4"))


def random_view(release: Release, seed: int) -> View:
    """A view of one to three filters, each of one to three values, perhaps with a word, that shows
    at least the commitment it was drawn for."""
    lot = random.Random(seed)
    position = lot.randrange(len(release.commitments))
    chosen: dict[str, tuple[str, ...]] = {}
    for field in lot.sample(FILTERS, lot.choice((1, 1, 2, 3))):
        grouping = release.groupings[field]
        own = [value for value in grouping.values if position in grouping.members([value])]
        others = [value for value in grouping.values if value not in own]
        more = lot.sample(others, min(len(others), lot.choice((0, 1, 2))))
        chosen[field] = tuple(lot.sample([lot.choice(own), *more], 1 + len(more)))
    long_words = [word for word in release.search_index.texts[position].split() if len(word) > 5]
    words = lot.choice(long_words) if long_words and lot.random() < 0.25 else ""
    return open_view(release, Selection(**chosen, words=words))
