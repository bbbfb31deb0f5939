"""What is told of the records of a file together: how many of a kind, with a few examples."""

from __future__ import annotations

from collections import Counter

from tmtool.formats import Remark

EXAMPLES = 3
"""Examples that are told of each kind."""


class Remarks:
    """Counts what is remarked, kind by kind."""

    def __init__(self) -> None:
        self._count: Counter[str] = Counter()
        self._examples: dict[str, list[str]] = {}

    def add(self, kind: str, what: str) -> None:
        """Remark something of a kind."""
        self._count[kind] += 1
        examples = self._examples.setdefault(kind, [])
        if len(examples) < EXAMPLES:
            examples.append(what)

    def take(self, remark: Remark) -> None:
        """Remark what a reader of files does, with its line."""
        _, _, line = remark.where.rpartition(":")
        self.add(remark.kind, f"line {line}: {remark.what}")

    def warnings(self) -> tuple[str, ...]:
        """Return a line for each kind."""
        return tuple(
            f"{kind}: {count:,} ({'; '.join(self._examples[kind])}"
            f"{' and so on' if count > EXAMPLES else ''})"
            for kind, count in self._count.items()
        )
