"""`tmtool export`: write the memory's units to a file."""

from __future__ import annotations

import click

from tmtool.cli.options import Session, language_options, pass_session
from tmtool.cli.output import note
from tmtool.languages import normalise
from tmtool.models import STATUSES
from tmtool.store.units import Filter


@click.command()
@click.argument("file")
@language_options
@click.option("--corpus", metavar="NAME", help="Only this corpus.")
@click.option("--since", metavar="DATE", help="Only units changed since then, such as 2026-05-31.")
@click.option("--status", type=click.Choice(STATUSES), help="Only units with this status.")
@click.option("--author", metavar="NAME", help="Only units that this person made or changed.")
@click.option("--as", "form", metavar="FORMAT", help="tmx, tsv, csv or po, whatever the suffix.")
@pass_session
def export(
    session: Session,
    *,
    file: str,
    source: str | None,
    target: str | None,
    corpus: str | None,
    since: str | None,
    status: str | None,
    author: str | None,
    form: str | None,
) -> None:
    """Write units to a file in the format of its suffix; PO needs both languages.

    With -s and -t only units in both languages are written. A file that is there already is
    replaced when the new one is complete.

    \b
    Example:  tmtool export treaties.tmx -s ru -t en --corpus treaties
    Example:  tmtool export memory.po -s en -t ru
    """
    chosen = Filter(corpus=corpus, since=since, status=status, author=author)
    with session.open() as memory:
        count = memory.export(
            file,
            normalise(source) if source else None,
            normalise(target) if target else None,
            chosen=chosen,
            format=form,
        )
    note(f"{count} units written to {file}")
