"""How well and how fast two documents are aligned, by documents whose right alignment is known.

    python bench/alignment.py quality SHARED_DATA [--seeds 3] [--plot bench/alignment.svg]
    python bench/alignment.py robustness SHARED_DATA
    python bench/alignment.py verdicts SHARED_DATA
    python bench/alignment.py size SHARED_DATA [--lines 10000]

Documents are made of lines that translate each other: of every line 5 % are dropped on one side,
before 3 % a line of other texts is put in, and 10 % are merged with the next one, or with the next
two (15 % of these), on one side. Strict F1: a bead counts only if both its sides are right; the
beads found count with those of one side, the right ones without (Thompson & Koehn 2019).
"""

from __future__ import annotations

import argparse
import csv
import lzma
import random
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from measure import machine
from plot import reliability

from tmtool.alignment import (
    ACCEPTED,
    AlignOptions,
    Knowledge,
    Pair,
    align,
    align_together,
)
from tmtool.formats import ReadOptions, tmx
from tmtool.models import Alignment, DocumentSegment, TranslationUnit

Line = tuple[str, str]
Gold = list[tuple[tuple[int, ...], tuple[int, ...]]]
OPTIONS = AlignOptions("ru", "en")
ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Made:
    """Two documents and their right beads."""

    pair: Pair
    gold: Gold


def segments(texts: Sequence[str]) -> list[DocumentSegment]:
    return [DocumentSegment(text, number) for number, text in enumerate(texts)]


def make(lines: Sequence[Line], foreign: Sequence[Line], seed: object) -> Made:
    """Return documents made of lines, in a way that depends on the seed alone."""
    draw = random.Random(str(seed))
    sides: tuple[list[str], list[str]] = [], []
    gold: Gold = []

    def put(source: Sequence[str], target: Sequence[str]) -> None:
        places = []
        for side, texts in zip(sides, (source, target), strict=True):
            places.append(tuple(range(len(side), len(side) + len(texts))))
            side.extend(texts)
        gold.append((places[0], places[1]))

    def on_one_side(line: Line) -> None:
        put(line[:1], ()) if draw.random() < 0.5 else put((), line[1:])

    at = 0
    while at < len(lines):
        if draw.random() < 0.03:
            on_one_side(draw.choice(foreign))
        chance = draw.random()
        if chance < 0.05:
            on_one_side(lines[at])
            at += 1
            continue
        size = 1 if chance >= 0.15 else 3 if draw.random() < 0.15 else 2
        some = lines[at : at + size]
        source, target = [one for one, _ in some], [other for _, other in some]
        if size > 1 and draw.random() < 0.5:
            source = [" ".join(source)]
        elif size > 1:
            target = [" ".join(target)]
        put(source, target)
        at += size
    return Made(Pair(segments(sides[0]), segments(sides[1])), gold)


@dataclass(slots=True)
class Tally:
    """What was found right in several documents."""

    found: int = 0
    right: int = 0
    both: int = 0
    wanted: int = 0
    beads: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, made: Made, found: Alignment) -> None:
        right = set(made.gold)
        self.wanted += sum(1 for source, target in right if source and target)
        for bead in found.beads:
            is_right = (bead.source, bead.target) in right
            self.found += 1
            self.right += is_right
            self.both += is_right and bool(bead.source and bead.target)
            self.beads.append((bead.confidence, is_right))

    @property
    def f1(self) -> float:
        precision, recall = self.right / max(self.found, 1), self.both / max(self.wanted, 1)
        return 2 * precision * recall / max(precision + recall, 1e-9)

    def row(self, name: str, seconds: float) -> str:
        accepted = [right for confidence, right in self.beads if confidence >= ACCEPTED]
        wrong = sum(not right for _, right in self.beads)
        let_in = len(accepted) - sum(accepted)
        return (
            f"| {name} | {self.f1:.4f} | {len(accepted) / max(len(self.beads), 1):.1%} |"
            f" {sum(accepted) / max(len(accepted), 1):.4f} | {1 - let_in / max(wrong, 1):.0%} |"
            f" {seconds:.1f} |"
        )


HEAD = (
    "| documents | strict F1 | accepted | of these right | errors left to review | s of CPU |\n"
    "|---|---:|---:|---:|---:|---:|"
)

Aligned = Callable[[Sequence[Made]], Iterator[Alignment]]


def with_knowledge(known: Knowledge | None) -> Aligned:
    return lambda made: (align(one.pair, OPTIONS, known) for one in made)


def together(made: Sequence[Made]) -> Iterator[Alignment]:
    return align_together([one.pair for one in made], OPTIONS)


def measured(name: str, made: Sequence[Made], aligned: Aligned) -> Tally:
    tally, start = Tally(), time.process_time()
    for one, found in zip(made, aligned(made), strict=True):
        tally.add(one, found)
    print(tally.row(name, time.process_time() - start), flush=True)
    return tally


@dataclass(frozen=True, slots=True)
class Data:
    """News documents and other units, Russian and English."""

    documents: list[list[Line]]
    health: list[Line]
    goals: list[Line]
    licences: list[Line]
    treaties: list[Line]

    @property
    def lines(self) -> list[Line]:
        return [line for document in self.documents for line in document]

    def knowledge(self, more: Sequence[Line] = ()) -> Knowledge:
        units = [*self.health, *self.goals, *self.licences, *self.treaties, *more]
        return Knowledge.learn(units, source_language="ru", target_language="en")


def read(folder: Path) -> Data:
    news: dict[str, list[Line]] = {}
    names = ("ru.txt", "en.txt", "documents.tsv")
    texts = [(folder / "ntrex" / name).read_text("utf-8").splitlines() for name in names]
    for ru, en, name in zip(*texts, strict=True):
        news.setdefault(name, []).append((ru, en))
    return Data(
        list(news.values()),
        list(units(folder / "tico19" / "tico19.en-ru.tmx")),
        table(folder / "legal" / "un_sdg.en-ru.tsv"),
        table(folder / "legal" / "cc_legalcode_by_by-sa.en-ru.tsv"),
        list(units(ROOT / "corpora" / "treaties.ru-en.tmx")),
    )


def units(path: Path) -> Iterator[Line]:
    for unit in tmx.read_units(path, ReadOptions()):
        if isinstance(unit, TranslationUnit):
            texts = {v.language.partition("-")[0]: v.text for v in unit.variants}
            if texts.keys() >= {"ru", "en"}:
                yield texts["ru"], texts["en"]


def table(path: Path) -> list[Line]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(row[-1], row[-2]) for row in rows]


def quality(data: Data, options: argparse.Namespace) -> None:
    """Whole and small documents, without and with a memory, and together."""
    print(HEAD)
    lines = {}
    known = data.knowledge()
    for seed in range(1, options.seeds + 1):
        whole = [make(data.lines, data.health, seed)]
        small = [make(one, data.health, (seed, n)) for n, one in enumerate(data.documents)]
        for name, made, aligned in (
            (f"whole, no memory, seed {seed}", whole, with_knowledge(None)),
            (f"whole, other units, seed {seed}", whole, with_knowledge(known)),
            (f"123 of 16 lines, no memory, seed {seed}", small, with_knowledge(None)),
            (f"123 of 16 lines, other units, seed {seed}", small, with_knowledge(known)),
            (f"123 of 16 lines, together, seed {seed}", small, together),
        ):
            tally = measured(name, made, aligned)
            lines.setdefault(name.rpartition(",")[0], []).extend(tally.beads)
    if options.plot:
        options.plot.write_text(reliability(lines), encoding="utf-8")


def robustness(data: Data, options: argparse.Namespace) -> None:
    """What is missing, moved or foreign, and other kinds of text."""
    print(HEAD)
    for seed in range(1, options.seeds + 1):
        for name, made in (
            ("400 lines missing", missing(make(data.lines, data.health, seed), 700, 400)),
            ("150 foreign lines first", in_front(make(data.lines, data.health, seed), data)),
            ("60 lines moved", moved(data.lines[:600], data.health, seed)),
            ("goals", make(data.goals, data.health, seed)),
            ("licences", make(data.licences, data.health, seed)),
            ("treaties", make(data.treaties, data.health, seed)),
        ):
            measured(f"{name}, seed {seed}", [made], with_knowledge(None))
            if name == "60 lines moved":
                print("moved blocks:", align(made.pair, OPTIONS).moved)


def missing(made: Made, first: int, size: int) -> Made:
    """Leave out a block of the target."""
    end = first + size

    def place(j: int) -> int:
        return j if j < first else j - size

    gold: Gold = []
    for source, target in made.gold:
        left = tuple(place(j) for j in target if not first <= j < end)
        if target and not left:
            gold += [((i,), ()) for i in source]
        elif len(left) < len(target):
            gold.append((source, left))
        else:
            gold.append((source, left))
    target = [*made.pair.target[:first], *made.pair.target[end:]]
    return Made(Pair(made.pair.source, target), gold)


def in_front(made: Made, data: Data, size: int = 150) -> Made:
    """Put lines of another text in front of the source."""
    first = segments([source for source, _ in data.goals[:size]])
    gold: Gold = [((i,), ()) for i in range(size)]
    gold += [(tuple(i + size for i in source), target) for source, target in made.gold]
    return Made(Pair([*first, *made.pair.source], made.pair.target), gold)


def moved(lines: Sequence[Line], foreign: Sequence[Line], seed: int) -> Made:
    """Let a block of 60 target lines stand 200 lines further on; it is no bead in the gold."""
    first = make(lines[:200], foreign, (seed, 1))
    block = lines[200:260]
    rest = make(lines[260:460], foreign, (seed, 2))
    last = make(lines[460:], foreign, (seed, 3))
    source, target, gold = [], [], []
    for part in (first, [s for s, _ in block], rest, [t for _, t in block], last):
        if isinstance(part, Made):
            gold += [
                (tuple(i + len(source) for i in s), tuple(j + len(target) for j in t))
                for s, t in part.gold
            ]
            source += [one.text for one in part.pair.source]
            target += [one.text for one in part.pair.target]
        elif part[0] == block[0][0]:
            gold += [((len(source) + n,), ()) for n in range(len(part))]
            source += part
        else:
            gold += [((), (len(target) + n,)) for n in range(len(part))]
            target += part
    return Made(Pair(segments(source), segments(target)), gold)


def verdicts(data: Data, options: argparse.Namespace) -> None:
    """How often right pairs of documents are told from wrong ones."""
    draw = random.Random(1)
    print("| documents | right ones taken | wrong ones of the same kind told | of another kind |")
    print("|---|---:|---:|---:|")
    for lines in (16, 100):
        for name, known in (("no memory", None), ("other units", data.knowledge())):
            counts = [0, 0, 0]
            for number in range(options.tries):
                mine, other = (some(data, lines, draw) for _ in range(2))
                foreign = data.licences if number % 2 else data.treaties
                begin = draw.randrange(len(foreign) - lines)
                strange = make(foreign[begin : begin + lines], data.health, number).pair
                pair = make(mine, data.health, number).pair
                wrong = make(other, data.health, number).pair
                for place, target in enumerate((pair, wrong, strange)):
                    found = align(Pair(pair.source, target.target), OPTIONS, known)
                    counts[place] += (found.verdict == "unrelated") == bool(place)
            cells = " | ".join(f"{count} of {options.tries}" for count in counts)
            print(f"| {lines} lines, {name} | {cells} |", flush=True)


def some(data: Data, lines: int, draw: random.Random) -> list[Line]:
    """Return neighbouring lines of the news."""
    begin = draw.randrange(len(data.lines) - lines)
    return data.lines[begin : begin + lines]


def size(data: Data, options: argparse.Namespace) -> None:
    """One document of many lines: news, then documentation that people translated."""
    lines = data.lines[: options.lines]
    if len(lines) < options.lines:
        lines += list(documentation(options.data / "msdocs_tm.tsv.xz", options.lines - len(lines)))
    made = make(lines, data.health, 1)
    print(HEAD)
    measured(f"{options.lines:,} lines", [made], with_knowledge(None))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{peak:.0f} MB at most")


def documentation(path: Path, number: int) -> Iterator[Line]:
    with lzma.open(path, "rt", encoding="utf-8", newline="\n") as file:
        for row in file:
            _, origin, _, en, ru = row.rstrip("\n").split("\t")
            if number and origin == "HT" and 3 <= len(en.split()) <= 60:
                number -= 1
                yield ru, en


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    modes = {"quality": quality, "robustness": robustness, "verdicts": verdicts, "size": size}
    parser.add_argument("mode", choices=modes)
    parser.add_argument("data", type=Path)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--tries", type=int, default=100)
    parser.add_argument("--lines", type=int, default=10_000)
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args()
    print(machine())
    modes[options.mode](read(options.data), options)


if __name__ == "__main__":
    main()
