"""What `tmtool score` is asked for, with all its options, as ScoreOptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import click

from tmtool.cli import beside, gate, resampling, score_reports
from tmtool.cli.beside import BesideAsked
from tmtool.cli.checks import settings
from tmtool.cli.gate import GateAsked
from tmtool.cli.option_groups import refuse_without
from tmtool.cli.options import language_pair
from tmtool.cli.reading import Reading
from tmtool.cli.resampling import ResamplingAsked
from tmtool.cli.score_reports import ReportsAsked
from tmtool.cli.streams import STANDARD, refuse_outputs
from tmtool.errors import InputError
from tmtool.languages import normalise
from tmtool.models import SEVERITIES, ScoreOptions

Paths = Mapping[str, Path]
"""Where the files are that the user names: what a pipe gives is in a temporary file."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options say; files are as given."""

    drafts: tuple[str, ...]
    references: tuple[str, ...]
    source_text: str | None
    metrics: tuple[str, ...]
    source: str | None
    target: str | None
    glossary: str | None
    morphology: bool
    segments: bool
    cache: bool
    reports: ReportsAsked
    reading: Reading
    beside: BesideAsked
    resampling: ResamplingAsked
    gate: GateAsked

    @property
    def names(self) -> list[str]:
        """The names of all files that are read."""
        others = (self.source_text, self.resampling.documents, self.beside.labels)
        return [*self.drafts, *self.references, *filter(None, others)]

    @property
    def has_source(self) -> bool:
        """Whether the source is in a file of its own, or may be in the drafts."""
        if self.source_text is not None:
            return True
        from tmtool.formats.texts import has_two_sides

        return any(has_two_sides(Path(name), self.reading.format_name) for name in self.drafts)


def all_metrics(metrics: Sequence[str], beside: BesideAsked, gate: GateAsked) -> tuple[str, ...]:
    """Return the metrics that are named, those of effort, and those that have a limit."""
    from tmtool.scoring import effort

    added = effort.METRICS if beside.effort else ()
    return tuple(dict.fromkeys((*metrics, *added, *gate.all_limits)))


def refuse_misuse(asked: Asked) -> None:
    """Raise a usage error where options do not go together, InputError for unknown metrics."""
    checks, against_run = asked.beside.checks, asked.gate.no_regression is not None
    _refuse_metrics(asked)
    if asked.names.count(STANDARD) > 1:
        raise click.UsageError("Standard input can be read only once.")
    score_reports.refuse_misuse(asked.reports, checks=checks, gate=asked.gate.is_asked)
    refuse_outputs(asked.reports.files, asked.names)
    gate.refuse_misuse(asked.gate, checks=checks)
    drafts = asked.beside.compared(asked.drafts)
    resampling.refuse_misuse(asked.resampling, drafts, against_run=against_run)
    has_page = asked.reports.has_page
    uses = asked.resampling.is_asked or against_run or has_page or asked.beside.uses_documents
    needed = (
        "--confidence, --compare, --no-regression, --buckets document, --checks, --with-memory,"
        " --buckets match or --html"
    )
    refuse_without([("--documents", asked.resampling.documents is not None, needed, uses)])
    beside.refuse_misuse(
        asked.beside, asked.metrics, has_source=asked.has_source, has_page=has_page
    )


def _refuse_metrics(asked: Asked) -> None:
    from tmtool.scoring.metrics import ALL_METRICS, BY_SOURCE

    for metric in asked.metrics:
        if metric not in ALL_METRICS:
            raise InputError(
                f"unknown metric {metric!r}", hint=f"The metrics are {', '.join(ALL_METRICS)}."
            )
    if not asked.references and not set(asked.metrics) <= set(BY_SOURCE):
        raise click.UsageError(
            "Missing option '-r' / '--reference'; term accuracy alone (-m terms) needs none."
        )


def scoring_options(asked: Asked, paths: Paths) -> ScoreOptions:
    """Return the options of scoring; languages that are needed and left out are told by the text.

    For a page the checks are made too, where there is a source and its languages are clear.
    """
    options = ScoreOptions(
        metrics=asked.metrics,
        source_language=normalise(asked.source) if asked.source else None,
        target_language=normalise(asked.target) if asked.target else None,
        segments=asked.segments or asked.reports.has_page,
        texts=asked.reports.has_page,
        **asdict(asked.reading),
        glossary=asked.glossary,
        morphology=asked.morphology,
        resampling=resampling.resampled(asked.resampling, paths),
        documents=paths.get(asked.resampling.documents or ""),
        cache=asked.cache,
        gate=gate.gate_of(asked.gate, asked.resampling),
        keeping=gate.keeping_of(asked.gate, {str(path): name for name, path in paths.items()}),
    )
    options = beside.described(asked.beside, options, paths)
    if options.needs_languages:
        return _with_languages(asked, options, paths)
    if asked.reports.has_page and asked.has_source:
        return _with_checks(asked, options, paths)
    return options


def _with_languages(asked: Asked, options: ScoreOptions, paths: Paths) -> ScoreOptions:
    """Return options with both languages, told from the source where they are left out."""
    from tmtool.jobs.aligned_texts import source_sample

    drafts = [paths[name] for name in asked.drafts]
    sample = source_sample(drafts, paths.get(asked.source_text or ""), options)
    pair = language_pair(sample, options.source_language, options.target_language)
    return replace(options, source_language=pair[0], target_language=pair[1])


def _with_checks(asked: Asked, options: ScoreOptions, paths: Paths) -> ScoreOptions:
    """Return options with checks for a page, unless the languages are not clear."""
    try:
        options = _with_languages(asked, options, paths)
    except (InputError, click.UsageError):
        return options
    return replace(options, checks=True, severities=settings((), SEVERITIES[:2]))
