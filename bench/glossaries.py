"""What importing and exporting a large glossary costs.

    python bench/glossaries.py --concepts 500000

The terms are pseudo-words made of syllables, the same at every run: two Russian words with an
English word, as a table of pairs and as TBX 2. A bare read of the TBX file with expat is the base.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

from measure import machine, run, tmtool

RUSSIAN = ("ба", "ве", "го", "ди", "жу", "за", "ки", "ло", "му", "не", "по", "ра", "се", "та", "фо")
ENGLISH = ("ba", "ve", "go", "di", "ju", "za", "ki", "lo", "mu", "ne", "po", "ra", "se", "ta", "fo")
BASELINE = """
import sys
from xml.parsers.expat import ParserCreate
with open(sys.argv[1], "rb") as file:
    ParserCreate().ParseFile(file)
"""


def pairs(count: int) -> list[tuple[str, str]]:
    made = random.Random(42)
    vocabulary = [
        ["".join(made.choices(syllables, k=made.randint(2, 4))) + end for _ in range(20_000)]
        for syllables, end in ((RUSSIAN, "ный"), (RUSSIAN, "тель"), (ENGLISH, "tor"))
    ]
    return [
        (f"{made.choice(vocabulary[0])} {made.choice(vocabulary[1])}", made.choice(vocabulary[2]))
        for _ in range(count)
    ]


def write(folder: Path, count: int) -> tuple[Path, Path]:
    table, tbx = folder / "pairs.tsv", folder / "pairs.tbx"
    with table.open("w", encoding="utf-8") as rows, tbx.open("w", encoding="utf-8") as xml:
        rows.write("id\tru\ten\n")
        xml.write('<martif type="TBX" xml:lang="en"><text><body>\n')
        for number, (russian, english) in enumerate(pairs(count)):
            rows.write(f"c{number}\t{russian}\t{english}\n")
            xml.write(
                f'<termEntry id="c{number}"><langSet xml:lang="ru"><tig><term>{russian}</term>'
                f'</tig></langSet><langSet xml:lang="en"><tig><term>{english}</term></tig>'
                "</langSet></termEntry>\n"
            )
        xml.write("</body></text></martif>\n")
    return table, tbx


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--concepts", type=int, default=500_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        table, tbx = write(folder, given.concepts)
        print(machine())
        print(f"{given.concepts:,} concepts, {tbx.stat().st_size / 1e6:.0f} MB of TBX")
        base = run([sys.executable, "-c", BASELINE, str(tbx)])
        memory = ("--db", str(folder / "memory.db"), "glossary")
        other = ("--db", str(folder / "other.db"), "glossary")
        costs = {
            "read with expat": base,
            "import tsv": run(tmtool(*other, "import", str(table))),
            "import tbx": run(tmtool(*memory, "import", str(tbx))),
            "import tbx again": run(tmtool(*memory, "import", str(tbx))),
            "export tbx": run(tmtool(*memory, "export", str(folder / "out.tbx"))),
            "export tbx-basic": run(
                tmtool(*memory, "export", str(folder / "basic.tbx"), "--as", "tbx-basic")
            ),
            "export tsv": run(tmtool(*memory, "export", str(folder / "out.tsv"))),
            "export omegat": run(tmtool(*memory, "export", str(folder / "out.utf8"))),
        }
        for name, cost in costs.items():
            print(f"{name:18} {cost.wall:7.1f} s {cost.cpu:7.1f} s CPU {cost.memory:6.0f} MB")


if __name__ == "__main__":
    main()
