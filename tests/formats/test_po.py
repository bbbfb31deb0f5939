from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tmtool.errors import InputError
from tmtool.formats import ReadOptions, WriteOptions
from tmtool.formats.po import read_units, write_units
from tmtool.formats.po.adapter import (
    Catalogue,
    new_entry,
    read_catalogue,
    read_entries,
    save_catalogue,
    with_newlines_of,
)
from tmtool.formats.po.header import (
    header_fields,
    header_language,
    locale_name,
    repaired,
    with_fields,
)
from tmtool.formats.po.line_breaks import wrapped
from tmtool.models import Skipped, TranslationUnit, Variant
from tmtool.text.plural_rules import plural_forms

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: ru\\n"\n\n'
OPTIONS = WriteOptions("en", "ru")
SHARED_FILES = ("django-cms.ru.po", "django-core.ru.po", "sphinx.ru.po", "wagtail-admin.ru.po")


def gettext(program: str, *arguments: str | Path) -> bytes:
    """Run a gettext program that must succeed; skip the test where it is not installed."""
    if shutil.which(program) is None:
        pytest.skip(f"{program} (GNU gettext) is not installed")
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def as_msgcat_writes(path: Path) -> bytes:
    """Return what msgcat makes of a file, by the layout of gettext 0.21."""
    version = gettext("msgcat", "--version").split(b"\n")[0].split()[-1].decode()
    if not version.startswith("0.21"):
        pytest.skip(f"msgcat {version} may wrap differently from 0.21, which tmtool follows")
    return gettext("msgcat", path)


def compiles(path: Path) -> None:
    gettext("msgfmt", "-c", "-o", path.with_suffix(".mo"), path)


def saved(folder: Path, text: str) -> Path:
    path = folder / "a.po"
    path.write_text(text, encoding="utf-8", newline="")
    return path


def unit(source: str, target: str, **values) -> TranslationUnit:
    return TranslationUnit((Variant("en", source), Variant("ru", target)), **values)


def key(entry):
    plurals = tuple(sorted(entry.msgstr_plural.items()))
    return (entry.msgctxt, entry.msgid, entry.msgid_plural, entry.msgstr, plurals, entry.obsolete)


# What polib 1.2 alone refuses or damages.


@pytest.mark.parametrize(
    ("line", "msgid"),
    [
        (r'msgid "a" "b"', "ab"),
        (r'msgid "a"  "\"b\""', 'a"b"'),
        (r'msgid"a"', "a"),
        (r'msgid "bell \a"', "bell \a"),
        (r'msgid "\101\102\x43"', "ABC"),
        (r'msgid "\303\251\xc3\xa9"', "éé"),
        (r'msgid "\\101 \\n"', r"\101 \n"),
        (r'msgid "nul \0001"', "nul \x001"),
        (r'msgid "back\\"', "back\\"),
        (r'msgid "\v\f\b\r\t"', "\v\f\b\r\t"),
        ('msgid "line\u2028paragraph\u2029nel\x85"', "line\u2028paragraph\u2029nel\x85"),
        ('msgid "sub \x1a_ \x1a0 \x1c"', "sub \x1a_ \x1a0 \x1c"),
        ('msgid ""\n"a\\n" "b"\n"c"', "a\nbc"),
    ],
)
def test_strings_are_read_as_c_strings(tmp_path: Path, line: str, msgid: str):
    path = saved(tmp_path, f'{HEADER}{line}\nmsgstr "x"\n')
    catalogue = read_catalogue(path)
    assert [entry.msgid for entry in catalogue.entries] == [msgid]
    save_catalogue(path, catalogue)
    assert [entry.msgid for entry in read_catalogue(path).entries] == [msgid]


def test_no_comment_line_is_added_and_the_header_keeps_its_order(tmp_path: Path):
    text = (
        'msgid ""\nmsgstr ""\n"X-Odd: 1\\n"\n"Language: ru\\n"\n"no colon\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n"X-Odd: 2\\n"\n\nmsgid "a"\nmsgstr "b"\n'
    )
    path = saved(tmp_path, text)
    save_catalogue(path, read_catalogue(path))
    assert path.read_text(encoding="utf-8") == text


def test_comments_flags_and_previous_strings_survive(tmp_path: Path):
    text = (
        "# Title\n#\n# Second\n"
        + HEADER
        + "#\n# translator\n#  indented \n#. extracted\n#.\n#. last\n#: a.c:1 b c.c\n"
        "#, fuzzy, python-format, max-length:10\n#= no-wrap, range: 1..3\n"
        '#| msgctxt "old context"\n#| msgid ""\n#| "old\\n"\n#| "text"\n#| msgid_plural "olds"\n'
        'msgctxt "context"\nmsgid "%d file"\nmsgid_plural "%d files"\n'
        'msgstr[0] "один"\nmsgstr[1] "два"\nmsgstr[2] ""\n\n'
        'msgctxt ""\nmsgid "empty context"\nmsgstr ""\n\n'
        'msgctxt "no id"\nmsgid ""\nmsgstr "text"\n\n'
        '# obsolete\n#, fuzzy\n#~| msgid "previous"\n#~ msgid "gone"\n#~ msgid_plural "all gone"\n'
        '#~ msgstr[0] "x"\n'
    )
    path = saved(tmp_path, text)
    save_catalogue(path, read_catalogue(path))
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        ("#no space\n", "# no space\n"),
        ("##! banner\n", "# #! banner\n"),
        ("#=====\n", "# =====\n"),
        ("#,fuzzy\n", "#, fuzzy\n"),
        ("#.extracted\n", "#. extracted\n"),
        ("#:\n#,\n#: a.c:1\n", "#: a.c:1\n"),
    ],
)
def test_comments_are_spaced_as_msgcat_does(tmp_path: Path, found: str, kept: str):
    path = saved(tmp_path, f'{HEADER}{found}msgid "a"\nmsgstr "b"\n')
    save_catalogue(path, read_catalogue(path))
    assert path.read_text(encoding="utf-8") == f'{HEADER}{kept}msgid "a"\nmsgstr "b"\n'


def test_a_comment_of_a_file_without_header_belongs_to_its_entry(tmp_path: Path):
    path = saved(tmp_path, '# about a\nmsgid "a"\nmsgstr "b"\n\n# about c\nmsgid "c"\nmsgstr ""\n')
    assert [entry.tcomment for entry in read_entries(path)] == ["about a", "about c"]


@pytest.mark.parametrize(
    "text",
    [
        '#~ # note\n#~ msgid "a"\n#~ msgstr "b"\n',
        '# note\n#~msgid "a"\n#~msgstr "b"\n#~\n',
        '# note\n\n#~ msgid ""\n#~ "a"\n#~ msgstr "b" ""',
    ],
)
def test_obsolete_entries_in_any_spelling(tmp_path: Path, text: str):
    (entry,) = read_catalogue(saved(tmp_path, HEADER + text)).entries
    assert (entry.msgid, entry.msgstr, entry.obsolete) == ("a", "b", True)
    assert entry.tcomment == "note"


def test_line_ends_and_byte_order_mark(tmp_path: Path):
    path = tmp_path / "a.po"
    text = HEADER + '#. note\nmsgid ""\n"a\\n"\n"b"\nmsgstr "б"\n'
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    (entry,) = read_catalogue(path).entries
    assert (entry.msgid, entry.msgstr, entry.comment, entry.linenum) == ("a\nb", "б", "note", 6)


@pytest.mark.parametrize("charset", ["KOI8-R", "windows-1251", "CHARSET", "utf8"])
def test_charsets(tmp_path: Path, charset: str):
    encoding = "utf-8" if charset == "CHARSET" else charset
    path = tmp_path / "a.po"
    text = HEADER.replace("UTF-8", charset) + 'msgid "a"\nmsgstr "Ёж \\\\"\n'
    path.write_bytes(text.encode(encoding))
    (entry,) = read_catalogue(path).entries
    assert entry.msgstr == "Ёж \\"


def test_many_entries_are_cut_into_blocks_between_entries(tmp_path: Path):
    entries = [f'# {n}\n#, c-format\nmsgid "{n}"\nmsgstr ""\n"x"\n\n' for n in range(9000)]
    path = saved(tmp_path, HEADER + "".join(entries))
    read = read_catalogue(path).entries
    assert [(e.tcomment, e.msgid, e.msgstr) for e in read] == [
        (str(n), str(n), "x") for n in range(9000)
    ]
    assert [e.linenum for e in read] == [6 + 6 * n for n in range(9000)]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ('msgid "a\nmsgstr "b"\n', 6, "not PO"),
        ('msgid "a"\nmsgstr "b"c\n', 7, "not PO"),
        ("just text\n", 6, "not PO"),
        ('msgid "a"\nmsgstring "b"\n', 7, "unknown keyword"),
        ('msgid "a"\nmsgid[1] "b"\n', 7, "unknown keyword"),
        ('msgid "a\\d"\nmsgstr "b"\n', 6, "unknown escape"),
        ('msgid "\\303"\nmsgstr "b"\n', 6, "escapes"),
        ('msgid "a"\nmsgid "b"\nmsgstr "c"\n', 7, "does not belong"),
        ('msgstr "c"\n"d"\nmsgstr "e"\n', 6, "does not belong"),
        ('msgid "a"\n', 6, "ends within an entry"),
        ('msgid "a"\nmsgstr "b"\n\nmsgctxt "c"\n"d"\n', 9, "ends within an entry"),
    ],
)
def test_broken_files_are_refused_with_the_line(tmp_path: Path, text: str, line: int, what: str):
    path = saved(tmp_path, HEADER + text)
    with pytest.raises(InputError, match=what) as caught:
        read_catalogue(path)
    assert caught.value.where == f"{path}:{line}"


def test_files_that_are_no_catalogues(tmp_path: Path):
    with pytest.raises(InputError, match="no such file"):
        list(read_entries(tmp_path / "missing.po"))
    with pytest.raises(InputError, match="no PO entries"):
        list(read_entries(saved(tmp_path, "# only a comment\n")))
    with pytest.raises(InputError, match="unknown charset"):
        list(read_entries(saved(tmp_path, HEADER.replace("UTF-8", "KLINGON"))))


# Layout.


@pytest.mark.parametrize("name", SHARED_FILES)
def test_saved_files_are_what_msgcat_writes(shared: Path, tmp_path: Path, name: str):
    path = tmp_path / name
    save_catalogue(path, read_catalogue(shared / "data" / "po" / name))
    assert path.read_bytes() == as_msgcat_writes(shared / "data" / "po" / name)


WORDS = st.sampled_from(
    "Договаривающиеся Стороны в и № 5 12,5 «Союз» “q” \" ' (скобки) [x] {0} %s %(count)d % — – - "
    "… . , : ; ! ? a/b государство-участник http://example.com/a/b?x=1&y=2#z \\ \\n 100% "
    "$5 €10 +7 <b> @ | * = 中文字 é е\u0301 № \u00a0 \u2011 \n \t ~ ^ ` n%10 && etc.). a_b".split(
        " "
    )
)
TEXTS = st.lists(st.tuples(WORDS, st.sampled_from(["", " ", " ", "  "])), max_size=40).map(
    lambda parts: "".join(word + space for word, space in parts)
)


def test_wrapping_is_that_of_msgcat(tmp_path: Path):
    catalogue = Catalogue(new_entry(""))
    catalogue.header.msgstr = "Content-Type: text/plain; charset=UTF-8\n"

    @settings(deadline=None)
    @given(TEXTS, TEXTS)
    def collect(source: str, target: str):
        entry = new_entry(f"{source}#{len(catalogue.entries)}")
        entry.msgstr = target
        catalogue.entries.append(entry)

    collect()
    path = tmp_path / "a.po"
    save_catalogue(path, catalogue)
    assert list(map(key, read_catalogue(path).entries)) == list(map(key, catalogue.entries))
    assert path.read_bytes() == as_msgcat_writes(path)


@given(st.text(), st.integers(1, 80))
@example("\\", 1)
def test_wrapping_loses_nothing(text: str, width: int):
    assert "".join(wrapped(text, width)) == text


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))))
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, texts: list[str]):
    path = tmp_path_factory.mktemp("po") / "a.po"
    catalogue = Catalogue(new_entry(""))
    for number, text in enumerate(texts):
        entry = new_entry(f"{number}{text}", msgctxt=text)
        entry.msgstr = entry.previous_msgid = text
        catalogue.entries.append(entry)
    save_catalogue(path, catalogue)
    read = read_catalogue(path).entries
    assert list(map(key, read)) == list(map(key, catalogue.entries))
    assert [e.previous_msgid for e in read] == texts


# Units.

FULL = HEADER + (
    "# seen by Anna\n#. Button\n#: ui.c:1 ui.c:7\n"
    'msgctxt "menu"\nmsgid "Open"\nmsgstr "Открыть"\n\n'
    '#, fuzzy\nmsgid "Close"\nmsgstr "Закрыть"\n\nmsgid "New"\nmsgstr ""\n\n'
    'msgid "%d file"\nmsgid_plural "%d files"\n'
    'msgstr[0] "%d файл"\nmsgstr[1] "%d файла"\nmsgstr[2] "%d файлов"\n\n'
    '#~ msgid "Old"\n#~ msgstr "Старый"\n'
)


def test_read_units(tmp_path: Path):
    path = saved(tmp_path, FULL)
    opened, closed, skipped, *forms, old = read_units(path, ReadOptions())
    assert opened == unit(
        "Open",
        "Открыть",
        document="a.po",
        position=0,
        context="menu",
        note="seen by Anna\nButton",
        properties={"references": "ui.c:1 ui.c:7"},
    )
    assert (closed.status, closed.context, closed.note) == ("draft", None, None)
    assert skipped == Skipped(f"{path}:17", "not translated")
    plural = {"msgid": "%d file", "msgid_plural": "%d files"}
    assert [(f.variants[0].text, f.variants[1].text, f.properties) for f in forms] == [
        ("%d file", "%d файл", {**plural, "plural": "0"}),
        ("%d files", "%d файла", {**plural, "plural": "1"}),
        ("%d files", "%d файлов", {**plural, "plural": "2"}),
    ]
    assert [u.position for u in (opened, closed, *forms, old)] == [0, 1, 3, 4, 5, 6]
    assert old.properties == {"obsolete": "yes"}


@pytest.mark.parametrize(
    ("fields", "options", "languages"),
    [
        ("Language: pt_BR", ReadOptions(), ("en", "pt-BR")),
        ("Language: sr@latin", ReadOptions(), ("en", "sr-Latn")),
        ("Language: ru_RU.UTF-8", ReadOptions(source_language="de"), ("de", "ru-RU")),
        ("X-Source-Language: fr\\nLanguage: ru", ReadOptions(), ("fr", "ru")),
        ("Language: ", ReadOptions(target_language="ru"), ("en", "ru")),
        ("Language: xx_YY", ReadOptions("be", "ru"), ("be", "ru")),
    ],
)
def test_languages_of_a_file(tmp_path: Path, fields: str, options: ReadOptions, languages):
    path = saved(tmp_path, f'msgid ""\nmsgstr "{fields}\\n"\n\nmsgid "a"\nmsgstr "b"\n')
    (read,) = read_units(path, options)
    assert isinstance(read, TranslationUnit)
    assert tuple(variant.language for variant in read.variants) == languages


@pytest.mark.parametrize("header", ['msgid ""\nmsgstr "Language: \\n"\n\n', ""])
def test_an_unknown_target_language_is_refused(tmp_path: Path, header: str):
    path = saved(tmp_path, header + 'msgid "a"\nmsgstr "b"\n')
    with pytest.raises(InputError, match="language"):
        list(read_units(path, ReadOptions()))


def test_a_language_that_does_not_exist_is_refused(tmp_path: Path):
    path = saved(tmp_path, 'msgid ""\nmsgstr "Language: xx_YY\\n"\n\nmsgid "a"\nmsgstr "b"\n')
    with pytest.raises(InputError, match="xx") as caught:
        list(read_units(path, ReadOptions()))
    assert caught.value.where == f"{path}:1"


def test_written_catalogue(tmp_path: Path):
    path = tmp_path / "menu.po"
    plural = {"msgid": "%d file", "msgid_plural": "%d files"}
    units = [
        unit("Open", "Открыть", context="menu", note="Button\nsecond line"),
        unit("Open", "Отворить", context="menu"),
        unit("Open", "Открыть", context="menu"),
        unit("Open", "Открытый", status="machine"),
        unit("%d files", "%d файлов", properties={**plural, "plural": "2"}),
        unit("%d file", "%d файл", properties={**plural, "plural": "0"}),
        unit("%d files", "%d файла", properties={**plural, "plural": "1"}),
        unit("%d files", "%d документа", properties={**plural, "plural": "1"}),
        unit("Done.\n", "Готово.", changed_at="2026-03-01T10:20:30Z", changed_by="anna"),
        unit("Done", "\nГотово\nвсё\n", created_at="2026-02-01T10:20:30Z"),
        unit("", "нет"),
        unit("no translation", ""),
        TranslationUnit((Variant("en", "English only"),)),
        unit("Old", "Старый", properties={"obsolete": "yes", "references": "a.c:1"}),
    ]
    assert write_units(path, units, OPTIONS, comments=lambda text: [f"{len(text)} letters"]) == 8
    compiles(path)
    assert path.read_text(encoding="utf-8") == (
        'msgid ""\nmsgstr ""\n"Project-Id-Version: menu\\n"\n'
        '"PO-Revision-Date: 2026-03-01 10:20+0000\\n"\n"Last-Translator: anna\\n"\n'
        '"Language-Team: ru\\n"\n"Language: ru\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && "\n'
        '"n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"\n'
        '"X-Source-Language: en\\n"\n"X-Generator: tmtool\\n"\n\n'
        "# also: Отворить\n#. 4 letters\n#. Button\n#. second line\n"
        'msgctxt "menu"\nmsgid "Open"\nmsgstr "Открыть"\n\n'
        '#. 4 letters\n#, fuzzy\nmsgid "Open"\nmsgstr "Открытый"\n\n'
        '# also: %d документа\n#. 7 letters\nmsgid "%d file"\nmsgid_plural "%d files"\n'
        'msgstr[0] "%d файл"\nmsgstr[1] "%d файла"\nmsgstr[2] "%d файлов"\n\n'
        '#. 6 letters\nmsgid "Done.\\n"\nmsgstr "Готово.\\n"\n\n'
        '#. 4 letters\nmsgid "Done"\nmsgstr ""\n"Готово\\n"\n"всё"\n\n'
        '#. 3 letters\n#: a.c:1\n#~ msgid "Old"\n#~ msgstr "Старый"\n'
    )


def test_a_current_unit_takes_the_place_of_an_obsolete_one(tmp_path: Path):
    path = tmp_path / "a.po"
    old = unit("Open", "Открыть", status="draft", properties={"obsolete": "yes"})
    assert write_units(path, [old, unit("Open", "Открой")], OPTIONS) == 2
    (entry,) = read_catalogue(path).entries
    assert (entry.msgstr, entry.obsolete, entry.flags) == ("Открой", False, [])
    assert entry.tcomment == "also: Открыть"
    compiles(path)


def test_missing_plural_forms_make_an_entry_fuzzy(tmp_path: Path):
    path = tmp_path / "a.po"
    properties = {"msgid": "a file", "msgid_plural": "files\n", "plural": "0"}
    write_units(path, [unit("a file", "файл", properties=properties)], OPTIONS)
    (entry,) = read_catalogue(path).entries
    assert entry.msgstr_plural == {0: "файл", 1: "", 2: ""}
    assert (entry.msgid_plural, entry.flags) == ("files", ["fuzzy"])
    compiles(path)


def test_plural_units_in_the_other_direction_are_single_messages(tmp_path: Path):
    path = tmp_path / "a.po"
    properties = {"msgid": "a file", "msgid_plural": "files", "plural": "1"}
    write_units(path, [unit("files", "файла", properties=properties)], WriteOptions("ru", "en"))
    (entry,) = read_catalogue(path).entries
    assert (entry.msgid, entry.msgstr, entry.msgid_plural) == ("файла", "files", "")
    compiles(path)


@pytest.mark.parametrize("name", SHARED_FILES)
def test_units_of_real_files_survive_an_export(shared: Path, tmp_path: Path, name: str):
    path = tmp_path / name
    found = list(read_units(shared / "data" / "po" / name, ReadOptions()))
    units = [item for item in found if isinstance(item, TranslationUnit)]
    assert len(units) > 100
    assert len({item.position for item in units}) == len(units)
    written = write_units(path, units, WriteOptions())
    compiles(path)
    again = [u for u in read_units(path, ReadOptions()) if isinstance(u, TranslationUnit)]

    def texts(unit: TranslationUnit):
        return (unit.context, *(v.text for v in unit.variants), unit.status)

    # A fourth plural form (for fractions) is not part of the rule that tmtool writes.
    assert {texts(u) for u in units if u.properties.get("plural") != "3"} == set(map(texts, again))
    assert written == len(units)


def test_languages_left_open_are_those_of_the_first_unit(tmp_path: Path):
    path = tmp_path / "a.po"
    variants = (Variant("be", "дом"), Variant("en-GB", "house"))
    assert write_units(path, [TranslationUnit(variants)], WriteOptions()) == 1
    (read,) = read_units(path, ReadOptions())
    assert isinstance(read, TranslationUnit)
    assert read.variants == (Variant("en-GB", "house"), Variant("be", "дом"))
    with pytest.raises(InputError, match="languages"):
        write_units(path, [], WriteOptions())
    assert write_units(path, [], OPTIONS) == 0
    compiles(path)


NEWLINES = st.text("a\n", max_size=5)


@given(NEWLINES.filter(bool), NEWLINES)
def test_newlines_at_the_ends_are_those_of_the_source(source: str, text: str):
    repaired = with_newlines_of(source, text)
    assert repaired.strip("\n") == text.strip("\n")
    if repaired:
        assert repaired.startswith("\n") == source.startswith("\n")
        assert repaired.endswith("\n") == source.endswith("\n")
    if text.startswith("\n") == source.startswith("\n") and text.strip("\n"):
        assert len(repaired) - len(repaired.lstrip("\n")) == len(text) - len(text.lstrip("\n"))


PROSE = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t"), max_size=30
)


@settings(deadline=None)
@given(
    st.lists(
        st.builds(
            unit,
            PROSE,
            PROSE,
            context=st.none() | PROSE,
            status=st.sampled_from(["approved", "draft", "machine"]),
            note=st.none() | PROSE,
        ),
        max_size=8,
    )
)
def test_any_units_make_a_catalogue_that_compiles(tmp_path_factory, units):
    path = tmp_path_factory.mktemp("po") / "a.po"
    written = write_units(path, units, OPTIONS)
    compiles(path)
    read = [item for item in read_units(path, ReadOptions()) if isinstance(item, TranslationUnit)]
    assert len(read) == written
    keys = {(u.context, u.variants[0].text) for u in units if all(v.text for v in u.variants)}
    assert {(u.context, u.variants[0].text) for u in read} <= keys


@pytest.mark.parametrize(
    ("tag", "name"),
    [("ru", "ru"), ("pt-BR", "pt_BR"), ("sr-Latn", "sr@latin"), ("sr-Cyrl-RS", "sr_RS@cyrillic")],
)
def test_locale_names(tag: str, name: str):
    assert locale_name(tag) == name
    assert header_language(name, "a.po:1") == tag


def test_of_a_header_field_that_stands_twice_the_first_counts():
    text = "Plural-Forms: none\nPlural-Forms: nplurals=3; plural=(n%10==1 ? 0 : 1UT);\n"
    assert header_fields(text) == {"Plural-Forms": "none"}
    mended, fields = repaired(f"Language: ru\n{text}", "ru")
    assert header_fields(mended)["Plural-Forms"] == fields["Plural-Forms"] == plural_forms("ru")


def test_header_fields_are_replaced_in_place():
    text = "A: 1\nodd\nB: 2\n"
    assert with_fields(text, {"B": "3", "C": "4"}) == "A: 1\nodd\nB: 3\nC: 4\n"
