"""The figures that the aligner works with, which were chosen by measuring (decision 0031)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tmtool.alignment.sides import Side

if TYPE_CHECKING:
    Numbers = np.ndarray[Any, np.dtype[Any]]

SMOOTHING = 8.0
"""How many occurrences of a word a lexicon needs before it trusts its counts by half."""

SMALL_SMOOTHING = 2.0
"""The same for small documents, whose words hardly occur twice."""

SMALL = 400
"""Segments below which a document is small."""

UNLEARNT_NOTHING, LEARNT_NOTHING = 0.9, 0.5
"""The share of words that translate nothing, before and while a lexicon is learnt."""

NOTHING_FLOOR, SMALL_FLOOR = 0.8, 0.85
"""Its least value where a lexicon is used: in general, and in small documents by themselves."""

WORDS = 0.4
"""What the evidence of words counts beside that of lengths: words are not independent."""

TEMPER = 0.4
"""By what scores are multiplied before they are taken for logarithms of probabilities."""

FINAL_TEMPER = 0.5
"""The same in the last pass, whose probabilities are what a person sees."""

OFTEN, KEY_OFTEN = 0.2, 0.08
"""In what share of the segments words may stand that count at all, and by their sound."""

KNOWN_MOST = 50.0
"""How many occurrences of a word in other units count at most."""

ACCEPTED = 0.9
"""The confidence from which a bead is taken without a person's looking at it."""


def frequent(side: Side, share: float = OFTEN) -> Numbers:
    """Tell for each word whether it stands in so many segments that it says nothing."""
    return side.segments_with() > max(share * len(side), 3)
