"""What does morphology add to term accuracy, and how much does `check` find in translations?

    python bench/terms.py [--tico FOLDER] [--sample N]

The drafts of corpora/examples, the sample corpus with the sample glossary, and TICO-19 (a
folder with its `tico19.en-ru.tmx` and the term lists `*en*ru*.csv` of its website) as human
translations with its own glossary. With --sample, so many findings of each are printed, drawn
at random with a fixed seed, to be judged by a person.
"""

from __future__ import annotations

import argparse
import csv
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import tmtool
from tmtool.formats import ReadOptions, find
from tmtool.formats.lines import read_segments
from tmtool.jobs.check import TERMS_ALONE
from tmtool.jobs.samples import load_samples, sample
from tmtool.memory import Memory
from tmtool.models import SEVERITIES, Concept, DraftSegment, Issue, Term, TranslationUnit

Pair = tuple[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--tico", type=Path, metavar="FOLDER")
    parser.add_argument("--sample", type=int, default=0, metavar="N")
    options = parser.parse_args()
    columns = ("texts", "draft", "terms", "accuracy", "without morphology", *SEVERITIES, "CPU s")
    print(f"| {' | '.join(columns)} |\n|---|---|{'---:|' * (len(columns) - 2)}")
    with tempfile.TemporaryDirectory() as folder:
        with tmtool.open(Path(folder) / "treaties.db") as memory:
            list(load_samples(memory))
            of_examples(memory, options.sample)
            units = list(memory.units())
            of_units(memory, "sample corpus", units, options.sample)
        if options.tico:
            with tmtool.open(Path(folder) / "tico.db") as memory:
                units = list(tico(memory, options.tico))
                of_units(memory, "TICO-19", units, options.sample)


def of_examples(memory: Memory, shown: int) -> None:
    folder = sample("corpora/examples")
    texts = {path.name: read_segments(path) for path in sorted(folder.glob("*.txt"))}
    russian = texts.pop("source.ru.txt")
    for name, english in texts.items():
        row(memory, "examples", name, ("ru", "en"), russian, english, shown)
        row(memory, "examples", f"source.ru.txt of {name}", ("en", "ru"), english, russian, 0)


def of_units(memory: Memory, name: str, units: Sequence[TranslationUnit], shown: int) -> None:
    for source, target in (("ru", "en"), ("en", "ru")):
        sides = [[text(unit, language) for unit in units] for language in (source, target)]
        documents = [unit.document for unit in units]
        row(memory, name, f"{source}–{target}", (source, target), *sides, shown, documents)


def text(unit: TranslationUnit, language: str) -> str:
    return next(v.text for v in unit.variants if v.language.startswith(language))


def tico(memory: Memory, folder: Path) -> Iterator[TranslationUnit]:
    """Put the term lists into the glossary, a concept for each English term; yield the units."""
    english: dict[str, dict[str, None]] = {}
    for path in sorted(folder.glob("*en*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file):
                terms = line["sourceString"].strip(), line["targetString"].strip()
                one, other = terms if line["sourceLang"] == "en" else terms[::-1]
                english.setdefault(one, {})[other] = None
    for term, russian in english.items():
        others = (Term("ru", text) for text in russian)
        memory.glossary.add(Concept((Term("en", term, status="preferred"), *others)))
    path = next(folder.glob("*.tmx"))
    for record in find(path).read_units(path, ReadOptions()):
        if isinstance(record, TranslationUnit) and len(record.variants) == 2:
            yield record


def row(
    memory: Memory,
    name: str,
    draft: str,
    pair: Pair,
    source_texts: Sequence[str],
    draft_texts: Sequence[str],
    shown: int,
    documents: Sequence[str | None] | None = None,
) -> None:
    sides = source_texts, draft_texts
    with_it = memory.glossary.term_accuracy(*sides, *pair)
    without = memory.glossary.term_accuracy(*sides, *pair, morphology=False)
    segments = [
        DraftSegment(number, *texts)
        for number, texts in enumerate(
            zip(*sides, documents or [None] * len(source_texts), strict=True), 1
        )
    ]
    start = time.process_time()
    report = memory.check(segments, *pair, severities=TERMS_ALONE)
    seconds = time.process_time() - start
    found = Counter(issue.severity for issue in report.issues)
    print(
        f"| {name} | {draft} | {with_it.needed:,} | {with_it.accuracy:.1f} % |"
        f" {without.accuracy:.1f} % | {found['error']:,} | {found['warning']:,} |"
        f" {found['info']:,} | {seconds:.1f} |"
    )
    worth_reading = [issue for issue in report.issues if issue.severity != "info"]
    for issue in random.Random(26).sample(worth_reading, min(shown, len(worth_reading))):
        print(told(issue))


def told(issue: Issue) -> str:
    return (
        f"    {issue.segment} {issue.severity} {issue.check}: {issue.message}"
        f"\n        {issue.source}\n        {issue.draft}"
    )


if __name__ == "__main__":
    main()
