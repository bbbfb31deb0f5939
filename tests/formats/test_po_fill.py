from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tmtool.errors import InputError
from tmtool.formats import ReadOptions
from tmtool.formats.po.adapter import read_catalogue, save_catalogue
from tmtool.formats.po.fill import open_to_fill
from tmtool.formats.po.header import header_fields
from tmtool.models import Blank, Fill, FillReport

TEMPLATE = """# Title
#, fuzzy
msgid ""
msgstr ""
"Project-Id-Version: demo\\n"
"Language: \\n"
"Content-Type: text/plain; charset=CHARSET\\n"
"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"

# translator
#. extracted
#: ui.c:1
#, c-format
msgctxt "menu"
msgid "Open %s\\n"
msgstr ""

msgid "%d file"
msgid_plural "%d files"
msgstr[0] ""
msgstr[1] ""

msgid "New"
msgstr ""

msgid "Nowhere"
msgstr ""

#~ msgid "Old"
#~ msgstr "Старый"
"""
KNOWN = {
    ("menu", "Open %s\n"): Fill(("Открыть %s",), "context", note="seen 3 times"),
    (None, "%d file"): Fill(("%d файл", "%d файла", "%d файлов"), "exact"),
    (None, "New"): Fill(("Ново",), "fuzzy", "News", "menu"),
}


def pretranslate(source: Path, output: Path, language: str, suggest, *, overwrite=False):
    """Fill a catalogue with what a function knows of each message."""
    options = ReadOptions(target_language=language)
    file = open_to_fill(source, options, overwrite=overwrite)
    return file.write(output, (suggest(blank) for blank in file.blanks() if blank.wanted))


def suggest(message: Blank) -> Fill | None:
    return KNOWN.get((message.context, message.text))


def saved(folder: Path, text: str) -> Path:
    path = folder / "a.pot"
    path.write_text(text, encoding="utf-8")
    return path


def compiles(path: Path) -> None:
    if shutil.which("msgfmt") is None:
        pytest.skip("msgfmt (GNU gettext) is not installed")
    done = subprocess.run(
        ["msgfmt", "-c", "-o", path.with_suffix(".mo"), path], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


def test_a_template_is_filled(tmp_path: Path):
    output = tmp_path / "ru.po"
    report = pretranslate(saved(tmp_path, TEMPLATE), output, "ru", suggest)
    assert report == FillReport(total=4, exact=1, context=1, fuzzy=1, kept=0, empty=1)
    plural_forms = (
        '"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && "\n'
        '"n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"\n'
    )
    assert output.read_text(encoding="utf-8") == (
        '# Title\nmsgid ""\nmsgstr ""\n"Project-Id-Version: demo\\n"\n"Language: ru\\n"\n'
        f'"Content-Type: text/plain; charset=UTF-8\\n"\n{plural_forms}'
        '"MIME-Version: 1.0\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n'
        "# translator\n# seen 3 times\n#. extracted\n#: ui.c:1\n#, c-format\n"
        'msgctxt "menu"\nmsgid "Open %s\\n"\nmsgstr "Открыть %s\\n"\n\n'
        'msgid "%d file"\nmsgid_plural "%d files"\n'
        'msgstr[0] "%d файл"\nmsgstr[1] "%d файла"\nmsgstr[2] "%d файлов"\n\n'
        '#, fuzzy\n#| msgctxt "menu"\n#| msgid "News"\nmsgid "New"\nmsgstr "Ново"\n\n'
        'msgid "Nowhere"\nmsgstr ""\n\n#~ msgid "Old"\n#~ msgstr "Старый"\n'
    )
    compiles(output)


def test_a_second_run_keeps_what_the_first_gave(tmp_path: Path):
    first, second = tmp_path / "1.po", tmp_path / "2.po"
    pretranslate(saved(tmp_path, TEMPLATE), first, "ru", suggest)
    report = pretranslate(first, second, "ru", suggest)
    assert report == FillReport(total=4, kept=3, empty=1)
    assert second.read_bytes() == first.read_bytes()
    assert pretranslate(first, first, "ru", suggest, overwrite=True).exact == 1
    assert second.read_bytes() == first.read_bytes()


FOUR_FORMS = (
    "nplurals=4; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14)"
    " ? 1 : n%10==0 || (n%10>=5 && n%10<=9) || (n%100>=11 && n%100<=14) ? 2 : 3);"
)
HEADER = (
    'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: ru_RU\\n'
    "MIME-Version: 1.0\\nContent-Transfer-Encoding: 8bit\\n"
    f'Plural-Forms: {FOUR_FORMS}\\n"\n\n'
)
APPROVED = 'msgid "New"\nmsgstr "Новый"\n'
FUZZY = '#, fuzzy, c-format\n#| msgid "Newer"\nmsgid "New"\nmsgstr "Новее"\n'
EXACT, NEAR = Fill(("Новое",), "exact"), Fill(("Ново",), "fuzzy", "News")


@pytest.mark.parametrize(
    ("entry", "fill", "overwrite", "text", "flags", "previous", "outcome"),
    [
        (APPROVED, EXACT, False, "Новый", [], None, "kept"),
        (APPROVED, EXACT, True, "Новое", [], None, "exact"),
        (APPROVED, NEAR, True, "Ново", ["fuzzy"], "News", "fuzzy"),
        (APPROVED, None, True, "Новый", [], None, "kept"),
        (APPROVED, Fill(("",), "exact"), True, "Новый", [], None, "kept"),
        (FUZZY, EXACT, False, "Новое", ["c-format"], None, "exact"),
        (FUZZY, NEAR, False, "Новее", ["fuzzy", "c-format"], "Newer", "kept"),
        (FUZZY, NEAR, True, "Ново", ["fuzzy", "c-format"], "News", "fuzzy"),
        (FUZZY, None, False, "Новее", ["fuzzy", "c-format"], "Newer", "kept"),
    ],
)
def test_what_is_kept_and_what_is_replaced(
    tmp_path: Path, entry, fill, overwrite, text, flags, previous, outcome
):
    output = tmp_path / "ru.po"
    source = saved(tmp_path, HEADER + entry)
    report = pretranslate(source, output, "ru", lambda _: fill, overwrite=overwrite)
    assert report == FillReport(**{"total": 1, outcome: 1})
    (filled,) = read_catalogue(output).entries
    assert (filled.msgstr, filled.flags, filled.previous_msgid) == (text, flags, previous)
    compiles(output)


PLURAL = 'msgid "a file"\nmsgid_plural "files"\nmsgstr[0] "{}"\nmsgstr[1] "{}"\n'


@pytest.mark.parametrize(
    ("have", "texts", "forms", "flags"),
    [
        (("", ""), ("файл", "файла", "файлов"), ["файл", "файла", "файлов", "файлов"], []),
        (("", ""), ("файл",), ["файл", "", "", ""], ["fuzzy"]),
        (("мой", ""), ("файл", "файла", "файлов"), ["мой", "файла", "файлов", "файлов"], []),
    ],
)
def test_plural_rules_of_the_file_stay(tmp_path: Path, have, texts, forms, flags):
    output = tmp_path / "ru.po"
    source = saved(tmp_path, HEADER + PLURAL.format(*have))
    pretranslate(source, output, "ru", lambda _: Fill(texts, "exact"))
    catalogue = read_catalogue(output)
    fields = header_fields(catalogue.header.msgstr)
    assert (fields["Language"], fields["Plural-Forms"]) == ("ru_RU", FOUR_FORMS)
    (entry,) = catalogue.entries
    assert ([*entry.msgstr_plural.values()], entry.flags) == (forms, flags)
    compiles(output)


@pytest.mark.parametrize(
    ("flag", "msgid", "text", "fuzzy"),
    [
        ("c-format", "%d of %s", "%d из %s", False),
        ("c-format", "%d of %s", "%2$s: %1$d", False),
        ("c-format", "%d of %s", "%d", True),
        ("c-format", "100%%, %s", "%s", False),
        ("python-format", "%(a)s, %(b)d", "%(b)d, %(a)s", False),
        ("python-format", "%(a)s", "%(б)s", True),
        ("python-brace-format", "{a} {0}", "{0} {a}", False),
        ("python-brace-format", "{a}", "а", True),
        ("no-c-format", "100% sure", "уверен", False),
        ("max-length:10", "100% sure", "уверен", False),
    ],
)
def test_translations_that_would_not_compile_are_fuzzy(
    tmp_path: Path, flag: str, msgid: str, text: str, fuzzy: bool
):
    output = tmp_path / "ru.po"
    source = saved(tmp_path, f'{HEADER}#, {flag}\nmsgid "{msgid}"\nmsgstr ""\n')
    report = pretranslate(source, output, "ru", lambda _: Fill((text,), "exact"))
    assert (report.fuzzy, report.exact) == (fuzzy, not fuzzy)
    compiles(output)


@pytest.mark.parametrize(
    ("language", "texts", "fuzzy"),
    [
        ("ru", ("один", "%d файла", "%d файлов"), True),
        ("de", ("eine Datei", "%d Dateien"), False),
        ("de", ("%d Datei", "Dateien"), True),
    ],
)
def test_directives_of_plural_forms(tmp_path: Path, language: str, texts, fuzzy: bool):
    output = tmp_path / "a.po"
    entry = '#, c-format\nmsgid "one file"\nmsgid_plural "%d files"\nmsgstr[0] ""\n'
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    report = pretranslate(
        saved(tmp_path, header + entry), output, language, lambda _: Fill(texts, "context")
    )
    assert (report.fuzzy, report.context) == (fuzzy, not fuzzy)
    compiles(output)


def test_messages_name_context_and_plural(tmp_path: Path):
    asked = []
    pretranslate(saved(tmp_path, TEMPLATE), tmp_path / "ru.po", "ru", asked.append)
    assert asked == [
        Blank("Open %s\n", "en", "ru", context="menu"),
        Blank("%d file", "en", "ru", plural="%d files"),
        Blank("New", "en", "ru"),
        Blank("Nowhere", "en", "ru"),
    ]


def test_a_failure_leaves_the_output_as_it_was(tmp_path: Path):
    output = tmp_path / "ru.po"
    output.write_text("before", encoding="utf-8")
    with pytest.raises(InputError):
        pretranslate(saved(tmp_path, 'msgid "a\n'), output, "ru", suggest)
    assert output.read_text(encoding="utf-8") == "before"


@pytest.mark.parametrize(
    "name", ["django-cms.ru.po", "django-core.ru.po", "sphinx.ru.po", "wagtail-admin.ru.po"]
)
def test_real_files_filled_from_themselves(shared: Path, tmp_path: Path, name: str):
    source = shared / "data" / "po" / name
    known = {
        (entry.msgctxt, entry.msgid): tuple(entry.msgstr_plural.values()) or (entry.msgstr,)
        for entry in read_catalogue(source).entries
    }
    emptied = read_catalogue(source)
    for entry in emptied.entries:
        if not entry.obsolete and "fuzzy" not in entry.flags:
            entry.msgstr, entry.msgstr_plural = "", dict.fromkeys(entry.msgstr_plural, "")
    template, output = tmp_path / "a.pot", tmp_path / "a.po"
    save_catalogue(template, emptied)
    report = pretranslate(template, output, "ru", lambda m: Fill(known[m.context, m.text], "exact"))
    assert report.total == report.exact + report.fuzzy + report.empty + report.kept
    filled = read_catalogue(output).entries
    original = read_catalogue(source).entries
    assert [(e.msgstr, e.msgstr_plural, e.comment, e.occurrences) for e in filled] == [
        (e.msgstr, e.msgstr_plural, e.comment, e.occurrences) for e in original
    ]
    compiles(output)


# Headers and plural rules.


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("", "Language, MIME-Version, Content-Type, Content-Transfer-Encoding, Plural-Forms"),
        ("Content-Type: text/plain\\n", "Language, MIME-Version, Content-Type,"),
        ("Content-Type: text/plain; charset=CHARSET\\n", "Language, MIME-Version, Content-Type,"),
        ("Language: de\\nMIME-Version: 1.0\\n", "Language, Content-Type,"),
        ("Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n", "Plural-Forms"),
        ("Plural-Forms: nplurals=2; plural=n;\\n", "Plural-Forms"),
    ],
)
def test_headers_are_repaired_and_that_is_told(tmp_path: Path, fields: str, told: str):
    output = tmp_path / "ru.po"
    source = saved(tmp_path, f'msgid ""\nmsgstr "X-Own: 1\\n{fields}"\n\n{APPROVED}')
    (warning,) = pretranslate(source, output, "ru", lambda _: None).warnings
    assert warning.startswith("the header lacked, or had wrong, ")
    assert told in warning
    header = header_fields(read_catalogue(output).header.msgstr)
    assert (header["Language"], header["MIME-Version"], header["X-Own"]) == ("ru", "1.0", "1")
    assert header["Content-Type"] == "text/plain; charset=UTF-8"
    assert header["Plural-Forms"].startswith("nplurals=3;")
    compiles(output)


def test_the_header_of_a_template_is_completed_without_a_word(tmp_path: Path):
    source = saved(tmp_path, 'msgid "New"\nmsgstr ""\n')
    assert pretranslate(source, tmp_path / "a.po", "ru", lambda _: EXACT).warnings == ()
    compiles(tmp_path / "a.po")


IRISH = "nplurals=5; plural=(n==1 ? 0 : n==2 ? 1 : n<7 ? 2 : n<11 ? 3 : 4);"
TWO, THREE, FIVE = ("a", "b"), ("a", "b", "c"), ("a", "b", "c", "d", "e")


@pytest.mark.parametrize(
    ("language", "rule", "fill", "forms", "fuzzy"),
    [
        ("ga", None, Fill(THREE, "exact"), "abc", False),
        ("ga", IRISH, Fill(FIVE, "exact", plural_forms=IRISH), "abcde", False),
        ("ga", IRISH, Fill(THREE, "exact"), "abccc", False),
        ("ga", None, Fill(FIVE, "exact", plural_forms=IRISH), "abe", True),
        ("pt-BR", None, Fill(TWO, "exact"), "ab", False),
        ("pt-BR", "nplurals=2; plural=(n != 1);", Fill(TWO, "exact"), "ab", True),
        ("pt", None, Fill(TWO, "exact", plural_forms="nplurals=2; plural=(n > 1);"), "ab", True),
        ("ja", None, Fill(("a",), "exact"), "a", False),
        ("ja", "nplurals=2; plural=(n != 1);", Fill(("a",), "exact"), "aa", False),
        ("ar", None, Fill(tuple("abcdef"), "exact"), "abcdef", False),
        ("ru", FOUR_FORMS, Fill(THREE, "exact"), "abcc", False),
        ("ru", None, Fill(tuple("abcd"), "exact", plural_forms=FOUR_FORMS), "abc", False),
    ],
)
def test_forms_of_another_number_of_plurals(
    tmp_path: Path, language: str, rule: str | None, fill: Fill, forms: str, fuzzy: bool
):
    output = tmp_path / "a.po"
    field = f"Plural-Forms: {rule}\\n" if rule else ""
    header = f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n{field}"\n\n'
    pretranslate(saved(tmp_path, header + PLURAL.format("", "")), output, language, lambda _: fill)
    (entry,) = read_catalogue(output).entries
    assert "".join(entry.msgstr_plural.values()) == forms
    assert ("fuzzy" in entry.flags) is fuzzy
    compiles(output)


def test_forms_that_the_rule_lacks_are_dropped_and_told_of(tmp_path: Path):
    output = tmp_path / "a.po"
    header = HEADER.replace(FOUR_FORMS, "nplurals=2; plural=(n != 1);")
    entry = PLURAL.format("a", "b") + 'msgstr[2] "c"\n'
    report = pretranslate(saved(tmp_path, header + entry), output, "ru", lambda _: None)
    (warning,) = report.warnings
    assert warning.startswith("the plural rule of the header has 2 forms, so that forms beyond")
    assert warning.endswith("were dropped: line 4")
    compiles(output)


def test_translations_that_do_not_compile_stay_and_are_told_of(tmp_path: Path):
    output = tmp_path / "a.po"
    bad = '#, c-format\nmsgid "{0} %d"\nmsgstr "{0}"\n\n'
    entries = "".join(bad.format(number) for number in range(7)) + 'msgid "a\\n"\nmsgstr "a"\n'
    report = pretranslate(saved(tmp_path, HEADER + entries), output, "ru", lambda _: None)
    (warning,) = report.warnings
    assert warning.endswith("msgfmt -c refuses them: line 4, 8, 12, 16, 20 and 3 more")
    assert report.kept == 8


def test_terms_are_extracted_comments_once(tmp_path: Path):
    path = tmp_path / "a.po"
    path.write_text(
        'msgid ""\nmsgstr ""\n"Language: ru\\n"\n\n#. old\n#: a:1\nmsgid "Open"\nmsgstr ""\n\n'
        '#, fuzzy\nmsgid "one"\nmsgid_plural "many"\nmsgstr[0] "x"\n\nmsgid "Done"\nmsgstr "Da"\n',
        encoding="utf-8",
    )

    def terms(text: str, source: str, target: str) -> list[str]:
        return [f"term: {text} = {source} {target}"]

    report = open_to_fill(path, ReadOptions()).write(path, iter([None, None]), terms=terms)
    assert report.terms == 2
    text = path.read_text(encoding="utf-8")
    assert '#. old\n#. term: Open = en ru\n#: a:1\nmsgid "Open"' in text
    assert '#. term: one = en ru\n#. term: many = en ru\n#, fuzzy\nmsgid "one"' in text
    assert "Done =" not in text
    report = open_to_fill(path, ReadOptions()).write(path, iter([None, None]), terms=terms)
    assert report.terms == 0
    assert path.read_text(encoding="utf-8") == text
    report = open_to_fill(path, ReadOptions()).write(
        path, iter([Fill(("Открыть",), "exact"), None]), terms=terms
    )
    assert report.terms == 0
