"""`tmtool import`: bring files of units into the memory."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tmtool.cli.options import Session, format_option, pass_session
from tmtool.cli.output import Answer, refuse, show
from tmtool.errors import TmtoolError
from tmtool.formats import ReadOptions
from tmtool.memory import Memory
from tmtool.models import FileReport
from tmtool.reports import shapes

if TYPE_CHECKING:
    from rich.console import Console

SHOWN = 10
"""Skipped records that are named in full for each file."""


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--corpus", metavar="NAME", help="Where the units go; by default the file's name.")
@click.option("-s", "--source", metavar="LANG", help="Source language, where the file has none.")
@click.option("-t", "--target", metavar="LANG", help="Target language, where the file has none.")
@click.option("--columns", metavar="A,B,...", help="Columns of a table, such as ru,en,note or -.")
@click.option("--header/--no-header", default=None, help="Whether a table's first row is a header.")
@click.option("--encoding", metavar="NAME", help="Text encoding of a table that is not UTF-8.")
@click.option("--as", "form", metavar="FORMAT", help="tmx, tsv, csv or po, whatever the suffix.")
@click.option("--origin", metavar="TEXT", help="Who made the corpus, or where it comes from.")
@click.option("--licence", metavar="TEXT", help="Its licence.")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@format_option
@pass_session
def import_(
    session: Session,
    *,
    files: tuple[str, ...],
    corpus: str | None,
    source: str | None,
    target: str | None,
    columns: str | None,
    header: bool | None,
    encoding: str | None,
    form: str | None,
    origin: str | None,
    licence: str | None,
    dry_run: bool,
    output: str,
) -> None:
    """Import files into the memory, each of them whole or not at all.

    A unit that is there already is counted as a duplicate; one whose tuid is known and whose
    text differs is updated, and `tmtool unit history` tells what it was. A file that is
    refused does not keep the next ones from being imported; the exit code is then 3.

    \b
    Example:  tmtool import old.tmx glossary.po --corpus archive
    Example:  tmtool import pairs.tsv --columns ru,en,note
    """
    reading = ReadOptions(source, target, _columns(columns), header, encoding)

    def load(memory: Memory, path: Path) -> FileReport:
        with _progress(path.name) as progress:
            report = memory.load(
                path,
                corpus=corpus,
                format=form,
                reading=reading,
                dry_run=dry_run,
                progress=progress,
            )
        if not dry_run:
            _describe(memory, report.corpus, origin=origin, licence=licence)
        return report

    def begins(path: Path) -> None:
        next(formats.find(path, form).read_units(path, reading), None)

    import_all(session, files, load, begins, dry_run=dry_run, output=output)


def import_all(
    session: Session,
    files: Sequence[str],
    load: Callable[[Memory, Path], FileReport],
    begins: Callable[[Path], None],
    *,
    dry_run: bool,
    output: str,
) -> None:
    """Load the files one by one, print what was done, then what was refused; exit with 3 then.

    `begins` reads the beginning of a file: a memory is not made for files that are no good.
    """
    reports: list[FileReport] = []
    refused: list[TmtoolError] = []
    with ExitStack() as stack:
        given_files = [stack.enter_context(given(file)) for file in files]
        if not session.path.exists():
            refused = _refusals(given_files, begins)
        if len(refused) == len(files):
            refuse([called(error, STDIN) for error in refused])
        ...
    show(output, answer_of(reports))
    refuse(refused)


def _columns(given: str | None) -> tuple[str, ...] | None:
    return tuple(name.strip() for name in given.split(",")) if given else None


def _describe(memory: Memory, corpus: str, **values: str | None) -> None:
    given = {name: value for name, value in values.items() if value is not None}
    if given:
        memory.set_corpus(corpus, **given)


@contextmanager
def _progress(file: str) -> Iterator[Callable[[int], None] | None]:
    """Count the records on a terminal; say nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{Path(file).name}: reading") as status:
        yield lambda read: status.update(f"{Path(file).name}: {read:,} records")


def answer_of(reports: Sequence[FileReport]) -> Answer:
    """Return what an import did, ready to be printed."""
    payload = shapes.imports(reports)
    rows = [{**row, "skipped": len(row["skipped"])} for row in payload["files"]]

    def table(console: Console) -> None:
        from rich.text import Text

        from tmtool.reports.tables import grid

        columns = ("file", "corpus", "read", "added", "updated", "duplicate", "skipped")
        console.print(grid(columns, [[row[name] for name in columns] for row in rows]))
        for report in reports:
            for skipped in report.skipped[:SHOWN]:
                console.print(Text(f"skipped {skipped.where}: {skipped.reason}"))
            if len(report.skipped) > SHOWN:
                console.print(f"... and {len(report.skipped) - SHOWN} more: see -f json")

    return Answer(payload, rows, table, lines=payload["files"])
