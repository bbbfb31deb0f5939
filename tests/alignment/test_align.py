"""Aligning small documents from end to end."""

from __future__ import annotations

from tmtool.alignment import AlignOptions, Knowledge, Pair, align, align_together, learn_together
from tmtool.models.alignment import DocumentSegment

OPTIONS = AlignOptions("ru", "en")


def segments(*texts: str) -> list[DocumentSegment]:
    return [DocumentSegment(text, paragraph) for paragraph, text in enumerate(texts)]


SOURCE = segments(
    "Статья 1",
    "Стороны обменялись 15 нотами.",
    "Договор вступает в силу 1 января 2020 года и действует 25 лет.",
    "Президент Трамп посетил Варшаву.",
    "Конец.",
)
TARGET = segments(
    "Article 1",
    "The Parties exchanged 15 notes.",
    "The Treaty enters into force on 1 January 2020.",
    "It is valid for 25 years.",
    "President Trump visited Warsaw.",
    "End.",
)
GOLD = [((0,), (0,)), ((1,), (1,)), ((2,), (2, 3)), ((3,), (4,)), ((4,), (5,))]


def beads(alignment):
    return [(bead.source, bead.target) for bead in alignment.beads]


def test_a_small_document_is_aligned():
    assert beads(align(Pair(SOURCE, TARGET), OPTIONS)) == GOLD


def test_each_segment_is_in_one_bead_in_order():
    found = align(Pair(SOURCE, TARGET), OPTIONS)
    assert [i for bead in found.beads for i in bead.source] == list(range(len(SOURCE)))
    assert [j for bead in found.beads for j in bead.target] == list(range(len(TARGET)))


def test_the_same_documents_give_the_same_beads():
    assert align(Pair(SOURCE, TARGET), OPTIONS) == align(Pair(SOURCE, TARGET), OPTIONS)


def test_documents_without_segments_are_empty():
    found = align(Pair(SOURCE, []), OPTIONS)
    assert found.verdict == "empty"
    assert beads(found) == [((i,), ()) for i in range(len(SOURCE))]
    assert align(Pair([], []), OPTIONS).beads == ()


def test_settled_beads_are_kept():
    fixed = [((1,), (1, 2)), ((3,), ())]
    found = beads(align(Pair(SOURCE, TARGET, fixed), OPTIONS))
    assert set(fixed) <= set(found)


def test_several_pairs_are_aligned_with_one_lexicon():
    pairs = [Pair(SOURCE, TARGET), Pair(SOURCE[:3], TARGET[:4])]
    first, second = align_together(pairs, OPTIONS)
    assert beads(first) == GOLD
    assert beads(second) == GOLD[:3]


def test_knowledge_is_written_and_read():
    known = learn_together([Pair(SOURCE, TARGET)], OPTIONS)
    again = Knowledge.load(known.dump())
    assert again.dump() == known.dump()
    assert align(Pair(SOURCE, TARGET), OPTIONS, again) == align(
        Pair(SOURCE, TARGET), OPTIONS, known
    )
