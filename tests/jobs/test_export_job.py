from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from building import catalogue, entry, pair, texts

from tmtool.errors import InputError, LanguageError
from tmtool.memory import Memory
from tmtool.models import Concept, Term, TranslationUnit, Variant
from tmtool.store.unit_filter import Filter


def bare(memory: Memory) -> list[TranslationUnit]:
    """The units of a memory as a file gives them."""
    return [
        replace(
            unit,
            id=None,
            corpus=None,
            variants=tuple(sorted(unit.variants, key=lambda v: v.language)),
        )
        for unit in memory.units()
    ]


def entries(path: Path) -> dict[tuple[str | None, str], str]:
    """The entries of a PO file without its header, told apart by context and source."""
    import polib

    return {(found.msgctxt, found.msgid): found.msgstr for found in polib.pofile(str(path))}


# There and back --------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["tmx", "tsv", "csv"])
def test_the_sample_corpus_comes_back_the_same(
    treaties: Memory, memory: Memory, tmp_path: Path, suffix: str
):
    path = tmp_path / f"all.{suffix}"
    written = treaties.export(path, "ru", "en")
    assert written == len(bare(treaties)) > 1000
    report = memory.load(path)
    assert (report.added, report.skipped) == (written, ())
    assert bare(memory) == bare(treaties)
    assert memory.load(path).duplicate == written


def test_tico19_comes_back_the_same(memory: Memory, new_memory, shared: Path, tmp_path: Path):
    report = memory.load(shared / "data" / "tico19" / "tico19.en-ru.tmx")
    assert report.added + report.duplicate == report.read == 3071
    path = tmp_path / "all.tmx"
    assert memory.export(path) == report.added
    copy = new_memory()
    assert copy.load(path).added == report.added
    assert bare(copy) == bare(memory)


def test_markup_properties_and_many_languages_come_back(memory: Memory, new_memory, tmp_path: Path):
    variants = (
        Variant("ru", "Да {1}", 'Да <ph x="1"/>'),
        Variant("en-GB", "Yes"),
        Variant("zh-Hans-CN", "是"),
    )
    unit = TranslationUnit(variants, tuid="a&b", note="1\n2", properties={"x-key": "<v>"})
    memory.add_unit(unit, corpus="own", by="ivanova")
    memory.export(tmp_path / "a.tmx", profile="full")
    copy = new_memory()
    copy.load(tmp_path / "a.tmx")
    assert bare(copy) == bare(memory)


# What is chosen --------------------------------------------------------------------------


@pytest.fixture
def mixed(memory: Memory) -> Memory:
    for variants, corpus, fields in (
        ({"ru": "Да", "en": "Yes"}, "a", {}),
        ({"ru": "Цвет", "en-GB": "Colour"}, "a", {"status": "draft"}),
        ({"ru": "Нет", "de": "Nein"}, "b", {}),
        ({"ru": "Ну", "en": "Well", "de": "Nun"}, "b", {}),
    ):
        unit = TranslationUnit(tuple(Variant(*item) for item in variants.items()), **fields)
        memory.add_unit(unit, corpus=corpus)
    return memory


@pytest.mark.parametrize(
    ("source", "target", "chosen", "found"),
    [
        (None, None, Filter(), ["Да", "Цвет", "Нет", "Ну"]),
        ("ru", "en", Filter(), ["Да", "Цвет", "Ну"]),
        ("en", "ru", Filter(), ["Да", "Цвет", "Ну"]),
        ("ru", "en-GB", Filter(), ["Да", "Цвет", "Ну"]),
        ("de", "ru", Filter(), ["Нет", "Ну"]),
        ("de", "fr", Filter(), []),
        ("ru", "en", Filter(corpus="a"), ["Да", "Цвет"]),
        ("ru", "en", Filter(status="draft"), ["Цвет"]),
        ("ru", "en", Filter(corpus="none"), []),
    ],
)
def test_languages_and_filters(
    mixed: Memory, new_memory, tmp_path: Path, source, target, chosen: Filter, found: list[str]
):
    path = tmp_path / "a.tmx"
    profile = "compatible" if source else "full"
    assert mixed.export(path, source, target, chosen=chosen, profile=profile) == len(found)
    copy = new_memory()
    copy.load(path)
    assert [texts(unit)["ru"] for unit in copy.units()] == found
    if source:
        assert all(len(unit.variants) == 2 for unit in copy.units())


def test_a_compatible_file_has_the_only_two_languages_or_those_that_are_named(
    mixed: Memory, tmp_path: Path
):
    path = tmp_path / "a.tmx"
    with pytest.raises(InputError, match=r"texts in .*, and a file that") as refused:
        mixed.export(path)
    assert "--profile full" in (refused.value.hint or "")
    assert mixed.export(path, chosen=Filter(corpus="a")) == 2
    assert 'srclang="en' in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("options", [{"profile": "full"}, {"language_tags": {"ru": "ru-RU"}}])
def test_profiles_and_tags_are_for_tmx(mixed: Memory, tmp_path: Path, options):
    with pytest.raises(InputError, match="csv files have no profiles"):
        mixed.export(tmp_path / "a.csv", **options)


def test_a_format_can_be_named(mixed: Memory, tmp_path: Path):
    mixed.export(tmp_path / "a.txt", "ru", "en", format="tmx")
    assert (tmp_path / "a.txt").read_text(encoding="utf-8").startswith("<?xml")


@pytest.mark.parametrize(
    ("name", "source", "target", "error"),
    [
        ("a.doc", None, None, InputError),
        ("none/a.tmx", None, None, InputError),
        ("a.tmx", "xx", None, LanguageError),
        ("a.po", None, None, InputError),
        ("a.po", "en", None, InputError),
        (".", None, None, InputError),
    ],
)
def test_what_cannot_be_written_is_refused(
    mixed: Memory, tmp_path: Path, name: str, source, target, error: type[InputError]
):
    with pytest.raises(error) as refused:
        mixed.export(tmp_path / name, source, target)
    assert refused.value.hint
    assert {path.name.partition("-")[0] for path in tmp_path.iterdir()} == {"memory.db"}


def test_an_old_file_stays_where_the_new_one_cannot_be_written(mixed: Memory, tmp_path: Path):
    path = tmp_path / "a.tmx"
    mixed.export(path, "ru", "en")
    before = path.read_bytes()
    mixed.add_unit(pair("Плохо \x01", "Bad"), corpus="a")
    with pytest.raises(InputError, match="U\\+0001"):
        mixed.export(path, "ru", "en")
    assert path.read_bytes() == before


# Gettext ---------------------------------------------------------------------------------


def test_a_catalogue_has_one_target_for_each_text_in_its_context_the_best_first(
    memory: Memory, tmp_path: Path
):
    old, new = "2020-01-01T00:00:00Z", "2024-01-01T00:00:00Z"
    for ru, fields in (
        ("машинный", {"status": "machine", "changed_at": new, "usage_count": 9}),
        ("черновой", {"status": "draft", "changed_at": new}),
        ("старый", {"changed_at": old}),
        ("новый", {"changed_at": new}),
        ("частый", {"changed_at": old, "usage_count": 3}),
        ("в меню", {"context": "menu", "status": "draft"}),
    ):
        memory.add_unit(pair(ru, "Open", **fields), corpus="own")
    memory.add_unit(pair("Закрыть", "Close"), corpus="own")
    path = tmp_path / "a.po"
    memory.export(path, "en", "ru")
    assert entries(path) == {
        (None, "Open"): "частый",
        ("menu", "Open"): "в меню",
        (None, "Close"): "Закрыть",
    }
    text = path.read_text(encoding="utf-8")
    places = [text.index(f"also: {ru}") for ru in ("новый", "старый", "черновой", "машинный")]
    assert places == sorted(places)
    assert text.index("частый") < text.index("в меню") < text.index("Закрыть")


def test_a_catalogue_comes_back(memory: Memory, new_memory, tmp_path: Path):
    plural = (
        'msgid "%d file"\nmsgid_plural "%d files"\n'
        'msgstr[0] "%d файл"\nmsgstr[1] "%d файла"\nmsgstr[2] "%d файлов"\n'
    )
    source = catalogue(
        tmp_path / "app.po",
        entry("Open", "Открыть", context="menu"),
        entry("Open", "Открыть"),
        entry("Draft", "Черновик", fuzzy=True),
        plural,
    )
    memory.load(source)
    assert memory.export(tmp_path / "again.po", "en", "ru") == 6
    copy = new_memory()
    report = copy.load(tmp_path / "again.po", corpus="app")
    assert report.added == 6
    kept = [replace(unit, document=None, note=None) for unit in bare(memory)]
    assert [replace(unit, document=None, note=None) for unit in bare(copy)] == kept


def test_the_terms_of_a_text_stand_in_its_comments(memory: Memory, tmp_path: Path):
    memory.add_unit(pair("Подписать договор", "Sign the treaties"), corpus="own")
    memory.glossary.add(
        Concept(
            (
                Term("en", "treaty"),
                Term("ru", "договор", status="preferred"),
                Term("ru", "трактат", status="deprecated"),
            )
        )
    )
    memory.export(tmp_path / "a.po", "en", "ru")
    text = (tmp_path / "a.po").read_text(encoding="utf-8")
    assert "#. term: treaty = договор, трактат (deprecated)\n" in text
