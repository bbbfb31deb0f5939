"""One pair of a list after the other, as a helper process aligns them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tmtool.alignment import Knowledge
from tmtool.errors import TmtoolError
from tmtool.jobs.align import acceptance
from tmtool.jobs.align.journal import Folder
from tmtool.jobs.align.outcome import is_taken, refused, report_of, without_units
from tmtool.jobs.align.outputs import reviewed_before, write_output
from tmtool.jobs.align.pair import ReadPair, aligned, read_pair, read_texts
from tmtool.models import AlignmentOptions, DocumentPair, PairReport, TranslationUnit

__all__ = ["Answer", "Given", "aligner"]


@dataclass(frozen=True, slots=True)
class Given:
    """What holds for all pairs: options, what is known of the languages, where files go."""

    options: AlignmentOptions
    knowledge: bytes | None
    folder: Folder | None
    units: bool


Answer = tuple[PairReport, list[TranslationUnit]]
"""What became of a pair, and the units that it gives."""


def aligner(given: Given) -> Callable[[DocumentPair], Answer]:
    """Return a helper's side: a function that aligns a pair and writes its files."""
    known = None if given.knowledge is None else Knowledge.load(given.knowledge)

    def answer(pair: DocumentPair) -> Answer:
        try:
            texts = read_texts(pair.source, pair.target, given.options)
        except TmtoolError as error:
            return refused(pair, "unreadable", error), []
        try:
            read = read_pair(texts, given.options)
        except TmtoolError as error:
            return refused(pair, "language", error), []
        return _aligned(pair, read, known, given)

    return answer


def _aligned(pair: DocumentPair, read: ReadPair, known: Knowledge | None, given: Given) -> Answer:
    document, least = pair.document or "", given.options.min_confidence
    try:
        earlier = reviewed_before(given.folder.file(document, "tsv")) if given.folder else None
    except TmtoolError as error:
        return refused(pair, "unreadable", error), []
    found = aligned(read, lambda *_: known, earlier)
    report = report_of(found, document, least)
    if not is_taken(found, force=given.options.force):
        return without_units(report), []
    if given.folder is not None:
        for suffix in given.folder.outputs:
            write_output(given.folder.file(document, suffix), found, document, least)
    return report, list(acceptance.units(found, document, least)) if given.units else []
