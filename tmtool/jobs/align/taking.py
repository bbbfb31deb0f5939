"""Taking the accepted beads of two documents into a corpus of the memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from pathlib import Path

from tmtool.errors import InputError
from tmtool.jobs.align.acceptance import check_confidence, units
from tmtool.jobs.align.outcome import is_taken, report_of, without_units
from tmtool.jobs.checks import check_name, check_texts
from tmtool.models import AlignedPair, PairReport, TranslationUnit
from tmtool.store import corpora
from tmtool.store.document_import import DocumentImport, Mark, Settings, units_of
from tmtool.store.imports import BATCH
from tmtool.text.normalise import comparable

__all__ = ["PENALTY", "Into", "take", "take_pair"]

PENALTY = 3
"""Points that a new corpus of aligned units takes off its match rates: no person has read them
side by side."""

_OTHER_DOCUMENT = 0.2
"""The share of its source texts below which a document of the same name is another one."""

_FEW = 5
"""Units up to which that cannot be told."""


@dataclass(frozen=True, slots=True)
class Into:
    """Where units go: a corpus of a memory's file, and what is set on it.

    `settings` are of those that `set_corpus` has; without a penalty there a new corpus gets 3
    points. With `force`, a document may take the place of another one of the same name.
    """

    memory: Path
    corpus: str
    settings: Mapping[str, object] = field(default_factory=dict)
    force: bool = False

    def check(self) -> None:
        """Raise InputError for a name or a setting that cannot be."""
        check_name("corpus", self.corpus)
        corpora.check_settings(self.settings)


def take_pair(
    connection: sqlite3.Connection,
    into: Into,
    pair: AlignedPair,
    document: str | None = None,
    min_confidence: float | None = None,
) -> PairReport:
    """Take the accepted beads of an alignment; of documents that look wrong nothing is taken.

    The document is called after the source's file unless another name is given.
    """
    check_confidence(min_confidence)
    name = document or Path(pair.source_document).name
    report = report_of(pair, name, min_confidence)
    if not is_taken(pair, force=into.force):
        return without_units(report)
    return take(connection, into, report, list(units(pair, name, min_confidence)))


def take(
    connection: sqlite3.Connection,
    into: Into,
    report: PairReport,
    taken: Sequence[TranslationUnit],
    *,
    checksum: str | None = None,
) -> PairReport:
    """Bring the units of two documents into a corpus, all of them or none; return the counts.

    Those of an earlier alignment of the document are updated, or removed where there is none any
    more. With a `checksum`, the pair is known as done from the same moment on. Raises InputError
    where the corpus has another document of that name.
    """
    into.check()
    check_texts(variant.text for unit in taken for variant in unit.variants)
    if not into.force:
        _refuse_other_document(connection, into.corpus, report, taken)
    work = DocumentImport(
        connection,
        into.memory,
        into.corpus,
        report.document,
        settings=Settings(into.settings, {"penalty": PENALTY}),
    )
    try:
        work.begin(f"{report.source_document} {report.target_document}", "align")
        rest = iter(taken)
        while batch := list(islice(rest, BATCH)):
            work.add(batch)
        if checksum is not None:
            work.mark = Mark(bytes.fromhex(checksum), lambda: asdict(_counted(report, into, work)))
        work.finish(checksum)
    except BaseException:
        work.abandon()
        raise
    return _counted(report, into, work)


def _counted(report: PairReport, into: Into, work: DocumentImport) -> PairReport:
    counts = work.counts
    return replace(
        report,
        corpus=into.corpus,
        added=counts.added,
        updated=counts.updated,
        duplicate=counts.duplicate,
        removed=work.removed,
    )


def _refuse_other_document(
    connection: sqlite3.Connection,
    corpus: str,
    report: PairReport,
    taken: Sequence[TranslationUnit],
) -> None:
    number = corpora.find(connection, corpus)
    stored = units_of(connection, number, report.document) if number is not None else []
    tag = taken[0].variants[0].language if taken else ""
    before = {comparable(v.text) for unit in stored for v in unit.variants if v.language == tag}
    now = {comparable(unit.variants[0].text) for unit in taken}
    if min(len(before), len(now)) <= _FEW:
        return
    if len(before & now) < _OTHER_DOCUMENT * min(len(before), len(now)):
        raise InputError(
            f"the corpus {corpus!r} has another document {report.document!r}",
            where=report.source_document,
            hint="Give this one another name (--document), or take --force to put it there"
            " instead.",
        )
