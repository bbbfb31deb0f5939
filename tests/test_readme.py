"""The examples in the documentation do what the pages say.

Of each page, the fenced blocks are run in their order in one temporary folder that has the
sample data:

- ```console: each line `$ command` is run; its output, standard error included, must be what
  follows. A line `...` stands for any number of lines.
- ```python: the block is executed, with the names of those before it. A ```text block directly
  below it must be what it prints.

Neither white space at the ends of lines nor the version in sacreBLEU's signatures is compared.
Blocks in other languages are not run.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("README.md", "docs/python-api.md", "docs/files.md")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXPORT = re.compile(r"export (\w+)=(\S+)")


@dataclass(frozen=True, slots=True)
class Step:
    """Something to run, where it stands, and what it prints; `None` where nothing is said."""

    where: str
    kind: str
    code: str
    expected: str | None


def steps(page: str) -> list[Step]:
    """Return what is to be run of a page, in its order."""
    text = (ROOT / page).read_text(encoding="utf-8")
    found: list[Step] = []
    after_python, last_end = False, 0
    for block in BLOCK.finditer(text):
        kind, body = block[1], block[2]
        where = f"{page}:{text.count(chr(10), 0, block.start()) + 1}"
        if kind == "console":
            found += console_steps(where, body)
        elif kind == "python":
            found.append(Step(where, kind, body, None))
        elif kind == "text" and after_python and not text[last_end : block.start()].strip():
            found[-1] = replace(found[-1], expected=body)
        after_python, last_end = kind == "python", block.end()
    return found


def console_steps(where: str, body: str) -> Iterator[Step]:
    command, output = "", ""
    for line in body.splitlines(keepends=True):
        if line.startswith("$ "):
            if command:
                yield Step(where, "console", command, output)
            command, output = line[2:].rstrip("\n"), ""
        elif command.endswith("\\"):
            command += "\n" + line.rstrip("\n")
        else:
            output += line
    assert command, f"{where}: a console block without a command"
    yield Step(where, "console", command, output)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder like the checkout, without its code, and with `tmtool` among its programs."""
    for name in ("corpora", "glossaries"):
        shutil.copytree(ROOT / name, tmp_path / name)
    programs = tmp_path / "bin"
    programs.mkdir()
    program = programs / "tmtool"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m tmtool "$@"\n')
    program.chmod(0o755)
    return tmp_path


@pytest.fixture
def environment(folder: Path) -> dict[str, str]:
    kept = ("LANG", "LC_ALL", "PYTHONPATH", "PYTHONWARNINGS", "SYSTEMROOT", "TMPDIR")
    return {
        **{name: os.environ[name] for name in kept if name in os.environ},
        "HOME": str(folder),
        "NO_COLOR": "1",
        "PATH": os.pathsep.join((str(folder / "bin"), os.environ.get("PATH", os.defpath))),
        "PYTHONUTF8": "1",
    }


def run_console(step: Step, folder: Path, environment: dict[str, str]) -> str:
    exported = EXPORT.fullmatch(step.code)
    if exported:
        environment[exported[1]] = exported[2]
        return ""
    done = subprocess.run(
        step.code,
        shell=True,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


def run_python(step: Step, names: dict[str, Any]) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(step.code, step.where, "exec"), names)
    return printed.getvalue()


def stripped(text: str) -> str:
    text = re.sub(r"\|version:[\d.]+$", "|version:", text, flags=re.MULTILINE)
    return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n")


def matches(expected: str, printed: str) -> bool:
    """Tell whether an output is the one expected, in which a line `...` stands for any lines."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == "..." else re.escape(line) + "\n"
        for line in stripped(expected).splitlines()
    )
    return re.fullmatch(pattern, stripped(printed) + "\n" if stripped(printed) else "") is not None


@pytest.mark.parametrize("page", PAGES)
def test_examples(page, folder, environment, monkeypatch):
    monkeypatch.chdir(folder)
    names: dict[str, Any] = {"__name__": "__main__"}
    for step in steps(page):
        if step.kind == "console":
            printed = run_console(step, folder, environment)
        else:
            printed = run_python(step, names)
        if step.expected is not None and not matches(step.expected, printed):
            assert stripped(printed) == stripped(step.expected), step.where


def test_the_two_lines_of_the_readme():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for last in ("-e . && .venv/bin/tmtool demo", "-e '.[test]' && .venv/bin/pytest"):
        assert f"python3 -m venv .venv && .venv/bin/pip install -q {last}\n" in text


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_examples(page):
    assert steps(page)


@pytest.mark.parametrize(
    ("expected", "printed", "same"),
    [
        ("", "", True),
        ("", "a\n", False),
        ("a\n", "", False),
        ("a\nb\n", "a  \nb\n", True),
        ("a\n...\nd\n", "a\nb\nc\nd\n", True),
        ("a\n...\nd\n", "a\nd\n", True),
        ("a\n...\nd\n", "a\nb\n", False),
        ("...\n", "a\nb\n", True),
        ("a...\n", "abc\n", False),
        ("a.c\n", "abc\n", False),
        ("norm:no|version:2.6.0\n", "norm:no|version:2.7.1\n", True),
    ],
)
def test_outputs_are_compared_line_by_line(expected, printed, same):
    assert matches(expected, printed) is same
