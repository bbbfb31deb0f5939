"""How often beads of each type occur."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["KINDS", "Priors"]

_STARTING = {
    (1, 1): 0.84,
    (1, 0): 0.015,
    (0, 1): 0.015,
    (1, 2): 0.045,
    (2, 1): 0.045,
    (2, 2): 0.01,
    (1, 3): 0.008,
    (3, 1): 0.008,
    (2, 3): 0.002,
    (3, 2): 0.002,
    (1, 4): 0.002,
    (4, 1): 0.002,
}

KINDS = tuple(_STARTING)
"""Types of beads: the numbers of source and of target segments."""


@dataclass(frozen=True, slots=True)
class Priors:
    """The probability of each type of bead."""

    shares: Mapping[tuple[int, int], float]

    @classmethod
    def starting(cls) -> Priors:
        """Return what is expected of documents that nothing is known of."""
        total = sum(_STARTING.values())
        return cls({kind: share / total for kind, share in _STARTING.items()})

    def updated(self, found: Mapping[tuple[int, int], float], strength: float) -> Priors:
        """Return the shares among beads found, with these worth `strength` of them."""
        total = sum(found.values()) + strength
        return Priors(
            {
                kind: (found.get(kind, 0.0) + strength * share) / total
                for kind, share in self.shares.items()
            }
        )
