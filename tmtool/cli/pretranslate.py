"""`tmtool pretranslate`: fill a bilingual file from the memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tmtool.cli.options import Session, format_option, pass_session, say_what_is_missing
from tmtool.cli.output import Answer, note, show
from tmtool.cli.streams import FILE, STANDARD, given, wanted
from tmtool.languages import normalise
from tmtool.models import FillOrigin, FillReport
from tmtool.reports import shapes
from tmtool.reports.words import counted

if TYPE_CHECKING:
    from rich.console import Console

SAMPLE = 200
"""Bytes at the beginning of a file by which its format is told."""


@click.command()
@click.argument("file", type=FILE, metavar="FILE")
@click.option(
    "-o", "--output", "out", required=True, type=FILE, metavar="OUT", help="The file to write."
)
@click.option("-s", "--source", metavar="LANG", help="By default the file's; English for PO.")
@click.option("-t", "--target", metavar="LANG", help="By default the language that FILE names.")
@click.option(
    "--min-rate",
    type=click.IntRange(30, 100),
    default=70,
    show_default=True,
    help="Lowest match rate; 100 fills only exact matches.",
)
@click.option(
    "--template",
    type=FILE,
    metavar="POT",
    help="First bring a PO file up to date with this newer template, as msgmerge does.",
)
@click.option("--overwrite", is_flag=True, help="Replace translations that are there already.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Processes that share the look-ups.",
)
@click.option("--as", "form", metavar="FORMAT", help="po or xliff, whatever the suffix.")
@click.option("--encoding", metavar="NAME", help="Text encoding of FILE, if it names a wrong one.")
@format_option
@pass_session
def pretranslate(
    session: Session,
    *,
    file: str,
    out: str,
    source: str | None,
    target: str | None,
    min_rate: int,
    template: str | None,
    overwrite: bool,
    workers: int,
    form: str | None,
    encoding: str | None,
    output: str,
) -> None:
    """Fill a PO or XLIFF file: exact matches as they are, others marked as to be looked at.

    XLIFF may be 1.2, 2.x or a file of Trados, memoQ or Phrase; all that is not filled in stays
    as it is, byte for byte. A match that is only alike keeps the source it was made for.
    Translations that are there already stay. FILE and OUT may be - for standard input and
    output.

    \b
    Example:  tmtool pretranslate app.pot -o ru.po -t ru
    Example:  tmtool pretranslate ru.po --template app.pot -o ru.po
    Example:  tmtool pretranslate contract.sdlxliff -o filled.sdlxliff --workers 2
    """
    if out == STANDARD and output != "table":
        raise click.UsageError("-f tells of a file OUT; -o - prints the file itself.")
    pair = [normalise(tag) if tag else None for tag in (source, target)]
    with session.open() as memory, given(file) as path, wanted(out) as filled:
        report = memory.pretranslate(
            path,
            filled,
            *pair,
            min_rate=min_rate,
            overwrite=overwrite,
            format=form or _told(path),
            encoding=encoding,
            workers=workers,
            template=template,
        )
        say_what_is_missing(memory, [tag for tag in pair if tag])
    for warning in report.warnings:
        note(f"{file}: {warning}")
    note(f"{out}: {_summary(report)}")
    if out != STANDARD:
        show(output, _answer(out, report))


def _told(path: Path) -> str | None:
    """Return the format of a file whose name has no suffix, such as standard input."""
    if path.suffix or not path.is_file():
        return None
    with path.open("rb") as file:
        start = file.read(SAMPLE).replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    return "xliff" if start.startswith(b"<") else "po"


def _summary(report: FillReport) -> str:
    locked = f", {report.locked:,} locked" if report.locked else ""
    obsolete = f", {report.obsolete:,} now obsolete" if report.obsolete is not None else ""
    return (
        f"{counted(report.total, 'segment')}: {report.exact:,} exact, {report.context:,} in"
        f" context, {report.repaired:,} repaired, {report.fuzzy:,} fuzzy, {report.kept:,} kept,"
        f" {report.empty:,} empty{locked}{obsolete}"
    )


def _answer(file: str, report: FillReport) -> Answer:
    def table(console: Console) -> None:
        from tmtool.reports import records

        records.fills(console, report)

    rows = [shapes.fill_origin(origin) for origin in report.origins]
    payload = shapes.fills(file, report)
    return Answer(payload, rows, table, shapes.columns(FillOrigin), lines=[payload])
