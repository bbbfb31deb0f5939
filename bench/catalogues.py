"""What PO files cost, against polib alone, and what an update costs, against msgmerge.

    python bench/catalogues.py [--entries 100000]

polib loads the file and saves it, wrapped and not. tmtool reads the units, as an import does,
and reads and saves the catalogue, as filling it with nothing does. All are processes of their
own, in turn; memory is the largest of each. msgcat and msgmerge are run where installed.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from measure import in_turn, machine, median_cpu

POLIB_LOADS = "import sys, polib; polib.pofile(sys.argv[1])"
POLIB_SAVES = """
import sys, polib
polib.pofile(sys.argv[1], wrapwidth=int(sys.argv[3])).save(sys.argv[2])
"""
READS = """
import sys
from pathlib import Path
from tmtool.formats import ReadOptions
from tmtool.formats.po import read_units
for _ in read_units(Path(sys.argv[1]), ReadOptions()): pass
"""
FILLS = """
import sys
from pathlib import Path
from tmtool.formats import ReadOptions
from tmtool.formats.po import open_to_fill
template = Path(sys.argv[3]) if len(sys.argv) > 3 else None
file = open_to_fill(Path(sys.argv[1]), ReadOptions(), template=template)
file.write(Path(sys.argv[2]), (None for blank in file.blanks() if blank.wanted))
"""
HEAD = (
    'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n'
)
ENTRY = (
    '#: src/module{0}.c:{0} src/other.c:{1}\nmsgid ""\n'
    '"The Parties of protocol {0} undertake to perform {2} in good faith and to exchange "\n'
    '"their notes in due course, number {1}"\nmsgstr "{3}"\n\n'
)
RUSSIAN = "Стороны протокола {0} обязуются добросовестно выполнять его и обмениваться нотами, {1}"


def catalogue(path: Path, entries: range, *, changed: bool = False, empty: bool = False) -> Path:
    """Write a catalogue; of one that is `changed`, every fiftieth message has another word."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for number in entries:
            what = "the treaty" if changed and number % 50 == 0 else "this treaty"
            text = "" if empty else RUSSIAN.format(number, number * 7)
            file.write(ENTRY.format(number, number * 7, what, text))
    return path


def main() -> None:
    """Print CPU seconds and memory of each, and how they compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        entries = range(options.entries)
        old, out = str(catalogue(place / "old.po", entries)), str(place / "out.po")
        few = range(options.entries // 20)
        small = str(catalogue(place / "small.po", few))
        newer = str(catalogue(place / "new.pot", few, changed=True, empty=True))
        python = (sys.executable, "-c")
        commands = {
            "polib loads": (*python, POLIB_LOADS, old),
            "tmtool reads units": (*python, READS, old),
            "polib loads, saves unwrapped": (*python, POLIB_SAVES, old, out, "0"),
            "polib loads, saves wrapped": (*python, POLIB_SAVES, old, out, "78"),
            "tmtool fills with nothing": (*python, FILLS, old, out),
        }
        if shutil.which("msgcat"):
            commands["msgcat"] = ("msgcat", "-o", out, old)
        commands["tmtool updates a twentieth"] = (*python, FILLS, small, out, newer)
        if shutil.which("msgmerge"):
            commands["msgmerge of that"] = ("msgmerge", "-q", "-o", out, small, newer)
        size = Path(old).stat().st_size / 1e6
        print(f"{machine()}; {options.entries:,} entries, {size:.0f} MB")
        costs = in_turn(commands, options.runs)
        peer = median_cpu(costs["polib loads"])
        for name, found in costs.items():
            cpu, memory = median_cpu(found), max(cost.memory for cost in found)
            print(f"| {name} | {cpu:.1f} s | {cpu / peer:.1f} | {memory:.0f} MB |")


if __name__ == "__main__":
    main()
