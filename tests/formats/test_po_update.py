"""Catalogues brought up to date with a newer template, beside what `msgmerge` makes of them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from random import Random

import pytest

from tmtool.errors import InputError
from tmtool.formats import ReadOptions, find
from tmtool.formats.po.adapter import (
    Catalogue,
    new_entry,
    read_catalogue,
    save_catalogue,
    translations,
)
from tmtool.formats.po.fill import open_to_fill
from tmtool.models import Fill, FillReport

HEAD = (
    'msgid ""\nmsgstr ""\n"Report-Msgid-Bugs-To: bugs@example.org\\n"\n'
    '"POT-Creation-Date: {}-01-01 00:00+0000\\n"\n"Language: ru\\n"\n"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
    '"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && "\n'
    '"n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"\n\n'
)
OLD = (
    "# Anna\n"
    + HEAD.format(2001)
    + """\
# by Anna
#. old remark
#: old.c:1
msgid "same text here"
msgstr "то же"

msgid "becomes a plural"
msgstr "станет"

msgid "was a plural"
msgid_plural "were plurals"
msgstr[0] "а"
msgstr[1] "б"
msgstr[2] "в"

msgid "Open the old configuration file"
msgstr "Открыть"

msgid "removed, not translated"
msgstr ""

#. remark
#: old.c:2
#, c-format
msgid "removed zzzzz %d"
msgstr "нет %d"

#, fuzzy
#| msgid "kept before"
msgid "fuzzy kept one"
msgstr "х"

#, fuzzy
msgid "fuzzy removed qqqqqq"
msgstr "у"

msgctxt "menu"
msgid "context moves"
msgstr "меню"

#~ msgid "obsolete comes back"
#~ msgstr "назад"

#~ msgid "obsolete is similar to this"
#~ msgstr "похоже"
"""
)
TEMPLATE = (
    "# Template\n#, fuzzy\n"
    + HEAD.format(2026).replace("Language: ru", "Language: ").replace("UTF-8", "CHARSET")
    + """\
#. new remark
#: new.c:1
#, c-format
msgid "same text here"
msgstr ""

msgid "becomes a plural"
msgid_plural "become plurals"
msgstr[0] ""
msgstr[1] ""

msgid "was a plural"
msgstr ""

msgid "Open the new configuration file"
msgstr ""

msgid "fuzzy kept one"
msgstr ""

msgctxt "other"
msgid "context moves"
msgstr ""

msgid "obsolete comes back"
msgstr ""

msgid "obsolete is similar to that"
msgstr ""

msgid "entirely unlike any other thing"
msgstr ""

msgid "Open the old configuration files"
msgid_plural "Open old configuration files"
msgstr[0] ""
msgstr[1] ""
"""
)


def update(old: Path, template: Path, output: Path, known: dict[str, Fill]) -> FillReport:
    file = open_to_fill(old, ReadOptions(), template=template)
    fills = (known.get(blank.text) for blank in file.blanks() if blank.wanted)
    return file.write(output, fills)


def merged(old: Path, template: Path) -> bytes:
    """What `msgmerge` makes of both."""
    if shutil.which("msgmerge") is None:
        pytest.skip("msgmerge (GNU gettext) is not installed")
    command = ["msgmerge", "-q", "--previous", old, template]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def compiles(path: Path) -> None:
    if shutil.which("msgfmt") is None:
        pytest.skip("msgfmt (GNU gettext) is not installed")
    command = ["msgfmt", "-c", "-o", "/dev/null", path]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path, Path]:
    old, template = tmp_path / "ru.po", tmp_path / "app.pot"
    old.write_text(OLD, encoding="utf-8")
    template.write_text(TEMPLATE, encoding="utf-8")
    return old, template, tmp_path / "out.po"


def test_without_a_memory_it_is_what_msgmerge_writes(files):
    old, template, output = files
    report = update(old, template, output, {})
    assert report == FillReport(total=10, kept=5, fuzzy=4, empty=1, obsolete=2)
    assert output.read_bytes() == merged(old, template)
    compiles(output)


def test_the_memory_goes_before_a_guess_where_it_knows_better(files):
    old, template, output = files
    known = {
        "Open the new configuration file": Fill(("Новый",), "exact"),
        "obsolete is similar to that": Fill(("Близко",), "fuzzy", "obsolete is similar to thar"),
        "entirely unlike any other thing": Fill(("Иное",), "fuzzy", "unlike any other thing"),
        "context moves": Fill(("Далёкое",), "fuzzy", "the context is moved"),
        "same text here": Fill(("чужое",), "exact"),
    }
    report = update(old, template, output, known)
    assert report == FillReport(total=10, kept=5, exact=1, fuzzy=4, obsolete=2)
    found = {entry.msgid: entry for entry in read_catalogue(output).entries}
    assert {text: found[text].msgstr for text in known} == {
        "Open the new configuration file": "Новый",
        "obsolete is similar to that": "Близко",
        "entirely unlike any other thing": "Иное",
        "context moves": "меню",
        "same text here": "то же",
    }
    assert found["Open the new configuration file"].flags == []
    assert found["obsolete is similar to that"].previous_msgid == "obsolete is similar to thar"
    compiles(output)


def test_a_second_update_changes_nothing(files):
    old, template, output = files
    update(old, template, output, {})
    before = output.read_bytes()
    assert update(output, template, output, {}).obsolete == 0
    assert output.read_bytes() == before


def test_a_guess_begins_and_ends_with_newlines_as_its_message(files):
    old, template, output = files
    text = TEMPLATE.replace('old configuration files"', 'old configuration files\\n"')
    template.write_text(text, encoding="utf-8")
    update(old, template, output, {})
    (entry,) = (one for one in read_catalogue(output).entries if one.msgid.endswith("files\n"))
    assert {*entry.msgstr_plural.values()} == {"Открыть\n"}


def test_other_formats_have_no_template(files, tmp_path: Path):
    path = tmp_path / "a.xlf"
    with pytest.raises(InputError, match="xliff files have no templates"):
        find(path).open_to_fill(path, ReadOptions(), template=files[1])


def test_a_template_that_cannot_be_read_is_refused(files, tmp_path: Path):
    with pytest.raises(InputError, match="no such file"):
        open_to_fill(files[0], ReadOptions(), template=tmp_path / "missing.pot")


def newer_template(path: Path, output: Path) -> None:
    """Make a template of a catalogue: of its messages some are gone, some changed, some new."""
    chance = Random(6)
    catalogue = read_catalogue(path)
    entries = []
    for number, entry in enumerate(catalogue.entries):
        if entry.obsolete or number % 7 == 0:
            continue
        if number % 5 == 0:
            words = entry.msgid.split(" ")
            words[chance.randrange(len(words))] = "changed"
            entry.msgid = " ".join(words)
        entry.msgstr, entry.tcomment = "", ""
        entry.msgstr_plural = {0: "", 1: ""} if entry.msgid_plural else {}
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        entry.previous_msgctxt = entry.previous_msgid = entry.previous_msgid_plural = None
        entries.append(entry)
    entries += [new_entry(f"A message nobody has seen before, {number}") for number in range(9)]
    keys = {(entry.msgctxt, entry.msgid): entry for entry in entries}
    save_catalogue(output, Catalogue(catalogue.header, [*keys.values()]))


@pytest.mark.parametrize(
    "name", ["django-cms.ru.po", "django-core.ru.po", "sphinx.ru.po", "wagtail-admin.ru.po"]
)
def test_real_files_beside_msgmerge(shared: Path, tmp_path: Path, name: str):
    old, template = shared / "data" / "po" / name, tmp_path / "new.pot"
    newer_template(old, template)
    ours, theirs = tmp_path / "ours.po", tmp_path / "theirs.po"
    report = update(old, template, ours, {})
    theirs.write_bytes(merged(old, template))

    def described(path: Path):
        current, obsolete, fuzzy = {}, set(), set()
        for entry in read_catalogue(path).entries:
            key = (entry.msgctxt, entry.msgid, entry.msgid_plural)
            if entry.obsolete:
                obsolete.add(key)
            elif "fuzzy" in entry.flags:
                fuzzy.add(key)
            else:
                current[key] = (*translations(entry), entry.tcomment, entry.comment)
        return current, obsolete, fuzzy

    current, obsolete, fuzzy = described(ours)
    their_current, their_obsolete, their_fuzzy = described(theirs)
    assert current.keys() | fuzzy == their_current.keys() | their_fuzzy
    assert fuzzy >= their_fuzzy
    assert {key: their_current[key] for key in current} == current
    # A message that gettext takes for a guess where there is a closer one is obsolete here.
    assert len(obsolete ^ their_obsolete) <= len(obsolete) // 10 + 1
    assert (report.fuzzy > 20, report.empty > 8, (report.obsolete or 0) > 20) == (True,) * 3
