"""`tmtool restore`: bring a copy back."""

from __future__ import annotations

from pathlib import Path

import click

from tmtool.cli.options import Session, make_folder, pass_session
from tmtool.cli.output import note
from tmtool.cli.streams import FILE


@click.command()
@click.argument("file", type=FILE)
@pass_session
def restore(session: Session, file: str) -> None:
    """Put a backup in the memory's place; the memory it replaces is kept beside it.

    \b
    Example:  tmtool restore treaties-2026-11.db
    """
    from tmtool.formats.files import check_readable
    from tmtool.jobs.backup import restore as put_back

    copy, memory = Path(file), session.path
    check_readable(copy)
    make_folder(memory.parent)
    kept = put_back(copy, memory)
    note(f"{memory} restored from {file}")
    if kept:
        note(f"What it held before is in {kept}")
