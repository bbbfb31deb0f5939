"""Edit effort: edits, characters and keystrokes of segments and drafts."""

from __future__ import annotations

from unicodedata import normalize

import pytest
import sacrebleu
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from tmtool.models import Effort
from tmtool.scoring.effort import METRICS, SegmentEffort, segment_effort, signature
from tmtool.scoring.metrics import score
from tmtool.text.tokens import words
from tmtool.version import VERSION

TEXT = st.lists(st.sampled_from(["a", "b", "c", "Rome", "rome", ",", "12", "договор"]), max_size=9)
SENTENCE = TEXT.map(" ".join)


@pytest.mark.parametrize(
    ("draft", "reference", "edits", "shifts", "inserted", "deleted", "keystrokes"),
    [
        ("the same", "the same", 0, 0, 0, 0, 0),
        ("", "", 0, 0, 0, 0, 0),
        (" the same ", "the same", 0, 0, 0, 0, 0),
        # The cursor is put there once, and each character typed.
        ("", "abc def", 2, 0, 7, 0, 8),
        ("the cat", "the cat sat", 1, 0, 4, 0, 5),
        ("the cat sat", "the cat sat.", 1, 0, 1, 0, 2),
        # A word is deleted by one key.
        ("the old cat", "the cat", 1, 0, 0, 4, 2),
        ("the very old cat", "the cat", 2, 0, 0, 9, 3),
        ("abc", "", 1, 0, 0, 3, 1),
        # Words that follow one another need no further movement; others do.
        ("the b c mat", "the x y mat", 2, 0, 2, 2, 5),
        ("b the c", "x the y", 2, 0, 2, 2, 6),
        # Of two ways to replace a word the shorter one.
        ("the depository of it", "the depositary of it", 1, 0, 1, 1, 3),
        ("a diploma of it", "a grant of it", 1, 0, 5, 7, 7),
        ("he said", "He said", 1, 0, 1, 1, 3),
        # Select, cut, go there, paste.
        ("on the mat sat the very old cat", "sat on the mat the very old cat", 1, 1, 4, 4, 4),
        # Blanks are no words, but must be typed.
        ("10% of it", "10 % of it", 0, 0, 1, 0, 2),
        ("two  blanks", "two blanks", 0, 0, 0, 1, 2),
        # Nothing takes more than to type it anew.
        ("Sides", "The Parties have agreed", 4, 0, 21, 3, 24),
    ],
)
def test_cases(draft, reference, edits, shifts, inserted, deleted, keystrokes):
    found = segment_effort(draft, [reference])
    assert (found.edits, found.shifts) == (edits, shifts)
    assert (found.inserted, found.deleted) == (inserted, deleted)
    assert found.keystrokes == keystrokes
    assert (found.words, found.characters) == (len(words(reference)), len(reference))


def test_of_several_references_the_nearest_counts_as_a_whole():
    near, far = "The Parties agreed.", "It was resolved by all of them that"
    expected = segment_effort("The Parties agree.", [near])
    assert segment_effort("The Parties agree.", [far, None, near]) == expected
    assert segment_effort("The Parties agree.", [None, near, far]) == expected


def test_a_reference_that_is_missing_is_no_empty_one():
    assert segment_effort("two words", [None, "two words here"]).edits == 1
    assert segment_effort("", ["", "two words"]) == SegmentEffort()


@given(SENTENCE, SENTENCE)
def test_edits_are_those_of_ter_on_words_and_signs_with_their_case(draft, reference):
    metric = sacrebleu.metrics.TER(case_sensitive=True)
    spaced = [" ".join(words(text)) for text in (draft, reference)]
    (row,) = metric._extract_corpus_statistics(spaced[:1], [spaced[1:]])
    found = segment_effort(draft, [reference])
    if reference:
        assert (found.edits, found.words) == (row[0], row[1])
    else:
        assert found.edits == len(words(draft))


@given(st.text(max_size=20), st.text(max_size=20))
def test_characters_add_up(draft, reference):
    found = segment_effort(draft, [reference])
    ours, theirs = draft.strip(), reference.strip()
    assert found.changed == Levenshtein.distance(ours, theirs)
    assert found.inserted - found.deleted == len(theirs) - len(ours)
    assert found.changed <= found.inserted + found.deleted <= 2 * found.changed


@given(SENTENCE, SENTENCE)
def test_keystrokes_are_at_least_a_key_and_at_most_all_of_them(draft, reference):
    found = segment_effort(draft, [reference])
    assert (found.keystrokes == 0) == (draft == reference)
    assert found.keystrokes <= found.characters + 1


DRAFTS = {"a": ["The Parties agree.", "Article  1", ""], "b": ["the Parties agreed .", "1", "End"]}
REFERENCES = [["The Parties agreed.", "Article 1", "End"]]
REFERENCE = [[text] for text in REFERENCES[0]]


def test_scores_are_percentages_and_the_effort_is_their_sums():
    report = score(DRAFTS, REFERENCES, metrics=METRICS, segments=True)
    rows = [segment_effort(*pair) for pair in zip(DRAFTS["a"], REFERENCE, strict=True)]
    edits, changed, keys = (
        sum(getattr(row, name) for row in rows) for name in ("edits", "changed", "keystrokes")
    )
    assert (edits, changed, keys) == (2, 5, 8)
    assert [(s.draft, s.metric) for s in report.scores[:3]] == [("a", metric) for metric in METRICS]
    assert [s.score for s in report.scores[:3]] == pytest.approx(
        [100 * edits / 7, 100 * changed / 31, 100 * keys / 31]
    )
    assert report.effort[0] == Effort(
        draft="a",
        words=7,
        characters=31,
        edits=edits,
        shifts=0,
        changed=changed,
        inserted=4,
        deleted=1,
        keystrokes=keys,
    )
    assert [one.draft for one in report.effort] == ["a", "b"]
    first, _, second = report.segment_scores[:3]
    assert first.scores["edits"] == 100 * 1 / 4
    assert second.scores == {
        "edits": 0.0,
        "characters": pytest.approx(100 / 9),
        "keystrokes": pytest.approx(200 / 9),
    }


def test_the_metrics_come_in_the_order_asked_for_and_alone_without_the_effort():
    report = score(DRAFTS, REFERENCES, metrics=["keystrokes", "chrf", "edits"])
    assert [s.metric for s in report.scores[:3]] == ["keystrokes", "chrf", "edits"]
    assert report.effort == ()


def test_text_in_another_form_is_counted_as_given_and_in_nfc():
    reference = "всей"
    report = score({"a": [normalize("NFD", "всей")]}, [[reference]], metrics=["characters"])
    assert [(s.input, s.score) for s in report.scores] == [("raw", 50.0), ("nfc", 0.0)]


def test_signature():
    assert signature("edits", [["a", "b"], ["a", "b"]]) == (
        f"nrefs:2|case:mixed|tok:words|per:words|tool:tmtool|version:{VERSION}"
    )
    assert signature("keystrokes", [["a", "b"], ["a", None]]) == (
        f"nrefs:var|case:mixed|tok:char|per:characters|tool:tmtool|version:{VERSION}"
    )
