"""`tmtool runs`: how the scores of drafts change from run to run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from tmtool.cli.options import (
    LIMIT,
    NUMBER,
    Session,
    format_option,
    metric_names,
    moment,
    name_given,
    pass_session,
)
from tmtool.cli.output import Answer, note, show
from tmtool.cli.report_files import write_report
from tmtool.cli.streams import FILE, refuse_outputs
from tmtool.models import Run, TrendPoint
from tmtool.reports import run_shapes
from tmtool.reports.words import counted

if TYPE_CHECKING:
    from rich.console import Console


class Runs(click.Group):
    """A group whose first command, `list`, is meant where none is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take what is neither a command nor a call for help as arguments of `list`."""
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group(cls=Runs)
def runs() -> None:
    """Show how scores change from run to run, and remove runs.

    `tmtool score` keeps a run of each draft in the memory. `tmtool runs` alone is
    `tmtool runs list`.

    \b
    Example:  tmtool runs list draft.en.txt
    """


def _metrics(
    context: click.Context, option: click.Parameter, given: tuple[str, ...]
) -> tuple[str, ...]:
    from tmtool.scoring.metrics import ALL_METRICS

    names = metric_names(context, option, given)
    for metric in names:
        if metric not in ALL_METRICS:
            raise click.BadParameter(f"{metric!r} is none of {', '.join(ALL_METRICS)}.")
    return names


@runs.command("list")
@click.argument("name", required=False)
@click.option(
    "-m",
    "--metric",
    "metrics",
    multiple=True,
    metavar="NAME",
    callback=_metrics,
    help="Only this metric; may be given several times.",
)
@click.option("--limit", type=LIMIT, default=20, show_default=True, help="Most runs, the newest.")
@click.option("--since", metavar="DATE", help="Only runs since then, such as 2026-05-31.")
@click.option("--html", "page", type=FILE, metavar="PAGE", help="Write a page of HTML too.")
@format_option
@pass_session
def list_(
    session: Session,
    *,
    name: str | None,
    metrics: tuple[str, ...],
    limit: int,
    since: str | None,
    page: str | None,
    output: str,
) -> None:
    """List runs, the newest last, each with how it differs from the one before.

    NAME is that of a trend: the draft's file, or what --run said. A run is compared with the
    newest earlier one of its trend that has the same references; where these change, a line
    stands between. Stars mark what is significant by paired bootstrap after Holm's correction.

    \b
    Example:  tmtool runs list
    Example:  tmtool runs list draft.en.txt --metric chrf --html trend.html
    """
    refuse_outputs([page])
    with session.open() as memory:
        found = memory.trend(name, limit=limit, since=moment(since))
        more = len(memory.runs(name, since=moment(since))) - len(found)

    def table(console: Console) -> None:
        from tmtool.reports import runs as reports

        reports.trends(console, found, metrics)

    points = [run_shapes.point(one, metrics) for one in found]
    rows = run_shapes.rows(found, metrics)
    show(output, Answer({"runs": points}, rows, table, run_shapes.ROW, points))
    if more:
        note(f"{counted(more, 'older run')}; --limit shows more.")
    if page is not None:
        write_report(page, [_page(found, metrics)])


def _page(found: Sequence[TrendPoint], metrics: Sequence[str]) -> str:
    from datetime import date

    from tmtool.reports.html.runs import runs as as_html

    return as_html(found, metrics, date.today().isoformat())


@runs.command("show")
@click.argument("number", metavar="RUN", type=NUMBER)
@format_option
@pass_session
def show_(session: Session, number: int, output: str) -> None:
    """Show one run: scores with their signatures, checks, and what the gate said.

    \b
    Example:  tmtool runs show 12
    """
    with session.open() as memory:
        found = memory.run(number)

    def table(console: Console) -> None:
        from tmtool.reports import runs as reports

        reports.run(console, found)

    shape = run_shapes.run(found)
    show(output, Answer(shape, shape["scores"], table, run_shapes.SCORE, [shape]))


@runs.command("remove")
@click.argument("numbers", metavar="[RUN]...", nargs=-1, type=NUMBER)
@click.option("--before", metavar="DATE", help="Those before a date, such as 2026-05-31.")
@click.option(
    "--keep",
    "keep_newest",
    type=click.IntRange(0),
    metavar="N",
    help="All but the newest N of each trend.",
)
@click.option("--name", type=name_given, metavar="NAME", help="Only those of this trend.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@pass_session
def remove(
    session: Session,
    *,
    numbers: tuple[int, ...],
    before: str | None,
    keep_newest: int | None,
    name: str | None,
    yes: bool,
) -> None:
    """Remove runs by their numbers, before a date, or all but the newest; this cannot be undone.

    \b
    Example:  tmtool runs remove 3 4
    Example:  tmtool runs remove --keep 10 --name draft.en.txt --yes
    """
    by_choice = before is not None or keep_newest is not None
    if bool(numbers) + (before is not None) + (keep_newest is not None) != 1:
        raise click.UsageError("Give numbers of runs, or --before, or --keep.")
    if name is not None and not by_choice:
        raise click.UsageError("--name needs --before or --keep.")
    with session.open() as memory:
        removed = memory.remove_runs(
            numbers,
            before=moment(before),
            keep_newest=keep_newest,
            name=name,
            sure=None if yes else _is_sure,
        )
    note(f"{counted(len(removed), 'run')} removed" if removed else "Nothing was removed.")


def _is_sure(found: Iterable[Run]) -> bool:
    """Ask before runs are removed; a script that cannot answer needs --yes."""
    question = f"Remove {counted(len(list(found)), 'run')}? This cannot be undone."
    try:
        return click.confirm(question, err=True)
    except click.Abort as error:
        if isinstance(error.__context__, EOFError):
            raise click.UsageError("Nobody answered: give --yes to remove them.") from error
        raise
