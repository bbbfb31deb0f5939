"""Replacing in many units and removing many, each in one step that is undone as one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace as dated
from pathlib import Path

import pytest
from building import pair, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from tmtool.errors import InputError, NotFoundError
from tmtool.memory import Memory
from tmtool.models import Removal, Replacement, TranslationUnit, Variant
from tmtool.store import units as stored_units
from tmtool.store.unit_filter import Filter
from tmtool.text.replacing import Wanted

OLD, NEW = "2019-05-05T00:00:00Z", "2021-05-05T00:00:00Z"


@pytest.fixture(params=[2, 10_000], ids=["few at once", "all at once"])
def batches(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("jobs.replace", "jobs.remove", "store.changes"):
        monkeypatch.setattr(f"tmtool.{module}._AT_ONCE", request.param)


@pytest.fixture
def filled(memory: Memory) -> Memory:
    for number in range(1, 6):
        unit = pair(f"Статья {number}", f"Article {number} colour", tuid=f"t{number}")
        memory.add_unit(unit, corpus="own" if number < 4 else "other", by="ivanova")
    return memory


def everything(memory: Memory) -> list[TranslationUnit]:
    return list(memory.units())


def replace(memory: Memory, find: str, new: str, *, language: str | None = None, **options):
    found = list(memory.find_replacements(Wanted(find, new, **options), language=language))
    return memory.apply_replacements(found, by="petrov")


def test_what_is_found_is_not_written(filled: Memory):
    before = everything(filled)
    found = list(filled.find_replacements(Wanted("colour", "color"), chosen=Filter("other")))
    assert found == [
        Replacement(n, "other", "en", f"Article {n} colour", f"Article {n} color", 1)
        for n in (4, 5)
    ]
    assert everything(filled) == before


def test_a_replacement_is_one_step(batches: None, filled: Memory):
    before = everything(filled)
    assert replace(filled, "colour", "color") == (5, 0)
    assert [texts(unit)["en"] for unit in filled.units()] == [
        f"Article {n} color" for n in range(1, 6)
    ]
    assert {unit.changed_by for unit in filled.units()} == {"petrov"}
    assert filled.lookup("Article 3 color", "en", "ru", min_rate=100)[0].unit == 3
    first = filled.history()[0]
    assert (first.operation, first.unit, first.step, first.units) == ("replace", 1, first.id, 5)
    undone = filled.undo()
    assert (undone.id, undone.units) == (first.id, 5)
    assert everything(filled) == before
    assert filled.lookup("Article 3 color", "en", "ru", min_rate=100) == []
    assert filled.check_index() == []
    history = filled.history()
    assert [(c.operation, c.units, c.undone) for c in history[:2]] == [
        ("undo", 5, False),
        ("replace", 5, True),
    ]
    assert [change.operation for change in filled.history(3)] == ["undo", "replace", "add"]


def test_several_texts_of_a_unit_are_one_change(filled: Memory):
    assert replace(filled, r"(\d)", r"<\1>", regex=True) == (5, 0)
    assert texts(filled.unit(2)) == {"ru": "Статья <2>", "en": "Article <2> colour"}
    assert [change.operation for change in filled.history(2)] == ["replace", "add"]


def test_only_one_language_is_looked_at(filled: Memory):
    assert replace(filled, "1", "7", language="ru") == (1, 0)
    assert texts(filled.unit(1)) == {"ru": "Статья 7", "en": "Article 1 colour"}


def test_a_language_means_its_regions(memory: Memory):
    memory.add_unit(
        TranslationUnit((Variant("en-GB", "colour"), Variant("ru", "цвет"))), corpus="own"
    )
    assert replace(memory, "colour", "hue", language="en") == (1, 0)


def test_markup_stays_or_the_unit_does(memory: Memory):
    unit = TranslationUnit((Variant("en", "a {1} 1", "a <ph x='1'/> 1"), Variant("ru", "б")))
    memory.add_unit(unit, corpus="own")
    assert replace(memory, "1", "2") == (1, 0)
    assert memory.unit(1).variants[0] == Variant("en", "a {1} 2", "a <ph x='1'/> 2")


@pytest.mark.parametrize(
    ("find", "new", "problem"), [("Статья 1", " ", "no text would be left"), ("x", "y", None)]
)
def test_what_cannot_be_done_is_told(memory: Memory, find: str, new: str, problem: str | None):
    memory.add_unit(pair("Статья 1", "x"), corpus="own")
    (found,) = memory.find_replacements(Wanted(find, new))
    assert found.problem == problem
    assert memory.apply_replacements([found]) == (problem is None, 0)
    assert len(memory.history()) == 1 + (problem is None)


def test_units_that_were_changed_meanwhile_are_left(filled: Memory):
    found = list(filled.find_replacements(Wanted("colour", "color")))
    filled.edit_unit(2, {"en": "Something else"})
    filled.remove_unit(3)
    assert filled.apply_replacements(found) == (3, 2)
    assert texts(filled.unit(2))["en"] == "Something else"


def test_nothing_is_half_done(batches: None, filled: Memory, monkeypatch: pytest.MonkeyPatch):
    before, log = everything(filled), filled.history()
    found = list(filled.find_replacements(Wanted("colour", "color")))

    def interrupted() -> Iterator[Replacement]:
        yield from found[:4]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        filled.apply_replacements(interrupted())
    assert (everything(filled), filled.history()) == (before, log)
    assert filled.check_index() == []


def test_an_interrupted_undo_changes_nothing(filled: Memory, monkeypatch: pytest.MonkeyPatch):
    replace(filled, "colour", "color")
    before, log = everything(filled), filled.history()
    with monkeypatch.context() as patched:
        patched.setattr("tmtool.store.changes._AT_ONCE", 2)
        real, calls = stored_units.update_all, []

        def fails(*arguments: object) -> None:
            calls.append(arguments)
            if len(calls) == 2:
                raise KeyboardInterrupt
            real(*arguments)  # type: ignore[arg-type]

        patched.setattr(stored_units, "update_all", fails)
        with pytest.raises(KeyboardInterrupt):
            filled.undo()
    assert (everything(filled), filled.history()) == (before, log)
    assert filled.undo().units == 5


def test_one_of_a_step_can_be_undone_alone_and_the_rest_after_it(filled: Memory):
    before = everything(filled)
    replace(filled, "colour", "color")
    (third,) = [change.id for change in filled.history(3) if change.operation == "replace"]
    alone = filled.undo(third, alone=True)
    assert (alone.unit, alone.units) == (3, 1)
    assert [n for n in range(1, 6) if "colour" in texts(filled.unit(n))["en"]] == [3]
    assert filled.undo(third - 1).units == 4
    assert everything(filled) == before


def test_a_step_whose_units_were_changed_again_is_not_undone(filled: Memory):
    replace(filled, "colour", "color")
    step = filled.history()[0].id
    filled.edit_unit(4, {"en": "Other"})
    before = everything(filled)
    with pytest.raises(NotFoundError, match=r"unit 4 was changed again after the changes 6 to 10"):
        filled.undo(step)
    assert everything(filled) == before
    filled.undo()
    assert filled.undo().units == 5


def test_a_step_whose_units_are_gone_is_not_undone(filled: Memory):
    replace(filled, "colour", "color")
    filled.remove_corpus("other")
    before = everything(filled)
    with pytest.raises(NotFoundError, match="there is no unit 4"):
        filled.undo()
    assert everything(filled) == before


def test_removals_are_one_step_and_come_back(batches: None, filled: Memory, tmp_path: Path):
    before = everything(filled)
    found = list(filled.find_removals(Filter(corpus="own")))
    assert [removal.unit.id for removal in found] == [1, 2, 3]
    assert filled.apply_removals(found, by="petrov") == (3, 0)
    assert [unit.id for unit in filled.units()] == [4, 5]
    assert filled.lookup("Статья 1", "ru", "en", min_rate=100) == []
    assert filled.undo().units == 3
    assert everything(filled) == before
    assert filled.lookup("Статья 1", "ru", "en", min_rate=100)[0].unit == 1
    assert filled.check_index() == []
    # An import knows the units that came back by their tuids.
    file = tmp_path / "own.tsv"
    file.write_text("tuid\tru\ten\nt1\tСтатья 1\tArticle 1 hue\n", encoding="utf-8")
    assert filled.load(file, corpus="own").updated == 1


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Filter(status="machine"), [1]),
        (Filter(author="smith"), [2]),
        (Filter(before="2020-01-01T00:00:00Z"), [1, 3]),
        (Filter(since="2020-01-01T00:00:00Z"), [2]),
        (Filter(status="approved", before="2020-01-01T00:00:00Z"), [3]),
    ],
)
def test_units_are_chosen(memory: Memory, chosen: Filter, expected: list[int]):
    old, new = "2019-05-05T00:00:00Z", "2021-05-05T00:00:00Z"
    for unit in (
        pair("а", "a", status="machine", created_at=old),
        pair("б", "b", created_at=old, changed_at=new, changed_by="smith"),
        pair("в", "c", created_at=old),
    ):
        memory.add_unit(unit, corpus="own")
    assert [removal.unit.id for removal in memory.find_removals(chosen)] == expected


def test_everything_is_not_removed_by_mistake(filled: Memory):
    with pytest.raises(InputError, match="no filter is given"):
        filled.find_removals(Filter())


def test_units_that_were_changed_meanwhile_are_not_removed(filled: Memory):
    found = list(filled.find_removals(Filter(corpus="own")))
    filled.edit_unit(2, {"en": "Something else"})
    assert filled.apply_removals(found) == (2, 1)
    assert filled.unit(2)


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ({"status": "machine"}, {"status": "draft"}, 2),
        ({"status": "draft"}, {"status": "approved"}, 2),
        ({"status": "approved", "changed_at": OLD}, {"status": "draft", "changed_at": NEW}, 1),
        ({"changed_at": OLD}, {"changed_at": NEW}, 2),
        ({"changed_at": OLD, "usage_count": 9}, {"changed_at": NEW}, 2),
        ({"changed_at": OLD}, {"changed_at": OLD, "usage_count": 9}, 2),
        ({"changed_at": OLD}, {"changed_at": OLD, "tuid": "b"}, 1),
    ],
)
def test_the_best_of_duplicates_stays(memory: Memory, first: dict, second: dict, kept: int):
    for number, fields in enumerate((first, second)):
        unit = pair("а", "a", created_at=OLD, **{"tuid": f"t{number}", **fields})
        memory.add_unit(unit, corpus="own")
    (removal,) = memory.find_duplicates()
    assert (removal.unit.id, removal.kept) == (3 - kept, kept)
    assert memory.apply_removals([removal]) == (1, 0)
    assert [unit.id for unit in memory.units()] == [kept]


def test_a_duplicate_is_left_where_the_best_has_gone(memory: Memory):
    for number in range(2):
        memory.add_unit(pair("а", "a", tuid=f"t{number}"), corpus="own")
    found = list(memory.find_duplicates())
    memory.remove_unit(1)
    assert memory.apply_removals(found) == (0, 1)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, [2, 4, 6, 7]),
        ({"keep_contexts": True}, [7]),
        ({"across_corpora": True}, [2, 4, 5, 6, 7]),
        ({"chosen": Filter(corpus="own")}, [2, 4, 6, 7]),
        ({"chosen": Filter(corpus="other")}, []),
    ],
)
def test_what_counts_as_a_duplicate(memory: Memory, options: dict, expected: list[int]):
    for unit, corpus in (
        (pair("а", "a", document="d", position=0), "own"),
        (pair("а", "a", document="d", position=2), "own"),  # other neighbours
        (pair("б", "b", context="menu"), "own"),
        (pair("б", "b", context="title"), "own"),
        (pair("а", "a"), "other"),
        (pair("а", "a", document="e", position=0), "own"),
        (pair("а", "a", document="f", position=0), "own"),
        (pair("в", "c", document="d", position=1), "own"),
        (pair("г", "d", document="e", position=1), "own"),
        (pair("г", "d ", document="f", position=1), "own"),
        (TranslationUnit((Variant("ru", "г", "<b>г</b>"), Variant("en", "d"))), "own"),
    ):
        # The best of duplicates is the newest, so all are equally old.
        memory.add_unit(dated(unit, created_at=OLD), corpus=corpus)
    found = list(memory.find_duplicates(**options))
    if options.get("keep_contexts"):
        # The neighbour of 7 differs from that of 6 by a space, which counts for nothing.
        assert [(one.unit.id, one.kept) for one in found] == [(7, 6)]
    assert sorted(one.unit.id or 0 for one in found) == expected


@settings(deadline=None, max_examples=20)
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from("аб"),
            st.sampled_from("ab"),
            st.sampled_from(["approved", "draft", "machine"]),
            st.sampled_from([None, OLD, NEW]),
            st.integers(0, 2),
        ),
        max_size=12,
    )
)
def test_removing_duplicates_leaves_the_best_of_each(
    tmp_path_factory: pytest.TempPathFactory, rows: list
):
    path = tmp_path_factory.mktemp("duplicates") / "a.db"
    with Memory(path, create=True) as memory:
        for number, (ru, en, status, at, used) in enumerate(rows):
            unit = pair(
                ru, en, tuid=str(number), status=status, created_at=at or OLD, usage_count=used
            )
            memory.add_unit(unit, corpus="own")
        before = everything(memory)
        memory.apply_removals(list(memory.find_duplicates()))
        left = everything(memory)
        groups: dict[tuple[str, ...], list[TranslationUnit]] = {}
        for unit in before:
            groups.setdefault(tuple(texts(unit).values()), []).append(unit)
        ranks = ["approved", "draft", "machine"]
        for group in groups.values():
            group.sort(
                key=lambda u: (u.created_at or "", u.usage_count, -(u.id or 0)), reverse=True
            )
            group.sort(key=lambda u: ranks.index(u.status))
        best = sorted((group[0] for group in groups.values()), key=lambda unit: unit.id or 0)
        assert left == best
        assert [*memory.find_duplicates()] == []
        if len(left) < len(before):
            memory.undo()
        assert everything(memory) == before


def test_a_removal_can_be_made_by_hand(filled: Memory):
    assert filled.apply_removals([Removal(filled.unit(1))]) == (1, 0)
