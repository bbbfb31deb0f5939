"""`tmtool suggest`: the terms in a segment and their translations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tmtool.cli.options import (
    Session,
    format_option,
    language_options,
    language_pair,
    name_given,
    pass_session,
    say_what_is_missing,
    text_or_stdin,
    warn_of_script,
)
from tmtool.cli.output import Answer, show
from tmtool.reports import shapes

if TYPE_CHECKING:
    from rich.console import Console

MATCHES = 3
"""Best matches shown below the terms."""


@click.command()
@click.argument("text", required=False)
@language_options
@click.option("--glossary", type=name_given, metavar="NAME", help="Only the terms of this one.")
@click.option("--draft", metavar="TEXT", help="A draft translation, which shows the form needed.")
@click.option("--paradigm", is_flag=True, help="Show every form of the translations.")
@click.option("--mined/--no-mined", default=True, help="Show phrases that no glossary has.")
@click.option("--evidence/--no-evidence", default=True, help="Count the translations' use.")
@format_option
@pass_session
def suggest(
    session: Session,
    *,
    text: str | None,
    source: str | None,
    target: str | None,
    glossary: str | None,
    draft: str | None,
    paradigm: bool,
    mined: bool,
    evidence: bool,
    output: str,
) -> None:
    """Show the glossary's terms in TEXT, in any inflection, and how each is translated.

    "used" counts the units of the memory that have the term and this translation of it,
    among those that have the term, and its share in all uses of the term's translations. Where
    the source or a draft decides which form the sentence needs, a translation is shown in that
    form. Phrases that are in no glossary follow with their usual translation in the memory, then
    the best matches.

    \b
    Example:  tmtool suggest "Стороны обменялись ратификационными грамотами."
    """
    segment = text_or_stdin(text)
    pair = language_pair(segment, source, target)
    with session.open() as memory:
        hits = memory.glossary.suggest(
            segment,
            *pair,
            draft=draft,
            glossary=glossary,
            evidence=evidence,
            paradigms=paradigm,
            mined=mined,
        )
        matches = memory.lookup(segment, *pair, limit=MATCHES)
        say_what_is_missing(memory, pair, terms=True)
    warn_of_script(segment, pair[0])

    def table(console: Console) -> None:
        from tmtool.reports import tables, terms

        terms.terms(console, hits)
        if matches:
            console.print()
            tables.matches(console, matches)

    payload = shapes.suggestions(segment, hits, matches)
    rows = shapes.suggestion_rows(hits)
    show(output, Answer(payload, rows, table, shapes.SUGGESTION, lines=payload["terms"]))
