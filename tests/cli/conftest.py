"""The command line, run in this process or in one of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import tmtool
from tmtool.cli import main
from tmtool.formats import ReadOptions
from tmtool.models import Concept, Term

UNITS = """\
tuid\tru\ten\tdocument\tposition\tstatus\tchanged_at\tchanged_by\tcontext\tnote
t1\tСтатья 1\tArticle 1\tagreement\t0\tapproved\t2024-03-01T09:00:00Z\tivanova\t\t
t2\tДоговор вступает в силу.\tThe Treaty enters into force.\tagreement\t1\tapproved\
\t2024-03-01T09:00:00Z\tivanova\tmenu\tchecked
t3\tСтороны обменялись ратификационными грамотами.\
\tThe Parties exchanged instruments of ratification.\tagreement\t2\tapproved\
\t2024-03-01T09:00:00Z\tivanova\t\t
t4\tДоговор вступил в силу.\tThe Treaty entered into force.\tnews\t0\tdraft\
\t2025-01-15T12:30:00Z\tpetrov\t\t
t5\tСтатья 2\tArticle 2\tnews\t1\tmachine\t\t\t\t
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What a command returned and printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """The objects of JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


CommandLine = Callable[..., Run]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder as the current one, whose memory.db is the memory, and no user's settings."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TTY_COMPATIBLE", "PYTHONIOENCODING"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.setenv("TMTOOL_DB", "memory.db")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LOGNAME", "tester")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """A function that runs `tmtool` with arguments; `stdin` is text or bytes."""

    def run(*arguments: object, stdin: str | bytes = b"") -> Run:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), "utf-8"))
        capsys.readouterr()
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as done:
            code = done.code
        else:
            code = 0
        assert isinstance(code, int)
        return Run(code, *capsys.readouterr())

    return run


@pytest.fixture
def ok(run: CommandLine) -> CommandLine:
    """Like `run`, for commands that must succeed."""

    def ok(*arguments: object, stdin: str | bytes = b"") -> Run:
        done = run(*arguments, stdin=stdin)
        assert done.code == 0, done.err
        return done

    return ok


@pytest.fixture
def refused(run: CommandLine) -> Callable[..., str]:
    """Run a command that must refuse its input, and return what it says about it."""

    def refused(*arguments: object, stdin: str | bytes = b"") -> str:
        done = run(*arguments, stdin=stdin)
        assert done.code == 3, (done.out, done.err)
        assert "Traceback" not in done.err
        said = done.err[done.err.index("Error: ") :]
        what, hint = said.splitlines()[:2]
        assert what.removeprefix("Error: ").strip()
        assert hint.endswith((".", "!", ")")), f"{hint!r} does not say what to do next"
        return said

    return refused


@pytest.fixture
def process(place: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """A function that runs `python -m tmtool` with arguments in a process of its own."""

    def process(
        *arguments: object,
        env: dict[str, str] | None = None,
        code: Sequence[str] = ("-m", "tmtool"),
        **options: Any,
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *code, *map(str, arguments)],
            cwd=place,
            env={**os.environ, **(env or {})},
            check=False,
            **{
                "capture_output": True,
                "stdin": subprocess.DEVNULL,
                "encoding": "utf-8",
                **options,
            },
        )

    return process


@pytest.fixture(scope="session")
def small_content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("small")
    (folder / "small.tsv").write_text(UNITS, encoding="utf-8", newline="\n")
    path = folder / "memory.db"
    with tmtool.open(path) as memory:
        memory.load(folder / "small.tsv", reading=ReadOptions())
        memory.set_corpus("small", licence="CC0-1.0", origin="tests")
        memory.glossary.add(
            Concept(
                (
                    Term("ru", "ратификационная грамота", status="preferred"),
                    Term("en", "instrument of ratification", status="preferred"),
                    Term("en", "ratification letter", status="forbidden", note="A calque."),
                ),
                domain="treaty law",
                definition="It declares that a State has ratified a treaty.",
            ),
            by="ivanova",
        )
        memory.glossary.add(Concept((Term("ru", "сторона"),)), by="petrov")
    return path.read_bytes()


@pytest.fixture
def small(place: Path, small_content: bytes) -> Path:
    """The current memory has five units in the corpus `small` and two concepts in `own`."""
    path = place / "memory.db"
    path.write_bytes(small_content)
    return path
