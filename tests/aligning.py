"""Documents to align, and an aligner that pairs segments by their places alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tmtool.alignment import AlignOptions, Knowledge, Pair
from tmtool.models import (
    AlignedPair,
    Alignment,
    Bead,
    BeadState,
    DocumentSegment,
    PairVerdict,
)

NOUNS = [
    ("договор", "treaty"),
    ("протокол", "protocol"),
    ("комиссия", "commission"),
    ("граница", "border"),
    ("посол", "ambassador"),
    ("корабль", "ship"),
    ("остров", "island"),
    ("река", "river"),
    ("мост", "bridge"),
    ("порт", "port"),
    ("совет", "council"),
]
VERBS = [
    ("подписан", "was signed"),
    ("принят", "was adopted"),
    ("закрыт", "was closed"),
    ("построен", "was built"),
    ("назначен", "was appointed"),
    ("осмотрен", "was inspected"),
    ("обсуждён", "was discussed"),
]


def sentences(count: int, seed: int = 0) -> list[tuple[str, str]]:
    """So many Russian sentences with their translations, each with a number of its own."""
    found = []
    for place in range(count):
        n = place + 31 * seed
        noun, verb, other = NOUNS[n % 11], VERBS[(n // 2) % 7], NOUNS[(n * 3 + 1) % 11]
        year = 1900 + (n * 7) % 97
        found.append(
            (
                f"В {year} году {noun[0]} был {verb[1 - 1]}, и {other[0]} номер {n + 11} тоже.",
                f"In {year} the {noun[1]} {verb[1]}, and so was {other[1]} number {n + 11}.",
            )
        )
    return found


def write_pair(
    folder: Path, name: str, units: Sequence[tuple[str, str]], suffix: str = "txt"
) -> tuple[Path, Path]:
    """Write two documents, a sentence a line."""
    paths = folder / f"{name}.ru.{suffix}", folder / f"{name}.en.{suffix}"
    folder.mkdir(parents=True, exist_ok=True)
    for path, texts in zip(paths, zip(*units, strict=True), strict=True):
        path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return paths


def one_by_one(
    pair: Pair, _options: AlignOptions | None = None, _known: Knowledge | None = None
) -> Alignment:
    """Align segments by their places, but for beads that are fixed; each fifth is not sure."""
    fixed = {bead[0][0]: bead for bead in pair.fixed if bead[0]}
    sizes = len(pair.source), len(pair.target)
    beads: list[Bead] = []
    one = other = 0
    while one < sizes[0] or other < sizes[1]:
        if one in fixed:
            bead = Bead(*fixed[one], 1.0)
        elif one < sizes[0] and other < sizes[1]:
            bead = Bead((one,), (other,), 0.5 if one % 5 == 4 else 0.97)
        else:
            bead = Bead((one,) if one < sizes[0] else (), (other,) if one >= sizes[0] else (), 0.9)
        beads.append(bead)
        one, other = one + len(bead.source), other + len(bead.target)
    sure = [bead.confidence for bead in beads if bead.source and bead.target]
    verdict: PairVerdict = "unrelated" if max(sizes) > 3 * min(sizes) else "parallel"
    return Alignment(tuple(beads), sum(sure) / len(sure) if sure else 0.0, verdict)


def aligned_pair(
    units: Sequence[tuple[str, str]], states: Sequence[BeadState] | None = None, **fields
) -> AlignedPair:
    """Two documents whose segments are aligned by their places."""
    source, target = (
        tuple(DocumentSegment(text, place) for place, text in enumerate(side))
        for side in zip(*units, strict=True)
    )
    found = one_by_one(Pair(source, target))
    said = states or ("open",) * len(found.beads)
    values = {
        "source_document": "a.ru.txt",
        "target_document": "a.en.txt",
        "source_language": "ru",
        "target_language": "en",
        "source": source,
        "target": target,
        "alignment": found,
        "states": tuple(said),
    }
    return AlignedPair(**(values | fields))
