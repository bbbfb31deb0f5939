"""How useful the first suggestion is, by the translation that a person wrote, in both directions.

    python bench/usefulness.py JUDGE FOLDER

JUDGE is a program with the commands `sample DIR`, `baseline DIR {char,word}` and `score DIR
FILE...` (the project's own data has one, match_quality.py). FOLDER gets a sample for each
direction, that of Russian as the source with the columns exchanged.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from matching import LANGUAGES
from measure import machine, run, tmtool

LOWEST = 1


def judge(program: Path, *arguments: str) -> None:
    subprocess.run([sys.executable, str(program), *arguments], check=True)


def exchanged(folder: Path, other: Path) -> None:
    """Write the same sample with the languages exchanged."""
    other.mkdir(exist_ok=True)
    with (
        (folder / "tm.tsv").open(encoding="utf-8") as lines,
        (other / "tm.tsv").open("w", encoding="utf-8") as out,
    ):
        for line in lines:
            english, russian = line.rstrip("\n").split("\t")
            out.write(f"{russian}\t{english}\n")
    for name, instead in (("queries", "references"), ("references", "queries")):
        text = (folder / f"{instead}.txt").read_text(encoding="utf-8")
        (other / f"{name}.txt").write_text(text, encoding="utf-8")


def answers(folder: Path, source: str) -> Path:
    """Write the first suggestion for each query, at the lowest rate that there is."""
    import tmtool as package

    pair = LANGUAGES[source]
    database, out = folder / "memory.db", folder / "tmtool.jsonl"
    if not database.exists():
        columns = ",".join(pair)
        run(tmtool("--db", str(database), "import", str(folder / "tm.tsv"), "--columns", columns))
    queries = (folder / "queries.txt").read_text(encoding="utf-8").split("\n")[:-1]
    with package.open(database) as memory, out.open("w", encoding="utf-8") as file:
        for matches in memory.lookup_many(queries, *pair, min_rate=LOWEST, limit=1):
            first = [{"rate": match.rate, "target": match.target} for match in matches]
            file.write(json.dumps({"matches": first}, ensure_ascii=False) + "\n")
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("judge", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    print(machine(), flush=True)
    folders = {name: given.folder / name for name in LANGUAGES}
    judge(given.judge, "sample", str(folders["en"]))
    exchanged(folders["en"], folders["ru"])
    for name, folder in folders.items():
        files = [folder / f"baseline-{unit}.jsonl" for unit in ("char", "word")]
        for file, unit in zip(files, ("char", "word"), strict=True):
            if not file.exists():
                judge(given.judge, "baseline", str(folder), unit)
        print(f"{name} as the source", flush=True)
        judge(given.judge, "score", str(folder), *map(str, files), str(answers(folder, name)))


if __name__ == "__main__":
    main()
