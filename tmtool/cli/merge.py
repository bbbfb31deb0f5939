"""`tmtool merge`: bring another memory into this one."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

import click

from tmtool.cli.options import Session, format_option, pass_session
from tmtool.cli.output import Answer, console, draw, dumps, note, progress, show_each
from tmtool.cli.streams import FILE
from tmtool.models import PREFERENCES, MergeConflict, MergeReport, Prefer

if TYPE_CHECKING:
    from rich.console import Console

SHOWN = 20
"""Conflicts in a table, unless nothing is written: then all of them."""

_COLLECTED_AT = 50_000
"""Objects made and not freed, after which the collector looks for cycles."""


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--prefer",
    type=click.Choice(PREFERENCES),
    default="newer",
    show_default=True,
    help="What settles a conflict.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would be done; list all conflicts.")
@format_option
@pass_session
def merge(session: Session, *, file: str, prefer: Prefer, dry_run: bool, output: str) -> None:
    """Bring all that another memory holds into this one, or nothing; FILE is not changed.

    Units, concepts, mined candidates, accepted findings and scoring runs come in. What both have
    is a duplicate. A unit of the same corpus with the same id and another text is a conflict:
    `newer` takes the better status (approved, draft, machine), then the later change, and ours
    where a date is unknown; `ours` and `theirs` take one side. `tmtool unit history` tells what
    was replaced, and `tmtool unit undo` takes that back.

    \b
    Example:  tmtool merge anna.db --dry-run
    Example:  tmtool merge anna.db --prefer theirs -f json
    """
    from tmtool.jobs.spool import Spool

    # Units are freed as soon as they are written: the collector looks at each of them in vain.
    gc.set_threshold(_COLLECTED_AT)
    with Spool[MergeConflict]() as conflicts:
        with session.open() as memory, progress("{:,} units compared") as tell:
            report = memory.merge(
                file, prefer=prefer, dry_run=dry_run, on_conflict=conflicts.add, progress=tell
            )
        _show(output, report, conflicts)
    for warning in report.warnings:
        note(f"Warning: {warning}")


def _show(output: str, report: MergeReport, conflicts: Iterable[MergeConflict]) -> None:
    """Print the conflicts as they are read back, then what was done."""
    from tmtool.reports import merges

    if output == "json":
        click.echo('{"conflicts": [', nl=False)
        comma = ""
        for one in conflicts:
            click.echo(comma + dumps(merges.conflict(one)), nl=False)
            comma = ", "
        click.echo("], " + dumps(merges.merge(report)).removeprefix("{"))
    elif output == "table":
        limit = None if report.dry_run else SHOWN
        show_each(output, (), _answers(islice(conflicts, limit)))
        if limit is not None and report.conflicts > limit:
            note(f"... and {report.conflicts - limit:,} more; -f json and -f csv list all.")
        if report.conflicts:
            click.echo()
        draw(console(), lambda terminal: merges.draw(terminal, report))
    else:
        show_each(output, merges.COLUMNS, _answers(conflicts))
    note(merges.summary(report))


def _answers(conflicts: Iterable[MergeConflict]) -> Iterator[Answer]:
    from tmtool.reports import merges

    for one in conflicts:

        def table(terminal: Console, found: MergeConflict = one) -> None:
            merges.draw_conflict(terminal, found)

        shape = merges.conflict(one)
        yield Answer(shape, [shape], table, merges.COLUMNS)
