"""Scores by bucket: they add up to the whole, and are those of the segments alone."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
import sacrebleu
from hypothesis import given
from hypothesis import strategies as st

from tmtool.models import Resampling
from tmtool.scoring import buckets
from tmtool.scoring.buckets import Buckets, bucket_scores, by_length, length_band
from tmtool.scoring.counts import Counts
from tmtool.scoring.inputs import parallel_text
from tmtool.scoring.metrics import counted
from tmtool.scoring.report import report

METRICS = ("bleu", "chrf", "chrf++", "ter", "ter-norm", "edits", "keystrokes")
SACREBLEU = {
    "bleu": sacrebleu.metrics.BLEU(force=True),
    "chrf": sacrebleu.metrics.CHRF(),
    "chrf++": sacrebleu.metrics.CHRF(word_order=2),
    "ter": sacrebleu.metrics.TER(),
    "ter-norm": sacrebleu.metrics.TER(normalized=True),
}
WORD = st.sampled_from("the Parties have agreed on Article 12 of this Treaty .".split())
SEGMENT = st.lists(WORD, min_size=1, max_size=9).map(" ".join)
TABLE = st.lists(st.tuples(SEGMENT, SEGMENT, SEGMENT, st.sampled_from("abc")), min_size=1)


@pytest.mark.parametrize(
    ("words", "band"),
    [
        *((0, "0"), (1, "1-5"), (5, "1-5"), (6, "6-10"), (10, "6-10"), (11, "11-20")),
        *((20, "11-20"), (21, "21-40"), (41, "41-80"), (80, "41-80"), (81, "81+"), (300, "81+")),
    ],
)
def test_bands_of_length(words, band):
    assert length_band(words) == band


def test_lengths_are_counted_in_words_and_come_in_their_order():
    found = by_length(["six words are in this one", "—", "Да.", "中文没有空格", "one"])
    assert found.of == ["6-10", "0", "1-5", "6-10", "1-5"]
    assert list(found.places()) == ["0", "1-5", "6-10"]


@given(TABLE)
def test_scores_are_those_of_sacrebleu_on_the_segments_alone(rows):
    *drafts, reference, names = map(list, zip(*rows, strict=True))
    text = parallel_text(dict(zip("xy", drafts, strict=True)), [reference])
    found = report(text, counted(text, METRICS), buckets=[Buckets("label", names)]).buckets
    assert [(row.bucket, row.draft, row.metric) for row in found] == [
        (bucket, draft, metric)
        for bucket in dict.fromkeys(names)
        for draft in "xy"
        for metric in METRICS
    ]
    for row in found:
        places = [place for place, name in enumerate(names) if name == row.bucket]
        assert row.segments == len(places)
        if row.metric in SACREBLEU:
            texts = [
                [side[place] for place in places]
                for side in (drafts["xy".index(row.draft)], reference)
            ]
            expected = SACREBLEU[row.metric].corpus_score(texts[0], [texts[1]]).score
            assert row.score == pytest.approx(expected, abs=1e-9)


@given(TABLE, st.integers(1, 30))
def test_buckets_add_up_to_the_whole(rows, resamples):
    draft, _, reference, names = map(list, zip(*rows, strict=True))
    text = parallel_text({"x": draft}, [reference])
    counts = list(counted(text, ["ter", "edits"]))
    found = bucket_scores(counts, [Buckets("label", names)], Resampling(resamples=resamples))
    for one in counts:
        weights = Counter()
        for name, row in zip(names, one.rows, strict=True):
            weights[name] += row[1]
        mean = sum(row.score * weights[row.bucket] for row in found if row.metric == one.metric)
        assert mean == pytest.approx(one.score() * one.rows[:, 1].sum())
    assert sum(row.segments for row in found) == len(names) * len(counts)


def counts(segments: int, metrics: tuple[str, ...] = ("chrf", "ter")) -> list[Counts]:
    dice = np.random.default_rng(7)
    columns = {"chrf": 18, "ter": 2, "terms": 2}
    return [
        Counts(draft, metric, form, "", dice.integers(0, 9, (segments, columns[metric])) + 0.0)
        for draft in "xy"
        for metric in metrics
        for form in ("raw", "nfc")
    ]


def test_a_bucket_of_all_has_the_interval_of_the_whole():
    texts = [f"Article {n} of the Treaty" if n % 3 else "Article" for n in range(40)]
    text = parallel_text({"x": texts}, [[f"Article {n} of the Treaty" for n in range(40)]])
    asked = Resampling(resamples=200, level=90.0)
    made = report(
        text,
        list(counted(text, METRICS)),
        resampling=asked,
        buckets=[Buckets("label", ["all"] * 40)],
    )
    for whole, bucket in zip(made.scores, made.buckets, strict=True):
        assert (bucket.score, bucket.low, bucket.high) == (whole.score, whole.low, whole.high)


def test_documents_are_drawn_within_buckets_but_segments_within_documents():
    documents = tuple("aabbccdd" * 5)
    halves = Buckets("label", ["one" if at < 20 else "two" for at in range(40)])
    given = counts(40)
    whole = bucket_scores(given, [Buckets("label", ["all"] * 40)], Resampling(documents=documents))
    by_hand = report_of_blocks(given, documents)
    assert [(row.low, row.high) for row in whole] == by_hand
    for of in (halves, Buckets("document", documents)):
        with_documents = bucket_scores(given, [of], Resampling(documents=documents))
        without = bucket_scores(given, [of], Resampling())
        assert (with_documents == without) == (of.by == "document")
        assert [row.score for row in with_documents] == [row.score for row in without]


def report_of_blocks(given: list[Counts], documents: tuple[str, ...]) -> list[tuple[float, float]]:
    """The intervals of all segments where documents are drawn, by the parts of resampling."""
    from tmtool.scoring.resampling import Sample, bootstrap, by_document, interval

    samples = [
        Sample(one.metric, by_document(one.rows, documents)) for one in given if one.input == "raw"
    ]
    drawn = bootstrap(samples, resamples=1000, seed=12345)
    return [interval(figures, 95.0) for figures in drawn]


def test_a_bucket_of_one_has_no_interval_and_nothing_needed_no_score():
    given = counts(3, ("terms",))
    for one in given:
        one.rows[:, 1] = [0, 2, 2]
        one.rows[:, 0] = [0, 1, 2]
    found = bucket_scores(given, [Buckets("label", ["none", "b", "b"])], Resampling(resamples=20))
    assert [(row.bucket, row.score) for row in found] == [("none", None)] * 2 + [("b", 75.0)] * 2
    assert [(row.low, row.high) for row in found[:2]] == [(None, None)] * 2
    assert all(50 <= row.low <= row.high <= 100 for row in found[2:])


def test_only_the_text_as_given_is_scored_and_intervals_only_where_asked_for():
    found = bucket_scores(counts(4), [Buckets("label", list("abab"))], Resampling(confidence=False))
    assert len(found) == 2 * 2 * 2
    assert {(row.low, row.high) for row in found} == {(None, None)}


def test_it_does_not_matter_how_many_buckets_are_drawn_at_once(monkeypatch):
    given = counts(60)
    several = [Buckets("document", [str(at // 3) for at in range(60)]), by_length(["a"] * 60)]
    found = bucket_scores(given, several, Resampling(resamples=50))
    monkeypatch.setattr(buckets, "_CELLS", 1)
    assert bucket_scores(given, several, Resampling(resamples=50)) == found
    assert len(found) == 21 * 4


def test_an_order_may_have_empty_buckets_and_the_rest_follows():
    found = bucket_scores(
        counts(3), [Buckets("match", ["new", "odd", "exact"], ("exact", "50-74", "new"))]
    )
    assert list(dict.fromkeys(row.bucket for row in found)) == ["exact", "new", "odd"]
