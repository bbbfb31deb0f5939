"""Reading all units of a pair of languages."""

from __future__ import annotations

import sqlite3

import pytest
from building import pair

from tmtool.memory import Memory
from tmtool.models import TranslationUnit, Variant
from tmtool.store import languages, reading


def read(connection: sqlite3.Connection, source: str, target: str) -> list[tuple[int, str, str]]:
    numbers = languages.numbers_of_pair(connection, source, target)
    return [unit for some in reading.all_pairs(connection, *numbers) for unit in some]


@pytest.mark.parametrize("at_once", [1, 2, 100])
def test_units_come_once_in_order_with_the_exact_tag_first(
    memory: Memory, connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, at_once: int
):
    monkeypatch.setattr(reading, "_AT_ONCE", at_once)
    memory.add_unit(pair("мир", "peace"), corpus="own")
    memory.add_unit(
        TranslationUnit(
            (Variant("ru", "бензин"), Variant("en-US", "gas"), Variant("en-GB", "petrol"))
        ),
        corpus="own",
    )
    memory.add_unit(TranslationUnit((Variant("ru", "мир"), Variant("fr", "paix"))), corpus="own")
    memory.add_unit(pair("война", "war"), corpus="own")
    assert read(connection, "ru", "en-GB") == [
        (1, "мир", "peace"),
        (2, "бензин", "petrol"),
        (4, "война", "war"),
    ]
    assert read(connection, "fr", "ru") == [(3, "paix", "мир")]


def test_an_empty_memory_has_none(memory: Memory, connection: sqlite3.Connection):
    assert read(connection, "ru", "en") == []
