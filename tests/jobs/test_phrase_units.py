"""The concordance finds through the index what reading every unit finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import pair
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import tmtool
from tmtool.jobs import concordance as job
from tmtool.jobs.concordance import Search, concordance
from tmtool.jobs.phrase_units import units_with
from tmtool.memory import Memory
from tmtool.models import TranslationUnit, Variant
from tmtool.store import languages
from tmtool.store.imports import Import
from tmtool.text.phrases import compile_phrase

RUSSIAN = """
договор Договора договорами ДОГОВОРЫ о безопасность безопасности год лет года человек людьми идти
шёл шла важный поважнее осёл осел ослы вооружённые вооруженных брекзит брекзитами брекзитный
побрекзитнее активный активныя МИДом МИД НК НКА шк мая май мае 5 7 1992 NATO печь пекли стали
стать сталь догово\u0301р бло\u00adгер блогерами Каzань Казанʼ пʼять
""".split()
ENGLISH = """
treaty Treaties treaty's the may May march 5 1992 state State's states ratify ratified ratification
don't don’t Rusʼ tag b name href NATO Brexit brexits
""".split()
SIGNS = [
    " ",
    " ",
    " ",
    ", ",
    ". ",
    "-",
    " – ",
    " {1} ",
    "<b>",
    "</b>",
    ' <x href="',
    '"/>',
    "{name}",
]
WORDS = {"ru": RUSSIAN, "en": ENGLISH}


def any_text(language: str) -> st.SearchStrategy[str]:
    parts = st.tuples(st.sampled_from(WORDS[language]), st.sampled_from(SIGNS))
    return st.lists(parts, min_size=1, max_size=6).map(lambda found: "".join(map("".join, found)))


def any_phrase(language: str) -> st.SearchStrategy[str]:
    words = st.lists(st.sampled_from(WORDS[language]), min_size=1, max_size=3).map(" ".join)
    return st.tuples(words, st.booleans()).map(lambda p: f'"{p[0]}"' if p[1] else p[0])


any_units = st.lists(
    st.builds(
        lambda ru, by, en, gb: TranslationUnit((Variant("ru", ru), *by, Variant("en", en), *gb)),
        any_text("ru"),
        st.lists(any_text("ru").map(lambda text: Variant("ru-BY", text)), max_size=1),
        any_text("en"),
        st.lists(any_text("en").map(lambda text: Variant("en-GB", text)), max_size=1),
    ),
    min_size=1,
    max_size=5,
)


def by_reading_all(memory: Memory, phrase: str, language: str, *, any_order: bool) -> set[int]:
    """The units of which a text in a language has the phrase."""
    compiled = compile_phrase(phrase, language)
    look = compiled.words_in if any_order else compiled.spans
    return {
        unit.id or 0
        for unit in memory.units()
        for variant in unit.variants
        if variant.language.partition("-")[0] == language and look(variant.text)
    }


def through_the_index(memory: Memory, phrase: str, language: str) -> list[int]:
    connection = memory._connection
    numbers = [n for tag, n in languages.stored(connection).items() if tag.startswith(language)]
    return units_with(connection, compile_phrase(phrase, language), numbers)


def check(memory: Memory, phrase: str, language: str) -> None:
    """Assert that the index leaves no unit out, and that lines are what reading all gives."""
    found = through_the_index(memory, phrase, language)
    assert found == sorted(set(found))
    for any_order in (False, True):
        assert by_reading_all(memory, phrase, language, any_order=any_order) <= set(found)
        for side in ("source", "either"):
            other = "en" if language == "ru" else "ru"
            wanted = Search(phrase, language, other, side, 100, any_order)
            lines = concordance(memory._connection, wanted)
            with pytest.MonkeyPatch.context() as patch:
                every = [unit.id or 0 for unit in memory.units()]
                patch.setattr(job, "units_with", lambda *_, every=every: every)
                assert concordance(memory._connection, wanted) == lines


@given(
    units=any_units,
    asked=st.sampled_from(["ru", "en"]).flatmap(
        lambda language: st.tuples(any_phrase(language), st.just(language))
    ),
)
@example(
    # The second unit has the first one's texts, and the word in another region.
    [
        TranslationUnit((Variant("ru", "осёл"), Variant("en", "tag"))),
        TranslationUnit((Variant("ru", "осёл"), Variant("en", "tag"), Variant("en-GB", "treaty"))),
    ],
    ("treaty", "en"),
)
@example([pair("Казанʼ", "Rusʼ")], ("Казанʼ", "ru"))
@example([pair("Казанʼ", "Rusʼ")], ('"Rusʼ"', "en"))
@example([pair("В Казанʼ", "a")], ('"Казанʼ"', "ru"))
@example([pair("ʼКазань", "a")], ('"Казань"', "ru"))
@example([pair("активныя", "a")], ("активный", "ru"))
@settings(
    max_examples=200,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_nothing_is_lost(new_memory, units: list[TranslationUnit], asked: tuple[str, str]):
    memory = new_memory()
    for unit in units:
        memory.add_unit(unit, corpus="own")
    check(memory, *asked)


@pytest.mark.parametrize(
    ("phrase", "language", "text"),
    [
        ("договор", "ru", "ДОГОВОРАМИ"),
        ("год", "ru", "Пять лет."),
        ("идти", "ru", "Он шёл."),
        ("важный", "ru", "Это поважнее."),
        ("брекзит", "ru", "После брекзитов."),
        ("май", "ru", "5 мая 2021 г."),
        ("2021", "ru", "5 мая 2021 г."),
        ("7", "ru", "Статья 8.7.7, но 7"),
        ("блогер", "ru", "бло\u00adгерами"),
        ("May", "en", "On 5 May 2021."),
        ("may", "en", "It may be."),
        ("bold", "en", '<span class="bold">A</span>'),
        ("name", "en", "Dear {name},"),
        ("nbsp", "en", "a&nbsp;b"),
        ('"ratified"', "en", "They Ratified it."),
        ("条约", "zh", "本条约"),
        ("internationaler Vertrag", "de", "die internationalen Verträge"),
        ("Rusʼ", "en", "In Rusʼ and in Rus’."),
    ],
)
def test_words_that_are_found(memory: Memory, phrase: str, language: str, text: str):
    unit = TranslationUnit((Variant(language, text), Variant("fr", "x")))
    memory.add_unit(unit, corpus="own")
    assert len(memory.concordance(phrase, language, "fr")) == 1


def test_only_units_with_all_words_are_read(memory: Memory):
    for text in ("Договор о мире", "Мир", "Договоры", "О мирном договоре", "мирами, договор"):
        memory.add_unit(pair(text, "x"), corpus="own")
    assert through_the_index(memory, "договор мир", "ru") == [1, 5]
    assert through_the_index(memory, "ничто", "ru") == []
    assert through_the_index(memory, '"договор"', "ru") == [1, 3, 4, 5]


def test_a_word_that_is_everywhere_is_not_read(memory: Memory):
    """It leaves hardly any unit out; what it would have left out is left out later."""
    for n in range(25):
        memory.add_unit(pair(f"о {'редкое' if n == 7 else 'частое'}", str(n)), corpus="own")
    memory.add_unit(pair("редкое", "x"), corpus="own")
    assert len(through_the_index(memory, "о частое", "ru")) == 24
    assert [line.unit for line in memory.concordance("о редкое", "ru", "en")] == [8]


def test_ids_in_several_blocks(memory: Memory, connection):
    for number in (1, 65_535, 65_536, 200_000):
        connection.execute("DELETE FROM sqlite_sequence WHERE name = 'unit'")
        connection.execute("INSERT INTO sqlite_sequence VALUES ('unit', ?)", (number - 1,))
        memory.add_unit(pair("Договор брекзита", f"x {number}"), corpus="own")
    assert through_the_index(memory, "договор", "ru") == [1, 65_535, 65_536, 200_000]
    assert through_the_index(memory, "брекзитами", "ru") == [1, 65_535, 65_536, 200_000]


def test_units_of_an_unfinished_import_are_not_shown(memory: Memory, connection):
    running = Import(connection, memory.path, "own")
    running.begin("x.tsv", "tsv")
    running.add([pair("Договор", "Treaty")])
    assert running.incoming.index is not None
    running.incoming.index.finish()
    assert memory.concordance("договор", "ru", "en") == []
    running.finish(None)
    assert len(memory.concordance("договор", "ru", "en")) == 1


# Real texts ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real(shared: Path, tmp_path_factory: pytest.TempPathFactory):
    """A memory of laws and of medical texts."""
    path = tmp_path_factory.mktemp("real") / "memory.db"
    with tmtool.open(path) as memory:
        file = shared / "data" / "tico19" / "tico19.en-ru.tmx"
        memory.load(file, corpus="tico19")
        yield memory


@pytest.mark.parametrize(
    ("phrase", "language"),
    [
        ("вирус", "ru"),
        ("год", "ru"),
        ("человек", "ru"),
        ("коронавирус", "ru"),
        ("инфекция дыхательных путей", "ru"),
        ("идти", "ru"),
        ("март", "ru"),
        ("2019", "ru"),
        ("ПЦР", "ru"),
        ("стать", "ru"),
        ("быть", "ru"),
        ("virus", "en"),
        ("infected people", "en"),
        ("March", "en"),
        ('"March 2020"', "en"),
        ("be", "en"),
    ],
)
def test_nothing_is_lost_in_real_texts(real: Memory, phrase: str, language: str):
    found = through_the_index(real, phrase, language)
    wanted = by_reading_all(real, phrase, language, any_order=False)
    assert wanted <= set(found)
    assert wanted
