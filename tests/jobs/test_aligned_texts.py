"""On real texts: how often those that belong together are doubted, and faults are found."""

from __future__ import annotations

import csv
import lzma
import random
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from tmtool.formats import ReadOptions
from tmtool.formats.texts import read_texts
from tmtool.models import AlignedBy
from tmtool.scoring.aligned import AlignedTexts
from tmtool.scoring.doubts import doubts
from tmtool.scoring.shifts import find_shift

Texts = tuple[list[str], list[str]]
BY: AlignedBy = "position"


def ntrex(shared: Path) -> Texts:
    en, ru = (
        (shared / f"data/ntrex/{tag}.txt").read_text(encoding="utf-8") for tag in ("en", "ru")
    )
    return en.split("\n")[:-1], ru.split("\n")[:-1]


def tico(shared: Path) -> Texts:
    path = shared / "data/tico19/tico19.en-ru.tmx"
    found = list(read_texts(path, ReadOptions("en", "ru")))
    return [one.source or "" for one in found], [one.text for one in found]


def legal(shared: Path) -> Texts:
    rows = []
    for name in ("un_sdg.en-ru.tsv", "cc_legalcode_by_by-sa.en-ru.tsv"):
        lines = (shared / "data/legal" / name).read_text(encoding="utf-8").split("\n")
        rows += [line.split("\t")[-2:] for line in lines if line]
    return [row[0] for row in rows], [row[1] for row in rows]


def documentation(shared: Path) -> Texts:
    with lzma.open(shared / "data/msdocs_tm.tsv.xz", "rt", encoding="utf-8", newline="\n") as file:
        rows = csv.reader(islice(file, 30_000), delimiter="\t", quoting=csv.QUOTE_NONE)
        human = [row for row in rows if len(row) == 5 and row[1] == "HT"]
    return [row[3] for row in human], [row[4] for row in human]


def catalogues(shared: Path) -> Texts:
    found = [
        record
        for path in sorted((shared / "data/po").glob("*.po"))
        for record in read_texts(path, ReadOptions(), side="target")
        if record.text
    ]
    return [one.source or "" for one in found], [one.text for one in found]


CORPORA = {one.__name__: one for one in (ntrex, tico, legal, documentation, catalogues)}


@pytest.fixture(params=CORPORA)
def corpus(request: pytest.FixtureRequest, shared: Path) -> Texts:
    return CORPORA[request.param](shared)


def weakened(text: str, rng: random.Random) -> str:
    """A bad draft: a quarter of the words lost, another quarter replaced, some added."""
    words = []
    for word in text.split():
        chance = rng.random()
        words += [] if chance < 0.25 else [word[::-1]] if chance < 0.5 else [word]
        words += ["иное"] if rng.random() < 0.15 else []
    return " ".join(words)


def parts(texts: Texts, rng: random.Random) -> Iterator[Texts]:
    """Parts of 20 to 2,000 segments from anywhere in the texts."""
    for size, times in ((20, 40), (60, 30), (200, 20), (600, 5), (2_000, 1)):
        for _ in range(times if size <= len(texts[0]) else 0):
            start = rng.randrange(len(texts[0]) - size + 1)
            yield tuple(side[start : start + size] for side in texts)  # type: ignore[misc]


def test_texts_that_belong_together_are_not_doubted(corpus: Texts):
    rng = random.Random(1)
    alarms = []
    for en, ru in parts(corpus, rng):
        draft = [weakened(text, rng) for text in ru]
        texts = AlignedTexts(
            tuple(range(len(ru))), {"d": tuple(draft)}, {"r": tuple(ru)}, tuple(en), (), BY
        )
        alarms += list(doubts(texts, "ru"))
    assert alarms == []


@pytest.mark.parametrize("same_language", [True, False])
def test_lost_lines_are_found(corpus: Texts, same_language: bool):
    rng = random.Random(2)
    found = planted = 0
    for en, ru in parts(corpus, rng):
        draft = [weakened(text, rng) for text in ru] if same_language else en
        at, lost = rng.randrange(len(draft)), rng.choice((1, 1, 1, 2))
        if len(draft) - at < 30:
            continue
        late = [*draft[:at], *draft[at + lost :], *["x"] * lost]
        planted += 1
        shift = find_shift(late, ru, same_language=same_language)
        found += shift is not None and shift.by == lost and shift.last > at
    assert planted > 30
    assert found >= 0.97 * planted


def test_a_draft_in_the_language_of_the_source_is_found(corpus: Texts):
    for en, ru in parts(corpus, random.Random(3)):
        texts = AlignedTexts(
            tuple(range(len(ru))), {"d": tuple(en)}, {"r": tuple(ru)}, None, (), BY
        )
        if sum(len(re.findall("[A-Za-z]", text)) for text in en) >= 60:
            assert any("are Cyrillic" in doubt.what for doubt in doubts(texts)), en[:3]
