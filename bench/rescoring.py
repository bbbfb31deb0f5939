"""What scoring the next version of a draft costs where the memory knows the version before.

It is a part of `bench/scoring.py`: run that with --again.
"""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from measure import run, tmtool

from tmtool.memory import Memory
from tmtool.models import ScoreOptions
from tmtool.scoring.counting import statistics
from tmtool.scoring.scorers import Scorer
from tmtool.store.connection import open_file
from tmtool.store.segment_counts import SegmentCounts

METRICS = ("bleu", "chrf", "chrf++", "ter")
VERSIONS = ("first", "second")


def scored_again(first: Sequence[str], other: Sequence[str], reference: Sequence[str]) -> None:
    """Score a draft, and then the same with every hundredth segment as in another."""
    second = list(first)
    second[::100] = other[::100]
    print("| scoring a draft, 1 % of it changed | first | again | times as fast |")
    print("|---|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, lines in (("first", first), ("second", second), ("reference", reference)):
            (folder / file).write_text("\n".join(lines), encoding="utf-8")
        report("counting alone", counting(folder, (first, second), reference))
        report("files to figures, segments too, in a running process", running(folder))
        report("`tmtool score`", processes(folder))
        options = ("--segments", "-f", "json")
        report("`tmtool score --segments -f json`", processes(folder, *options))
    print()


def counting(
    folder: Path, versions: Sequence[Sequence[str]], reference: Sequence[str]
) -> list[float]:
    connection = open_file(folder / "counting.db", create=True)
    known = SegmentCounts(connection)
    scorers = [Scorer(metric) for metric in METRICS]
    seconds = [
        cpu(lambda text=text: statistics(scorers, {"d": text}, [reference], known=known))
        for text in versions
    ]
    connection.close()
    return seconds


def running(folder: Path) -> list[float]:
    with Memory(folder / "running.db", create=True) as memory:
        return [
            cpu(
                lambda name=name: memory.score_files(
                    [folder / name],
                    [folder / "reference"],
                    options=ScoreOptions(metrics=METRICS, segments=True),
                )
            )
            for name in VERSIONS
        ]


def processes(folder: Path, *options: str) -> list[float]:
    memory = ("--db", str(folder / f"processes{len(options)}.db"))
    run(tmtool(*memory, "init"))
    command = (*memory, "score", "-r", str(folder / "reference"), *options)
    return [run(tmtool(*command, str(folder / name))).cpu for name in VERSIONS]


def cpu(job: Callable[[], object]) -> float:
    gc.collect()
    start = time.process_time()
    job()
    return time.process_time() - start


def report(name: str, seconds: Sequence[float]) -> None:
    first, again = seconds
    print(f"| {name} | {first:.2f} s | {again:.2f} s | {first / again:.1f} |", flush=True)
