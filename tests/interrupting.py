"""Interrupting what runs at any of its steps, as a user or a full disk may do at any time."""

from __future__ import annotations

import gc
import random
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import tmtool

CODE = str(Path(tmtool.__file__).parent)


class Steps:
    """Counts the lines of tmtool that run, and raises an error at one of them."""

    def __init__(self, at: int = -1, error: BaseException | None = None) -> None:
        self.count = 0
        self._at, self._error = at, error

    def _trace(self, frame: FrameType, event: str, _argument: object) -> Any:
        if not frame.f_code.co_filename.startswith(CODE):
            return None
        if event == "line":
            self.count += 1
            if self.count == self._at and self._error is not None:
                sys.settrace(None)
                raise self._error
        return self._trace

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Watch the block; what is raised in it is not watched any more."""
        before = sys.gettrace()
        sys.settrace(self._trace)
        try:
            yield
        finally:
            sys.settrace(before)


@contextmanager
def leftovers_collected() -> Iterator[None]:
    """Close what interrupts left open between two steps here, and not in a later test."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


def moments(run: Callable[[], object], *, some: int, seed: str) -> list[int]:
    """Steps at which to interrupt: the first and the last ones, and some between, in order."""
    steps = Steps()
    with steps.watched():
        run()
    every = range(1, steps.count + 1)
    chosen = random.Random(seed).sample(every, min(some, len(every)))
    return sorted({*every[:5], *every[-5:], *chosen})
