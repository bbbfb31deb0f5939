"""What checks found, printed as it comes and counted as it goes by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

import click

from tmtool.cli.output import Answer, dumps, note, show_each
from tmtool.models import CheckedSegment, Issue, Severity
from tmtool.reports import shapes

if TYPE_CHECKING:
    from rich.console import Console

COLUMNS = (*shapes.columns(Issue), "finding")


class Checked(Protocol):
    """Segments that were checked; `segments` says how many, at the latest at the end."""

    segments: int

    def __iter__(self) -> Iterator[CheckedSegment]: ...


class Findings:
    """Issues of some severities, no more than a limit, without those that are accepted."""

    def __init__(
        self, severities: Sequence[Severity], limit: int | None, *, show_accepted: bool = False
    ) -> None:
        self._severities = severities
        self._limit = limit
        self._show_accepted = show_accepted
        self._shown = 0
        self._accepted = 0
        self._checks: Counter[str] = Counter()
        self._found: Counter[Severity] = Counter()

    @property
    def fails(self) -> bool:
        """Tell whether an error or a warning was found that is not accepted."""
        return bool(self._found["error"] or self._found["warning"])

    def show(self, output: str, checked: Checked) -> None:
        """Print findings as they come, then how many there were."""
        if output == "json":
            self._show_json(checked)
        else:
            show_each(output, COLUMNS, self._answers(output, checked))
        line = self.summary(checked)
        if output == "table":
            click.echo(f"\n{line}" if self._shown else line)
        else:
            note(line)
        hidden = self._found.total() + self._accepted * self._show_accepted - self._shown
        if hidden:
            note(f"{hidden:,} more; --limit shows them.")

    def _answers(self, output: str, checked: Checked) -> Iterator[Answer]:
        """Yield an answer for each segment, or, as JSON lines, one for each issue."""
        for one in self.kept(checked):
            if output == "jsonl":
                yield from (_answer(replace(one, issues=(issue,))) for issue in one.issues)
            else:
                yield _answer(one)

    def _show_json(self, checked: Checked) -> None:
        click.echo('{"issues": [', nl=False)
        comma = ""
        for one in self.kept(checked):
            for issue in one.issues:
                click.echo(comma + dumps(shapes.issue(issue)), nl=False)
                comma = ", "
        rest = dumps(
            {
                "segments": checked.segments,
                "summary": dict(sorted(self._checks.items())),
                "accepted": self._accepted,
            }
        )
        click.echo("], " + rest.removeprefix("{"))

    def kept(self, checked: Iterable[CheckedSegment]) -> Iterator[CheckedSegment]:
        """Yield the segments with issues to be shown; count all that are grave enough."""
        for one in checked:
            issues = [issue for issue in one.issues if issue.severity in self._severities]
            quiet = sum(issue.accepted for issue in issues)
            if quiet:
                self._accepted += quiet
                counted = [issue for issue in issues if not issue.accepted]
                issues = issues if self._show_accepted else counted
            else:
                counted = issues
            self._checks.update(issue.check for issue in counted)
            self._found.update(issue.severity for issue in counted)
            if self._limit is not None:
                issues = issues[: self._limit - self._shown]
            if issues:
                self._shown += len(issues)
                yield replace(one, issues=tuple(issues))

    def summary(self, checked: Checked) -> str:
        """Return in a line how much was found, once all has gone by."""
        from tmtool.reports.grouped import numbers
        from tmtool.reports.words import counted

        checks = ", ".join(f"{name} {number:,}" for name, number in sorted(self._checks.items()))
        said = f"{numbers(self._found)} ({checks})" if checks else "nothing found"
        if self._accepted:
            how = "" if self._show_accepted else " and kept quiet"
            said += f"; {self._accepted:,} accepted{how}"
        return f"{counted(checked.segments, 'segment')}: {said}"


def _answer(found: CheckedSegment) -> Answer:
    def table(console: Console) -> None:
        from tmtool.reports.checks import segment

        segment(console, found)

    rows = [shapes.issue(issue) for issue in found.issues]
    return Answer(rows[0], rows, table, COLUMNS)
