"""The bands that matches are counted in."""

from __future__ import annotations

import pytest

from tmtool.matching.bands import BANDS, LOWEST, band
from tmtool.models import Match


def match(rate: int, kind: str = "fuzzy") -> Match:
    return Match(rate, kind, "s", "t", 1, "own", "approved", "ru", "en")


@pytest.mark.parametrize(
    ("rate", "kind", "name"),
    [
        (100, "context", "context"),
        (100, "exact", "exact"),
        # An identical text loses points by penalties.
        (97, "exact", "95-99"),
        *((99, "fuzzy", "95-99"), (95, "fuzzy", "95-99"), (94, "fuzzy", "85-94")),
        *((85, "fuzzy", "85-94"), (84, "fuzzy", "75-84"), (75, "fuzzy", "75-84")),
        *((74, "fuzzy", "50-74"), (50, "fuzzy", "50-74"), (49, "fuzzy", "new")),
    ],
)
def test_bands(rate, kind, name):
    assert band(match(rate, kind)) == name
    assert name in BANDS


def test_without_a_match_a_segment_is_new():
    assert band(None) == "new"
    assert (BANDS[0], BANDS[-1], LOWEST) == ("context", "new", 50)
