"""What merging two large memories costs, against importing the second one's units from a table.

    python bench/merging.py FILE --columns document,status,changed_at,en,ru

The first memory has the table's units, the second the same number of others under another
corpus. Merged are the second one, then a copy of the first: all of its units are duplicates.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from measure import Cost, machine, run, tmtool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--columns", required=True)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs, copy = (Path(folder) / name for name in ("ours.db", "theirs.db", "copy.db"))
        columns = ("--columns", given.columns)
        load(ours, given.file, "one", *columns)
        imported = load(theirs, given.file, "two", *columns)
        shutil.copy(ours, copy)
        merged = run(tmtool("--db", str(ours), "merge", str(theirs)))
        again = run(tmtool("--db", str(ours), "merge", str(copy)))
        tried = run(tmtool("--db", str(ours), "merge", str(theirs), "--dry-run"))
        print(machine())
        for name, cost in (
            ("import of a table", imported),
            ("merge, all new", merged),
            ("merge, all there", again),
            ("dry run, all there", tried),
        ):
            print(f"{name:20} {told(cost)} {cost.cpu / imported.cpu:6.2f} x")


def load(database: Path, file: Path, corpus: str, *columns: str) -> Cost:
    return run(tmtool("--db", str(database), "import", str(file), "--corpus", corpus, *columns))


def told(cost: Cost) -> str:
    return f"{cost.wall:7.1f} s {cost.cpu:7.1f} s CPU {cost.memory:6.0f} MB"


if __name__ == "__main__":
    main()
