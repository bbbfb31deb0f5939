"""Files in which some texts are changed, and nothing else."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.errors import InputError
from tmtool.formats import ReadOptions, find
from tmtool.formats.inline import parse_markup
from tmtool.formats.lines import read_segments, rewrite_segments
from tmtool.formats.rewriting import Retext
from tmtool.formats.tmx.inline import TMX
from tmtool.formats.tmx.retext import retexted
from tmtool.models import TranslationUnit

RU_EN = ReadOptions("ru", "en")


def edits_of(path: Path, change, options=RU_EN, language="en") -> list[Retext]:
    """An edit for each unit whose text `change` changes."""
    found = []
    for number, record in enumerate(find(path).read_units(path, options)):
        if isinstance(record, TranslationUnit) and (variant := record.variant(language)):
            after = change(variant.text)
            if after != variant.text:
                found.append(Retext(number, language, variant.text, after))
    return found


def single(text: str) -> str:
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def rewritten(path: Path, options=RU_EN, change=single, language="en") -> bytes:
    before = path.read_bytes()
    output = path.with_name("out" + path.suffix)
    edits = edits_of(path, change, options, language)
    find(path).rewrite_targets(path, output, edits, options)
    assert path.read_bytes() == before
    find(path).rewrite_targets(path, path, edits, options)
    assert path.read_bytes() == output.read_bytes()
    assert sorted(one.name for one in path.parent.iterdir()) == sorted({path.name, output.name})
    return output.read_bytes()


# Lines -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "cp1251"),
        (b"", "utf-16-le"),
    ],
)
@pytest.mark.parametrize("last", ["", "\n", "\r\n"])
def test_lines_keep_their_ends_their_encoding_and_their_mark(tmp_path, bom, encoding, last):
    text = f"Один  два\r\n\nтри\rчетыре  пять\nшесть{last}"
    path = tmp_path / "a.txt"
    path.write_bytes(bom + text.encode(encoding))
    given = None if bom or encoding == "utf-8" else encoding
    edits = [
        Retext(0, "ru", "Один  два", "Один два"),
        Retext(2, "ru", "три\rчетыре  пять", "три\rчетыре\u00a0пять"),
        Retext(3, "ru", "шесть", "«шесть»"),
    ]
    rewrite_segments(path, path, edits, encoding=given)
    wanted = f"Один два\r\n\nтри\rчетыре\u00a0пять\n«шесть»{last}"
    assert path.read_bytes() == bom + wanted.encode(encoding)


def test_a_sign_that_the_encoding_lacks_is_refused(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("Один\n".encode("koi8-r"))
    with pytest.raises(InputError, match="the encoding koi8-r has no"):
        rewrite_segments(path, path, [Retext(0, "ru", "Один", "№")], encoding="koi8-r")
    assert path.read_bytes() == "Один\n".encode("koi8-r")
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]


def test_bytes_that_an_encoding_does_not_give_back_are_refused(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"one\x1b$B\x1b(B two\n")
    with pytest.raises(InputError, match="cannot be written in iso2022_jp as it was"):
        rewrite_segments(path, path, [Retext(0, "ja", "one two", "one")], encoding="iso2022_jp")


def test_a_file_that_was_changed_meanwhile_is_refused(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("one\n", encoding="utf-8")
    with pytest.raises(InputError, match="the file was changed meanwhile"):
        rewrite_segments(path, path, [Retext(0, "en", "two", "three")])
    with pytest.raises(InputError, match="the file was changed meanwhile"):
        rewrite_segments(path, path, [Retext(7, "en", "one", "three")])


@given(
    st.lists(
        st.tuples(st.text("ab \r\u2028\u0085", max_size=6), st.sampled_from(["\n", "\r\n"])),
        min_size=1,
        max_size=8,
    ),
    st.data(),
)
def test_any_lines(tmp_path_factory, lines, data):
    path = tmp_path_factory.mktemp("lines") / "a.txt"
    path.write_bytes("".join(text + end for text, end in lines).encode())
    before = read_segments(path)
    edits = [
        Retext(number, "en", text, data.draw(st.text("xyz", max_size=4)))
        for number, text in enumerate(before)
        if data.draw(st.booleans())
    ]
    wanted = list(before)
    for edit in edits:
        wanted[edit.record] = edit.after
    ends = path.read_bytes().count(b"\r\n"), path.read_bytes().count(b"\n")
    rewrite_segments(path, path, edits)
    assert read_segments(path) == wanted
    assert (path.read_bytes().count(b"\r\n"), path.read_bytes().count(b"\n")) == ends


# Tables ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.tsv", "ru\ten\nОдин\tone  two\n", "ru\ten\nОдин\tone two\n"),
        (
            "a.tsv",
            "\ufeffru\ten\r\n\r\nОдин\ta  b\r\n\r\n\r\n",
            "\ufeffru\ten\r\n\r\nОдин\ta b\r\n\r\n\r\n",
        ),
        ("a.tsv", 'ru\ten\nОдин\t"a  ""b""\n\tc"\nДва\tx', 'ru\ten\nОдин\t"a ""b""\n\tc"\nДва\tx'),
        ("a.tsv", 'ru\ten\nОдин\t"a"  b\n', 'ru\ten\nОдин\t"""a"" b"\n'),
        ("a.tsv", 'ru\ten\n"Один"\ta  "b\n', 'ru\ten\n"Один"\ta "b\n'),
        ("a.tsv", "ru\ten\nтолько\t\nОдин\ta  b\n", "ru\ten\nтолько\t\nОдин\ta b\n"),
        ("a.tsv", "ru\ten\tnote\nОдин\ta  b\tx  y\n", "ru\ten\tnote\nОдин\ta b\tx  y\n"),
        (
            "a.tsv",
            "ru\ten\ten:markup\nОдин\ta  {1}b{2}\ta  <hi>b</hi>\n",
            "ru\ten\ten:markup\nОдин\ta {1}b{2}\ta <hi>b</hi>\n",
        ),
        ("a.csv", "ru,en\r\nОдин,one  two\r\n", "ru,en\r\nОдин,one two\r\n"),
        (
            "a.csv",
            'ru,en\n"Один","a  ""b"",\n c"\n\nДва,x',
            'ru,en\n"Один","a ""b"",\n c"\n\nДва,x',
        ),
        ("a.csv", 'ru;en\nОдин;a  b\n"Два";x\n', 'ru;en\nОдин;a b\n"Два";x\n'),
        ("a.csv", "ru,en\rОдин,a  b\rДва,x\r", "ru,en\rОдин,a b\rДва,x\r"),
    ],
)
def test_tables_keep_all_but_the_cell(tmp_path, name, before, after):
    path = tmp_path / name
    path.write_bytes(before.encode())
    # The line break in a cell is kept: `single` takes spaces alone.
    assert rewritten(path).decode() == after


def test_a_table_in_another_encoding(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("ru;en\r\nОдин;a  b\r\n".encode("cp1251"))
    options = ReadOptions("ru", "en", encoding="cp1251")
    assert rewritten(path, options) == "ru;en\r\nОдин;a b\r\n".encode("cp1251")


# PO ----------------------------------------------------------------------------------------------

HEADER = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
LONG = "слово  " + "и ещё одно слово " * 8


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('# a  b\nmsgid "x  y"\nmsgstr "раз  два"\n', '# a  b\nmsgid "x  y"\nmsgstr "раз два"\n'),
        ('msgid "x"\r\nmsgstr "раз  два"\r\n', 'msgid "x"\r\nmsgstr "раз два"\r\n'),
        ('msgid "x"\nmsgstr "раз  два"', 'msgid "x"\nmsgstr "раз два"'),
        (
            'msgid "x"\nmsgid_plural "z"\nmsgstr[0] "раз"\nmsgstr[1] "раз  два"\n',
            'msgid "x"\nmsgid_plural "z"\nmsgstr[0] "раз"\nmsgstr[1] "раз два"\n',
        ),
        (
            '#, fuzzy\n#| msgid "w  v"\nmsgctxt "c  d"\nmsgid "x\\n"\nmsgstr ""\n"раз  два\\n"\n',
            '#, fuzzy\n#| msgid "w  v"\nmsgctxt "c  d"\nmsgid "x\\n"\nmsgstr ""\n"раз два\\n"\n',
        ),
        (
            'msgid "x"\nmsgstr "раз\\n  два  \\"три\\""\n',
            'msgid "x"\nmsgstr "раз\\n два \\"три\\""\n',
        ),
        (
            'msgid "y"\nmsgstr "a"\n\n#~ msgid "x"\n#~ msgstr "раз  два"\n',
            'msgid "y"\nmsgstr "a"\n\n#~ msgid "x"\n#~ msgstr "раз два"\n',
        ),
        (
            f'msgid "x"\nmsgstr "{LONG}"\n',
            f'msgid "x"\nmsgstr "{single(LONG)}"\n',
        ),
    ],
)
def test_catalogues_keep_all_but_the_translation(tmp_path, before, after):
    path = tmp_path / "a.po"
    path.write_bytes((HEADER + before).encode())
    assert rewritten(path, ReadOptions(), language="ru").decode() == HEADER + after


def test_a_translation_that_msgcat_has_wrapped_is_wrapped_again(tmp_path):
    from tmtool.formats.po.layout import string_lines

    def laid_out(text: str) -> str:
        return "".join(f"{line}\n" for line in string_lines("", "msgstr", text, 79))

    path = tmp_path / "a.po"
    path.write_text(HEADER + 'msgid "x"\n' + laid_out(LONG), encoding="utf-8")
    wanted = HEADER + 'msgid "x"\n' + laid_out(single(LONG))
    assert rewritten(path, ReadOptions(), language="ru").decode() == wanted
    assert laid_out(LONG).count("\n") > 2


# TMX ---------------------------------------------------------------------------------------------


def tmx(*units: str, encoding: str = "UTF-8") -> str:
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>\r\n<!-- a  b -->\n'
        f'<tmx version="1.4"><header/>'
        f"<body>{''.join(units)}</body></tmx>\n"
    )


def tu(*segments: str, ru: str = "Один") -> str:
    texts = "".join(f'<tuv xml:lang="en"><seg>{one}</seg></tuv>' for one in segments)
    return f'<tu><tuv xml:lang="ru"><seg>{ru}</seg></tuv>{texts}</tu>\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a  b", "a b"),
        ("a &amp;  b", "a &amp; b"),
        ("a &#32; b", "a b"),
        ("<ph>{  }</ph>a  <hi type='x  y'>b  </hi>c", "<ph>{  }</ph>a <hi type='x  y'>b </hi>c"),
        ("a <!-- x  y -->&#x20;b", "a <!-- x  y -->b"),
        ("<![CDATA[a  <b>]]>", "<![CDATA[a <b>]]>"),
        ("a  b<bpt i='1'>&lt;b></bpt>", "a b<bpt i='1'>&lt;b></bpt>"),
    ],
)
@pytest.mark.parametrize("encoding", ["UTF-8", "windows-1251", "UTF-16"])
def test_tmx_keeps_all_but_the_text(tmp_path, before, after, encoding):
    path = tmp_path / "a.tmx"
    units = tu("x  y", ru="Два"), tu(before), tu("no change")
    path.write_bytes(tmx(*units, encoding=encoding).encode(encoding))
    wanted = tmx(tu("x y", ru="Два"), tu(after), tu("no change"), encoding=encoding)
    got = rewritten(path)
    decoded = got.decode(encoding)
    # Of two spaces either may go.
    assert decoded == wanted or single(decoded.replace("&#32;", " ").replace("&#x20;", " ")) == (
        single(wanted.replace("&#32;", " "))
    )
    assert got[:2] == path.read_bytes()[:2]


def test_a_byte_order_mark_goes_before_the_encoding_that_is_given(tmp_path):
    path = tmp_path / "a.tmx"
    path.write_bytes(tmx(tu("a  b"), encoding="UTF-16").encode("utf-16"))
    got = rewritten(path, ReadOptions("ru", "en", encoding="utf-16"))
    assert got.decode("utf-16") == tmx(tu("a b"), encoding="UTF-16")


def test_several_texts_in_one_language(tmp_path):
    path = tmp_path / "a.tmx"
    path.write_text(tmx(tu("a  b", "c  d", "a  b"), tu("e  f")), encoding="utf-8", newline="")
    wanted = tmx(tu("a b", "c d", "a b"), tu("e f"))
    assert rewritten(path).decode() == wanted


def test_what_would_not_be_read_back_is_refused(tmp_path):
    path = tmp_path / "a.tmx"
    path.write_text(tmx(tu("a  b")), encoding="utf-8", newline="")
    before = path.read_bytes()
    edits = [Retext(0, "en", "a  b", "\ud800")]
    with pytest.raises(InputError, match="has no"):
        find(path).rewrite_targets(path, path, edits, RU_EN)
    with pytest.raises(InputError, match="record 1 would not be read back"):
        find(path).rewrite_targets(path, path, [Retext(0, "en", "x  b", "x b")], RU_EN)
    with pytest.raises(InputError, match="fewer records"):
        find(path).rewrite_targets(path, path, [Retext(9, "en", "x  b", "x b")], RU_EN)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["a.tmx"]


PARTS = st.sampled_from(
    [
        "a",
        " ",
        "  ",
        "&amp;",
        "<ph>x  y</ph>",
        "<hi>b  ",
        "</hi>",
        "<![CDATA[ <c>]]>",
        "&#x20;",
        "é",
    ]
)


@given(st.lists(PARTS, max_size=10))
def test_any_markup_keeps_its_elements(parts):
    markup = "".join(parts)
    found = parse_markup(markup, TMX)
    if found is None:
        return
    new = retexted(markup, found.text, single(found.text))
    assert new is not None
    again = parse_markup(new, TMX)
    assert again is not None
    assert again.text == single(found.text)
    assert again.markup.count("<") == found.markup.count("<")
    assert retexted(new, again.text, again.text) == new


@pytest.mark.parametrize(
    ("markup", "before", "after"),
    [
        ("a<ph/>b", "a{1}b", "ab"),
        ("a", "b", "c"),
        ("a < b", "a < b", "a<b"),
        ("<hi>a", "{1}a", "a"),
    ],
)
def test_text_that_cannot_be_put_in(markup, before, after):
    assert retexted(markup, before, after) is None


# XLIFF -------------------------------------------------------------------------------------------

XLIFF = Path(__file__).parents[1] / "data" / "formats" / "xliff"
TRANSLATED = sorted(
    path.name
    for path in XLIFF.iterdir()
    if path.suffix != ".json" and not path.name.startswith("refused")
)


@pytest.mark.parametrize("name", TRANSLATED)
def test_xliff_keeps_all_but_the_text(tmp_path, name):
    path, there = tmp_path / name, tmp_path / f"there-{name}"
    raw = (XLIFF / name).read_bytes()
    path.write_bytes(raw)
    units = list(find(path).read_units(path, ReadOptions("en", "ru")))
    edits = [
        Retext(number, "ru", unit.variants[1].text, f"{unit.variants[1].text}!!")
        for number, unit in enumerate(units)
        if isinstance(unit, TranslationUnit)
    ]
    find(path).rewrite_targets(path, there, edits, ReadOptions("en", "ru"))
    assert path.read_bytes() == raw
    added = len(there.read_bytes()) - len(raw)
    assert added % max(1, 2 * len(edits)) == 0
    assert bool(added) == bool(edits)
    back = [Retext(one.record, "ru", one.after, one.before) for one in edits]
    find(there).rewrite_targets(there, there, back, ReadOptions("en", "ru"))
    assert there.read_bytes() == raw


UNIT_1 = (
    '<xliff version="1.2"><file original="a" source-language="en" target-language="ru"><body>'
    '<trans-unit id="0"/><trans-unit id="1"><source>a</source><seg-source><mrk mtype="seg" mid="1">'
    'a</mrk><mrk mtype="seg" mid="2">b</mrk></seg-source><target><mrk mtype="seg" mid="1">{}</mrk>'
    '<!-- <mrk> --><mrk mtype="seg" mid="2">{}</mrk></target></trans-unit></body></file></xliff>'
)
UNIT_2 = (
    '<xliff version="2.0" srcLang="en" trgLang="ru"><file id="f"><unit id="1"><segment><source>a'
    "</source><target>{}</target></segment><segment><source>b</source><target>{}</target></segment>"
    "</unit></file></xliff>"
)


@pytest.mark.parametrize("frame", [UNIT_1, UNIT_2], ids=["1.2", "2.0"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("Да  нет", "нет"), ("Да нет", "нет")),
        (("Да  &amp;<![CDATA[  x]]>", "а  &#x431;"), ("Да &amp;<![CDATA[ x]]>", "а &#x431;")),
        (('Да <ph id="1">  </ph>  x', "."), ('Да <ph id="1">  </ph> x', ".")),
    ],
)
def test_xliff_keeps_elements_and_spellings(tmp_path, frame, before, after):
    path = tmp_path / "a.xlf"
    path.write_text(frame.format(*before), encoding="utf-8")
    found = rewritten(path, ReadOptions(), language="ru")
    assert found.decode() == frame.format(*after)


def test_an_element_of_xliff_is_not_changed(tmp_path):
    path = tmp_path / "a.xlf"
    path.write_text(UNIT_2.format('Да<ph id="1"/>', "x"), encoding="utf-8")
    before = path.read_bytes()
    for edit in (Retext(0, "ru", "Да{1}", "Да{2}"), Retext(0, "ru", "Нет", "Да")):
        with pytest.raises(InputError, match="cannot be put in the place"):
            find(path).rewrite_targets(path, path, [edit], ReadOptions())
    assert path.read_bytes() == before


def test_formats_that_cannot_are_named(tmp_path, monkeypatch):
    import tmtool.formats.csv_

    monkeypatch.delattr(tmtool.formats.csv_, "rewrite_targets")
    path = tmp_path / "a.csv"
    with pytest.raises(InputError, match="csv files cannot be repaired") as caught:
        find(path).rewrite_targets(path, path, [], RU_EN)
    assert "tmx, tsv" in str(caught.value)
