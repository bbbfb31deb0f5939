"""`tmtool backup`: a copy of the memory."""

from __future__ import annotations

import click

from tmtool.cli.options import Session, pass_session
from tmtool.cli.output import note
from tmtool.cli.streams import FILE


@click.command()
@click.argument("file", type=FILE)
@pass_session
def backup(session: Session, file: str) -> None:
    """Write a consistent copy of the memory to a new file, also while others write to it.

    \b
    Example:  tmtool backup treaties-2026-11.db
    """
    with session.open() as memory:
        memory.backup(file)
    note(f"{session.path} copied to {file}")
