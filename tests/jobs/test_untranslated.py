"""Units of bilingual files that have their source alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import catalogue, entry, pair, table

from tmtool.errors import InputError
from tmtool.formats import ReadOptions
from tmtool.jobs import drafts
from tmtool.models import DraftSegment, TranslationUnit, Variant

TMX = """<?xml version="1.0" encoding="utf-8"?>
<tmx version="1.4"><header/><body>
<tu tuid="a"><tuv xml:lang="ru"><seg>один</seg></tuv><tuv xml:lang="en"><seg>one</seg></tuv></tu>
<tu tuid="b"><tuv xml:lang="ru"><seg>два</seg></tuv><tuv xml:lang="en"><seg> </seg></tuv></tu>
<tu tuid="c"><tuv xml:lang="ru"><seg>три</seg></tuv></tu>
<tu tuid="d"><tuv xml:lang="ru"><seg>четыре</seg></tuv><tuv xml:lang="de"><seg>vier</seg></tuv></tu>
<tu tuid="e"><tuv xml:lang="en"><seg>five</seg></tuv></tu>
<tu tuid="f"><tuv xml:lang="ru"><seg/></tuv></tu>
</body></tmx>
"""


def read(path: Path, source: str, target: str) -> tuple[list[DraftSegment], int]:
    found = drafts.UnitDrafts(drafts.records_in(path, None, ReadOptions()), source, target)
    return list(found), found.left_out


def test_tmx(tmp_path: Path):
    path = tmp_path / "a.tmx"
    path.write_text(TMX, encoding="utf-8")
    segments, left_out = read(path, "ru", "en")
    assert [(one.segment, one.source, one.draft) for one in segments] == [
        ("a", "один", "one"),
        ("b", "два", ""),
        ("c", "три", ""),
    ]
    assert left_out == 3


def test_tables(tmp_path: Path):
    path = table(tmp_path / "a.tsv", [["a", "один", "one"], ["b", "два", " "], ["c", "", "three"]])
    segments, left_out = read(path, "ru", "en")
    assert segments == [DraftSegment("a", "один", "one"), DraftSegment("b", "два", "")]
    assert left_out == 1


def test_catalogues(tmp_path: Path):
    plural = 'msgid "day"\nmsgid_plural "days"\nmsgstr[0] "день"\nmsgstr[1] ""\n'
    obsolete = '#~ msgid "four"\n#~ msgstr ""\n'
    path = catalogue(tmp_path / "a.po", entry("one", "один"), entry("two", ""), plural, obsolete)
    segments, left_out = read(path, "en", "ru")
    assert [(one.segment, one.source, one.draft) for one in segments] == [
        (1, "one", "один"),
        (2, "two", ""),
        (3, "day", "день"),
        (4, "days", ""),
    ]
    assert left_out == 1


def test_a_catalogue_without_any_translation(tmp_path: Path):
    path = catalogue(tmp_path / "a.po", entry("one", ""), entry("two", ""))
    segments, left_out = read(path, "en", "ru")
    assert [one.draft for one in segments] == ["", ""]
    assert left_out == 0


def test_a_file_in_other_languages_is_refused(tmp_path: Path):
    path = table(tmp_path / "a.tsv", [["a", "один", "one"], ["b", "два", ""]])
    with pytest.raises(InputError, match="no unit has text in both ru and de"):
        read(path, "ru", "de")


def test_units_of_the_memory_are_left_out():
    units = [pair("один", "one"), TranslationUnit((Variant("ru", "два"), Variant("en", " ")))]
    found = drafts.UnitDrafts(units, "ru", "en", stored=True)
    assert [one.source for one in found] == ["один"]
    assert found.left_out == 1


def test_xliff(tmp_path: Path):
    path = tmp_path / "a.xlf"
    path.write_text(
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        '<file original="a" source-language="ru" target-language="en" datatype="plaintext"><body>'
        '<trans-unit id="1"><source>один</source><target>one</target></trans-unit>'
        '<trans-unit id="2"><source>два</source><target/></trans-unit>'
        '<trans-unit id="3"><source>три</source></trans-unit>'
        '<trans-unit id="4" translate="no"><source>четыре</source></trans-unit>'
        "</body></file></xliff>",
        encoding="utf-8",
    )
    segments, left_out = read(path, "ru", "en")
    assert [(one.source, one.draft) for one in segments] == [
        ("один", "one"),
        ("два", ""),
        ("три", ""),
    ]
    assert left_out == 1
