"""What sacreBLEU's metrics say of drafts, over the corpus and segment by segment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tmtool.errors import InputError
from tmtool.languages import normalise
from tmtool.models.resampling import Resampling
from tmtool.models.scores import Score, ScoreReport, SegmentScore
from tmtool.scoring.confidence import Rows, as_rows, prepared, with_confidence
from tmtool.scoring.inputs import NfcChanges, ParallelText, nfc_changes, parallel_text
from tmtool.scoring.scorers import METRICS, Scorer, Statistics

__all__ = ["METRICS", "score"]


def score(
    drafts: Mapping[str, Sequence[str]],
    references: Sequence[Sequence[str | None]],
    *,
    metrics: Sequence[str] = ("bleu", "chrf", "chrf++", "ter"),
    target_language: str | None = None,
    segments: bool = False,
    lowercase: bool = False,
    reference_names: Sequence[str] = (),
    resampling: Resampling | None = None,
) -> ScoreReport:
    """Score drafts, by name, against one or more sets of references.

    A reference that a segment lacks is `None`; the empty text is a reference that is empty.
    Figures and signatures are sacreBLEU's own and not rounded: BLEU and chrF up to 100 (BLEU may
    exceed it by a rounding error), TER from 0, lower being better, with no upper bound. Scores
    stand draft by draft, metric by metric; where NFC changes any text, each score of the text
    as given (`raw`) is followed by that of the normalised text (`nfc`).

    Segments empty in every draft and reference are left out and not counted in `segments` of
    the report. With `segments`, the scores of each other segment follow, of the text as given,
    in the order of the text; BLEU is then sacreBLEU's sentence BLEU with effective order.
    `resampling` asks for confidence intervals and comparisons of the drafts.

    Raises InputError for metrics not in METRICS, for texts that cannot be compared segment by
    segment (`reference_names` then name the references), and for a tokeniser that is not
    installed, and for what cannot be resampled; LanguageError for a malformed target language.
    """
    chosen = _known(metrics)
    language = normalise(target_language) if target_language is not None else None
    text = parallel_text(drafts, references, reference_names=reference_names)
    asked = prepared(resampling, drafts, text.lines, len(references[0]))
    nfc = nfc_changes(text)
    scores: dict[str, list[Score]] = {draft: [] for draft in drafts}
    cells: dict[tuple[int, str], dict[str, float]] = {}
    samples: Rows = {}
    for metric in chosen:
        scorer = Scorer(metric, target_language=language, lowercase=lowercase)
        statistics = scorer.statistics(text.drafts, text.references)
        for row, counts in _corpus_scores(metric, scorer, statistics, text, nfc):
            scores[row.draft].append(row)
            if asked:
                samples[row.draft, metric, row.input] = as_rows(counts)
        if segments:
            for segment, draft, figure in _segment_scores(scorer, statistics, text):
                cells.setdefault((segment, draft), {})[metric] = figure
    report = ScoreReport(
        segments=len(text.lines),
        excluded=text.excluded,
        scores=tuple(row for rows in scores.values() for row in rows),
        segment_scores=tuple(
            SegmentScore(segment, draft, figures) for (segment, draft), figures in cells.items()
        ),
    )
    return with_confidence(report, samples, asked) if asked else report


def _known(metrics: Sequence[str]) -> list[str]:
    hint = f"The metrics are {', '.join(METRICS)}."
    for metric in metrics:
        if metric not in METRICS:
            raise InputError(f"unknown metric {metric!r}", hint=hint)
    if not metrics:
        raise InputError("no metric was given", hint=hint)
    return list(dict.fromkeys(metrics))


def _corpus_scores(
    metric: str,
    scorer: Scorer,
    statistics: Mapping[str, Statistics],
    text: ParallelText,
    nfc: NfcChanges,
) -> Iterator[tuple[Score, Statistics]]:
    signature = scorer.signature(text.references)
    changes = scorer.statistics(nfc.text.drafts, nfc.text.references) if nfc.positions else {}
    for draft, rows in statistics.items():
        yield Score(draft, metric, "raw", scorer.corpus_score(rows), signature), rows
        if nfc.positions:
            merged = dict(enumerate(rows))
            merged.update(zip(nfc.positions, changes[draft], strict=True))
            every = list(merged.values())
            yield Score(draft, metric, "nfc", scorer.corpus_score(every), signature), every


def _segment_scores(
    scorer: Scorer, statistics: Mapping[str, Statistics], text: ParallelText
) -> Iterator[tuple[int, str, float]]:
    for position, segment in enumerate(text.lines):
        for draft, rows in statistics.items():
            yield segment, draft, scorer.segment_score(rows[position])
