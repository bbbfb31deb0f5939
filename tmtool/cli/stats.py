"""`tmtool stats`: what the memory holds."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from tmtool.cli.options import Session, format_option, pass_session
from tmtool.cli.output import Answer, show
from tmtool.models import Corpus
from tmtool.reports import shapes
from tmtool.reports.words import counted

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

        units = counted(found.units, "unit")
        console.print(Text(f"{found.path}: {units}, {found.size / 1e6:,.1f} MB"))
        languages = ", ".join(f"{tag} {count:,}" for tag, count in found.segments.items())
        console.print(f"segments: {languages or 'none'}")
        if found.corpora:
            rows = [(c.name, c.units, c.licence, c.penalty) for c in found.corpora]
            console.print(grid(("corpus", "units", "licence", "penalty"), rows))
        if found.glossaries:
            counts = [(g.name, g.concepts, g.terms) for g in found.glossaries]
            console.print(grid(("glossary", "concepts", "terms"), counts))

    payload = asdict(found)
    rows = [shapes.corpus(c) for c in found.corpora]
    show(output, Answer(payload, rows, table, shapes.columns(Corpus), lines=[payload]))
