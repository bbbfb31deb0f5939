"""The page of two aligned documents, with the numbers marked that differ."""

from __future__ import annotations

from functools import partial

from tmtool.jobs.bead_numbers import differing_numbers
from tmtool.models import AlignedPair
from tmtool.reports.html.alignment import alignment


def alignment_page(pair: AlignedPair, day: str, threshold: float) -> str:
    """Return the page, made on a day; beads below the threshold are to be reviewed."""
    return alignment(pair, day, threshold=threshold, numbers=partial(differing_numbers, pair))
