"""`tmtool import`: bring files of units into the memory."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from tmtool import formats
from tmtool.cli.options import Session, column_names, format_option, name_given, pass_session
from tmtool.cli.output import Answer, note, progress, refuse, show
from tmtool.cli.streams import FILE, STANDARD, as_given, given
from tmtool.errors import TmtoolError
from tmtool.formats import ReadOptions
from tmtool.memory import Memory
from tmtool.models import FileReport
from tmtool.reports import shapes

if TYPE_CHECKING:
    from rich.console import Console

_COLLECTED_AT = 50_000
"""Objects made and not freed, after which the collector looks for cycles."""


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option(
    "--corpus", type=name_given, metavar="NAME", help="Where units go; default: the file's name."
)
@click.option("-s", "--source", metavar="LANG", help="Source language, where the file has none.")
@click.option("-t", "--target", metavar="LANG", help="Target language, where the file has none.")
@click.option("--columns", metavar="A,B,...", help="Columns of a table, such as ru,en,note or -.")
@click.option("--header/--no-header", default=None, help="Whether a table's first row is a header.")
@click.option("--encoding", metavar="NAME", help="Text encoding of a table that is not UTF-8.")
@click.option("--sheet", metavar="NAME", help="Sheet of a workbook; default: the first.")
@click.option(
    "--as",
    "form",
    metavar="FORMAT",
    help="tmx, tsv, csv, xlsx, jsonl, po, xliff, sdltm ..., whatever the suffix.",
)
@click.option("--origin", metavar="TEXT", help="Who made the corpus, or where it comes from.")
@click.option("--licence", metavar="TEXT", help="Its licence.")
@click.option("--recover", is_flag=True, help="Repair TMX that is not well-formed XML.")
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
    sheet: str | None,
    form: str | None,
    origin: str | None,
    licence: str | None,
    recover: bool,
    dry_run: bool,
    output: str,
) -> None:
    """Import files (- for standard input) into the memory, each of them whole or not at all.

    A unit that is there already is counted as a duplicate; one whose tuid is known and whose
    text differs is updated, and `tmtool unit history` tells what it was. A file that is
    refused does not keep the next ones from being imported; the exit code is then 3. TMX may be
    packed (.tmx.gz, .zip); with --recover what is not well-formed in it is repaired, and told.

    \b
    Example:  tmtool import old.tmx glossary.po --corpus archive
    Example:  tmtool import pairs.tsv --columns ru,en,note
    Example:  unzip -p archive.zip | tmtool import - --as tmx --corpus archive
    """
    reading = ReadOptions(source, target, column_names(columns), header, encoding, sheet, recover)

    def load(memory: Memory, path: Path) -> FileReport:
        with progress(path.name + ": {:,} records") as tell:
            report = memory.load(
                path,
                corpus=corpus,
                format=form,
                reading=reading,
                dry_run=dry_run,
                progress=tell,
            )
        if not dry_run:
            _describe(memory, report.corpus, origin=origin, licence=licence)
        return report

    def begins(path: Path) -> None:
        next(formats.find(path, form, to_read=True).read_units(path, reading), None)

    # Units are freed as soon as they are written: the collector looks at each of them in vain.
    gc.set_threshold(_COLLECTED_AT)
    import_all(session, files, load, begins, dry_run=dry_run, output=output)


def import_all(
    session: Session,
    files: Sequence[str],
    load: Callable[[Memory, Path], FileReport],
    begins: Callable[[Path], None],
    *,
    dry_run: bool,
    output: str,
    into: str = "corpus",
) -> None:
    """Load files, print what was done with each, then what was refused; exit with 3 for that.

    `begins` reads the beginning of a file: no memory is made where all files are refused there.
    """
    reports: list[FileReport] = []
    refused = [] if session.path.exists() else _refused(files, begins)
    if not refused:
        with _memory(session, dry_run=dry_run) as memory:
            for file in files:
                try:
                    with given(file) as path:
                        reports.append(as_given(load(memory, path), path, file))
                except TmtoolError as error:
                    refused.append(error)
    show(output, _answer(reports, into))
    for report in reports:
        for warning in report.warnings:
            note(f"Warning: {report.file}: {warning}")
    refuse(refused)


def _refused(files: Sequence[str], begins: Callable[[Path], None]) -> list[TmtoolError]:
    """Return why each of the files is refused; nothing where one of them seems to be good."""
    refused = []
    for file in files:
        path = Path(file)
        if file == STANDARD or path.is_fifo():  # can be read only once
            return []
        try:
            begins(path)
        except TmtoolError as error:
            refused.append(error)
        else:
            return []
    return refused


@contextmanager
def _memory(session: Session, *, dry_run: bool) -> Iterator[Memory]:
    """Open the memory; a dry run without one has an empty one that is thrown away."""
    if dry_run and not session.path.exists():
        with (
            TemporaryDirectory(prefix="tmtool-") as folder,
            Memory(Path(folder) / "memory.db", create=True) as memory,
        ):
            yield memory
    else:
        with session.open(create=not dry_run) as memory:
            yield memory


def _describe(memory: Memory, corpus: str, **values: str | None) -> None:
    set_ = {name: value for name, value in values.items() if value is not None}
    if set_:
        memory.set_corpus(corpus, **set_)


def _answer(reports: Sequence[FileReport], into: str) -> Answer:
    payload = shapes.imports(reports)
    rows = [
        {**row, "skipped": len(row["skipped"]), "warnings": len(row["warnings"])}
        for row in payload["files"]
    ]

    def table(console: Console) -> None:
        from tmtool.reports import records

        records.imports(console, reports, into=into)

    return Answer(payload, rows, table, shapes.columns(FileReport), lines=payload["files"])
