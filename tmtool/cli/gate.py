"""The options of `tmtool score` for gates, and for the runs that the memory keeps."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from tmtool.cli.location import names_memory
from tmtool.cli.option_groups import grouped, refuse_without
from tmtool.cli.options import Session, by_option, name_given
from tmtool.cli.output import FOUND, note
from tmtool.cli.resampling import ResamplingAsked, test_of_run
from tmtool.errors import InputError, MemoryFileError
from tmtool.models import LAST, SEVERITIES, Gate, Keeping, ScoreReport, Severity

if TYPE_CHECKING:
    from tmtool.memory import Memory

_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class GateAsked:
    """What the options say of the gate, and of the runs to keep."""

    limits: Mapping[str, float]
    fail_terms: float | None
    fail_on: Severity | None
    no_regression: str | None
    alpha: float | None
    run: str | None
    keep: bool
    by: str | None

    @property
    def all_limits(self) -> Mapping[str, float]:
        """The limits by metric, with that of --fail-terms."""
        if self.fail_terms is None:
            return self.limits
        return {**self.limits, "terms": self.fail_terms}

    @property
    def is_asked(self) -> bool:
        """Whether a draft can fail."""
        return bool(self.all_limits or self.fail_on or self.no_regression)

    @property
    def needs_memory(self) -> bool:
        """Whether there is nothing to do without a memory."""
        return self.no_regression is not None or (self.run is not None and self.keep)


def _limits(
    context: click.Context, option: click.Parameter, given: Iterable[str]
) -> dict[str, float]:
    """Return the limits by metric, of `chrf=55,ter=60`; a metric has one limit."""
    found: dict[str, float] = {}
    for part in (part.strip() for text in given for part in text.split(",")):
        metric, equals, limit = (piece.strip() for piece in part.partition("="))
        if not (metric and equals):
            raise click.BadParameter(f"{part!r} is not like chrf=55.")
        if metric in found:
            raise click.BadParameter(f"{metric} has two limits.")
        try:
            found[metric] = float(limit)
        except ValueError:
            raise click.BadParameter(f"{limit!r} is no number: write it like chrf=55.") from None
    return found


def _share(context: click.Context, option: click.Parameter, given: str | None) -> float | None:
    """Return a share such as 0.95 or 95% as a percentage."""
    if given is None:
        return None
    is_percentage = given.strip().endswith("%")
    try:
        number = float(given.strip().removesuffix("%"))
    except ValueError:
        raise click.BadParameter(f"{given!r} is no share: write it like 0.95 or 95%.") from None
    share = number / _HUNDRED if is_percentage else number
    if not 0 <= share <= 1:
        raise click.BadParameter(f"{given} is not from 0 to 1: write it like 0.95 or 95%.")
    return number if is_percentage else number * _HUNDRED


def _trend(value: str) -> str:
    """Return the name of a trend; one that --no-regression takes for something else is misuse."""
    name = name_given(value)
    if name == LAST or name.isdecimal():
        raise click.BadParameter(f"{name!r} names a run: choose a name that is no number.")
    return name


gate_options = grouped(
    "gate",
    GateAsked,
    (
        click.option(
            "--fail-under",
            "limits",
            multiple=True,
            metavar="METRIC=SCORE,...",
            callback=_limits,
            help="Exit with 1 where a draft's score is lower, or higher by a metric such as ter, of"
            " which low is better. The metric is scored by too; may be given several times.",
        ),
        click.option(
            "--fail-terms",
            metavar="SHARE",
            callback=_share,
            help="Likewise for term accuracy, as a share: 0.95, or 95%.",
        ),
        click.option(
            "--fail-on",
            type=click.Choice([severity for severity in SEVERITIES if severity != "info"]),
            help="Exit with 1 where the checks have a finding of this severity or a graver one.",
        ),
        click.option(
            "--no-regression",
            type=name_given,
            metavar="RUN",
            help="Exit with 1 where a draft is significantly worse than a run by any metric: the"
            " run's number, the name of a trend for its newest run, or last for the draft's own"
            " trend. Runs that failed a gate count only by number.",
        ),
        click.option(
            "--alpha",
            type=click.FloatRange(0, 1, min_open=True),
            metavar="P",
            help="For --no-regression: p-values below are significant, after Holm's correction."
            "  [default: 0.05]",
        ),
        click.option(
            "--run",
            type=_trend,
            metavar="NAME",
            help="Name of the trend that the run is of.  [default: the draft's file name]",
        ),
        click.option(
            "--keep/--no-keep",
            default=True,
            help="Keep a run of each draft in the memory, where there is one.  [default: keep]",
        ),
        by_option,
    ),
)


def refuse_misuse(asked: GateAsked, *, checks: bool) -> None:
    """Raise a usage error for conditions that cannot be judged by what is asked for."""
    if asked.fail_terms is not None and "terms" in asked.limits:
        raise click.UsageError("Give --fail-terms, or terms in --fail-under.")
    refuse_without(
        (
            ("--alpha", asked.alpha is not None, "--no-regression", asked.no_regression),
            ("--fail-on", asked.fail_on, "--checks", checks),
        )
    )


def gate_of(asked: GateAsked, resampling: ResamplingAsked) -> Gate | None:
    """Return the gate; `None` where nothing is asked for."""
    gate = Gate(
        limits=asked.all_limits,
        fail_on=asked.fail_on,
        no_regression=asked.no_regression,
        alpha=0.05 if asked.alpha is None else asked.alpha,
    )
    if gate.is_open:
        return None
    return replace(gate, resampling=test_of_run(resampling)) if gate.no_regression else gate


def keeping_of(asked: GateAsked, names: Mapping[str, str]) -> Keeping:
    """Return how runs are kept; `names` are those given, by path."""
    return Keeping(name=asked.run, by=asked.by, names=names, write=asked.keep)


def memory_at_hand(
    stack: ExitStack, session: Session, asked: GateAsked, *, needed: bool, cache: bool
) -> Memory | None:
    """Return the memory; `None` where none is needed and there is none, or it cannot be used."""
    if needed or asked.needs_memory:
        return stack.enter_context(session.open())
    if not (asked.keep or cache):
        return None
    try:
        # Counts alone are kept where there is a memory, and not missed where there is none.
        is_named = asked.keep and names_memory(session.given)
        if not (is_named or session.path.exists()):
            return None
        return stack.enter_context(session.open())
    except (InputError, MemoryFileError) as error:
        where = f"{error.where}: " if error.where else ""
        note(f"{'No run' if asked.keep else 'Nothing'} is kept: {where}{error.what}.")
        return None


def say_what_was_kept(report: ScoreReport) -> None:
    """Say which runs were kept, or why none was."""
    for problem in dict.fromkeys(one.problem for one in report.runs if one.run is None):
        note(f"No run is kept in the memory: {problem}.")
    for one in report.runs:
        if one.run is not None:
            note(f"{one.draft}: kept as run {one.run}")


def judge(report: ScoreReport) -> None:
    """Say whether the drafts passed, and exit with 1 where one did not."""
    if not report.gate:
        return
    failed = [one for one in report.gate if not one.passed]
    for one in failed:
        note(f"Gate failed: {one.draft}: {one.reason}")
    if failed:
        sys.exit(FOUND)
    for one in report.gate:
        if one.condition == "regression" and one.run is None:
            note(f"{one.draft}: {one.reason}")
    conditions = len(report.gate)
    note(f"Gate passed: {conditions} condition{'' if conditions == 1 else 's'}")
