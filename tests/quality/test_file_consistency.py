"""The same source with different drafts, and the reverse."""

from __future__ import annotations

import pytest

from tmtool.models import DraftSegment
from tmtool.quality.consistency import ConsistencyCheck


def found_in(rows: list[tuple[str, str]], **options) -> list[tuple[int, str]]:
    check = ConsistencyCheck(**options)
    return [
        (place, f"{found.check} {found.message.split()[1]}")
        for place, row in enumerate(rows, 1)
        for found in check.check(DraftSegment(place, *row))
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("да", "yes"), ("да", "yes")], []),
        ([("да", "yes"), ("да", "yeah")], [(2, "same-source 1")]),
        ([("да", "yes"), ("да", "yeah"), ("да", "yes")], [(2, "same-source 1")]),
        ([("да", "yes"), ("ага", "yes")], [(2, "same-draft 1")]),
        ([("да", "yes"), ("нет", "no"), ("да", "no")], [(3, "same-source 1"), (3, "same-draft 2")]),
        ([("да", "yes"), (" да ", "yes\n")], []),
        ([("да", "yes"), ("Да", "yes")], [(2, "same-draft 1")]),
        ([("1", "2"), ("1", "3")], []),
        ([("да", ""), ("да", "yes")], []),
    ],
)
def test_cases(rows, expected):
    assert found_in(rows) == expected


def test_what_came_long_ago_is_forgotten():
    rows = [("один", "one"), ("два", "two"), ("три", "three"), ("один", "won")]
    assert found_in(rows, remembered=2) == []
    assert found_in(rows, remembered=3) == [(4, "same-source 1")]


def test_what_is_met_again_is_kept():
    rows = [("один", "one"), ("два", "two"), ("один", "one"), ("три", "three"), ("один", "won")]
    assert found_in(rows, remembered=2) == [(5, "same-source 1")]
