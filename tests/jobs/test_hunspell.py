"""Dictionaries asked through hunspell: a program that speaks like it, and the real one."""

from __future__ import annotations

import gc
import shutil
import stat
import sys
from pathlib import Path

import pytest

from tmtool.errors import InputError
from tmtool.jobs import hunspell
from tmtool.jobs.check import Checker
from tmtool.jobs.hunspell import Hunspell, dictionaries, missing
from tmtool.models import Concept, DraftSegment, Term

FAKE = """\
#!{python}
import sys
sys.stdin.reconfigure(encoding="utf-8")
sys.stdout.reconfigure(encoding="utf-8")
log = open({log!r}, "a", encoding="utf-8")
log.write(" ".join(sys.argv[1:4]) + "\\n")
print({banner!r}, flush=True)
for line in sys.stdin:
    log.write(line)
    log.flush()
    assert line[0] == "^"
    for part in line[1:].strip().split("-"):
        if part == "die":
            sys.exit(1)
        if part == "wrod":
            print("& wrod 2 1: word, rod")
        elif part == "xyzzy":
            print("# xyzzy 1")
        elif part == "guess":
            print("? guess 0 1: gauss")
        else:
            print("*" if len(part) % 2 else "+ ROOT")
    print(flush=True)
"""


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A folder with dictionaries, the only one."""
    found = tmp_path / "dictionaries"
    found.mkdir()
    for name in ("en_GB", "en_US", "ru_RU", "hyph_de", "de_DE_frami"):
        (found / f"{name}.dic").write_text("1\nword\n", encoding="utf-8")
        (found / f"{name}.aff").write_bytes(b"SET UTF-8\nMAXNGRAMSUGS 9\nTRY abc")
    (found / "fr_FR.dic").write_text("0\n", encoding="utf-8")
    monkeypatch.setenv("DICPATH", str(found))
    monkeypatch.setattr(hunspell, "_FOLDERS", ())
    return found


@pytest.fixture
def fake(tmp_path, folder, monkeypatch):
    """A function that makes a program like hunspell, and returns the file of what it is asked."""
    if sys.platform == "win32":
        pytest.skip("a script cannot be run as a program")

    def make(banner: str = "@(#) like hunspell") -> Path:
        log = tmp_path / "log.txt"
        program = tmp_path / "program"
        text = FAKE.format(python=sys.executable, log=str(log), banner=banner)
        program.write_text(text, encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv(hunspell.VARIABLE, str(program))
        return log

    return make


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["en_GB", "en_US"]),
        ("en-GB", ["en_GB"]),
        ("en-AU", ["en_GB", "en_US"]),
        ("ru", ["ru_RU"]),
        ("de", ["de_DE_frami"]),
        ("fr", []),
        ("kk", []),
    ],
)
def test_dictionaries_of_a_language(folder, language, names):
    assert [path.name for path in dictionaries(language)] == names


def test_what_is_missing(folder, fake, monkeypatch):
    assert missing("ru") == "hunspell is not installed"
    with pytest.raises(InputError, match="spelling: hunspell is not installed"):
        Hunspell("ru")
    fake()
    assert missing("ru") is None
    assert missing("kk") == "no dictionary for kk"
    with pytest.raises(InputError, match="spelling: no dictionary for kk"):
        Hunspell("kk")
    monkeypatch.setenv("DICPATH", str(folder / "none"))
    assert missing("ru") == "no dictionary for ru"


def test_the_protocol(fake):
    log = fake()
    speller = Hunspell("en")
    words = ["word", "wrod", "xyzzy", "guess", "well-wrod", "wrod-xyzzy", "well-known", "wrod"]
    assert speller(words) == {
        "wrod": ("word", "rod"),
        "xyzzy": (),
        "guess": ("gauss",),
        "well-wrod": ("well-word", "well-rod"),
        "wrod-xyzzy": (),
    }
    speller.close()
    command, *lines = log.read_text(encoding="utf-8").splitlines()
    assert command == "-a -i UTF-8"
    # Each word once.
    assert lines == [f"^{word}" for word in dict.fromkeys(words)]


def test_words_are_remembered_up_to_a_number(fake, monkeypatch):
    log = fake()
    monkeypatch.setattr(hunspell, "_REMEMBERED", 3)
    speller = Hunspell("en")
    for words in (["a", "b"], ["a", "wrod"], ["c", "wrod"], ["a"]):
        assert set(speller(words)) == {"wrod"} & set(words)
    speller.close()
    assert "".join(log.read_text(encoding="utf-8").split("\n")[1:]) == "^a^b^wrod^c^wrod^a"


def test_the_dictionary_is_copied_without_slow_guesses_and_the_copy_goes(fake, tmp_path, folder):
    fake()
    seen = []
    started = hunspell._started

    def spy(command, paths, place):
        process = started(command, paths, place)
        seen.append((place, (place / "ru_RU.aff").read_bytes()))
        return process

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hunspell, "_started", spy)
        speller = Hunspell("ru")
    ((place, affixes),) = seen
    assert affixes == b"SET UTF-8\nTRY abc\nMAXNGRAMSUGS 0\nMAXCPDSUGS 0\nNOSPLITSUGS\n"
    assert place.is_dir()
    process = speller._process
    del speller
    gc.collect()
    assert process.poll() is not None
    assert not place.exists()


def test_a_program_that_fails(fake, monkeypatch, tmp_path):
    fake()
    speller = Hunspell("en")
    with pytest.raises(InputError, match="hunspell has failed"):
        speller(["word", "die"])
    with pytest.raises(InputError, match="hunspell has failed"):
        speller(["again"])
    fake("cannot open")
    with pytest.raises(InputError, match="hunspell has failed"):
        Hunspell("en")
    broken = tmp_path / "broken"
    broken.write_bytes(b"\x00")
    broken.chmod(0o755)
    monkeypatch.setenv(hunspell.VARIABLE, str(broken))
    with pytest.raises(InputError, match="hunspell has failed"):
        Hunspell("en")


def found(checker: Checker, draft: str, source: str = "Да") -> list[str]:
    issues = checker.check(DraftSegment(1, source, draft)).issues
    return [one.draft[one.start : one.end] for one in issues if one.check == "spelling"]


def test_words_of_the_glossary_are_right(fake, connection, memory):
    fake()
    draft = "A wrod and xyzzy of wrod-xyzzy"
    assert found(Checker(connection, "ru", "en"), draft) == ["wrod", "xyzzy", "wrod-xyzzy"]
    memory.glossary.add(Concept((Term("ru", "слово"), Term("en", "Wrods of honour"))))
    memory.glossary.add(Concept((Term("ru", "слово"), Term("de", "xyzzy"))))
    assert found(Checker(connection, "ru", "en"), draft) == ["xyzzy", "wrod-xyzzy"]
    memory.glossary.add(Concept((Term("ru", "ничто"), Term("en", "xyzzy"))), glossary="other")
    assert found(Checker(connection, "ru", "en"), draft) == []


def test_no_process_is_started_without_need(fake):
    log = fake()
    checker = Checker(None, "ru", "en", severities={"spelling": "off"})
    assert found(checker, "A wrod") == []
    assert found(Checker(None, "ru", "kk"), "A wrod") == []
    assert found(Checker(None, "ru", "en"), "5") == []
    assert not log.exists()
    assert found(Checker(None, "ru", "en"), "A wrod") == ["wrod"]


def test_the_severity_can_be_set(fake):
    fake()
    checker = Checker(None, "ru", "en", severities={"spelling": "warning"})
    (issue,) = (
        one for one in checker.check(DraftSegment(1, "Да", "A wrod")).issues if one.start == 2
    )
    assert (issue.check, issue.severity, issue.replacement) == ("spelling", "warning", "word")


@pytest.mark.parametrize(
    ("pair", "draft", "wrong"),
    [
        (
            ("en", "ru"),
            "Договоривающиеся Стороны ждут договоора, ещё самолёт и т. д.",
            {"Договоривающиеся": "Договаривающиеся", "договоора": "договора"},
        ),
        (("ru", "en"), "The Parties recieve it, don't they?", {"recieve": "receive"}),
    ],
)
def test_the_real_program(monkeypatch, pair, draft, wrong):
    monkeypatch.delenv(hunspell.VARIABLE)
    if shutil.which("hunspell") is None:
        pytest.skip("hunspell is not installed")
    if missing(pair[1]):
        pytest.skip(missing(pair[1]))
    issues = Checker(None, *pair).check(DraftSegment(1, "x", draft)).issues
    spelt = [one for one in issues if one.check == "spelling"]
    assert {one.draft[one.start : one.end]: one.replacement for one in spelt} == wrong
