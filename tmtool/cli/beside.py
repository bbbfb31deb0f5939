"""The options of `tmtool score` for what stands beside the scores: buckets, effort, checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from tmtool.cli.checks import settings
from tmtool.cli.options import name_given
from tmtool.cli.resampling import ResamplingAsked
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

    def compared(self, drafts: tuple[str, ...]) -> tuple[str, ...]:
        """Return the drafts that there will be: those given, and that of the memory."""
        return (*drafts, MEMORY_DRAFT) if self.with_memory else drafts


_OPTIONS = (
    click.option(
        "--buckets",
        multiple=True,
        type=click.Choice(BUCKET_KINDS),
        help="Score the segments of each bucket too: by length in words, band of the best match in"
        " the memory, document (--documents) or label (--labels); may be given several times.",
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
        help="Tell what it takes to mend drafts, as the metrics edits, characters and keystrokes.",
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
)
_NAMES = tuple(BesideAsked.__slots__)


def beside_options(command: Callable[..., object]) -> Callable[..., object]:
    """Add the options, and give the command what they say as `beside`."""

    @wraps(command)
    def with_beside(*arguments: object, **given: object) -> object:
        values: dict[str, Any] = {name: given.pop(name) for name in _NAMES}
        return command(*arguments, beside=_asked(BesideAsked(**values)), **given)

    decorated: Callable[..., object] = with_beside
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated


def with_effort(metrics: Sequence[str]) -> tuple[str, ...]:
    """Return metrics with those of effort."""
    from tmtool.scoring import effort

    return tuple(dict.fromkeys((*metrics, *effort.METRICS)))


def refuse_missing(
    asked: BesideAsked,
    metrics: Sequence[str],
    resampling: ResamplingAsked,
    *,
    has_source: bool,
) -> None:
    """Raise a usage error where what is asked for needs a file that is not given."""
    source = "--source-text FILE, or bilingual drafts"
    is_by_document = "document" in asked.buckets
    uses_documents = is_by_document or asked.checks or asked.matches
    documents = resampling.documents is not None
    needs = (
        ("The metric terms", "terms" in metrics, source, has_source),
        ("The metric comet", "comet" in metrics, source, has_source),
        ("The metric comet", "comet" in metrics, "--comet-model PATH", asked.comet_model),
        ("--comet-model", asked.comet_model, "--metric comet", "comet" in metrics),
        ("--with-memory", asked.with_memory, source, has_source),
        ("--buckets match", "match" in asked.buckets, source, has_source),
        ("--checks", asked.checks, source, has_source),
        (
            "--documents",
            documents,
            "--confidence, --compare, --no-regression, --buckets document, --checks,"
            " --with-memory or --buckets match",
            resampling.resampling or resampling.test or uses_documents,
        ),
    )
    _refuse(needs)


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


def _asked(asked: BesideAsked) -> BesideAsked:
    """Return what is asked for; options that do nothing alone are misuse."""
    by_label = "label" in asked.buckets
    looks_up = "--with-memory or --buckets match"
    needs = (
        ("--labels", asked.labels is not None, "--buckets label", by_label),
        ("--buckets label", by_label, "--labels FILE", asked.labels is not None),
        ("--min-rate", asked.min_rate is not None, "--with-memory", asked.with_memory),
        (
            "--not-corpus",
            bool(asked.not_corpora),
            "--with-memory or --buckets match",
            asked.matches,
        ),
        ("--workers", asked.workers is not None, looks_up, asked.matches),
    )
    _refuse(needs)
    return asked


def _refuse(needs: Iterable[tuple[str, object, str, object]]) -> None:
    """Raise a usage error for what is given without what it needs."""
    for name, is_given, needed, is_there in needs:
        if is_given and not is_there:
            raise click.UsageError(f"{name} needs {needed}.")
