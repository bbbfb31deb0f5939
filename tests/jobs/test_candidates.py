"""Whatever way a look-up takes through the index, it finds what a comparison with all finds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from unicodedata import normalize

import by_the_book
import pytest
from building import pair
from by_the_book import Statistics
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import tmtool
from tmtool.jobs import arrays, candidates
from tmtool.jobs.candidates import Bounded
from tmtool.jobs.lookup import Lookup, Request
from tmtool.matching import similarity
from tmtool.matching.similarity import Query
from tmtool.memory import Memory
from tmtool.models import STATUSES, Match, TranslationUnit, Variant
from tmtool.store import corpora, indexing, search, statistics, units, upkeep
from tmtool.store.connection import transaction
from tmtool.store.imports import Import
from tmtool.text import features

CORPORA = {"plain": (0, 0), "preferred": (0, 1), "old": (7, 0)}
"""Penalty and priority of each corpus."""

WAYS: dict[str, dict[tuple[object, str], object]] = {
    "plain": {(candidates, "PLAINLY"): 1 << 30},
    "plain, one by one": {
        (candidates, "PLAINLY"): 1 << 30,
        (candidates, "FIRST_CHUNK"): 1,
    },
    "arrays": {(candidates, "WORTH_NUMPY"): 0},
    "arrays, one by one": {(candidates, "WORTH_NUMPY"): 0, (arrays, "FIRST_CHUNK"): 1},
    "arrays that count common stems": {(candidates, "WORTH_NUMPY"): 0, (arrays, "FEW"): 0},
    "arrays that forget": {
        (candidates, "WORTH_NUMPY"): 0,
        (arrays, "FEW"): 0,
        (arrays, "REMEMBERED_BYTES"): 1,
    },
}
"""What has to be set for a look-up to go each way."""


@contextmanager
def going(way: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for (module, name), value in WAYS[way].items():
            patch.setattr(module, name, value)
        yield


class Everything:
    """A finder that yields every segment, its weight by the book."""

    def __init__(self, connection: sqlite3.Connection, counted: Statistics) -> None:
        self._connection = connection
        self._counted = counted

    def __call__(
        self, query: Query, sources: Sequence[int], min_rate: int
    ) -> Iterator[list[Bounded]]:
        rows = self._connection.execute("SELECT unit_id, language_id, text FROM variant")
        found = [
            Bounded(100, unit, language_id, self._weight(text, query.language))
            for unit, language_id, text in rows
            if language_id in sources
        ]
        if found:
            yield found

    def _weight(self, text: str, language: str) -> int:
        return self._counted.total(by_the_book.stems(text, language), language)


def shown(matches: list[Match]) -> list[tuple]:
    return [(m.rate, m.kind, m.source, m.target, m.count, m.ambiguous, m.unit) for m in matches]


# A memory with a history -----------------------------------------------------------------

WORDS = ["Статья", "статья", "статьи", "договора", "договор", "о", "в", "безопасность", "мир"]
SIGNS = ["7", "8", "10.5", "5 мая", "мая", ",", "—", "{1}", "{2}", "<b>", "%s", "й", "ё", "\u00ad"]
russian = st.lists(
    st.sampled_from([*WORDS, *WORDS, *SIGNS, normalize("NFD", "й")]), min_size=1, max_size=6
).map(" ".join)
english = st.lists(
    st.sampled_from(["Article", "articles", "the", "of", "Treaty", "a", "May", *SIGNS]),
    min_size=1,
    max_size=6,
).map(" ".join)
variants = st.builds(
    lambda ru, more, en: (Variant("ru", ru), *more, *en),
    russian,
    st.lists(st.builds(Variant, st.just("ru-BY"), russian), max_size=1),
    st.lists(
        st.builds(Variant, st.sampled_from(["en", "en-GB", "en-US"]), english),
        min_size=1,
        max_size=2,
        unique_by=lambda v: v.language,
    ),
)
stored_units = st.builds(
    TranslationUnit,
    variants,
    status=st.sampled_from(STATUSES),
    changed_at=st.sampled_from([None, "2021-01-01T00:00:00Z", "2022-01-01T00:00:00Z"]),
    usage_count=st.integers(0, 1),
    corpus=st.sampled_from(sorted(CORPORA)),
)
requests = st.builds(
    Request,
    russian | english,
    st.sampled_from(["ru", "ru-BY", "ru-RU"]),
    st.sampled_from(["en", "en-GB", "en-AU"]),
    st.integers(1, 100) | st.sampled_from([1, 50, 70, 94, 95, 98, 100]),
    st.integers(1, 6) | st.just(100),
)


@dataclass(frozen=True)
class Past:
    """What is stored: the first units are there when stems are counted, if they are at all."""

    first: list[TranslationUnit]
    counts: bool
    later: list[TranslationUnit]
    removed: int
    edited: int


pasts = st.builds(
    Past,
    st.lists(stored_units, max_size=6),
    st.booleans(),
    st.lists(stored_units, max_size=6),
    st.integers(0, 3),
    st.integers(0, 3),
)


def lived(memory: Memory, past: Past, most: int = by_the_book.MOST) -> Statistics:
    """Write a past into a memory and return the statistics that it has then."""
    counted = Statistics(most=most)
    for unit in past.first:
        memory.add_unit(replace(unit, corpus=None), corpus=unit.corpus or "")
    if past.counts:
        upkeep.rebuild(memory._connection)
        counted = Statistics.of(memory.units(), most)
    for unit in past.later:
        memory.add_unit(replace(unit, corpus=None), corpus=unit.corpus or "")
    numbers = [unit.id or 0 for unit in memory.units()]
    for number in numbers[: past.edited]:
        memory.edit_unit(number, {"ru": "Договор о мире 7"})
    for number in numbers[::-1][: past.removed]:
        memory.remove_unit(number)
    for corpus in memory.corpora():
        penalty, priority = CORPORA[corpus.name]
        memory.set_corpus(corpus.name, penalty=penalty, priority=priority)
    return counted


def check(memory: Memory, counted: Statistics, request: Request) -> None:
    """Assert that a look-up finds the same on all ways, in both directions."""
    stored = list(memory.units())
    swapped = replace(request, source=request.target, target=request.source)
    for asked in (request, swapped):
        wanted = by_the_book.look_up(stored, asked, CORPORA, counted)
        every = Lookup(memory._connection, Everything(memory._connection, counted)).matches(asked)
        assert shown(every) == wanted
        for way in WAYS:
            with going(way):
                lookup = Lookup(memory._connection)
                assert lookup.matches(asked) == every, way
                assert lookup.matches(asked) == every, f"{way}, again"
    assert list(upkeep.check(memory._connection)) == []


@given(past=pasts, request=requests)
@example(
    Past(
        [
            TranslationUnit(
                (Variant("ru", "о в мир"), Variant("ru-BY", "о в мир договор"), Variant("en", "x")),
                corpus="plain",
            )
        ],
        False,
        [],
        0,
        0,
    ),
    Request("о в мир безопасность договор", "ru", "en", 1, 100),
)
@settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_way_loses_or_adds_a_match(new_memory, past: Past, request: Request):
    memory = new_memory()
    check(memory, lived(memory, past), request)


@given(past=pasts, request=requests, most=st.integers(1, 40))
@settings(
    max_examples=100,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_nor_where_sizes_and_weights_are_larger_than_the_index_holds(
    new_memory, past: Past, request: Request, most: int
):
    with pytest.MonkeyPatch.context() as patch:
        for module in (features, similarity, indexing, statistics):
            patch.setattr(module, "LARGEST", most)
        memory = new_memory()
        check(memory, lived(memory, past, most), request)


PREAMBLE = "Договаривающиеся государства согласились о нижеследующем:"
WORDY = " ".join(f"слово{n // 60}б{n % 60}" for n in range(2_000))
HUGE = "абвгдежзик" * 7_000


@pytest.fixture(scope="module")
def long_texts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Memory]:
    """Texts of more weight, or of more runs, than the index holds, and one that is short."""
    with tmtool.open(tmp_path_factory.mktemp("long") / "memory.db") as memory:
        for text in (WORDY, f"{WORDY} ещё", HUGE, f"{HUGE} ещё", PREAMBLE):
            memory.add_unit(pair(text, "x"), corpus="plain")
        yield memory


@pytest.mark.parametrize("way", ["plain", "arrays"])
@pytest.mark.parametrize("text", [f"{WORDY} иное", HUGE.upper(), f"{HUGE} иное"])
def test_long_texts_beyond_the_largest_sizes(long_texts: Memory, text: str, way: str):
    stored = list(long_texts.units())
    with going(way):
        lookup = Lookup(long_texts._connection)
        for min_rate in (1, 94, 99):
            request = Request(text, "ru", "en", min_rate, 10)
            assert [(m.rate, m.unit) for m in lookup.matches(request)] == [
                (m[0], m[-1]) for m in by_the_book.look_up(stored, request, CORPORA)
            ]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("min_rate", [-1, 0, 101])
def test_rates_that_say_nothing(memory: Memory, way: str, min_rate: int):
    """0 and less ask for whatever is alike at all, more than 100 for nothing."""
    memory.add_unit(pair("Да", "Yes"), corpus="plain")
    memory.add_unit(pair("Иное", "Other"), corpus="plain")
    with going(way):
        found = Lookup(memory._connection).matches(Request("да", "ru", "en", min_rate))
    assert [match.target for match in found] == ([] if min_rate > 100 else ["Yes"])


@pytest.mark.parametrize("way", WAYS)
def test_ids_in_several_blocks_and_pages(memory: Memory, connection, way: str):
    stored = []
    for number in (1, 4_095, 65_535, 69_632, 200_000):
        connection.execute("DELETE FROM sqlite_sequence WHERE name = 'unit'")
        connection.execute("INSERT INTO sqlite_sequence VALUES ('unit', ?)", (number - 1,))
        for text in (PREAMBLE, f"{PREAMBLE[:-1]} 7"):
            unit, _ = memory.add_unit(pair(text, f"x {number}", document=text), corpus="plain")
            stored.append(unit)
    assert [unit.id for unit in stored][:4] == [1, 2, 4_095, 4_096]  # each pair crosses a border
    assert [unit.id for unit in stored][4:6] == [65_535, 65_536]
    request = Request(PREAMBLE, "ru", "en", 50, 100)
    with going(way):
        assert shown(Lookup(memory._connection).matches(request)) == by_the_book.look_up(
            list(memory.units()), request, CORPORA
        )
    assert list(upkeep.check(connection)) == []


@pytest.mark.parametrize("way", WAYS)
def test_units_of_an_unfinished_import_are_not_seen(memory: Memory, tmp_path, connection, way: str):
    memory.add_unit(pair("Статья 7", "Article 7"), corpus="plain")
    running = Import(connection, tmp_path / "memory.db", "plain")
    running.begin("x.tsv", "tsv")
    running.add([pair("Статья 8", "Article 8"), pair("Статья 9 о мире", "Article 9 on peace")])
    assert running.incoming.index is not None
    running.incoming.index.finish()
    request = Request("Статья 8", "ru", "en", 1)
    with going(way):
        lookup = Lookup(memory._connection)
        assert [match.target for match in lookup.matches(request)] == ["Article 7"]
        running.finish(None)
        assert lookup.matches(request)[0].target == "Article 8"


@pytest.mark.parametrize("way", WAYS)
def test_a_look_up_sees_what_was_written_since_the_last(memory: Memory, connection, way: str):
    request = Request("Статья 8", "ru", "en", 90)
    with going(way):
        lookup = Lookup(memory._connection)
        assert lookup.matches(request) == []
        memory.add_unit(pair("Статья 7", "own"), corpus="plain")
        assert [match.target for match in lookup.matches(request)] == ["own"]
        with transaction(connection):
            units.insert(connection, 1, [pair("Статья 8", "of another")])
        assert [match.target for match in lookup.matches(request)] == ["of another", "own"]
        memory.remove_unit(1)
        assert [match.target for match in lookup.matches(request)] == ["of another"]
        upkeep.rebuild(connection)
        assert [match.target for match in lookup.matches(request)] == ["of another"]
        memory.remove_corpus("plain")
        assert lookup.matches(request) == []


@pytest.mark.parametrize("way", ["plain", "arrays"])
def test_many_segments_that_differ_in_numbers_alone(memory: Memory, way: str, monkeypatch):
    """All may be identical, so all are read, but not by a statement with too many variables."""
    monkeypatch.setattr(search, "_AT_ONCE", 100)
    memory._connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 600)
    with transaction(memory._connection):
        number = corpora.ensure(memory._connection, "plain")
        some = [pair(f"Статья {n}", f"Article {n}") for n in range(1_700)]
        for start in range(0, len(some), 20):
            units.insert(memory._connection, number, some[start : start + 20])
    with going(way):
        found = Lookup(memory._connection).matches(Request("Статья 1699", "ru", "en"))
    assert [(match.rate, match.unit) for match in found] == [
        (100, 1_700),
        *((98, unit) for unit in range(1, 5)),
    ]


@pytest.mark.parametrize("way", WAYS)
def test_of_a_unit_with_several_regions_the_most_similar_text_counts(memory: Memory, way: str):
    """«о мир» may be more similar by its size than «о в мире», but is less."""
    both = TranslationUnit(
        (
            Variant("ru", "мира тут"),
            Variant("ru-BY", "мир вам всем всегда"),
            Variant("en", "Peace"),
        )
    )
    memory.add_unit(both, corpus="plain")
    with going(way):
        for text in ("мир вам всем", "тут мир вам", "мир", "мира тут", "вам всем мира"):
            request = Request(text, "ru", "en", 1, 100)
            assert shown(Lookup(memory._connection).matches(request)) == by_the_book.look_up(
                list(memory.units()), request, CORPORA
            )


def test_the_sample_memory(treaties: Memory):
    """Real texts: what is looked up are the memory's own segments with a word changed."""
    stored = list(treaties.units())
    counted = Statistics.of(stored)
    for place in range(0, len(stored), 90):
        texts = by_the_book.in_language(stored[place], "ru")[0].text.split()
        for min_rate, limit in ((50, 3), (75, 100)):
            request = Request(" ".join([*texts[1:], "иное"]), "ru", "en", min_rate, limit)
            wanted = Lookup(
                treaties._connection, Everything(treaties._connection, counted)
            ).matches(request)
            for way in ("plain", "arrays", "arrays that count common stems"):
                with going(way):
                    assert Lookup(treaties._connection).matches(request) == wanted


def test_numpy_is_loaded_where_it_pays_and_not_before(memory: Memory, monkeypatch):
    for n in range(4):
        memory.add_unit(pair(f"Статья {n} договора", f"Article {n}"), corpus="plain")
    asked: list[int] = []
    monkeypatch.setattr(
        arrays, "Arrays", lambda *a, made=arrays.Arrays: asked.append(1) or made(*a)
    )
    request = Request("Статья 7 договора", "ru", "en", 100)
    lookup = Lookup(memory._connection)
    lookup.matches(request)
    assert asked == []
    lookup.matches(request)
    lookup.matches(request)
    assert asked == [1]
    monkeypatch.setattr(candidates, "WORTH_NUMPY", 1)
    Lookup(memory._connection).matches(request)
    assert asked == [1, 1]


def test_chunks_grow():
    every = [Bounded(100 - n // 9, n, 1, 9) for n in range(100)]
    chunks = list(candidates.in_chunks(every))
    assert [candidate for chunk in chunks for candidate in chunk] == every
    assert [len(chunk) for chunk in chunks] == [16, 32, 52]
    assert list(candidates.in_chunks([])) == []
