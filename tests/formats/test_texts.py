"""The texts of files of all formats, as `score` reads them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tmtool.errors import InputError
from tmtool.formats import ReadOptions
from tmtool.formats.texts import read_texts
from tmtool.models.texts import TextRecord

PO = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: ru\\n"

#: app/views.py:12 app/forms.py:3
msgid "Save"
msgstr "Сохранить"

#, fuzzy
msgctxt "menu"
msgid "Save"
msgstr "Сохр."

msgid "Open"
msgstr ""

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d файл"
msgstr[1] "%d файла"
msgstr[2] ""

#~ msgid "Old"
#~ msgstr "Старое"
"""
TMX = """\
<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header srclang="ru"/><body>
<tu tuid="1"><prop type="x-document">a.doc</prop><tuv xml:lang="ru"><seg>Раз</seg></tuv>
<tuv xml:lang="en"><seg>One</seg></tuv><tuv xml:lang="en"><seg>First</seg></tuv></tu>
<tu tuid="2"><tuv xml:lang="ru"><seg>Два</seg></tuv><tuv xml:lang="en"><seg></seg></tuv></tu>
<tu tuid="3"><tuv xml:lang="en"><seg>Three</seg></tuv></tu>
</body></tmx>
"""


def records(
    folder: Path, name: str, content: str, side="target", form: str | None = None, **options
) -> list[TextRecord]:
    path = folder / name
    path.write_text(content, encoding="utf-8", newline="")
    return list(read_texts(path, ReadOptions(**options), side=side, format_name=form))


def cells(found: list[TextRecord]) -> list[tuple[str | None, str, str | None]]:
    return [(one.id, one.text, one.source) for one in found]


def test_po(tmp_path: Path):
    found = records(tmp_path, "d.po", PO)
    assert cells(found) == [
        ("Save", "Сохранить", "Save"),
        ("menu | Save", "Сохр.", "Save"),
        ("Open", "", "Open"),
        ("%d file [0]", "%d файл", "%d file"),
        ("%d file [1]", "%d файла", "%d files"),
        ("%d file [2]", "", "%d files"),
    ]
    assert found[0].document == "app/views.py"
    assert found[1].document is None
    assert found[0].where.endswith("d.po:6")
    sources = records(tmp_path, "d.po", PO, "source")
    assert [one.text for one in sources][:3] == ["Save", "Save", "Open"]


def test_tmx(tmp_path: Path):
    found = records(tmp_path, "d.tmx", TMX)
    assert cells(found) == [("1", "One", "Раз"), ("2", "", "Два"), ("3", "Three", None)]
    assert found[0].document == "a.doc"
    turned = records(tmp_path, "d.tmx", TMX, source_language="en")
    assert cells(turned) == [("1", "Раз", "One"), ("2", "Два", None), ("3", "", "Three")]
    assert [one.text for one in records(tmp_path, "d.tmx", TMX, "source")] == ["Раз", "Два", ""]
    with pytest.raises(InputError, match="no text in de; the file has ru, en"):
        records(tmp_path, "d.tmx", TMX, target_language="de")


def test_tmx_says_which_side_is_the_source(tmp_path: Path):
    english = TMX.replace('srclang="ru"', 'srclang="en-US"')
    turned = [("1", "Раз", "One"), ("2", "Два", None), ("3", "", "Three")]
    assert cells(records(tmp_path, "d.tmx", english)) == turned
    assert records(tmp_path, "d.tmx", english, "source")[0].text == "One"
    assert cells(records(tmp_path, "d.tmx", english, target_language="en"))[0][1] == "One"
    for unclear in ('srclang="*all*"', 'srclang="?"', 'srclang="de"', ""):
        content = TMX.replace('srclang="ru"', unclear)
        assert cells(records(tmp_path, "d.tmx", content))[0] == ("1", "One", "Раз")


@pytest.mark.parametrize(
    ("name", "content", "options", "expected"),
    [
        ("d.tsv", "a\n\nb\n", {}, [(None, "a", None), (None, "", None), (None, "b", None)]),
        ("d.tsv", "\na\n", {}, [(None, "", None), (None, "a", None)]),
        ("d.csv", "a\n\nb\n", {}, [(None, "a", None), (None, "", None), (None, "b", None)]),
        ("d.csv", '"a, b"\n""\n', {}, [(None, "a, b", None), (None, "", None)]),
        ("d.tsv", "s\tt\ns2\t\n", {}, [(None, "t", "s"), (None, "", "s2")]),
        ("d.tsv", "s\tt\n\ns2\tt2\n", {}, [(None, "t", "s"), (None, "t2", "s2")]),
        ("d.tsv", "id\tsource\ttarget\n1\ts\tt\n", {}, [("1", "t", "s")]),
        ("d.tsv", "tuid\tru\ten\tnote\n1\ts\tt\tx\n", {}, [("1", "t", "s")]),
        ("d.tsv", "tuid\ten\tru\n1\tt\ts\n", {}, [("1", "t", "s")]),
        ("d.tsv", "en\tru\nt\ts\n", {"target_language": "ru"}, [(None, "s", "t")]),
        ("d.tsv", "en\tde\nt\ts\n", {}, [(None, "s", "t")]),
        ("d.tsv", "id\tdraft\n1\tt\n", {}, [("1", "t", None)]),
        ("d.tsv", "id\tru\n1\tt\n", {}, [("1", "t", None)]),
        ("d.csv", "id;text\n1;t\n", {}, [("1", "t", None)]),
        ("d.tsv", "1\tx\tt\n", {"columns": ("id", "-", "text")}, [("1", "t", None)]),
        ("d.tsv", "t\n", {"columns": ("id", "source", "target")}, [(None, "t", None)]),
        (
            "d.tsv",
            "id\tsource\ttarget\n1\ts\tt\n",
            {"columns": ("id", "source", "target")},
            [("1", "t", "s")],
        ),
        ("d.txt", "a\tb\n", {}, [(None, "a\tb", None)]),
        ("draft", "a\r\nb\r\n", {}, [(None, "a", None), (None, "b", None)]),
        ("draft.ru", "a\u2028b\x85c\rd\n", {}, [(None, "a\u2028b\x85c\rd", None)]),
    ],
)
def test_tables_and_lines(tmp_path: Path, name, content, options, expected):
    assert cells(records(tmp_path, name, content, **options)) == expected


def test_a_table_with_drafts_and_references(tmp_path: Path):
    content = "id\tsource\tdraft\treference\n1\ts\td\tr\n"
    assert cells(records(tmp_path, "d.tsv", content)) == [("1", "d", "s")]
    assert cells(records(tmp_path, "d.tsv", content, "reference")) == [("1", "r", "s")]
    assert cells(records(tmp_path, "d.tsv", content, "source")) == [("1", "s", None)]
    assert cells(records(tmp_path, "d.tsv", "s\tt\n", "reference")) == [(None, "t", "s")]


def test_documents_of_tables(tmp_path: Path):
    found = records(tmp_path, "d.tsv", "id\tdocument\ttarget\n1\tD\tt\n2\t\tt\n")
    assert [one.document for one in found] == ["D", None]


def test_the_source_column(tmp_path: Path):
    assert [one.text for one in records(tmp_path, "s.tsv", "s\tt\n", "source")] == ["s"]
    assert [one.text for one in records(tmp_path, "s.tsv", "s\n", "source")] == ["s"]


@pytest.mark.parametrize(
    ("content", "options", "what", "line"),
    [
        ("1\ts\tt\n", {}, "the file has 3 columns without a header", ":1"),
        ("1\ts\tt\n", {"columns": ("a", "b")}, "the file has 3 columns, not 2", ":1"),
        ("s\tt\ns\n", {}, "2 columns expected, 1 found", ":2"),
        ("1\tn\n", {"columns": ("id", "note")}, "no column has the translation", ""),
    ],
)
def test_tables_that_are_refused(tmp_path: Path, content, options, what, line):
    with pytest.raises(InputError, match=what) as refusal:
        records(tmp_path, "d.tsv", content, **options)
    assert refusal.value.where == f"{tmp_path / 'd.tsv'}{line}"
    assert "--columns" in (refusal.value.hint or "")


def test_the_format_may_be_named(tmp_path: Path):
    assert cells(records(tmp_path, "d.txt", "s\tt\n", form="tsv")) == [(None, "t", "s")]
    assert cells(records(tmp_path, "d.tsv", "s\tt\n", form="lines")) == [(None, "s\tt", None)]
    with pytest.raises(InputError, match="unknown format"):
        records(tmp_path, "d.txt", "a\n", form="docy")


def test_documents_are_read_as_their_paragraphs(tmp_path: Path):
    found = [(None, "One", None), (None, "Two and three", None)]
    page = "# One\n\n```\ncode\n```\n\nTwo\nand three\n"
    assert cells(records(tmp_path, "d.md", page)) == found
    assert cells(records(tmp_path, "d.txt", page, "source", "markdown")) == found
    assert records(tmp_path, "d.md", page)[1].where.endswith("d.md: paragraph 2")


XLIFF = """\
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a.doc" source-language="ru" target-language="en" datatype="plaintext"><body>
<trans-unit id="1"><source>Раз</source><target>One</target></trans-unit>
<trans-unit id="2"><source>Два</source></trans-unit>
<trans-unit id="3" translate="no"><source>A-1</source></trans-unit>
<trans-unit id="4"><source>Три</source><target>Three</target></trans-unit>
</body></file></xliff>
"""


def test_xliff(tmp_path: Path):
    found = records(tmp_path, "d.xlf", XLIFF)
    assert cells(found) == [
        ("a.doc#1", "One", "Раз"),
        ("a.doc#2", "", "Два"),
        ("a.doc#4", "Three", "Три"),
    ]
    assert {one.document for one in found} == {"a.doc"}
    assert [one.text for one in records(tmp_path, "d.xlf", XLIFF, "source")] == [
        "Раз",
        "Два",
        "Три",
    ]


def test_xliff_into_russian(tmp_path: Path):
    """The file's own direction holds, though Russian is the source of most."""
    turned = XLIFF.replace('"ru"', '"xx"').replace('"en"', '"ru"').replace('"xx"', '"en"')
    assert cells(records(tmp_path, "d.xlf", turned))[0] == ("a.doc#1", "One", "Раз")
    assert records(tmp_path, "d.xlf", turned, "source")[0].text == "Раз"


def test_xliff_without_a_translation_is_no_translation(tmp_path: Path):
    bare = re.sub("<target>.*</target>", "", XLIFF)
    with pytest.raises(InputError, match="no text in another language; the file has ru") as refusal:
        records(tmp_path, "d.xlf", bare)
    assert refusal.value.hint == "Check that it is translated."
    assert records(tmp_path, "d.xlf", bare, "source")[0].text == "Раз"
