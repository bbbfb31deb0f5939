"""Which segments of two documents translate each other, and how sure that is."""

from __future__ import annotations

from tmtool.alignment.align import align, align_together
from tmtool.alignment.knowledge import Knowledge
from tmtool.alignment.pair import AlignOptions, Pair
from tmtool.alignment.together import learn_together
from tmtool.alignment.weights import ACCEPTED
from tmtool.models.alignment import joined

__all__ = [
    "ACCEPTED",
    "AlignOptions",
    "Knowledge",
    "Pair",
    "align",
    "align_together",
    "joined",
    "learn_together",
]
