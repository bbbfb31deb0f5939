"""What glossary mining finds: right translations of known terms, and its cost in large memories.

    python bench/mining.py --units FILE.tmx --gold FILE.csv... [--aligner eflomal]
    python bench/mining.py --memory MEMORY.db

A term of the gold lists counts that occurs at least twice in the units, with one of its gold
translations in such a unit. It is found where one of the first three translations has the same
lemmas as one of the gold ones. The engine is given the terms alone.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from measure import machine, run

from tmtool.formats import ReadOptions, tmx
from tmtool.jobs.aligners import aligner
from tmtool.models import TranslationUnit
from tmtool.terminology.mining.translations import CERTAIN, translate_terms
from tmtool.text.lemmas import ranked_lemmas
from tmtool.text.tokens import bare_words

Unit = tuple[int, str, str]
Lemmas = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How many of the terms have a right translation first, and among the first three."""

    terms: int
    first: int
    among_three: int

    def __str__(self) -> str:
        one, three = self.first / self.terms, self.among_three / self.terms
        return f"{self.terms} terms: acc@1 {one:.3f}, acc@3 {three:.3f}"


def lemmas(text: str, language: str) -> Lemmas:
    return tuple(ranked_lemmas(word, language)[0] for word in bare_words(text))


def gold(files: Iterable[Path]) -> dict[str, set[Lemmas]]:
    """Return the lemmas of the translations of each term, annotations left out."""
    found: dict[str, set[Lemmas]] = {}
    for path in files:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                text = re.sub(r"\[.*?\]", "", row["targetString"]).split(" : ")[0]
                if words := lemmas(text, "ru"):
                    found.setdefault(row["sourceString"].strip(), set()).add(words)
    return found


def units(path: Path) -> list[Unit]:
    """Return the English and Russian texts of a TMX file's units."""
    read = [u for u in tmx.read_units(path, ReadOptions()) if isinstance(u, TranslationUnit)]
    texts = [{v.language: v.text for v in unit.variants} for unit in read]
    return [
        (number, t["en"], t["ru"]) for number, t in enumerate(texts) if t.keys() >= {"en", "ru"}
    ]


def contains(words: Lemmas, phrase: Lemmas) -> bool:
    size = len(phrase)
    return any(words[place : place + size] == phrase for place in range(len(words) - size + 1))


def testable(
    given: Sequence[Unit], terms: dict[str, set[Lemmas]]
) -> Iterator[tuple[str, set[Lemmas]]]:
    """Yield the terms that can be tested; those with the same stems are one."""
    sides = [(lemmas(source, "en"), lemmas(target, "ru")) for _, source, target in given]
    merged: dict[Lemmas, tuple[str, set[Lemmas]]] = {}
    for term, right in terms.items():
        if key := lemmas(term, "en"):
            merged.setdefault(key, (term, set()))[1].update(right)
    for key, (term, right) in merged.items():
        targets = [(source, target) for source, target in sides if contains(source, key)]
        occurrences = sum(
            source[place : place + len(key)] == key
            for source, _ in targets
            for place in range(len(source))
        )
        if occurrences >= 2 and any(contains(t, phrase) for _, t in targets for phrase in right):
            yield term, right


def accuracy(
    given: Sequence[Unit],
    tested: Sequence[tuple[str, Collection[Lemmas]]],
    *,
    certain: float = 0.0,
    aligner_name: str = "builtin",
) -> Accuracy:
    """Return how good the translations of the tested terms are."""
    terms = [term for term, _ in tested]
    found = translate_terms(
        terms, given, "en", "ru", certain=certain, aligner=aligner(aligner_name)
    )
    first = among_three = 0
    for (_, right), offered in zip(tested, found, strict=True):
        answers = [lemmas(translation.text, "ru") in right for translation in offered]
        first += answers[:1] == [True]
        among_three += any(answers[:3])
    return Accuracy(len(tested), first, among_three)


def mine_memory(memory: Path) -> None:
    """Mine a memory, and print the number of terms with a few of them."""
    from tmtool.jobs.mine import mine
    from tmtool.store import connection

    found = mine(connection.open_file(memory), "ru", "en")
    print(len(found), "terms")
    for term in found[:: max(len(found) // 40, 1)]:
        offered = ", ".join(f"{t.text} ({t.count})" for t in term.translations)
        print(f"{term.candidate.text} ({term.candidate.count}): {offered}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=Path)
    parser.add_argument("--gold", type=Path, nargs="+")
    parser.add_argument("--aligner", default="builtin", choices=("builtin", "eflomal"))
    parser.add_argument("--memory", type=Path)
    parser.add_argument("--once", action="store_true", help="mine the memory in this process")
    options = parser.parse_args()
    if options.once:
        mine_memory(options.memory)
        return
    print(machine())
    if options.units:
        given = units(options.units)
        tested = list(testable(given, gold(options.gold)))
        for certain in (0.0, CERTAIN):
            start = time.process_time()
            found = accuracy(given, tested, certain=certain, aligner_name=options.aligner)
            cpu = time.process_time() - start
            print(f"log-likelihood from {certain}: {found}, {cpu:.1f} s of CPU")
    if options.memory:
        cost = run([sys.executable, __file__, "--once", "--memory", str(options.memory)])
        print(f"{cost.wall:.0f} s, {cost.cpu:.0f} s of CPU, {cost.memory:.0f} MB")


if __name__ == "__main__":
    main()
