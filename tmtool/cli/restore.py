"""`tmtool restore`: bring a copy back."""

from __future__ import annotations

from pathlib import Path

import click

from tmtool.cli.options import Session, pass_session
from tmtool.cli.output import note


@click.command()
@click.argument("file")
@pass_session
def restore(session: Session, file: str) -> None:
    """Put a backup in the memory's place; the memory it replaces is kept beside it.

    \b
    Example:  tmtool restore treaties-2026-11.db
    """
    from tmtool.jobs.backup import restore as put_back

    kept = put_back(Path(file), session.path)
    note(f"{session.path} restored from {file}")
    if kept:
        note(f"What it held before is in {kept}")
