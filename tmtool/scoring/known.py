"""Counts that are known from earlier: under which digest each segment's are kept.

A segment's counts depend on its draft, its references and the settings of the metrics alone, so
that of a revised draft only what was changed is counted. Where they are kept is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["KnownCounts", "digests", "from_bytes", "to_bytes"]

_SIZE = 16


class KnownCounts(Protocol):
    """Where counts are kept. Neither method raises: what is not kept is counted again."""

    def read(self, digests: Sequence[bytes]) -> Mapping[bytes, bytes]:
        """Return the counts of those digests that are known."""

    def write(self, counts: Sequence[tuple[bytes, bytes]]) -> None:
        """Keep counts with their digests."""


def digests(
    settings: str, draft: Sequence[str], references: Sequence[Sequence[str | None]]
) -> Iterator[bytes]:
    """Yield the digest of each segment's draft and references, by metrics with these settings."""
    start = blake2b(settings.encode(), digest_size=_SIZE)
    for segment in zip(draft, *references, strict=True):
        # Lengths first, so that no two segments are written alike.
        lengths = ",".join(["" if text is None else str(len(text)) for text in segment])
        whole = f"{lengths};{''.join(filter(None, segment))}"
        digest = start.copy()
        digest.update(whole.encode("utf-8", "surrogatepass"))
        yield digest.digest()


def to_bytes(rows: Array) -> list[bytes]:
    """Return each row as it is kept: its numbers in eight bytes each, the low ones first."""
    return [row.tobytes() for row in rows.astype("<f8", copy=False)]


def from_bytes(rows: Sequence[bytes], columns: int) -> Array:
    """Return rows that were kept, each of so many columns."""
    import numpy as np

    return np.frombuffer(b"".join(rows), dtype="<f8").reshape(len(rows), columns).astype(np.float64)
