"""What `--help` says of every command, and that the examples in it can be run."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

import click
import pytest

from tmtool.cli import COMMANDS, root
from tmtool.version import VERSION


def commands(command: click.Command = root, path: tuple[str, ...] = ()) -> Iterator[tuple]:
    """Yield every command and subcommand with its path."""
    if path:
        yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from commands(below, (*path, name))


ALL = list(commands())
PATHS = [path for path, _ in ALL]
READING = [path for path, command in ALL if any("--format" in p.opts for p in command.params)]


def test_every_command_is_listed_with_what_it_is_for(run):
    out = run("--help").out
    assert run("-h").out == out
    listed = out.partition("Commands:\n")[2]
    assert [line.split(maxsplit=1) for line in listed.splitlines()] == [
        [name, text] for name, text in COMMANDS.items()
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_commands_line_in_the_list_is_short_and_a_sentence(name):
    text = COMMANDS[name]
    assert text.endswith(".")
    assert text[0].isupper()
    assert len(text) < 60


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_help_has_a_summary_and_an_example(run, path):
    done = run(*path, "--help")
    assert (done.code, done.err) == (0, "")
    usage, summary = done.out.split("\n\n")[:2]
    assert usage.startswith(f"Usage: tmtool {' '.join(path)}")
    assert summary.strip().endswith((".", ":"))
    assert "Example:  " in done.out
    assert "\\b" not in done.out
    assert run(*path, "-h").out == done.out


@pytest.mark.parametrize(("path", "command"), ALL, ids=[" ".join(path) for path in PATHS])
def test_every_option_says_what_it_does(path, command):
    silent = [p.name for p in command.params if isinstance(p, click.Option) and not p.help]
    assert silent == []


def examples() -> Iterator[tuple[tuple[str, ...], str]]:
    for path, command in ALL:
        for line in (command.help or "").splitlines():
            label, found, example = line.strip().partition("Example:  ")
            if found and not label:
                yield path, example


@pytest.mark.parametrize(("path", "example"), list(examples()))
def test_examples_are_accepted(path, example, monkeypatch):
    """Each is parsed by its own command, or by one below it, without being run."""
    words = shlex.split(example.rpartition(" | ")[2].partition(" >")[0])
    assert words[0] == "tmtool"
    words = words[3:] if words[1] == "--db" else words[1:]
    assert tuple(words[: len(path)]) == path
    command: click.Command = root
    while isinstance(command, click.Group):
        below = command.get_command(click.Context(command), words.pop(0))
        assert below is not None
        command = below
    monkeypatch.setattr(command, "callback", None)
    command.make_context("example", words).close()


def test_reading_commands_take_every_format():
    assert {" ".join(path) for path in READING} == {
        "import",
        "merge",
        "pretranslate",
        "lookup",
        "concordance",
        "suggest",
        "check",
        "score",
        "runs list",
        "runs show",
        "glossary import",
        "glossary list",
        "glossary audit",
        "glossary lint",
        "glossary show",
        "glossary history",
        "glossary mine",
        "glossary candidates list",
        "corpus list",
        "index check",
        "unit add",
        "unit show",
        "unit edit",
        "unit history",
        "align",
        "analyze",
        "segment",
        "omegat",
        "unit remove",
        "unit replace",
        "stats",
    }


@pytest.mark.parametrize("path", READING, ids=" ".join)
def test_an_unknown_format_is_misuse(run, path):
    done = run(*path, "-f", "xml")
    assert done.code == 2
    assert "'xml' is not one of 'table', 'json', 'jsonl', 'csv', 'tsv'" in done.err


def test_version(run):
    assert run("--version").out == f"tmtool, version {VERSION}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["lookpu"], "No such command 'lookpu'"),
        (["--nonsense"], "No such option '--nonsense'"),
        (["unit"], "Usage: tmtool unit"),
        ([], "Usage: tmtool"),
        (["unit", "shwo"], "No such command 'shwo'"),
        (["lookup", "a", "b"], "unexpected extra argument"),
        (["score", "draft.txt"], "Missing option '-r'"),
        (
            ["score", "draft.txt", "-m", "terms", "-m", "chrf", "--source-text", "s"],
            "Missing option '-r'",
        ),
        (["score", "draft.txt", "-m", "terms"], "terms needs --source-text"),
        (["check"], "Give SOURCE and DRAFT"),
        (["check", "a", "b", "c"], "Give SOURCE and DRAFT"),
        (["check", "--text", "a"], "Give SOURCE and DRAFT"),
        (["check", "--memory", "a"], "give no file"),
        (["check", "a", "b", "--corpus", "c"], "--corpus goes with --memory"),
        (["check", "-", "-"], "only once"),
        (["check", "a", "b", "--glossary", ""], "the name is empty"),
        (["check", "a", "b", "--limit", "0"], "not in the range"),
        (["check", "a", "b", "--severity", "grave"], "'grave' is not one of"),
        (["export"], "Missing argument 'FILE'"),
        (["pretranslate", "a.pot"], "Missing option '-o'"),
        (["--db", "", "stats"], "--db is empty"),
        (["unit", "show", "seventeen"], "'seventeen' is not a valid integer"),
        (["unit", "show", "0"], "0 is not in the range"),
        (["unit", "show", "99999999999999999999"], "99999999999999999999 is not in the range"),
        (["unit", "remove", "99999999999999999999"], "not in the range"),
        (["unit", "history", "99999999999999999999"], "not in the range"),
        (["unit", "undo", "99999999999999999999"], "not in the range"),
        (["glossary", "edit", "99999999999999999999"], "not in the range"),
        (["corpus", "set", "x", "--priority", "99999999999999999999"], "not in the range"),
        (["corpus", "set", "x", "--penalty", "101"], "101 is not in the range 0<=x<=100"),
        (["completion", "tcsh"], "'tcsh' is not one of 'bash', 'zsh', 'fish'"),
    ],
)
def test_misuse_exits_with_two(run, arguments, message):
    done = run(*arguments)
    assert done.code == 2
    assert message in done.err
    assert done.out == ""


def test_a_slip_in_a_command_is_told(run):
    done = run("lookpu", "text")
    assert done.code == 2
    assert "No such command 'lookpu'" in done.err
    assert done.err.count("'lookup'") == 1
    assert "mean" not in run("xyzzy").err
