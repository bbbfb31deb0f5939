"""What there is to translate in files of all formats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from building import catalogue, entry, table

from tmtool.errors import InputError
from tmtool.formats import ReadOptions
from tmtool.formats.sources import read_sources, segments_of
from tmtool.models import Skipped, SourceSegment, TextBlock
from tmtool.text.segmentation import rules_for

DATA = Path(__file__).resolve().parents[1] / "data" / "formats"
EN_RU = ReadOptions("en", "ru")


def read(
    path: Path, options: ReadOptions = EN_RU, name: str | None = None
) -> list[SourceSegment | Skipped]:
    return list(read_sources(path, options, format_name=name)[1])


def texts(path: Path, options: ReadOptions = EN_RU, name: str | None = None) -> list[str]:
    found = read(path, options, name)
    assert all(isinstance(one, SourceSegment) for one in found)
    return [one.text for one in found]


def test_xliff_tells_what_is_translated_and_locked():
    found = read(DATA / "xliff" / "translate-no.xlf", ReadOptions())
    assert {one.locked for one in found} == {True, False}
    assert not any(one.locked and one.translated for one in found)


def test_a_catalogue_has_each_plural_once_and_nothing_obsolete(tmp_path: Path):
    plural = (
        '#, fuzzy\nmsgid "%d file"\nmsgid_plural "%d files"\n'
        'msgstr[0] "a"\nmsgstr[1] "b"\nmsgstr[2] "c"\n'
    )
    path = catalogue(
        tmp_path / "a.po",
        entry("Open", "Открыть", context="menu"),
        plural,
        entry("Close", ""),
        '#~ msgid "gone"\n#~ msgstr "нет"\n',
    )
    found = read(path, ReadOptions())
    assert [(one.text, one.context, one.translated) for one in found] == [
        ("Open", "menu", True),
        ("%d file", None, False),
        ("%d files", None, False),
        ("Close", None, False),
    ]
    assert {(one.source_language, one.target_language) for one in found} == {("en", "ru")}


@pytest.mark.parametrize("suffix", [".tsv", ".txt"])
def test_txt_is_text_whatever_is_in_it(tmp_path: Path, suffix: str):
    path = table(tmp_path / f"a{suffix}", [("1", "да", "yes")])
    expected = {".tsv": ["yes"], ".txt": ["tuid\tru\ten", "1\tда\tyes"]}
    assert texts(path) == expected[suffix]


def test_the_source_of_a_table_is_that_of_most_rows_not_of_the_first(tmp_path: Path):
    path = table(tmp_path / "a.tsv", [("1", "", "no"), ("2", "да", "yes"), ("3", "нет", "")])
    found = [one for one in read(path, ReadOptions()) if isinstance(one, SourceSegment)]
    assert [(one.text, one.translated) for one in found] == [("да", True), ("нет", False)]


def test_what_cannot_be_read_is_told(tmp_path: Path):
    path = tmp_path / "a.tsv"
    path.write_text("ru\ten\nда\tyes\nодин\tдва\tтри\tчетыре\n", encoding="utf-8")
    first, second = read(path)
    assert isinstance(first, SourceSegment)
    assert isinstance(second, Skipped)
    assert second.where == f"{path}:3"


@pytest.mark.parametrize("name", ["treaty.docx", "treaty.odt", "treaty.md", "page.html"])
def test_documents_are_read_as_paragraphs_without_code(name: str):
    from tmtool.formats.documents import read_document

    path = DATA / "documents" / name
    blocks = list(read_document(path))
    expected = [block.text for block in blocks if block.kind != "code"]
    _, found = read_sources(path, replace(EN_RU, segments="paragraphs"))
    assert [one.text for one in found if isinstance(one, SourceSegment)] == expected
    assert len(expected) > 1


def test_a_file_with_another_suffix_is_text(tmp_path: Path):
    path = tmp_path / "draft.xyz"
    path.write_text("one\n\n two \r\n", encoding="utf-8")
    name, found = read_sources(path, EN_RU)
    assert (name, [one.text for one in found]) == ("lines", ["one", "two"])


@pytest.mark.parametrize("name", ["refused-old.doc"])
def test_documents_of_other_programs_are_refused(name: str):
    with pytest.raises(InputError, match="documents cannot be read"):
        read_sources(DATA / "documents" / name, EN_RU)


@pytest.mark.parametrize("name", [None, "tbx"])
def test_a_glossary_is_refused(tmp_path: Path, name: str | None):
    path = tmp_path / "a.tbx"
    path.write_text("<martif/>", encoding="utf-8")
    with pytest.raises(InputError, match="hold no units"):
        read(path, name=name)


def refused() -> Iterator[Path]:
    for folder in ("documents", "xliff"):
        yield from sorted((DATA / folder).glob("refused*"))


@pytest.mark.parametrize("path", list(refused()), ids=lambda path: path.name)
def test_what_readers_refuse_is_refused(path: Path):
    with pytest.raises(InputError) as caught:
        read(path, ReadOptions())
    assert caught.value.hint


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("paragraph", "One. Two.", ["One. Two."]),
        ("heading", "One", ["One"]),
        ("code", "x = 1", []),
        ("table", "  ", []),
    ],
)
def test_segments_of_a_paragraph(kind, text: str, expected: list[str]):
    assert list(segments_of(TextBlock(text, kind, 0, 0))) == expected


def test_segments_of_a_paragraph_by_rules():
    block = TextBlock("Art. 5 applies. So does 6.", "paragraph", 0, 0)
    assert list(segments_of(block, rules_for("en"))) == ["Art. 5 applies.", "So does 6."]
    assert list(segments_of(TextBlock("x. Y", "code", 0, 0), rules_for("en"))) == []
