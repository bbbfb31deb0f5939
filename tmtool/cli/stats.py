"""`tmtool stats`: what the memory holds."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from tmtool.cli.options import Session, format_option, pass_session
from tmtool.cli.output import Answer, show

if TYPE_CHECKING:
    from rich.console import Console


@click.command()
@format_option
@pass_session
def stats(session: Session, output: str) -> None:
    """Show units, segments by language, corpora and glossaries of the memory.

    \b
    Example:  tmtool stats -f json
    """
    with session.open() as memory:
        found = memory.statistics()

    def table(console: Console) -> None:
        from rich.text import Text

        from tmtool.reports.tables import grid

        console.print(Text(f"{found.path}: {found.units:,} units, {found.size / 1e6:,.1f} MB"))
        languages = ", ".join(f"{tag} {count:,}" for tag, count in found.segments.items())
        console.print(f"segments: {languages or 'none'}")
        columns = ("corpus", "units", "licence", "penalty")
        rows = [(c.name, c.units, c.licence, c.penalty) for c in found.corpora]
        if rows:
            console.print(grid(columns, rows))
        if found.glossaries:
            counts = [(g.name, g.concepts, g.terms) for g in found.glossaries]
            console.print(grid(("glossary", "concepts", "terms"), counts))

    payload = asdict(found)
    show(output, Answer(payload, [asdict(c) for c in found.corpora], table, lines=[payload]))
