"""The bands that matches are counted in."""

from __future__ import annotations

from math import isfinite

from tmtool.errors import InputError
from tmtool.models import ANALYSIS_BANDS, Band, Match, Weights

__all__ = ["BANDS", "LOWEST", "band", "check_weights"]

_RATES: dict[Band, int] = {"95-99": 95, "85-94": 85, "75-84": 75, "50-74": 50}

BANDS: tuple[Band, ...] = ("context", "exact", *_RATES, "new")
"""All bands, the best first."""

LOWEST = min(_RATES.values())
"""The lowest rate of any band but `new`."""


def band(match: Match | None) -> Band:
    """Return the band of the best match of a segment, by its rate; without one it is `new`."""
    if match is None:
        return "new"
    if match.rate == 100:
        return "context" if match.kind == "context" else "exact"
    return next((name for name, rate in _RATES.items() if match.rate >= rate), "new")


def check_weights(weights: Weights) -> None:
    """Raise InputError for a band that is not known, or a weight that is no number from 0."""
    for name, weight in weights.items():
        if name not in ANALYSIS_BANDS:
            raise InputError(
                f"there is no band {name!r}", hint=f"The bands are: {', '.join(ANALYSIS_BANDS)}."
            )
        if not isinstance(weight, int | float) or isinstance(weight, bool) or not _fits(weight):
            raise InputError(
                f"the weight of {name} is {weight!r}, not a number from 0",
                hint="Give what a word of the band counts, such as 0.3.",
            )


def _fits(weight: float) -> bool:
    return isfinite(weight) and weight >= 0
