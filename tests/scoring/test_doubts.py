"""Texts that seem not to belong together are doubted, with figures; others are not."""

from __future__ import annotations

import pytest
from building import ROOT

from tmtool.scoring.aligned import AlignedTexts
from tmtool.scoring.doubts import doubts, remarks

EXAMPLES = ROOT / "corpora" / "examples"


def example(name: str) -> list[str]:
    return (EXAMPLES / name).read_text(encoding="utf-8").splitlines()


REFERENCE, GOOD, WEAK, SOURCE = (
    example(f"{name}.txt")
    for name in ("reference.en", "draft-good.en", "draft-weak.en", "source.ru")
)
GERMAN = [
    "Die Parteien legen die Sache bei, und wenn sie nicht zu einer Einigung kommen, so wird auf"
    " Antrag einer von ihnen das Gericht entscheiden.",
    "Das Übereinkommen liegt zur Unterzeichnung auf und tritt mit dem Monat in Kraft, der auf die"
    " Hinterlegung folgt.",
] * 10
UKRAINIAN = ["Ця угода відкрита для підписання, якщо її не може бути змінено."] * 20
RUSSIAN = ["Это соглашение открыто для подписания, если его не изменят все."] * 20
LATE = ["Новое.", *SOURCE[:-1]]


def aligned(draft, reference=None, source=None) -> AlignedTexts:
    count = len(draft)
    return AlignedTexts(
        tuple(range(1, count + 1)),
        {"d": tuple(draft)},
        {"r": tuple(reference)} if reference else {},
        tuple(source) if source else None,
        (None,) * count,
        "position",
    )


def said(*texts, language: str | None = None) -> list[str]:
    found = list(doubts(aligned(*texts), language))
    assert all(doubt.where and doubt.hint.endswith(".") for doubt in found)
    return [doubt.what for doubt in found]


@pytest.mark.parametrize(
    ("texts", "language"),
    [
        ((GOOD, REFERENCE), None),
        ((WEAK, REFERENCE, SOURCE), "en"),
        ((WEAK, None, SOURCE), "en-GB"),
        ((SOURCE, SOURCE), "ru"),
        ((GERMAN, GERMAN), "de"),
        ((["OK"] * 20, ["ОК"] * 20), "ru"),
        (([""] * 41, REFERENCE, SOURCE), "en"),
        ((["SQL Server 2019"] * 9, ["SQL Server 2019"] * 9, ["SQL Server 2019"] * 9), None),
    ],
    ids=["good", "weak", "terms", "itself", "german", "few letters", "empty", "not translated"],
)
def test_texts_that_belong_together(texts, language):
    assert said(*texts, language=language) == []


@pytest.mark.parametrize(
    ("texts", "language", "what"),
    [
        ((SOURCE, REFERENCE), None, "only 0 % of its letters are Latin, most are Cyrillic, the"),
        (
            (REFERENCE, SOURCE),
            None,
            "most are Latin, the reference r has 100 %",
        ),
        ((GERMAN, REFERENCE[:20]), None, "the text looks like de ("),
        ((UKRAINIAN, RUSSIAN), None, "the text looks like uk ("),
        ((GERMAN, GERMAN), "fr", "the text looks like de ("),
        ((GERMAN, GERMAN), "ru", "letters are Cyrillic, which ru is written in"),
        ((SOURCE, REFERENCE, SOURCE), None, "100 % of its 41 segments with letters are the same"),
        (
            (SOURCE[:21] + REFERENCE[21:], REFERENCE, SOURCE),
            None,
            "51 % of its 41 segments with letters are the same as in the source, of the"
            " reference's 0 %",
        ),
        ((WEAK[:9] + WEAK[10:] + [""], REFERENCE), None, "segments 10 to "),
        ((WEAK, REFERENCE, LATE), None, "fit those of the source that stand"),
        ((WEAK, None, LATE), None, "fit those of the source that stand"),
    ],
)
def test_texts_that_do_not(texts, language, what):
    assert any(what in one for one in said(*texts, language=language))


def test_a_shift_is_told_with_its_correlations():
    found = said([*WEAK[:9], *WEAK[10:], ""], REFERENCE)
    assert len(found) == 1
    assert "segments 10 to 40 fit those of r that stand 1 place after them better than" in found[0]
    assert "(the lengths correlate by 0.9" in found[0]
    assert "as they stand)" in found[0]


def test_few_copied_segments_say_nothing():
    assert said(SOURCE[:5], REFERENCE[:5], SOURCE[:5]) != []
    few = aligned(["API"] * 5, ["ИПП"] * 5, ["API"] * 5)
    assert list(doubts(few)) == []


def test_remarks_on_what_is_scored_all_the_same():
    copy = list(remarks(aligned(REFERENCE, REFERENCE)))
    assert copy == ["d is the same text as the reference r: its scores say nothing of its quality"]
    gaps = ["", *GOOD[1:5], " ", *GOOD[6:]]
    assert list(remarks(aligned(gaps, REFERENCE))) == [
        "d has 2 empty segments (1, 6), scored as they are"
    ]
    assert list(remarks(aligned(["", "b"], ["", "c"]))) == []
    assert list(remarks(aligned(GOOD, REFERENCE))) == []


def test_a_reference_that_is_the_source():
    (found,) = said(WEAK, SOURCE, SOURCE, language="ru")[:1]
    assert "the same text as the source" in found
    assert not any(
        "the same text as the source" in one for one in said(SOURCE[:5], *[SOURCE[:5]] * 2)
    )
