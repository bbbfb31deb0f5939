"""How much CPU starting tmtool costs, as a ratio to importing click and sqlite3.

python bench/startup.py
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from measure import in_turn, machine, median_cpu, run, tmtool

QUERY = "2. Консультации начинаются не позднее чем через 36 часов после получения ноты."
RUNS = 21


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        db = str(Path(folder) / "samples.db")
        run(tmtool("--db", db, "init", "--samples"))
        costs = in_turn(
            {
                "import click, sqlite3": [sys.executable, "-c", "import click, sqlite3"],
                "tmtool --help": tmtool("--help"),
                "tmtool lookup -f json": tmtool("--db", db, "lookup", "-f", "json", QUERY),
                "tmtool suggest -f json": tmtool("--db", db, "suggest", "-f", "json", QUERY),
                "tmtool concordance -f json": tmtool(
                    "--db", db, "concordance", "-f", "json", "нота"
                ),
            },
            RUNS,
        )
    base = median_cpu(costs["import click, sqlite3"])
    print(machine())
    for name, found in costs.items():
        cpu = median_cpu(found)
        print(f"{name:28} {1000 * cpu:6.0f} ms CPU   {cpu / base:5.2f} x")


if __name__ == "__main__":
    main()
