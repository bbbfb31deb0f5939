"""The report of scores, all of whose figures follow from the counts of the segments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tmtool.models import Resampling, Score, ScoreReport, SegmentScore
from tmtool.scoring.buckets import Buckets, bucket_scores
from tmtool.scoring.confidence import prepared, with_confidence
from tmtool.scoring.counts import Counts
from tmtool.scoring.effort import efforts
from tmtool.scoring.inputs import ParallelText

__all__ = ["report"]


def report(
    text: ParallelText,
    counts: Iterable[Counts],
    *,
    segments: bool = False,
    resampling: Resampling | None = None,
    buckets: Iterable[Buckets] = (),
) -> ScoreReport:
    """Return scores draft by draft, metric by metric, in the order in which the counts have them.

    With `segments`, the scores of every segment follow, of the text as given, in the order of
    the text. `resampling` asks for intervals and comparisons; its documents are those of all
    segments that were given. `buckets` have the bucket of each segment of the text. The effort is
    told where the counts of all its metrics are there. Raises InputError for what cannot be
    resampled.
    """
    drafts = list(text.drafts)
    ordered = sorted(counts, key=lambda one: drafts.index(one.draft))
    asked = prepared(resampling, drafts, text.lines, text.given)
    made = ScoreReport(
        segments=len(text.lines),
        excluded=text.excluded,
        scores=tuple(
            Score(one.draft, one.metric, one.input, one.score(), one.signature) for one in ordered
        ),
        segment_scores=_segment_scores(text, ordered) if segments else (),
        buckets=bucket_scores(ordered, buckets, asked),
        effort=efforts(ordered),
    )
    return with_confidence(made, {one.key: one.rows for one in ordered}, asked) if asked else made


def _segment_scores(text: ParallelText, counts: Sequence[Counts]) -> tuple[SegmentScore, ...]:
    by_draft = {
        draft: {
            one.metric: one.segment_scores()
            for one in counts
            if one.draft == draft and one.input == "raw"
        }
        for draft in text.drafts
    }
    return tuple(
        SegmentScore(
            segment, draft, {metric: figures[place] for metric, figures in columns.items()}
        )
        for place, segment in enumerate(text.segments)
        for draft, columns in by_draft.items()
    )
