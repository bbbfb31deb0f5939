"""Options of `tmtool check` for findings that are accepted."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from tmtool.cli.option_groups import grouped
from tmtool.cli.options import Session, user
from tmtool.cli.output import Answer, note, show
from tmtool.models import AcceptedFinding, CheckedSegment
from tmtool.reports import shapes

if TYPE_CHECKING:
    from rich.console import Console

    from tmtool.jobs.kept_findings import KeptFindings
    from tmtool.memory import Memory

ALL = "all"


@dataclass(frozen=True, slots=True)
class Accepting:
    """What the options say."""

    accept: tuple[str, ...]
    remark: str | None
    list_accepted: bool
    reopen: tuple[str, ...]
    show_accepted: bool
    by: str | None

    @property
    def everything(self) -> bool:
        """Whether all that is shown is to be accepted."""
        return ALL in self.accept

    @property
    def manages(self) -> bool:
        """Whether the command is about accepted findings alone, and checks nothing."""
        return self.list_accepted or bool(self.reopen)


accept_options = grouped(
    "accepting",
    Accepting,
    (
        click.option(
            "--accept",
            multiple=True,
            metavar="ID",
            help="Accept a finding of this run, so that it stays quiet; `all` for all shown.",
        ),
        click.option("--note", "remark", metavar="TEXT", help="Why it is accepted."),
        click.option(
            "--show-accepted", is_flag=True, help="Show accepted findings too, marked as such."
        ),
        click.option(
            "--list-accepted", is_flag=True, help="List the accepted findings; check nothing."
        ),
        click.option(
            "--reopen",
            multiple=True,
            metavar="ID",
            help="Take an accepted finding back; check nothing.",
        ),
        click.option(
            "--by", metavar="NAME", default=user, help="Who accepts or repairs; by default you."
        ),
    ),
)


def refuse_misuse(asked: Accepting, *, any_input: bool) -> None:
    """Raise a usage error where the options do not go together."""
    if asked.manages and (any_input or asked.accept):
        raise click.UsageError("--list-accepted and --reopen check nothing: give nothing else.")
    if asked.remark is not None and not asked.accept:
        raise click.UsageError("--note goes with --accept.")
    if asked.everything and len(asked.accept) > 1:
        raise click.UsageError("--accept all accepts everything: give no other id.")


def manage(session: Session, asked: Accepting, output: str) -> None:
    """Take findings back, then list those that are accepted where that is asked for."""
    with session.open() as memory:
        for finding in asked.reopen:
            reopened = memory.reopen(finding)
            note(f"{reopened.finding} is open again: {reopened.message}")
        if asked.list_accepted:
            _list(memory.accepted(), output)


def _list(found: list[AcceptedFinding], output: str) -> None:
    def table(console: Console) -> None:
        from tmtool.reports.checks import accepted

        accepted(console, found)
        if not found:
            console.print("No finding is accepted.")

    rows = [shapes.accepted(one) for one in found]
    show(output, Answer({"accepted": rows}, rows, table, shapes.columns(AcceptedFinding)))


def accept_named(memory: Memory, kept: KeptFindings, asked: Accepting) -> None:
    """Accept the findings that are named by their ids; raises NotFoundError for others."""
    from tmtool.jobs.accept import named

    issues = named(kept, asked.accept)
    added = memory.accept(issues, note=asked.remark, by=asked.by)
    kept.accepted = frozenset(issue.digest for issue in issues)
    _tell(added, len(issues))


def accept_all(
    memory: Memory,
    kept: KeptFindings,
    shown: Iterable[CheckedSegment],
    asked: Accepting,
    *,
    yes: bool,
) -> None:
    """Accept the findings that are shown, once the user has confirmed it."""
    issues = {issue.digest: issue for one in shown for issue in one.issues if not issue.accepted}
    if not issues:
        return
    from tmtool.reports.words import counted

    if not yes:
        if not sys.stdin.isatty():
            raise click.UsageError("--accept all needs --yes where nobody can be asked.")
        if not click.confirm(f"Accept {counted(len(issues), 'finding')}?", err=True):
            note("Nothing was accepted.")
            return
    added = memory.accept(issues.values(), note=asked.remark, by=asked.by)
    kept.accepted = frozenset(issues)
    _tell(added, len(issues))


def _tell(added: int, named: int) -> None:
    from tmtool.reports.words import counted

    before = f", {named - added:,} were before" if named > added else ""
    note(f"{counted(added, 'finding')} accepted{before}")
