"""`tmtool score`: BLEU, chrF, chrF++, TER and the term accuracy of drafts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tmtool.cli import score_reports
from tmtool.cli.beside import (
    BesideAsked,
    beside_options,
    described,
    refuse_missing,
    with_effort,
)
from tmtool.cli.checks import memory_for, say_what_is_missing, settings
from tmtool.cli.gate import (
    GateAsked,
    gate_of,
    gate_options,
    judge,
    keeping_of,
    memory_at_hand,
    say_what_was_kept,
)
from tmtool.cli.options import (
    Session,
    format_option,
    language_pair,
    metric_names,
    name_given,
    pass_session,
)
from tmtool.cli.output import Answer, note, show
from tmtool.cli.reading import reading_options
from tmtool.cli.resampling import ResamplingAsked, resampled, resampling_options
from tmtool.cli.score_reports import ReportsAsked, report_options
from tmtool.cli.streams import FILE, STANDARD, given, refuse_outputs, spoken
from tmtool.errors import InputError
from tmtool.languages import normalise
from tmtool.models import SEVERITIES, BucketScore, Score, ScoreOptions, ScoreReport
from tmtool.reports import shapes

if TYPE_CHECKING:
    from rich.console import Console


DEFAULT_METRICS = ("bleu", "chrf", "chrf++", "ter")

WITHOUT_REFERENCES = ("comet", "terms")
"""Metrics that need the source; of comet some models need references too."""


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
    reading: Mapping[str, Any],
    resampling: ResamplingAsked,
    gate: GateAsked,
) -> None:
    """Score drafts with sacreBLEU's figures and signatures, or by their terms.

    Files are plain text with a segment on each line (- is standard input), tables, or bilingual
    files such as PO and TMX. Segments are aligned by their ids where all files have ids, or else
    by position. Texts that seem not to belong together are refused: one is shifted, in another
    language, or a copy of the source. The metric terms is the percentage of the glossary's terms
    in the source that the draft has in an allowed translation; it needs a memory. Of edits,
    characters and keystrokes, percentages of the reference, lower is better. The metric comet
    needs the package of that name and --comet-model; it rates what was left untranslated too
    high, which --checks find.

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
    metrics = with_effort(metrics) if beside.effort else metrics
    score_reports.refuse_misuse(reports, checks=beside.checks, gate=gate.is_asked)
    if gate.fail_on and not beside.checks:
        raise click.UsageError("--fail-on needs --checks.")
    names = [*drafts, *references, *filter(None, (origin, resampling.documents, beside.labels))]
    _refuse_misuse(names, references, metrics)
    refuse_outputs(reports.files, names)
    has_source = origin is not None or _are_bilingual(drafts, reading["format_name"])
    refuse_missing(beside, metrics, resampling, has_source=has_source)
    with ExitStack() as stack:
        paths = {name: stack.enter_context(given(name)) for name in names}
        files = [paths[name] for name in drafts], [paths[name] for name in references]
        options = ScoreOptions(
            metrics=metrics,
            source_language=normalise(source) if source else None,
            target_language=normalise(target) if target else None,
            segments=segments or reports.has_page,
            texts=reports.has_page,
            **reading,
            glossary=glossary,
            morphology=morphology,
            resampling=resampled(resampling, beside.compared(drafts), paths),
            documents=paths.get(resampling.documents or ""),
            cache=cache,
            gate=gate_of(gate, metrics, resampling.test),
            keeping=keeping_of(gate, {str(path): name for name, path in paths.items()}),
        )
        options = described(beside, options, paths)
        source_text = paths.get(origin or "")
        if options.needs_languages:
            options = _with_languages(files[0], source_text, options)
        elif reports.has_page and has_source:
            options = _with_checks(files[0], source_text, options)
        report = _report(
            stack, session, files, options, origin=source_text, gate=gate, checks=beside.checks
        )
    report = _as_given(report, {str(path): name for name, path in paths.items()})
    told = report if segments else replace(report, segment_scores=())
    show(output, _answer(told, metrics if segments else (), by_bucket=bool(beside.buckets)))
    for warning in report.warnings:
        note(f"Warning: {warning}.")
    score_reports.write(reports, report, references, origin, options)
    say_what_was_kept(report)
    judge(report)


def _report(
    stack: ExitStack,
    session: Session,
    files: tuple[Sequence[Path], Sequence[Path]],
    options: ScoreOptions,
    *,
    origin: Path | None,
    gate: GateAsked,
    checks: bool,
) -> ScoreReport:
    """Score with a memory where one is needed, or is there and can be used.

    Checks that are asked for need the memory that is named; a page has those that can be made.
    """
    needed = options.needs_memory
    if checks:
        memory = memory_for(stack, session, needed=needed or options.glossary is not None)
    else:
        memory = memory_at_hand(stack, session, gate, needed=needed, cache=options.cache)
    if options.checks:
        say_what_is_missing(memory, options.glossary)
    if memory is not None:
        return memory.score_files(*files, source=origin, options=options)
    from tmtool.jobs.score import score_files

    return score_files(*files, options, source=origin)


def _answer(report: ScoreReport, segment_metrics: Sequence[str], *, by_bucket: bool) -> Answer:
    """Return scores in the shapes they can be printed in.

    With metrics, rows are the segments'; else they may be the buckets'.
    """

    def table(console: Console) -> None:
        from tmtool.reports import tables
        from tmtool.reports.names import renamed, short_names

        names = short_names(
            [row.draft for row in report.scores] + [row.text for row in report.term_scores]
        )
        tables.scores(console, renamed(report, lambda name: names[name]))

    payload = shapes.scores(report)
    if segment_metrics:
        columns = ("segment", "draft", *dict.fromkeys(segment_metrics))
        return Answer(payload, payload["segment_scores"], table, columns)
    if by_bucket:
        return Answer(payload, payload["buckets"], table, shapes.columns(BucketScore))
    return Answer(payload, payload["scores"], table, shapes.columns(Score))


def _refuse_misuse(names: Sequence[str], references: Sequence[str], metrics: Sequence[str]) -> None:
    from tmtool.scoring.metrics import BY_REFERENCES

    if names.count(STANDARD) > 1:
        raise click.UsageError("Standard input can be read only once.")
    known = (*BY_REFERENCES, *WITHOUT_REFERENCES)
    for metric in metrics:
        if metric not in known:
            raise InputError(
                f"unknown metric {metric!r}", hint=f"The metrics are {', '.join(known)}."
            )
    if not references and not set(metrics) <= set(WITHOUT_REFERENCES):
        raise click.UsageError(
            "Missing option '-r' / '--reference'; term accuracy alone (-m terms) needs none."
        )


def _are_bilingual(drafts: Sequence[str], format_name: str | None) -> bool:
    from tmtool.formats.texts import format_of

    return any(format_of(Path(draft), format_name) for draft in drafts)


def _with_languages(
    drafts: Sequence[Path], origin: Path | None, options: ScoreOptions
) -> ScoreOptions:
    """Return options with both languages, told from the source where they are left out."""
    from tmtool.jobs.aligned_texts import source_sample

    sample = source_sample(drafts, origin, options)
    pair = language_pair(sample, options.source_language, options.target_language)
    return replace(options, source_language=pair[0], target_language=pair[1])


def _with_checks(
    drafts: Sequence[Path], origin: Path | None, options: ScoreOptions
) -> ScoreOptions:
    """Return options with checks for a page, unless the languages are not clear."""
    try:
        options = _with_languages(drafts, origin, options)
    except (InputError, click.UsageError):
        return options
    return replace(options, checks=True, severities=settings((), SEVERITIES[:2]))


def _as_given(report: ScoreReport, paths: Mapping[str, str]) -> ScoreReport:
    """Return the report with the drafts' names as the user gave them."""
    from tmtool.reports.names import renamed

    report = renamed(report, lambda draft: paths.get(draft, draft))
    return replace(report, warnings=tuple(_renamed(one, paths) for one in report.warnings))


def _renamed(text: str, names: Mapping[str, str]) -> str:
    """Return a text with the names the user gave instead of those of temporary files."""
    for path, name in names.items():
        if path != str(Path(name)):
            text = text.replace(path, spoken(name))
    return text
