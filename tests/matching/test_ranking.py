from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.matching.ranking import Candidate, ranked
from tmtool.models import STATUSES, Match


def candidate(
    unit: int = 1, source: str = "Да", target: str = "Yes", *, priority=0, usage_count=0, **fields
) -> Candidate:
    values = {
        "rate": 90,
        "kind": "fuzzy",
        "corpus": "own",
        "status": "approved",
        "source_language": "ru",
        "target_language": "en",
        **fields,
    }
    match = Match(source=source, target=target, unit=unit, **values)
    return Candidate(match, priority, usage_count)


BEST_FIRST = [
    candidate(12, kind="context", rate=100),
    candidate(11, kind="exact", rate=100),
    candidate(10, rate=99, priority=2),
    candidate(9, rate=99, priority=1),
    candidate(8, rate=99, changed_at="2024-01-02T00:00:00Z"),
    candidate(7, rate=99, changed_at="2024-01-01T00:00:00Z", usage_count=9),
    candidate(6, rate=99, usage_count=2),
    candidate(4, rate=99, usage_count=1),
    candidate(5, rate=99, usage_count=1),
    candidate(3, rate=99, status="draft", changed_at="2025-01-01T00:00:00Z"),
    candidate(2, rate=99, status="machine", usage_count=99),
    candidate(1, rate=98, priority=9, usage_count=99),
]


def test_the_order_of_ties():
    shuffled = BEST_FIRST.copy()
    random.Random(0).shuffle(shuffled)
    assert sorted(shuffled, key=Candidate.place) == BEST_FIRST


def test_equal_pairs_are_one_match_with_a_count_the_best_is_shown():
    candidates = [
        candidate(1, "Да ", "Yes"),
        candidate(2, "Да", " Yes", changed_at="2024-01-01T00:00:00Z"),
        candidate(3, "Да", "Aye", rate=80),
    ]
    first, second = ranked(candidates, 5)
    assert (first.unit, first.target, first.count) == (2, " Yes", 2)
    assert (second.unit, second.count) == (3, 1)


@pytest.mark.parametrize(
    ("pairs", "ambiguous"),
    [
        ([("Да", "Yes"), ("Да", "Aye")], [True, True]),
        ([("Да", "Yes"), ("Нет", "No")], [False, False]),
        ([("Да", "Yes"), ("да", "Aye")], [False, False]),
        ([("Да", "Yes"), (" Да", "Aye"), ("Нет", "No")], [True, True, False]),
        ([("Да", "Yes"), ("Ага", "Yes")], [False, False]),
    ],
)
def test_equal_sources_with_different_targets_are_ambiguous(pairs, ambiguous: list[bool]):
    candidates = [candidate(number, *texts) for number, texts in enumerate(pairs)]
    assert [match.ambiguous for match in ranked(candidates, 5)] == ambiguous


def test_what_is_cut_off_still_makes_the_rest_ambiguous():
    (match,) = ranked([candidate(1, "Да", "Yes"), candidate(2, "Да", "Aye")], 1)
    assert (match.unit, match.ambiguous) == (1, True)


@given(
    st.lists(
        st.builds(
            candidate,
            st.integers(1, 99),
            st.sampled_from(["Да", "Нет"]),
            st.sampled_from(["Yes", "No"]),
            rate=st.sampled_from([99, 98]),
            status=st.sampled_from(STATUSES),
            changed_at=st.sampled_from([None, "2024-01-01T00:00:00Z", "2023-01-01T00:00:00Z"]),
            priority=st.integers(0, 1),
        ),
        max_size=8,
        unique_by=lambda c: c.match.unit,
    ),
    st.integers(0, 5),
    st.randoms(use_true_random=False),
)
def test_the_order_is_total_and_the_counts_add_up(candidates, limit: int, chance: random.Random):
    found = ranked(candidates, 99)
    chance.shuffle(candidates)
    assert ranked(candidates, 99) == found
    assert ranked(candidates, limit) == found[:limit]
    assert sum(match.count for match in found) == len(candidates)
    assert len({(match.source, match.target) for match in found}) == len(found)
