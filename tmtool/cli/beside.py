"""The options of `tmtool score` for what stands beside the scores: buckets, effort, checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from tmtool.cli.checks import settings
from tmtool.cli.option_groups import grouped, refuse_without
from tmtool.cli.options import name_given
from tmtool.cli.streams import FILE
from tmtool.models import BUCKET_KINDS, MEMORY_DRAFT, SEVERITIES, BucketKind, ScoreOptions


@dataclass(frozen=True, slots=True)
class BesideAsked:
    """What the options say; files are as given, and `None` is what was not given."""

    buckets: tuple[BucketKind, ...]
    labels: str | None
    effort: bool
    checks: bool
    with_memory: bool
    min_rate: int | None
    not_corpora: tuple[str, ...]
    workers: int | None
    comet_model: Path | None

    @property
    def matches(self) -> bool:
        """Whether the source is to be looked up in the memory."""
        return self.with_memory or "match" in self.buckets

    @property
    def uses_documents(self) -> bool:
        """Whether it matters which segments are of one document."""
        return self.matches or self.checks or "document" in self.buckets

    def compared(self, drafts: tuple[str, ...]) -> tuple[str, ...]:
        """Return the drafts that there will be: those given, and that of the memory."""
        return (*drafts, MEMORY_DRAFT) if self.with_memory else drafts


beside_options = grouped(
    "beside",
    BesideAsked,
    (
        click.option(
            "--buckets",
            multiple=True,
            type=click.Choice(BUCKET_KINDS),
            help="Score the segments of each bucket too: by length in words, band of the best match"
            " in the memory, document (--documents) or label (--labels); may be given several"
            " times.",
        ),
        click.option(
            "--labels",
            type=FILE,
            metavar="FILE",
            help="For --buckets label: a file with the label of a segment on each line.",
        ),
        click.option(
            "--effort",
            is_flag=True,
            help="Tell what it takes to mend drafts, as the metrics edits, characters and"
            " keystrokes.",
        ),
        click.option(
            "--checks", is_flag=True, help="Check the drafts against --source-text as `check` does."
        ),
        click.option(
            "--with-memory",
            is_flag=True,
            help="Score the memory too: a draft of the best match of each source segment.",
        ),
        click.option(
            "--min-rate",
            type=click.IntRange(1, 100),
            metavar="RATE",
            help="For --with-memory: the lowest match rate to use.  [default: 50]",
        ),
        click.option(
            "--not-corpus",
            "not_corpora",
            multiple=True,
            type=name_given,
            metavar="NAME",
            help="Take no matches from this corpus; may be given several times.",
        ),
        click.option(
            "--workers",
            type=click.IntRange(1, 64),
            metavar="N",
            help="Processes that look up matches.  [default: 1]",
        ),
        click.option(
            "--comet-model",
            type=click.Path(path_type=Path),
            metavar="PATH",
            help="For the metric comet: the checkpoint of a model; nothing is downloaded.",
        ),
    ),
)


def refuse_misuse(
    asked: BesideAsked, metrics: Sequence[str], *, has_source: bool, has_page: bool
) -> None:
    """Raise a usage error for what does nothing alone, or needs a file that is not given.

    A page has all buckets that can be made.
    """
    source = "--source-text FILE, or bilingual drafts"
    by_label = "label" in asked.buckets
    comet, model = "comet" in metrics, asked.comet_model
    looks_up = "--with-memory or --buckets match"
    needs = (
        ("--labels", asked.labels is not None, "--buckets label or --html", by_label or has_page),
        ("--buckets label", by_label, "--labels FILE", asked.labels is not None),
        ("--min-rate", asked.min_rate is not None, "--with-memory", asked.with_memory),
        ("--not-corpus", asked.not_corpora, looks_up, asked.matches),
        ("--workers", asked.workers is not None, looks_up, asked.matches),
        ("The metric terms", "terms" in metrics, source, has_source),
        ("The metric comet", comet, source, has_source),
        ("The metric comet", comet, "--comet-model PATH", model),
        ("--comet-model", model, "--metric comet", comet),
        ("--with-memory", asked.with_memory, source, has_source),
        ("--buckets match", "match" in asked.buckets, source, has_source),
        ("--checks", asked.checks, source, has_source),
    )
    refuse_without(needs)


def described(asked: BesideAsked, options: ScoreOptions, paths: Mapping[str, Path]) -> ScoreOptions:
    """Return the options of scoring with what these ask for."""
    return replace(
        options,
        buckets=asked.buckets,
        labels=paths.get(asked.labels or ""),
        with_memory=asked.with_memory,
        min_rate=options.min_rate if asked.min_rate is None else asked.min_rate,
        not_corpora=asked.not_corpora,
        workers=asked.workers or options.workers,
        checks=asked.checks,
        severities=settings((), SEVERITIES[:2]) if asked.checks else None,
        comet_model=asked.comet_model,
    )
