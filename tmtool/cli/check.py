"""`tmtool check`: what is wrong with a draft."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from tmtool.cli import accepting as accepting_
from tmtool.cli import check_input, check_reports, checks
from tmtool.cli import fixing as fixing_
from tmtool.cli.accepting import Accepting, accept_options
from tmtool.cli.check_input import Pair, What
from tmtool.cli.check_reports import Reports, report_options
from tmtool.cli.findings import Findings
from tmtool.cli.fixing import Fixing, fix_options
from tmtool.cli.options import (
    LIMIT,
    Session,
    column_names,
    format_option,
    language_options,
    name_given,
    pass_session,
)
from tmtool.cli.output import FOUND, note, progress
from tmtool.cli.streams import refuse_outputs
from tmtool.models import SEVERITIES, CheckedSegment, CheckRun, Severity

if TYPE_CHECKING:
    from tmtool.jobs.kept_findings import KeptFindings
    from tmtool.memory import Memory
    from tmtool.quality.registry import Setting

TOLD_EVERY = 500
"""Segments after which a terminal is told how many were checked."""


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
@accept_options
@fix_options
@report_options
@click.option("--yes", is_flag=True, help="Ask nothing before accepting all or repairing units.")
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
    accepting: Accepting,
    fixing: Fixing,
    reports: Reports,
    yes: bool,
    output: str,
) -> None:
    """Show what is wrong with a draft; exit with 1 where something is.

    SOURCE and DRAFT are text files with a segment on each line, or documents; FILE is bilingual
    (TMX, XLIFF, PO, TSV, CSV, XLSX ...). Terms of the source are found in any inflection; the draft
    needs one of their translations for each, and none that is to be avoided. Numbers, placeholders,
    punctuation and the like are checked without a memory. docs/checks.md has the rules; the table
    [checks] of tmtool.toml gives them other severities or switches them off. A finding that is
    accepted by its id stays quiet in this text. --fix repairs spaces, quotation marks and dashes.

    \b
    Example:  tmtool check source.ru.txt draft.en.txt
    Example:  tmtool check catalogue.po --severity error --junit checks.xml
    Example:  tmtool check --memory --corpus archive -f tsv
    Example:  tmtool check source.ru.txt draft.en.txt --accept 0c1f23a9b4 --note "as agreed"
    Example:  tmtool check catalogue.po --fix --in-place
    Example:  tmtool check treaty.ru.docx treaty.en.docx
    """
    from tmtool.formats import ReadOptions

    accepting_.refuse_misuse(accepting, any_input=bool(names or memory or fixing.fix))
    if accepting.manages:
        accepting_.manage(session, accepting, output)
        return
    reading = ReadOptions(source, target, column_names(columns), header, encoding)
    what = What(names, texts, memory, corpus, form, reading)
    check_input.refuse_misuse(what)
    check_reports.refuse_misuse(reports)
    fixing_.refuse_misuse(fixing, what, others=bool(accepting.accept or reports.files))
    refuse_outputs(reports.files, () if texts else names)
    # Its own draft may be written over by --fix, not its source.
    refuse_outputs([fixing.target_file], names[:-1])
    settings = checks.settings(only, SEVERITIES[: 1 + SEVERITIES.index(severity)], of_memory=memory)
    needed = memory or glossary is not None or bool(accepting.accept)
    with ExitStack() as stack:
        opened = checks.memory_for(stack, session, needed=needed)
        if fixing.fix:
            fails = fixing_.fix(
                stack, opened, what, fixing, settings, output=output, yes=yes, by=accepting.by
            )
        else:
            asked = Asked(severity, limit, glossary, settings, accepting, reports, output, yes)
            fails = _check(stack, opened, what, asked)
            if not only:
                checks.say_what_is_missing(opened, glossary)
    if fails:
        sys.exit(FOUND)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be found, shown, accepted and reported."""

    severity: Severity
    limit: int | None
    glossary: str | None
    settings: Mapping[str, Setting]
    accepting: Accepting
    reports: Reports
    output: str
    yes: bool

    @property
    def severities(self) -> Sequence[Severity]:
        """The severities that are shown."""
        return SEVERITIES[: 1 + SEVERITIES.index(self.severity)]

    @property
    def keeps(self) -> bool:
        """Whether the findings are gone through several times."""
        return bool(self.accepting.accept or self.reports.files)

    def findings(self) -> Findings:
        """Return what selects and counts the findings that are asked for."""
        shown = self.accepting.show_accepted
        return Findings(self.severities, self.limit, show_accepted=shown)


def _check(stack: ExitStack, memory: Memory | None, what: What, asked: Asked) -> bool:
    """Check, and show what is found; return whether an error or a warning was."""
    from tmtool.jobs.kept_findings import KeptFindings, Passing

    segments, pair = check_input.segments(stack, memory, what)
    checks.say_what_is_not_spelt(asked.settings, pair[1])
    checked = checks.checked(memory, segments, pair, asked.glossary, asked.settings)
    if asked.output == "json" or asked.keeps or not sys.stdout.isatty():
        checked = _told(stack, checked)
    if not asked.keeps:
        findings = asked.findings()
        findings.show(asked.output, Passing(checked))
        return findings.fails
    kept = stack.enter_context(KeptFindings())
    kept.keep(checked)
    fails = _show_kept(memory, kept, asked)
    if asked.reports.files:
        _report(memory, kept, what, pair, asked)
    return fails


def _show_kept(memory: Memory | None, kept: KeptFindings, asked: Asked) -> bool:
    """Show findings, and accept those that are to be; return whether the rest fails."""
    accepting = asked.accepting
    if memory and accepting.accept and not accepting.everything:
        accepting_.accept_named(memory, kept, accepting)
    findings = asked.findings()
    if asked.reports.to_output:
        for _ in findings.kept(kept):
            pass
        note(findings.summary(kept))
    else:
        findings.show(asked.output, kept)
    if memory and accepting.everything:
        shown = asked.findings().kept(kept)
        accepting_.accept_all(memory, kept, shown, accepting, yes=asked.yes)
        findings = asked.findings()
        for _ in findings.kept(kept):
            pass
    return findings.fails


def _report(
    memory: Memory | None, kept: KeptFindings, what: What, pair: Pair, asked: Asked
) -> None:
    """Write the reports: of all findings that are grave enough, whatever the limit."""
    from tmtool.jobs.kept_findings import OfSeverities, checks_made

    made = checks_made(asked.settings, pair[1], terms=memory is not None)
    run = CheckRun(what.draft, *pair, kept.segments, made, what.source_file)
    accepted = memory.accepted() if memory else ()
    check_reports.write(
        asked.reports,
        run,
        OfSeverities(kept, asked.severities),
        show_accepted=asked.accepting.show_accepted,
        notes={one.finding: one.note for one in accepted if one.note},
    )


def _told(stack: ExitStack, checked: Iterator[CheckedSegment]) -> Iterator[CheckedSegment]:
    """Return what is checked; a terminal is told how far it has come."""
    tell = stack.enter_context(progress("{:,} segments"))
    for number, one in enumerate(checked, 1):
        if tell and number % TOLD_EVERY == 0:
            tell(number)
        yield one
