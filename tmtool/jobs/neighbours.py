"""The texts before and after a text in its document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Protocol, TypeVar


class Placed(Protocol):
    """A text that stands in a document, or in none."""

    @property
    def text(self) -> str:
        """The text itself."""
        ...

    @property
    def document(self) -> str | None:
        """The document's name."""
        ...


Item = TypeVar("Item", bound=Placed)


def with_neighbours(items: Iterable[Item]) -> Iterator[tuple[str | None, Item, str | None]]:
    """Yield each text with those before and after it in its document."""
    before: Item | None = None
    item: Item | None = None
    for after in chain(items, [None]):
        if item is not None:
            yield _beside(before, item), item, _beside(after, item)
        before, item = item, after


def _beside(other: Placed | None, item: Placed) -> str | None:
    same = other is not None and item.document is not None and other.document == item.document
    return other.text if other is not None and same else None
