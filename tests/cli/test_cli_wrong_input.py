"""Input that is refused: exit code 3, what happened, where, what next; and nothing half-written."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tmtool.store.schema import SCHEMA_VERSION

TMX = (
    '<?xml version="1.0" encoding="UTF-8"?>\n{doctype}<tmx version="1.4"><header srclang="ru"'
    ' segtype="sentence" adminlang="en" datatype="plaintext" o-tmf="x" creationtool="x"'
    ' creationtoolversion="1"/><body>\n'
    '<tu><tuv xml:lang="ru"><seg>{text}</seg></tuv><tuv xml:lang="en"><seg>one</seg></tuv></tu>\n'
    "</body></tmx>\n"
)
BOMB = '<!DOCTYPE tmx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\n'
EXTERNAL = '<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/hostname">]>\n'
BINARY = bytes(range(256)) * 8


def whole_tmx(units: int = 3000) -> bytes:
    head, middle, end = TMX.format(doctype="", text="один").partition("<tu>")
    unit, _, tail = (middle + end).partition("\n")
    return (head + "\n".join([unit] * units) + "\n" + tail).replace("<tuv", "<tuv", 1).encode()


FILES = {
    "empty.tmx": b"",
    "binary.tmx": BINARY,
    "binary.tsv": BINARY,
    "binary.po": BINARY,
    "cut.tmx": whole_tmx()[:-20_000],
    "bomb.tmx": TMX.format(doctype=BOMB, text="&b;").encode(),
    "external.tmx": TMX.format(doctype=EXTERNAL, text="&a;").encode(),
    "cp1251.tsv": "Статья 1\tArticle 1\n".encode("cp1251"),
    "cp1251.po": 'msgid "a"\nmsgstr "Статья"\n'.encode("cp1251"),
    "two.tsv": "Статья 1\tArticle 1\n".encode(),
    "odd.tsv": b"\n\n",
    "notes.docx": b"PK\x03\x04",
    "plain": b"text",
    "other.tmx": b"<?xml version='1.0'?><html/>",
    "not-po.po": "Статья 1\tArticle 1\n".encode(),
}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(autouse=True)
def files(place):
    for name, content in FILES.items():
        (place / name).write_bytes(content)
    (place / "folder.tmx").mkdir()


IMPORTS = [
    (["missing.tmx"], "missing.tmx: no such file", "Check the name"),
    (["empty.tmx"], "empty.tmx: the file is empty", "saved in full"),
    (["folder.tmx"], "folder.tmx: is a folder", "files in it"),
    (["binary.tmx"], "binary.tmx:1: ", "Correct"),
    (["binary.tsv"], "binary.tsv:2: ", "--encoding"),
    (["binary.po"], "binary.po:2: ", ""),
    (["cut.tmx"], "the file ends too early", "whole file again"),
    (["bomb.tmx"], "bomb.tmx:2: the file declares an entity", "remove the declarations"),
    (["external.tmx"], "external.tmx:2: the file declares an entity", "remove the declarations"),
    (["cp1251.tsv"], "cp1251.tsv:1: the text is not in the encoding utf-8", "--encoding"),
    (["cp1251.po"], "cp1251.po:2: ", ""),
    (["two.tsv", "--columns", "ru,en,note"], "two.tsv:1: 3 columns expected, 2 found", "--columns"),
    (["two.tsv", "--columns", "ru"], "", ""),
    (["two.tsv", "--encoding", "utf-9"], "unknown encoding 'utf-9'", "cp1251"),
    (["two.tsv", "-s", "xx"], "unknown language 'xx'", "ISO 639"),
    (["two.tsv", "-s", "по-русски"], "'по-русски' is not a language tag", "BCP 47"),
    (["two.tsv", "--as", "docx"], "unknown format 'docx'", "tmx (.tmx,"),
    (["notes.docx"], "notes.docx: the suffix .docx is not known", "tmx (.tmx,"),
    (["plain"], "plain: the name has no suffix", "tmx (.tmx,"),
    (["other.tmx"], "other.tmx", ""),
    (["not-po.po"], "not-po.po:1: ", ""),
    (["-"], "standard input: the name has no suffix", "tmx (.tmx,"),
]


@pytest.mark.parametrize(("arguments", "what", "hint"), IMPORTS, ids=lambda v: str(v)[:40])
@pytest.mark.parametrize("existing", [False, True], ids=["new", "existing"])
def test_an_import_that_is_refused_changes_nothing(
    refused, place, small_content, arguments, what, hint, existing
):
    """No memory is made for a file that is no good; one that is there holds what it held."""
    memory = place / "memory.db"
    if existing:
        memory.write_bytes(small_content)
    before = names(place)
    said = refused("import", *arguments, stdin="ru\ten\n")
    assert what in said.splitlines()[0]
    assert hint in said
    if existing:
        assert names(place) == before
        with sqlite3.connect(memory) as connection:
            assert connection.execute("SELECT count(*) FROM unit").fetchone() == (5,)
            assert connection.execute("SELECT count(*) FROM corpus").fetchone() == (1,)
            assert connection.execute("SELECT count(*) FROM import").fetchone() == (1,)
        connection.close()
    elif arguments not in (["cut.tmx"], ["-"]):
        # What is wrong further on in a file shows when the memory is there already.
        assert names(place) == before


def test_a_file_cut_off_leaves_an_empty_memory_at_most(refused, ok):
    refused("import", "cut.tmx")
    assert "0 units" in ok("stats").out
    assert ok("corpus", "list").out == "No corpus.\n"


def test_external_entities_are_not_read(refused, place):
    """Nothing of the file that the entity names may appear."""
    (place / "secret.txt").write_text("a secret", encoding="utf-8")
    doctype = f'<!DOCTYPE tmx [<!ENTITY a SYSTEM "{(place / "secret.txt").as_uri()}">]>\n'
    (place / "x.tmx").write_text(TMX.format(doctype=doctype, text="&a;"), encoding="utf-8")
    assert "a secret" not in refused("import", "x.tmx")


LANGUAGES = [
    ["lookup", "Статья"],
    ["concordance", "Статья"],
    ["suggest", "Статья"],
    ["import", "two.tsv"],
    ["export", "out.tmx"],
    ["glossary", "import", "two.tsv"],
    ["glossary", "add", "a", "b"],
    ["unit", "add", "a", "b"],
    ["pretranslate", "not-po.po", "-o", "out.po"],
]


@pytest.mark.parametrize("command", LANGUAGES, ids=lambda c: " ".join(c[:2]))
@pytest.mark.parametrize("option", ["-s", "-t"])
def test_an_unknown_language_is_refused(refused, small, place, command, option):
    said = refused(*command, option, "xx")
    assert said.startswith("Error: unknown language 'xx'\n")
    assert "ISO 639" in said
    assert not list(place.glob("out.*"))


def test_languages_of_edits_are_checked_too(refused, small):
    assert "unknown language 'xx'" in refused("unit", "edit", "1", "--text", "xx=text")
    assert "'text' names no language" in refused("unit", "edit", "1", "--text", "text")
    assert "unknown language 'xx'" in refused("glossary", "edit", "1", "--add", "xx=text")
    assert "'text' names no language" in refused("glossary", "edit", "1", "--add", "text")
    assert "unknown language 'xx'" in refused("score", "two.tsv", "-r", "two.tsv", "-t", "xx")


# The memory's file ------------------------------------------------------------------------------

READING = [
    ["lookup", "Статья 1"],
    ["concordance", "Статья"],
    ["suggest", "Статья"],
    ["export", "out.tmx"],
    ["glossary", "list"],
    ["glossary", "export", "out.tsv"],
    ["glossary", "edit", "1", "--domain", "law"],
    ["glossary", "remove", "1"],
    ["corpus", "list"],
    ["corpus", "set", "small", "--penalty", "1"],
    ["corpus", "remove", "small", "--yes"],
    ["unit", "show", "1"],
    ["unit", "edit", "1", "--note", "x"],
    ["unit", "approve", "1"],
    ["unit", "remove", "1"],
    ["unit", "history"],
    ["unit", "undo"],
    ["stats"],
    ["backup", "copy.db"],
    ["merge", "copy.db"],
]
WRITING = [["import", "two.tsv"], ["init"], ["unit", "add", "Статья", "Article"]]


@pytest.mark.parametrize("command", READING, ids=lambda c: " ".join(c[:2]))
def test_commands_that_read_do_not_make_a_memory(refused, place, command):
    before = names(place)
    said = refused(*command)
    assert said.startswith("Error: memory.db: there is no memory here\n")
    assert "tmtool init" in said
    assert "--db FILE" in said
    assert names(place) == before


def not_sqlite(path: Path) -> None:
    path.write_text("Not a database, but a text that is long enough.\n" * 50, encoding="utf-8")


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE contact (name TEXT)")
        connection.execute("INSERT INTO contact VALUES ('Ivanova')")
    connection.close()


def newer(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()


@pytest.mark.parametrize("command", [*READING, *WRITING], ids=lambda c: " ".join(c[:2]))
@pytest.mark.parametrize(
    ("spoil", "what", "hint"),
    [
        (not_sqlite, "memory.db: is not an SQLite file", "--db FILE"),
        (foreign, "memory.db: is an SQLite file, but not a tmtool memory", "--db FILE"),
        (newer, f"(schema {SCHEMA_VERSION + 1}, this one knows {SCHEMA_VERSION})", "Upgrade"),
    ],
    ids=["not SQLite", "foreign", "newer"],
)
def test_a_file_that_is_no_memory_is_left_alone(
    refused, place, small_content, command, spoil, what, hint
):
    memory = place / "memory.db"
    if spoil is newer:
        memory.write_bytes(small_content)
    spoil(memory)
    content = memory.read_bytes()
    before = names(place)
    said = refused(*command)
    assert what in said.splitlines()[0]
    assert hint in said
    assert memory.read_bytes() == content
    assert names(place) == before


def test_a_folder_is_no_memory(refused):
    assert "folder.tmx: is a folder, not a memory" in refused("--db", "folder.tmx", "stats")
    assert "folder.tmx: is a folder, not a memory" in refused("--db", "folder.tmx", "init")


def test_a_file_in_place_of_a_folder(refused):
    assert refused("--db", "plain/memory.db", "init").startswith(
        "Error: plain: the folder cannot be made: "
    )


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc, where none can write")
def test_a_folder_that_cannot_be_written(refused, small):
    assert "/proc/memory.db: " in refused("--db", "/proc/memory.db", "import", "two.tsv")
    assert "/proc/new: the folder cannot be made" in refused("--db", "/proc/new/memory.db", "init")
    assert "/proc/out.tmx: the file cannot be written" in refused("export", "/proc/out.tmx")
    assert "/proc/copy.db" in refused("backup", "/proc/copy.db")


@pytest.fixture
def reader(run, monkeypatch):
    """A function that runs a command as somebody who may read a folder but not write to it."""
    if os.name != "posix":
        pytest.skip("needs Unix permissions")
    if os.geteuid() != 0:

        def run_here(folder: Path, *arguments: str) -> tuple[int, str, str]:
            monkeypatch.chdir(folder)
            done = run(*arguments)
            return done.code, done.out, done.err

        return run_here
    user = pytest.importorskip("pwd").getpwnam("nobody").pw_uid

    def run_as_nobody(folder: Path, *arguments: str) -> tuple[int, str, str]:
        try:
            done = subprocess.run(
                [sys.executable, "-m", "tmtool", *arguments],
                cwd=folder,
                env={**os.environ, "HOME": str(folder)},
                user=user,
                group=user,
                extra_groups=[],
                encoding="utf-8",
                capture_output=True,
                check=False,
            )
        except PermissionError:
            pytest.skip(f"another user than root may not run {sys.executable}")
        return done.returncode, done.stdout, done.stderr

    return run_as_nobody


@pytest.fixture
def readable_folder(small_content):
    """A folder in which files can be read but not changed, and secret.tmx not even read."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "memory.db").write_bytes(small_content)
        (folder / "two.tsv").write_bytes(FILES["two.tsv"])
        (folder / "secret.tmx").write_bytes(FILES["cut.tmx"])
        (folder / "memory.db").chmod(0o444)
        (folder / "two.tsv").chmod(0o444)
        (folder / "secret.tmx").chmod(0)
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)


def test_a_memory_that_may_only_be_read(reader, readable_folder):
    """Look-ups work; changes are refused in words."""
    code, out, err = reader(readable_folder, "lookup", "Статья 1")
    assert (code, err) == (0, "")
    assert "Article 1" in out
    for command in (
        ["import", "two.tsv"],
        ["unit", "edit", "1", "--note", "x"],
        ["corpus", "set", "small", "--penalty", "3"],
        ["export", "out.tmx"],
        ["backup", "copy.db"],
        ["--db", "new.db", "init"],
        ["--db", "new/memory.db", "init"],
        ["import", "secret.tmx"],
    ):
        code, out, err = reader(readable_folder, *command)
        assert code == 3, (command, err)
        assert err.startswith("Error: ")
        assert "Traceback" not in err
    assert names(readable_folder) == ["memory.db", "secret.tmx", "two.tsv"]


def test_another_memory_that_may_only_be_read(reader, readable_folder):
    """It is merged as it stands; into it nothing is."""
    with tempfile.TemporaryDirectory() as name:
        own = Path(name)
        own.chmod(0o777)
        where = ("--db", str(own / "memory.db"))
        assert reader(readable_folder, *where, "init")[0] == 0
        code, out, err = reader(readable_folder, *where, "merge", "memory.db")
        assert code == 0, err
        assert "small" in out
        code, _, err = reader(readable_folder, "merge", str(own / "memory.db"))
        assert code == 3
        assert err.startswith("Error: memory.db")
    assert names(readable_folder) == ["memory.db", "secret.tmx", "two.tsv"]


# Other inputs -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "what", "hint"),
    [
        (["missing.txt", "-r", "two.tsv"], "missing.txt: no such file", "Check the name"),
        (["two.tsv", "-r", "missing.txt"], "missing.txt: no such file", "Check the name"),
        (["empty.tmx", "-r", "two.tsv"], "empty.tmx: the file is empty", ""),
        (["folder.tmx", "-r", "two.tsv"], "folder.tmx: is a folder", ""),
        (["cp1251.tsv", "-r", "two.tsv"], "cp1251.tsv:1: the text is not in", "--encoding"),
        (["odd.tsv", "-r", "two.tsv"], "odd.tsv has 2, two.tsv has 1", "Line n of every file"),
        (["odd.tsv", "-r", "odd.tsv"], "every segment is empty", "right files"),
        (["two.tsv", "-r", "two.tsv", "-m", "bleurt"], "unknown metric 'bleurt'", "chrf"),
    ],
    ids=lambda v: str(v)[:30],
)
def test_scoring(refused, arguments, what, hint):
    said = refused("score", *arguments)
    assert what in said
    assert hint in said


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["missing.po", "-t", "ru"], "missing.po: no such file"),
        (["empty.tmx", "-t", "ru"], "empty.tmx: the file is empty"),
        (["not-po.po", "-t", "ru"], "not-po.po:1: "),
        (["binary.po", "-t", "ru"], "binary.po:2: "),
        (["folder.tmx", "-t", "ru"], "folder.tmx: is a folder"),
    ],
)
def test_catalogues(refused, small, place, arguments, what):
    said = refused("pretranslate", *arguments, "-o", "out.po")
    assert what in said
    assert not (place / "out.po").exists()


def test_a_catalogue_without_a_language(refused, small, place):
    (place / "a.pot").write_text('msgid ""\nmsgstr ""\n\nmsgid "Open"\nmsgstr ""\n')
    said = refused("pretranslate", "a.pot", "-o", "out.po")
    assert "a.pot: its header names no language" in said
    assert "-t ru" in said
    assert not (place / "out.po").exists()


@pytest.mark.parametrize("command", ["lookup", "concordance", "suggest"])
@pytest.mark.parametrize(
    ("stdin", "what"),
    [
        (b"", "the text is empty"),
        (b" \n\n", "the text is empty"),
        ("Статья".encode("cp1251"), "standard input is not UTF-8"),
    ],
)
def test_standard_input(refused, small, command, stdin, what):
    assert what in refused(command, "-", stdin=stdin)
    assert what in refused(command, stdin=stdin)


def test_files_of_queries(refused, small):
    assert "missing.txt: no such file" in refused("lookup", "--file", "missing.txt")
    assert "empty.tmx: the file is empty" in refused("lookup", "--file", "empty.tmx")
    said = refused("lookup", "--file", "cp1251.tsv")
    assert "--encoding" in said
    assert "the languages are not clear" in refused("lookup", "--file", "odd.tsv")


def test_metrics_and_what_they_need(run, refused, place):
    (place / "d.txt").write_text("One\n", encoding="utf-8")
    said = refused("score", "d.txt", "--source-text", "d.txt", "-m", "term")
    assert "unknown metric 'term'" in said
    assert said.strip().endswith("terms.")
    done = run("score", "d.txt", "--source-text", "d.txt")
    assert done.code == 2
    assert "-m terms" in done.err


def test_a_memory_in_the_place_of_a_glossary(run, refused, place):
    (place / "x.tbx").write_text('<?xml version="1.0"?>\n<tmx version="1.4"/>', encoding="utf-8")
    done = run("glossary", "import", "x.tbx")
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("Error: x.tbx:2: the root element is <tmx>")
    assert "`tmtool import --as tmx`" in done.err
    (place / "y.tmx").write_text("<martif/>", encoding="utf-8")
    assert "`tmtool glossary import --as tbx`" in refused("import", "y.tmx")
    (place / "z.tmx").write_text("<html/>", encoding="utf-8")
    assert "--as" in refused("import", "z.tmx")


@pytest.mark.parametrize("command", [["import"], ["glossary", "import"], ["glossary", "audit"]])
def test_a_file_that_is_not_there_is_said_before_its_format(refused, small, command):
    assert "nofile: no such file" in refused(*command, "nofile")
    assert "no.such: no such file" in refused(*command, "no.such")


def test_an_empty_term(refused, place):
    assert "a term is empty" in refused("glossary", "add", "", "x")
    assert "a term is empty" in refused("glossary", "add", "x", " ")


def test_what_is_not_there(refused, small):
    assert "there is no unit 99" in refused("unit", "show", "99")
    assert "there is no unit 99" in refused("unit", "edit", "99", "--note", "x")
    assert "there is no corpus 'nato'" in refused("corpus", "set", "nato", "--penalty", "1")
    assert "The memory has: small." in refused("corpus", "remove", "nato", "--yes")
    assert "The memory has: small." in refused("corpus", "remove", "nato")
    assert "there is no change 7" in refused("unit", "undo", "7")
    assert "there is no concept 99" in refused("glossary", "edit", "99", "--domain", "x")
    assert "there is no concept 99" in refused("glossary", "remove", "99")
    assert "has no term 'letter'" in refused("glossary", "edit", "1", "--drop", "letter")
    assert "has no term 'letter'" in refused(
        "glossary", "edit", "1", "--term", "letter", "--status", "forbidden"
    )
    assert "there is no glossary 'nato'" in refused("glossary", "list", "--glossary", "nato")


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["out.docx"], "the suffix .docx is not known"),
        (["out"], "the name has no suffix"),
        (["missing/out.tmx"], "missing/out.tmx: the file cannot be written"),
        (["folder.tmx"], "folder.tmx: is a folder"),
        (["out.po"], "one source and one target language"),
        (["out.tbx"], "tbx files hold no units"),
        (["out.tmx", "--corpus", "nato"], "there is no corpus 'nato'"),
        (["out.tmx", "--since", "yesterday"], "'yesterday' is no date"),
        (["out.tmx", "--since", "2026-13-01"], "'2026-13-01' is no date"),
    ],
)
def test_exports(refused, small, place, arguments, what):
    before = names(place)
    assert what in refused("export", *arguments)
    assert names(place) == before


def test_glossary_exports(refused, small, place):
    before = names(place)
    assert "there is no glossary 'nato'" in refused(
        "glossary", "export", "out.tsv", "--glossary", "nato"
    )
    assert "po files hold no concepts" in refused("glossary", "export", "out.po")
    assert names(place) == before


def test_backups(refused, small, place):
    (place / "copy.db").write_bytes(b"something")
    assert "copy.db: this file exists already" in refused("backup", "copy.db")
    assert (place / "copy.db").read_bytes() == b"something"
    assert "missing.db: no such file" in refused("restore", "missing.db")
    assert "empty.tmx: the file is empty" in refused("restore", "empty.tmx")
    assert "folder.tmx: is a folder" in refused("restore", "folder.tmx")
    content = small.read_bytes()
    assert "plain" in refused("restore", "plain")
    foreign(place / "foreign.db")
    assert "not a tmtool memory" in refused("restore", "foreign.db")
    assert "memory.db: is the memory itself" in refused("restore", "memory.db")
    assert small.read_bytes() == content
    assert not list(place.glob("*before-restore*"))


def test_arguments_that_are_no_text(refused, small):
    """Bytes of another encoding come as half surrogates."""
    said = refused("unit", "add", "Статья \udcff", "Article")
    assert "not UTF-8" in said
    assert "there is no such" not in said


def test_damage_is_told(refused, small):
    """The first page is whole, the rest is not."""
    content = bytearray(small.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    small.write_bytes(content)
    for command in (["stats"], ["lookup", "Статья 1"], ["import", "two.tsv"]):
        assert "memory" in refused(*command)
