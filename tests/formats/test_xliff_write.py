from __future__ import annotations

import re
import shutil
import string
import subprocess
from pathlib import Path

import pytest
from building import any_times
from hypothesis import given
from hypothesis import strategies as st

from tmtool.errors import InputError
from tmtool.formats import ReadOptions, WriteOptions, find
from tmtool.formats.inline import Vocabulary, escape_text, parse_markup
from tmtool.formats.xliff.inline import XLIFF_1, XLIFF_2
from tmtool.models import STATUSES, TranslationUnit, Variant

VERSIONS = {"xliff": XLIFF_1, "xliff2": XLIFF_2}
PAIR = (Variant("ru", "мир"), Variant("en", "peace"))

characters = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
texts = st.text(characters | st.sampled_from("\t\n\r &<>\"'{}%"), max_size=20)
filled = texts.filter(lambda text: bool(text.strip()))
ids = st.sampled_from(string.ascii_lowercase)
escaped = texts.map(escape_text)
CODES = {
    "xliff": st.one_of(
        st.builds('<x id="{}"/>'.format, ids),
        st.builds('<it id="{}" pos="open">{}</it>'.format, ids, escaped),
        st.builds('<ph id="{}">{}<sub>{}</sub></ph>'.format, ids, escaped, escaped),
        st.builds('<bpt id="1">{}</bpt>{}<ept id="1"/>'.format, escaped, escaped),
        st.builds('<bx id="1"/>{}<ex id="2" rid="1"/>'.format, escaped),
        st.builds('<g id="{}"><mrk mtype="term">{}</mrk></g>'.format, ids, escaped),
    ),
    "xliff2": st.one_of(
        st.builds('<ph id="{}" equiv="x"/>'.format, ids),
        st.builds('<ph id="{}" dataRef="d1"/>'.format, ids),
        st.builds('<sc id="1"/>{}<ec startRef="1"/>'.format, escaped),
        st.builds('<sm id="1"/>{}<em startRef="1"/>'.format, escaped),
        st.builds('<pc id="{}"><mrk id="m" type="term">{}</mrk></pc>'.format, ids, escaped),
        st.just('<cp hex="001A"/>'),
    ),
}


def marked(language: str, markup: str, words: Vocabulary) -> Variant:
    inline = parse_markup(markup, words)
    assert inline is not None
    assert inline.valid
    return Variant(language, inline.text, inline.markup if inline.codes else None)


@st.composite
def units(draw: st.DrawFn, version: str) -> TranslationUnit:
    markups = st.lists(escaped | CODES[version], min_size=1, max_size=4).map("".join)
    texts_in = [
        draw(
            st.builds(Variant, st.just(tag), filled)
            | st.builds(marked, st.just(tag), markups, st.just(VERSIONS[version])).filter(
                lambda one: bool(one.text.strip())
            )
        )
        for tag in ("ru", "en-GB")
    ]
    optional = st.none() | texts
    properties = draw(st.dictionaries(texts | st.just("data:d2"), texts, max_size=3))
    if any("dataRef" in (one.markup or "") for one in texts_in):
        properties["data:d1"] = draw(texts)
    return TranslationUnit(
        tuple(texts_in),
        tuid=draw(optional),
        document=draw(optional),
        position=draw(st.none() | st.integers(0, 10**9)),
        context=draw(optional),
        status=draw(st.sampled_from(STATUSES)),
        created_at=draw(st.none() | any_times()),
        created_by=draw(optional),
        changed_at=draw(st.none() | any_times()),
        changed_by=draw(optional),
        usage_count=draw(st.integers(0, 10**9)),
        note=draw(optional),
        properties=properties,
    )


@pytest.mark.parametrize("version", VERSIONS)
@given(st.data())
def test_what_is_written_is_read(
    version: str, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
):
    items = data.draw(st.lists(units(version), min_size=1, max_size=4))
    path = tmp_path_factory.getbasetemp() / "written.xlf"
    options = WriteOptions("ru", "en-GB")
    assert find(path, version).write_units(path, items, options) == len(items)
    assert list(find(path).read_units(path, ReadOptions())) == items


def written(path: Path, units: list[TranslationUnit], version: str = "xliff", **options) -> str:
    find(path, version).write_units(path, units, WriteOptions(**options))
    return path.read_text(encoding="utf-8")


def test_version_1_is_laid_out_as_the_specification_says(tmp_path: Path):
    unit = TranslationUnit(
        (Variant("ru", "А {1}б{2}", 'А <g id="1">б</g>'), Variant("en", "a & b")),
        tuid="t1",
        document="a.docx",
        context="menu",
        status="machine",
        note="look",
        properties={"a b": "1"},
    )
    text = written(tmp_path / "a.xlf", [unit])
    body = text[text.index("<trans-unit") : text.index("</body>")]
    assert 'source-language="en" target-language="ru"' in text
    assert body == (
        '<trans-unit id="1" resname="menu" approved="no">\n'
        "<source>a &amp; b</source>\n"
        '<target state="needs-review-translation" state-qualifier="leveraged-mt">'
        'А <g id="1">б</g></target>\n'
        '<context-group purpose="information">\n'
        '<context context-type="x-tmtool-tuid">t1</context>\n'
        '<context context-type="x-tmtool-property-a%20b">1</context>\n'
        "</context-group>\n<note>look</note>\n</trans-unit>\n"
    )


def test_version_2_is_laid_out_as_the_specification_says(tmp_path: Path):
    unit = TranslationUnit(
        (Variant("ru", "А {1}", 'А <ph id="1" dataRef="d1"/>'), Variant("en", "a")),
        tuid="t1",
        context="menu",
        note="look",
        properties={"data:d1": "<br>"},
    )
    text = written(tmp_path / "a.xlf", [unit], "xliff2", source_language="ru")
    assert 'srcLang="ru" trgLang="en"' in text
    assert text[text.index("<file") : text.index("</xliff>")] == (
        '<file id="f1" xml:space="preserve">\n<unit id="u1" name="menu">\n'
        '<mda:metadata>\n<mda:metaGroup category="tmtool">\n'
        '<mda:meta type="x-tmtool-tuid">t1</mda:meta>\n</mda:metaGroup>\n</mda:metadata>\n'
        '<notes><note>look</note></notes>\n<originalData><data id="d1">&lt;br&gt;</data>'
        '</originalData>\n<segment id="s1" state="final">\n'
        '<source>А <ph id="1" dataRef="d1"/></source>\n<target>a</target>\n'
        "</segment>\n</unit>\n</file>\n"
    )


def test_documents_and_languages_that_follow_one_another_are_files(tmp_path: Path):
    british = (Variant("ru", "мир"), Variant("en-GB", "peace"))
    items = [
        TranslationUnit(PAIR, document="a"),
        TranslationUnit(PAIR, document="a"),
        TranslationUnit(PAIR, document="b"),
        TranslationUnit(british, document="b"),
        TranslationUnit((Variant("ru", "один"), Variant("fr", "un"))),
    ]
    path = tmp_path / "a.xlf"
    text = written(path, items, source_language="ru", target_language="en")
    assert text.count("<file ") == 3
    assert list(find(path).read_units(path, ReadOptions())) == items[:4]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(
    "markup",
    [
        "<g>",
        '<bpt i="1"/>',
        '<ex id="1">x</ex>',
        '<ph i="1">x</ph>',
        '<x id="1"><x id="2"/></x>',
        "<em/>",
    ],
)
def test_markup_that_xliff_does_not_allow_is_written_as_text(
    tmp_path: Path, version: str, markup: str
):
    unit = TranslationUnit((Variant("en", "{1}", markup), Variant("ru", "б")))
    path = tmp_path / "a.xlf"
    written(path, [unit], version)
    plain = TranslationUnit((Variant("en", "{1}"), Variant("ru", "б")))
    assert list(find(path).read_units(path, ReadOptions())) == [plain]


@pytest.mark.parametrize("version", VERSIONS)
def test_no_unit_is_refused_and_the_old_file_stays(tmp_path: Path, version: str):
    path = tmp_path / "a.xlf"
    path.write_text("old")
    with pytest.raises(InputError, match="no unit has text in both fr and en"):
        written(path, [TranslationUnit(PAIR)], version, source_language="fr", target_language="en")
    with pytest.raises(InputError, match="languages of the file are not known"):
        written(path, [], version)
    with pytest.raises(InputError, match=r"unit 1 has the character U\+0000"):
        written(path, [TranslationUnit(PAIR, note="\0")], version)
    assert path.read_text() == "old"


SCHEMAS = Path("/usr/share/php/Symfony/Component/Translation/Resources/schemas")
"""Where Debian's php-symfony-translation has the schemas of OASIS."""


@pytest.mark.parametrize(
    ("version", "schema"),
    [("xliff", "xliff-core-1.2-strict.xsd"), ("xliff2", "xliff-core-2.0.xsd")],
)
def test_the_schemas_accept_what_is_written(tmp_path: Path, version: str, schema: str):
    if not (SCHEMAS / schema).is_file() or shutil.which("xmllint") is None:
        pytest.skip("no schemas of XLIFF, or no xmllint")
    shutil.copy(SCHEMAS / "xml.xsd", tmp_path)
    local = re.sub(
        r'schemaLocation="[^"]*xml\.xsd"',
        'schemaLocation="xml.xsd"',
        (SCHEMAS / schema).read_text(encoding="utf-8"),
    )
    (tmp_path / "a.xsd").write_text(local, encoding="utf-8")
    markup = {
        "xliff": 'A <g id="1">b</g><x id="2"/><ph id="3">&lt;<sub>t</sub></ph>',
        "xliff2": 'A <pc id="1">b</pc><ph id="2" dataRef="d1"/><sc id="3"/>c<ec startRef="3"/>',
    }[version]
    full = {
        "tuid": "t1",
        "position": 1,
        "context": "menu",
        "created_at": "2026-01-01T00:00:00Z",
        "created_by": "anna",
        "usage_count": 2,
        "note": "a\nb",
        "properties": {"data:d1": "<br>", " ": "x"},
    }
    source = marked("en", markup, VERSIONS[version])
    items = [
        TranslationUnit((source, Variant("ru", " б")), document=document, status=status, **full)
        for document, status in (("a.txt", "approved"), (None, "draft"), ("b", "machine"))
    ]
    other = (Variant("en", "{1}", '<ph id="1">text</ph>'), Variant("ru", "{1}", '<hi x="1">a</hi>'))
    items.append(TranslationUnit(other))
    path = tmp_path / "a.xlf"
    text = written(path, items, version, source_language="en", target_language="ru")
    path.write_text(text.replace('version="2.1"', 'version="2.0"'), encoding="utf-8")
    command = ["xmllint", "--nonet", "--noout", "--schema", tmp_path / "a.xsd", path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("suffix", ["sdlxliff", "mqxliff", "mxliff"])
def test_files_of_other_tools_are_not_made_anew(tmp_path: Path, suffix: str):
    path = tmp_path / f"a.{suffix}"
    with pytest.raises(InputError, match=f"units cannot be written to {suffix} files"):
        find(path).write_units(path, [TranslationUnit(PAIR)], WriteOptions())
