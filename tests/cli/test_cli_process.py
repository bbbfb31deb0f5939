"""What only a process of its own shows: pipes, signals, terminals, encodings, completion."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys

import pytest
from building import ROOT

from tmtool.cli import COMMANDS

posix = pytest.mark.skipif(os.name != "posix", reason="needs a Unix system")

HEAVY = "rich sqlite3 sqlite_utils sacrebleu numpy polib lxml pymorphy3 Stemmer rapidfuzz jinja2"


def test_python_m(process):
    done = process("--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("tmtool, version ")
    assert process("--help").stdout.startswith("Usage: tmtool [OPTIONS]")
    assert process("nonsense").returncode == 2


def loaded_by(process, *arguments: str) -> set[str]:
    """Return the heavy packages that a command has imported when it is done."""
    code = (
        "import sys\nfrom tmtool.cli import main\n"
        "try:\n main(sys.argv[1:])\nexcept SystemExit: pass\n"
        f"print(*[name for name in '{HEAVY}'.split() if name in sys.modules], file=sys.stderr)"
    )
    done = process(*arguments, code=("-c", code))
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (["--help"], []),
        (["lookup", "--help"], []),
        (["lookup", "Статья 1", "-f", "json"], ["sqlite3", "rapidfuzz", "Stemmer"]),
        (["lookup", "Статья 1"], ["sqlite3", "rapidfuzz", "Stemmer", "rich"]),
    ],
    ids=" ".join,
)
def test_nothing_heavy_is_imported_before_it_is_needed(process, small, arguments, allowed):
    assert loaded_by(process, *arguments) <= set(allowed)


# Readers that have enough ------------------------------------------------------------------------


@posix
@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "tsv"])
def test_a_reader_that_has_enough(treaties_file, form):
    """As `tmtool glossary list | head -1`: the output is far longer than what a pipe holds."""
    with subprocess.Popen(
        [sys.executable, "-m", "tmtool", "--db", treaties_file, "glossary", "list", "-f", form],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.read(10)
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


@posix
@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "tsv"])
def test_a_reader_that_reads_nothing(small, form):
    """A short answer, which Python writes only at its end."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tmtool", "lookup", "Статья 1", "-f", form],
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")  # noqa: PTH110
@pytest.mark.parametrize("arguments", [["lookup", "Статья 1"], ["stats", "-f", "csv"], ["--help"]])
def test_a_full_disk(small, process, arguments):
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = process(*arguments, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 3
    assert done.stderr.startswith("Error: No space left on device\n")
    assert len(done.stderr.splitlines()) == 2


@posix
def test_no_output_at_all(small, process):
    done = process(
        "lookup", "Статья 1", capture_output=False, preexec_fn=lambda: (os.close(1), os.close(2))
    )
    assert done.returncode == 0


# Interruptions -----------------------------------------------------------------------------------

INTERRUPT = """
import os, signal, sys
import {module} as module

signal.signal(signal.SIGINT, signal.default_int_handler)

def interrupted(function):
    def wrapper(*arguments, **options):
        result = function(*arguments, **options)
        os.kill(os.getpid(), signal.SIGINT)
        return result
    return wrapper

module.{name} = interrupted(module.{name})
from tmtool.cli import main
main(sys.argv[1:])
"""
"""A program that gets Ctrl-C right after a function of tmtool was called."""

SAID = "Interrupted; what was finished stays, and nothing is left half done.\n"


def interrupt(module: str, name: str) -> tuple[str, str]:
    return ("-c", INTERRUPT.format(module=module, name=name))


def contents(path) -> list[list[tuple]]:
    with sqlite3.connect(path) as connection:
        tables = ("corpus", "unit", "variant", "import", "change")
        found = [connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables]
    connection.close()
    return found


@posix
@pytest.mark.parametrize("name", ["begin", "add", "finish"])
def test_ctrl_c_in_an_import(small, process, place, name):
    rows = "".join(f"Статья {n}\tArticle {n}\n" for n in range(5000))
    (place / "many.tsv").write_text("ru\ten\n" + rows, encoding="utf-8")
    before = contents(small)
    done = process("import", "many.tsv", code=interrupt("tmtool.store.imports", f"Import.{name}"))
    assert (done.returncode, done.stdout, done.stderr.lstrip()) == (130, "", SAID)
    if name == "finish":  # it was done
        assert len(contents(small)[1]) == 5005
    else:
        assert contents(small) == before
    assert sorted(p.name for p in place.iterdir()) == ["many.tsv", "memory.db"]


@posix
def test_ctrl_c_in_an_export(small, process, place):
    (place / "out.tmx").write_text("what was there", encoding="utf-8")
    done = process("export", "out.tmx", code=interrupt("tmtool.store.units", "_unit"))
    assert (done.returncode, done.stdout, done.stderr.lstrip()) == (130, "", SAID)
    assert (place / "out.tmx").read_text(encoding="utf-8") == "what was there"
    assert sorted(p.name for p in place.iterdir()) == ["memory.db", "out.tmx"]


@posix
def test_ctrl_c_at_a_question(small, process):
    """It is no answer: the corpus stays, and the exit code is that of any interruption."""
    asked = (
        "import os, signal, sys, click.termui\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "click.termui.visible_prompt_func = lambda _: os.kill(os.getpid(), signal.SIGINT)\n"
        "from tmtool.cli import main\nmain(sys.argv[1:])"
    )
    done = process("corpus", "remove", "small", code=("-c", asked))
    assert done.returncode == 130
    assert done.stderr.endswith(SAID)
    assert len(contents(small)[1]) == 5


# Terminals ---------------------------------------------------------------------------------------


@pytest.fixture
def terminal(place):
    """A function that runs a command on a terminal 80 columns wide and returns what it shows."""
    pty = pytest.importorskip("pty", reason="needs a Unix system")
    fcntl = pytest.importorskip("fcntl")
    import struct
    import termios

    def terminal(*arguments: str, env: dict[str, str] | None = None) -> str:
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        with subprocess.Popen(
            [sys.executable, "-m", "tmtool", *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**os.environ, "TERM": "xterm-256color", **(env or {})},
        ):
            os.close(slave)
            shown = b""
            try:
                while piece := os.read(master, 65536):
                    shown += piece
            except OSError:  # as Linux ends a terminal
                pass
        os.close(master)
        return shown.decode()

    return terminal


COMMANDS_WITH_COLOUR = [
    ["lookup", "Договор вступал в силу."],
    ["concordance", "ратификационная грамота"],
    ["suggest", "Стороны обменялись ратификационными грамотами."],
    ["unit", "show", "2"],
    ["stats"],
]


def test_a_terminal_has_colours(terminal, small):
    shown = terminal("lookup", "Договор вступал в силу.")
    assert "\x1b[31m[-вступает-]\x1b[0m" in shown
    shown = terminal("concordance", "ратификационная грамота")
    assert "\x1b[1;33mратификационными грамотами\x1b[0m" in shown
    assert "**" not in shown


@pytest.mark.parametrize("command", COMMANDS_WITH_COLOUR, ids=" ".join)
@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
def test_no_colours_where_none_are_wanted(terminal, small, command, env):
    assert "\x1b" not in terminal(*command, env=env)


def test_an_empty_no_color_says_nothing(terminal, small):
    assert "\x1b[" in terminal("lookup", "Договор вступал в силу.", env={"NO_COLOR": ""})


def test_what_is_marked_is_seen_without_colour(terminal, small):
    shown = terminal("concordance", "ратификационная грамота", env={"NO_COLOR": "1"})
    assert "**ратификационными грамотами**" in shown


EXAMPLES = ROOT / "corpora" / "examples"
SOURCE, WEAK = str(EXAMPLES / "source.ru.txt"), str(EXAMPLES / "draft-weak.en.txt")
REFERENCE = str(EXAMPLES / "reference.en.txt")


def test_term_accuracy_is_in_line_on_a_terminal(terminal, treaties_file):
    command = ("score", WEAK, "--source-text", SOURCE, "-m", "terms")
    shown = terminal("--db", str(treaties_file), *command, env={"NO_COLOR": "1"})
    for header in ("terms ↑  needed  answered  to avoid", "exact  inflected  acronym"):
        assert header in shown
    assert len(shown.split("\n")) < 26


def test_lines_fit_the_terminal(terminal, treaties_file):
    for command in (
        ["suggest", "Ратификационные грамоты сданы на хранение депозитарию."],
        ["concordance", "депозитарий", "--limit", "3"],
        ["glossary", "list", "--contains", "грамот"],
        ["lookup", "Депозитарий уведомляет государства-участники о сдаче на хранение."],
        ["suggest", "Ратификационные грамоты сданы на хранение депозитарию.", "--paradigm"],
        ["check", SOURCE, WEAK, "--severity", "error"],
        ["score", WEAK, "-r", REFERENCE, "--source-text", SOURCE, "-m", "terms", "-m", "chrf"],
        ["glossary", "show", "12", "--paradigm"],
        ["glossary", "lint", "--rule", "noun-or-verb"],
    ):
        shown = terminal("--db", str(treaties_file), *command, env={"NO_COLOR": "1"})
        assert shown.strip()
        # Signatures stay in one piece, so that they can be copied.
        lines = [line.rstrip("\r") for line in shown.split("\n") if "|morph:" not in line]
        assert max(map(len, lines)) <= 80


@posix
def test_progress_is_on_a_terminal_alone(terminal, process, place):
    (place / "a.tsv").write_text("ru\ten\nодин\tone\n", encoding="utf-8")
    assert process("import", "a.tsv").stderr == "Created the memory memory.db\n"
    shown = terminal("import", "a.tsv")
    assert "a.tsv" in shown
    assert "Traceback" not in shown


# Encodings ---------------------------------------------------------------------------------------


def test_files_get_utf_8_whatever_the_locale(small, process):
    done = process("lookup", "Article 1", "-f", "json", env={"LC_ALL": "C", "PYTHONUTF8": "0"})
    assert done.returncode == 0
    assert '"target": "Статья 1"' in done.stdout


def test_an_encoding_that_is_asked_for(small, process):
    env = {"PYTHONIOENCODING": "utf-16"}
    done = process("lookup", "Статья 1", "-f", "json", env=env, encoding="utf-16")
    assert '"source": "Статья 1"' in done.stdout


def test_letters_that_an_encoding_lacks_stop_nothing(small, process):
    done = process("lookup", "Article 1", "-f", "json", env={"PYTHONIOENCODING": "latin-1"})
    assert done.returncode == 0
    # It is JSON all the same.
    assert json.loads(done.stdout)["matches"][0]["target"] == "Статья 1"
    assert "\\u0421\\u0442" in done.stdout


@posix
def test_a_file_name_that_is_no_text(process, place):
    name = b"\xff.tsv"
    try:
        with open(os.path.join(os.fsencode(place), name), "wb") as file:  # noqa: PTH118, PTH123
            file.write("ru\ten\nодин\tone\n".encode())
    except OSError:
        pytest.skip("the file system takes no such names")
    done = process("import", os.fsdecode(name))
    assert done.returncode in (0, 3)
    assert "Traceback" not in done.stderr


# Completion --------------------------------------------------------------------------------------


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_scripts_are_accepted_by_their_shells(process, shell):
    done = process("completion", shell)
    assert (done.returncode, done.stderr) == (0, "")
    assert "_TMTOOL_COMPLETE" in done.stdout
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    option = "--no-execute" if shell == "fish" else "-n"
    checked = subprocess.run(
        [program, option], input=done.stdout, encoding="utf-8", capture_output=True, check=False
    )
    assert (checked.returncode, checked.stderr) == (0, "")


def complete(process, words: str, number: int) -> list[str]:
    env = {"_TMTOOL_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(number)}
    # The console script's name decides the variable; `python -m` has another.
    code = ("-c", "import sys; sys.argv[0] = 'tmtool'; from tmtool.cli import main; main()")
    done = process(code=code, env=env)
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("words", "number", "expected"),
    [
        ("tmtool look", 1, ["plain,lookup"]),
        ("tmtool ", 1, [f"plain,{name}" for name in COMMANDS]),
        ("tmtool unit un", 2, ["plain,undo"]),
        ("tmtool lookup --ex", 2, ["plain,--explain"]),
        ("tmtool lookup -f j", 3, ["plain,json", "plain,jsonl"]),
        ("tmtool unit edit 1 --status ", 5, ["plain,approved", "plain,draft", "plain,machine"]),
        ("tmtool import dra", 2, ["file,dra"]),
        ("tmtool score dra", 2, ["file,dra"]),
        ("tmtool lookup --file dra", 3, ["file,dra"]),
        ("tmtool --db mem", 2, ["file,mem"]),
        ("tmtool completion z", 2, ["plain,zsh"]),
    ],
)
def test_completion(process, words, number, expected):
    assert complete(process, words, number) == expected


@posix
def test_completion_in_bash(process, place):
    """The script, loaded by a real bash, completes `tmtool look`."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not installed")
    script = process("completion", "bash").stdout
    program = place / "tmtool"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{RUN}" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    done = subprocess.run(
        [bash, "--norc", "-c", f"{script}\n{ASK}"],
        env={**os.environ, "PATH": f"{place}{os.pathsep}{os.environ['PATH']}"},
        encoding="utf-8",
        capture_output=True,
        check=False,
    )
    assert done.stdout.split() == ["lookup"]


RUN = "import sys; sys.argv[0] = 'tmtool'; from tmtool.cli import main; main()"
ASK = 'COMP_WORDS=(tmtool look); COMP_CWORD=1; _tmtool_completion tmtool; echo "${COMPREPLY[@]}"'


# Demonstration -----------------------------------------------------------------------------------


def test_demo(process, place):
    done = process("demo")
    assert done.returncode == 0
    commands = [line for line in done.stdout.splitlines() if line.startswith("$ tmtool ")]
    assert [line.split()[2:5] for line in commands] == [
        ["--db", "treaties.db", "init"],
        ["--db", "treaties.db", "lookup"],
        ["--db", "treaties.db", "suggest"],
        commands[3].split()[2:5],
        ["--db", "treaties.db", "check"],
        ["--db", "treaties.db", "pretranslate"],
    ]
    assert commands[3].split()[2] == "score"
    assert "% fuzzy" in done.stdout
    assert "ratification" in done.stdout
    assert "chrf++" in done.stdout
    assert "term-forbidden" in done.stdout
    assert 'msgstr "' in done.stdout
    assert done.stdout.endswith(
        "The temporary memory is gone. The first command makes one to keep.\n"
    )
    assert "Traceback" not in done.stderr
    assert list(place.iterdir()) == []


def test_samples(ok, place):
    done = ok("--db", "treaties.db", "init", "--samples")
    lines = done.err.splitlines()
    assert lines[0] == "Created the memory treaties.db"
    assert lines[1].endswith(" units added to the corpus treaties")
    assert lines[2].endswith(" concepts added to the glossary treaties")
    before = ok("--db", "treaties.db", "stats", "-f", "json").json
    assert before["units"] >= 600
    done = ok("--db", "treaties.db", "init", "--samples")
    assert done.err.splitlines() == [
        "The memory treaties.db is there already.",
        "0 units added to the corpus treaties",
        "0 concepts added to the glossary treaties",
    ]
    after = ok("--db", "treaties.db", "stats", "-f", "json").json
    assert (after["units"], after["glossaries"]) == (before["units"], before["glossaries"])
