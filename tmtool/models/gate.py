"""What drafts must reach to pass, and whether they do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from tmtool.models.checks import Severity
from tmtool.models.resampling import Resampling

GateCondition = Literal["score", "findings", "regression"]

GATE_CONDITIONS: tuple[GateCondition, ...] = get_args(GateCondition)
"""What a gate can ask for."""

LAST = "last"
"""The name of the newest run of a draft's own trend, where a gate asks for no regression."""


def _usual_test() -> Resampling:
    return Resampling(confidence=False, compare=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What every draft must reach; without any condition every draft passes.

    `limits` has the score by metric that a draft must reach, or for TER must not exceed; both on
    the metric's own scale. `fail_on` is the least severity of findings that fails a draft.
    `no_regression` names a run: its number, a trend's name for that trend's newest run, or `last`
    for the newest one of the draft's own trend. A draft fails that is worse than that run by a
    metric with a p-value below `alpha` (over 0, up to 1), after Holm's correction over the
    metrics that both have; `resampling` says how it is tested.
    """

    limits: Mapping[str, float] = field(default_factory=dict)
    fail_on: Severity | None = None
    no_regression: str | None = None
    alpha: float = 0.05
    resampling: Resampling = field(default_factory=_usual_test)

    @property
    def is_open(self) -> bool:
        """Whether nothing is asked for."""
        return not (self.limits or self.fail_on or self.no_regression)


@dataclass(frozen=True, slots=True)
class GateResult:
    """Whether a draft meets one condition of a gate, on the text as given.

    `value` is the draft's score, or its number of findings; `limit` what it must reach, or must
    not exceed: of a regression the score of the `run` that it is compared with. `p_value` and
    `p_holm` are as in Comparison, of the draft's metrics. What does not apply is `None`, and so
    is everything where there is no run yet to compare with. `reason` says it in words.
    """

    condition: GateCondition
    draft: str
    passed: bool
    reason: str
    metric: str | None = None
    limit: float | None = None
    value: float | None = None
    p_value: float | None = None
    p_holm: float | None = None
    run: int | None = None
