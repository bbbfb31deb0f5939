"""`tmtool concordance`: every unit with a phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

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
from tmtool.cli.output import Answer, note, show
from tmtool.jobs.concordance import Side
from tmtool.models import ConcordanceLine
from tmtool.reports import shapes

if TYPE_CHECKING:
    from rich.console import Console


@click.command()
@click.argument("phrase", required=False)
@language_options
@click.option(
    "--side",
    type=click.Choice(get_args(Side)),
    default="either",
    show_default=True,
    help="Where to look.",
)
@click.option("--any-order", is_flag=True, help="Words in any order, others between them.")
@click.option("--limit", type=LIMIT, default=20, show_default=True, help="Most lines.")
@format_option
@pass_session
def concordance(
    session: Session,
    *,
    phrase: str | None,
    source: str | None,
    target: str | None,
    side: Side,
    any_order: bool,
    limit: int,
    output: str,
) -> None:
    """Show the units with PHRASE in any inflection; a phrase in "quotes" is taken word for word.

    Units with the same two texts are one line with their number. The language left out
    follows from the phrase's script.

    \b
    Example:  tmtool concordance "ратификационная грамота"
    Example:  tmtool concordance '"enters into force"' --limit 5
    """
    from tmtool.jobs.renderings import AT_MOST

    wanted = text_or_stdin(phrase)
    if side == "target":
        # The phrase is in the target language then.
        target, source = language_pair(wanted, target, source)
    pair = language_pair(wanted, source, target)
    with session.open() as memory:
        most = max(limit + 1, AT_MOST)
        found = memory.concordance(wanted, *pair, side=side, limit=most, any_order=any_order)
        # Words that stand apart have no translation as a phrase.
        phrases = None if any_order else found
        renderings = memory.renderings(wanted, *pair, side=side, lines=phrases)
        say_what_is_missing(memory, pair)
    lines = found[:limit]
    if len(found) > limit:
        note(f"There are more than {limit}; --limit shows them.")

    def table(console: Console) -> None:
        from tmtool.reports import tables

        tables.concordance(console, lines)
        tables.renderings(console, renderings)

    payload = shapes.concordance(wanted, lines, renderings)
    show(output, Answer(payload, payload["lines"], table, shapes.columns(ConcordanceLine)))
