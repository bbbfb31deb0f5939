"""`tmtool pretranslate`: fill a bilingual file from the memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tmtool.cli.cutting import CuttingAsked, cutting_options
from tmtool.cli.options import (
    Session,
    column_names,
    format_option,
    name_given,
    pass_session,
    say_what_is_missing,
)
from tmtool.cli.output import Answer, note, show
from tmtool.cli.streams import FILE, STANDARD, given, wanted
from tmtool.formats import ReadOptions
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
@click.option(
    "--terms",
    is_flag=True,
    help="Note the glossary's terms beside what is untranslated or to be looked at.",
)
@click.option(
    "--glossary", type=name_given, metavar="NAME", help="With --terms, those of this one."
)
@click.option(
    "--as",
    "form",
    metavar="FORMAT",
    help="po, xliff, tmx, tsv, csv, xlsx, jsonl, ttx, txml, docx ..., whatever the suffix.",
)
@click.option(
    "--to",
    "to_form",
    metavar="FORMAT",
    help="Format of OUT where FILE is a document, whatever the suffix; xliff2, say.",
)
@click.option("--columns", metavar="A,B,...", help="Columns of a table, such as ru,en,note or -.")
@click.option("--header/--no-header", default=None, help="Whether a table's first row is a header.")
@click.option("--sheet", metavar="NAME", help="Sheet of a workbook; default: the first.")
@click.option("--encoding", metavar="NAME", help="Text encoding of FILE, if it names a wrong one.")
@cutting_options
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
    terms: bool,
    glossary: str | None,
    form: str | None,
    to_form: str | None,
    columns: str | None,
    header: bool | None,
    sheet: str | None,
    encoding: str | None,
    cutting: CuttingAsked,
    output: str,
) -> None:
    """Fill a bilingual file: exact matches as they are, others marked as to be looked at.

    It may be PO, XLIFF (1.2, 2.x, of Trados, memoQ or Phrase), TMX, a table, a workbook, JSON
    lines, TTX or TXML; all that is not filled in stays as it is, byte for byte. Of a document in
    one language (Word, OpenDocument, HTML, Markdown, text, PDF) a bilingual file is made, in the
    format of OUT. A match that is only alike keeps the source it was made for, where the format
    has a place for it. Translations that are there already stay. FILE and OUT may be - for
    standard input and output.

    \b
    Example:  tmtool pretranslate app.pot -o ru.po -t ru
    Example:  tmtool pretranslate ru.po --template app.pot -o ru.po
    Example:  tmtool pretranslate contract.sdlxliff -o filled.sdlxliff --workers 2
    Example:  tmtool pretranslate report.docx -s ru -t en -o report.xliff --terms
    """
    if out == STANDARD and output != "table":
        raise click.UsageError("-f tells of a file OUT; -o - prints the file itself.")
    if glossary is not None and not terms:
        raise click.UsageError("--glossary goes with --terms.")
    pair = [normalise(tag) if tag else None for tag in (source, target)]
    reading = ReadOptions(
        columns=column_names(columns),
        header=header,
        encoding=encoding,
        sheet=sheet,
        segments=cutting.segments,
        srx=cutting.path,
    )
    with session.open() as memory, given(file) as path, wanted(out) as filled:
        report = memory.pretranslate(
            path,
            filled,
            *pair,
            min_rate=min_rate,
            overwrite=overwrite,
            format=form or _told(path),
            reading=reading,
            workers=workers,
            template=template,
            terms=terms,
            glossary=glossary,
            output_format=to_form,
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
    terms = f", {report.terms:,} with terms" if report.terms else ""
    return (
        f"{counted(report.total, 'segment')}: {report.exact:,} exact, {report.context:,} in"
        f" context, {report.repaired:,} repaired, {report.fuzzy:,} fuzzy, {report.kept:,} kept,"
        f" {report.empty:,} empty{locked}{obsolete}{terms}"
    )


def _answer(file: str, report: FillReport) -> Answer:
    def table(console: Console) -> None:
        from tmtool.reports import records

        records.fills(console, report)

    rows = [shapes.fill_origin(origin) for origin in report.origins]
    payload = shapes.fills(file, report)
    return Answer(payload, rows, table, shapes.columns(FillOrigin), lines=[payload])
