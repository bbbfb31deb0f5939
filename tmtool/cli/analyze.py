"""`tmtool analyze`: what there is to translate, by how well the memory knows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast

import click

from tmtool.cli.cutting import CuttingAsked, cutting_options, say_what_rules_lack
from tmtool.cli.location import band_weights, names_memory
from tmtool.cli.options import (
    Session,
    column_names,
    format_option,
    language_options,
    pass_session,
    say_what_is_missing,
)
from tmtool.cli.output import Answer, note, show
from tmtool.cli.streams import FILE, STANDARD, given, spoken, wanted
from tmtool.formats import ReadOptions
from tmtool.models import Analysis, FileAnalysis, Weights
from tmtool.reports import analysis as report

if TYPE_CHECKING:
    from rich.console import Console

    from tmtool.memory import Memory


@click.command()
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@language_options
@click.option(
    "--weights",
    metavar="BAND=N,...",
    help="What a word of a band counts, such as repetition=0.1,exact=0.2; others count 1.",
)
@click.option("--internal", is_flag=True, help="Count matches among the files themselves too.")
@click.option("--translated-apart", is_flag=True, help="Keep translated segments out of the bands.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Processes that share the look-ups.",
)
@click.option("--columns", metavar="A,B,...", help="Columns of a table, such as ru,en,note or -.")
@click.option("--header/--no-header", default=None, help="Whether a table's first row is a header.")
@click.option("--encoding", metavar="NAME", help="Text encoding of files that are not UTF-8.")
@click.option("--as", "form", metavar="FORMAT", help="The format of all files; lines for text.")
@cutting_options
@click.option("--html", "page", type=FILE, metavar="FILE", help="Write a page of HTML too.")
@format_option
@pass_session
def analyze(
    session: Session,
    *,
    files: tuple[str, ...],
    source: str | None,
    target: str | None,
    weights: str | None,
    internal: bool,
    translated_apart: bool,
    workers: int,
    columns: str | None,
    header: bool | None,
    encoding: str | None,
    form: str | None,
    cutting: CuttingAsked,
    page: str | None,
    output: str,
) -> None:
    """Count the segments, words and characters of FILEs by their best match in the memory.

    Files may be bilingual (XLIFF, PO, TMX and so on), tables, or documents in text, Markdown, HTML,
    Word, OpenDocument and PDF, which are cut into sentences. A segment whose text stands earlier in
    these files, in the order they are given, is a repetition, unless it is a context match. Without
    a memory only repetitions are told from new segments. The weights may also stand in tmtool.toml,
    in the table [analyze.weights].

    \b
    Example:  tmtool analyze contract.docx annex.sdlxliff --html analysis.html
    Example:  tmtool analyze *.po -t ru --weights context=0,repetition=0.1,exact=0.2 -f csv
    """
    if page == STANDARD and output != "table":
        raise click.UsageError("-f prints the analysis; --html - prints the page itself.")
    counted = _weights(weights)
    reading = ReadOptions(
        source,
        target,
        column_names(columns),
        header,
        encoding,
        segments=cutting.segments,
        srx=cutting.path,
    )
    with ExitStack() as stack:
        paths = [stack.enter_context(given(file)) for file in files]
        memory = stack.enter_context(_memory(session))
        found = memory.analyze(
            paths,
            weights=counted,
            internal=internal,
            translated_apart=translated_apart,
            format=form,
            reading=reading,
            workers=workers,
        )
        found = _as_given(found, paths, files)
        if memory.path == session.path:
            say_what_is_missing(memory, _tags(found))
    say_what_rules_lack(cutting.path, (one.source_language for one in found.files))
    for one in found.files:
        _say_what_was_skipped(one)
    if page != STANDARD:
        show(output, _answer(found))
    if page is not None:
        _write_page(page, found)


@contextmanager
def _memory(session: Session) -> Iterator[Memory]:
    """Open the memory; where nobody names one and there is none, an empty one stands in."""
    from tmtool.memory import Memory

    if names_memory(session.given) or session.path.exists():
        with session.open() as memory:
            yield memory
        return
    note("There is no memory, so no match is counted; `tmtool init` makes one.")
    with (
        TemporaryDirectory(prefix="tmtool-") as folder,
        Memory(Path(folder) / "memory.db", create=True) as memory,
    ):
        yield memory


def _weights(said: str | None) -> Weights | None:
    """Return the weights of the option, else of tmtool.toml; raises InputError for wrong ones."""
    from tmtool.errors import InputError
    from tmtool.matching.bands import check_weights

    if said is not None:
        try:
            return _parsed(said)
        except InputError as error:
            raise click.BadParameter(
                f"{error.what}. {error.hint}", param_hint="--weights"
            ) from error
    table, file = band_weights()
    if table is None:
        return None
    weights = cast("Weights", table)
    try:
        check_weights(weights)
    except InputError as error:
        raise InputError(error.what, where=str(file), hint=error.hint) from error
    return weights


def _parsed(said: str) -> Weights:
    from tmtool.matching.bands import check_weights

    found: dict[str, float] = {}
    for part in said.split(","):
        name, equals, value = part.partition("=")
        try:
            found[name.strip()] = float(value) if equals else float("nan")
        except ValueError:
            raise click.BadParameter(
                f"{part.strip()!r} is not a band and a number, such as exact=0.2.",
                param_hint="--weights",
            ) from None
    check_weights(found)
    return found


def _as_given(found: Analysis, paths: Sequence[Path], files: Sequence[str]) -> Analysis:
    """Return the analysis with the names that the user gave instead of temporary files'."""
    named = tuple(
        replace(
            one,
            file=file,
            skipped=tuple(
                replace(record, where=record.where.replace(str(path), spoken(file)))
                for record in one.skipped
            ),
        )
        for one, path, file in zip(found.files, paths, files, strict=True)
    )
    return replace(found, files=named)


def _tags(found: Analysis) -> list[str]:
    tags = (tag for one in found.files for tag in (one.source_language, one.target_language))
    return list(dict.fromkeys(tag for tag in tags if tag))


def _say_what_was_skipped(one: FileAnalysis) -> None:
    if one.skipped:
        first = one.skipped[0]
        more = f", and {len(one.skipped) - 1:,} more" if len(one.skipped) > 1 else ""
        note(f"Not counted: {first.where}: {first.reason}{more}")


def _answer(found: Analysis) -> Answer:
    payload = report.analysis(found)

    def table(console: Console) -> None:
        report.tables(console, found)

    return Answer(
        payload, list(report.rows(found)), table, report.columns(found), lines=payload["files"]
    )


def _write_page(page: str, found: Analysis) -> None:
    from datetime import date

    from tmtool.formats.files import replacing
    from tmtool.reports.html.analysis import analysis

    with wanted(page) as path, replacing(Path(path)) as file:
        file.write(analysis(found, date.today().isoformat()))
    if page != STANDARD:
        note(f"Written to {page}")
