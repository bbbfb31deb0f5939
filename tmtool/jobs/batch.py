"""Many look-ups in a row: one after the other, or shared between several processes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

from tmtool.jobs.lookup import Lookup, Request
from tmtool.models import Match
from tmtool.store import connection
from tmtool.workers import Worker

AT_ONCE = 16
"""Requests in one parcel to a helper: little to wait for, few parcels to pack."""

PARCELS = 2
"""Parcels that a helper has at a time: one to work on, one to go on with."""

Answers = list[list[Match]]


def in_parallel(memory: Path, requests: Iterable[Request], workers: int) -> Iterator[list[Match]]:
    """Yield the matches of each request in order, found by several processes.

    Requests are read as they are needed, and few answers wait at any time.
    """
    parcels = _parcels(requests)
    with ExitStack() as stack:
        helpers = deque(
            stack.enter_context(Worker("tmtool.jobs.batch:answerer", str(memory)))
            for _ in range(workers)
        )
        asked: deque[Worker] = deque()
        for helper in list(helpers) * PARCELS:
            _ask(helper, parcels, asked)
        while asked:
            helper = asked.popleft()
            answers = helper.answer()
            assert isinstance(answers, list)
            _ask(helper, parcels, asked)
            yield from answers


def _ask(helper: Worker, parcels: Iterator[list[Request]], asked: deque[Worker]) -> None:
    """Give a helper the next parcel; parcels go round, so the answers come in order."""
    parcel = next(parcels, None)
    if parcel is not None:
        helper.ask(parcel)
        asked.append(helper)


def _parcels(requests: Iterable[Request]) -> Iterator[list[Request]]:
    waiting = iter(requests)
    while parcel := list(islice(waiting, AT_ONCE)):
        yield parcel


def answerer(memory: str) -> Callable[[list[Request]], Answers]:
    """Return a helper's side: a function that answers a parcel of requests."""
    lookup = Lookup(connection.open_file(Path(memory)))
    return lambda parcel: [lookup.matches(request) for request in parcel]
