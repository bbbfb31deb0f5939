"""Which of two records is taken where two memories do not agree."""

from __future__ import annotations

import pytest
from building import concept, pair
from hypothesis import given
from hypothesis import strategies as st

from tmtool.models import PREFERENCES, STATUSES, MergeSide
from tmtool.store.precedence import concept_side, settle, unit_side

OLD, NEW = "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("ours", "theirs", "taken"),
    [
        (("approved", OLD), ("approved", NEW), ("theirs", "newer")),
        (("approved", NEW), ("approved", OLD), ("ours", "newer")),
        (("approved", OLD), ("approved", OLD), ("ours", "undecided")),
        (("approved", None), ("approved", NEW), ("ours", "undecided")),
        (("approved", OLD), ("approved", None), ("ours", "undecided")),
        (("approved", OLD), ("draft", NEW), ("ours", "status")),
        (("draft", NEW), ("approved", None), ("theirs", "status")),
        (("machine", NEW), ("draft", OLD), ("theirs", "status")),
        (("draft", None), ("machine", NEW), ("ours", "status")),
        ((None, OLD), (None, NEW), ("theirs", "newer")),
    ],
)
def test_the_better_status_then_the_later_change(ours, theirs, taken):
    sides = MergeSide({}, *ours), MergeSide({}, *theirs)
    assert settle(*sides, "newer") == taken
    assert settle(*sides, "ours") == ("ours", "preferred")
    assert settle(*sides, "theirs") == ("theirs", "preferred")


sides = st.builds(
    MergeSide,
    st.just({}),
    st.none() | st.sampled_from(STATUSES),
    st.none() | st.sampled_from([OLD, NEW]),
)


@given(sides, sides, st.sampled_from(PREFERENCES))
def test_a_side_settled_once_is_taken_again(ours: MergeSide, theirs: MergeSide, prefer):
    taken, _ = settle(ours, theirs, prefer)
    winner = ours if taken == "ours" else theirs
    again, _ = settle(winner, theirs, prefer)
    assert (winner if again == "ours" else theirs) == winner


def test_what_was_never_changed_has_the_date_it_was_made():
    side = unit_side(pair("Да", "Yes", created_at=OLD, created_by="anna", status="draft"))
    assert side == MergeSide({"ru": "Да", "en": "Yes"}, "draft", OLD, "anna")


def test_a_concept_was_changed_when_its_last_term_was_or_when_the_log_says():
    from dataclasses import replace

    plain = concept(1, "ru договор", "en treaty", "en pact")
    assert concept_side(plain) == MergeSide({"ru": "договор", "en": "treaty; pact"})
    one, two, three = plain.terms
    dated = replace(
        plain,
        terms=(
            replace(one, created_at=OLD, created_by="anna"),
            replace(two, created_at=OLD, changed_at=NEW, changed_by="boris"),
            three,
        ),
    )
    assert concept_side(dated).changed_at == NEW
    assert concept_side(dated).changed_by == "boris"
    assert concept_side(dated, OLD).changed_at == NEW
    assert concept_side(dated, "2026-01-01T00:00:00Z").changed_at == "2026-01-01T00:00:00Z"
