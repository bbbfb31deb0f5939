"""Where the rules of languages cut texts into segments."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tmtool.text.segmentation import rules_for, segments, spans

PIECES = [
    *".!?…;:»«\"'()[] \n\t—-АБвгаb1IV。！",
    *["ст.", "т. е.", "г.", "U.S.", "etc.", "No.", "ARTICLE I ", "He", "Он", "a)", "(b)", "\n\n"],
]
texts = st.text() | st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(texts, st.sampled_from("ru en de fr es zh ja xx".split()))
@example("", "en")
@example(" \n ", "ru")
@example(". » «", "ru")
def test_segments_and_what_is_between_them_are_the_text(text: str, language: str):
    behind = 0
    for start, end in spans(text, rules_for(language)):
        assert behind <= start < end
        assert not text[behind:start].strip()
        assert text[start:end].strip() == text[start:end]
        behind = end
    assert not text[behind:].strip()


@pytest.mark.parametrize("language", ["ru", "en"])
def test_cuts_of_the_shared_set(language: str, shared: Path):
    path = shared / "data" / "segmentation" / f"{language}.txt"
    right = found = true = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        parts = line.split("|")
        ours = cuts(segments(" ".join(parts), language))
        gold = cuts(parts)
        right, found, true = right + len(ours & gold), found + len(ours), true + len(gold)
    assert true >= 15
    assert 2 * right / (found + true) >= 0.97


def cuts(parts: list[str]) -> set[int]:
    """The ends of all parts but the last, in characters without white space."""
    ends, behind = set(), 0
    for part in parts[:-1]:
        behind += len("".join(part.split()))
        ends.add(behind)
    return ends
