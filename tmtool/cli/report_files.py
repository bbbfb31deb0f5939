"""Reports that are written to files beside what is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from tmtool.cli.output import note
from tmtool.cli.streams import STANDARD, wanted


def refuse_same_place(names: Sequence[str]) -> None:
    """Raise a usage error where two reports would go to one file."""
    if len(set(names)) < len(names):
        raise click.UsageError("Two reports cannot be written to the same place.")


def write_report(name: str, pieces: Iterable[str]) -> None:
    """Write a report, which takes the place of an older one when it is whole, and say so."""
    from tmtool.formats.files import replacing

    with wanted(name) as path, replacing(Path(path)) as file:
        file.writelines(pieces)
    if name != STANDARD:
        note(f"Written to {name}")
