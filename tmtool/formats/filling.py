"""What a format must offer for its files to be filled with translations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, Protocol, TypeVar

from tmtool.models.filling import FILL_KINDS, Blank, Fill, FillKind, FillOrigin, FillReport

Outcome = FillKind | Literal["kept", "empty", "locked"]
"""What became of a text."""

Place = Literal["open", "weak", "kept", "locked"]
"""Whether a text takes any fill, only a sure one, or none."""

Terms = Callable[[str, str, str], Sequence[str]]
"""Tells the terms in a text of one language with their translations in another, each in a line."""

MATCH_KIND, MATCH_RATE = "match_kind", "match_rate"
MATCH_CORPUS, MATCH_SOURCE = "match_corpus", "match_source"
MARKS = (MATCH_KIND, MATCH_RATE, MATCH_CORPUS, MATCH_SOURCE)
"""Where formats without words of their own say what was filled in: columns and properties."""

NO_NOTES = "the format has no place for notes, so terms are left out"
"""What is told where terms are asked for that cannot be written."""


class FillableFile(Protocol):
    """A bilingual file that can be written again with translations filled in.

    Both methods go through the texts in the order of the file, and may do so at once.
    """

    def blanks(self) -> Iterator[Blank]:
        """Yield all texts of the file; InputError where it or a language cannot be read."""
        ...

    def write(
        self, output: Path, fills: Iterator[Fill | None], *, terms: Terms | None = None
    ) -> FillReport:
        """Write the file with a fill, or None, for each text that is wanted, in their order.

        What a person must translate or look at gets its `terms` as a note, once.
        """
        ...


class Prepared(Protocol):
    """A fill as a format takes it, with what it is of in the end."""

    @property
    def kind(self) -> FillKind:
        """The kind: a sure one may have become fuzzy."""
        ...


Ready = TypeVar("Ready", bound=Prepared)


class Tally:
    """Counts what became of the texts of a file."""

    def __init__(self) -> None:
        self._outcomes: Counter[str] = Counter()
        self._noted = 0
        self._origins: dict[str, Counter[str]] = {}

    def add(self, outcome: Outcome, fill: Fill | None = None) -> None:
        """Count a text with what became of it; the fill is the one that was used."""
        self._outcomes[outcome] += 1
        if fill is not None and fill.corpus is not None and outcome in FILL_KINDS:
            self._origins.setdefault(fill.corpus, Counter())[outcome] += 1

    def note(self, added: int) -> None:
        """Count a text that has got its terms, if it has."""
        self._noted += bool(added)

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
            terms=self._noted,
        )


def settled(
    place: Place,
    fills: Iterator[Fill | None],
    tally: Tally,
    prepare: Callable[[Fill], Ready | None],
    *,
    is_empty: bool,
) -> Ready | None:
    """Return what is to be filled into a text, `None` where it stays; count what became of it.

    `prepare` makes a fill ready for the format, and returns `None` for what it cannot take.
    """
    if place in ("kept", "locked"):
        tally.add(place)
        return None
    fill = next(fills)
    ready = None if fill is None else prepare(fill)
    if ready is None or (place == "weak" and not is_sure(ready.kind)):
        tally.add("empty" if is_empty else "kept")
        return None
    tally.add(ready.kind, fill)
    return ready


def is_sure(kind: FillKind) -> bool:
    """Tell whether nobody must look at a translation of this kind."""
    return kind in ("exact", "context")


def wanted_terms(
    terms: Terms | None,
    place: Place,
    text: str,
    pair: tuple[str, str],
    ready: Prepared | None,
) -> Sequence[str]:
    """Return what is to be noted of the terms of a text that a person must look at."""
    if terms is None or place in ("kept", "locked") or (ready is not None and is_sure(ready.kind)):
        return ()
    return terms(text, *pair)


def new_lines(note: str | None, lines: Sequence[str]) -> list[str]:
    """Return the lines that a note does not have yet."""
    known = set((note or "").splitlines())
    return [line for line in lines if line not in known]


def marks_of(fill: Fill, kind: FillKind) -> dict[str, str]:
    """Return what is to be said of a translation, by the names in `MARKS`."""
    marks = {MATCH_KIND: kind, MATCH_RATE: str(fill.rate), MATCH_CORPUS: fill.corpus or ""}
    marks[MATCH_SOURCE] = "" if is_sure(kind) else fill.source or ""
    return marks
