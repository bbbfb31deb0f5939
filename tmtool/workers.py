"""Helper processes: a second core for work that takes seconds.

A helper is started as a fresh Python that imports nothing of the caller's program, so that
a script needs no `if __name__ == "__main__"` for it. It ends when its caller does.
"""

from __future__ import annotations

import gc
import importlib
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from tmtool.errors import TmtoolError

__all__ = ["Worker"]

_COMMAND = "from tmtool.workers import serve; serve()"


class Worker:
    """One helper process, which answers requests in their order; a context manager.

    `task` is "module:function": called in the helper with the arguments, the function returns
    another that answers one request. Arguments, requests and answers are pickled.
    """

    def __init__(self, task: str, *arguments: object) -> None:
        with _without_interruptions():
            self._process = subprocess.Popen(
                # -P: or files in the current folder could stand in for Python's own.
                [sys.executable, "-P", "-c", _COMMAND],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(_search_path())},
            )
        self.waiting = 0
        self._send((task, arguments))

    def __enter__(self) -> Self:
        """Return the helper itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the helper, whatever it is doing."""
        self.close()

    def ask(self, request: object) -> None:
        """Send a request; a few may wait for their answers at a time."""
        self._send(request)
        self.waiting += 1

    def answer(self) -> object:
        """Wait for the answer to the earliest request that has none; raise what failed there."""
        assert self._process.stdout is not None
        try:
            done, value = pickle.load(self._process.stdout)
        except (EOFError, pickle.UnpicklingError) as error:
            raise TmtoolError(
                "a helper process ended too early", hint="Try again; is there memory enough?"
            ) from error
        self.waiting -= 1
        if done:
            return value
        assert isinstance(value, BaseException)
        raise value

    def close(self) -> None:
        """End the helper, whatever it is doing."""
        self._process.kill()
        self._process.communicate()

    def _send(self, value: object) -> None:
        assert self._process.stdin is not None
        try:
            pickle.dump(value, self._process.stdin, pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()
        except BrokenPipeError:
            # It has ended: the next answer tells.
            return


@contextmanager
def _without_interruptions() -> Iterator[None]:
    """Hold Ctrl-C back; a process that is started meanwhile never gets it, from its beginning."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def serve() -> None:
    """Answer requests from standard input on standard output until there are no more."""
    # Ctrl-C reaches the caller too, which then ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Much is made and little of it in circles: looking for those took a tenth of the time.
    gc.set_threshold(50_000)
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    sys.stdout = sys.stderr
    handle: Callable[[object], object] | None = None
    while True:
        try:
            value = pickle.load(requests)
        except EOFError:
            return
        if handle is None:
            handle = _handler(*value)
            continue
        try:
            answers.write(_answer(handle, value))
            answers.flush()
        except BrokenPipeError:
            return


def _search_path() -> list[str]:
    """Return where this process finds modules; '' is the current folder."""
    return [folder or str(Path.cwd()) for folder in sys.path]


def _handler(task: str, arguments: tuple[object, ...]) -> Callable[[object], object]:
    """Return what answers requests; where it cannot be made, each answer is why."""
    module, _, name = task.partition(":")
    try:
        handler: Callable[[object], object] = getattr(importlib.import_module(module), name)(
            *arguments
        )
    except Exception as error:
        failed = error

        def handler(_: object) -> object:
            raise failed

    return handler


def _answer(handle: Callable[[object], object], request: object) -> bytes:
    """Return the answer to a request, or what failed, pickled."""
    try:
        return pickle.dumps((True, handle(request)), pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        return _failure(error)


def _failure(error: Exception) -> bytes:
    """Return an error pickled; of one that could not be read again, what it says."""
    try:
        pickled = pickle.dumps((False, error), pickle.HIGHEST_PROTOCOL)
        pickle.loads(pickled)
    except Exception:
        said = TmtoolError(f"a helper process failed: {type(error).__name__}: {error}")
        return pickle.dumps((False, said), pickle.HIGHEST_PROTOCOL)
    return pickled
