from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from building import pair, table, texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tmtool
from tmtool.errors import NotFoundError
from tmtool.jobs import edit
from tmtool.memory import Memory
from tmtool.models import STATUSES, TranslationUnit, Variant
from tmtool.store import changes, corpora, languages, units
from tmtool.store.connection import transaction
from tmtool.store.unit_filter import Filter

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
maybe = st.none() | words
times = st.none() | st.datetimes().map(lambda time: time.strftime("%Y-%m-%dT%H:%M:%SZ"))
tags = st.sampled_from(["ru", "en", "en-GB", "en-US", "de", "zh-Hans-CN"])
variants = st.lists(
    st.builds(Variant, tags, words, maybe), min_size=2, max_size=5, unique_by=lambda v: v.language
).map(tuple)
any_unit = st.builds(
    TranslationUnit,
    variants,
    tuid=maybe,
    document=maybe,
    position=st.none() | st.integers(0, 2**62),
    context=maybe,
    status=st.sampled_from(STATUSES),
    created_at=times,
    created_by=maybe,
    changed_at=times,
    changed_by=maybe,
    usage_count=st.integers(0, 2**62),
    note=maybe,
    properties=st.dictionaries(words, words, max_size=3),
)


def by_language(unit: TranslationUnit) -> TranslationUnit:
    """A unit as the store gives it back: the order of its texts says nothing."""
    return replace(unit, variants=tuple(sorted(unit.variants, key=lambda v: v.language)))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory):
    with tmtool.open(tmp_path_factory.mktemp("shelf") / "memory.db") as memory:
        yield memory._connection


@given(added=st.lists(any_unit, max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_units_come_back_as_they_were_added(
    shelf: sqlite3.Connection, added: list[TranslationUnit]
):
    shelf.execute("BEGIN")
    shelf.execute("INSERT INTO corpus (id, name) VALUES (1, 'a')")
    numbers = units.insert(shelf, 1, added)
    found = list(units.stream(shelf, Filter()))
    read = units.read(shelf, list(reversed(numbers)))
    places = languages.stored(shelf)
    shelf.execute("ROLLBACK")
    wanted = [replace(unit, id=n, corpus="a") for n, unit in zip(numbers, added, strict=True)]
    assert [by_language(unit) for unit in found] == [by_language(unit) for unit in wanted]
    assert read == list(reversed(found))
    for unit in found:
        order = [places[variant.language] for variant in unit.variants]
        assert order == sorted(order)


@given(unit=any_unit)
def test_the_undo_log_gives_a_unit_back_as_it_was(unit: TranslationUnit):
    assert units.from_dict(json.loads(units.to_json(unit))) == unit


@given(unit=any_unit)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_removed_unit_comes_back_as_it_was(shelf: sqlite3.Connection, unit: TranslationUnit):
    with transaction(shelf):
        number = corpora.ensure(shelf, "a")
        (added,) = units.insert(shelf, number, [unit])
    before = units.read_one(shelf, added)
    edit.remove(shelf, added, by=None)
    assert units.read(shelf, [added]) == []
    changes.undo(shelf, by=None)
    assert units.read_one(shelf, added) == before
    corpora.remove(shelf, "a")


@given(before=any_unit, after=any_unit)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_update_replaces_everything_but_the_id_and_the_corpus(
    shelf: sqlite3.Connection, before: TranslationUnit, after: TranslationUnit
):
    shelf.execute("BEGIN")
    shelf.execute("INSERT INTO corpus (id, name) VALUES (1, 'a')")
    (number,) = units.insert(shelf, 1, [before])
    units.update(shelf, replace(after, id=number))
    found = units.read_one(shelf, number)
    duplicate = units.duplicate_of(shelf, 1, after)
    shelf.execute("ROLLBACK")
    assert by_language(found) == by_language(replace(after, id=number, corpus="a"))
    assert duplicate == number


def test_a_unit_may_have_many_languages(memory: Memory):
    variants = tuple(Variant(tag, f"text {tag}") for tag in ("ru", "en", "en-GB", "de", "fr", "zh"))
    added, is_new = memory.add_unit(TranslationUnit(variants), corpus="own")
    assert is_new
    assert added.variant("de") == Variant("de", "text de")
    assert memory.languages() == ["de", "en", "en-GB", "fr", "ru", "zh"]
    for source in ("fr", "ru"):
        (match,) = memory.lookup(f"text {source}", source, "zh", min_rate=100)
        assert match.target == "text zh"


def test_units_that_are_not_there_are_left_out_or_refused(memory: Memory):
    added, _ = memory.add_unit(pair("Да", "Yes"), corpus="own")
    assert added.id is not None
    assert units.read(memory._connection, [9, added.id, 9, added.id]) == [added, added]
    with pytest.raises(NotFoundError, match="there is no unit 9"):
        memory.unit(9)


def test_many_units_are_read_at_once(treaties: Memory):
    everything = list(treaties.units())
    assert units.read(treaties._connection, [unit.id or 0 for unit in everything]) == everything


def test_units_stream_in_the_order_they_were_added_and_are_not_collected_first(treaties: Memory):
    plan = treaties._connection.execute(
        f"EXPLAIN QUERY PLAN {units._SELECT} {units._ORDER}"
    ).fetchall()
    assert not [step for step in plan if "B-TREE" in step[3]]
    numbers = [unit.id for unit in treaties.units()]
    assert numbers == sorted(numbers)


def test_a_stream_is_not_upset_by_changes_on_the_way(memory: Memory):
    for number in range(20):
        memory.add_unit(pair(f"Да {number}", f"Yes {number}"), corpus="own")
    seen = []
    for unit in memory.units():
        assert unit.id is not None
        seen.append(unit.id)
        memory.edit_unit(unit.id, {"en": f"No {unit.id}"})
        memory.add_unit(pair(f"Нет {unit.id}", "No"), corpus="own")
        assert len(seen) <= 20
    assert seen == list(range(1, 21))


# Filters ---------------------------------------------------------------------------------


@pytest.fixture
def filtered(memory: Memory, tmp_path: Path) -> Memory:
    for text, corpus, fields in (
        ("a", "one", {"created_at": "2020-01-01T00:00:00Z", "created_by": "ivanova"}),
        ("b", "one", {"created_at": "2024-05-31T10:00:00Z", "created_by": "petrov"}),
        (
            "c",
            "two",
            {
                "created_at": "2019-01-01T00:00:00Z",
                "created_by": "ivanova",
                "changed_at": "2024-06-01T00:00:00Z",
                "changed_by": "petrov",
                "status": "draft",
            },
        ),
        ("d", "two", {"created_at": "2018-01-01T00:00:00Z", "created_by": "smith"}),
    ):
        memory.add_unit(pair(f"текст {text}", text, **fields), corpus=corpus)
    return memory


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (Filter(), "abcd"),
        (Filter(corpus="one"), "ab"),
        (Filter(corpus="three"), ""),
        (Filter(since="2024-05-31"), "bc"),
        (Filter(since="2024-05-31T10:00:00Z"), "bc"),
        (Filter(since="2024-05-31T10:00:01Z"), "c"),
        (Filter(since="2019"), "abc"),
        (Filter(status="draft"), "c"),
        (Filter(status="machine"), ""),
        (Filter(author="petrov"), "bc"),
        (Filter(author="ivanova"), "ac"),
        (Filter(author="nobody"), ""),
        (Filter(corpus="two", author="petrov", since="2020", status="draft"), "c"),
        (Filter(corpus="one", status="draft"), ""),
    ],
)
def test_filters(filtered: Memory, chosen: Filter, found: str):
    assert [texts(unit)["en"] for unit in filtered.units(chosen)] == list(found)


def test_a_unit_without_dates_is_as_new_as_its_import(memory: Memory, tmp_path: Path):
    memory.load(table(tmp_path / "a.tsv", [["1", "Да", "Yes"]]))
    assert len(list(memory.units(Filter(since="2020-01-01")))) == 1
    assert list(memory.units(Filter(since="9999-01-01"))) == []


def test_a_unit_that_an_import_changes_is_as_new_as_that(memory: Memory, tmp_path: Path):
    header = "tuid ru en created_at"
    row = ["1", "Да", "Yes", "2010-01-01"]
    memory.load(table(tmp_path / "a.tsv", [row], header))
    assert list(memory.units(Filter(since="2020-01-01"))) == []
    row[2] = "Indeed"
    memory.load(table(tmp_path / "a.tsv", [row], header))
    (unit,) = memory.units(Filter(since="2020-01-01"))
    assert texts(unit)["en"] == "Indeed"
    assert unit.created_at == "2010-01-01T00:00:00Z"


# Adding ----------------------------------------------------------------------------------


def test_ids_are_never_used_twice(memory: Memory):
    first, _ = memory.add_unit(pair("Да", "Yes"), corpus="own")
    second, _ = memory.add_unit(pair("Нет", "No"), corpus="own")
    memory.remove_unit(second.id or 0)
    third, _ = memory.add_unit(pair("Ну", "Well"), corpus="own")
    assert [first.id, second.id, third.id] == [1, 2, 3]


@pytest.mark.parametrize(
    ("change", "is_same"),
    [
        (lambda u: u, True),
        (lambda u: replace(u, variants=tuple(reversed(u.variants))), True),
        (lambda u: replace(u, note="other", status="draft", usage_count=3), True),
        (lambda u: replace(u, properties={"a": "b"}, created_by="somebody"), True),
        (lambda u: replace(u, tuid="2"), False),
        (lambda u: replace(u, document="b.xml"), False),
        (lambda u: replace(u, position=2), False),
        (lambda u: replace(u, context="menu"), False),
        (lambda u: replace(u, variants=(Variant("ru", "Да"), Variant("en", "Yes."))), False),
        (lambda u: replace(u, variants=(Variant("ru", "Да"), Variant("en-GB", "Yes"))), False),
        (lambda u: replace(u, variants=(Variant("ru", "Yes"), Variant("en", "Да"))), False),
        (lambda u: replace(u, variants=(*u.variants, Variant("de", "Ja"))), False),
    ],
)
def test_what_makes_two_units_of_a_corpus_duplicates(
    memory: Memory, change: Callable[[TranslationUnit], TranslationUnit], is_same: bool
):
    unit = pair("Да", "Yes", tuid="1", document="a.xml", position=1, context="dialog")
    first, is_new = memory.add_unit(unit, corpus="own")
    assert is_new
    second, is_new = memory.add_unit(change(unit), corpus="own")
    assert is_new is not is_same
    assert (first == second) is is_same
    _, is_new = memory.add_unit(change(unit), corpus="other")
    assert is_new


def test_two_memories_agree_on_what_is_stored(treaties_file: Path, tmp_path: Path):
    path = Path(shutil.copy(treaties_file, tmp_path / "copy.db"))
    with tmtool.open(treaties_file) as one, tmtool.open(path) as two:
        assert list(one.units()) == list(two.units())
