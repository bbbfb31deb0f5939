"""How phrases are translated, in a memory whose translations are known."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from building import pair, table

import tmtool
from tmtool.jobs import associations, renderings
from tmtool.memory import Memory
from tmtool.models import Rendering, Renderings

UNITS = 1_100
SYLLABLES = "ба ве ги до жу за ко лу ми но пе ра со ту фа хо".split()


def rows() -> list[list[str]]:
    """Units of five words, each with one translation; «договор» in its forms is in the first 40."""
    order = random.Random(7)
    words = [f"{one}{other}к" for one in SYLLABLES for other in SYLLABLES]
    found = []
    for number in range(UNITS):
        some = order.sample(range(len(words)), 4)
        ru, en = (
            [words[n] for n in some],
            [f"word{chr(97 + n // 16)}{chr(97 + n % 16)}" for n in some],
        )
        if number < 40:
            place = number % 5
            ru.insert(place, ("договор", "договора", "Договору", "договоры")[number % 4])
            en.insert(
                place, "treaty" if number < 20 else "Treaties" if number < 30 else "agreement"
            )
        found.append([str(number), " ".join(ru), " ".join(en)])
    return found


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Memory]:
    folder = tmp_path_factory.mktemp("generated")
    with tmtool.open(folder / "memory.db") as memory:
        memory.load(table(folder / "a.tsv", rows()), corpus="a")
        memory._connection.execute("PRAGMA query_only = ON")
        yield memory


@pytest.mark.parametrize(
    ("phrase", "languages", "side", "found"),
    [
        ("договор", "ru en", "either", [("treaty", 30), ("agreement", 10)]),
        ("Договорами", "ru en", "source", [("treaty", 30), ("agreement", 10)]),
        # The other way round, whichever of the languages is the source. Of the forms that are as
        # frequent the shortest is shown: 8 of 30 are «договор», as many «договора».
        ("treaty", "en ru", "either", [("договор", 30)]),
        ("treaties", "ru en", "target", [("договор", 30)]),
        ("treaty", "ru en", "either", [("договор", 30)]),
        ("agreement", "en ru", "either", [("Договору", 10)]),
        # Word for word.
        ('"договора"', "ru en", "either", [("treaty", 8), ("agreement", 2)]),
        ("договор", "ru en", "target", []),
        ("соглашение", "ru en", "either", []),
        ("договор", "ru de", "either", []),
        ("договор", "ru ru", "either", []),
    ],
)
def test_translations_are_counted(
    generated: Memory, phrase: str, languages: str, side, found: list[tuple[str, int]]
):
    source, target = languages.split()
    counted = generated.renderings(phrase, source, target, side=side)
    assert counted == Renderings(tuple(Rendering(*one) for one in found))


def test_a_region_of_a_language_is_that_language(generated: Memory):
    ours = generated.renderings("договор", "ru", "en")
    assert generated.renderings("договор", "ru-RU", "en-GB") == ours


@pytest.mark.parametrize("tags", ["ru en-US", "ru-BY en"])
def test_the_units_of_all_regions_tell(memory: Memory, tmp_path: Path, tags: str):
    """Few units with the language itself do not hide the many with one of its regions."""
    memory.load(table(tmp_path / "a.tsv", rows(), header=f"tuid {tags}"), corpus="a")
    memory.add_unit(pair("нечто иное", "something else"), corpus="b")
    found = (Rendering("treaty", 30), Rendering("agreement", 10))
    assert memory.renderings("договор", "ru", "en") == Renderings(found)


def test_equal_units_count_each(generated: Memory, tmp_path: Path):
    copied = tmp_path / "copied.db"
    generated.backup(copied)
    with tmtool.open(copied) as memory:
        for corpus in ("b", "c"):
            ru, en = rows()[35][1:]
            memory.add_unit(pair(ru, en), corpus=corpus)
        counted = memory.renderings("договор", "ru", "en")
        assert [one.count for one in counted.found] == [30, 12]


def test_an_occurrence_without_a_translation_is_unclear(generated: Memory, tmp_path: Path):
    copied = tmp_path / "copied.db"
    generated.backup(copied)
    with tmtool.open(copied) as memory:
        memory.add_unit(pair("договор багикбагик", "something else"), corpus="b")
        memory.add_unit(pair("Договор", "—"), corpus="b")
        counted = memory.renderings("договор", "ru", "en")
        assert [one.count for one in counted.found] == [30, 10]
        assert counted.unclear == 2


def test_each_occurrence_in_a_text_counts(generated: Memory, tmp_path: Path):
    copied = tmp_path / "copied.db"
    generated.backup(copied)
    with tmtool.open(copied) as memory:
        memory.add_unit(pair("договор и договор", "treaty and agreement"), corpus="b")
        counted = memory.renderings("договор", "ru", "en")
        assert sum(one.count for one in counted.found) + counted.unclear == 42


def test_only_so_many_lines_are_compared(generated: Memory, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(renderings, "AT_MOST", 12)
    counted = generated.renderings("договор", "ru", "en")
    assert sum(one.count for one in counted.found) + counted.unclear == 12


def test_a_small_memory_tells_nothing(memory: Memory):
    assert memory.renderings("договор", "ru", "en") == Renderings(())
    for number in range(3):
        memory.add_unit(pair(f"договор {number}", f"treaty {number}"), corpus="a")
    memory.add_unit(pair("договор 0", "treaty 0"), corpus="b")
    assert memory.renderings("договор", "ru", "en") == Renderings((), 4)


def test_from_how_many_units_on_it_tells(generated: Memory, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(associations, "LEAST_UNITS", UNITS)
    assert Rendering("treaty", 30) in generated.renderings("договор", "ru", "en").found
    monkeypatch.setattr(associations, "LEAST_UNITS", UNITS + 1)
    assert generated.renderings("договор", "ru", "en") == Renderings((), 40)
