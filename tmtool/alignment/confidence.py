"""From the probability that the search gives a bead to how often such beads are right."""

from __future__ import annotations

__all__ = ["calibrated"]


def calibrated(probability: float) -> float:
    """Return how often beads that the search gives this probability are right."""
    return min(max(probability, 0.0), 1.0)
