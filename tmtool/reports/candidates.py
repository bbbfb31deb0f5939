"""Mined terms as tables on a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from tmtool.models import MinedTranslation, QueuedTerm, TranslationUnit
from tmtool.reports.tables import grid, indented, shown
from tmtool.reports.words import visible

if TYPE_CHECKING:
    from rich.console import Console

EXAMPLES = 3
"""Example lines of a candidate."""


def queue(console: Console, found: Sequence[QueuedTerm]) -> None:
    """Draw terms of the queue, a row for each, with their translations and counts."""
    rows = [
        (
            str(term.id),
            term.text,
            term.frequency,
            "; ".join(map(_figures, term.translations)) or "no translation",
            _decision(term),
        )
        for term in found
    ]
    columns = ("no.", "term", "occurrences", "translations (count, Dice)", "decision")
    console.print(grid(columns, rows) if rows else "No candidate.")


def one(console: Console, term: QueuedTerm, examples: Mapping[int, TranslationUnit]) -> None:
    """Draw one term with its translations and example lines."""
    head = f"  {term.language}, {term.frequency:,} occurrences, C-value {term.score:,.1f}"
    console.print(Text.assemble((visible(term.text), "bold"), (head, "dim")))
    rows = [
        (f"{number}", found.text, found.count, f"{found.dice:.2f}", f"{found.llr:,.0f}")
        for number, found in enumerate(term.translations, 1)
    ]
    console.print(indented(grid(("", "translation", "count", "Dice", "LLR"), rows)))
    numbers = dict.fromkeys(n for found in term.translations for n in found.examples)
    for number in [n for n in numbers if n in examples][:EXAMPLES]:
        for variant in examples[number].variants:
            console.print(indented(shown(f"{variant.language}  {variant.text}", "dim")))


def _figures(found: MinedTranslation) -> str:
    return f"{found.text} ({found.count}, {found.dice:.2f})"


def _decision(term: QueuedTerm) -> str:
    if term.state == "new":
        return ""
    chosen = f": {term.translation}" if term.translation else ""
    return f"{term.state}{chosen}"
