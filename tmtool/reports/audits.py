"""What an audit or a lint has found, as tables on a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from tmtool.models import (
    Audit,
    ConceptUse,
    LintFinding,
    Origins,
    RepeatedSegment,
    TermFinding,
)
from tmtool.reports.tables import facts, grid, shown
from tmtool.reports.terms import STATUS_STYLES
from tmtool.reports.words import SAYS, counted

if TYPE_CHECKING:
    from rich.console import Console

MOST_NAMES = 4
"""Documents and authors that are named for each finding."""

MOST_OF_A_RULE = 20
"""Findings of a rule that are drawn; the other formats have all."""

SEVERITY_STYLES = {"error": "bold red", "warning": "yellow", "info": "dim"}


def audit(console: Console, found: Audit, limit: int) -> None:
    """Draw an audit: its figures, the concepts with several renderings, and what is at issue."""
    pair = f"{found.source_language}–{found.target_language}"
    console.print(shown(f"{pair}: {counted(found.units, 'unit')}, {_figures(found)}"))
    several = [use for use in found.concepts if len(use.renderings) > 1]
    if several:
        console.print()
        rows = [_concept(use) for use in several[:limit]]
        columns = ("concept", "occurs", "dominant", "entropy", "renderings")
        title = "Concepts with several renderings"
        title += f", the first {len(rows):,}" if len(rows) < len(several) else ""
        console.print(grid(columns, rows, title=title))
    if found.findings:
        console.print()
        console.print(shown(_first("finding", found.issues, len(found.findings)), "bold"))
        for one in found.findings:
            _finding(console, one)
    if found.segments:
        console.print()
        _segments(console, found)


def _first(noun: str, total: int, drawn: int) -> str:
    return counted(total, noun) + (f", the first {drawn:,}" if drawn < total else "")


def _figures(found: Audit) -> str:
    measures = [
        f"{name} consistency {100 * share:.1f} %"
        for name, share in (("micro", found.micro), ("macro", found.macro))
        if share is not None
    ]
    return ", ".join([counted(len(found.concepts), "concept"), *measures])


def _concept(use: ConceptUse) -> tuple[object, ...]:
    names = Text()
    for one in use.renderings:
        names.append(", " if names else "")
        names.append_text(shown(one.text, STATUS_STYLES.get(one.status or "", "")))
        names.append(f" {one.count:,}")
    if use.unclear:
        names.append(f", not clear {use.unclear:,}", style="dim")
    share = None if use.share is None else Text(f"{100 * use.share:.0f} %", justify="right")
    return use.term, use.occurrences, share, Text(f"{use.entropy:.2f}", justify="right"), names


def _finding(console: Console, one: TermFinding) -> None:
    usual = f", {one.usual} {one.usual_count:,}" if one.usual else ""
    head = Text.assemble(
        shown(one.rendering, STATUS_STYLES.get(one.status or "", "bold")),
        shown(f"  for {one.term}: {_says(one)}, {one.count:,} of {one.of:,}{usual}"),
    )
    console.print(head)
    where = _origins(one.origins)
    if where:
        console.print(Padding(shown(where, "dim"), (0, 0, 0, 2)))


def _says(one: TermFinding) -> str:
    return one.status or one.kind if one.kind == "to-avoid" else SAYS[one.kind]


def _origins(found: Origins) -> str:
    where = found.documents or found.corpora
    named = [f"{one.name} {one.count}" for one in where[:MOST_NAMES]]
    named += ["…"] if len(where) > MOST_NAMES else []
    people = [f"{one.name} {one.count}" for one in found.authors[:MOST_NAMES]]
    return "; ".join(", ".join(part) for part in (named, people) if part)


def _segments(console: Console, found: Audit) -> None:
    several = _first("segment", found.repeated, len(found.segments))
    console.print(shown(f"{several}, translated in several ways", "bold"))
    for one in found.segments:
        _segment(console, one)


def _segment(console: Console, one: RepeatedSegment) -> None:
    aside = ("  differ in form alone", "dim") if one.same_words else ""
    console.print(Text.assemble(shown(one.source, "bold"), aside))
    table = facts(3)
    for target in one.targets:
        table.add_row(f"  {target.count:,}", shown(target.target), shown(_origins(target.origins)))
    console.print(table)


def lint(console: Console, found: Sequence[LintFinding], limit: int | None) -> None:
    """Draw what a lint says, the gravest first; without a limit, only some of each rule."""
    if not found:
        return
    most = limit or MOST_OF_A_RULE
    by_rule = Counter(one.rule for one in found)
    rows: list[tuple[object, ...]] = []
    for rule, count in by_rule.items():
        same = [one for one in found if one.rule == rule]
        style = SEVERITY_STYLES[same[0].severity]
        for one in same[:most]:
            rows.append((shown(one.severity, style), rule, _concepts(one), one.message))
        if count > most:
            more = f"... and {count - most:,} more: --limit or -f json shows them"
            rows.append(("", rule, "", shown(more, "dim")))
    console.print(grid(("severity", "rule", "concept", "what"), rows))


def _concepts(one: LintFinding) -> str:
    return ", ".join(map(str, one.concepts[:MOST_NAMES]))
