"""The page of two aligned documents: what it says, with and without marks."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from beads import a_pair, pairs
from hypothesis import given
from pages import read

from tmtool.alignment import edits
from tmtool.jobs.alignment_page import alignment_page
from tmtool.models import AlignedPair, Alignment, Bead, BeadCorrection, DocumentSegment, MovedBlock
from tmtool.reports.html.alignment_rows import Run, runs, sureness


def page(pair: AlignedPair, threshold: float = 0.9) -> str:
    return alignment_page(pair, "2026-11-26", threshold)


def with_hole(size: int) -> AlignedPair:
    """Return a pair whose source has so many segments in its middle that the target lacks."""
    source = tuple(DocumentSegment(f"Глава {number}", number) for number in range(size + 2))
    target = (DocumentSegment("Chapter 0"), DocumentSegment("The end", 1))
    beads = [Bead((0,), (0,), 0.99)]
    beads += [Bead((place,), (), 0.97, ("gap",)) for place in range(1, size + 1)]
    beads.append(Bead((size + 1,), (1,), 0.99))
    return AlignedPair(
        "a.txt", "b.txt", "ru", "en", source, target,
        Alignment(tuple(beads), 0.98, "parallel"), ("open",) * len(beads),
    )  # fmt: skip


def test_what_the_page_says():
    text = read(page(a_pair(states=["accepted", *["open"] * 4, "rejected"]))).text
    for said in (
        "договор.docx", "treaty.docx", "ru → en", "84 % mean confidence", "2 to review, below 90 %",
        "1 accepted, 1 rejected by a person", "1 without a partner",
        "lengths out of proportion: 30 to 20",
        "numbers differ", "one of many without a partner", "Он продлевается.",
    ):  # fmt: skip
        assert said in " ".join(text.split()), said


def test_each_bead_has_a_row_that_says_how_sure_it_is():
    found = page(a_pair(states=["accepted", *["open"] * 4, "rejected"]))
    assert re.findall('<tr id="b-([0-9]+)" class="([a-z ]+)" data-r="([a-z ]*)">', found) == [
        ("1", "bead settled accepted", ""),
        ("2", "bead sure open", ""),
        ("3", "bead unlikely open review", "length numbers"),
        ("4", "bead sure open", ""),
        ("5", "bead doubtful open review", "gap"),
        ("6", "bead settled rejected", ""),
    ]


def test_numbers_that_differ_are_marked():
    found = page(a_pair())
    assert re.findall("<mark title[^>]*>([^<]*)</mark>", found) == ["5", "6"]


def test_numbers_are_compared_as_a_person_left_the_bead():
    corrected = (None, None, BeadCorrection(target="The term is 5 years."), *(None,) * 3)
    assert "<mark title" not in page(a_pair(corrections=corrected))
    found = page(edits.split(a_pair(), 2, 1, 1))
    assert re.findall("<mark title[^>]*>([^<]*)</mark>", found) == ["5", "6"]


def test_borders_of_joined_sentences_stay():
    found = page(a_pair())
    assert '<span class="place">3</span> <span>Срок — <mark' in found
    assert '<span class="place">4</span> <span>Он продлевается.</span>' in found


def test_a_corrected_text_stands_in_its_place():
    found = page(a_pair(corrections=(None, BeadCorrection(target="Agreed upon."), *(None,) * 4)))
    assert '<span class="place">corrected</span> <span>Agreed upon.</span>' in found
    assert "The Parties have agreed" not in found


@pytest.mark.parametrize(("size", "folded"), [(4, False), (5, True), (400, True)])
def test_a_missing_block_is_folded(size: int, folded: bool):
    pair = with_hole(size)
    found = page(pair)
    assert ("segments without a partner, 2 to" in found) == folded
    assert f"Глава {size // 2}" in found
    assert len(re.findall('^<tr id="', found, re.MULTILINE)) == (3 if folded else size + 2)
    if folded:
        assert list(runs(pair))[1] == Run(1, size + 1, "source")
        assert f"{size} beads with source segments alone" in read(found).text


def test_a_settled_bead_is_not_folded():
    pair = with_hole(11)
    settled = replace(pair, states=(*["open"] * 6, "rejected", *["open"] * 6))
    assert [run.end - run.start for run in runs(settled)] == [1, 5, 1, 5, 1]


def test_moved_blocks_are_told_with_links_to_their_rows():
    pair = replace(with_hole(6))
    block = MovedBlock((2, 5), (0, 2))
    found = page(replace(pair, alignment=replace(pair.alignment, moved=(block,))))
    assert "1 block that stands elsewhere in the target" in found
    assert '<a href="#b-2">Source 3–5</a>: <span lang="ru" dir="auto">Глава 2</span>' in found
    assert '<a href="#b-1">target 1–2</a>' in found


def test_documents_that_are_no_translations_are_told_first():
    pair = a_pair()
    found = page(replace(pair, alignment=replace(pair.alignment, verdict="unrelated")))
    assert "The documents seem to be no translations of each other." in found
    assert "Look at this first" not in page(pair)


@pytest.mark.parametrize(
    ("threshold", "expected"),
    [(0.9, "sure"), (0.91, "doubtful"), (1.0, "doubtful")],
)
def test_the_threshold_decides(threshold: float, expected: str):
    assert sureness(a_pair(), 3, threshold) == expected


@given(pair=pairs())
def test_any_pair_makes_a_page(pair: AlignedPair):
    found = page(pair)
    reader = read(found)
    rows = [attributes for tag, attributes in reader.seen if tag == "tr" and "id" in attributes]
    assert len(rows) == len(list(runs(pair)))
    lines = [line for line in found.split("\n") if line.startswith('<tr id="b-')]
    assert len(lines) == len(rows)
