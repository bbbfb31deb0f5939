"""What a memory holds, and what was done to it, as tables on a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tmtool.models import (
    Change,
    Corpus,
    FileReport,
    FillReport,
    IndexFault,
    Removal,
    TranslationUnit,
)
from tmtool.reports.tables import facts, grid, indented, shown
from tmtool.reports.words import counted

if TYPE_CHECKING:
    from rich.console import Console

SHOWN = 10
"""Skipped records that are named in full for each file."""

_STAMPS = ("changed_at", "changed_by")


def imports(console: Console, reports: Sequence[FileReport], *, into: str = "corpus") -> None:
    """Draw what an import did with each file, and the first records that were skipped."""
    if not reports:
        return
    columns = ("file", into, "read", "added", "updated", "duplicate", "skipped")
    rows = [
        (r.file, r.corpus, r.read, r.added, r.updated, r.duplicate, len(r.skipped)) for r in reports
    ]
    console.print(grid(columns, rows))
    for report in reports:
        for skipped in report.skipped[:SHOWN]:
            console.print(shown(f"skipped {skipped.where}: {skipped.reason}"))
        if len(report.skipped) > SHOWN:
            console.print(f"... and {len(report.skipped) - SHOWN:,} more: see -f json")


def fills(console: Console, report: FillReport) -> None:
    """Draw how well the memory knew what was looked up, and from where translations came."""
    bands = [
        (one.band, one.volume.segments, one.volume.words)
        for one in report.bands
        if one.volume.segments
    ]
    columns = ("corpus", "exact", "context", "repaired", "fuzzy")
    rows = [[getattr(origin, name) for name in columns] for origin in report.origins]
    if bands:
        console.print(grid(("best match", "segments", "words"), bands))
    if rows:
        console.print()
        console.print(grid(columns, rows))


def index_faults(console: Console, found: Sequence[IndexFault]) -> None:
    """Draw where the index differs from the units."""
    rows = [(f.language, f"{f.units[0]}-{f.units[1]}", f.fault) for f in found]
    console.print(grid(("language", "units", "fault"), rows) if rows else "The index is right.")


def corpora(console: Console, found: Sequence[Corpus]) -> None:
    """Draw the corpora; those without any unit too."""
    columns = ("name", "units", "licence", "domain", "penalty", "priority", "origin")
    rows = [[getattr(corpus, name) for name in columns] for corpus in found]
    console.print(grid(columns, rows) if rows else "No corpus.")


def unit(console: Console, found: TranslationUnit) -> None:
    """Draw a unit: its texts, then whatever else is known of it."""
    known = (
        ("corpus", found.corpus),
        *((variant.language, variant.markup or variant.text) for variant in found.variants),
        ("status", found.status),
        ("document", found.document),
        ("position", found.position),
        ("tuid", found.tuid),
        ("context", found.context),
        ("created", stamp(found.created_at, found.created_by)),
        ("changed", stamp(found.changed_at, found.changed_by)),
        ("used", counted(found.usage_count, "time") if found.usage_count else None),
        ("note", found.note),
        *found.properties.items(),
    )
    rows = [(name, str(value)) for name, value in known if value is not None]
    table = facts()
    for name, value in (("unit", str(found.id)), *rows):
        table.add_row(shown(name, "dim"), shown(value))
    console.print(table)


def removal(console: Console, found: Removal) -> None:
    """Draw a unit that is to be removed, with its texts."""
    unit = found.unit
    head = shown(f"unit {unit.id}", "bold")
    said = [unit.corpus, unit.status, unit.context, stamp(unit.changed_at, unit.changed_by)]
    head.append_text(shown(f"  {', '.join(filter(None, said))}", "dim"))
    if found.kept is not None:
        head.append(f"  unit {found.kept} stays", "green")
    console.print(head)
    table = facts()
    for variant in unit.variants:
        table.add_row(shown(variant.language, "dim"), shown(variant.text))
    console.print(indented(table))


def stamp(at: str | None, by: str | None) -> str | None:
    """Return when and by whom something was done, as far as it is known."""
    return " by ".join(part for part in (at, by) if part) or None


def history(console: Console, changes: Sequence[Change], *, of: str = "unit") -> None:
    """Draw changes, newest first, each with the texts or whatever else it changed."""
    columns = ("change", "at", "by", "what", of, "from", "to")
    rows = []
    for change in changes:
        what = change.operation
        if change.units > 1:
            what += f" of {change.units:,} units"
        if change.undone:
            what += " (undone)"
        number = change.unit or change.concept
        first: tuple[object, ...] = (
            str(change.id),
            change.at,
            change.by,
            what,
            number and str(number),
        )
        for old, new in _differences(change.before, change.after):
            rows.append((*first, old, new))
            first = ("",) * len(first)
    console.print(grid(columns, rows) if rows else "No change.")


def _differences(
    before: Mapping[str, object] | None, after: Mapping[str, object] | None
) -> list[tuple[str, str]]:
    """Return what was changed, from and to; the texts where a unit was added or removed."""
    old, new = _texts(before), _texts(after)
    if before is None or after is None:
        return [("\n".join(old.values()), "\n".join(new.values()))]
    old, new = old | _facts(before), new | _facts(after)
    changed = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    return [(old.get(name, ""), new.get(name, "")) for name in changed] or [("", "")]


def _texts(stored: Mapping[str, object] | None) -> dict[str, str]:
    texts = (stored or {}).get("variants") or (stored or {}).get("terms")
    if not isinstance(texts, list):
        return {}
    return {f"text {t['language']} {n}": _text(t) for n, t in enumerate(texts)}


def _text(stored: Mapping[str, object]) -> str:
    status = f" ({stored['status']})" if "status" in stored else ""
    return f"{stored['language']}: {stored['text']}{status}"


def _facts(stored: Mapping[str, object]) -> dict[str, str]:
    return {
        name: f"{name}: {value}"
        for name, value in stored.items()
        if name not in ("variants", "terms", "id", "corpus", "glossary", *_STAMPS)
        and value not in (None, {}, [], 0)
    }
