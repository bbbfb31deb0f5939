"""The options of `tmtool score` for confidence intervals and comparisons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

import click

from tmtool.cli.option_groups import grouped, refuse_without
from tmtool.cli.streams import FILE
from tmtool.models import ComparisonTest, Resampling
from tmtool.models.resampling import MOST_RESAMPLES


@dataclass(frozen=True, slots=True)
class ResamplingAsked:
    """What the options say; `None` is what was not given."""

    confidence: bool
    compare: bool
    baseline: str | None
    test: ComparisonTest | None
    level: float | None
    documents: str | None
    resamples: int | None
    seed: int | None

    @property
    def is_asked(self) -> bool:
        """Whether there are to be intervals or comparisons."""
        return self.confidence or self.compare


resampling_options = grouped(
    "resampling",
    ResamplingAsked,
    (
        click.option(
            "--confidence/--no-confidence",
            default=False,
            help="Give confidence intervals of all scores.",
        ),
        click.option(
            "--compare", is_flag=True, help="Test whether drafts differ from the first one."
        ),
        click.option("--baseline", metavar="DRAFT", help="Compare with this draft instead."),
        click.option(
            "--test",
            type=click.Choice(get_args(ComparisonTest)),
            help="The test of --compare and --no-regression: paired bootstrap or approximate"
            " randomisation."
            "  [default: bootstrap]",
        ),
        click.option(
            "--level",
            type=click.FloatRange(0, 100, min_open=True, max_open=True),
            metavar="PERCENT",
            help="Level of the intervals.  [default: 95]",
        ),
        click.option(
            "--documents",
            type=FILE,
            metavar="FILE",
            help="A file with the document of a segment on each line: for --buckets document, and"
            " whole documents are drawn.",
        ),
        click.option(
            "--resamples",
            type=click.IntRange(1, MOST_RESAMPLES),
            metavar="N",
            help="Number of resamples or trials.  [default: 1000]",
        ),
        click.option(
            "--seed",
            type=click.IntRange(0),
            metavar="N",
            help="Seed of the random numbers.  [default: 12345]",
        ),
    ),
)


def refuse_misuse(asked: ResamplingAsked, drafts: Sequence[str], *, against_run: bool) -> None:
    """Raise a usage error for options that do nothing alone, and for drafts that are not there.

    `against_run` tells whether a gate compares drafts with a run; `drafts` has that of the memory.
    """
    compared = asked.compare or against_run
    needed = "--confidence, --compare or --no-regression"
    refuse_without(
        (
            ("--baseline", asked.baseline is not None, "--compare", asked.compare),
            ("--test", asked.test is not None, "--compare or --no-regression", compared),
            ("--level", asked.level is not None, "--confidence", asked.confidence),
            ("--resamples", asked.resamples is not None, needed, asked.confidence or compared),
            ("--seed", asked.seed is not None, needed, asked.confidence or compared),
        )
    )
    if asked.compare and len(set(drafts)) < 2:
        raise click.UsageError("A comparison needs two drafts.")
    if asked.baseline is not None and asked.baseline not in drafts:
        raise click.UsageError(f"--baseline {asked.baseline} is none of the drafts.")


def resampled(asked: ResamplingAsked, paths: Mapping[str, Path]) -> Resampling | None:
    """Return what to resample, the baseline by its path; `None` where nothing is asked for."""
    if not asked.is_asked:
        return None
    baseline = asked.baseline
    if baseline is not None:
        baseline = str(paths.get(baseline, baseline))
    return replace(
        _how(asked), confidence=asked.confidence, compare=asked.compare, baseline=baseline
    )


def test_of_run(asked: ResamplingAsked) -> Resampling:
    """Return how a draft is compared with a run."""
    return replace(_how(asked), confidence=False, compare=True)


def _how(asked: ResamplingAsked) -> Resampling:
    default = Resampling()
    return Resampling(
        level=default.level if asked.level is None else asked.level,
        test=asked.test or default.test,
        resamples=asked.resamples or default.resamples,
        seed=default.seed if asked.seed is None else asked.seed,
    )
