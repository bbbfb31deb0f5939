"""What reading XLIFF costs, against expat alone, and what memory it needs.

    python bench/xliff.py [--units 200000]

expat alone calls a function of Python for each tag and text, which does nothing. Both are run
in turn, in processes of their own, over the same files; memory is the largest of the process.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from measure import in_turn, machine, median_cpu, run

ALONE = """
import sys
from xml.parsers import expat
parser = expat.ParserCreate()
parser.buffer_text = True
def tag(*_): pass
parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = tag
with open(sys.argv[1], "rb") as file:
    while chunk := file.read(65536):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)
"""
READER = """
import sys
from pathlib import Path
from tmtool.formats import ReadOptions
from tmtool.formats.xliff import read_units
print(sum(1 for _ in read_units(Path(sys.argv[1]), ReadOptions())))
"""
IMPORTS = "from tmtool.formats.xliff import read_units"
UNIT_1 = (
    '<trans-unit id="{0}" approved="yes"><source>The Parties shall exchange notes, {0}.</source>'
    '<target state="final">Стороны обмениваются нотами, {0}.</target></trans-unit>\n'
)
UNIT_2 = (
    '<unit id="{0}"><segment state="final"><source>The Parties shall exchange notes, {0}.</source>'
    "<target>Стороны обмениваются нотами, {0}.</target></segment></unit>\n"
)
UNIT_SDL = (
    '<trans-unit id="{0}"><source>One, {0}. <g id="1">Two</g>.</source><seg-source>'
    '<mrk mtype="seg" mid="1">One, {0}.</mrk> <mrk mtype="seg" mid="2"><g id="1">Two</g>.</mrk>'
    '</seg-source><target><mrk mtype="seg" mid="1">Раз, {0}.</mrk> <mrk mtype="seg" mid="2">'
    '<g id="1">Два</g>.</mrk></target><sdl:seg-defs><sdl:seg id="1" conf="Translated"/>'
    '<sdl:seg id="2" conf="Draft" origin="mt"/></sdl:seg-defs></trans-unit>\n'
)
HEAD_1 = (
    '<xliff version="1.2" xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"><file original="a"'
    ' source-language="en" target-language="ru" datatype="plaintext"><body>\n'
)
HEAD_2 = '<xliff version="2.1" srcLang="en" trgLang="ru"><file id="f">\n'
FILES = {
    "1.2": (HEAD_1.replace("FileTypes/SdlXliff", "other"), UNIT_1, "</body></file></xliff>", 1),
    "2.1": (HEAD_2, UNIT_2, "</file></xliff>", 1),
    "sdlxliff": (HEAD_1, UNIT_SDL, "</body></file></xliff>", 2),
}


def write(path: Path, kind: str, units: int) -> None:
    """Write a file with so many translation units."""
    head, unit, end, segments = FILES[kind]
    with path.open("w", encoding="utf-8") as file:
        file.write(head)
        file.writelines(unit.format(number) for number in range(units // segments))
        file.write(end)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        for kind in FILES:
            path, small = Path(folder) / "large.xlf", Path(folder) / "small.xlf"
            write(path, kind, given.units)
            write(small, kind, 10_000)
            commands = {
                "start": [sys.executable, "-c", IMPORTS],
                "expat": [sys.executable, "-c", ALONE, str(path)],
                "reader": [sys.executable, "-c", READER, str(path)],
            }
            costs = in_turn(commands, given.runs)
            started = median_cpu(costs["start"])
            alone = median_cpu(costs["expat"]) - 0.02
            read = median_cpu(costs["reader"]) - started
            memory = max(cost.memory for cost in costs["reader"])
            little = run([sys.executable, "-c", READER, str(small)]).memory
            print(
                f"{kind:9} reader {given.units / read:9,.0f} units/s, expat alone"
                f" {given.units / alone:9,.0f}: {alone / read:4.0%};"
                f" memory {little:.0f} MB at 10,000, {memory:.0f} MB at {given.units:,}"
            )


if __name__ == "__main__":
    main()
