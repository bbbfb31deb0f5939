"""Real texts made into documents that are harder to align, whose right beads are known."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from building import ROOT, texts

from tmtool.alignment import ACCEPTED, AlignOptions, Knowledge, Pair, align, align_together
from tmtool.formats import ReadOptions, tmx
from tmtool.models import DocumentSegment, TranslationUnit

OPTIONS = AlignOptions("ru", "en")


def segments(lines) -> list[DocumentSegment]:
    return [DocumentSegment(line, number) for number, line in enumerate(lines)]


def made(lines, seed: int):
    """Documents of pairs of lines, some of them dropped or merged on one side, and their beads."""
    draw = random.Random(seed)
    source, target, gold = [], [], []
    at = 0
    while at < len(lines):
        chance, size = draw.random(), 1
        one, other = [lines[at][0]], [lines[at][1]]
        if chance < 0.05:
            one, other = draw.choice([(one, []), ([], other)])
        elif chance < 0.15 and at + 1 < len(lines):
            size = 2
            one, other = ([line[side] for line in lines[at : at + 2]] for side in (0, 1))
            one, other = draw.choice([([" ".join(one)], other), (one, [" ".join(other)])])
        gold.append(
            (
                tuple(range(len(source), len(source) + len(one))),
                tuple(range(len(target), len(target) + len(other))),
            )
        )
        source += one
        target += other
        at += size
    return Pair(segments(source), segments(target)), gold


def strict(gold, found) -> float:
    """The strict F1: precision of all beads, recall of those with both sides."""
    beads = [(bead.source, bead.target) for bead in found.beads]
    right = set(gold)
    both = {bead for bead in right if all(bead)}
    precision = sum(bead in right for bead in beads) / len(beads)
    recall = sum(bead in both for bead in beads) / len(both)
    return 2 * precision * recall / (precision + recall)


@pytest.fixture(scope="module")
def treaties() -> list[tuple[str, str]]:
    read = tmx.read_units(ROOT / "corpora" / "treaties.ru-en.tmx", ReadOptions())
    found = [texts(unit) for unit in read if isinstance(unit, TranslationUnit)]
    return [(text["ru"], text["en"]) for text in found]


@pytest.fixture(scope="module")
def knowledge(treaties) -> Knowledge:
    return Knowledge.learn(treaties[500:], source_language="ru", target_language="en")


def test_treaties_are_aligned_without_a_memory(treaties):
    pair, gold = made(treaties[:500], 1)
    found = align(pair, OPTIONS)
    assert found.verdict == "parallel"
    assert strict(gold, found) >= 0.97
    accepted = [bead for bead in found.beads if bead.confidence >= ACCEPTED]
    assert len(accepted) >= 0.75 * len(found.beads)
    right = sum((bead.source, bead.target) in set(gold) for bead in accepted)
    assert right >= 0.995 * len(accepted)


def test_a_memory_helps_small_documents(treaties, knowledge):
    pairs = [made(treaties[at : at + 20], at) for at in range(0, 400, 20)]
    with_memory = [strict(gold, align(pair, OPTIONS, knowledge)) for pair, gold in pairs]
    without = [strict(gold, align(pair, OPTIONS)) for pair, gold in pairs]
    assert sum(with_memory) / len(pairs) >= 0.97
    assert sum(with_memory) > sum(without)


def test_small_documents_help_each_other(treaties):
    pairs = [made(treaties[at : at + 20], at) for at in range(0, 400, 20)]
    together = align_together([pair for pair, _ in pairs], OPTIONS)
    shares = [strict(gold, found) for (_, gold), found in zip(pairs, together, strict=True)]
    assert sum(shares) / len(shares) >= 0.96


def test_a_missing_chapter_is_survived(treaties):
    source, target = ([line[side] for line in treaties[:300]] for side in (0, 1))
    found = align(Pair(segments(source), segments(target[:100] + target[160:])), OPTIONS)
    beads = {(bead.source, bead.target) for bead in found.beads}
    gold = [((i,), (i if i < 100 else i - 60,)) for i in range(300) if not 100 <= i < 160]
    assert sum(bead in beads for bead in gold) >= 0.97 * len(gold)
    assert sum("gap" in bead.remarks for bead in found.beads) >= 50


def test_a_moved_block_is_reported(treaties, knowledge):
    source, target = ([line[side] for line in treaties[:300]] for side in (0, 1))
    target = target[:100] + target[120:220] + target[100:120] + target[220:]
    (block,) = align(Pair(segments(source), segments(target)), OPTIONS, knowledge).moved
    assert block.source[0] == pytest.approx(100, abs=4)
    assert block.source[1] == pytest.approx(120, abs=4)
    assert block.target[0] - block.source[0] == 100


def test_documents_in_their_order_have_no_moved_block(treaties):
    pair, _ = made(treaties[:200], 3)
    assert align(pair, OPTIONS).moved == ()


@pytest.mark.parametrize("other", [(400, 500), (600, 700)])
def test_unrelated_documents_are_told(treaties, other):
    pair, _ = made(treaties[:100], 1)
    wrong, _ = made(treaties[slice(*other)], 2)
    assert align(Pair(pair.source, wrong.target), OPTIONS).verdict == "unrelated"


def test_settled_beads_stay_where_they_are(treaties):
    pair, gold = made(treaties[:80], 5)
    fixed = [((3,), (5,)), ((20, 21), ()), ((40, 41, 42, 43, 44), (46,))]
    found = align(Pair(pair.source, pair.target, fixed), OPTIONS)
    beads = [(bead.source, bead.target) for bead in found.beads]
    assert set(fixed) <= set(beads)
    assert [i for source, _ in beads for i in source] == list(range(len(pair.source)))
    assert [j for _, target in beads for j in target] == list(range(len(pair.target)))
    assert {bead for bead in gold if bead[0] and bead[0][0] > 60} & set(beads)


def test_a_scorer_of_sentences_is_asked(treaties):
    pair, gold = made(treaties[:30], 7)
    numbers: dict[str, int] = {}
    for source, target in gold:
        for side, places in ((pair.source, source), (pair.target, target)):
            for place in places:
                numbers[side[place].text] = (source or target)[0] % 64 if source and target else 63

    def scorer(sentences: list[str]):
        return np.eye(64)[[numbers[text] for text in sentences]]

    found = align(pair, AlignOptions("ru", "en", scorer), None)
    assert strict(gold, found) >= strict(gold, align(pair, OPTIONS))


def test_news_are_aligned_without_a_memory(shared: Path):
    folder = shared / "data" / "ntrex"
    sides = [(folder / f"{tag}.txt").read_text("utf-8").splitlines()[:700] for tag in ("ru", "en")]
    pair, gold = made(list(zip(*sides, strict=True)), 1)
    assert strict(gold, align(pair, OPTIONS)) >= 0.96
