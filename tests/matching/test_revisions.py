"""Words, characters and moves that turn a draft into its reference."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.matching.revisions import Run, nearest, revision

SHAPES = {
    "same": "{}",
    "deleted": "[-{}-]",
    "inserted": "{{+{}+}}",
    "moved": "<{}|",
    "goal": "|{}>",
}


def drawn(draft: str, reference: str) -> str:
    """A revision as one line; `!` is before characters that differ within a word."""
    return "".join(
        SHAPES[run.kind].format("!" * run.strong + run.text) for run in revision(draft, reference)
    )


@pytest.mark.parametrize(
    ("draft", "reference", "expected"),
    [
        ("a b c", "a b c", "a b c"),
        ("the High Council", "the Supreme Council", "the [-High-]{+Supreme+} Council"),
        ("of limits of it", "of it", "of [-limits of-] it"),
        ("a b", "b", "[-a-] b"),
        ("b", "a b", "{+a +}b"),
        ("a", "a b", "a{+ b+}"),
        ("A B", "A, B", "A{+,+} B"),
        ("A, B", "A B", "A[-,-] B"),
        ("AB C", "AB (c) C", "AB {+(c) +}C"),
        ("AB.", "AB. Then D.", "AB.{+ Then D.+}"),
        ("", "x y", "{+x y+}"),
        ("x y", "", "[-x y-]"),
        ("", "", ""),
        ("  ", "x", "  {+x+}"),
        ("a  b", "a b", "a  b"),
        ("equal rights", "equality", "[-equal-]{+equal+}{+!ity+} [-rights-]"),
        (
            "peacemaking forces",
            "peacekeeping forces",
            "[-peace-][-!mak-][-ing-]{+peace+}{+!keep+}{+ing+} forces",
        ),
        ("State", "state", "[-!S-][-tate-]{+!s+}{+tate+}"),
        ("4,200 men", "2,400 men", "[-4,200-]{+2,400+} men"),
        (
            "on request it renders aid to them",
            "on request aid it renders to them",
            "on request {+aid +}it renders [-aid-] to them",
        ),
        (
            "one of the houses was sold yesterday",
            "yesterday one of the houses was sold",
            "|yesterday >one of the houses was sold <yesterday|",
        ),
        (
            "we agree as follows in Minsk",
            "in Minsk we agree as follows",
            "|in Minsk >we agree as follows <in Minsk|",
        ),
        (
            "\u0438\u0306 \u0434\u043e\u043c",
            "\u0439 \u0434\u043e\u043c",
            "\u0438\u0306 \u0434\u043e\u043c",
        ),
        ("条约生效", "条约已生效", "条约{+已+}生效"),
    ],
)
def test_what_is_shown(draft: str, reference: str, expected: str):
    assert drawn(draft, reference) == expected


WORDS = st.lists(
    st.sampled_from(["a", "be", "sea", "State", "states", ",", "x-y", "día", "(", "😀"])
)


@given(WORDS, WORDS, st.sampled_from(["", " ", "  ", "\n"]))
def test_the_draft_is_whole_and_the_reference_has_all_its_words(ours, theirs, space):
    draft, reference = space + " ".join(ours), "".join(f"{word} " for word in theirs)
    runs = revision(draft, reference)
    at = 0
    for run in runs:
        if run.start is not None:
            assert run.start == at
            at += len(run.text)
    assert "".join(run.text for run in runs if run.start is not None) == draft
    made = "".join(run.text for run in runs if run.kind in ("same", "inserted", "goal"))
    assert re.sub(r"\s+", "", made) == re.sub(r"\s+", "", reference)
    assert all(run.text for run in runs)


@given(WORDS, WORDS)
def test_what_has_moved_is_there_on_both_sides(ours, theirs):
    runs = revision(" ".join(ours), " ".join(theirs))
    moved = sorted(" ".join(run.text for run in runs if run.kind == "moved").split())
    goals = sorted(" ".join(run.text for run in runs if run.kind == "goal").split())
    assert "".join(moved) == "".join(goals)


def test_a_long_text_of_one_word_costs_little():
    runs = revision("a b " * 2_000, "b c " * 2_000)
    assert "".join(run.text for run in runs if run.start is not None) == "a b " * 2_000


@pytest.mark.parametrize(
    ("draft", "references", "index"),
    [
        ("a b c", ["x y z", "a b d"], 1),
        ("a b c", ["a b c", "a b c"], 0),
        ("a b c", [None, "z"], 1),
        ("a", [None], None),
        ("a", [], None),
    ],
)
def test_the_nearest_reference(draft, references, index):
    assert nearest(draft, references) == index


def test_runs_are_values():
    assert revision("a", "a") == (Run("a", "same", 0),)
