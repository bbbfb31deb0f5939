"""Two memories into one: what comes in, what is settled how, and what never happens."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from building import catalogue, concept, entry, pair, table, texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tmtool
from tmtool.errors import MemoryFileError, NotFoundError, VersionError
from tmtool.memory import Memory
from tmtool.models import (
    PREFERENCES,
    DraftSegment,
    MergeConflict,
    MergePart,
    TranslationUnit,
    Variant,
)
from tmtool.store import corpora, migrations, units
from tmtool.store.connection import transaction
from tmtool.store.imports import Import
from tmtool.store.indexing import from_bytes
from tmtool.store.schema import SCHEMA_VERSION

OLD, NEW = "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z"


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Memory]:
    """Another memory, whose file is other.db."""
    with tmtool.open(tmp_path / "other.db") as opened:
        yield opened


def add(memory: Memory, *units: TranslationUnit, corpus: str = "a") -> None:
    """Add units, those without a date with the same: what is newer may be the better one."""
    for unit in units:
        memory.add_unit(replace(unit, created_at=unit.created_at or OLD), corpus=corpus)


def told(unit: TranslationUnit, *without: str) -> str:
    """What a unit says, without its number and some fields."""
    said = asdict(unit) | {"variants": sorted(map(str, unit.variants))}
    return str([item for item in said.items() if item[0] not in ("id", *without)])


def bare(unit: TranslationUnit) -> str:
    return told(unit, "usage_count", "created_at", "created_by")


def content(memory: Memory) -> Counter[str]:
    """All that a memory's units say."""
    return Counter(map(told, memory.units()))


def dump(path: Path) -> list[str]:
    """A memory's file as statements."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return list(connection.iterdump())


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def parts(report, kind: str = "units") -> list[MergePart]:
    return [part for part in report.parts if part.kind == kind]


def test_another_corpus_comes_in_with_its_settings(memory: Memory, other: Memory):
    add(memory, pair("Да", "Yes"), corpus="ours")
    add(other, pair("Нет", "No", tuid="1", note="ок", properties={"k": "v"}), corpus="theirs")
    other.set_corpus("theirs", licence="CC0-1.0", penalty=7, priority=2, domain="law")
    report = memory.merge(other.path)
    assert parts(report) == [MergePart("units", "theirs", read=1, added=1)]
    ours, theirs = memory.corpora()
    assert (ours.name, ours.units, ours.penalty) == ("ours", 1, 0)
    assert theirs == other.corpora()[0]
    (found,) = memory.lookup("Нет", "ru", "en")
    assert (found.target, found.corpus) == ("No", "theirs")


def test_settings_of_a_corpus_that_both_have_stay(memory: Memory, other: Memory):
    for opened, penalty in ((memory, 3), (other, 9)):
        add(opened, pair("Да", "Yes"))
        opened.set_corpus("a", penalty=penalty)
    add(other, pair("Нет", "No"))
    memory.merge(other.path)
    (corpus,) = memory.corpora()
    assert (corpus.penalty, corpus.units) == (3, 2)


def test_an_empty_corpus_comes_in_too(memory: Memory, other: Memory):
    add(other, pair("Да", "Yes"))
    other.set_corpus("a", origin="UN")
    other.remove_unit(1)
    memory.merge(other.path)
    assert [(corpus.name, corpus.origin) for corpus in memory.corpora()] == [("a", "UN")]


@pytest.mark.parametrize(
    ("ours", "theirs", "prefer", "taken"),
    [
        ({"changed_at": OLD}, {"changed_at": NEW}, "newer", "theirs"),
        ({"changed_at": NEW}, {"changed_at": OLD}, "newer", "ours"),
        ({"changed_at": NEW}, {"changed_at": OLD}, "theirs", "theirs"),
        ({"changed_at": OLD}, {"changed_at": NEW}, "ours", "ours"),
        ({"status": "machine", "changed_at": NEW}, {"changed_at": OLD}, "newer", "theirs"),
        ({}, {"status": "draft", "changed_at": "2999-01-01T00:00:00Z"}, "newer", "ours"),
    ],
)
def test_a_conflict_is_told_and_settled(memory, other, ours, theirs, prefer, taken):
    made = {"tuid": "1", "created_at": OLD}
    add(memory, pair("Да", "Yes", **made, **ours))
    add(other, pair("Да", "Yeah", **made, **theirs))
    found: list[MergeConflict] = []
    report = memory.merge(other.path, prefer=prefer, on_conflict=found.append)
    (conflict,) = found
    assert report.conflicts == 1
    assert (conflict.kind, conflict.corpus, conflict.name, conflict.id) == ("unit", "a", "1", 1)
    assert (conflict.taken, conflict.ours.texts["en"], conflict.theirs.texts["en"]) == (
        taken,
        "Yes",
        "Yeah",
    )
    assert "text" in conflict.differs
    assert texts(memory.unit(1))["en"] == ("Yes" if taken == "ours" else "Yeah")
    is_theirs = taken == "theirs"
    assert parts(report) == [MergePart("units", "a", read=1, updated=is_theirs, kept=not is_theirs)]


def test_what_was_replaced_is_in_the_undo_log(memory: Memory, other: Memory):
    memory.load(table(memory.path.with_name("a.tsv"), [["1", "Да", "Yes"]]))
    add(other, pair("Да", "Yeah", tuid="1"))
    memory.merge(other.path, prefer="theirs")
    (change,) = memory.history()
    assert (change.operation, change.unit) == ("merge", 1)
    memory.undo()
    assert texts(memory.unit(1))["en"] == "Yes"
    assert memory.check_index() == []


def test_of_units_equal_in_text_the_better_is_taken_silently(memory: Memory, other: Memory):
    add(memory, pair("Да", "Yes", tuid="1", status="machine", created_at=OLD, usage_count=5))
    add(
        other,
        pair("Да", "Yes", tuid="1", note="ок", created_at=OLD, changed_at=NEW, usage_count=2),
    )
    found: list[MergeConflict] = []
    report = memory.merge(other.path, on_conflict=found.append)
    assert found == []
    assert parts(report) == [MergePart("units", "a", read=1, updated=1)]
    unit = memory.unit(1)
    assert (unit.status, unit.note, unit.usage_count) == ("approved", "ок", 5)


def test_units_without_an_id_stand_beside_one_another(memory: Memory, other: Memory):
    add(memory, pair("Да", "Yes"))
    add(other, pair("Да", "Yeah"), pair("Да", "Yes"))
    report = memory.merge(other.path, prefer="theirs")
    assert parts(report) == [MergePart("units", "a", read=2, added=1, duplicate=1)]
    assert report.conflicts == 0


def test_an_entry_of_a_catalogue_is_known_by_its_source(memory: Memory, other: Memory, tmp_path):
    memory.load(catalogue(made(tmp_path / "one") / "a.po", entry("Yes", "Да")), corpus="a")
    other.load(catalogue(made(tmp_path / "two") / "a.po", entry("Yes", "Ага")), corpus="a")
    report = memory.merge(other.path, prefer="theirs")
    assert (report.conflicts, parts(report)[0].updated) == (1, 1)
    # It is known again by the next import, too.
    again = memory.load(
        catalogue(made(tmp_path / "three") / "a.po", entry("Yes", "Угу")), corpus="a"
    )
    assert (again.added, again.updated) == (0, 1)


def test_a_unit_that_theirs_has_as_it_is_here_is_no_other_state(memory: Memory, other: Memory):
    # One id stands for two units: the first of theirs is new, not a new text of ours.
    add(memory, pair("Да", "Yes", tuid="1"))
    add(other, pair("Да", "Yeah", tuid="1"), pair("Да", "Yes", tuid="1"))
    report = memory.merge(other.path, prefer="theirs")
    assert parts(report) == [MergePart("units", "a", read=2, added=1, duplicate=1)]


def test_two_of_theirs_do_not_replace_the_same_unit(memory: Memory, other: Memory):
    add(memory, pair("Да", "Yes", tuid="1"))
    add(other, pair("Да", "Yeah", tuid="1"), pair("Да", "Yep", tuid="1"))
    report = memory.merge(other.path, prefer="theirs")
    assert parts(report) == [MergePart("units", "a", read=2, added=1, updated=1)]
    assert Counter(texts(unit)["en"] for unit in memory.units()) == Counter(["Yeah", "Yep"])


def test_concepts_candidates_findings_and_runs_come_in(memory, other, treaties_file, tmp_path):
    other.glossary.add(concept(1, "ru договор", "en treaty"), glossary="law")
    other._connection.execute(
        "INSERT INTO candidate (language, target, key, text, frequency, c_value, translations,"
        " state, translation, concept_id, mined_at, decided_at, decided_by) VALUES ('ru', 'en',"
        " 'договор', 'договор', 3, 2.5, '[]', 'accepted', 'treaty', 1, ?, ?, 'anna')",
        (OLD, NEW),
    )
    issues = other.check([DraftSegment(1, "Договор", "Treaty  treaty")], "ru", "en").issues
    assert issues
    other.accept(issues, note="ок", by="anna")
    other._connection.execute(
        "INSERT INTO run (at, draft, reference, segments, scores) VALUES"
        " (?, 'd', '[\"r\"]', 1, '[]')",
        (OLD,),
    )
    other._connection.execute("INSERT INTO run_counts VALUES (1, 'bleu', 1, x'00')")
    report = memory.merge(other.path)
    assert [(part.kind, part.corpus, part.added) for part in report.parts] == [
        ("concepts", "law", 1),
        ("candidates", None, 1),
        ("findings", None, len(issues)),
        ("runs", None, 1),
    ]
    (queued,) = memory.glossary.queue.terms("accepted")
    assert queued.concept == next(memory.glossary.concepts()).id
    assert memory.accepted() == other.accepted()
    assert [run.counted for run in memory.runs()] == [("bleu",)]
    (hit,) = memory.glossary.suggest("Договоры", "ru", "en")
    assert hit.translations[0].text == "treaty"
    again = memory.merge(other.path)
    assert all(part.duplicate == part.read for part in again.parts)


@pytest.mark.parametrize(("prefer", "note"), [("newer", "new"), ("ours", "old"), ("theirs", "new")])
def test_a_concept_that_was_edited_there(memory: Memory, other: Memory, prefer: str, note: str):
    given = replace(concept(1, "ru договор", "en treaty"), identifier="x", note="old")
    memory.glossary.add(given)
    there = other.glossary.add(given)
    other.glossary.edit(replace(there, note="new"))
    # Where terms have no dates, the undo logs tell when each concept was edited.
    memory._connection.execute("UPDATE change SET at = ?", (OLD,))
    for opened in (memory, other):
        opened._connection.execute("UPDATE term SET created_at = NULL, changed_at = NULL")
    found: list[MergeConflict] = []
    memory.merge(other.path, prefer=prefer, on_conflict=found.append)
    (conflict,) = found
    assert (conflict.kind, conflict.name, conflict.differs) == ("concept", "x", ("note",))
    assert next(memory.glossary.concepts()).note == note
    changes = memory.glossary.history()
    assert [change.operation for change in changes] == (
        ["add"] if note == "old" else ["merge", "add"]
    )


def decided(memory: Memory, state: str, translation: str | None, at: str | None) -> None:
    memory._connection.execute(
        "INSERT INTO candidate (language, target, key, text, frequency, c_value, translations,"
        " state, translation, mined_at, decided_at) VALUES ('ru', 'en', 'дом', 'дом', 3, 2.5,"
        " '[]', ?, ?, ?, ?)",
        (state, translation, OLD, at),
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "prefer", "state", "conflicts"),
    [
        (("new", None, None), ("rejected", None, NEW), "ours", "rejected", 0),
        (("rejected", None, OLD), ("new", None, None), "theirs", "rejected", 0),
        (("rejected", None, OLD), ("accepted", "house", NEW), "newer", "accepted", 1),
        (("rejected", None, NEW), ("accepted", "house", OLD), "newer", "rejected", 1),
        (("accepted", "home", OLD), ("accepted", "house", NEW), "ours", "accepted", 1),
        (("rejected", None, OLD), ("rejected", None, NEW), "newer", "rejected", 0),
    ],
)
def test_a_decision_counts_more_than_none(memory, other, ours, theirs, prefer, state, conflicts):
    decided(memory, *ours)
    decided(other, *theirs)
    report = memory.merge(other.path, prefer=prefer)
    (queued,) = memory.glossary.queue.terms()
    assert (queued.state, report.conflicts) == (state, conflicts)


def test_runs_stand_where_their_time_puts_them(memory: Memory, other: Memory):
    for opened, at in ((memory, NEW), (other, OLD)):
        opened._connection.execute(
            "INSERT INTO run (at, draft, reference, segments, scores) VALUES (?, 'd', '[]', 1,"
            " '[]')",
            (at,),
        )
    memory.merge(other.path)
    assert [run.at for run in memory.runs()] == [OLD, NEW]
    assert [run.at for run in memory.runs(limit=1)] == [NEW]


def test_a_dry_run_counts_and_tells_the_same_and_writes_nothing(memory: Memory, other: Memory):
    add(memory, pair("Да", "Yes", tuid="1"), pair("Ну", "Well", tuid="2"))
    add(other, pair("Да", "Yeah", tuid="1"), pair("Ну", "Well", tuid="2"), pair("Ой", "Oh"))
    add(other, pair("Мир", "Peace"), corpus="new")
    other.glossary.add(concept(1, "ru договор", "en treaty"))
    before = dump(memory.path)
    tried: list[MergeConflict] = []
    done: list[MergeConflict] = []
    would = memory.merge(other.path, prefer="theirs", dry_run=True, on_conflict=tried.append)
    assert dump(memory.path) == before
    did = memory.merge(other.path, prefer="theirs", on_conflict=done.append)
    assert replace(would, dry_run=False) == did
    assert tried == done


def test_the_other_memory_is_not_changed(memory: Memory, other: Memory, tmp_path: Path):
    add(other, pair("Да", "Yes"))
    other.close()
    before = hashlib.sha256(other.path.read_bytes()).digest()
    for _ in range(2):
        memory.merge(other.path)
    assert hashlib.sha256(other.path.read_bytes()).digest() == before


def test_an_empty_memory_changes_nothing(treaties_file: Path, other: Memory, tmp_path: Path):
    path = tmp_path / "treaties.db"
    shutil.copy(treaties_file, path)
    before = dump(path)
    with tmtool.open(path) as memory:
        report = memory.merge(other.path)
        assert report.parts == ()
    assert dump(path) == before


def test_a_copy_of_the_memory_changes_nothing(treaties_file: Path, tmp_path: Path):
    path, copy = tmp_path / "treaties.db", tmp_path / "copy.db"
    shutil.copy(treaties_file, path)
    with tmtool.open(path) as memory:
        memory.backup(copy)
        before = dump(path)
        for prefer in PREFERENCES:
            report = memory.merge(copy, prefer=prefer)
            assert all(part.duplicate == part.read for part in report.parts)
    assert dump(path) == before


def test_units_of_an_import_that_runs_there_are_not_seen(memory: Memory, other: Memory):
    add(other, pair("Да", "Yes"))
    work = Import(other._connection, other.path, "a")
    work.begin("file", "tsv")
    work.add([pair("Нет", "No")])
    report = memory.merge(other.path)
    assert parts(report) == [MergePart("units", "a", read=1, added=1)]
    work.abandon()


def test_an_import_that_runs_here_goes_on(memory: Memory, other: Memory):
    add(other, pair("Да", "Yes"), pair("Нет", "No"))
    work = Import(memory._connection, memory.path, "a")
    work.begin("file", "tsv")
    work.add([pair("Да", "Yes"), pair("Ну", "Well")])
    with tmtool.open(memory.path) as second:
        second.merge(other.path)
    work.finish(None)
    assert (work.counts.added, work.counts.duplicate) == (1, 1)
    assert Counter(texts(unit)["en"] for unit in memory.units()) == Counter(["Yes", "No", "Well"])
    assert memory.check_index() == []


def interrupted(memory: Memory, other: Memory, action: Callable[[Memory], object]) -> object:
    """Merge with `theirs` while another process does something after the units were compared."""
    with tmtool.open(memory.path) as second:

        def meanwhile(_: int) -> None:
            action(second)

        return memory.merge(other.path, prefer="theirs", progress=meanwhile)


def test_a_unit_that_was_removed_meanwhile_stays_removed(memory: Memory, other: Memory):
    add(memory, pair("Да", "Yes", tuid="1"))
    add(other, pair("Да", "Yeah", tuid="1"))
    report = interrupted(memory, other, lambda second: second.remove_unit(1))
    assert parts(report) == [MergePart("units", "a", read=1, kept=1)]
    assert list(memory.units()) == []


def test_a_unit_that_was_added_meanwhile_is_a_duplicate(memory: Memory, other: Memory):
    add(memory, pair("Да", "Yes"))
    add(other, pair("Нет", "No"))
    report = interrupted(memory, other, lambda second: add(second, pair("Нет", "No")))
    assert parts(report) == [MergePart("units", "a", read=1, duplicate=1)]
    assert memory.check_index() == []


def test_a_concept_that_was_edited_meanwhile(memory: Memory, other: Memory):
    given = replace(concept(1, "ru договор", "en treaty"), identifier="x", note="old")
    memory.glossary.add(given)
    memory._connection.execute("UPDATE change SET at = ?", (OLD,))
    there = other.glossary.add(given)
    other.glossary.edit(replace(there, note="theirs"))
    add(other, pair("Да", "Yes"))
    edits: list[object] = []
    with tmtool.open(memory.path) as second:

        def meanwhile(conflict: MergeConflict) -> None:
            stored = second.glossary.concept(conflict.id)
            edits.append(second.glossary.edit(replace(stored, note="mine")))

        report = memory.merge(other.path, on_conflict=meanwhile)
    assert edits
    assert parts(report, "concepts") == [MergePart("concepts", "own", read=1, kept=1)]
    assert next(memory.glossary.concepts()).note == "mine"


def test_a_corpus_that_was_removed_meanwhile(memory: Memory, other: Memory):
    add(memory, pair("Да", "Yes"))
    add(other, pair("Нет", "No"))
    with pytest.raises(NotFoundError, match="was removed"):
        interrupted(memory, other, lambda second: second.remove_corpus("a"))
    assert memory.corpora() == []


@pytest.mark.parametrize(
    ("part", "step"),
    [
        ("tmtool.store.settlement.Settlement", "apply"),
        ("tmtool.store.incoming.Incoming", "complete"),
        ("tmtool.jobs.merge_concepts.ConceptMerge", "plan"),
        ("tmtool.jobs.merge_concepts.ConceptMerge", "apply"),
        ("tmtool.store.candidate_merge.CandidateMerge", "take"),
    ],
)
def test_a_full_disk_leaves_the_memory_as_it_was(memory, other, monkeypatch, part, step):
    add(memory, pair("Да", "Yes", tuid="1"))
    add(other, pair("Да", "Yeah", tuid="1"), pair("Нет", "No"))
    add(other, pair("Мир", "Peace"), corpus="new")
    other.glossary.add(concept(1, "ru договор", "en treaty"))
    before = content(memory)

    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(f"{part}.{step}", fail)
        with pytest.raises(sqlite3.OperationalError):
            memory.merge(other.path, prefer="theirs")
    assert content(memory) == before
    assert [corpus.name for corpus in memory.corpora()] == ["a"]
    assert list(memory.glossary.concepts()) == []
    assert list(memory.path.parent.glob("*-import-*")) == []
    for name in ("import", "change"):
        left = memory._connection.execute(f"SELECT count(*) FROM {name}").fetchone()
        assert left == ((0,) if name == "import" else (1,))
    memory.merge(other.path, prefer="theirs")
    assert memory.check_index() == []


@pytest.fixture
def version_4(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A memory of version 4 with a unit."""
    path = tmp_path / "old.db"
    opened = sqlite3.connect(path, isolation_level=None)
    with closing(opened) as connection, monkeypatch.context() as patch:
        patch.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:4])
        patch.setattr(migrations, "SCHEMA_VERSION", 4)
        with transaction(connection):
            migrations.migrate(connection)
            units.insert(connection, corpora.ensure(connection, "a"), [pair("Да", "Yes")])
    return path


def test_an_older_memory_is_upgraded_in_a_copy(memory: Memory, tmp_path: Path, version_4: Path):
    before = version_4.read_bytes()
    report = memory.merge(version_4)
    assert [part.added for part in parts(report)] == [1]
    assert version_4.read_bytes() == before
    assert not list(tmp_path.glob("*backup"))
    assert memory.check_index() == []


def test_a_newer_memory_is_refused(memory: Memory, other: Memory):
    other._connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(VersionError, match="newer tmtool"):
        memory.merge(other.path)


def test_what_is_no_other_memory_is_refused(memory: Memory, tmp_path: Path):
    (tmp_path / "text.db").write_text("text " * 100)
    (tmp_path / "empty.db").write_text("")
    (tmp_path / "link.db").symlink_to(memory.path)
    with closing(sqlite3.connect(tmp_path / "sql.db")) as connection:
        connection.execute("CREATE TABLE t (a)")
    for name, what in {
        "none.db": "no memory here",
        "text.db": "not an SQLite file",
        "empty.db": "empty file",
        "sql.db": "not a tmtool memory",
        "link.db": "the memory itself",
        "memory.db": "the memory itself",
        ".": "a folder",
    }.items():
        with pytest.raises(MemoryFileError, match=what) as caught:
            memory.merge(tmp_path / name)
        assert "init" not in (caught.value.hint or "")


# Properties ------------------------------------------------------------------------------------

words = st.sampled_from(["да", "нет", "мир", "дом"])
times = st.none() | st.sampled_from([OLD, NEW])


@st.composite
def units_of_a_memory(draw: st.DrawFn, prefix: str = "") -> list[tuple[str, TranslationUnit]]:
    """Units with their corpora, some of one id, some alike."""
    made = st.builds(
        lambda ru, en, extra: TranslationUnit((Variant("ru", ru), Variant("en", en)), **extra),
        words,
        words,
        st.fixed_dictionaries(
            {
                "status": st.sampled_from(["approved", "draft", "machine"]),
                "tuid": st.none() | st.sampled_from([f"{prefix}1", f"{prefix}2"]),
                "document": st.none() | st.sampled_from([f"{prefix}x", f"{prefix}y"]),
                "created_at": times,
                "changed_at": times,
                "note": st.none() | words,
                "usage_count": st.integers(0, 2),
            }
        ),
    )
    names = st.sampled_from([f"{prefix}a", f"{prefix}b"])
    return draw(st.lists(st.tuples(names, made), max_size=6))


def fill(memory: Memory, units: list[tuple[str, TranslationUnit]]) -> Memory:
    """Add units; one of each three by a file, whose dates stay as they are."""
    for number, (corpus, unit) in enumerate(units):
        if number % 3:
            memory.add_unit(unit, corpus=corpus)
        else:
            work = Import(memory._connection, memory.path, corpus)
            work.begin("file", "tmx")
            work.add([unit])
            work.finish(None)
    return memory


slow = settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


@pytest.fixture
def two(empty_memory: bytes, tmp_path: Path) -> Iterator[Callable[[], tuple[Memory, Memory]]]:
    """A function that gives two new memories each time."""
    opened: list[Memory] = []

    def new() -> tuple[Memory, Memory]:
        for memory in opened:
            memory.close()
        paths = tmp_path / "one.db", tmp_path / "two.db"
        for path in paths:
            path.write_bytes(empty_memory)
        opened[:] = map(tmtool.open, paths)
        return opened[0], opened[1]

    yield new
    for memory in opened:
        memory.close()


@slow
@given(units_of_a_memory(), units_of_a_memory(), st.sampled_from(PREFERENCES))
def test_merging_again_changes_nothing(two, ours, theirs, prefer):
    one, other = two()
    fill(one, ours)
    fill(other, theirs)
    first = one.merge(other.path, prefer=prefer)
    after = content(one)
    second = one.merge(other.path, prefer=prefer)
    assert content(one) == after
    assert all(part.added == part.updated == 0 for part in second.parts)
    assert sum(part.read for part in first.parts) == len(list(other.units()))
    assert one.check_index() == []


@slow
@given(units_of_a_memory("one"), units_of_a_memory("two"), st.sampled_from(PREFERENCES))
def test_memories_with_nothing_in_common_make_their_union(two, ours, theirs, prefer):
    one, other = two()
    before = content(fill(one, ours))
    there = content(fill(other, theirs))
    report = one.merge(other.path, prefer=prefer)
    assert content(one) == before + there
    assert report.conflicts == 0


@slow
@given(units_of_a_memory(), units_of_a_memory())
def test_theirs_wins_wherever_the_two_disagree(two, ours, theirs):
    one, other = two()
    fill(one, ours)
    fill(other, theirs)
    one.merge(other.path, prefer="theirs")
    # Only how often units were used and when they were made is made of both.
    assert {bare(unit) for unit in other.units()} <= {bare(unit) for unit in one.units()}


@slow
@given(units_of_a_memory(), units_of_a_memory())
def test_ours_keeps_every_unit_as_it_is(two, ours, theirs):
    one, other = two()
    before = content(fill(one, ours))
    fill(other, theirs)
    one.merge(other.path, prefer="ours")
    assert before <= content(one)


@slow
@given(units_of_a_memory(), units_of_a_memory())
def test_a_dry_run_says_what_a_merge_does(two, ours, theirs):
    one, other = two()
    fill(one, ours)
    fill(other, theirs)
    would = one.merge(other.path, dry_run=True)
    assert replace(would, dry_run=False) == one.merge(other.path)


@slow
@given(units_of_a_memory(), units_of_a_memory())
def test_the_index_is_as_one_made_again(two, ours, theirs):
    one, other = two()
    fill(one, ours)
    fill(other, theirs)
    one.merge(other.path)
    assert one.check_index() == []
    postings = indexed(one)
    one.rebuild_index()
    assert postings == indexed(one)


def indexed(memory: Memory) -> list[list[object]]:
    """The index of a memory, without the order of the units that have a stem."""
    rows = memory._connection.execute(
        "SELECT l.tag, p.block, p.stem, p.units FROM posting p"
        " JOIN language l ON l.id = p.language_id ORDER BY 1, 2, 3"
    )
    return [[*row, sorted(from_bytes(units))] for *row, units in rows]
