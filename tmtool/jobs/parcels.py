"""Work cut into parcels, done in order by several helper processes."""

from __future__ import annotations

import importlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from itertools import cycle, islice
from typing import TypeVar, cast

from tmtool.workers import Worker

__all__ = ["in_order"]

PARCELS = 2
"""Parcels that are kept for a helper: one to work on, one to go on with."""

Kept = TypeVar("Kept")


def in_order(
    task: str, arguments: tuple[object, ...], parcels: Iterable[tuple[Kept, object]], workers: int
) -> Iterator[tuple[Kept, object]]:
    """Yield the answer to each parcel, in order, with what was to be kept beside it.

    `task` and `arguments` are those of a `Worker`. Parcels are read as they are needed. With less
    than two workers everything is done in this process.
    """
    if workers < 2:
        module, _, name = task.partition(":")
        handle = cast(
            "Callable[[object], object]", getattr(importlib.import_module(module), name)(*arguments)
        )
        yield from ((kept, handle(parcel)) for kept, parcel in parcels)
        return
    with ExitStack() as stack:
        asks = cycle([_started(stack, task, arguments) for _ in range(workers)])
        rest = iter(parcels)
        waiting = deque(
            (kept, next(asks)(parcel)) for kept, parcel in islice(rest, workers * PARCELS)
        )
        while waiting:
            kept, future = waiting.popleft()
            answer = future.result()
            waiting.extend((beside, next(asks)(parcel)) for beside, parcel in islice(rest, 1))
            yield kept, answer


def _started(
    stack: ExitStack, task: str, arguments: tuple[object, ...]
) -> Callable[[object], Future[object]]:
    """Start a helper; return what gives it a parcel.

    A thread of its own waits for it: the caller cannot write a parcel larger than a pipe holds
    while the helper is writing such an answer. The helper is ended before its thread.
    """
    thread = stack.enter_context(ThreadPoolExecutor(1))
    helper = stack.enter_context(Worker(task, *arguments))

    def answer(parcel: object) -> object:
        helper.ask(parcel)
        return helper.answer()

    return lambda parcel: thread.submit(answer, parcel)
