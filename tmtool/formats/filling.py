"""What a format must offer for its files to be filled with translations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, Protocol

from tmtool.models.filling import FILL_KINDS, Blank, Fill, FillKind, FillOrigin, FillReport

Outcome = FillKind | Literal["kept", "empty", "locked"]
"""What became of a text."""


class FillableFile(Protocol):
    """A bilingual file that can be written again with translations filled in.

    Both methods go through the texts in the order of the file, and may do so at once.
    """

    def blanks(self) -> Iterator[Blank]:
        """Yield all texts of the file; InputError where it or a language cannot be read."""
        ...

    def write(self, output: Path, fills: Iterator[Fill | None]) -> FillReport:
        """Write the file with a fill, or None, for each text that is wanted, in their order."""
        ...


class Tally:
    """Counts what became of the texts of a file."""

    def __init__(self) -> None:
        self._outcomes: Counter[str] = Counter()
        self._origins: dict[str, Counter[str]] = {}

    def add(self, outcome: Outcome, fill: Fill | None = None) -> None:
        """Count a text with what became of it; the fill is the one that was used."""
        self._outcomes[outcome] += 1
        if fill is not None and fill.corpus is not None:
            counts = self._origins.setdefault(fill.corpus, Counter())
            counts.update(kind for kind in FILL_KINDS if kind == outcome)

    def report(self, *, obsolete: int | None = None, warnings: tuple[str, ...] = ()) -> FillReport:
        """Return the counts, with what else is to be told."""
        origins = [FillOrigin(corpus, **counts) for corpus, counts in self._origins.items()]
        origins.sort(key=lambda o: (-(o.exact + o.context + o.repaired + o.fuzzy), o.corpus))
        outcomes: dict[str, Any] = dict(self._outcomes)
        return FillReport(
            self._outcomes.total(),
            **outcomes,
            origins=tuple(origins),
            obsolete=obsolete,
            warnings=warnings,
        )
