"""What an audit costs: of a large table, and of a large memory with the sample glossary.

    python bench/audit.py table.tsv [memory.db]

The table has five columns, the last two English and Russian; the memory is copied and left as it
is. Prints CPU seconds, the time taken, the largest memory, and the number of segments that are
translated in several ways, with an independent count by sorting.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import machine, run

ROOT = Path(__file__).resolve().parents[1]
TMTOOL = [sys.executable, "-m", "tmtool"]
GLOSSARY = ROOT / "glossaries" / "treaties.ru-en.tsv"


def repeated_by_sorting(table: Path) -> int:
    """Count the sources that stand in several different lines, byte for byte."""
    command = "cut -f4,5 | sort -u | cut -f1 | uniq -d | wc -l"
    with table.open("rb") as file:
        counted = subprocess.run(
            command, shell=True, stdin=file, capture_output=True, check=True, env={"LC_ALL": "C"}
        )
    return int(counted.stdout)


def report(name: str, command: list[str]) -> None:
    """Run an audit twice, for its cost and for its figures, and print a line."""
    cost = run(command)
    found = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    print(
        f"{name}: {found['units']:,} units, {cost.cpu:.0f} s CPU, {cost.wall:.0f} s, "
        f"{cost.memory:.0f} MB; {found['repeated']:,} segments with several translations, "
        f"{len(found['concepts'])} concepts, {found['issues']} findings"
    )


def main(table: Path, memory: Path | None) -> None:
    """Print the figures."""
    print(machine())
    with TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.db"
        subprocess.run([*TMTOOL, "--db", empty, "init"], check=True, capture_output=True)
        columns = ("--columns=-,-,-,en,ru", "-s", "en", "-t", "ru")
        audit = [*TMTOOL, "--db", str(empty), "glossary", "audit", str(table), *columns]
        report("file", [*audit, "-f", "json"])
        print(f"by sorting: {repeated_by_sorting(table):,}")
        if memory:
            copy = Path(shutil.copy(memory, folder))
            start = [*TMTOOL, "--db", str(copy), "glossary"]
            subprocess.run([*start, "import", str(GLOSSARY)], check=True, capture_output=True)
            report("memory", [*start, "audit", "-s", "ru", "-t", "en", "-f", "json"])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
