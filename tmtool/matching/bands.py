"""The bands that matches are counted in."""

from __future__ import annotations

from tmtool.models import Match

__all__ = ["BANDS", "LOWEST", "band"]

_RATES = {"95-99": 95, "85-94": 85, "75-84": 75, "50-74": 50}

BANDS = ("context", "exact", *_RATES, "new")
"""All bands, the best first."""

LOWEST = min(_RATES.values())
"""The lowest rate of any band but `new`."""


def band(match: Match | None) -> str:
    """Return the band of the best match of a segment, by its rate; without one it is `new`."""
    if match is None:
        return "new"
    if match.rate == 100:
        return "context" if match.kind == "context" else "exact"
    return next((name for name, rate in _RATES.items() if match.rate >= rate), "new")
