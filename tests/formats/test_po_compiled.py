"""MO files and compendia, beside what gettext makes of the same units."""

from __future__ import annotations

import shutil
import struct
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.errors import InputError
from tmtool.formats import ReadOptions, WriteOptions, find
from tmtool.models import TranslationUnit, Variant

OPTIONS = WriteOptions("en", "ru")
PLURAL = {"msgid": "%d file", "msgid_plural": "%d files"}


def unit(source: str, target: str, **values) -> TranslationUnit:
    return TranslationUnit((Variant("en", source), Variant("ru", target)), **values)


UNITS = [
    unit("Open", "Открыть"),
    unit("Open", "Отворить"),
    unit("Open", "Открыто", context="state", properties={"references": "a.c:1"}),
    unit("Close", "Закрыть", context="menu"),
    unit("Close", "Закрыто", context="state"),
    unit("Draft", "Набросок", status="draft"),
    unit("Old", "Старый", properties={"obsolete": "yes"}),
    unit("%d file", "%d файл", properties={**PLURAL, "plural": "0"}),
    unit("%d files", "%d файла", properties={**PLURAL, "plural": "1"}),
    unit("%d files", "%d файлов", properties={**PLURAL, "plural": "2"}),
    unit("line\n", "строка\n"),
]


def gettext(program: str, *arguments: str | Path) -> bytes:
    if shutil.which(program) is None:
        pytest.skip(f"{program} (GNU gettext) is not installed")
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def written(path: Path, units: list[TranslationUnit], form: str | None = None) -> int:
    return find(path, form).write_units(path, units, OPTIONS)


def test_a_compiled_catalogue_is_what_msgfmt_writes(tmp_path: Path):
    compiled, catalogue, by_msgfmt = (tmp_path / name for name in ("a.mo", "a.po", "b.mo"))
    assert written(compiled, UNITS) == 8
    written(catalogue, UNITS)
    gettext("msgfmt", "-c", "--no-hash", "-o", by_msgfmt, catalogue)
    assert gettext("msgunfmt", compiled) == gettext("msgunfmt", by_msgfmt)
    assert compiled.read_bytes() == by_msgfmt.read_bytes()


def test_the_standard_library_reads_what_is_compiled(tmp_path: Path):
    from gettext import GNUTranslations

    written(tmp_path / "a.mo", UNITS)
    with (tmp_path / "a.mo").open("rb") as file:
        translated = GNUTranslations(file)
    assert translated.gettext("Open") == "Открыть"
    assert translated.pgettext("state", "Open") == "Открыто"
    assert translated.gettext("Draft") == "Draft"
    numbers = [translated.ngettext("%d file", "%d files", number) for number in (1, 2, 5)]
    assert numbers == ["%d файл", "%d файла", "%d файлов"]


def test_what_is_compiled_is_read(tmp_path: Path):
    path = tmp_path / "a.mo"
    written(path, UNITS)
    found = list(find(path).read_units(path, ReadOptions()))
    assert all(isinstance(one, TranslationUnit) for one in found)
    texts = [(one.context, *(each.text for each in one.variants)) for one in found]  # type: ignore[union-attr]
    assert texts == [
        (None, "%d file", "%d файл"),
        (None, "%d files", "%d файла"),
        (None, "%d files", "%d файлов"),
        (None, "Open", "Открыть"),
        (None, "line\n", "строка\n"),
        ("menu", "Close", "Закрыть"),
        ("state", "Close", "Закрыто"),
        ("state", "Open", "Открыто"),
    ]


def test_files_of_msgfmt_are_read_in_either_byte_order(tmp_path: Path):
    catalogue = tmp_path / "a.po"
    written(catalogue, UNITS)
    found = []
    for order in ("little", "big"):
        path = tmp_path / f"{order}.mo"
        gettext("msgfmt", f"--endianness={order}", "-o", path, catalogue)
        options = ReadOptions()
        found.append([one.variants for one in find(path).read_units(path, options)])  # type: ignore[union-attr]
    assert found[0] == found[1]
    assert len(found[0]) == 8


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\x04"), min_size=1)


@given(st.dictionaries(st.tuples(st.none() | TEXTS, TEXTS), TEXTS, max_size=6))
def test_any_texts_come_back(tmp_path_factory: pytest.TempPathFactory, texts):
    path = tmp_path_factory.mktemp("mo") / "a.mo"
    units = [unit(text, target, context=context) for (context, text), target in texts.items()]
    count = written(path, units)
    found = list(find(path).read_units(path, ReadOptions(target_language="ru")))
    keys = {(one.context, one.variants[0].text) for one in found}  # type: ignore[union-attr]
    assert len(found) == len(keys) == count
    assert keys <= texts.keys()


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda data: b"msgid" + data, "this is no MO file"),
        (lambda data: data[:20], "cut off"),
        (lambda data: data[:-30], "cut off"),
        (lambda data: data[:8] + struct.pack("<I", 1 << 30) + data[12:], "cut off"),
        (lambda data: data[:4] + struct.pack("<I", 9 << 16) + data[8:], "version 9"),
        (lambda data: data[:-6] + b"\xff\xff\xff\xff\0\0", "not in UTF-8"),
        (lambda data: data.replace(b"charset=UTF-8", b"charset=Q-xyz"), "unknown charset"),
    ],
)
def test_broken_files_are_refused(tmp_path: Path, change, what: str):
    path = tmp_path / "a.mo"
    written(path, UNITS)
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(InputError, match=what) as caught:
        list(find(path).read_units(path, ReadOptions()))
    assert (caught.value.where or "").startswith(str(path))


def test_a_compendium_has_every_text_without_a_context(tmp_path: Path):
    path = tmp_path / "known.po"
    assert written(path, UNITS, "compendium") == 10
    gettext("msgfmt", "-c", "-o", tmp_path / "a.mo", path)
    text = path.read_text(encoding="utf-8").partition("\n\n")[2]
    assert text == (
        "# also: Отворить\n# also: Открыто\n"
        'msgid "Open"\nmsgstr "Открыть"\n\n'
        'msgctxt "state"\nmsgid "Open"\nmsgstr "Открыто"\n\n'
        'msgctxt "menu"\nmsgid "Close"\nmsgstr "Закрыть"\n\n'
        'msgctxt "state"\nmsgid "Close"\nmsgstr "Закрыто"\n\n'
        '#, fuzzy\nmsgid "Draft"\nmsgstr "Набросок"\n\n'
        'msgid "Old"\nmsgstr "Старый"\n\n'
        'msgid "%d file"\nmsgid_plural "%d files"\n'
        'msgstr[0] "%d файл"\nmsgstr[1] "%d файла"\nmsgstr[2] "%d файлов"\n\n'
        'msgid "line\\n"\nmsgstr "строка\\n"\n\n'
        '# also: Закрыто\nmsgid "Close"\nmsgstr "Закрыть"\n'
    )


def test_msgmerge_takes_its_translations_from_a_compendium(tmp_path: Path):
    compendium, template, output = (tmp_path / name for name in ("c.po", "a.pot", "out.po"))
    written(compendium, UNITS, "compendium")
    template.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Close"\nmsgstr ""\n\nmsgctxt "menu"\nmsgid "Close"\nmsgstr ""\n\n'
        'msgid "Old"\nmsgstr ""\n\nmsgid "Opens"\nmsgstr ""\n\n'
        'msgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] ""\nmsgstr[1] ""\n',
        encoding="utf-8",
    )
    gettext("msgmerge", "-q", "-C", compendium, "-o", output, "/dev/null", template)
    found = list(find(output).read_units(output, ReadOptions("en", "ru")))
    texts = [(one.context, one.variants[1].text, one.status) for one in found]  # type: ignore[union-attr]
    assert texts == [
        (None, "Закрыть", "approved"),
        ("menu", "Закрыть", "approved"),
        (None, "Старый", "approved"),
        (None, "Открыть", "draft"),
        (None, "%d файл", "approved"),
        (None, "%d файла", "approved"),
        (None, "%d файлов", "approved"),
    ]
