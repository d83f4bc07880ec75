"""How long two texts take to compare word by word."""

from collections import Counter
from collections.abc import Sequence

# A text of 2,000 words of prose against itself; words that come back again and again have more, and
# the time grows with the pairs and with how often the texts change between them.
MOST_WORD_PAIRS = 30_000


def have_many_pairs(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether the words of two texts make so many pairs of the same word that no page can wait for
    their comparison."""
    counts = Counter(new)
    return sum(number * counts[word] for word, number in Counter(old).items()) > MOST_WORD_PAIRS


def same_at_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many words two texts share at the beginning, and how many after that at the end."""
    shortest = min(len(old), len(new))
    first = next((n for n in range(shortest) if old[n] != new[n]), shortest)
    most = shortest - first
    last = next((n for n in range(most) if old[-1 - n] != new[-1 - n]), most)
    return first, last
