"""`tmtool concordance`: every unit with a phrase."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, get_args

import click

from tmtool.cli.location import data_folder
from tmtool.cli.options import (
    LIMIT,
    Session,
    format_option,
    language_options,
    language_pair,
    make_folder,
    pass_session,
    say_what_is_missing,
    text_or_stdin,
)
from tmtool.cli.output import Answer, note, show
from tmtool.cli.streams import FILE, STANDARD, wanted
from tmtool.jobs.concordance import Side
from tmtool.models import ConcordanceLine, Renderings
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
@click.option("--html", "page", type=FILE, metavar="FILE", help="Write a page of HTML too.")
@click.option("--browse", is_flag=True, help="Show a page of HTML in the browser instead.")
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
    page: str | None,
    browse: bool,
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

    if page == STANDARD and (browse or output != "table"):
        raise click.UsageError("--html - prints the page itself, and nothing else can be printed.")
    phrase_given = text_or_stdin(phrase)
    if side == "target":
        # The phrase is in the target language then.
        target, source = language_pair(phrase_given, target, source)
    pair = language_pair(phrase_given, source, target)
    with session.open() as memory:
        most = max(limit + 1, AT_MOST)
        found = memory.concordance(phrase_given, *pair, side=side, limit=most, any_order=any_order)
        # Words that stand apart have no translation as a phrase.
        phrases = None if any_order else found
        renderings = memory.renderings(phrase_given, *pair, side=side, lines=phrases)
        say_what_is_missing(memory, pair)
    lines = found[:limit]
    if len(found) > limit:
        note(f"There are more than {limit}; --limit shows them.")

    if page is not None:
        _write_page(page, phrase_given, pair, lines, renderings)
    if browse:
        _browse(phrase_given, pair, lines, renderings)
    if browse or page == STANDARD:
        return

    def table(console: Console) -> None:
        from tmtool.reports import tables

        tables.concordance(console, lines)
        tables.renderings(console, renderings)

    payload = shapes.concordance(phrase_given, lines, renderings)
    show(output, Answer(payload, payload["lines"], table, shapes.columns(ConcordanceLine)))


def _write_page(
    page: str,
    phrase: str,
    pair: tuple[str, str],
    lines: Sequence[ConcordanceLine],
    renderings: Renderings,
) -> None:
    from tmtool.formats.files import replacing
    from tmtool.reports.html.concordance import concordance as as_html

    with wanted(page) as path, replacing(path) as file:
        file.write(as_html(phrase, pair, lines, renderings))
    if page != STANDARD:
        note(f"Written to {page}")


def _browse(
    phrase: str,
    pair: tuple[str, str],
    lines: Sequence[ConcordanceLine],
    renderings: Renderings,
) -> None:
    """Show the page in the user's browser; the next one takes its place."""
    # In the user's own folder: where others may write, they could put a link in its place.
    path = data_folder() / "concordance.html"
    make_folder(path.parent)
    _write_page(str(path), phrase, pair, lines, renderings)
    if click.launch(str(path)):
        note("No browser could be started; open the page by hand.")
