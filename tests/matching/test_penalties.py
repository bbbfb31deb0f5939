from __future__ import annotations

import pytest

from tmtool.matching.penalties import DRAFT, MACHINE, penalties
from tmtool.models.matches import Penalty


@pytest.mark.parametrize(
    ("status", "corpus_penalty", "found"),
    [
        ("approved", 0, ()),
        ("draft", 0, (Penalty("draft", DRAFT),)),
        ("machine", 0, (Penalty("machine translation", MACHINE),)),
        ("approved", 7, (Penalty("corpus old", 7),)),
        ("machine", 7, (Penalty("machine translation", MACHINE), Penalty("corpus old", 7))),
    ],
)
def test_penalties_by_status_and_corpus(status, corpus_penalty: int, found: tuple[Penalty, ...]):
    assert penalties(status, "old", corpus_penalty) == found


def test_what_nobody_approved_is_never_a_100_percent_match():
    assert 0 < DRAFT < MACHINE
