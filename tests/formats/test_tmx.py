from __future__ import annotations

import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.errors import InputError, LanguageError
from tmtool.formats import PROFILES, ReadOptions, WriteOptions
from tmtool.formats.inline import Vocabulary, escape_text, parse_markup
from tmtool.formats.tmx import read_units, write_units
from tmtool.formats.tmx.inline import TMX
from tmtool.formats.xliff.inline import XLIFF_1
from tmtool.models import STATUSES, Skipped, TranslationUnit, Variant
from tmtool.version import VERSION

DATA = Path(__file__).parents[1] / "data" / "formats"
PAIR = (Variant("ru", "мир"), Variant("en", "peace"))


def tmx(*units: str, tool: str = "other") -> str:
    header = (
        f'<header creationtool="{tool}" creationtoolversion="1" segtype="sentence" o-tmf="x"'
        ' adminlang="en" srclang="en" datatype="text"/>'
    )
    return f'<tmx version="1.4">{header}<body>\n' + "\n".join(units) + "</body></tmx>"


def tuv(language: str, inner: str) -> str:
    return f'<tuv xml:lang="{language}"><seg>{inner}</seg></tuv>'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.tmx"


def read(file: Path, content: str, **options) -> list[TranslationUnit | Skipped]:
    file.write_text(content)
    return list(read_units(file, ReadOptions(**options)))


def test_real_file(shared: Path):
    units = list(read_units(shared / "data/tico19/tico19.en-ru.tmx", ReadOptions()))
    assert len(units) == 3071
    assert units[0] == TranslationUnit(
        (
            Variant("en", "about how long have these symptoms been going on?"),
            Variant("ru", "о том, как долго присутствуют эти симптомы?"),
        ),
        tuid="CMU_1:1",
        properties={
            "note": "http://www.speech.cs.cmu.edu/haitian/text/1600_medical_domain_sentences.en"
        },
    )
    assert all(isinstance(unit, TranslationUnit) for unit in units)


def test_omegat_file():
    first, second = read_units(DATA / "omegat.tmx", ReadOptions())
    assert first == TranslationUnit(
        (Variant("en-GB", "The Contracting Parties"), Variant("ru-RU", "Договаривающиеся Стороны")),
        document="treaty.docx",
        context="p17",
        created_at="2024-02-28T00:00:00Z",
        created_by="Ivan",
        changed_at="2024-02-29T10:11:12Z",
        changed_by="Anna",
        note="see Article 2",
        properties={"file": "treaty.docx", "id": "p17", "prev": "Preamble"},
    )
    assert second == TranslationUnit(
        (
            Variant(
                "en",
                "Sign {1}here{2},{3} {4}please & now{5}.",
                'Sign <bpt i="1" type="bold">&lt;b&gt;</bpt>here<ept i="1">&lt;/b&gt;</ept>,'
                '<ph x="2"/> <hi>please &amp; now</hi>.',
            ),
            Variant(
                "ru",
                "Подпишите {1}здесь.",
                'Подпишите <it pos="begin">x<sub>скрыто</sub></it>здесь.',
            ),
            Variant("fr", "Signez ici"),
        ),
        tuid="7",
        changed_at="2020-01-01T00:00:00Z",
        changed_by="tu",
        usage_count=4,
        note="first\nsecond",
        properties={"x-tag": "one\ntwo"},
    )


@pytest.mark.parametrize(
    ("inner", "text", "markup"),
    [
        ("a", "a", None),
        (" a\n b ", " a\n b ", None),
        ("<![CDATA[<b>]]>", "<b>", None),
        ("<ph/>", "{1}", "<ph/>"),
        ("<ph></ph>a", "{1}a", "<ph/>a"),
        ("<ut>\\b</ut>a<ut/>", "{1}a{2}", "<ut>\\b</ut>a<ut/>"),
        ("<hi><hi>a</hi></hi>", "{1}{2}a{3}{4}", "<hi><hi>a</hi></hi>"),
        ("<hi><ph/>a</hi>b", "{1}{2}a{3}b", "<hi><ph/>a</hi>b"),
        ("<ph>x<sub>y<ph/></sub></ph>b", "{1}b", "<ph>x<sub>y<ph/></sub></ph>b"),
        ("<sub>a</sub>", "{1}a{2}", "<sub>a</sub>"),
        ("<g id='1'>a</g>", "{1}a{2}", '<g id="1">a</g>'),
        ("a<!-- b -->c<?d?>", "ac", None),
        ("<ph type='a&quot;&#10;'/>&lt;b", "{1}<b", '<ph type="a&quot;&#10;"/>&lt;b'),
        ("<seg>a</seg>", "{1}a{2}", "<seg>a</seg>"),
        ("{1}<ph/>", "{1}{1}", "{1}<ph/>"),
    ],
)
def test_inline_elements(file: Path, inner: str, text: str, markup: str | None):
    [unit] = read(file, tmx(f"<tu>{tuv('en', inner)}{tuv('ru', 'б')}</tu>"))
    assert unit == TranslationUnit((Variant("en", text, markup), Variant("ru", "б")))


def test_language_given_twice_makes_another_unit(file: Path):
    variants = "".join(
        tuv(*v) for v in [("en", "a"), ("ru", "б"), ("EN", "c"), ("ru", "г"), ("en", "a")]
    )
    units = read(file, tmx(f'<tu tuid="1">{variants}</tu>'))
    texts = [[variant.text for variant in unit.variants] for unit in units]
    assert texts == [["a", "б"], ["c", "б"], ["a", "г"]]
    assert [unit.tuid for unit in units] == ["1", "1", "1"]


@pytest.mark.parametrize(
    ("variants", "reason"),
    [
        (tuv("en", "a"), "it has text in 1 of the two languages"),
        (tuv("en", "a") + tuv("ru", " \n"), "it has text in 1 of the two languages"),
        (tuv("en", "a") + tuv("en", "b"), "it has text in 1 of the two languages"),
        ("", "it has text in 0 of the two languages"),
        (tuv("en", "a") + tuv("xx", "b"), "left out: unknown language 'xx'"),
        (tuv("en", "a") + "<tuv><seg>b</seg></tuv>", "left out: '' is not a language tag"),
    ],
)
def test_skipped_units(file: Path, variants: str, reason: str):
    good = f"<tu>{tuv('en', 'a')}{tuv('ru', 'б')}</tu>"
    first, skipped, last = read(file, tmx(good, f"<tu>{variants}</tu>", good))
    assert isinstance(first, TranslationUnit)
    assert isinstance(last, TranslationUnit)
    assert isinstance(skipped, Skipped)
    assert skipped.where == f"{file}:3"
    assert reason in skipped.reason


def test_unknown_language_leaves_the_others(file: Path):
    variants = tuv("en", "a") + tuv("xx", "b") + tuv("ru", "в")
    unit, skipped = read(file, tmx(f"<tu>{variants}</tu>"))
    assert unit == TranslationUnit((Variant("en", "a"), Variant("ru", "в")))
    assert isinstance(skipped, Skipped)


def test_values_that_are_no_dates_counts_or_statuses_stay_properties(file: Path):
    variants = tuv("en", "a") + tuv("ru", "б")
    properties = '<prop type="x-position">one</prop><prop type="x-status">new</prop>'
    attributes = 'creationdate="long ago" usagecount="many"'
    [unit] = read(file, tmx(f"<tu {attributes}>{properties}{variants}</tu>"))
    assert unit == TranslationUnit(
        (Variant("en", "a"), Variant("ru", "б")),
        properties={
            "creationdate": "long ago",
            "usagecount": "many",
            "x-position": "one",
            "x-status": "new",
        },
    )


@pytest.mark.parametrize(
    ("content", "message", "line"),
    [
        ("<html/>", "the root element is <html>, not <tmx>", 1),
        (tmx("<tu>").removesuffix("</body></tmx>"), "cut off", 2),
        (tmx("<tu>"), "mismatched tag", 2),
        ('<!DOCTYPE tmx [<!ENTITY a "a">]>\n' + tmx(), "declares an entity", 1),
        ('<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n' + tmx("&b;"), "unknown entity &b;", 3),
        ("hello", "not well-formed XML", 1),
    ],
)
def test_refused_files(file: Path, content: str, message: str, line: int):
    with pytest.raises(InputError, match=message) as caught:
        read(file, content)
    assert caught.value.where == f"{file}:{line}"


def test_missing_file(file: Path):
    with pytest.raises(InputError, match="no such file"):
        list(read_units(file, ReadOptions()))


def test_encoding_option(file: Path):
    file.write_bytes(tmx(f"<tu>{tuv('en', 'a')}{tuv('ru', 'мир')}</tu>").encode("cp1251"))
    with pytest.raises(InputError, match="not well-formed"):
        list(read_units(file, ReadOptions()))
    [unit] = read_units(file, ReadOptions(encoding="cp1251"))
    assert isinstance(unit, TranslationUnit)
    assert unit.variants[1].text == "мир"


def test_written_file(file: Path):
    units = [
        TranslationUnit(
            (Variant("en", "{1}peace", '<ph x="1"/>peace'), Variant("ru", "мир <1>")),
            tuid='a"1',
            document="treaty.docx",
            position=0,
            context="p17",
            status="draft",
            created_at="2024-02-28T00:00:00Z",
            created_by="Ivan",
            changed_at="2024-02-29T10:11:12Z",
            changed_by="Anna",
            usage_count=4,
            note="a & b",
            properties={"domain": "law"},
        ),
        TranslationUnit((Variant("en", "treaty"), Variant("ru-RU", "договор"))),
        TranslationUnit((Variant("en", "no Russian"), Variant("fr", "sans russe"))),
    ]
    for profile in PROFILES:
        options = WriteOptions("ru", "en", profile=profile)
        assert write_units(file, units, options) == 2
        expected = (DATA / f"written-{profile}.tmx").read_text().replace("VERSION", VERSION)
        assert file.read_text() == expected


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (None, None, ["ru", "en-US", "en-GB", "fr"]),
        ("fr", None, ["fr", "ru", "en-US", "en-GB"]),
        ("de", None, ["ru", "en-US", "en-GB", "fr"]),
        ("en", "ru", ["en-GB", "ru"]),
        ("en-US", "ru", ["en-US", "ru"]),
        ("en-US", "en-GB", ["en-US", "en-GB"]),
        ("en-AU", "en", ["en-GB", "en-US"]),
        ("de", "ru", []),
    ],
)
def test_languages_written(file: Path, source: str | None, target: str | None, expected: list[str]):
    unit = TranslationUnit(tuple(Variant(tag, tag) for tag in ("ru", "en-US", "en-GB", "fr")))
    options = WriteOptions(source, target, profile="full")
    assert write_units(file, [unit], options) == bool(expected)
    found = [[v.language for v in u.variants] for u in read_units(file, ReadOptions())]
    assert found == ([expected] if expected else [])


NOT_OF_TMX = [
    ("<ph>", "{1}", "{1}"),
    (
        '<g id="1"/>',
        "{1}{2}",
        '<bpt i="1" type="g">&lt;g id="1"&gt;</bpt><ept i="1">&lt;/g&gt;</ept>',
    ),
    ('<x id="7"/>a', "{1}a", '<ph x="1" type="x">&lt;x id="7"/&gt;</ph>a'),
    ("<ept/>", "{1}", '<ph x="1" type="ept">&lt;ept/&gt;</ph>'),
    ('<it pos="x"/>', "{1}", '<ph x="1" type="it">&lt;it pos="x"/&gt;</ph>'),
    ('<pc id="1">a &amp;<cp hex="1F"/></pc>', "{1}a &{2}{3}", None),
    ("</seg><seg>", "{1}", "{1}"),
    ("<ph/><ph/>", "{1}", "{1}"),
    ('{1}<ph y=""/>', "{1}{1}", "{1}{1}"),
]


@pytest.mark.parametrize(("markup", "text", "segment"), NOT_OF_TMX)
def test_markup_that_tmx_does_not_have(file: Path, markup: str, text: str, segment: str | None):
    """Other programs get codes of TMX that hold it, or the text; tmtool reads back what it was."""
    unit = TranslationUnit((Variant("en", text, markup), Variant("ru", "б")))
    write_units(file, [unit], WriteOptions("en", "ru"))
    [found] = read_units(file, ReadOptions())
    assert isinstance(found, TranslationUnit)
    assert found.variants[0].text == text
    if segment is not None:
        assert f"<seg>{segment}</seg>" in file.read_text()
    write_units(file, [unit], WriteOptions(profile="full"))
    assert list(read_units(file, ReadOptions())) == [unit]


def test_a_compatible_file_has_the_tags_of_its_header(file: Path):
    """Poedit and Lokalize compare tags as strings, Trados wants regions, Weblate no *all*."""
    units = [
        TranslationUnit((Variant("ru-RU", "один"), Variant("en-GB", "one"))),
        TranslationUnit((Variant("fr", "deux"), Variant("en", "two"), Variant("ru", "два"))),
        TranslationUnit((Variant("fr", "trois"), Variant("en", "three"))),
    ]
    assert write_units(file, units, WriteOptions("en", "ru")) == 2
    assert re.findall('(?:srclang|xml:lang)="(.*?)"', file.read_text()) == ["en", *["en", "ru"] * 2]
    tags = {"en": "en-US", "ru": "RU-ru"}
    write_units(file, units, WriteOptions("en", "ru", language_tags=tags))
    found = re.findall('(?:srclang|xml:lang)="(.*?)"', file.read_text())
    assert found == ["en-US", *["en-US", "RU-ru"] * 2]
    with pytest.raises(InputError, match="would both be en"):
        write_units(file, units, WriteOptions("en", "ru", language_tags={"ru": "en"}))


@pytest.mark.parametrize("tag", ["en_US", "x", "", "en-", " en"])
def test_tags_that_xml_does_not_have_are_refused(tag: str):
    with pytest.raises(LanguageError):
        WriteOptions(language_tags={"en": tag})


@pytest.mark.parametrize("suffix", [".tmx.gz", ".tmx.zip", ".zip"])
def test_packed_files_are_whole_or_not_there(tmp_path: Path, suffix: str):
    path = tmp_path / f"a{suffix}"
    units = [TranslationUnit(PAIR, tuid=str(number)) for number in range(1000)]

    def failing() -> Iterator[TranslationUnit]:
        yield from units
        raise KeyboardInterrupt

    options = WriteOptions("ru", "en")
    with pytest.raises(KeyboardInterrupt):
        write_units(path, failing(), options)
    assert not list(tmp_path.iterdir())
    assert write_units(path, units, options) == len(units)
    before = path.read_bytes()
    assert list(read_units(path, ReadOptions())) == units
    assert len(before) < 20_000
    bad = TranslationUnit((Variant("ru", "\ud800"), Variant("en", "a")))
    for broken in (failing(), [*units, bad]):
        with pytest.raises((KeyboardInterrupt, InputError)):
            write_units(path, broken, options)
        assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
    assert write_units(path, units, options) == len(units)
    assert suffix != ".tmx.gz" or path.read_bytes() == before


@pytest.mark.parametrize("character", ["\0", "\x0b", "\x1f", "\ud800", "\uffff"])
def test_characters_that_xml_forbids_are_refused(file: Path, character: str):
    file.write_text("old")
    bad = TranslationUnit(PAIR, tuid="t1", note=f"x{character}")
    with pytest.raises(InputError, match=r"unit 2 \('t1'\) has the character U\+") as caught:
        write_units(file, [TranslationUnit(PAIR), bad], WriteOptions("en", "ru"))
    assert f"U+{ord(character):04X}" in caught.value.what
    assert file.read_text() == "old"


characters = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
texts = st.text(characters | st.sampled_from("\t\n\r &<>\"'{}"), max_size=30)
filled = texts.filter(lambda text: bool(text.strip()))
times = st.datetimes().map(lambda time: time.replace(microsecond=0).isoformat() + "Z")
own = ["x-document", "x-position", "x-context", "x-status", "x-tmtool-corpus", "x-tmtool-markup"]
names = texts | st.sampled_from([*own, "x-tmtool-property-", "x-tmtool-property-a", "file", "id"])
codes = st.one_of(
    st.builds('<bpt i="{}"/>'.format, st.sampled_from(string.digits)),
    st.builds('<it pos="begin">{}</it>'.format, texts.map(escape_text)),
    st.builds("<ph>{}<sub>{}</sub></ph>".format, texts.map(escape_text), texts.map(escape_text)),
)
markups = st.recursive(
    texts.map(escape_text) | codes,
    lambda inner: st.builds("<hi>{}</hi>{}".format, inner, inner),
    max_leaves=4,
).filter(lambda markup: "<" in markup)


of_xliff = st.builds('<g id="{}">{}</g><x id="1"/>'.format, st.integers(0, 9), markups)


def marked(language: str, markup: str, vocabulary: Vocabulary = TMX) -> Variant:
    inline = parse_markup(markup, vocabulary)
    assert inline is not None
    return Variant(language, inline.text, inline.markup)


@st.composite
def units(draw: st.DrawFn) -> TranslationUnit:
    tags = draw(
        st.lists(st.sampled_from(["ru", "en", "en-GB", "zh-Hant"]), min_size=2, unique=True)
    )
    variants = tuple(
        draw(
            st.builds(Variant, st.just(tag), filled)
            | st.builds(marked, st.just(tag), markups)
            | st.builds(marked, st.just(tag), of_xliff, st.just(XLIFF_1))
        )
        for tag in tags
    )
    optional = st.none() | texts
    return TranslationUnit(
        variants,
        tuid=draw(optional),
        document=draw(optional),
        position=draw(st.none() | st.integers(0, 10**9)),
        context=draw(optional),
        status=draw(st.sampled_from(STATUSES)),
        created_at=draw(st.none() | times),
        created_by=draw(optional),
        changed_at=draw(st.none() | times),
        changed_by=draw(optional),
        usage_count=draw(st.integers(0, 10**9)),
        note=draw(optional),
        properties=draw(st.dictionaries(names, texts, max_size=3)),
        corpus=draw(optional),
    )


@given(st.lists(units(), max_size=4), st.sampled_from([".tmx", ".tmx.gz", ".tmx.zip"]))
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, items: list[TranslationUnit], suffix: str
):
    path = tmp_path_factory.getbasetemp() / f"written{suffix}"
    full = WriteOptions(profile="full")
    assert write_units(path, items, full) == len(items)
    assert list(read_units(path, ReadOptions())) == items
    assert list(read_units(path, ReadOptions(recover=True))) == items


@given(st.lists(units(), max_size=4))
def test_a_compatible_file_has_the_texts_in_order(
    tmp_path_factory: pytest.TempPathFactory, items: list[TranslationUnit]
):
    path = tmp_path_factory.getbasetemp() / "compatible.tmx"
    wanted = [unit for unit in items if {"ru", "en"} <= {v.language for v in unit.variants}]
    assert write_units(path, wanted, WriteOptions("ru", "en")) == len(wanted)
    for found, unit in zip(read_units(path, ReadOptions()), wanted, strict=True):
        assert isinstance(found, TranslationUnit)
        assert [v.language for v in found.variants] == ["ru", "en"]
        assert all(unit.variant(v.language).text == v.text for v in found.variants)
        assert found.properties == unit.properties
