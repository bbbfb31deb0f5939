"""Files of beads, read and checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import cast

from tmtool.formats.beads.corrections import corrected
from tmtool.formats.beads.documents import WrittenSide, read_documents
from tmtool.formats.beads.head import KIND, check_version, languages, verdict_and_confidence
from tmtool.formats.beads.order import ordered
from tmtool.formats.beads.rows import BeadRow, Parts, placed, read_parts
from tmtool.models import (
    AlignedPair,
    Alignment,
    Bead,
    BeadCorrection,
    PairVerdict,
)


def read_beads(path: Path, *, encoding: str | None = None) -> AlignedPair:
    """Return the alignment that a file has, with what a person changed in it.

    Beads that were regrouped have the remark `edited` and no confidence. Raises InputError with
    the line for whatever does not fit together.
    """
    parts = read_parts(path, encoding)
    with placed(str(path)):
        check_version(parts.head)
    source, target = read_documents(parts, str(path))
    sizes = len(source.segments), len(target.segments)
    rows = ordered(parts.beads, sizes, str(path))
    texts = [corrected(parts.beads, side, str(path)) for side in (source, target)]
    with placed(f"{path}:{parts.head.values[KIND][1]}"):
        return _pair(parts, rows, (source, target), texts)


def _pair(
    parts: Parts,
    rows: Sequence[BeadRow],
    written: tuple[WrittenSide, WrittenSide],
    texts: Sequence[Mapping[int, str]],
) -> AlignedPair:
    head = parts.head
    verdict, confidence = verdict_and_confidence(head)
    source_language, target_language = languages(head)
    source, target = written
    return AlignedPair(
        source_document=head.value("source document"),
        target_document=head.value("target document"),
        source_language=source_language,
        target_language=target_language,
        source=source.segments,
        target=target.segments,
        alignment=Alignment(
            tuple(_beads(rows, source, target)),
            confidence,
            cast(PairVerdict, verdict),
            tuple(head.moved),
        ),
        states=tuple(row.state for row in rows),
        corrections=_corrections(rows, texts),
    )


def _beads(rows: Sequence[BeadRow], source: WrittenSide, target: WrittenSide) -> Iterator[Bead]:
    for row in rows:
        number = source.beads[row.source[0]] if row.source else target.beads[row.target[0]]
        before = source.written(number), target.written(number)
        if before == (row.source, row.target):
            yield Bead(row.source, row.target, row.confidence, row.remarks)
        else:
            yield Bead(row.source, row.target, 0.0, ("edited",))


def _corrections(
    rows: Sequence[BeadRow], texts: Sequence[Mapping[int, str]]
) -> tuple[BeadCorrection | None, ...]:
    if not any(texts):
        return ()
    source, target = texts
    return tuple(
        BeadCorrection(source.get(row.line), target.get(row.line))
        if row.line in source or row.line in target
        else None
        for row in rows
    )
