"""The options of `tmtool score` for confidence intervals and comparisons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Any, get_args

import click

from tmtool.cli.streams import FILE
from tmtool.models import ComparisonTest, Resampling
from tmtool.models.resampling import MOST_RESAMPLES


@dataclass(frozen=True, slots=True)
class ResamplingAsked:
    """What the options say: `resampling` has no baseline yet, and is `None` where not asked for.

    `test` is how a gate tests for regressions.
    """

    resampling: Resampling | None = None
    test: Resampling | None = None
    baseline: str | None = None
    documents: str | None = None


_OPTIONS = (
    click.option(
        "--confidence/--no-confidence",
        default=False,
        help="Give confidence intervals of all scores.",
    ),
    click.option("--compare", is_flag=True, help="Test whether drafts differ from the first one."),
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
        help="A file with the document of a segment on each line: for --buckets document, and whole"
        " documents are drawn.",
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
)
_NAMES = tuple("confidence compare baseline test level documents resamples seed".split())


def resampling_options(command: Callable[..., object]) -> Callable[..., object]:
    """Add the options, and give the command what they say as `resampling`."""

    @wraps(command)
    def with_resampling(*arguments: object, **given: object) -> object:
        values = {name: given.pop(name) for name in _NAMES}
        tests = given.get("no_regression") is not None
        return command(*arguments, resampling=_asked(values, tests=tests), **given)

    decorated: Callable[..., object] = with_resampling
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated


def resampled(
    asked: ResamplingAsked, drafts: tuple[str, ...], paths: Mapping[str, Path]
) -> Resampling | None:
    """Return what to resample, with the path of the baseline, where it is a file.

    Raises a usage error for a baseline that is no draft, and for a comparison of one draft.
    """
    if asked.resampling is None:
        return None
    if asked.resampling.compare and len(set(drafts)) < 2:
        raise click.UsageError("A comparison needs two drafts.")
    if asked.baseline is None:
        return asked.resampling
    if asked.baseline not in drafts:
        raise click.UsageError(f"--baseline {asked.baseline} is none of the drafts.")
    return replace(asked.resampling, baseline=str(paths.get(asked.baseline, asked.baseline)))


def _asked(values: Mapping[str, Any], *, tests: bool) -> ResamplingAsked:
    """Return what the options ask for; those that do nothing alone are misuse.

    `tests` tells whether a gate tests for regressions.
    """
    given = {name: value for name, value in values.items() if value is not None}
    _refuse(given, ("baseline",), "compare", given["compare"])
    _refuse(given, ("test",), "compare or --no-regression", given["compare"] or tests)
    _refuse(given, ("level",), "confidence", given["confidence"])
    asked = given["confidence"] or given["compare"]
    needed = "confidence, --compare or --no-regression"
    _refuse(given, ("resamples", "seed"), needed, asked or tests)
    baseline, documents = given.pop("baseline", None), given.pop("documents", None)
    how = Resampling(**given)
    test = replace(how, confidence=False, compare=True) if tests else None
    return ResamplingAsked(how if asked else None, test, baseline, documents)


def _refuse(given: Mapping[str, Any], names: tuple[str, ...], needed: str, is_there: bool) -> None:
    for name in names:
        if name in given and not is_there:
            raise click.UsageError(f"--{name} needs --{needed}.")
