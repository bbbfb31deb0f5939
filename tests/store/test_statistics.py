from __future__ import annotations

import math

import by_the_book
import pytest
from building import pair, table
from by_the_book import Statistics

from tmtool.memory import Memory
from tmtool.models import TranslationUnit, Variant
from tmtool.store import postings, statistics, upkeep
from tmtool.store.imports import Import
from tmtool.store.statistics import weight


@pytest.fixture(autouse=True)
def _told_of_every_language(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(statistics, "MANY", 1)


@pytest.mark.parametrize(
    ("segments", "having", "found"),
    [
        (0, 0, 1),
        (1, 1, 1),
        (2, 2, 1),
        (100, 100, 1),
        # 4 ln 2 = 2.77, 4 ln 100 = 18.4, 4 ln 10 = 9.2, 4 ln(100/90) = 0.42.
        (2, 1, 3),
        (100, 1, 18),
        (100, 10, 9),
        (100, 90, 1),
        # 4 ln 1,000,000 = 55.3.
        (1_000_000, 1, 55),
    ],
)
def test_a_stem_weighs_its_inverse_document_frequency(segments: int, having: int, found: int):
    assert weight(segments, having) == found
    assert found == max(1, math.floor(4 * math.log(max(segments, 1) / max(having, 1)) + 0.5))


def known(memory: Memory, language: str = "ru", stems: str = "стат мир договор иное") -> list[int]:
    found = postings.weights(memory._connection, language, set(stems.split()))
    return [found.of(stem) for stem in stems.split()]


def load(memory: Memory, tmp_path, name: str, texts: list[str], corpus: str = "own") -> list[str]:
    """Import some Russian texts and return the languages whose stems were counted anew."""
    work = Import(memory._connection, memory.path, corpus)
    work.begin(name, "tsv")
    work.add([pair(text, f"{name} {n}") for n, text in enumerate(texts)])
    work.finish(None)
    return work.counted_anew


def test_without_statistics_all_stems_weigh_the_same(memory: Memory):
    memory.add_unit(pair("Статья 1", "Article 1"), corpus="own")
    assert known(memory) == [40] * 4


def test_counts_are_of_segments_in_all_regions_of_a_language(memory: Memory):
    for ru, by in (("Статья", "Статья о мире"), ("Мир и статья", "Договор"), ("<b>7</b>", "мая")):
        memory.add_unit(
            TranslationUnit((Variant("ru", ru), Variant("ru-BY", by), Variant("en", "x"))),
            corpus="own",
        )
    upkeep.rebuild(memory._connection)
    counted = Statistics.of(memory.units())
    stems = "стат мир договор о и 0 ма b иное"
    # Of six segments three have стат (4 ln 2 = 2.8), two мир (4.4), one each of the others (7.2).
    assert known(memory, "ru", stems) == [3, 4, 7, 7, 7, 7, 7, 7, 7]
    assert known(memory, "ru-BY", stems) == [counted.weight(stem, "ru") for stem in stems.split()]
    rows = memory._connection.execute("SELECT * FROM statistics ORDER BY 1").fetchall()
    assert rows == [("en", 3, 4), ("ru", 6, 7)]
    stored = memory._connection.execute("SELECT stem FROM stem_weight WHERE language = 'ru'")
    # Stems that one segment has weigh what new ones weigh, and need no row.
    assert sorted(stem for (stem,) in stored) == ["мир", "стат"]


def test_adding_editing_and_removing_change_no_rate(memory: Memory, tmp_path):
    load(memory, tmp_path, "a", ["Статья о мире", "Статья о договоре", "Статья 7", "Иное"])
    before = known(memory)
    queries = ("Статья о границе", "статья 8", "мир о статье")

    def rates() -> list[list[tuple[int, int]]]:
        return [
            [(m.rate, m.unit) for m in memory.lookup(q, "ru", "en", min_rate=1, limit=9)]
            for q in queries
        ]

    was = rates()
    assert all(was)
    for n in range(30):
        memory.add_unit(pair(f"Мир миру {n}", str(n)), corpus="other")
    memory.edit_unit(5, {"ru": "Договор"})
    memory.remove_unit(6)
    memory.undo()
    assert known(memory) == before
    memory.remove_corpus("other")
    assert rates() == was
    assert known(memory) == before
    for query, found in zip(queries, was, strict=True):
        counted = Statistics.of(memory.units())
        for rate, unit in found:
            text = by_the_book.in_language(list(memory.units())[unit - 1], "ru")[0].text
            assert rate == by_the_book.rate(query, text, "ru", counted)


@pytest.mark.parametrize(
    ("more", "anew"),
    [(0, []), (1, []), (3, []), (4, ["en", "ru"]), (9, ["en", "ru"])],
)
def test_an_import_that_doubles_a_language_counts_anew(
    memory: Memory, tmp_path, more: int, anew: list[str]
):
    four = ["Статья о мире", "Статья о договоре", "Статья 7", "Иное"]
    assert load(memory, tmp_path, "a", four) == []
    before = known(memory)
    # Of four segments three have стат (1.15), one each of the others (5.5).
    assert before == [1, 6, 6, 6]
    assert sorted(load(memory, tmp_path, "b", [f"Мир {n}" for n in range(more)])) == anew
    counted = Statistics.of(memory.units())
    stems = "стат мир договор иное".split()
    assert known(memory) == ([counted.weight(s, "ru") for s in stems] if anew else before)
    assert list(upkeep.check(memory._connection)) == []


def test_growth_is_counted_from_the_last_count(memory: Memory, tmp_path):
    """Three small imports double a language together."""
    load(memory, tmp_path, "a", ["Статья о мире"] * 4)
    anew = [load(memory, tmp_path, f"b{n}", [f"Мир {n}", f"Мир {n} {n}"]) for n in range(4)]
    assert list(map(sorted, anew)) == [[], ["en", "ru"], [], []]


def test_a_language_alone_counts_anew(memory: Memory, tmp_path):
    load(memory, tmp_path, "a", ["Статья", "Мир", "Договор"])
    work = Import(memory._connection, memory.path, "de")
    work.begin("x", "tsv")
    work.add(
        [
            TranslationUnit((Variant("de", f"Haus {n}"), Variant("en-GB", f"House {n}")))
            for n in range(3)
        ]
    )
    work.finish(None)
    # German is new, and English twice as large with its other region; Russian is as it was.
    assert work.counted_anew == ["en"]
    assert known(memory, "de", "haus neu") == [1, 4]


def test_an_import_that_is_counted_in_a_report(memory: Memory, tmp_path):
    rows = [[n, f"Статья {n}", f"Article {n}"] for n in range(5)]
    memory.load(table(tmp_path / "a.tsv", rows))
    assert known(memory, "ru", "стат 0 иное") == [1, 1, 6]


def test_what_has_no_segments_is_counted_too(memory: Memory):
    memory.add_unit(pair("Статья", "Article"), corpus="own")
    memory.remove_unit(1)
    upkeep.rebuild(memory._connection)
    assert known(memory) == [1] * 4
    memory.add_unit(pair("Статья о мире", "Article"), corpus="own")
    assert [m.rate for m in memory.lookup("Статья о войне", "ru", "en", min_rate=1)] == [
        by_the_book.rate("Статья о войне", "Статья о мире", "ru")
    ]
    assert statistics.GROWTH == 2
