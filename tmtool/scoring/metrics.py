"""What metrics say of drafts by their references, over the corpus and segment by segment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tmtool.errors import InputError
from tmtool.languages import normalise
from tmtool.models import Resampling, ScoreReport
from tmtool.scoring import effort, neural, terms
from tmtool.scoring.counting import statistics
from tmtool.scoring.counts import Counts
from tmtool.scoring.inputs import NfcChanges, ParallelText, nfc_changes, parallel_text
from tmtool.scoring.known import KnownCounts
from tmtool.scoring.report import report
from tmtool.scoring.scorers import METRICS, Scorer

__all__ = ["ALL_METRICS", "BY_REFERENCES", "BY_SOURCE", "METRICS", "counted", "score"]

BY_REFERENCES = (*METRICS, *effort.METRICS)
"""The names of all metrics that compare drafts with references: sacreBLEU's and those of effort."""

BY_SOURCE = (neural.METRIC, terms.METRIC)
"""The names of metrics that need the source; of comet some models need references too."""

ALL_METRICS = (*BY_REFERENCES, *BY_SOURCE)
"""The names of all metrics."""


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
    exceed it by a rounding error), TER from 0, lower being better, with no upper bound; so are
    `edits`, `characters` and `keystrokes`, percentages of those of the references. Scores
    stand draft by draft, metric by metric; where NFC changes any text, each score of the text
    as given (`raw`) is followed by that of the normalised text (`nfc`).

    Segments empty in every draft and reference are left out and not counted in `segments` of
    the report. With `segments`, the scores of each other segment follow, of the text as given,
    in the order of the text; BLEU is then sacreBLEU's sentence BLEU with effective order.
    `resampling` asks for confidence intervals and comparisons of the drafts.

    Raises InputError for metrics not in BY_REFERENCES, for texts that cannot be compared segment by
    segment (`reference_names` then name the references), for a tokeniser that is not installed,
    and for what cannot be resampled; LanguageError for a malformed target language.
    """
    text = parallel_text(drafts, references, reference_names=reference_names)
    counts = counted(text, metrics, target_language=target_language, lowercase=lowercase)
    return report(text, counts, segments=segments, resampling=resampling)


def counted(
    text: ParallelText,
    metrics: Sequence[str],
    *,
    target_language: str | None = None,
    lowercase: bool = False,
    known: KnownCounts | None = None,
) -> Iterator[Counts]:
    """Yield what each metric counts in each draft: of the text as given, then of it in NFC.

    That in NFC is left out where it is the same. Segments that are `known` are not counted
    again, and others are kept there. Raises as `score` does.
    """
    language = normalise(target_language) if target_language is not None else None
    nfc = nfc_changes(text)
    wanted = _known(metrics)
    scorers = [
        Scorer(metric, target_language=language, lowercase=lowercase)
        for metric in wanted
        if metric in METRICS
    ]
    found = _counted(scorers, text, nfc, known) if scorers else []
    found += effort.counted(text, nfc, [name for name in wanted if name in effort.METRICS])
    yield from sorted(found, key=lambda one: wanted.index(one.metric))


def _known(metrics: Sequence[str]) -> list[str]:
    hint = f"The metrics are {', '.join(BY_REFERENCES)}."
    for metric in metrics:
        if metric not in BY_REFERENCES:
            raise InputError(f"unknown metric {metric!r}", hint=hint)
    if not metrics:
        raise InputError("no metric was given", hint=hint)
    return list(dict.fromkeys(metrics))


def _counted(
    scorers: Sequence[Scorer], text: ParallelText, nfc: NfcChanges, known: KnownCounts | None
) -> list[Counts]:
    """Return the counts of sacreBLEU's metrics, of the text as given before those in NFC."""
    found = statistics(scorers, text.drafts, text.references, known=known)
    part = nfc.text
    changes = (
        statistics(scorers, part.drafts, part.references, known=known) if nfc.positions else {}
    )
    counts = []
    for scorer in scorers:
        signature = scorer.signature(text.references)
        for draft, rows in found[scorer.metric].items():
            counts.append(Counts(draft, scorer.metric, "raw", signature, rows))
            if changes:
                normalised = nfc.in_place(rows, changes[scorer.metric][draft])
                counts.append(Counts(draft, scorer.metric, "nfc", signature, normalised))
    return counts
