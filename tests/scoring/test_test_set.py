"""Digests of test sets, and rows of drafts that left out different segments."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.scoring.inputs import ParallelText, parallel_text
from tmtool.scoring.metrics import counted
from tmtool.scoring.test_set import digest, paired, spread

REFERENCE = ["Article 1", "", "The Treaty enters into force."]


def text(draft: list[str], *references: list[str | None], ids=None) -> ParallelText:
    return parallel_text({"draft": draft}, references or [REFERENCE], ids=ids)


def test_a_digest_does_not_depend_on_the_draft():
    one = text(["Clause 1", "", "It enters."])
    other = text(["", "More text", ""])
    assert (one.excluded, other.excluded) == (1, 0)
    assert digest(one) == digest(other)


@pytest.mark.parametrize(
    ("references", "ids"),
    [
        ([["Article 2", "", "The Treaty enters into force."]], None),
        ([["", "Article 1", "The Treaty enters into force."]], None),
        ([["The Treaty enters into force.", "", "Article 1"]], None),
        ([[*REFERENCE, ""]], None),
        ([REFERENCE, REFERENCE], None),
        ([REFERENCE, ["Article 1", None, None]], None),
        ([REFERENCE, ["Article 1", "", ""]], None),
        ([["Article 1 ", "", "The Treaty enters into force."]], None),
        ([REFERENCE], ["a", "b", "c"]),
        ([REFERENCE], ["c", "b", "a"]),
    ],
)
def test_a_digest_depends_on_texts_ids_order_and_number(references, ids):
    seen = {digest(text(["x"] * 3)), digest(text(["x"] * 3, ["y", "", "y"]))}
    assert digest(text(["x"] * len(references[0]), *references, ids=ids)) not in seen


def test_two_references_are_not_one():
    one = text(["x"], ["a"], ["b c"])
    other = text(["x"], ["a b"], ["c"])
    assert digest(one) != digest(other)


@given(st.lists(st.booleans(), min_size=1, max_size=20), st.integers(1, 4))
def test_rows_are_spread_over_what_was_given(kept, width):
    lines = [place for place, is_kept in enumerate(kept, 1) if is_kept]
    rows = np.arange(len(lines) * width, dtype=float).reshape(-1, width)
    every = spread(rows, lines, len(kept))
    assert every.shape == (len(kept), width)
    assert np.isnan(every).all(axis=1).tolist() == [not is_kept for is_kept in kept]
    assert (every[~np.isnan(every).any(axis=1)] == rows).all()


@pytest.mark.parametrize("metric", ["bleu", "chrf", "chrf++", "ter", "ter-norm", "bleu-intl"])
def test_pairs_are_the_rows_of_both_drafts_scored_at_once(metric):
    reference = ["Article 1", "", "", "In force.", ""]
    drafts = {
        "one": ["Clause 1", "", "More", "In power.", ""],
        "two": ["Article", "Some", "", "Force.", ""],
    }
    together = parallel_text(drafts, [reference])
    rows = {c.draft: c.rows for c in counted(together, [metric])}
    apart = {}
    for name, draft in drafts.items():
        alone = parallel_text({name: draft}, [reference])
        (found,) = counted(alone, [metric])
        apart[name] = spread(found.rows, alone.lines, alone.given)
    pair = paired(apart["one"], apart["two"], metric)
    assert pair.lines == together.lines == (1, 2, 3, 4)
    assert (pair.one == rows["one"]).all()
    assert (pair.two == rows["two"]).all()


def test_terms_of_a_segment_that_was_left_out_are_needed_all_the_same():
    one = np.array([[1.0, 2.0], [np.nan, np.nan], [np.nan, np.nan]])
    two = np.array([[2.0, 2.0], [1.0, 3.0], [np.nan, np.nan]])
    pair = paired(one, two, "terms")
    assert pair.one.tolist() == [[1, 2], [0, 3]]
    assert pair.two.tolist() == [[2, 2], [1, 3]]
    assert np.isnan(one[1]).all()
