"""Random filters: one value or several, words, deadlines, and values that one release lacks."""

from collections.abc import Iterator, Sequence
from random import Random

from recount.changes import renamed
from recount.counting import FIELDS, Book, Filters, select

WORDS = (
    "mental",
    "staff",
    "covid",
    "young people",
    "health data",
    "diabetes",
    "men",
    "cafe",
    "OHID",
    "NHS England",
    "EqIA",
    "hor-33",
    '"wider agencies"',
    "solihull",
    "aston",
    "zzz",
)
EMPTY = 0.08  # of filters that match nothing so many are kept
TRIES = 200


def random_filters(random: Random, book: Book, earlier: Book | None, number: int) -> list[Filters]:
    """So many filters of a release: none first, then those that are hard for a pair, then any."""
    hard = list(hard_filters(book, earlier)) if earlier else []
    random.shuffle(hard)
    kept = [{}, *hard[: max(1, number // 4)]]
    while len(kept) < number:
        kept.append(random_filter(random, book))
    return kept[:number] if number > 1 else [random_filter(random, book)]


def random_filter(random: Random, book: Book) -> Filters:
    """One to three filters, of one to three values each; few match nothing."""
    for _ in range(TRIES):
        fields = random.sample([*FIELDS, "words"], random.choice((1, 1, 2, 2, 3)))
        filters = {field: _values(random, book, field) for field in fields}
        if select(book, filters) or random.random() < EMPTY:
            return filters
    return {}


def _values(random: Random, book: Book, field: str) -> Sequence[str]:
    if field == "words":
        return [random.choice(WORDS)]
    values = book.values[field]
    return random.sample(list(values), min(len(values), random.choice((1, 1, 2, 3))))


def hard_filters(book: Book, earlier: Book) -> Iterator[Filters]:
    """Filters of which the earlier release lacks a value: alone, or beside one that it has."""
    former = {now: was for was, now in renamed(earlier, book).items()}
    for field in FIELDS:
        lacked = [
            value
            for value in book.values[field]
            if former.get(value, value) not in earlier.values[field]
        ]
        shared = [value for value in book.values[field] if value not in lacked]
        for value in lacked:
            yield {field: [value]}
            leavers = [other for other in shared if _was_left(book, earlier, field, other, former)]
            if leavers:
                yield {field: [value, leavers[0]]}
    yield from ({"lead": [name]} for name in former if name in book.values["lead"])


def _was_left(book: Book, earlier: Book, field: str, value: str, former: dict[str, str]) -> bool:
    """Whether a commitment that this value chose earlier has left the release."""
    refs = select(earlier, {field: [former.get(value, value)]})
    return any(ref not in book.commitments.index for ref in refs)
