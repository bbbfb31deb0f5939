from __future__ import annotations

import re
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.matching.differences import differences
from tmtool.models.matches import Edit
from tmtool.text.normalise import comparable

pieces = [
    "Статья",
    "статья",
    "договора",
    "7",
    ",",
    "(",
    "й",
    normalize("NFD", "й"),
    "{1}",
    "«",
    "»",
]
texts = st.lists(st.sampled_from([*pieces, " ", " ", "\u00a0"]), max_size=12).map("".join)


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize(
    ("query", "source", "edits"),
    [
        ("Статья 7", "Статья 7", [("equal", "Статья 7", "Статья 7")]),
        (
            "Статья 8 договора",
            "Статья 7 договора",
            [
                ("equal", "Статья", "Статья"),
                ("replace", "8", "7"),
                ("equal", "договора", "договора"),
            ],
        ),
        ("Новая статья", "статья", [("insert", "Новая", ""), ("equal", "статья", "статья")]),
        ("статья", "статья седьмая", [("equal", "статья", "статья"), ("delete", "", "седьмая")]),
        ("24 часа.", "24 часа", [("equal", "24 часа", "24 часа"), ("insert", ".", "")]),
        ("Статья", "статья", [("replace", "Статья", "статья")]),
        ("", "статья", [("delete", "", "статья")]),
        ("", "", []),
    ],
)
def test_differences_word_by_word(query: str, source: str, edits: list[tuple[str, str, str]]):
    assert differences(query, source) == tuple(Edit(*edit) for edit in edits)


@given(texts, texts)
def test_the_edits_hold_all_words_of_both_sides(query: str, source: str):
    edits = differences(query, source)
    assert bare("".join(edit.query for edit in edits)) == bare(comparable(query))
    assert bare("".join(edit.source for edit in edits)) == bare(comparable(source))


@given(texts, texts)
def test_each_edit_says_what_it_is(query: str, source: str):
    for edit in differences(query, source):
        assert {
            "equal": bool(edit.query and edit.source) and bare(edit.query) == bare(edit.source),
            "insert": bool(edit.query) and not edit.source,
            "delete": bool(edit.source) and not edit.query,
            "replace": bool(edit.query and edit.source) and edit.query != edit.source,
        }[edit.op]


@given(texts)
def test_texts_that_a_look_up_calls_identical_do_not_differ(text: str):
    edits = differences(f" {normalize('NFC', text)}", normalize("NFD", text))
    assert {edit.op for edit in edits} <= {"equal"}
