"""`tmtool lookup`: the best matches for a segment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from tmtool.cli.options import (
    LIMIT,
    Session,
    format_option,
    language_options,
    language_pair,
    pass_session,
    say_what_is_missing,
    text_or_stdin,
)
from tmtool.cli.output import Answer, show, show_each
from tmtool.cli.streams import FILE, given
from tmtool.models import Match
from tmtool.reports import shapes

if TYPE_CHECKING:
    from rich.console import Console

LOWEST_RATE = 1

SAMPLE = 100
"""Lines of a file from which its language is told."""


@click.command()
@click.argument("text", required=False)
@click.option("--file", type=FILE, metavar="FILE", help="Look up every line of a text file.")
@click.option("--encoding", metavar="NAME", help="Encoding of a file that is not UTF-8.")
@language_options
@click.option(
    "--min-rate",
    type=click.IntRange(LOWEST_RATE, 100),
    default=70,
    show_default=True,
    help="Lowest match rate.",
)
@click.option("--limit", type=LIMIT, default=5, show_default=True, help="Most matches.")
@click.option("--before", metavar="TEXT", help="The segment before it, for context matches.")
@click.option("--after", metavar="TEXT", help="The segment after it.")
@click.option("--context", metavar="ID", help="Its context id (msgctxt and the like).")
@click.option(
    "--fragments/--no-fragments",
    default=True,
    show_default=True,
    help="Without a match, show parts of the text that the memory has.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Processes that share the lines of a file.",
)
@click.option("--explain", is_flag=True, help="Show the parts of the rate and each difference.")
@click.option("--markup", is_flag=True, help="Show texts with their inline elements (JSON).")
@format_option
@pass_session
def lookup(
    session: Session,
    *,
    text: str | None,
    file: str | None,
    encoding: str | None,
    source: str | None,
    target: str | None,
    min_rate: int,
    limit: int,
    before: str | None,
    after: str | None,
    context: str | None,
    fragments: bool,
    workers: int,
    explain: bool,
    markup: bool,
    output: str,
) -> None:
    """Show the units whose source is most like TEXT (or standard input), best first.

    Differences are marked [-in the memory-]{+in the text+}.

    \b
    Example:  tmtool lookup "Настоящее Соглашение заключается сроком на десять лет."
    Example:  tmtool lookup --file draft.ru.txt -f jsonl
    """
    if file is not None:
        _require_no_text(text, (before, after), context)
    queries = [text_or_stdin(text)] if file is None else _segments(file, encoding)
    pair = language_pair("\n".join(queries[:SAMPLE]), source, target)
    with session.open() as memory:

        def answer(query: str, found: Sequence[Match]) -> Answer:
            return _answer(query, pair, found, explain=explain, markup=markup)

        if file is None:
            found = memory.lookup(
                queries[0],
                *pair,
                min_rate=min_rate,
                limit=limit,
                before=before,
                after=after,
                context=context,
                fragments=fragments,
            )
            show(output, answer(queries[0], found))
        else:
            every = memory.lookup_many(
                queries,
                *pair,
                min_rate=min_rate,
                limit=limit,
                fragments=fragments,
                workers=workers,
            )
            show_each(output, _columns(markup), map(answer, queries, every))
        say_what_is_missing(memory, pair)


def _require_no_text(
    text: str | None, neighbours: tuple[str | None, str | None], context: str | None
) -> None:
    """Refuse beside a file what is for one text alone."""
    if text is not None:
        raise click.UsageError("Give TEXT or --file, not both.")
    if neighbours != (None, None):
        raise click.UsageError("--before and --after are for one TEXT; a file has its own lines.")
    if context is not None:
        raise click.UsageError("--context is for one TEXT.")


def _segments(file: str, encoding: str | None) -> list[str]:
    from tmtool.formats.lines import read_segments

    with given(file) as path:
        return read_segments(path, encoding=encoding)


def _answer(
    query: str, pair: tuple[str, str], found: Sequence[Match], *, explain: bool, markup: bool
) -> Answer:
    def table(console: Console) -> None:
        from tmtool.reports import tables

        console.print(tables.shown(query, "italic"))
        tables.matches(console, found, explain=explain)

    payload = shapes.lookup(query, *pair, found, markup=markup)
    rows = [{"query": query, **row} for row in payload["matches"]]
    return Answer(payload, rows, table, _columns(markup), lines=[payload])


def _columns(markup: bool) -> tuple[str, ...]:
    return ("query", *shapes.MATCH, *(shapes.MARKUP if markup else ()))
