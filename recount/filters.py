"""Random filters: one value or several, words, deadlines, and values that one release lacks."""

from collections.abc import Iterator, Sequence
from random import Random

from recount.counting import FIELDS, Book, Filters, select
from recount.names import called_in

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
    "hor 3",
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
    """Filters with a value that one of the two releases lacks or calls otherwise: alone, and beside
    one that both have and by which the earlier has commitments that are gone since."""
    for field in FIELDS:
        then = called_in(earlier, book, {field: list(book.values[field])})[field]
        shared = [value for value in book.values[field] if value in earlier.values[field]]
        lacked = [value for value in book.values[field] if value not in then]
        lacked += [
            value
            for value, was in zip(book.values[field], then, strict=True)
            if was not in earlier.values[field]
        ]
        strange = [value for value in earlier.values[field] if value not in book.values[field]]
        left = [value for value in shared if _has_left(book, earlier, {field: [value]})]
        for value in dict.fromkeys([*lacked, *strange]):
            yield {field: [value]}
            if left or shared:
                yield {field: [value, (left or shared)[0]]}


def _has_left(book: Book, earlier: Book, filters: Filters) -> bool:
    """Whether a commitment that these filters chose earlier has left the release."""
    return any(ref not in book.commitments.index for ref in select(earlier, filters))
