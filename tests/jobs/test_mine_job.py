"""Mining a memory."""

from __future__ import annotations

import sqlite3
from collections import Counter

import pytest
from building import pair

from tmtool.errors import InputError
from tmtool.jobs import mine as job
from tmtool.jobs.mine import mine
from tmtool.memory import Memory
from tmtool.models import MinedTerm

TERMS = [
    ("мирный договор", "мирного договора", "peace treaty"),
    ("торговый союз", "торгового союза", "trade union"),
    ("мирная конференция", "мирной конференции", "peace conference"),
]
FRAMES = [
    ("Стороны подписали {}.", "The parties signed the {}.", 0),
    ("Стороны обсудили текст {}.", "The parties discussed the text of the {}.", 1),
    ("Вчера открыт {}.", "Yesterday the {} was opened.", 0),
    ("Срок {} истёк.", "The term of the {} has expired.", 1),
]


@pytest.fixture
def filled(memory: Memory) -> Memory:
    for *forms, english in TERMS:
        for ru, en, case in FRAMES:
            memory.add_unit(pair(ru.format(forms[case]), en.format(english)), corpus="own")
    return memory


def by_text(mined: list[MinedTerm]) -> dict[str, MinedTerm]:
    return {term.candidate.text: term for term in mined}


@pytest.mark.parametrize("workers", [1, 2])
def test_terms_come_with_their_translations(
    filled: Memory, connection: sqlite3.Connection, workers: int
):
    mined = by_text(mine(connection, "ru", "en", workers=workers))
    found = mined["мирный договор"]
    assert (found.candidate.count, found.units, found.language) == (4, 4, "en")
    best = found.translations[0]
    assert (best.text, best.dice) == ("peace treaty", 1.0)
    assert 3 <= best.count <= 4
    assert set(best.examples) <= {1, 2, 3, 4}
    assert mined["торговый союз"].translations[0].text == "trade union"
    assert mined["мирная конференция"].translations[0].text == "peace conference"


def test_the_best_come_first_and_no_more_than_asked_for(
    filled: Memory, connection: sqlite3.Connection
):
    mined = mine(connection, "ru", "en", workers=1)
    scores = [term.candidate.score for term in mined]
    assert scores == sorted(scores, reverse=True)
    assert mine(connection, "ru", "en", limit=2, workers=1)[:1] == mined[:1]
    assert len(mine(connection, "ru", "en", limit=2, workers=1)) <= 2


def test_english_can_be_mined(filled: Memory, connection: sqlite3.Connection):
    mined = by_text(mine(connection, "en", "ru", workers=1))
    assert mined["peace treaty"].translations[0].text == "мирный договор"


def test_what_is_rarer_than_the_minimum_is_left_out(filled: Memory, connection: sqlite3.Connection):
    assert "мирный договор" not in by_text(mine(connection, "ru", "en", min_count=5, workers=1))


def test_known_terms_and_shorter_phrases_are_left_out(
    filled: Memory, connection: sqlite3.Connection
):
    mined = by_text(
        mine(connection, "ru", "en", least_words=2, known=["Торговые союзы", "мир"], workers=1)
    )
    assert "мирный договор" in mined
    assert "торговый союз" not in mined
    assert all(" " in text for text in mined)


def test_where_units_are_many_some_of_each_term_are_aligned(
    filled: Memory, connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(job, "SAMPLE", 10)
    monkeypatch.setattr(job, "_MOST_OF_A_CANDIDATE", 2)
    monkeypatch.setattr(job, "_LEAST_OF_A_CANDIDATE", 2)
    seen: Counter[str] = Counter()
    monkeypatch.setattr(job, "CERTAIN", 0.0)
    mined = by_text(mine(connection, "ru", "en", limit=3, workers=1, progress=seen.__setitem__))
    assert seen["counting"] == seen["collecting"] == 12
    assert 2 <= seen["aligning"] < 12
    assert all(term.units < term.candidate.count for term in mined.values())


def test_one_corpus_is_mined(filled: Memory, connection: sqlite3.Connection):
    whole = mine(connection, "ru", "en", workers=1)
    filled.add_unit(pair("Да", "Yes"), corpus="other")
    assert mine(connection, "ru", "en", corpus="own", workers=1) == whole
    assert mine(connection, "ru", "en", corpus="other", workers=1) == []


def test_an_empty_memory_is_refused(memory: Memory, connection: sqlite3.Connection):
    with pytest.raises(InputError, match="the memory has no units"):
        mine(connection, "ru", "en", workers=1)


def test_a_language_that_no_unit_has_is_refused(filled: Memory, connection: sqlite3.Connection):
    for languages in (("ru", "de"), ("de", "ru")):
        with pytest.raises(InputError, match="the memory has no de; it has en, ru"):
            mine(connection, *languages, workers=1)


@pytest.mark.parametrize("numbers", [{"min_count": 0}, {"limit": 0}])
def test_numbers_that_make_no_sense_are_refused(
    memory: Memory, connection: sqlite3.Connection, numbers: dict[str, int]
):
    with pytest.raises(InputError, match="1 or more"):
        mine(connection, "ru", "en", **numbers)
