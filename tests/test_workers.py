"""Helper processes, with tasks that stand in this file."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from building import ROOT, done, hear, process

from tmtool import workers
from tmtool.errors import InputError, TmtoolError
from tmtool.workers import Worker

HERE = Path(__file__).parent


# Tasks: each is called in the helper --------------------------------------------------------


def adder(start: int) -> Callable[[int], int]:
    return lambda number: start + number


def speaker() -> Callable[[str], str]:
    """Prints, which must not get into the answers."""

    def answer(text: str) -> str:
        print("hello")
        os.write(sys.stdout.fileno(), b"hello\n")
        return text

    return answer


def failing() -> Callable[[str], str]:
    def answer(kind: str) -> str:
        if kind == "input":
            raise InputError("bad", where="a.tsv:7", hint="Mend it.")
        if kind == "value":
            raise ValueError(7, "seven")
        if kind == "strange":
            raise Strange("a", b="b")
        if kind == "lambda":
            return lambda: kind
        return kind

    return answer


class Strange(Exception):
    """An error that cannot be made again from its arguments, as pickle does."""

    def __init__(self, a: str, *, b: str) -> None:
        super().__init__(f"{a} {b}")
        self.b = b


def dying() -> Callable[[str], object]:
    def answer(how: str) -> object:
        if how == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if how == "in the middle of its answer":
            answers = sys._getframe(2).f_locals["answers"]
            answers.write(pickle.dumps((True, bytes(1_000)))[:500])
            answers.flush()
            os._exit(1)
        return how

    return answer


def unmade() -> Callable[[object], object]:
    raise InputError("the helper cannot begin", hint="Do something.")


def facts() -> Callable[[str], object]:
    known = {"modules": sorted(sys.modules), "pid": os.getpid(), "path": sys.path}
    return lambda name: known[name]


# --------------------------------------------------------------------------------------------


def test_answers_come_in_the_order_of_the_requests():
    with Worker("test_workers:adder", 100) as helper:
        for number in range(5):
            helper.ask(number)
        assert helper.waiting == 5
        assert [helper.answer() for _ in range(5)] == [100, 101, 102, 103, 104]
        assert helper.waiting == 0
        helper.ask(7)
        assert helper.answer() == 107


def test_what_a_helper_prints_is_no_answer(capfd):
    with Worker("test_workers:speaker") as helper:
        helper.ask("a" * 100_000)
        assert helper.answer() == "a" * 100_000
    assert capfd.readouterr().out == ""


def test_errors_come_back_and_the_helper_goes_on():
    with Worker("test_workers:failing") as helper:
        for kind in ("input", "value", "well"):
            helper.ask(kind)
        with pytest.raises(InputError) as caught:
            helper.answer()
        assert (caught.value.what, caught.value.where, caught.value.hint) == (
            "bad",
            "a.tsv:7",
            "Mend it.",
        )
        with pytest.raises(ValueError, match="seven"):
            helper.answer()
        assert helper.answer() == "well"


@pytest.mark.parametrize(
    ("kind", "error", "says"),
    [
        ("strange", TmtoolError, "Strange: a b"),
        ("lambda", (AttributeError, pickle.PicklingError, TmtoolError), "pickle"),
    ],
)
def test_what_cannot_be_sent_back_is_an_error_too(kind: str, error, says: str):
    with Worker("test_workers:failing") as helper:
        helper.ask(kind)
        helper.ask("well")
        with pytest.raises(error, match=says):
            helper.answer()
        assert helper.answer() == "well"


def test_an_error_at_the_beginning_comes_back():
    with Worker("test_workers:unmade") as helper:
        helper.ask("a")
        with pytest.raises(InputError, match="cannot begin"):
            helper.answer()


@pytest.mark.parametrize("how", ["killed", "in the middle of its answer"])
def test_a_helper_that_dies_is_an_error(how: str):
    with Worker("test_workers:dying") as helper:
        helper.ask("a")
        assert helper.answer() == "a"
        helper.ask(how)
        helper.ask("b")
        for _ in range(2):
            with pytest.raises(TmtoolError, match="ended too early"):
                helper.answer()
        helper.ask("c")


def test_a_helper_ends_at_the_end_of_the_block():
    with Worker("test_workers:facts") as helper:
        helper.ask("pid")
        pid = helper.answer()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    helper.close()


SCRIPT = """
import os, sys
from tmtool.workers import Worker
print("begin")
helper = Worker("test_workers:facts")
helper.ask("pid")
print(helper.answer(), flush=True)
helper.ask("modules")
print("script" in helper.answer())
helper.ask("path")
print(*helper.answer(), sep="|", flush=True)
sys.stdin.readline()
"""


def test_a_script_needs_no_main_guard_and_its_folder_is_not_looked_into(tmp_path: Path):
    """Files beside a script, or in the current folder, that are called like Python's own."""
    script, current = tmp_path / "script" / "script.py", tmp_path / "current"
    for folder in (script.parent, current):
        folder.mkdir()
    (current / "pickle.py").write_text("raise SystemExit('the wrong pickle')")
    script.write_text(SCRIPT)
    run = f"import sys, runpy; sys.path[0] = {str(HERE)!r}; runpy.run_path({str(script)!r}, "
    with process(run + "run_name='__main__')", cwd=current) as running:
        assert hear(running) == "begin"
        assert int(hear(running)) != running.pid
        assert hear(running) == "False"
        assert str(current) not in hear(running).split("|")
        # The helper has the other end of the error stream too: this waits for its end.
        output, errors = running.communicate("go\n", timeout=120)
    assert (output, errors, running.returncode) == ("", "", 0)


def test_a_caller_in_the_folder_of_tmtool_works(tmp_path: Path):
    """Python started with -c looks into the current folder."""
    code = (
        "import sys; sys.path = [p for p in sys.path if p != sys.argv[1]];"
        " sys.path.append(sys.argv[2]); from tmtool.workers import Worker;"
        " w = Worker('test_workers:adder', 1); w.ask(1); print(w.answer()); w.close()"
    )
    with process(code, ROOT, HERE, cwd=ROOT) as running:
        assert done(running) == "2\n"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="processes are killed on POSIX only")
def test_a_helper_ends_when_its_caller_is_killed(tmp_path: Path):
    with process(f"import sys; sys.path.insert(0, {str(HERE)!r})\n{SCRIPT}") as running:
        assert hear(running) == "begin"
        assert int(hear(running)) != running.pid
        running.kill()
        # The helper holds the other end of the error stream too: this waits for its end.
        running.communicate(timeout=120)
        assert running.returncode == -signal.SIGKILL


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="needs a Unix system")
def test_ctrl_c_at_its_very_beginning_does_not_reach_a_helper(monkeypatch):
    """It comes before anything of tmtool is there; the caller's own signals are as they were."""
    begin = "import os, signal; os.kill(os.getpid(), signal.SIGINT); "
    monkeypatch.setattr(workers, "_COMMAND", begin + workers._COMMAND)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    with Worker(f"{__name__}:adder", 1) as helper:
        helper.ask(2)
        assert helper.answer() == 3
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == before
