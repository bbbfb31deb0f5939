from __future__ import annotations

from pathlib import Path

from tmtool.formats import ReadOptions
from tmtool.memory import Memory

READING = ReadOptions(source_language="en", target_language="ru")


def catalogue(*entries: tuple[str, str, bool]) -> str:
    return "\n".join(
        f'{"#, fuzzy" if fuzzy else ""}\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n'
        for msgid, msgstr, fuzzy in entries
    )


def load(memory: Memory, path: Path, text: str):
    path.write_text(text, encoding="utf-8")
    return memory.load(path, reading=READING)


def test_a_fuzzy_flag_that_was_cleared_approves_the_unit(memory: Memory, tmp_path: Path):
    path = tmp_path / "app.po"
    load(memory, path, catalogue(("Save", "Сохранить", True), ("Open", "Открыть", False)))
    report = load(memory, path, catalogue(("Save", "Сохранить", False), ("Open", "Открыть", False)))
    assert (report.added, report.updated, report.duplicate) == (0, 1, 1)
    assert [unit.status for unit in memory.units()] == ["approved", "approved"]
    (change,) = memory.history()
    assert change.operation == "import"
    memory.undo()
    assert [unit.status for unit in memory.units()] == ["draft", "approved"]


def test_a_new_entry_moves_the_others_without_filling_their_history(memory: Memory, tmp_path: Path):
    path = tmp_path / "app.po"
    load(memory, path, catalogue(("Save", "Сохранить", False), ("Open", "Открыть", False)))
    report = load(
        memory,
        path,
        catalogue(
            ("New", "Новый", False), ("Save", "Сохранить", False), ("Open", "Открыть", False)
        ),
    )
    assert (report.added, report.updated, report.duplicate) == (1, 0, 2)
    places = {unit.variants[0].text: unit.position for unit in memory.units()}
    assert sorted(places.values()) == [0, 1, 2]
    assert memory.history() == []


def test_a_table_says_nothing_of_the_status(memory: Memory, tmp_path: Path):
    path = tmp_path / "pairs.tsv"
    path.write_text("Статья\tArticle\n", encoding="utf-8")
    memory.load(path, reading=ReadOptions(columns=("ru", "en")))
    memory.edit_unit(1, {}, status="draft")
    report = memory.load(path, reading=ReadOptions(columns=("ru", "en")))
    assert (report.updated, report.duplicate) == (0, 1)
    assert memory.unit(1).status == "draft"
