"""`tmtool score`: BLEU, chrF, chrF++, TER and the term accuracy of drafts."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tmtool.cli import score_reports
from tmtool.cli.beside import BesideAsked, beside_options
from tmtool.cli.checks import memory_for, say_what_is_missing
from tmtool.cli.gate import GateAsked, gate_options, judge, memory_at_hand, say_what_was_kept
from tmtool.cli.options import Session, format_option, metric_names, name_given, pass_session
from tmtool.cli.output import Answer, note, show
from tmtool.cli.reading import Reading, reading_options
from tmtool.cli.resampling import ResamplingAsked, resampling_options
from tmtool.cli.score_asked import Asked, Paths, all_metrics, refuse_misuse, scoring_options
from tmtool.cli.score_reports import ReportsAsked, report_options
from tmtool.cli.streams import FILE, given, spoken
from tmtool.models import BucketScore, Score, ScoreOptions, ScoreReport
from tmtool.reports import score_shapes, shapes

if TYPE_CHECKING:
    from rich.console import Console

DEFAULT_METRICS = ("bleu", "chrf", "chrf++", "ter")


@click.command()
@click.argument("drafts", nargs=-1, required=True, type=FILE, metavar="DRAFT...")
@click.option(
    "-r",
    "--reference",
    "references",
    multiple=True,
    type=FILE,
    metavar="FILE",
    help="A reference translation; may be given several times. All metrics but terms need it.",
)
@click.option(
    "-m",
    "--metric",
    "metrics",
    multiple=True,
    metavar="NAME,...",
    default=DEFAULT_METRICS,
    callback=metric_names,
    help="bleu, bleu-intl, chrf, chrf++, ter, ter-norm, terms, edits, characters, keystrokes,"
    " comet; may be given several times.  [default: bleu, chrf, chrf++, ter]",
)
@click.option(
    "--source-text",
    "origin",
    type=FILE,
    metavar="FILE",
    help="The source text, unless the drafts have it: terms, checks, matches and comet need it,"
    " pages show it.",
)
@click.option("-s", "--source", metavar="LANG", help="Language of the source.")
@click.option("-t", "--target", metavar="LANG", help="Language of the drafts (zh, ja, ko matter).")
@click.option(
    "--glossary",
    type=name_given,
    metavar="NAME",
    help="For terms and --checks: use one glossary alone.",
)
@click.option(
    "--morphology/--no-morphology",
    default=True,
    show_default=True,
    help="For terms: find them in the draft in any inflection.",
)
@click.option("--segments", is_flag=True, help="Score every segment too.")
@report_options
@click.option(
    "--cache/--no-cache",
    default=True,
    help="Keep what is counted in the memory, if there is one, so that a revised draft is scored"
    " at once.  [default: cache]",
)
@reading_options
@beside_options
@resampling_options
@gate_options
@format_option
@pass_session
def score(
    session: Session,
    *,
    drafts: tuple[str, ...],
    references: tuple[str, ...],
    metrics: tuple[str, ...],
    origin: str | None,
    source: str | None,
    target: str | None,
    glossary: str | None,
    morphology: bool,
    segments: bool,
    reports: ReportsAsked,
    cache: bool,
    output: str,
    beside: BesideAsked,
    reading: Reading,
    resampling: ResamplingAsked,
    gate: GateAsked,
) -> None:
    """Score drafts with sacreBLEU's figures and signatures, or by their terms.

    Files are plain text with a segment on each line (- is standard input), documents (DOCX, ODT,
    HTML, Markdown), tables, or bilingual files such as PO, XLIFF and TMX. Segments are aligned by
    their ids where all files have ids, or else by position. Texts that seem not to belong together
    are refused: one is shifted, in another language, or a copy of the source. The metric terms is
    the percentage of the glossary's terms in the source that the draft has in an allowed
    translation; it needs a memory. Of edits, characters and keystrokes, percentages of the
    reference, lower is better. The metric comet needs the package of that name and --comet-model;
    it rates what was left untranslated too high, which --checks find.

    Where there is a memory, it keeps a run of each draft: `tmtool runs` shows how scores change.
    With --fail-under and its like the exit code is 1 where a draft is not good enough.

    \b
    Example:  tmtool score good.en.txt weak.en.txt --reference reference.en.txt
    Example:  tmtool score a.txt b.txt -r ref.txt --confidence --compare --html scores.html
    Example:  tmtool score draft.en.txt --source-text text.ru.txt --metric terms
    Example:  tmtool score draft.en.txt -r reference.en.txt --effort --buckets length --confidence
    Example:  tmtool score draft.en.txt -r reference.en.txt --source-text text.ru.txt --checks
    Example:  tmtool score draft.po --reference published.po -t ru
    Example:  tmtool score draft.en.txt -r ref.en.txt --fail-under chrf=55 --no-regression last
    """
    asked = Asked(
        drafts=drafts,
        references=references,
        source_text=origin,
        metrics=all_metrics(metrics, beside, gate),
        source=source,
        target=target,
        glossary=glossary,
        morphology=morphology,
        segments=segments,
        cache=cache,
        reports=reports,
        reading=reading,
        beside=beside,
        resampling=resampling,
        gate=gate,
    )
    refuse_misuse(asked)
    with ExitStack() as stack:
        paths = {name: stack.enter_context(given(name)) for name in asked.names}
        options = scoring_options(asked, paths)
        report = _as_given(_report(stack, session, asked, options, paths), paths)
    show(output, _answer(report, asked))
    for warning in report.warnings:
        note(f"Warning: {warning}.")
    score_reports.write(reports, report, references, origin, options)
    say_what_was_kept(report)
    judge(report)


def _report(
    stack: ExitStack, session: Session, asked: Asked, options: ScoreOptions, paths: Paths
) -> ScoreReport:
    """Score with a memory where one is needed, or is there and can be used.

    Checks that are asked for need the memory that is named; a page has those that can be made.
    """
    drafts, references = (
        [paths[name] for name in names] for names in (asked.drafts, asked.references)
    )
    source = paths.get(asked.source_text or "")
    needed = options.needs_memory
    if asked.beside.checks:
        memory = memory_for(stack, session, needed=needed or options.glossary is not None)
    else:
        memory = memory_at_hand(stack, session, asked.gate, needed=needed, cache=options.cache)
    if options.checks:
        say_what_is_missing(memory, options.glossary)
    if memory is not None:
        return memory.score_files(drafts, references, source=source, options=options)
    from tmtool.jobs.score import score_files

    return score_files(drafts, references, options, source=source)


def _answer(report: ScoreReport, asked: Asked) -> Answer:
    """Return scores in the shapes they can be printed in.

    Rows are the segments' where these are asked for, or else the buckets'.
    """
    if not asked.segments:
        # A page needs the scores of segments, of which nothing else is to tell.
        report = replace(report, segment_scores=())

    def table(console: Console) -> None:
        from tmtool.reports import tables
        from tmtool.reports.names import renamed, short_names

        names = short_names(
            [row.draft for row in report.scores] + [row.text for row in report.term_scores]
        )
        tables.scores(console, renamed(report, lambda name: names[name]))

    payload = score_shapes.scores(report)
    if asked.segments:
        columns = ("segment", "draft", *asked.metrics)
        return Answer(payload, payload["segment_scores"], table, columns)
    if asked.beside.buckets:
        return Answer(payload, payload["buckets"], table, shapes.columns(BucketScore))
    return Answer(payload, payload["scores"], table, shapes.columns(Score))


def _as_given(report: ScoreReport, paths: Paths) -> ScoreReport:
    """Return the report with the files' names as the user gave them, in warnings too."""
    from tmtool.reports.names import renamed

    names = {str(path): name for name, path in paths.items()}
    warnings = report.warnings
    for path, name in names.items():
        if path != str(Path(name)):
            warnings = tuple(one.replace(path, spoken(name)) for one in warnings)
    return replace(renamed(report, lambda draft: names.get(draft, draft)), warnings=warnings)
