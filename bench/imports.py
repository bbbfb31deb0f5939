"""What an import of a large table costs, against reading it and inserting the bare texts.

    python bench/imports.py FILE --columns document,status,changed_at,en,ru

The base line reads the file and writes both texts with `executemany` in one transaction.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from measure import machine, run, tmtool

BASELINE = """
import sqlite3, sys
path, database, source, target = sys.argv[1:]
source, target = int(source), int(target)
connection = sqlite3.connect(database)
connection.execute("CREATE TABLE pair (source TEXT, target TEXT)")
with open(path, encoding="utf-8", newline="\\n") as lines, connection:
    rows = (line.rstrip("\\n").split("\\t") for line in lines)
    connection.executemany(
        "INSERT INTO pair VALUES (?, ?)", ((row[source], row[target]) for row in rows)
    )
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--columns", required=True)
    given = parser.parse_args()
    columns = given.columns.split(",")
    places = [str(columns.index(tag)) for tag in ("en", "ru")]
    with tempfile.TemporaryDirectory() as folder:
        database, bare = Path(folder) / "memory.db", Path(folder) / "bare.db"
        base = run([sys.executable, "-c", BASELINE, str(given.file), str(bare), *places])
        imported = run(
            tmtool("--db", str(database), "import", str(given.file), "--columns", given.columns)
        )
        again = run(
            tmtool("--db", str(database), "import", str(given.file), "--columns", given.columns)
        )
        print(machine())
        for name, cost in (("bare insert", base), ("import", imported), ("same file again", again)):
            print(
                f"{name:16} {cost.wall:7.1f} s {cost.wall / base.wall:6.1f} x"
                f" {cost.cpu:7.1f} s CPU {cost.cpu / base.cpu:6.1f} x {cost.memory:6.0f} MB"
            )
        for name, file in (("bare texts", bare), ("memory", database)):
            ratio = file.stat().st_size / bare.stat().st_size
            print(f"{name:16} {file.stat().st_size / 1e6:7.1f} MB on disk {ratio:6.2f} x")


if __name__ == "__main__":
    main()
