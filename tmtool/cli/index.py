"""`tmtool index`: the memory's index of segments."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from tmtool.cli.options import Session, format_option, pass_session
from tmtool.cli.output import FOUND, Answer, note, progress, show
from tmtool.models import IndexFault
from tmtool.reports import shapes
from tmtool.reports.words import counted

if TYPE_CHECKING:
    from rich.console import Console


@click.group()
def index() -> None:
    """Check or rebuild the index that look-ups use.

    The index is kept up to date by every command that writes; it is always rebuildable. So are
    the keys by which the glossary's terms are found.

    \b
    Example:  tmtool index check
    """


@index.command()
@format_option
@pass_session
def check(session: Session, output: str) -> None:
    """Compare the index with the units; exit with 1 where they differ.

    \b
    Example:  tmtool index check
    """
    with session.open() as memory, progress("index check: {:,} segments") as tell:
        faults = memory.check_index(progress=tell)

    def table(console: Console) -> None:
        from tmtool.reports import records

        records.index_faults(console, faults)

    rows = [shapes.index_fault(fault) for fault in faults]
    show(output, Answer({"faults": rows}, rows, table, shapes.columns(IndexFault)))
    if faults:
        note("`tmtool index rebuild` makes the index again.")
        sys.exit(FOUND)


@index.command()
@pass_session
def rebuild(session: Session) -> None:
    """Make the index again and count how rare words are: match rates may change a little.

    Others can look up and write meanwhile.

    \b
    Example:  tmtool index rebuild
    """
    with session.open() as memory, progress("index rebuild: {:,} segments") as tell:
        segments = memory.rebuild_index(progress=tell)
    note(f"{counted(segments, 'segment')} in the index")
