"""Segments that have several translations, in a memory and in a spool."""

from __future__ import annotations

import sqlite3
from collections import Counter

import pytest
from building import pair
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tmtool.memory import Memory
from tmtool.models import TranslationUnit, Variant
from tmtool.store import languages, repeats
from tmtool.store.spool import Spool

PAIRS = st.lists(
    st.tuples(st.sampled_from("абв"), st.sampled_from(["x", "y", "z", "y "])), max_size=12
)


def groups(found) -> list[list[int]]:
    """The numbers of units of each repeated segment."""
    return sorted(sorted(n for units in one.values() for n in units) for one in found)


def expected(pairs) -> list[list[int]]:
    """What a comparison of all pairs finds; white space does not count."""
    sources: dict[str, list[int]] = {}
    for number, (source, _) in enumerate(pairs, 1):
        sources.setdefault(source, []).append(number)
    return sorted(
        numbers
        for numbers in sources.values()
        if len({pairs[number - 1][1].strip() for number in numbers}) > 1
    )


@given(PAIRS)
def test_a_spool_finds_what_a_comparison_finds(pairs):
    with Spool() as spool:
        segments = ((s, t, str(n), "file", None, None) for n, (s, t) in enumerate(pairs, 1))
        assert list(spool.fill(segments)) == ([len(pairs)] if pairs else [])
        assert groups(spool.repeated()) == expected(pairs)
        assert [source for _, source, _ in spool.pairs()] == [source for source, _ in pairs]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(pairs=PAIRS)
def test_a_memory_finds_what_a_comparison_finds(pairs, new_memory):
    memory = new_memory()
    for number, (source, target) in enumerate(pairs):
        memory.add_unit(pair(source, target, tuid=str(number)), corpus="c")
    connection = memory._connection
    numbers = languages.numbers_of_pair(connection, "ru", "en")
    assert groups(repeats.repeated(connection, *numbers)) == expected(pairs)
    assert repeats.all_units(connection, *numbers) == len(pairs)


@pytest.fixture
def several(memory: Memory) -> sqlite3.Connection:
    memory.add_unit(pair("Стороны", "Parties", changed_by="smith", document="a"), corpus="one")
    memory.add_unit(pair("Стороны", "Sides", created_by="petrov"), corpus="two")
    memory.add_unit(
        TranslationUnit(
            (
                Variant("ru", "оборона"),
                Variant("en-GB", "defence"),
                Variant("en-US", "defense"),
            )
        ),
        corpus="two",
    )
    return memory._connection


def test_regions_are_compared_each_for_itself(several):
    numbers = languages.numbers_of_pair(several, "ru", "en")
    assert groups(repeats.repeated(several, *numbers)) == [[1, 2]]
    assert repeats.all_units(several, *numbers) == 3


def test_a_corpus_is_looked_at_alone(several):
    numbers = languages.numbers_of_pair(several, "ru", "en")
    assert list(repeats.repeated(several, *numbers, "two")) == []
    assert repeats.of_corpus(several, "two") == {2, 3}


def test_origins(several):
    assert repeats.origins(several, [1, 2, 3]) == Counter(
        {("one", "a", "smith"): 1, ("two", None, "petrov"): 1, ("two", None, None): 1}
    )


def test_a_spool_gives_back_what_it_was_given():
    segments = [("а", "x", "t1", "f.tmx", "doc", "smith"), ("б", "y", "2", "f.tmx", None, None)]
    with Spool() as spool:
        assert list(spool.fill(segments)) == [2]
        assert spool.read([2, 1, 7]) == {1: segments[0], 2: segments[1]}
        assert spool.origins([1, 2]) == Counter(
            {("f.tmx", "doc", "smith"): 1, ("f.tmx", None, None): 1}
        )
