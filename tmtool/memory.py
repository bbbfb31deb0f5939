"""The memory: translation units in one SQLite file, and all that is asked of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tmtool.languages import normalise
from tmtool.models import (
    AcceptedFinding,
    Change,
    CheckedSegment,
    CheckReport,
    ConcordanceLine,
    Corpus,
    DraftSegment,
    FileReport,
    FillReport,
    IndexFault,
    Issue,
    Match,
    Renderings,
    Repair,
    Resampling,
    Run,
    ScoreOptions,
    ScoreReport,
    Status,
    TranslationUnit,
    TrendPoint,
)
from tmtool.store import accepted, changes, connection, corpora, undo_log, units

if TYPE_CHECKING:
    from tmtool.formats import ReadOptions
    from tmtool.glossary import Glossary
    from tmtool.jobs.concordance import Side
    from tmtool.jobs.fix import Fixer
    from tmtool.jobs.load import Progress
    from tmtool.jobs.lookup import Lookup
    from tmtool.jobs.statistics import Statistics
    from tmtool.matching.repair import TermPair
    from tmtool.quality.registry import Setting


class Memory:
    """A translation memory in a file; a context manager that closes it.

    Options are keyword-only. `source` and `target` are BCP 47 tags; `en` finds `en-GB` too.
    Several processes may have the same file open and write to it.
    """

    def __init__(self, path: str | Path, *, create: bool = False) -> None:
        """Open the file, making it where it is missing and `create` is set.

        Raises MemoryFileError where it cannot be opened, VersionError where it is too new.
        """
        self.path = Path(path)
        self._connection = connection.open_file(self.path, create=create)
        # The same file, wherever the process goes and through whichever link it came.
        self._file = self.path.resolve()
        self._looks_up: Lookup | None = None

    def __enter__(self) -> Self:
        """Return the memory itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file; an error of SQLite is told in a user's words."""
        self.close()
        if isinstance(error, sqlite3.Error):
            raise connection.explained(error, self.path) from error

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @property
    def glossary(self) -> Glossary:
        """The termbase that is kept in the same file."""
        from tmtool.glossary import Glossary

        return Glossary(self._connection)

    # Files ---------------------------------------------------------------------------------

    def load(
        self,
        path: str | Path,
        *,
        corpus: str | None = None,
        format: str | None = None,  # noqa: A002 - the word users know
        reading: ReadOptions | None = None,
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> FileReport:
        """Import a file's units, all of them or none; the corpus is named after the file.

        Raises InputError where the file cannot be read.
        """
        from tmtool.formats import ReadOptions
        from tmtool.jobs.load import LoadOptions, load

        options = LoadOptions(corpus, format, reading or ReadOptions(), dry_run, progress)
        return load(self._connection, self._file, Path(path), options)

    def export(
        self,
        path: str | Path,
        source: str | None = None,
        target: str | None = None,
        *,
        chosen: units.Filter | None = None,
        format: str | None = None,  # noqa: A002
    ) -> int:
        """Write units to a file in the format of its suffix and return how many.

        Raises InputError where the file cannot be written.
        """
        from tmtool.formats import WriteOptions
        from tmtool.jobs.export import export

        return export(
            self._connection,
            Path(path),
            chosen or units.Filter(),
            WriteOptions(source, target),
            format_name=format,
        )

    def pretranslate(
        self,
        file: str | Path,
        output: str | Path,
        source: str | None = None,
        target: str | None = None,
        *,
        min_rate: int = 70,
        overwrite: bool = False,
        format: str | None = None,  # noqa: A002
        encoding: str | None = None,
        workers: int = 1,
    ) -> FillReport:
        """Fill a bilingual file: exact matches as they are, others marked as to be looked at.

        Languages that are not given are those that the file names. Translations of persons stay
        unless `overwrite`; all else in the file stays as it is. With `workers`, so many further
        processes share the work. Raises InputError.
        """
        from tmtool.formats import ReadOptions
        from tmtool.jobs.pretranslate import FillOptions, pretranslate

        reading = ReadOptions(source, target, encoding=encoding)
        options = FillOptions(format, reading, min_rate, overwrite, workers)
        return pretranslate(self._connection, self._file, Path(file), Path(output), options)

    # Look-ups ------------------------------------------------------------------------------

    def lookup(
        self,
        text: str,
        source: str,
        target: str,
        *,
        min_rate: int = 70,
        limit: int = 5,
        before: str | None = None,
        after: str | None = None,
        context: str | None = None,
        terms: Sequence[TermPair] = (),
        fragments: bool = False,
    ) -> list[Match]:
        """Return the units most like a segment, best first; rates are 0-100.

        `before` and `after` are the neighbouring segments, `context` a context id: where they
        agree with the unit's, an exact match is a context match. A fuzzy match that differs in
        nothing but numbers, dates, names of months, codes, addresses, placeholders or `terms`
        has them carried over in `repaired`. With `fragments`, the longest stretches of the
        segment that the memory has are returned where there is no match.
        """
        from tmtool.jobs.lookup import Request

        pair = normalise(source), normalise(target)
        request = Request(
            text, *pair, min_rate, limit, before, after, context, tuple(terms), fragments
        )
        return self._lookup().matches(request)

    def lookup_many(
        self,
        texts: Iterable[str],
        source: str,
        target: str,
        *,
        min_rate: int = 70,
        limit: int = 5,
        fragments: bool = False,
        workers: int = 1,
    ) -> Iterator[list[Match]]:
        """Yield the matches of each of several segments, in their order, as they are found.

        The segments are taken to follow one another in a document: each is the context of its
        neighbours. They may be read from an iterator of any length. With `workers`, so many
        further processes share the work.
        """
        from tmtool.jobs.batch import in_parallel
        from tmtool.jobs.lookup import in_document

        pair = normalise(source), normalise(target)
        requests = in_document(texts, *pair, min_rate=min_rate, limit=limit, fragments=fragments)
        if workers > 1:
            return in_parallel(self._file, requests, workers)
        return map(self._lookup().matches, requests)

    def _lookup(self) -> Lookup:
        """Return the one that remembers what it has read of the index."""
        from tmtool.jobs.lookup import Lookup

        if self._looks_up is None:
            self._looks_up = Lookup(self._connection)
        return self._looks_up

    def concordance(
        self,
        phrase: str,
        source: str,
        target: str,
        *,
        side: Side = "either",
        limit: int = 20,
        any_order: bool = False,
    ) -> list[ConcordanceLine]:
        """Return the units with a phrase in any inflection; `"in quotes"` word for word.

        With `any_order` its words may stand in any order, and others between them.
        """
        from tmtool.jobs.concordance import Search, concordance

        wanted = Search(phrase, normalise(source), normalise(target), side, limit, any_order)
        with connection.snapshot(self._connection):
            return concordance(self._connection, wanted)

    def renderings(
        self,
        phrase: str,
        source: str,
        target: str,
        *,
        side: Side = "either",
        lines: Sequence[ConcordanceLine] | None = None,
    ) -> Renderings:
        """Return how a phrase is translated, with counts, from the lines of its concordance.

        `lines` are those, where the caller has them; no more than the first 200 count.
        """
        from tmtool.jobs.renderings import AT_MOST, renderings_in

        if lines is None:
            lines = self.concordance(phrase, source, target, side=side, limit=AT_MOST)
        pair = normalise(source), normalise(target)
        with connection.snapshot(self._connection):
            return renderings_in(self._connection, lines[:AT_MOST], *pair)

    # Drafts --------------------------------------------------------------------------------

    def check(
        self,
        segments: Iterable[DraftSegment],
        source: str,
        target: str,
        *,
        glossary: str | None = None,
        severities: Mapping[str, Setting] | None = None,
        show_accepted: bool = False,
    ) -> CheckReport:
        """Check drafts against their source and the glossary, and report all issues.

        `severities` gives checks by their ids another severity, or `off`. Accepted findings are
        counted and left out, unless `show_accepted`. Raises NotFoundError where the glossary
        named has no concept, InputError for an unknown check or severity.
        """
        from tmtool.jobs.check import report

        checked = self.check_each(
            segments,
            source,
            target,
            glossary=glossary,
            severities=severities,
            show_accepted=True,
        )
        return report(checked, show_accepted=show_accepted)

    def check_each(
        self,
        segments: Iterable[DraftSegment],
        source: str,
        target: str,
        *,
        glossary: str | None = None,
        severities: Mapping[str, Setting] | None = None,
        show_accepted: bool = False,
    ) -> Iterator[CheckedSegment]:
        """Check drafts as `check` does, and yield every segment with its issues as it goes.

        Accepted findings are left out; with `show_accepted` they are there and marked.
        """
        from tmtool.jobs.accept import marked, without_accepted
        from tmtool.jobs.check import Checker

        pair = normalise(source), normalise(target)
        checker = Checker(self._connection, *pair, glossary=glossary, severities=severities)
        digests = accepted.digests(self._connection)
        found = marked(map(checker.check, segments), digests)
        return found if show_accepted else without_accepted(found)

    def accept(
        self, issues: Iterable[Issue], *, note: str | None = None, by: str | None = None
    ) -> int:
        """Accept findings, so that they stay quiet; return how many were not accepted before.

        A finding is accepted in this source and draft, wherever they stand; once either is
        changed, it is a new one.
        """
        from tmtool.jobs.accept import accept

        self._settle()
        return accept(self._connection, issues, note=note, by=by)

    def accepted(self) -> list[AcceptedFinding]:
        """Return the accepted findings in the order they were accepted in."""
        return list(accepted.stream(self._connection))

    def reopen(self, finding: str) -> AcceptedFinding:
        """Take an accepted finding back by its id, and return it; raises NotFoundError."""
        from tmtool.jobs.accept import reopen

        self._settle()
        return reopen(self._connection, finding)

    def fixer(
        self,
        source: str,
        target: str,
        *,
        severities: Mapping[str, Setting] | None = None,
    ) -> Fixer:
        """Return what repairs drafts segment by segment; accepted findings are never repaired.

        Its `repairs` yields a Repair, or `None`, for each segment. Checks that `severities`
        switches off repair nothing.
        """
        from tmtool.jobs.fix import Fixer

        pair = normalise(source), normalise(target)
        digests = accepted.digests(self._connection)
        return Fixer(*pair, severities=severities, accepted=digests)

    def apply_repairs(
        self, repairs: Iterable[Repair], target: str, *, by: str | None = None
    ) -> tuple[int, int]:
        """Write repairs of the memory's own units; `undo` takes each back.

        Returns how many were written and how many left, since the unit was changed meanwhile or
        its inline markup does not allow it.
        """
        from tmtool.jobs.fix_units import apply_repairs

        self._settle()
        return apply_repairs(self._connection, repairs, normalise(target), by=by)

    def drafts(
        self, source: str, target: str, *, corpus: str | None = None
    ) -> Iterator[DraftSegment]:
        """Yield the memory's own units, or those of a corpus, as segments to check.

        Units without text in both languages are left out. Raises NotFoundError, and InputError
        where no unit is left.
        """
        from tmtool.jobs.drafts import UnitDrafts, stored_units

        found = stored_units(self._connection, corpus)
        return iter(UnitDrafts(found, normalise(source), normalise(target), stored=True))

    def score_files(
        self,
        drafts: Sequence[Path],
        references: Sequence[Path],
        *,
        source: Path | None = None,
        options: ScoreOptions | None = None,
    ) -> ScoreReport:
        """Score draft files by their references, by the terms of the `source`, or by both.

        Files may be of any format that has segments; `docs/files.md` says how they are aligned.
        The metric `terms` needs no reference; of references it is told too: it is what a draft can
        reach. Raises InputError.
        """
        from tmtool.jobs.score import score_files

        asked = options or ScoreOptions()
        return score_files(drafts, references, asked, source=source, connection=self._connection)

    # Runs of scoring -----------------------------------------------------------------------

    def runs(
        self, name: str | None = None, *, limit: int | None = None, since: str | None = None
    ) -> list[Run]:
        """Return the runs of scoring, or those of one trend, the oldest first.

        With `limit` the newest of them; `since` is a date or time in ISO 8601.
        """
        from tmtool.store import runs

        return runs.select(self._connection, name, limit=limit, since=since)

    def run(self, number: int) -> Run:
        """Return one run; raises NotFoundError."""
        from tmtool.store import runs

        return runs.read_one(self._connection, number)

    def trend(
        self,
        name: str | None = None,
        *,
        limit: int | None = None,
        since: str | None = None,
        how: Resampling | None = None,
    ) -> list[TrendPoint]:
        """Return runs as `runs` does, each with how it differs from the one before in its trend.

        That is the newest earlier one with the same references. `how` says how differences are
        tested; by default by paired bootstrap.
        """
        from tmtool.jobs.runs import trend

        return trend(self._connection, name, limit=limit, since=since, how=how)

    def remove_runs(
        self,
        numbers: Collection[int] = (),
        *,
        before: str | None = None,
        keep_newest: int | None = None,
        name: str | None = None,
        sure: Callable[[Sequence[Run]], bool] | None = None,
    ) -> list[Run]:
        """Remove runs and return them; this cannot be undone.

        They are chosen by their numbers, as older than `before`, a date or time in ISO 8601, or
        as not among the `keep_newest` of their trend; `name` is that of the only trend that is
        looked at. `sure` is asked about them before anything is removed. Raises NotFoundError for
        a number or a trend that is not there; nothing is removed then.
        """
        from tmtool.jobs.runs import remove

        self._settle()
        return remove(
            self._connection,
            numbers,
            before=before,
            keep_newest=keep_newest,
            name=name,
            sure=sure,
        )

    # Units ---------------------------------------------------------------------------------

    def units(self, chosen: units.Filter | None = None) -> Iterator[TranslationUnit]:
        """Yield units in the order they were added."""
        return units.stream(self._connection, chosen or units.Filter())

    def unit(self, number: int) -> TranslationUnit:
        """Return one unit; raises NotFoundError."""
        return units.read_one(self._connection, number)

    def add_unit(
        self, unit: TranslationUnit, *, corpus: str, by: str | None = None
    ) -> tuple[TranslationUnit, bool]:
        """Add a unit; return it, or the one already there, and whether it was added."""
        from tmtool.jobs import edit

        self._settle()
        return edit.add(self._connection, unit, corpus, by=by)

    def edit_unit(
        self,
        number: int,
        texts: Mapping[str, str],
        *,
        status: Status | None = None,
        note: str | None = None,
        by: str | None = None,
    ) -> TranslationUnit:
        """Change texts (by language), status or note of a unit; raises NotFoundError."""
        from tmtool.jobs import edit

        self._settle()
        return edit.edit(self._connection, number, texts, status=status, note=note, by=by)

    def remove_unit(self, number: int, *, by: str | None = None) -> TranslationUnit:
        """Remove a unit; `undo` brings it back; raises NotFoundError."""
        from tmtool.jobs import edit

        self._settle()
        return edit.remove(self._connection, number, by=by)

    def history(self, unit: int | None = None) -> list[Change]:
        """Return the changes of one unit, or the last hundred of all, newest first."""
        return undo_log.history(self._connection, "unit", unit)

    def undo(self, change: int | None = None, *, by: str | None = None) -> Change:
        """Take back a change of a unit, the last one unless a number is given."""
        self._settle()
        return changes.undo(self._connection, change, by=by)

    def _settle(self) -> None:
        """Remove what killed imports left, as every writer does before it begins."""
        from tmtool.store.leftovers import remove_killed

        remove_killed(self._connection, self._file)

    # Corpora and the whole -----------------------------------------------------------------

    def corpora(self) -> list[Corpus]:
        """Return the corpora with their numbers of units, by name."""
        return corpora.all_corpora(self._connection)

    def set_corpus(self, name: str, /, **values: object) -> None:
        """Set origin, licence, domain, penalty or priority of a corpus; raises NotFoundError."""
        self._settle()
        corpora.assign(self._connection, name, values)

    def remove_corpus(self, name: str) -> int:
        """Remove a corpus with its units and return how many; this cannot be undone."""
        self._settle()
        return corpora.remove(self._connection, name)

    def languages(self) -> list[str]:
        """Return the language tags that units have; `glossary.languages()` has those of terms."""
        from tmtool.store import languages

        return languages.of_units(self._connection)

    def statistics(self) -> Statistics:
        """Return the counts of everything in the memory."""
        from tmtool.jobs.statistics import statistics

        return statistics(self._connection, self.path, self._file.stat().st_size)

    def check_index(self, *, progress: Progress | None = None) -> list[IndexFault]:
        """Return where the index of segments differs from the units; nothing if all is well."""
        from tmtool.store import upkeep

        return list(upkeep.check(self._connection, progress))

    def rebuild_index(self, *, progress: Progress | None = None) -> int:
        """Make the index again with new statistics, and return how many segments it has.

        Match rates may change. The keys by which terms are found are made again too. Others can
        read and write meanwhile.
        """
        from tmtool.store import term_keys, upkeep

        self._settle()
        with connection.transaction(self._connection):
            term_keys.rebuild_all(self._connection)
        return upkeep.rebuild(self._connection, progress)

    def backup(self, target: str | Path) -> None:
        """Write a consistent copy to a new file, also while others write to the memory."""
        from tmtool.jobs.backup import backup

        backup(self._connection, Path(target))
