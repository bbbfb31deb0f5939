from __future__ import annotations

import sqlite3

import by_the_book
import pytest
from building import pair
from hypothesis import given
from hypothesis import strategies as st

from tmtool.matching.similarity import Weights
from tmtool.memory import Memory
from tmtool.store import indexing, languages, postings, search, unit_index
from tmtool.store.indexing import Built, build, from_bytes, segment_weights, to_bytes
from tmtool.store.migrations import migrate

MARK = "\x1f"
texts = st.lists(
    st.sampled_from(
        ["Статья", "статьи", "7", "5 мая", "мая", "{1}", "<b>", "«мир»,", "—", "ё", "о"]
    ),
    min_size=1,
    max_size=5,
).map(" ".join)
ids = st.integers(1, 200_000) | st.sampled_from([4_095, 4_096, 65_535, 65_536])
segments = st.dictionaries(ids, texts, max_size=8).map(lambda found: sorted(found.items()))


def flat(built: Built) -> dict[str, list[int]]:
    """The ids by stem."""
    found: dict[str, list[int]] = {}
    for (block, stem), places in built.units.items():
        found.setdefault(stem, []).extend((block << 16) + place for place in from_bytes(places))
    return found


def in_store(connection: sqlite3.Connection, language_id: int) -> Built:
    rows = connection.execute(
        "SELECT block, stem, units FROM posting WHERE language_id = ?", (language_id,)
    )
    sizes = {}
    for page, weights, marks, grams in postings.sizes(connection, language_id):
        assert (len(weights), len(marks), len(grams)) == (8_192, 4_096, 8_192)
        all_sizes = zip(from_bytes(weights), marks, from_bytes(grams), strict=True)
        for place, (weight, number, runs) in enumerate(all_sizes):
            if runs:
                sizes[(page << 12) + place] = (number, runs)
            else:
                assert (weight, number) == (0, 0)
    ordered = {(block, stem): bytes(to_bytes(from_bytes(units)[:])) for block, stem, units in rows}
    return Built(ordered, sizes)


@given(segments)
def test_what_is_built_says_which_units_have_a_stem(some: list[tuple[int, str]]):
    built = build(some, "ru")
    assert built.sizes == {
        unit: (len(by_the_book.marks(text)), by_the_book.grams(text).total()) for unit, text in some
    }
    found = flat(built)
    for unit, text in some:
        own = {stem for stem, units in found.items() if unit in units}
        assert {stem for stem in own if not stem.startswith(MARK)} == by_the_book.stems(text, "ru")
    assert all(units == sorted(set(units)) for units in found.values())
    weights = Weights({"стат": 3, "0": 1}, 10)
    assert segment_weights(built.units, weights) == {
        unit: sum({"стат": 3, "0": 1}.get(s, 10) for s in by_the_book.stems(text, "ru"))
        for unit, text in some
    }


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("Статья 7", {"стат", "0"}),
        ("5 мая 2021 г.", {"0", MARK + "ма", "г"}),
        ("мая", {"ма"}),
        ("<b>Мир</b> {name}", {"мир", MARK + "b", MARK + "name"}),
        ("{1}", {"{1}"}),
        ("—", {"—"}),
        ("<b>", {"<b>", MARK + "b"}),
        ("b <b>", {"b"}),
    ],
)
def test_stems_of_markup_and_months_are_marked(text: str, stems: set[str]):
    assert set(flat(build([(1, text)], "ru"))) == stems


@pytest.fixture
def language_id(memory: Memory) -> int:
    memory.add_unit(pair("Да", "Yes"), corpus="own")
    memory.remove_unit(1)
    return languages.stored(memory._connection)["ru"]


@given(first=segments, second=segments)
def test_adding_and_removing_leave_what_is_built_of_the_rest(
    first: list[tuple[int, str]], second: list[tuple[int, str]]
):
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    connection.execute("INSERT INTO language VALUES (1, 'ru')")
    second = [segment for segment in second if segment[0] not in dict(first)]
    indexing.add(connection, 1, "ru", build(first, "ru"))
    indexing.add(connection, 1, "ru", build(second, "ru"))
    both = in_store(connection, 1)
    assert both.sizes == build([*first, *second], "ru").sizes
    assert {stem: sorted(units) for stem, units in flat(both).items()} == flat(
        build(sorted([*first, *second]), "ru")
    )
    # What is in the index already is not added again.
    assert indexing.without_those_in_it(connection, 1, build(first, "ru")) == Built({}, {})
    indexing.remove(connection, 1, "ru", first[::-1])
    assert in_store(connection, 1) == build(second, "ru")
    indexing.remove(connection, 1, "ru", second)
    assert in_store(connection, 1) == Built({}, {})
    connection.close()


def test_two_bytes_each_the_low_one_first():
    assert to_bytes(from_bytes(b"\x01\x00\xff\xff")) == b"\x01\x00\xff\xff"
    assert list(from_bytes(b"\x01\x00\x00\x01\xff\xff")) == [1, 256, 65_535]


def test_sizes_count_up_to_the_largest(memory: Memory):
    signs = [chr(code) for code in range(0x2190, 0x2190 + 300)]
    memory.add_unit(pair("абвгдежзик" * 7_000, f"x {' '.join(signs)}"), corpus="own")
    numbers = languages.stored(memory._connection)
    ((page, weights, marks, grams),) = postings.sizes(memory._connection, numbers["ru"])
    assert (page, from_bytes(weights)[1], marks[1], from_bytes(grams)[1]) == (0, 40, 0, 65_535)
    # x and 300 signs are one stem, 298 runs, and as many marks as a byte holds.
    ((page, weights, marks, grams),) = postings.sizes(memory._connection, numbers["en"])
    assert (page, from_bytes(weights)[1], marks[1], from_bytes(grams)[1]) == (0, 40, 255, 298)


# Every question is answered by a key or an index -----------------------------------------


def plans(connection: sqlite3.Connection, work) -> list[str]:
    """How SQLite goes about what some work asks it."""
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    try:
        work()
    finally:
        connection.set_trace_callback(None)
    found = []
    for statement in asked:
        if statement.startswith("SELECT"):
            rows = connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
            found.append("; ".join(row[3] for row in rows))
    return found


QUESTIONS = {
    "postings": lambda c: list(postings.postings(c, 1, ["стат", "мир", "о"])),
    "postings of known blocks": lambda c: list(postings.postings(c, 1, ["стат"], [0])),
    "beginning with": lambda c: list(postings.beginning_with(c, 1, "ста")),
    "blocks": lambda c: postings.blocks(c, 1),
    "sizes": lambda c: postings.sizes(c, 1),
    "weights": lambda c: postings.weights(c, "ru", {"стат", "мир"}),
    "texts": lambda c: search.texts(c, 1, [1, 2, 3]),
    "pairs": lambda c: list(search.pairs(c, [1, 2, 3], [1], [2])),
    "pairs of regions": lambda c: list(search.pairs(c, [1, 2, 3], [1, 2], [3, 4])),
    "digests": lambda c: list(search.digests(c, [1, 2, 3], [1], [2])),
    "exact": lambda c: search.exact(c, "Мир", [1], [2]),
    "exact of regions": lambda c: search.exact(c, "Мир", [1, 3], [2, 4]),
    "segments of units": lambda c: list(unit_index.texts_of(c, [1, 2])),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_table_is_read_from_end_to_end(treaties: Memory, question: str):
    connection = treaties._connection
    found = plans(connection, lambda: QUESTIONS[question](connection))
    assert found
    for plan in found:
        steps = [step for step in plan.split("; ") if "SCAN" in step]
        # Imports are few, and who needs them reads them all: those that run.
        assert all("SCAN import" in step for step in steps), plan
        assert "USING PRIMARY KEY" in plan or "USING INDEX" in plan or "PRIMARY KEY" in plan, plan
