"""What merging another memory did: as JSON objects, and drawn for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from tmtool.models import MergeConflict, MergePart, MergeReport, MergeSide
from tmtool.reports.tables import grid, shown
from tmtool.reports.words import counted

if TYPE_CHECKING:
    from rich.console import Console

Shape = dict[str, Any]

_SIDE = tuple(field.name for field in fields(MergeSide) if field.name != "texts")

COLUMNS = (
    *("kind", "id", "corpus", "name", "differs", "taken", "reason", "ours", "theirs"),
    *(f"{side}_{name}" for name in _SIDE for side in ("ours", "theirs")),
)
"""The fields of a conflict, in their order."""

_REASONS = {
    "preferred": "as asked for",
    "status": "its status is better",
    "newer": "it was changed later",
    "undecided": "neither status nor date tells",
}


def conflict(found: MergeConflict) -> Shape:
    """Return a conflict as a flat object: the texts of each side by language, then what it says."""
    whole: Shape = asdict(found)
    for side in ("ours", "theirs"):
        said = whole.pop(side)
        whole |= {side: said["texts"]} | {f"{side}_{name}": said[name] for name in _SIDE}
    return {name: whole[name] for name in COLUMNS}


def merge(report: MergeReport) -> Shape:
    """Return what a merge did, without the conflicts themselves."""
    return {name: value for name, value in asdict(report).items() if name != "conflicts"}


def draw_conflict(console: Console, found: MergeConflict) -> None:
    """Draw a conflict: what both say, the side that is taken marked."""
    said = f"{found.kind} {found.id}"
    if found.corpus is not None:
        said += f" in {found.corpus}"
    if found.name:
        said += f" ({found.name})"
    reason = _REASONS[found.reason]
    console.print(shown(f"{said}: {', '.join(found.differs)}; {found.taken} is taken: {reason}"))
    for name, side, other in (
        ("ours", found.ours, found.theirs),
        ("theirs", found.theirs, found.ours),
    ):
        facts = [side.status, side.changed_at or "date unknown", side.changed_by]
        mark = "*" if name == found.taken else " "
        console.print(shown(f"{mark} {name}: {', '.join(fact for fact in facts if fact)}"))
        for language, text in _told(side.texts, other.texts).items():
            console.print(shown(f"    {language}  {text}"))


def _told(texts: Mapping[str, str], others: Mapping[str, str]) -> Mapping[str, str]:
    """Return the texts that tell the sides apart, all where none does."""
    return {tag: text for tag, text in texts.items() if others.get(tag) != text} or texts


def draw(console: Console, report: MergeReport) -> None:
    """Draw what became of each part of the other memory."""
    columns = tuple(field.name for field in fields(MergePart))
    rows = [[getattr(part, name) for name in columns] for part in report.parts]
    console.print(grid(columns, rows) if rows else "The other memory is empty.")


def summary(report: MergeReport) -> str:
    """Say in a line what a merge did."""
    added, updated, kept = (
        sum(getattr(part, name) for part in report.parts) for name in ("added", "updated", "kept")
    )
    would = "would be " if report.dry_run else ""
    return (
        f"{report.file}: {added:,} {would}added, {updated:,} {would}updated;"
        f" {counted(report.conflicts, 'conflict')}, {kept:,} of them settled for ours"
    )
