"""A sequence kept as bytes, for what one upload may have tens of thousands of."""

import pickle
import zlib
from collections.abc import Iterator, Sequence
from typing import TypeVar, overload

T = TypeVar("T")
FASTEST = 1
HEAD = 100  # items


def pack(items: Sequence[T]) -> Sequence[T]:
    """The items, packed where they are more than are shown."""
    return PackedSequence(items) if len(items) > HEAD else tuple(items)


class PackedSequence(Sequence[T]):
    """Items as compressed bytes, unpacked each time they are asked for and never kept unpacked; the
    first hundred are kept as they are.

    The server receives the findings of a hostile workbook from the background runner: to make
    objects of all of them holds up every reader, and it shows the first of them alone.
    """

    def __init__(self, items: Sequence[T]) -> None:
        self._length = len(items)
        self._head = tuple(items[:HEAD])
        self._packed = zlib.compress(pickle.dumps(tuple(items), pickle.HIGHEST_PROTOCOL), FASTEST)

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        if index in (slice(HEAD), slice(0, HEAD)):
            return self._head
        return self.unpack()[index]

    def __iter__(self) -> Iterator[T]:
        return iter(self.unpack())

    def unpack(self) -> tuple[T, ...]:
        """All items. Only our own processes packed them."""
        items: tuple[T, ...] = pickle.loads(zlib.decompress(self._packed))
        return items
