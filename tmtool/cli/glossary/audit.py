"""`tmtool glossary audit`: how consistently a memory or files use the glossary."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from tmtool.cli.options import (
    LIMIT,
    Session,
    check_corpus,
    check_glossary,
    column_names,
    format_option,
    language_options,
    languages_of_glossary,
    languages_of_memory,
    pass_session,
)
from tmtool.cli.output import FOUND, Answer, note, progress, show
from tmtool.cli.report_files import write_report
from tmtool.cli.streams import FILE, given
from tmtool.formats import ReadOptions
from tmtool.models import Audit
from tmtool.reports import audit_shapes

if TYPE_CHECKING:
    from rich.console import Console


@click.command("audit")
@click.argument("files", nargs=-1, type=FILE, metavar="[FILE]...")
@language_options
@click.option("--glossary", "name", metavar="NAME", help="Only the terms of this glossary.")
@click.option("--corpus", metavar="NAME", help="Only the units of this corpus.")
@click.option(
    "--min-count",
    type=LIMIT,
    default=2,
    show_default=True,
    help="Least uses of a concept, and of a rendering that is not to be avoided.",
)
@click.option("--limit", type=LIMIT, default=30, show_default=True, help="Most findings of a kind.")
@click.option("--html", "page", type=FILE, metavar="PAGE", help="Write a page of HTML too.")
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 1),
    metavar="SHARE",
    help="Exit with 1 where the micro consistency (0 to 1) is lower.",
)
@click.option("--columns", metavar="A,B,...", help="Columns of a table, such as -,ru,en.")
@click.option("--header/--no-header", default=None, help="Whether a table's first row is a header.")
@click.option("--encoding", metavar="NAME", help="Text encoding of a table that is not UTF-8.")
@click.option(
    "--as", "form", metavar="FORMAT", help="tmx, tsv, csv, po or xliff, whatever the suffix."
)
@format_option
@pass_session
def audit(
    session: Session,
    *,
    files: tuple[str, ...],
    source: str | None,
    target: str | None,
    name: str | None,
    corpus: str | None,
    min_count: int,
    limit: int,
    page: str | None,
    fail_under: float | None,
    columns: str | None,
    header: bool | None,
    encoding: str | None,
    form: str | None,
    output: str,
) -> None:
    """Tell how consistently the memory, or each FILE, renders the glossary's terms.

    Terms to avoid that are used, variants used more than the preferred term, further renderings,
    and segments translated in several ways, each with where and by whom. Terms are sought in the
    source language; without -s and -t that is Russian.

    \b
    Example:  tmtool glossary audit --html audit.html
    Example:  tmtool glossary audit draft.tmx -s ru -t en --fail-under 0.95
    """
    if files and corpus:
        raise click.UsageError("--corpus is for the memory, not for files.")
    with session.open() as memory, ExitStack() as stack, progress("audit: {:,} units") as tell:
        check_glossary(memory, name)
        check_corpus(memory, corpus)
        languages = languages_of_glossary if files else languages_of_memory
        pair = languages(memory, source, target)
        found = memory.glossary.audit(
            *pair,
            files=[stack.enter_context(given(file)) for file in files],
            glossary=name,
            corpus=corpus,
            min_count=min_count,
            limit=limit,
            format=form,
            reading=ReadOptions(*pair, column_names(columns), header, encoding),
            progress=tell,
        )
        if not any(True for _ in memory.glossary.concepts(name)):
            note("There are no terms; `tmtool glossary import FILE` adds some.")

    def table(console: Console) -> None:
        from tmtool.reports import audits

        audits.audit(console, found, limit)

    rows = audit_shapes.audit_rows(found)
    show(output, Answer(audit_shapes.audit(found), rows, table, audit_shapes.AUDIT))
    if page is not None:
        write_report(page, [_page(found)])
    _gate(found, fail_under)


def _page(found: Audit) -> str:
    from datetime import date

    from tmtool.reports.html.audit import audit as as_html

    return as_html(found, date.today().isoformat())


def _gate(found: Audit, least: float | None) -> None:
    if least is not None and found.micro is not None and found.micro < least:
        note(f"The micro consistency is {found.micro:.3f}, less than {least:g}.")
        sys.exit(FOUND)
