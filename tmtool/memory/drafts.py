"""Drafts: checked, repaired and scored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tmtool.languages import normalise
from tmtool.memory.base import Opened
from tmtool.store import accepted

if TYPE_CHECKING:
    from tmtool.jobs.fix import Fixer
    from tmtool.models import (
        AcceptedFinding,
        CheckedSegment,
        CheckReport,
        DraftSegment,
        Issue,
        Repair,
        ScoreOptions,
        ScoreReport,
    )
    from tmtool.quality.registry import Setting


class Drafts(Opened):
    """Drafts: checked, repaired and scored."""

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
        from tmtool.models import ScoreOptions

        asked = options or ScoreOptions()
        return score_files(drafts, references, asked, source=source, connection=self._connection)
