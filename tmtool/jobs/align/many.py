"""Many pairs of documents, aligned with one lexicon; what is done once is not done again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import cast

from tmtool.alignment import Knowledge
from tmtool.errors import InputError
from tmtool.jobs.align.documents import rules_of
from tmtool.jobs.align.journal import Folder, InMemory, digest_of, stem_of
from tmtool.jobs.align.knowledge import known_by
from tmtool.jobs.align.listed import named
from tmtool.jobs.align.outcome import refused, without_units
from tmtool.jobs.align.pair import check_options
from tmtool.jobs.align.shared_words import KeptWords, languages_of_list, learn
from tmtool.jobs.align.taking import Into, take
from tmtool.jobs.align.worker import Answer, Given
from tmtool.jobs.parcels import in_order
from tmtool.models import (
    PAIR_OUTPUTS,
    AligningProgress,
    AligningReport,
    AlignmentOptions,
    DocumentPair,
    PairProblem,
    PairReport,
    TranslationUnit,
)
from tmtool.store.word_knowledge import Subject

__all__ = ["ManyOptions", "align_many", "refuse_to_lose"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyOptions:
    """How the pairs of a list are aligned, and where results go.

    Without a `folder` no files are written; units go where `into` or a pair itself says.
    """

    alignment: AlignmentOptions = field(default_factory=AlignmentOptions)
    folder: Path | None = None
    outputs: tuple[str, ...] = ("tsv", "html")
    into: Into | None = None
    workers: int = 2
    progress: AligningProgress = lambda *_: None


def align_many(
    connection: sqlite3.Connection | None, pairs: Sequence[DocumentPair], options: ManyOptions
) -> AligningReport:
    """Align pairs of documents and return what became of each, in their order.

    What is known of the languages comes from the memory, if there is one, and from all the
    documents together. Each pair is written down when its files and units are there: a pair that
    is done is not done again unless a document or an option has changed. A pair that looks wrong
    does not stop the others. Raises InputError where files cannot be written at all.
    """
    _check(options)
    listed = named(pairs)
    if options.folder is not None:
        refuse_to_lose(listed, Folder(options.folder, options.outputs))
    return AligningReport(tuple(_Run(connection, listed, options).reports()))


def _check(options: ManyOptions) -> None:
    check_options(options.alignment)
    unknown = [one for one in options.outputs if one not in PAIR_OUTPUTS]
    if unknown:
        raise InputError(
            f"unknown output {unknown[0]!r}", hint=f"Give some of {', '.join(PAIR_OUTPUTS)}."
        )
    if options.into is not None and options.into.corpus:
        options.into.check()
    if options.folder is not None:
        try:
            options.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(
                f"the folder cannot be made: {error.strerror}",
                where=str(options.folder),
                hint="Name another folder.",
            ) from error


def refuse_to_lose(
    pairs: Sequence[DocumentPair], folder: Folder, listed_in: Path | None = None
) -> None:
    """Raise InputError where a file would be written in the place of another one.

    That is a document, the file in which the pairs are listed, or a file of another pair.
    """
    read = {path.resolve() for pair in pairs for path in (pair.source, pair.target)}
    either = read | ({listed_in.resolve()} if listed_in else set())
    stems: set[str] = set()
    for pair in pairs:
        document = pair.document or ""
        for path in (folder.file(document, one) for one in (*folder.outputs, "json")):
            if path.resolve() in either:
                what = "a document" if path.resolve() in read else "the list of pairs"
                raise InputError(
                    f"{what} would be overwritten",
                    where=str(path),
                    hint="Name another output folder.",
                )
        if stem_of(document) in stems:
            raise InputError(
                f"the files of two pairs would be called {document!r}",
                where=str(folder.path),
                hint="Name the documents otherwise, or align those of each corpus on their own.",
            )
        stems.add(stem_of(document))


class _Run:
    """One run over a list."""

    def __init__(
        self,
        connection: sqlite3.Connection | None,
        pairs: Sequence[DocumentPair],
        options: ManyOptions,
    ) -> None:
        self._connection = connection
        self._options = options
        self._pairs = [replace(pair, corpus=self._corpus(pair)) for pair in pairs]
        folder = options.folder
        self._folder = None if folder is None else Folder(folder, options.outputs)
        self._digests: dict[int, str] = {}
        self._reports: dict[int, PairReport] = {}

    def _corpus(self, pair: DocumentPair) -> str | None:
        into = self._options.into
        return pair.corpus or (into.corpus if into else None) or None

    def reports(self) -> Iterator[PairReport]:
        """Align what is not done yet, and yield the report of each pair in order."""
        for number, pair in enumerate(self._pairs):
            self._look_up(number, pair)
        to_do = [n for n in range(len(self._pairs)) if n not in self._reports]
        if to_do:
            self._align(to_do)
        yield from (self._reports[number] for number in range(len(self._pairs)))

    def _look_up(self, number: int, pair: DocumentPair) -> None:
        """Find what became of a pair by an earlier run, or that it cannot be read."""
        try:
            digest = self._digests[number] = digest_of(pair, self._options.alignment)
        except OSError as error:
            what = InputError(str(error.strerror or error), where=str(error.filename))
            self._reports[number] = refused(pair, "unreadable", what)
            return
        found = self._found(pair, digest)
        if found is not None:
            self._reports[number] = found

    def _found(self, pair: DocumentPair, digest: str) -> PairReport | None:
        found = self._folder.find(pair, digest) if self._folder else None
        if self._folder and found is None:
            return None
        if pair.corpus and self._connection is not None:
            return InMemory(self._connection).find(digest)
        return found

    def _align(self, to_do: Sequence[int]) -> None:
        options = self._with_languages(self._options.alignment)
        known = self._knowledge(options)
        units = any(self._pairs[number].corpus for number in to_do)
        given = Given(options, known.dump() if known else None, self._folder, units)
        parcels = ((number, self._pairs[number]) for number in to_do)
        workers = min(self._options.workers, len(to_do))
        done = len(self._reports)
        self._options.progress("aligning", done, len(self._pairs))
        for number, answer in in_order(
            "tmtool.jobs.align.worker:aligner", (given,), parcels, workers
        ):
            report, taken = cast("Answer", answer)
            self._reports[number] = self._kept(number, report, taken)
            done += 1
            self._options.progress("aligning", done, len(self._pairs))

    def _with_languages(self, options: AlignmentOptions) -> AlignmentOptions:
        """Return options with the languages of most pairs, where they are not given."""
        source, target = options.source_language, options.target_language
        if not (source and target):
            found = languages_of_list(self._pairs, options)
            source, target = found or (source, target)
        if options.srx is not None:
            for language in filter(None, (source, target)):
                rules_of(language, options.srx)
        return replace(options, source_language=source, target_language=target)

    def _knowledge(self, options: AlignmentOptions) -> Knowledge | None:
        """Return what is known of the languages: by an earlier run of the list, or learnt now."""
        source, target = options.source_language, options.target_language
        if not (source and target):
            return None
        joined = "".join(self._digests[number] for number in sorted(self._digests))
        fingerprint = sha256(joined.encode()).hexdigest()
        subject = Subject(source, target, "list")
        takes = any(pair.corpus for pair in self._pairs)
        words = KeptWords(self._options.folder, self._connection if takes else None)
        known = words.find(subject, fingerprint)
        if known is not None:
            return known
        before = known_by(self._connection, source, target) if self._connection else None
        known = learn(
            self._pairs,
            options,
            before,
            lambda count: self._options.progress("learning", count, len(self._pairs)),
        )
        if known is not None:
            words.keep(subject, fingerprint, known)
        return known

    def _kept(
        self, number: int, report: PairReport, units: Sequence[TranslationUnit]
    ) -> PairReport:
        """Take the units of a pair that was aligned, and write down that it is done."""
        pair, digest = self._pairs[number], self._digests[number]
        if "unreadable" in report.problems:
            return report
        if pair.corpus and self._connection is not None:
            report = self._taken(pair, report, units, digest)
        if self._folder is not None and "conflict" not in report.problems:
            self._folder.keep(pair, digest, report)
        return report

    def _taken(
        self,
        pair: DocumentPair,
        report: PairReport,
        units: Sequence[TranslationUnit],
        digest: str,
    ) -> PairReport:
        assert self._connection is not None
        assert self._options.into is not None
        if not units:
            InMemory(self._connection).keep(digest, report)
            return report
        force = self._options.alignment.force
        into = replace(self._options.into, corpus=pair.corpus or "", force=force)
        try:
            return take(self._connection, into, report, units, checksum=digest)
        except InputError as error:
            problems: tuple[PairProblem, ...] = (*report.problems, "conflict")
            return replace(without_units(report), problems=problems, message=error.what)
