"""Alignments of documents as JSON, as rows, and as tables on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from tmtool.models import AlignedPair, AligningReport, PairReport

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["BEAD", "PAIR", "alignment", "beads", "many", "pairs_table", "summary", "table"]

Shape = dict[str, Any]

BEAD = (
    "source",
    "target",
    "source_text",
    "target_text",
    "confidence",
    "kind",
    "remarks",
    "state",
    "fate",
)
"""The fields of a bead, in their order."""

PAIR = (
    "document",
    "source_document",
    "target_document",
    "source_language",
    "target_language",
    "source_segments",
    "target_segments",
    "beads",
    "accepted",
    "below",
    "one_sided",
    "rejected",
    "untranslated",
    "confidence",
    "verdict",
    "problems",
    "message",
    "corpus",
    "added",
    "updated",
    "duplicate",
    "removed",
    "kept",
)
"""The fields of a pair of documents, in their order."""

_SHORT = 48
"""Characters of a text in a table."""


def alignment(found: AlignedPair, report: PairReport, fates: Sequence[str]) -> Shape:
    """Return an alignment as `docs/json.md` has it; `fates` say what becomes of each bead."""
    return {
        "beads": list(beads(found, fates)),
        "source_document": found.source_document,
        "target_document": found.target_document,
        "source_language": found.source_language,
        "target_language": found.target_language,
        "verdict": found.alignment.verdict,
        "confidence": round(found.alignment.confidence, 4),
        "moved": [
            {"source": list(one.source), "target": list(one.target)}
            for one in found.alignment.moved
        ],
        "summary": pair(report),
    }


def beads(found: AlignedPair, fates: Sequence[str]) -> Iterator[Shape]:
    """Yield each bead with its texts."""
    for number, bead in enumerate(found.alignment.beads):
        source, target = found.texts(number)
        yield {
            "source": list(bead.source),
            "target": list(bead.target),
            "source_text": source,
            "target_text": target,
            "confidence": round(bead.confidence, 4),
            "kind": bead.kind,
            "remarks": list(bead.remarks),
            "state": found.states[number],
            "fate": fates[number],
        }


def pair(report: PairReport) -> Shape:
    """Return what became of a pair of documents."""
    shape = asdict(report)
    shape["problems"] = list(report.problems)
    if report.confidence is not None:
        shape["confidence"] = round(report.confidence, 4)
    return {name: shape[name] for name in PAIR}


def many(report: AligningReport) -> Shape:
    """Return what became of the pairs of a list, and the sums."""
    confidence = report.confidence
    return {
        "pairs": [pair(one) for one in report.pairs],
        "total": {
            "pairs": len(report.pairs),
            "kept": sum(one.kept for one in report.pairs),
            "wrong": len(report.wrong),
            "beads": report.beads,
            "accepted": report.accepted,
            "confidence": None if confidence is None else round(confidence, 4),
        },
    }


def table(console: Console, found: AlignedPair, fates: Sequence[str]) -> None:
    """Draw all beads side by side, their texts shortened, and confidences rounded down."""
    from tmtool.reports.tables import grid

    rows = [
        [
            f"{number + 1:,}",
            f"{int(100 * bead.confidence) / 100:.2f}",
            bead.kind,
            *(_short(text) for text in found.texts(number)),
            " ".join(bead.remarks),
            "" if fates[number] == "accepted" else fates[number].replace("_", "-"),
        ]
        for number, bead in enumerate(found.alignment.beads)
    ]
    languages = found.source_language, found.target_language
    console.print(grid(["", "confidence", "kind", *languages, "remarks", "left out"], rows))


def _short(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= _SHORT else f"{folded[: _SHORT - 1].rstrip()}…"


def summary(console: Console, report: PairReport) -> None:
    """Draw what became of two documents."""
    from tmtool.reports.tables import facts, shown
    from tmtool.reports.words import counted

    drawn = facts()
    segments = report.source_segments, report.target_segments
    drawn.add_row("documents", shown(f"{report.source_document}, {report.target_document}"))
    drawn.add_row("segments", f"{segments[0]:,}, {segments[1]:,}")
    if report.confidence is not None:
        drawn.add_row("beads", f"{report.beads:,}, mean confidence {report.confidence:.3f}")
        drawn.add_row("accepted", f"{report.accepted:,}")
    if left := _left_out(report):
        drawn.add_row("left out", left)
    if report.corpus is not None:
        done = f"{counted(report.added, 'unit')} added, {report.updated:,} updated"
        drawn.add_row(
            shown(f"into {report.corpus}"),
            f"{done}, {report.duplicate:,} there already, {report.removed:,} removed",
        )
    console.print(drawn)


def _left_out(report: PairReport) -> str:
    parts = (
        (report.below, "below the least confidence"),
        (report.one_sided, "with one side"),
        (report.rejected, "rejected"),
        (report.untranslated, "untranslated"),
    )
    return ", ".join(f"{number:,} {words}" for number, words in parts if number)


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def pairs_table(console: Console, report: AligningReport) -> None:
    """Draw the pairs that look wrong, then the sums of all."""
    from tmtool.reports.tables import facts, grid
    from tmtool.reports.words import counted

    if report.wrong:
        rows = [[one.document, ", ".join(one.problems), one.message] for one in report.wrong]
        console.print(grid(["document", "looks wrong", "why"], rows))
        console.print()
    drawn = facts()
    kept = sum(one.kept for one in report.pairs)
    before = f", {kept:,} of them done before" if kept else ""
    drawn.add_row("pairs", f"{counted(len(report.pairs), 'pair')}{before}")
    drawn.add_row("look wrong", f"{len(report.wrong):,}")
    drawn.add_row("beads", f"{report.beads:,}, mean confidence {_figure(report.confidence)}")
    drawn.add_row("accepted", f"{report.accepted:,}")
    new = [one for one in report.pairs if not one.kept]
    for name in sorted({one.corpus for one in new if one.corpus}):
        units = [one for one in new if one.corpus == name]
        added, updated = sum(one.added for one in units), sum(one.updated for one in units)
        drawn.add_row(f"into {name}", f"{counted(added, 'unit')} added, {updated:,} updated")
    console.print(drawn)
