"""Work shared between helpers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tmtool.jobs.parcels import in_order

TASK = "tmtool.jobs.mine:count_phrases"


@pytest.mark.parametrize("workers", [1, 2])
def test_answers_come_in_order_with_what_was_kept(workers: int):
    words = "мир договор закон совет право".split()
    answers = in_order(TASK, ("ru",), ((word, [word]) for word in words), workers)
    assert list(answers) == [(word, {word: 1}) for word in words]


@pytest.mark.parametrize("workers", [1, 2])
def test_parcels_are_read_as_they_are_needed(workers: int):
    read: list[int] = []

    def parcels() -> Iterator[tuple[int, list[str]]]:
        for number in range(100):
            read.append(number)
            yield number, ["мир"]

    answers = in_order(TASK, ("ru",), parcels(), workers)
    next(answers)
    assert len(read) <= 5
    answers.close()


@pytest.mark.parametrize("workers", [1, 2])
def test_what_fails_in_a_helper_is_raised_here(workers: int):
    with pytest.raises(TypeError):
        list(in_order(TASK, ("ru",), [(None, [7])], workers))
