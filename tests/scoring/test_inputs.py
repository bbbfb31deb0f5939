from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import normalize

import pytest

from tmtool.errors import InputError
from tmtool.scoring.inputs import nfc_changes, parallel_text
from tmtool.scoring.metrics import score


def test_different_numbers_of_segments_are_refused_with_their_names():
    drafts = {"draft.txt": ["a"] * 3, "other.txt": ["a"] * 4}
    with pytest.raises(InputError) as refusal:
        score(drafts, [["a"] * 4, ["a"] * 5], reference_names=["ref-1.txt", "ref-2.txt"])
    message = refusal.value.what
    for count in ("draft.txt has 3", "other.txt has 4", "ref-1.txt has 4", "ref-2.txt has 5"):
        assert count in message
    assert refusal.value.hint


def test_references_without_a_name_are_numbered():
    with pytest.raises(InputError, match="d has 1, reference 1 has 1, reference 2 has 2"):
        parallel_text({"d": ["a"]}, [["a"], ["a", "b"]])


def test_references_by_segment_instead_of_by_set_are_refused():
    with pytest.raises(InputError, match="3 references for as many segments"):
        parallel_text({"d": ["a", "b", "c"]}, [["a", "A"], ["b", "B"], ["c", "C"]])


@pytest.mark.parametrize(
    ("drafts", "references", "what"),
    [
        ({}, [["a"]], "no draft was given"),
        ({"d": ["a"]}, [], "no reference was given"),
        ({"d": []}, [["a"]], "d: the draft has no segments"),
        ({"d": []}, [[]], "d: the draft has no segments"),
        ({"d": ["a"]}, [["a"], []], "reference 2: the reference has no segments"),
        ({"d": "a"}, [["a"]], "d: a draft is a list of segments"),
        ({"d": ["a"]}, ["a"], "reference 1: a reference is a list of segments"),
        ({"d": ["", " "]}, [["", "\t"], [None, ""]], "every segment is empty"),
        ({"d": ["", "a", "b"]}, [["", "a", None], ["", "a", None]], "segment 3 has a draft but no"),
    ],
)
def test_texts_that_cannot_be_compared(
    drafts: Mapping[str, Sequence[str]], references: Any, what: str
):
    with pytest.raises(InputError, match=what) as refusal:
        parallel_text(drafts, references)
    assert refusal.value.hint


def test_segments_empty_on_all_sides_are_left_out():
    text = parallel_text({"d": ["", "", "", "a"]}, [["", "b", None, ""], [None, None, None, "\n"]])
    assert text.lines == (2, 4)
    assert text.drafts == {"d": ("", "a")}
    assert text.references == (("b", ""), (None, "\n"))
    assert text.excluded == 2


def test_segments_that_nfc_changes():
    text = parallel_text(
        {"d": ["й", normalize("NFD", "ай"), "c"]},
        [["и", "б", "c"], [None, None, normalize("NFD", "é")]],
    )
    changes = nfc_changes(text)
    assert changes.positions == [1, 2]
    assert changes.text.drafts == {"d": ("ай", "c")}
    assert changes.text.references == (("б", "c"), (None, "é"))
