"""The glossary: concepts and their terms, kept in the memory's file."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tmtool.languages import normalise
from tmtool.models import (
    Audit,
    Change,
    Concept,
    DraftSegment,
    FileReport,
    Issue,
    LintFinding,
    MiningReport,
    Paradigm,
    TermHit,
    TermReading,
    TermScore,
    WriteReport,
)
from tmtool.review import ReviewQueue
from tmtool.store import concepts, undo_log
from tmtool.store.connection import snapshot

if TYPE_CHECKING:
    from tmtool.formats import ReadOptions
    from tmtool.jobs.aligners import AlignerName
    from tmtool.jobs.load import Progress
    from tmtool.jobs.mine import Progress as MiningProgress


class Glossary:
    """The termbase of a memory; `Memory.glossary` gives it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def load(
        self,
        path: str | Path,
        *,
        glossary: str | None = None,
        format: str | None = None,  # noqa: A002 - the word users know
        reading: ReadOptions | None = None,
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> FileReport:
        """Import a file's concepts, all or none; the glossary is named after the file.

        `progress` is called now and then with the number of records read so far. Raises
        InputError where the file cannot be read.
        """
        from tmtool.formats import ReadOptions
        from tmtool.jobs.load_concepts import load_concepts

        return load_concepts(
            self._connection,
            Path(path),
            glossary,
            format_name=format,
            reading=reading or ReadOptions(),
            dry_run=dry_run,
            progress=progress,
        )

    def export(
        self,
        path: str | Path,
        *,
        glossary: str | None = None,
        format: str | None = None,  # noqa: A002
        source: str | None = None,
        target: str | None = None,
        no_formulas: bool = False,
    ) -> WriteReport:
        """Write concepts to a file in the format of its suffix; returns a WriteReport.

        With both languages, only terms in these are written, of concepts that have both. Where
        glossaries use one id for several concepts, all but the first get their glossary's name
        before it. With `no_formulas` a spreadsheet takes no cell of TSV or CSV for a formula.
        """
        from tmtool import formats

        file = Path(path)
        chosen = formats.find(file, format, content="concepts")
        found = _with_own_ids(self.concepts(glossary))
        return chosen.write_concepts(file, found, formats.WriteOptions(source, target, no_formulas))

    def concepts(self, glossary: str | None = None) -> Iterator[Concept]:
        """Yield the concepts of one glossary, or of all, in the order they were added."""
        return concepts.stream(self._connection, glossary)

    def languages(self, glossary: str | None = None) -> list[str]:
        """Return the primary languages in which one glossary, or any, has terms."""
        from tmtool.store import term_keys

        return term_keys.languages(self._connection, glossary)

    def concept(self, number: int) -> Concept:
        """Return one concept; raises NotFoundError."""
        return concepts.read_one(self._connection, number)

    def readings(self, concept: Concept) -> list[TermReading]:
        """Return how each term of a concept is read: its kind, its head, and what is doubtful."""
        from tmtool.terminology.reading import read_term

        return [reading for reading in map(read_term, concept.terms) if reading is not None]

    def paradigms(self, concept: Concept) -> list[Paradigm]:
        """Return all forms of each term of a concept that has a paradigm."""
        from tmtool.terminology.inflect import paradigm

        return [found for found in map(paradigm, concept.terms) if found is not None]

    def add(self, concept: Concept, *, glossary: str = "own", by: str | None = None) -> Concept:
        """Add a concept and return it; raises InputError where the glossary has it already."""
        from tmtool.jobs import edit_concept

        return edit_concept.add(self._connection, concept, glossary, by=by)

    def repeated(self, concept: Concept) -> list[Concept]:
        """Return the other concepts, of any glossary, that have all terms of a concept."""
        from tmtool.jobs import edit_concept

        return edit_concept.repeated(self._connection, concept)

    def edit(self, concept: Concept, *, by: str | None = None) -> Concept:
        """Write a changed concept over the one with its id; raises NotFoundError, InputError."""
        from tmtool.jobs import edit_concept

        return edit_concept.edit(self._connection, concept, by=by)

    def remove(self, number: int, *, by: str | None = None) -> Concept:
        """Remove a concept and return it; raises NotFoundError."""
        from tmtool.jobs import edit_concept

        return edit_concept.remove(self._connection, number, by=by)

    def history(self, concept: int | None = None) -> list[Change]:
        """Return the changes of one concept, or the last hundred of all, the newest first."""
        return undo_log.history(self._connection, "concept", concept)

    def undo(self, change: int | None = None, *, by: str | None = None) -> Change:
        """Take back a change of a concept, the last one without a number, and return it.

        Raises NotFoundError, and InputError where the glossary has such a concept again.
        """
        from tmtool.jobs import edit_concept

        return edit_concept.undo(self._connection, change, by=by)

    def mine(
        self,
        source: str,
        target: str,
        *,
        corpus: str | None = None,
        min_count: int = 3,
        limit: int = 500,
        least_words: int = 1,
        include_known: bool = False,
        aligner: AlignerName = "auto",
        workers: int = 2,
        progress: MiningProgress | None = None,
    ) -> MiningReport:
        """Mine the source texts of the memory, or a corpus, for terms, into the review queue.

        A candidate occurs `min_count` times at least and has `least_words` words at least; the
        `limit` best are translated. Terms that a glossary has are left out, unless
        `include_known` is set. Words are aligned by eflomal where it is installed, else by the
        built-in aligner, which finds the same each time; `aligner` names one of them.
        `progress` is called with what is being done and how many units are. Raises InputError.
        """
        from tmtool.jobs.review import mine_into_queue

        return mine_into_queue(
            self._connection,
            normalise(source),
            normalise(target),
            corpus=corpus,
            min_count=min_count,
            limit=limit,
            least_words=least_words,
            include_known=include_known,
            aligner=aligner,
            workers=workers,
            progress=progress,
        )

    @property
    def queue(self) -> ReviewQueue:
        """The mined terms that wait for a decision, or have it."""
        return ReviewQueue(self._connection)

    def suggest(
        self,
        text: str,
        source: str,
        target: str,
        *,
        draft: str | None = None,
        glossary: str | None = None,
        evidence: bool = True,
        paradigms: bool = False,
        mined: bool = False,
    ) -> list[TermHit]:
        """Return the terms in a text, in any inflection, with their translations.

        With `evidence`, each translation says in how many of the memory's units it is used, with
        `paradigms` it has all its forms. A `draft` of the translation shows which form is needed.
        With `glossary`, only the terms of that one are found. With `mined`, phrases follow that no
        glossary has, with their usual translations in the memory. Raises NotFoundError.
        """
        from tmtool.jobs.mined_phrases import mined_phrases
        from tmtool.jobs.suggest import suggest

        pair = normalise(source), normalise(target)
        with snapshot(self._connection):
            known = suggest(
                self._connection,
                text,
                *pair,
                draft=draft,
                glossary=glossary,
                with_evidence=evidence,
                with_paradigms=paradigms,
            )
            if not mined:
                return known
            every = known
            if glossary is not None:
                every = suggest(self._connection, text, *pair, with_evidence=False)
            return known + mined_phrases(
                self._connection, text, *pair, every, with_evidence=evidence
            )

    def check(
        self, text: str, draft: str, source: str, target: str, *, glossary: str | None = None
    ) -> list[Issue]:
        """Return what a draft of one segment gets wrong of the terms in its source.

        With `glossary`, the terms of one glossary alone count; raises NotFoundError.
        """
        from tmtool.jobs.check import TERMS_ALONE, Checker

        pair = normalise(source), normalise(target)
        with snapshot(self._connection):
            checker = Checker(self._connection, *pair, glossary=glossary, severities=TERMS_ALONE)
            return list(checker.check(DraftSegment(1, text, draft)).issues)

    def term_accuracy(
        self,
        texts: Sequence[str],
        drafts: Sequence[str],
        source: str,
        target: str,
        *,
        glossary: str | None = None,
        morphology: bool = True,
    ) -> TermScore:
        """Return how many of the terms in source segments their drafts have translated as such.

        Without `morphology`, words of the drafts count only in the form that the glossary
        gives. Raises InputError where the numbers differ or the source has no term.
        """
        from tmtool.jobs.score_terms import TermOptions, score_terms

        pair = normalise(source), normalise(target)
        options = TermOptions(*pair, glossary=glossary, morphology=morphology)
        with snapshot(self._connection):
            (row, *_), _, _ = score_terms(self._connection, texts, {"draft": drafts}, {}, options)
        return row

    def audit(
        self,
        source: str,
        target: str,
        *,
        files: Sequence[str | Path] = (),
        glossary: str | None = None,
        corpus: str | None = None,
        min_count: int = 2,
        limit: int = 100,
        format: str | None = None,  # noqa: A002
        reading: ReadOptions | None = None,
        workers: int = 2,
        progress: Progress | None = None,
    ) -> Audit:
        """Return how consistently the memory, or files, render the source language's terms.

        Concepts that occur, and renderings that are used, less than `min_count` times are left
        out, but for terms to avoid; `limit` bounds the findings of terms and of segments, each.
        Raises InputError where a file cannot be read.
        """
        from tmtool.formats import ReadOptions
        from tmtool.jobs.auditing import audit
        from tmtool.jobs.auditing.units import FileOptions

        pair = normalise(source), normalise(target)
        options = audit.AuditOptions(*pair, glossary, corpus, min_count, limit, workers)
        with snapshot(self._connection):
            if not files:
                return audit.audit_memory(self._connection, options, progress)
            work = FileOptions(reading or ReadOptions(*pair), format)
            paths = [Path(path) for path in files]
            return audit.audit_files(self._connection, paths, options, work, progress)

    def lint(
        self, *, glossary: str | None = None, rules: Collection[str] | None = None
    ) -> list[LintFinding]:
        """Return what may be wrong with one glossary or all, the gravest first.

        `rules` are ids of rules, all unless given; raises NotFoundError for one that is not there.
        """
        from tmtool.jobs.lint import lint_glossary

        with snapshot(self._connection):
            return lint_glossary(self._connection, glossary, rules)


def _with_own_ids(found: Iterable[Concept]) -> Iterator[Concept]:
    """Tell concepts of several glossaries apart that have the same id in their files."""
    seen: set[str] = set()
    for concept in found:
        identifier = concept.identifier
        if identifier in seen:
            identifier = f"{concept.glossary}-{identifier}"
        if identifier is not None:
            seen.add(identifier)
        yield replace(concept, identifier=identifier)
