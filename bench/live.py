"""Whether writers and readers of one memory get on, and what one more unit costs.

    python bench/live.py MEMORY [--seconds 60]

A copy of MEMORY is written to by four processes and read by four others for some time. Nothing
may be lost, nothing may fail, and the index must be right at the end.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measure import machine

import tmtool
from tmtool.models import TranslationUnit, Variant

WRITER = """
import sys, time, tmtool
from tmtool.models import TranslationUnit, Variant
path, name, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
end, number = time.monotonic() + seconds, 0
with tmtool.open(path) as memory:
    while time.monotonic() < end:
        text = f"writer {name} wrote sentence number{number}x"
        unit = TranslationUnit((Variant("en", text), Variant("ru", f"предложение {number}")))
        memory.add_unit(unit, corpus=f"writer-{name}")
        assert memory.lookup(text, "en", "ru")[0].rate == 100
        number += 1
print(number)
"""

READER = """
import sys, time, tmtool
path, _, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
end, number = time.monotonic() + seconds, 0
with tmtool.open(path) as memory:
    while time.monotonic() < end:
        memory.lookup("Select the sentence that the writer wrote last.", "en", "ru", min_rate=60)
        number += 1
print(number)
"""


def started(code: str, path: Path, name: str, seconds: float) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, str(path), name, str(seconds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def finished(process: subprocess.Popen[str]) -> int:
    out, _ = process.communicate()
    if process.returncode:
        raise SystemExit(f"a process failed with {process.returncode}")
    return int(out)


def added(memory: tmtool.Memory) -> list[float]:
    """The milliseconds that adding one unit takes, several times."""
    found = []
    for number in range(50):
        unit = TranslationUnit((Variant("en", f"One more {number}"), Variant("ru", "Ещё один")))
        start = time.perf_counter()
        memory.add_unit(unit, corpus="one-more")
        found.append(1000 * (time.perf_counter() - start))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("memory", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    given = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "memory.db"
        shutil.copy(given.memory, path)
        with tmtool.open(path) as memory:
            spent = added(memory)
            print(f"one unit more: {statistics.median(spent):.1f} ms, at most {max(spent):.1f} ms")
        writers = [started(WRITER, path, str(n), given.seconds) for n in range(4)]
        readers = [started(READER, path, str(n), given.seconds) for n in range(4)]
        written, read = [sum(map(finished, some)) for some in (writers, readers)]
        with tmtool.open(path) as memory:
            kept = sum(c.units for c in memory.corpora() if c.name.startswith("writer-"))
            faults = memory.check_index()
        print(f"{written:,} units written by 4, {kept:,} kept; {read:,} look-ups by 4 others")
        print(f"index check: {faults or 'right'}")
        if written != kept or faults:
            raise SystemExit(1)


if __name__ == "__main__":
    main()
