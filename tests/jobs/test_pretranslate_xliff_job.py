from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from building import pair

from tmtool.errors import InputError
from tmtool.formats import ReadOptions, find
from tmtool.memory import Memory
from tmtool.models import FillOrigin, FillReport, TranslationUnit, Variant


def xliff(path: Path, *sources: str, target_language: str = "ru", original: str = "a") -> Path:
    """An XLIFF file with untranslated units; each source may be followed by a target."""
    units = "".join(
        f'<trans-unit id="{number}"><source>{source}</source></trans-unit>\n'
        for number, source in enumerate(sources)
    )
    path.write_text(
        f'<xliff version="1.2"><file original="{original}" source-language="en"'
        f' target-language="{target_language}" datatype="x"><body>\n{units}</body></file></xliff>',
        encoding="utf-8",
    )
    return path


Filled = Callable[..., tuple[dict[str, str], FillReport]]


@pytest.fixture
def filled(memory: Memory, tmp_path: Path) -> Filled:
    """A function that fills a file of these sources and returns its translations."""

    def fill(*sources: str, **options) -> tuple[dict[str, str], FillReport]:
        path, output = xliff(tmp_path / "in.xlf", *sources), tmp_path / "out.xlf"
        report = memory.pretranslate(path, output, **options)
        records = find(output).read_units(output, ReadOptions())
        units = [record for record in records if isinstance(record, TranslationUnit)]
        return {unit.variants[0].text: unit.variants[1].text for unit in units}, report

    return fill


def add(memory: Memory, en: str, ru: str, corpus: str = "own", **fields) -> None:
    memory.add_unit(pair(ru, en, **fields), corpus=corpus)


def test_every_kind_is_told_with_its_origin(memory: Memory, filled: Filled):
    add(memory, "Yes", "Да")
    add(memory, "Article 1", "Статья 1", corpus="treaties")
    add(memory, "Open the old configuration file", "Открыть старый файл настроек")
    found, report = filled("Yes", "Article 2", "Open the new configuration file", "Quite other")
    assert found == {
        "Yes": "Да",
        "Article 2": "Статья 2",
        "Open the new configuration file": "Открыть старый файл настроек",
    }
    assert report == FillReport(
        total=4,
        exact=1,
        repaired=1,
        fuzzy=1,
        empty=1,
        origins=(FillOrigin("own", exact=1, fuzzy=1), FillOrigin("treaties", repaired=1)),
    )


def test_neighbours_are_context(memory: Memory, filled: Filled):
    rows = [("Name", "Имя"), ("Open", "Открыто"), ("Close", "Закрыто"), ("Open", "Открыть")]
    for position, (en, ru) in enumerate([*rows, ("Menu", "Меню")]):
        add(memory, en, ru, document="old", position=position)
    found, report = filled("Close", "Open", "Menu")
    assert found["Open"] == "Открыть"
    found, report = filled("Name", "Open", "Close")
    assert found["Open"] == "Открыто"
    assert report.context >= 1


def test_neighbours_end_with_the_document(memory: Memory, tmp_path: Path):
    for position, (en, ru) in enumerate([("Name", "Имя"), ("Open", "Открыто")]):
        add(memory, en, ru, document="old", position=position)
    path, output = tmp_path / "a.xlf", tmp_path / "b.xlf"
    file = '<file original="{}" source-language="en" target-language="ru"><body>{}</body></file>'
    unit = '<trans-unit id="1"><source>{}</source></trans-unit>'
    for second, kind in (("a", "context"), ("b", "exact")):
        files = file.format("a", unit.format("Name")), file.format(second, unit.format("Open"))
        path.write_text(f'<xliff version="1.2">{"".join(files)}</xliff>', encoding="utf-8")
        report = memory.pretranslate(path, output)
        assert getattr(report, kind) >= 1
        assert report.context == (2 if kind == "context" else 0)


def test_the_context_id_is_that_of_the_unit(memory: Memory, tmp_path: Path):
    add(memory, "Open", "Открыто", context="state")
    add(memory, "Open", "Открыть", context="menu")
    path, output = tmp_path / "a.xlf", tmp_path / "b.xlf"
    xliff(path, "Open")
    path.write_text(path.read_text().replace('id="0"', 'id="0" resname="menu"'))
    assert memory.pretranslate(path, output).context == 1
    assert "Открыть" in output.read_text(encoding="utf-8")


def test_several_processes_fill_the_same(memory: Memory, tmp_path: Path):
    sources = [f"Article {number} of the Treaty" for number in range(60)]
    for number in range(0, 60, 7):
        add(memory, sources[number], f"Статья {number} Договора")
    path = xliff(tmp_path / "a.xlf", *sources)
    one, two = tmp_path / "one.xlf", tmp_path / "two.xlf"
    report = memory.pretranslate(path, one)
    assert report.exact == 9
    assert report.repaired == 51
    assert memory.pretranslate(path, two, workers=2) == report
    assert one.read_bytes() == two.read_bytes()


def test_an_empty_memory_changes_no_byte(memory: Memory, tmp_path: Path):
    path = xliff(tmp_path / "a.xlf", "Open", "Close")
    report = memory.pretranslate(path, tmp_path / "b.xlf")
    assert report == FillReport(2, empty=2)
    assert (tmp_path / "b.xlf").read_bytes() == path.read_bytes()


def test_the_languages_of_the_caller_go_first(memory: Memory, tmp_path: Path):
    variants = Variant("en", "Yes"), Variant("ru", "Да"), Variant("de", "Ja")
    memory.add_unit(TranslationUnit(variants), corpus="own")
    path = xliff(tmp_path / "a.xlf", "Yes")
    memory.pretranslate(path, tmp_path / "b.xlf", target="de")
    assert ">Ja</target>" in (tmp_path / "b.xlf").read_text()
    xliff(path, "Yes", target_language="")
    with pytest.raises(InputError, match="does not name its target language"):
        memory.pretranslate(path, tmp_path / "c.xlf")
    assert not (tmp_path / "c.xlf").exists()


def test_inline_elements_come_from_the_file_imported_before(memory: Memory, tmp_path: Path):
    old = tmp_path / "old.xlf"
    xliff(old, 'Press <g id="1">here</g><x id="2"/>')
    target = '<target><x id="2"/>Нажмите <g id="1">сюда</g></target>'
    old.write_text(old.read_text().replace("</source>", f"</source>{target}"), encoding="utf-8")
    assert memory.load(old).added == 1
    path = xliff(tmp_path / "new.xlf", 'Press <g id="7">here</g><x id="9"/>')
    report = memory.pretranslate(path, tmp_path / "out.xlf")
    assert report.exact + report.context == 1
    text = (tmp_path / "out.xlf").read_text(encoding="utf-8")
    assert '><x id="9"/>Нажмите <g id="7">сюда</g></target>' in text
