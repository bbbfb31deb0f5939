from __future__ import annotations

from tmtool.matching.repair import TermPair
from tmtool.memory import Memory
from tmtool.models import TranslationUnit, Variant


def add(memory: Memory, russian: str, english: str) -> None:
    variants = (Variant("ru", russian), Variant("en", english))
    memory.add_unit(TranslationUnit(variants), corpus="own")


def test_a_number_is_carried_over_in_both_directions(memory: Memory):
    add(memory, "Соглашение подписано 5 мая 2021 года.", "The Agreement was signed on 5 May 2021.")
    (match,) = memory.lookup("Соглашение подписано 7 июня 2022 года.", "ru", "en")
    assert match.repaired == "The Agreement was signed on 7 June 2022."
    assert match.target == "The Agreement was signed on 5 May 2021."
    (match,) = memory.lookup("The Agreement was signed on 7 June 2022.", "en", "ru")
    assert match.repaired == "Соглашение подписано 7 июня 2022 года."


def test_nothing_is_repaired_where_words_differ_or_nothing_does(memory: Memory):
    add(memory, "Соглашение подписано 5 мая 2021 года.", "The Agreement was signed on 5 May 2021.")
    (match,) = memory.lookup("Протокол подписан 5 мая 2021 года.", "ru", "en", min_rate=50)
    assert match.repaired is None
    (match,) = memory.lookup("Соглашение подписано 5 мая 2021 года.", "ru", "en")
    assert (match.kind, match.repaired) == ("exact", None)


def test_a_term_is_carried_over_where_its_translations_are_given(memory: Memory):
    add(memory, "Депозитарий извещает Стороны.", "The depositary shall notify the Parties.")
    query = "Секретариат извещает Стороны."
    (match,) = memory.lookup(query, "ru", "en", min_rate=50)
    assert match.repaired is None
    terms = (TermPair("Депозитарий", "depositary"), TermPair("Секретариат", "secretariat"))
    (match,) = memory.lookup(query, "ru", "en", min_rate=50, terms=terms)
    assert match.repaired == "The secretariat shall notify the Parties."
