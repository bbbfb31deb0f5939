"""`tmtool glossary history` and `undo`: what was done to concepts, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tmtool.cli.options import NUMBER, Session, by_option, format_option, pass_session
from tmtool.cli.output import Answer, note, show
from tmtool.models import Change
from tmtool.reports import shapes

if TYPE_CHECKING:
    from rich.console import Console


@click.command()
@click.argument("number", required=False, type=NUMBER)
@format_option
@pass_session
def history(session: Session, number: int | None, output: str) -> None:
    """Show who changed a concept, when and how; without NUMBER, the last hundred changes.

    \b
    Example:  tmtool glossary history 12
    """
    with session.open() as memory:
        found = memory.glossary.history(number)

    def table(console: Console) -> None:
        from tmtool.reports import records

        records.history(console, found, of="concept")

    rows = [shapes.change(change) for change in found]
    show(output, Answer({"changes": rows}, rows, table, shapes.columns(Change)))


@click.command()
@click.argument("change", required=False, type=NUMBER)
@by_option
@pass_session
def undo(session: Session, change: int | None, by: str | None) -> None:
    """Take back a change of a concept: the last one, or that with the number CHANGE.

    A concept that was removed comes back with all its terms.

    \b
    Example:  tmtool glossary undo
    """
    with session.open() as memory:
        undone = memory.glossary.undo(change, by=by)
    note(f"Change {undone.id} undone: {undone.operation} of concept {undone.concept}")
