"""What polib refuses, loses or damages, case by case: a catalogue that is filled with nothing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tmtool.errors import InputError
from tmtool.formats import ReadOptions
from tmtool.formats.po import read_units
from tmtool.formats.po.fill import open_to_fill

HEAD = (
    'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
    '"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && "\n'
    '"n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"\n\n'
)
LONG = "Договаривающиеся Стороны обязуются добросовестно выполнять настоящий Договор полностью"
WRAPPED = (
    'msgstr ""\n"Договаривающиеся Стороны обязуются добросовестно выполнять настоящий Договор "\n'
    '"полностью"\n'
)
PLURAL = 'msgid "%d a"\nmsgid_plural "%d b"\nmsgstr[0] "%d в"\nmsgstr[1] "%d г"\nmsgstr[2] "%d д"\n'
OBSOLETE_PLURAL = "".join(f"#~ {line}\n" for line in PLURAL.splitlines())

SAME: dict[str, str] = {
    "no comment line before a header without one": HEAD + 'msgid "a"\nmsgstr "б"\n',
    "escape of a control sign": HEAD + 'msgid "bell \\a \\b \\f \\v"\nmsgstr "звонок \\a"\n',
    "previous msgid of an obsolete entry": HEAD
    + '#, fuzzy\n#~| msgctxt "c"\n#~| msgid "old"\n#~ msgid "a"\n#~ msgstr "б"\n',
    "contexts with one msgid": HEAD
    + 'msgctxt "one"\nmsgid "a"\nmsgstr "б"\n\nmsgctxt "two"\nmsgid "a"\nmsgstr "в"\n',
    "an empty context is one": HEAD
    + 'msgctxt ""\nmsgid "a"\nmsgstr "б"\n\nmsgid "a"\nmsgstr "в"\n',
    "plural forms": HEAD + PLURAL,
    "plural forms that are obsolete": HEAD + OBSOLETE_PLURAL,
    "references with spaces, isolated": HEAD
    + '#: \u2068a file.c\u2069:1 b.c:2\nmsgid "a"\nmsgstr "б"\n',
    "line and paragraph separators": HEAD + 'msgid "a\u2028b\u2029c\x85d"\nmsgstr "б\u2028в"\n',
    "wrapping of a long header field": HEAD + 'msgid "a"\nmsgstr "б"\n',
    "wrapping of long Cyrillic text": HEAD + 'msgid "a"\n' + WRAPPED,
    "an entry that is not to be wrapped": HEAD
    + 'msgid "w"\n'
    + WRAPPED
    + f'\n#, no-wrap\nmsgid "a"\nmsgstr "{LONG}"\n',
    "fields of a header in their order, twice and odd": 'msgid ""\nmsgstr ""\n"X-B: 1\\n"\n'
    + HEAD.partition('msgstr ""\n')[2].replace('"Language: ru', '"odd\\n"\n"Language: ru')
    + 'msgid "a"\nmsgstr "б"\n',
    "a comment before the header": "# Title\n#\n# Anna, 2026.\n" + HEAD + 'msgid "a"\nmsgstr "б"\n',
    "a msgid that is empty in a context": HEAD + 'msgctxt "c"\nmsgid ""\nmsgstr "б"\n',
}
"""Cases in which the file is what msgcat writes."""

CHANGED: dict[str, tuple[str, str]] = {
    "octal escapes": (r'msgid "\101\303\251"' + '\nmsgstr "б"\n', 'msgid "Aé"\nmsgstr "б"\n'),
    "hexadecimal escapes": (r'msgid "\x41\xc3\xa9"' + '\nmsgstr "б"\n', 'msgid "Aé"\nmsgstr "б"\n'),
    "adjacent strings": ('msgid "a" "b"\nmsgstr "б"  "в"\n', 'msgid "ab"\nmsgstr "бв"\n'),
    "text broken elsewhere": (
        f'msgid "a"\nmsgstr "{LONG}"\n\nmsgid ""\n"b"\n"c"\nmsgstr "в"\n',
        f'msgid "a"\n{WRAPPED}\nmsgid "bc"\nmsgstr "в"\n',
    ),
}
"""Cases in which msgcat writes something else than what stands in the file."""


def round_trip(folder: Path, content: bytes) -> bytes:
    path, output = folder / "a.po", folder / "out.po"
    path.write_bytes(content)
    file = open_to_fill(path, ReadOptions())
    report = file.write(output, (None for blank in file.blanks() if blank.wanted))
    assert report.warnings == ()
    return output.read_bytes()


def as_msgcat_writes(path: Path) -> bytes:
    if shutil.which("msgcat") is None:
        pytest.skip("msgcat (GNU gettext) is not installed")
    done = subprocess.run(["msgcat", path], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.mark.parametrize("name", SAME)
def test_what_msgcat_writes_stays(tmp_path: Path, name: str):
    content = SAME[name].encode()
    assert round_trip(tmp_path, content) == content
    assert as_msgcat_writes(tmp_path / "a.po") == content


@pytest.mark.parametrize("name", CHANGED)
def test_what_msgcat_writes_otherwise(tmp_path: Path, name: str):
    given, expected = (f"{HEAD}{text}".encode() for text in CHANGED[name])
    assert round_trip(tmp_path, given) == expected
    assert as_msgcat_writes(tmp_path / "a.po") == expected


def test_sticky_flags(tmp_path: Path):
    # gettext 0.21 takes them for comments; 1.0 writes them like this.
    content = (HEAD + '#, fuzzy\n#= no-wrap, range: 1..3\nmsgid "a"\nmsgstr "б"\n').encode()
    assert round_trip(tmp_path, content) == content


@pytest.mark.parametrize("wrapped", [True, False])
def test_line_ends_of_windows(tmp_path: Path, wrapped: bool):
    body = f'# note\nmsgid "a"\n{WRAPPED}' if wrapped else '# note\nmsgid "a"\nmsgstr "б"\n'
    content = (HEAD + body).replace("\n", "\r\n").encode()
    assert round_trip(tmp_path, content) == content


def test_charset_of_the_header(tmp_path: Path):
    text = HEAD.replace("UTF-8", "KOI8-R") + 'msgid "a"\nmsgstr "б"\n'
    content = text.encode("koi8-r")
    assert round_trip(tmp_path, content) == content
    assert as_msgcat_writes(tmp_path / "a.po") == content


def test_a_byte_order_mark_goes(tmp_path: Path):
    content = (HEAD + 'msgid "a"\nmsgstr "б"\n').encode()
    assert round_trip(tmp_path, b"\xef\xbb\xbf" + content) == content


def test_a_file_that_was_written_without_wrapping(tmp_path: Path):
    head = HEAD.replace('&& "\n"', "&& ")
    content = f'{head}#: a.c:1 b.c:2\nmsgid "a\\n"\nmsgstr "{LONG} - {LONG}\\n"\n'.encode()
    assert round_trip(tmp_path, content) == content
    if shutil.which("msgcat"):
        done = subprocess.run(["msgcat", "--no-wrap", tmp_path / "a.po"], capture_output=True)  # noqa: PLW1510
        assert done.stdout == content


def test_domains_are_read_one_after_the_other_and_not_written(tmp_path: Path):
    path = tmp_path / "a.po"
    path.write_text(
        HEAD
        + 'msgid "a"\nmsgstr "б"\n\ndomain "other"\n\n'
        + HEAD.replace(": ru", ": uk")
        + 'msgid "a"\nmsgstr "в"\n',
        encoding="utf-8",
    )
    found = [unit.variants[1].text for unit in read_units(path, ReadOptions())]
    assert found == ["б", "в"]
    with pytest.raises(InputError, match="another catalogue") as caught:
        open_to_fill(path, ReadOptions())
    assert caught.value.where == f"{path}:13"


def test_a_path_that_does_not_exist_is_no_catalogue(tmp_path: Path):
    with pytest.raises(InputError, match="no such file"):
        open_to_fill(tmp_path / "missing.po", ReadOptions())


def test_duplicates_are_found_in_one_pass(tmp_path: Path):
    # Quadratic, these 20,000 messages would be 200 million comparisons.
    path = tmp_path / "a.po"
    body = "".join(f'msgid "{number}"\nmsgstr "б"\n\n' for number in range(20_000))
    path.write_text(HEAD + body + 'msgid "7"\nmsgstr "в"\n', encoding="utf-8")
    with pytest.raises(InputError, match="the message of line 31 stands here again") as caught:
        open_to_fill(path, ReadOptions())
    assert caught.value.where == f"{path}:{10 + 3 * 20_000}"
    path.write_text(HEAD + body + '#~ msgid "7"\n#~ msgstr "в"\n', encoding="utf-8")
    file = open_to_fill(path, ReadOptions())
    assert file.write(tmp_path / "out.po", iter([])).kept == 20_000
    assert "#~" not in (tmp_path / "out.po").read_text(encoding="utf-8")
