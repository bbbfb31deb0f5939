"""Many look-ups in a row: one after the other, or shared between several processes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from itertools import cycle, islice
from pathlib import Path

from tmtool.jobs.lookup import Lookup, Request
from tmtool.models import Match
from tmtool.store import connection
from tmtool.workers import Worker

AT_ONCE = 16
"""Requests in one parcel to a helper: little to wait for, few parcels to pack."""

PARCELS = 2
"""Parcels that are kept for a helper: one to work on, one to go on with."""

Answers = list[list[Match]]


def in_parallel(memory: Path, requests: Iterable[Request], workers: int) -> Iterator[list[Match]]:
    """Yield the matches of each request in order, found by several processes.

    Requests are read as they are needed, and few answers wait at any time.
    """
    parcels = _parcels(requests)
    with ExitStack() as stack:
        asks = [_started(stack, memory) for _ in range(workers)]
        # Parcels go round, so the answers come in order.
        turns = cycle(asks)
        waiting = deque(next(turns)(parcel) for parcel in islice(parcels, workers * PARCELS))
        while waiting:
            answers = waiting.popleft().result()
            waiting.extend(next(turns)(parcel) for parcel in islice(parcels, 1))
            yield from answers


def _started(stack: ExitStack, memory: Path) -> Callable[[list[Request]], Future[Answers]]:
    """Start a helper; return what gives it a parcel.

    A thread of its own waits for it: the caller cannot write a parcel larger than a pipe holds
    while the helper is writing such an answer. The helper is ended before its thread.
    """
    thread = stack.enter_context(ThreadPoolExecutor(1))
    helper = stack.enter_context(Worker("tmtool.jobs.batch:answerer", str(memory)))

    def answers(parcel: list[Request]) -> Answers:
        helper.ask(parcel)
        found = helper.answer()
        assert isinstance(found, list)
        return found

    return lambda parcel: thread.submit(answers, parcel)


def _parcels(requests: Iterable[Request]) -> Iterator[list[Request]]:
    waiting = iter(requests)
    while parcel := list(islice(waiting, AT_ONCE)):
        yield parcel


def answerer(memory: str) -> Callable[[list[Request]], Answers]:
    """Return a helper's side: a function that answers a parcel of requests."""
    lookup = Lookup(connection.open_file(Path(memory)))
    return lambda parcel: [lookup.matches(request) for request in parcel]
