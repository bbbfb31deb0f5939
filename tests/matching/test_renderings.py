from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.matching.renderings import renderings
from tmtool.models import Rendering, Renderings, Span


def counted(forms: list[str], language: str) -> list[tuple[str, int]]:
    """The renderings of forms that stand within longer texts."""
    occurrences = [(f"«{form}».", (1, 1 + len(form))) for form in forms]
    return [(found.text, found.count) for found in renderings(occurrences, language).found]


@pytest.mark.parametrize(
    ("language", "forms", "found"),
    [
        # Inflected forms are one rendering, shown by the most frequent.
        (
            "ru",
            ["настоящий Договор", "настоящего Договора", "настоящего Договора", "соглашение"],
            [("настоящего Договора", 3), ("соглашение", 1)],
        ),
        ("en", ["party", "parties", "parties"], [("parties", 3)]),
        # Letter case and articles do not count; ties are won by the shorter, then the first.
        ("en", ["the Agreement", "an agreement", "Agreement"], [("Agreement", 3)]),
        (
            "en",
            ["deposit of the instrument", "Deposit of instrument"],
            [("Deposit of instrument", 2)],
        ),
        ("en", ["agreement", "Agreement"], [("Agreement", 2)]),
        ("en", ["treaty", "accord"], [("accord", 1), ("treaty", 1)]),
        ("fr", ["the accord", "accord"], [("accord", 1), ("the accord", 1)]),
        # The order of the words does, and so do the other words.
        (
            "en",
            ["entry into force", "force into entry"],
            [("entry into force", 1), ("force into entry", 1)],
        ),
        ("en", ["in force", "into force"], [("in force", 1), ("into force", 1)]),
        # Forms whose stems differ, and forms with the same stem in another dictionary word.
        ("ru", ["конец", "конца", "концы"], [("конец", 3)]),
        ("ru", ["рынок", "рынком", "рынка", "рынка"], [("рынка", 4)]),
        # Signs and white space are no difference.
        (
            "en",
            ["entry  into\nforce", "entry into force", "entry into **force**"],
            [("entry into force", 3)],
        ),
    ],
)
def test_forms_of_one_rendering_count_together(
    language: str, forms: list[str], found: list[tuple[str, int]]
):
    assert counted(forms, language) == found
    assert counted(forms[::-1], language) == found


@pytest.mark.parametrize("span", [None, (0, 0), (0, 3), (3, 4)])
def test_no_stretch_and_stretches_without_a_telling_word_are_unclear(span: Span | None):
    occurrences = [("the treaty", (0, 10)), ("the treaty", span)]
    assert renderings(occurrences, "en") == Renderings((Rendering("treaty", 1),), 1)


def test_nothing_found():
    assert renderings([], "ru") == Renderings((), 0)


words = st.sampled_from("the a treaty treaties конец конца концов Договор договору в —".split())
forms = st.lists(st.lists(words, max_size=3).map(" ".join), max_size=12)


@given(forms, st.sampled_from(["ru", "en", "ja"]), st.randoms(use_true_random=False))
def test_every_occurrence_counts_once_in_any_order(
    found: list[str], language: str, order: random.Random
):
    occurrences = [(form, (0, len(form))) for form in found]
    counts = renderings(occurrences, language)
    assert sum(one.count for one in counts.found) + counts.unclear == len(found)
    assert len({one.text for one in counts.found}) == len(counts.found)
    order.shuffle(occurrences)
    assert renderings(occurrences, language) == counts
