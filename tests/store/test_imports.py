"""Imports through `Memory.load`: what is added, updated, counted, and what a failure leaves."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections import Counter
from pathlib import Path

import pytest
from building import catalogue, content, entry, pair, table, texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tmtool
from tmtool import formats
from tmtool.errors import InputError, NotFoundError
from tmtool.formats import ReadOptions
from tmtool.memory import Memory
from tmtool.models import FileReport, Skipped
from tmtool.store.imports import BATCH, Import
from tmtool.store.incoming import Incoming


def counts(report: FileReport) -> tuple[int, int, int, int]:
    """Added, updated, duplicate and skipped records, whose sum is what was read."""
    numbers = report.added, report.updated, report.duplicate, len(report.skipped)
    assert report.read == sum(numbers)
    return numbers


def pairs(memory: Memory) -> list[tuple[str, str]]:
    """The Russian and English texts of a memory, in its order."""
    return [(found["ru"], found["en"]) for found in map(texts, memory.units())]


def nothing_is_left(memory: Memory) -> bool:
    """Tell whether no import is unfinished, and no lock of one is there."""
    rows = memory._connection.execute("SELECT id FROM import WHERE finished_at IS NULL").fetchall()
    locks = list(memory.path.parent.glob("*-import-*"))
    return not rows and not locks


# Adding, updating, duplicates ------------------------------------------------------------


def test_importing_twice_adds_nothing(memory: Memory, tmp_path: Path):
    path = table(tmp_path / "a.tsv", [["1", "Да", "Yes"], ["2", "Нет", "No"], ["", "Ну", "Well"]])
    assert counts(memory.load(path)) == (3, 0, 0, 0)
    before = list(memory.units())
    assert counts(memory.load(path)) == (0, 0, 3, 0)
    assert list(memory.units()) == before
    assert memory.history() == []


def test_the_sample_twice_adds_nothing(treaties: Memory, memory: Memory, tmp_path: Path):
    path = tmp_path / "treaties.tmx"
    written = treaties.export(path)
    assert counts(memory.load(path)) == (written, 0, 0, 0)
    assert counts(memory.load(path)) == (0, 0, written, 0)


def test_a_corpus_is_named_after_the_file_and_knows_it(memory: Memory, tmp_path: Path):
    path = table(tmp_path / "final.clauses.ru-en.tsv", [["1", "Да", "Yes"]])
    report = memory.load(path)
    (corpus,) = memory.corpora()
    assert (report.corpus, report.file, report.format) == ("final", str(path), "tsv")
    assert (corpus.name, corpus.units) == ("final", 1)
    assert corpus.imported_at is not None
    assert len(str(corpus.checksum)) == 64
    memory.load(path, corpus="other")
    assert {corpus.name: corpus.units for corpus in memory.corpora()} == {"final": 1, "other": 1}


def test_a_changed_target_updates_the_unit(memory: Memory, tmp_path: Path):
    path = tmp_path / "a.tsv"
    header = "tuid ru en created_by usage_count"
    memory.load(table(path, [["1", "Да", "Yes", "ivanova", 7], ["2", "Нет", "No", "", ""]], header))
    before = memory.unit(1)
    report = memory.load(
        table(path, [["1", "Да", "Aye", "", 2], ["2", "Нет", "No", "", ""]], header)
    )
    assert counts(report) == (0, 1, 1, 0)
    after = memory.unit(1)
    assert texts(after) == {"ru": "Да", "en": "Aye"}
    assert (after.created_by, after.usage_count, after.tuid) == ("ivanova", 7, "1")
    assert memory.lookup("Да", "ru", "en")[0].target == "Aye"

    (change,) = memory.history(1)
    assert (change.operation, change.unit, change.undone) == ("import", 1, False)
    assert change.before is not None
    assert change.after is not None
    memory.undo(change.id)
    assert memory.unit(1) == before


def test_a_unit_keeps_its_dates_where_only_its_place_changes(memory: Memory, tmp_path: Path):
    path, header = tmp_path / "a.tsv", "tuid ru en position changed_at changed_by"
    memory.load(table(path, [["1", "Да", "Yes", "0", "2020-02-02", "smith"]], header))
    assert counts(memory.load(table(path, [["1", "Да", "Yes", "1", "", ""]], header))) == (
        0,
        1,
        0,
        0,
    )
    unit = memory.unit(1)
    assert (unit.position, unit.changed_at, unit.changed_by) == (1, "2020-02-02T00:00:00Z", "smith")


def test_the_files_own_date_of_a_change_is_kept(memory: Memory, tmp_path: Path):
    path, header = tmp_path / "a.tsv", "tuid ru en changed_at changed_by"
    memory.load(table(path, [["1", "Да", "Yes", "2020-02-02", "smith"]], header))
    memory.load(table(path, [["1", "Да", "Aye", "2021-02-02", "jones"]], header))
    unit = memory.unit(1)
    assert (unit.changed_at, unit.changed_by) == ("2021-02-02T00:00:00Z", "jones")


def test_a_repeated_pair_stays_an_occurrence_of_its_own(memory: Memory, tmp_path: Path):
    header = "ru en document position"
    rows = [["Статья 1", "Article 1", name, 0] for name in ("a", "b")]
    path = table(tmp_path / "a.tsv", [*rows, rows[0]], header)
    assert counts(memory.load(path)) == (2, 0, 1, 0)


def test_without_an_id_a_changed_pair_is_another_unit(memory: Memory, tmp_path: Path):
    path = tmp_path / "a.tsv"
    memory.load(table(path, [["Да", "Yes"]], "ru en"))
    assert counts(memory.load(table(path, [["Да", "Aye"]], "ru en"))) == (1, 0, 0, 0)
    assert pairs(memory) == [("Да", "Yes"), ("Да", "Aye")]


@pytest.mark.parametrize("apart", [0, BATCH, 2 * BATCH])
def test_one_id_for_several_units_loses_nothing(memory: Memory, tmp_path: Path, apart: int):
    """However far apart the units stand, and whichever of them was there before."""
    between = [[f"n{n}", f"Между {n}", f"Between {n}"] for n in range(apart)]
    several = [["1", "Да", "Yes"], *between, ["1", "Да", "Aye"], ["1", "Нет", "No"]]
    path = table(tmp_path / "a.tsv", several)
    assert counts(memory.load(path)) == (apart + 3, 0, 0, 0)
    assert counts(memory.load(path)) == (0, 0, apart + 3, 0)
    turned = table(tmp_path / "b.tsv", reversed(several))
    assert counts(memory.load(turned, corpus="a")) == (0, 0, apart + 3, 0)


@pytest.mark.parametrize("apart", [0, BATCH, 2 * BATCH])
def test_a_unit_that_the_file_still_holds_is_not_replaced(
    memory: Memory, tmp_path: Path, apart: int
):
    """A record with its id and another text stands before it in the file."""
    between = [[f"n{n}", f"Между {n}", f"Between {n}"] for n in range(apart)]
    memory.load(table(tmp_path / "a.tsv", [["1", "Да", "Yes"], *between]))
    path = table(tmp_path / "a.tsv", [["1", "Да", "Aye"], *between, ["1", "Да", "Yes"]])
    dry = memory.load(path, dry_run=True)
    report = memory.load(path)
    assert counts(report) == counts(dry) == (1, 0, apart + 1, 0)
    assert {("Да", "Yes"), ("Да", "Aye")} <= set(pairs(memory))
    assert counts(memory.load(path)) == (0, 0, apart + 2, 0)
    assert memory.history() == []


@pytest.mark.parametrize("apart", [0, BATCH, 2 * BATCH])
def test_a_changed_unit_that_the_file_repeats_is_not_added_too(
    memory: Memory, tmp_path: Path, apart: int
):
    between = [[f"n{n}", f"Между {n}", f"Between {n}"] for n in range(apart)]
    memory.load(table(tmp_path / "a.tsv", [["1", "Да", "Yes"], *between]))
    path = table(tmp_path / "a.tsv", [["1", "Да", "Aye"], *between, ["1", "Да", "Aye"]])
    dry = memory.load(path, dry_run=True)
    assert counts(memory.load(path)) == counts(dry) == (0, 1, apart + 1, 0)
    assert pairs(memory).count(("Да", "Aye")) == 1
    assert ("Да", "Yes") not in pairs(memory)


def test_of_several_units_with_one_id_the_one_with_the_same_source_is_updated(
    memory: Memory, tmp_path: Path
):
    path = tmp_path / "a.tsv"
    memory.load(table(path, [["1", "Да", "Yes"], ["1", "Нет", "No"]]))
    report = memory.load(table(path, [["1", "Да", "Yes"], ["1", "Нет", "Nay"]]))
    assert counts(report) == (0, 1, 1, 0)
    assert pairs(memory) == [("Да", "Yes"), ("Нет", "Nay")]


@pytest.mark.parametrize("in_memory", [1, BATCH, 1 << 20])
def test_duplicates_are_known_however_far_apart(
    memory: Memory, tmp_path: Path, monkeypatch, in_memory: int
):
    monkeypatch.setattr("tmtool.store.seen.IN_MEMORY", in_memory)
    rows = [[f"Да {n}", f"Yes {n}"] for n in range(2 * BATCH + 1)]
    path = table(tmp_path / "a.tsv", [*rows, *rows], "ru en")
    for dry_run in (True, False):
        report = memory.load(path, dry_run=dry_run)
        assert counts(report) == (len(rows), 0, len(rows), 0)
    assert counts(memory.load(path)) == (0, 0, 2 * len(rows), 0)


def test_files_that_number_their_units_alike_do_not_replace_each_others(
    memory: Memory, tmp_path: Path
):
    """Many tools number the units of every file from 1."""
    one = table(tmp_path / "a.tsv", [["1", "Да", "Yes"], ["2", "Нет", "No"]])
    two = table(tmp_path / "b.tsv", [["1", "Статья", "Article"], ["2", "Договор", "Treaty"]])
    memory.load(one, corpus="archive")
    assert counts(memory.load(two, corpus="archive")) == (2, 0, 0, 0)
    assert len(pairs(memory)) == 4
    assert counts(memory.load(one, corpus="archive")) == (0, 0, 2, 0)


def test_a_file_in_other_languages_does_not_replace_what_is_there(memory: Memory, tmp_path: Path):
    memory.load(table(tmp_path / "a.tsv", [["1", "Да", "Yes"]]))
    french = table(tmp_path / "b.tsv", [["1", "Да", "Oui"]], "tuid ru fr")
    assert counts(memory.load(french, corpus="a")) == (1, 0, 0, 0)
    assert memory.lookup("Да", "ru", "en")[0].target == "Yes"
    assert memory.lookup("Да", "ru", "fr")[0].target == "Oui"


def test_a_unit_rewritten_in_its_place_is_updated(memory: Memory, tmp_path: Path):
    """Both texts changed: where document and id are the same, so is the unit."""
    path, header = tmp_path / "a.tsv", "tuid ru en document"
    memory.load(table(path, [["1", "Да", "Yes", "a.xml"]], header))
    assert counts(memory.load(table(path, [["1", "Нет", "No", "a.xml"]], header))) == (0, 1, 0, 0)
    assert counts(memory.load(table(path, [["1", "Ну", "Well", "b.xml"]], header))) == (1, 0, 0, 0)
    assert pairs(memory) == [("Нет", "No"), ("Ну", "Well")]


# Gettext catalogues ----------------------------------------------------------------------


def test_a_changed_msgstr_updates(memory: Memory, tmp_path: Path):
    path = tmp_path / "app.po"
    other = entry("Cancel", "Отмена")
    memory.load(catalogue(path, entry("Save", "Сохранить"), other))
    memory.load(catalogue(path, entry("Save", "Записать"), other))
    report = memory.load(catalogue(path, entry("Save", "Записать"), other))
    assert counts(report) == (0, 0, 2, 0)
    assert texts(memory.unit(1)) == {"en": "Save", "ru": "Записать"}
    assert [change.operation for change in memory.history(1)] == ["import"]


def test_entries_that_differ_in_context_alone_are_kept_apart(memory: Memory, tmp_path: Path):
    path = tmp_path / "app.po"
    entries = [entry("Open", "Открыть", context="menu"), entry("Open", "Открыто", context="state")]
    memory.load(catalogue(path, *entries, entry("Open", "Открыть")))
    entries[1] = entry("Open", "Открыта", context="state")
    report = memory.load(catalogue(path, *entries, entry("Open", "Открыть")))
    assert counts(report) == (0, 1, 2, 0)
    assert {unit.context: texts(unit)["ru"] for unit in memory.units()} == {
        "menu": "Открыть",
        "state": "Открыта",
        None: "Открыть",
    }


def test_changed_plural_forms_update(memory: Memory, tmp_path: Path):
    def plural(*forms: str) -> str:
        lines = [f'msgstr[{n}] "{form}"' for n, form in enumerate(forms)]
        return "\n".join(['msgid "%d file"', 'msgid_plural "%d files"', *lines, ""])

    path = tmp_path / "app.po"
    memory.load(catalogue(path, plural("%d файл", "%d файла", "%d файлов")))
    report = memory.load(catalogue(path, plural("%d файл", "%d файлика", "%d файлов")))
    assert counts(report) == (0, 1, 2, 0)
    assert [texts(unit)["ru"] for unit in memory.units()] == ["%d файл", "%d файлика", "%d файлов"]


def test_a_catalogue_in_another_language_does_not_replace_the_first(memory: Memory, tmp_path: Path):
    """locale/ru/app.po and locale/fr/app.po have one name, so one corpus and one document."""
    for language, text in (("ru", "Да"), ("fr", "Oui")):
        folder = tmp_path / language
        folder.mkdir()
        path = catalogue(folder / "app.po", entry("Yes", text), language=language)
        assert counts(memory.load(path)) == (1, 0, 0, 0)
    assert memory.lookup("Yes", "en", "ru")[0].target == "Да"
    assert memory.lookup("Yes", "en", "fr")[0].target == "Oui"


@pytest.mark.parametrize("named", ["header", "options"])
def test_a_catalogue_from_another_language_updates_too(memory: Memory, tmp_path: Path, named: str):
    header = '"X-Source-Language: de\\n"\n' if named == "header" else ""
    reading = ReadOptions(source_language=None if header else "de")
    path = tmp_path / "app.po"
    untranslated = entry("Nein", "")
    for text in ("Да", "Ага"):
        catalogue(path, untranslated, entry("Ja", text), header=header)
        report = memory.load(path, reading=reading)
    assert counts(report) == (0, 1, 0, 1)
    (unit,) = memory.units()
    assert texts(unit) == {"de": "Ja", "ru": "Ага"}


def test_a_unit_brought_back_is_still_known_by_its_source(memory: Memory, tmp_path: Path):
    path = tmp_path / "app.po"
    memory.load(catalogue(path, entry("Yes", "Да")))
    memory.remove_unit(1)
    memory.undo()
    assert counts(memory.load(catalogue(path, entry("Yes", "Ага")))) == (0, 1, 0, 0)
    assert texts(memory.unit(1)) == {"en": "Yes", "ru": "Ага"}


# Dry runs --------------------------------------------------------------------------------

record = st.tuples(
    st.sampled_from(["", "1", "2"]), st.sampled_from(["Да", "Нет"]), st.sampled_from(["Yes", "No"])
)
records = st.lists(record, max_size=8)


@given(before=records, rows=records, size=st.sampled_from([1, 2, 3, BATCH]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_import(new_memory, tmp_path: Path, monkeypatch, before, rows, size: int):
    """A dry run counts what the import then does; nothing is lost; again, nothing is added."""
    monkeypatch.setattr("tmtool.jobs.load.BATCH", size)
    memory = new_memory()
    memory.load(table(tmp_path / "a.tsv", before))
    old = list(memory.units())
    path = table(tmp_path / "a.tsv", rows)
    state = content(memory._connection)
    dry = memory.load(path, dry_run=True)
    assert content(memory._connection) == state

    report = memory.load(path)
    assert report == dry
    units = list(memory.units())
    assert len(units) == len(old) + report.added
    held = Counter((unit.tuid or "", texts(unit)["ru"], texts(unit)["en"]) for unit in units)
    assert set(rows) <= held.keys()
    assert set(held.values()) <= {1}
    changed = [unit for unit in old if unit not in units]
    assert len(changed) == report.updated == len(memory.history())

    again = memory.load(path)
    assert (again.added, again.updated, again.duplicate) == (0, 0, len(rows))
    assert list(memory.units()) == units
    assert nothing_is_left(memory)


def test_a_dry_run_writes_nothing(memory: Memory, tmp_path: Path):
    path = table(tmp_path / "a.tsv", [["1", "Да", "Yes"], ["2", "Нет", "No"], ["2", "Нет", "No"]])
    memory.load(table(tmp_path / "b.tsv", [["1", "Да", "Aye"]]), corpus="a")
    memory._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}
    dry = memory.load(path, dry_run=True)
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == before
    assert counts(dry) == (1, 1, 1, 0)
    assert memory.load(path) == dry


def test_a_dry_run_into_a_new_corpus(memory: Memory, tmp_path: Path):
    path = table(tmp_path / "a.tsv", [["1", "Да", "Yes"]])
    assert counts(memory.load(path, dry_run=True)) == (1, 0, 0, 0)
    assert memory.corpora() == []
    assert counts(memory.load(path, dry_run=True)) == (1, 0, 0, 0)


# Failures --------------------------------------------------------------------------------


def failing(monkeypatch: pytest.MonkeyPatch, after: int, error: BaseException) -> None:
    """Let the reader of any file raise an error after some records."""
    read = formats.Format.read_units

    def reader(self, path, options):
        for number, unit in enumerate(read(self, path, options)):
            if number == after:
                raise error
            yield unit

    monkeypatch.setattr(formats.Format, "read_units", reader)


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A table of 6,000 units, the first hundred with the ids of other units of `known`."""
    return table(tmp_path / "large.tsv", ([f"t{n}", f"Да {n}", f"Yes {n}"] for n in range(6000)))


@pytest.mark.parametrize("error", [InputError("bad", where="large.tsv:5001"), KeyboardInterrupt()])
@pytest.mark.parametrize("after", [0, 1, BATCH, 5000])
@pytest.mark.parametrize("corpus", ["known", "new"])
def test_a_failure_in_the_middle_leaves_the_memory_as_it_was(
    memory: Memory, tmp_path: Path, large: Path, monkeypatch, error, after: int, corpus: str
):
    rows = [[f"t{n}", f"Да {n}", f"Aye {n}"] for n in range(100)]
    memory.load(table(tmp_path / "known.tsv", rows))
    before = content(memory._connection)
    with monkeypatch.context() as patch:
        failing(patch, after, error)
        with pytest.raises(type(error)):
            memory.load(large, corpus=corpus)
    assert content(memory._connection) == before
    assert nothing_is_left(memory)
    assert counts(memory.load(large, corpus="known")) == (5900, 100, 0, 0)


@pytest.mark.parametrize(
    ("part", "step"), [(Incoming, "drop_repeated"), (Import, "_apply_changes")]
)
def test_a_failure_at_the_end_leaves_the_memory_as_it_was(
    memory: Memory, tmp_path: Path, monkeypatch, part: type, step: str
):
    memory.load(table(tmp_path / "a.tsv", [["1", "Да", "Yes"]]))
    before = content(memory._connection)

    def fail(self) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(part, step, fail)
        with pytest.raises(sqlite3.OperationalError):
            memory.load(table(tmp_path / "a.tsv", [["1", "Да", "Aye"], ["2", "Нет", "No"]]))
    assert content(memory._connection) == before
    assert nothing_is_left(memory)


@pytest.mark.parametrize(
    ("name", "content_of_file"), [("a.tmx", "<html/>"), ("a.po", "msgid 1"), ("a.tsv", None)]
)
def test_a_file_that_is_refused_leaves_no_corpus(
    memory: Memory, tmp_path: Path, name: str, content_of_file: str | None
):
    before = content(memory._connection)
    if content_of_file is not None:
        (tmp_path / name).write_text(content_of_file)
    with pytest.raises(InputError):
        memory.load(tmp_path / name)
    assert content(memory._connection) == before


def test_skipped_records_are_reported_and_the_others_taken(memory: Memory, tmp_path: Path):
    path = table(tmp_path / "a.tsv", [["1", "Да", "Yes"], ["2", "Нет", ""], ["3", "Ну", "Well"]])
    report = memory.load(path)
    assert counts(report) == (2, 0, 0, 1)
    assert [type(skipped) for skipped in report.skipped] == [Skipped]
    assert report.skipped[0].where == f"{path}:3"


def test_a_file_without_units_makes_an_empty_corpus(memory: Memory, tmp_path: Path):
    assert counts(memory.load(table(tmp_path / "a.tsv", []))) == (0, 0, 0, 0)
    assert [(corpus.name, corpus.units) for corpus in memory.corpora()] == [("a", 0)]


def test_progress_is_told(memory: Memory, large: Path):
    told: list[int] = []
    memory.load(large, progress=told.append)
    assert told == [BATCH, 2 * BATCH, 3 * BATCH, 6000]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_can_be_imported(memory: Memory, tmp_path: Path):
    pipe = tmp_path / "pipe.tsv"
    os.mkfifo(pipe)
    writer = threading.Thread(
        target=pipe.write_text, args=("ru\ten\nДа\tYes\n",), kwargs={"encoding": "utf-8"}
    )
    writer.start()
    report = memory.load(pipe)
    writer.join()
    assert counts(report) == (1, 0, 0, 0)
    assert memory.corpora()[0].checksum is None


# Digests ---------------------------------------------------------------------------------


def digests_are_right(memory: Memory) -> bool:
    """Tell whether the digests through which units are found are those that the units have."""
    of_units, of_variants = (
        "SELECT fingerprint, id FROM unit"
        " UNION SELECT identity, id FROM unit WHERE identity IS NOT NULL",
        "SELECT digest, unit_id, language_id FROM variant",
    )
    return all(
        memory._connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
        == memory._connection.execute(f"{units} ORDER BY 1, 2").fetchall()
        for table, units in (("unit_digest", of_units), ("variant_digest", of_variants))
    )


@pytest.mark.parametrize("at_once", [1, 3, 20_000])
def test_every_change_keeps_the_digests_right(
    memory: Memory, tmp_path: Path, monkeypatch, at_once: int
):
    monkeypatch.setattr("tmtool.store.digests._AT_ONCE", at_once)
    path, header = tmp_path / "a.tsv", "tuid ru en"
    memory.load(table(path, [["1", "Да", "Yes"], ["2", "Нет", "No"], ["", "Да", "Yes"]], header))
    assert digests_are_right(memory)
    memory.load(table(path, [["1", "Да", "Aye"], ["2", "Нет", "No"], ["", "Ну", "No"]], header))
    assert digests_are_right(memory)
    memory.remove_unit(2)
    assert digests_are_right(memory)
    memory.undo()
    assert digests_are_right(memory)
    memory.add_unit(pair("Вот", "Here"), corpus="b")
    memory.remove_corpus("a")
    assert digests_are_right(memory)
    assert len(memory.lookup("Вот", "ru", "en")) == 1


def test_a_corpus_removed_while_digests_are_written(memory: Memory, other: Memory, monkeypatch):
    monkeypatch.setattr("tmtool.store.digests._AT_ONCE", 1)
    memory.add_unit(pair("Ну", "Well"), corpus="a")
    work = begin(memory)
    work.add([pair("Да", "Yes"), pair("Нет", "No")])
    writing = work.incoming.writing
    steps = iter([lambda: None, lambda: other.remove_corpus("a")])

    def after_others():
        next(steps, lambda: None)()
        return writing()

    monkeypatch.setattr(work.incoming, "writing", after_others)
    with pytest.raises(NotFoundError, match="was removed"):
        work.finish("")
    work.abandon()
    assert nothing_is_left(memory)
    assert digests_are_right(memory)


# What others do meanwhile ----------------------------------------------------------------


@pytest.fixture
def other(memory: Memory):
    """The same memory, opened by somebody else."""
    with tmtool.open(memory.path) as opened:
        yield opened


def begin(memory: Memory, corpus: str = "a") -> Import:
    work = Import(memory._connection, memory.path, corpus)
    work.begin("a.tsv", "tsv")
    return work


def test_an_unfinished_import_is_not_seen(memory: Memory, other: Memory):
    work = begin(memory)
    work.add([pair("Да", "Yes", tuid="1")])
    for reader in (memory, other):
        assert reader.lookup("Да", "ru", "en") == []
        assert reader.concordance("да", "ru", "en") == []
        assert list(reader.units()) == []
        assert reader.corpora() == []
        assert reader.statistics().units == 0
        with pytest.raises(NotFoundError):
            reader.unit(1)
    work.finish("")
    for reader in (memory, other):
        assert len(reader.lookup("Да", "ru", "en")) == 1
        assert [corpus.units for corpus in reader.corpora()] == [1]


@pytest.mark.parametrize("order", ["1 finishes first", "2 finishes first"])
@pytest.mark.parametrize("second_begins", ["before 1 adds", "after 1 added"])
def test_two_imports_of_one_file_end_with_each_unit_once(
    memory: Memory, other: Memory, order: str, second_begins: str
):
    units = [pair(f"Да {n}", f"Yes {n}", tuid=str(n)) for n in range(4)]
    first = begin(memory)
    if second_begins == "after 1 added":
        first.add(units)
        second = begin(other)
    else:
        second = begin(other)
        first.add(units)
    second.add(units)
    ending = [first, second] if order == "1 finishes first" else [second, first]
    for work in ending:
        work.finish("")
    assert len(pairs(memory)) == 4
    assert [(work.counts.added, work.counts.duplicate) for work in ending] == [(4, 0), (0, 4)]
    assert nothing_is_left(memory)


def test_two_imports_of_one_changed_file_change_each_unit_once(memory: Memory, other: Memory):
    memory.add_unit(pair("Да", "Yes", tuid="1"), corpus="a")
    first, second = begin(memory), begin(other)
    for work in (first, second):
        work.add([pair("Да", "Aye", tuid="1")])
    first.finish("")
    second.finish("")
    assert pairs(memory) == [("Да", "Aye")]
    assert [change.operation for change in memory.history(1)] == ["import", "add"]
    assert (first.counts.updated, second.counts.updated, second.counts.duplicate) == (1, 0, 1)


def test_a_unit_added_by_hand_meanwhile_is_not_doubled(memory: Memory, other: Memory):
    work = begin(memory)
    other.add_unit(pair("Да", "Yes"), corpus="a")
    work.add([pair("Нет", "No")])
    other.add_unit(pair("Нет", "No"), corpus="a")
    work.add([pair("Да", "Yes")])
    work.finish("")
    assert sorted(pairs(memory)) == [("Да", "Yes"), ("Нет", "No")]


def test_a_unit_brought_back_meanwhile_is_not_doubled(memory: Memory, other: Memory):
    memory.add_unit(pair("Да", "Yes"), corpus="a")
    memory.remove_unit(1)
    work = begin(memory)
    work.add([pair("Нет", "No")])
    other.undo()
    work.add([pair("Да", "Yes")])
    work.finish("")
    assert sorted(pairs(memory)) == [("Да", "Yes"), ("Нет", "No")]
    assert (work.counts.added, work.counts.duplicate) == (1, 1)


def test_a_unit_removed_meanwhile_is_in_the_memory_as_the_file_has_it(
    memory: Memory, other: Memory
):
    memory.add_unit(pair("Да", "Yes", tuid="1"), corpus="a")
    work = begin(memory)
    work.add([pair("Да", "Aye", tuid="1")])
    other.remove_unit(1)
    work.finish("")
    assert pairs(memory) == [("Да", "Aye")]
    assert (work.counts.added, work.counts.updated) == (1, 0)


def test_a_failed_import_does_not_take_away_the_corpus_of_another(memory: Memory, other: Memory):
    first, second = begin(memory), begin(other)
    first.add([pair("Да", "Yes")])
    first.abandon()
    second.add([pair("Нет", "No")])
    second.finish("")
    assert pairs(memory) == [("Нет", "No")]
    assert [corpus.name for corpus in memory.corpora()] == ["a"]


def test_two_failed_imports_take_away_the_corpus_they_made(memory: Memory, other: Memory):
    before = content(memory._connection)
    first, second = begin(memory), begin(other)
    first.abandon()
    second.abandon()
    assert content(memory._connection) == before


def test_a_corpus_is_there_as_soon_as_somebody_has_finished(memory: Memory, other: Memory):
    first, second = begin(memory), begin(other)
    second.add([pair("Нет", "No")])
    second.finish("")
    assert [(corpus.name, corpus.units) for corpus in memory.corpora()] == [("a", 1)]
    first.abandon()
    assert [(corpus.name, corpus.units) for corpus in memory.corpora()] == [("a", 1)]


def test_a_corpus_stays_where_a_unit_was_added_by_hand(memory: Memory, other: Memory):
    work = begin(memory)
    other.add_unit(pair("Да", "Yes"), corpus="a")
    assert [(corpus.name, corpus.units) for corpus in other.corpora()] == [("a", 1)]
    work.abandon()
    assert [(corpus.name, corpus.units) for corpus in other.corpora()] == [("a", 1)]


@pytest.mark.parametrize("when", ["add", "finish"])
def test_an_import_whose_corpus_is_removed_says_so(memory: Memory, other: Memory, when: str):
    memory.add_unit(pair("Ну", "Well"), corpus="a")
    work = begin(memory)
    work.add([pair("Да", "Yes")])
    other.remove_corpus("a")
    other.add_unit(pair("Ну", "Well"), corpus="b")
    with pytest.raises(NotFoundError, match="was removed"):
        work.add([pair("Нет", "No")]) if when == "add" else work.finish("")
    work.abandon()
    assert pairs(memory) == [("Ну", "Well")]
    assert nothing_is_left(memory)


def test_a_running_import_is_not_taken_for_dead(memory: Memory, other: Memory, tmp_path: Path):
    work = begin(memory)
    work.add([pair("Да", "Yes")])
    other.load(table(tmp_path / "b.tsv", [["1", "Нет", "No"]]))
    work.finish("")
    assert pairs(memory) == [("Да", "Yes"), ("Нет", "No")]


def test_nor_where_the_memory_is_reached_in_another_way(memory: Memory, tmp_path: Path):
    link = tmp_path / "elsewhere" / "link.db"
    link.parent.mkdir()
    link.symlink_to(memory.path)
    work = begin(memory)
    work.add([pair("Да", "Yes")])
    with tmtool.open(link) as other:
        other.load(table(tmp_path / "b.tsv", [["1", "Нет", "No"]]))
    work.finish("")
    assert pairs(memory) == [("Да", "Yes"), ("Нет", "No")]


def test_nor_where_the_process_went_to_another_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = table(tmp_path / "b.tsv", [["1", "Нет", "No"]])
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path)
    with tmtool.open("memory.db") as memory, tmtool.open("memory.db") as other:
        monkeypatch.chdir("elsewhere")

        def meanwhile(_: int) -> None:
            with tmtool.open(tmp_path / "memory.db") as third:
                third.load(path, corpus="c")
            assert not list((tmp_path / "elsewhere").iterdir())

        memory.load(table(tmp_path / "a.tsv", [["1", "Да", "Yes"]]), progress=meanwhile)
        assert sorted(pairs(other)) == [("Да", "Yes"), ("Нет", "No")]
