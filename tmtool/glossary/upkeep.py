"""What may be missing or wrong: mining, audits and lints."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tmtool.glossary.base import Opened
from tmtool.languages import normalise
from tmtool.models import Audit, LintFinding, MiningReport
from tmtool.review import ReviewQueue
from tmtool.store.connection import snapshot

if TYPE_CHECKING:
    from tmtool.formats import ReadOptions
    from tmtool.jobs.aligners import AlignerName
    from tmtool.jobs.load import Progress
    from tmtool.jobs.mine import Progress as MiningProgress


class Upkeep(Opened):
    """What may be missing or wrong: mining, audits and lints."""

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
