"""`tmtool check`: what is wrong with a draft."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tmtool.cli import checks
from tmtool.cli.index import FOUND
from tmtool.cli.options import (
    LIMIT,
    Session,
    check_corpus,
    column_names,
    format_option,
    language_options,
    language_pair,
    languages_of_memory,
    name_given,
    pass_session,
)
from tmtool.cli.output import Answer, dumps, note, progress, show_each
from tmtool.cli.streams import STANDARD, given
from tmtool.models import SEVERITIES, CheckedSegment, DraftSegment, Issue, Severity
from tmtool.reports import shapes

if TYPE_CHECKING:
    from rich.console import Console

    from tmtool.formats import ReadOptions
    from tmtool.jobs.drafts import UnitDrafts
    from tmtool.memory import Memory

COLUMNS = shapes.columns(Issue)

TOLD_EVERY = 500
"""Segments after which a terminal is told how many were checked."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class What:
    """What is to be checked, as the user says it."""

    names: tuple[str, ...]
    texts: bool
    memory: bool
    corpus: str | None
    form: str | None
    reading: ReadOptions


@click.command()
@click.argument("names", nargs=-1, metavar="[SOURCE DRAFT | FILE]")
@click.option("--text", "texts", is_flag=True, help="SOURCE and DRAFT are texts, not files.")
@click.option("--memory", is_flag=True, help="Check the memory's own units.")
@click.option("--corpus", type=name_given, metavar="NAME", help="With --memory, one corpus alone.")
@language_options
@click.option(
    "--glossary", type=name_given, metavar="NAME", help="Use the terms of one glossary alone."
)
@checks.check_options
@click.option(
    "--severity",
    type=click.Choice(SEVERITIES),
    default="warning",
    show_default=True,
    help="The least grave findings to show.",
)
@click.option("--limit", type=LIMIT, help="Most findings to show.  [default: all]")
@click.option("--as", "form", metavar="FORMAT", help="Format of FILE, whatever its suffix.")
@click.option("--columns", metavar="A,B,...", help="Columns of a table, such as ru,en,note or -.")
@click.option("--header/--no-header", default=None, help="Whether a table's first row is a header.")
@click.option("--encoding", metavar="NAME", help="Encoding of files that are not UTF-8.")
@format_option
@pass_session
def check(
    session: Session,
    *,
    names: tuple[str, ...],
    texts: bool,
    memory: bool,
    corpus: str | None,
    source: str | None,
    target: str | None,
    glossary: str | None,
    only: tuple[str, ...],
    severity: Severity,
    limit: int | None,
    form: str | None,
    columns: str | None,
    header: bool | None,
    encoding: str | None,
    output: str,
) -> None:
    """Show what is wrong with a draft; exit with 1 where something is.

    SOURCE and DRAFT are text files with a segment on each line; FILE is bilingual (TMX, PO,
    TSV, CSV). Terms of the source are found in any inflection; the draft needs one of their
    translations for each, and none that is to be avoided. Numbers, placeholders, punctuation
    and the like are checked without a memory. docs/checks.md has the rules; the table [checks]
    of tmtool.toml gives them other severities or switches them off.

    \b
    Example:  tmtool check source.ru.txt draft.en.txt
    Example:  tmtool check catalogue.po --severity error
    Example:  tmtool check --memory --corpus archive -f tsv
    """
    from tmtool.formats import ReadOptions

    reading = ReadOptions(source, target, column_names(columns), header, encoding)
    what = What(names, texts, memory, corpus, form, reading)
    _refuse_misuse(what)
    findings = Findings(SEVERITIES[: 1 + SEVERITIES.index(severity)], limit)
    with ExitStack() as stack:
        opened = checks.memory_for(stack, session, needed=memory or glossary is not None)
        segments, pair = _segments(stack, opened, what)
        checked = checks.checked(opened, segments, pair, glossary, checks.settings(only))
        if output == "json" or not sys.stdout.isatty():
            checked = _told(stack, checked)
        findings.show(output, checked)
        if not only:
            checks.say_what_is_missing(opened, glossary)
    if findings.fails:
        sys.exit(FOUND)


def _refuse_misuse(what: What) -> None:
    if what.memory:
        if what.names or what.texts:
            raise click.UsageError("--memory checks the memory's units: give no file or text.")
    elif what.corpus is not None:
        raise click.UsageError("--corpus goes with --memory.")
    elif len(what.names) not in (1, 2) or (what.texts and len(what.names) != 2):
        raise click.UsageError("Give SOURCE and DRAFT, or one bilingual FILE, or --memory.")
    if what.names.count(STANDARD) > 1:
        raise click.UsageError("Standard input can be read only once.")


def _segments(
    stack: ExitStack, memory: Memory | None, what: What
) -> tuple[Iterable[DraftSegment], Pair]:
    """Return what is to be checked, read as it is asked for, and the languages."""
    from tmtool.jobs import drafts

    if what.texts:
        lines = [DraftSegment(1, *what.names)]
    elif len(what.names) == 2:
        paths = [stack.enter_context(given(name)) for name in what.names]
        lines = drafts.from_lines(*paths, encoding=what.reading.encoding)
    elif memory and what.memory:
        check_corpus(memory, what.corpus)
        given_pair = what.reading.source_language, what.reading.target_language
        pair = languages_of_memory(memory, *given_pair)
        return drafts.in_right_script(memory.drafts(*pair, corpus=what.corpus), *pair), pair
    else:
        return _units(stack, stack.enter_context(given(what.names[0])), what)
    sample = " ".join(line.source for line in lines[: drafts.LOOKED_AT])
    pair = language_pair(sample, what.reading.source_language, what.reading.target_language)
    return drafts.in_right_script(lines, *pair), pair


def _units(stack: ExitStack, path: Path, what: What) -> tuple[Iterable[DraftSegment], Pair]:
    from tmtool.jobs import drafts

    given_pair = what.reading.source_language, what.reading.target_language
    records = drafts.records_in(path, what.form, what.reading)
    source, target, records = drafts.languages_in(records, *given_pair)
    pair = language_pair("", source, target)
    found = drafts.UnitDrafts(records, *pair)
    stack.callback(_say_what_is_left_out, found, pair)
    return drafts.in_right_script(found, *pair), pair


def _say_what_is_left_out(found: UnitDrafts, pair: Pair) -> None:
    if found.left_out:
        from tmtool.reports.words import counted

        note(
            f"{counted(found.left_out, 'unit')} without text in both {' and '.join(pair)} left out"
        )


def _told(stack: ExitStack, checked: Iterator[CheckedSegment]) -> Iterator[CheckedSegment]:
    """Return what is checked; a terminal is told how far it has come."""
    tell = stack.enter_context(progress("{:,} segments"))
    for number, one in enumerate(checked, 1):
        if tell and number % TOLD_EVERY == 0:
            tell(number)
        yield one


class Findings:
    """What is found and shown of it, counted as it goes by."""

    def __init__(self, severities: Sequence[Severity], limit: int | None) -> None:
        self._severities = severities
        self._limit = limit
        self._shown = 0
        self._segments = 0
        self._checks: Counter[str] = Counter()
        self._found: Counter[Severity] = Counter()

    @property
    def fails(self) -> bool:
        """Tell whether an error or a warning was found."""
        return bool(self._found["error"] or self._found["warning"])

    def show(self, output: str, checked: Iterable[CheckedSegment]) -> None:
        """Print findings as they come, then how many there were."""
        if output == "json":
            self._show_json(checked)
        else:
            show_each(output, COLUMNS, self._answers(output, checked))
        self._sum_up(output)
        hidden = self._found.total() - self._shown
        if hidden:
            note(f"{hidden:,} more; --limit shows them.")

    def _answers(self, output: str, checked: Iterable[CheckedSegment]) -> Iterator[Answer]:
        """Yield an answer for each segment, or, as JSON lines, one for each issue."""
        for one in self._kept(checked):
            if output == "jsonl":
                yield from (_answer(replace(one, issues=(issue,))) for issue in one.issues)
            else:
                yield _answer(one)

    def _show_json(self, checked: Iterable[CheckedSegment]) -> None:
        click.echo('{"issues": [', nl=False)
        comma = ""
        for one in self._kept(checked):
            for issue in one.issues:
                click.echo(comma + dumps(shapes.issue(issue)), nl=False)
                comma = ", "
        rest = dumps({"segments": self._segments, "summary": dict(sorted(self._checks.items()))})
        click.echo("], " + rest.removeprefix("{"))

    def _kept(self, checked: Iterable[CheckedSegment]) -> Iterator[CheckedSegment]:
        """Yield the segments with issues to be shown; count all that are grave enough."""
        for one in checked:
            self._segments += 1
            issues = [issue for issue in one.issues if issue.severity in self._severities]
            self._checks.update(issue.check for issue in issues)
            self._found.update(issue.severity for issue in issues)
            if self._limit is not None:
                issues = issues[: self._limit - self._shown]
            if issues:
                self._shown += len(issues)
                yield replace(one, issues=tuple(issues))

    def _sum_up(self, output: str) -> None:
        """Say how many there were, to people below the table, else beside the data."""
        from tmtool.reports.words import counted

        found = [counted(self._found[s], s) for s in ("error", "warning") if self._found[s]]
        found += [f"{self._found['info']:,} info"] if self._found["info"] else []
        checks = ", ".join(f"{name} {number:,}" for name, number in sorted(self._checks.items()))
        said = f"{', '.join(found)} ({checks})" if found else "nothing found"
        line = f"{counted(self._segments, 'segment')}: {said}"
        if output == "table":
            click.echo(f"\n{line}" if self._shown else line)
        else:
            note(line)


def _answer(found: CheckedSegment) -> Answer:
    def table(console: Console) -> None:
        from tmtool.reports.checks import segment

        segment(console, found)

    rows = [shapes.issue(issue) for issue in found.issues]
    return Answer(rows[0], rows, table, COLUMNS)
