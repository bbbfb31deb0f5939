"""What metrics say of drafts by their references, over the corpus and segment by segment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tmtool.errors import InputError
from tmtool.languages import normalise
from tmtool.models import Resampling, ScoreReport
from tmtool.scoring import effort
from tmtool.scoring.counts import Counts
from tmtool.scoring.inputs import NfcChanges, ParallelText, nfc_changes, parallel_text
from tmtool.scoring.report import report
from tmtool.scoring.scorers import METRICS, Scorer

__all__ = ["BY_REFERENCES", "METRICS", "counted", "score"]

BY_REFERENCES = (*METRICS, *effort.METRICS)
"""The names of all metrics that compare drafts with references: sacreBLEU's and those of effort."""


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
    segment (`reference_names` then name the references), and for a tokeniser that is not
    installed, and for what cannot be resampled; LanguageError for a malformed target language.
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
) -> Iterator[Counts]:
    """Yield what each metric counts in each draft: of the text as given, then of it in NFC.

    That in NFC is left out where it is the same. Raises as `score` does.
    """
    language = normalise(target_language) if target_language is not None else None
    nfc = nfc_changes(text)
    wanted = _known(metrics)
    beside = list(effort.counted(text, nfc, [name for name in wanted if name in effort.METRICS]))
    for metric in wanted:
        if metric in effort.METRICS:
            yield from (one for one in beside if one.metric == metric)
        else:
            scorer = Scorer(metric, target_language=language, lowercase=lowercase)
            yield from _counted(metric, scorer, text, nfc)


def _known(metrics: Sequence[str]) -> list[str]:
    hint = f"The metrics are {', '.join(BY_REFERENCES)}."
    for metric in metrics:
        if metric not in BY_REFERENCES:
            raise InputError(f"unknown metric {metric!r}", hint=hint)
    if not metrics:
        raise InputError("no metric was given", hint=hint)
    return list(dict.fromkeys(metrics))


def _counted(metric: str, scorer: Scorer, text: ParallelText, nfc: NfcChanges) -> Iterator[Counts]:
    signature = scorer.signature(text.references)
    changes = scorer.statistics(nfc.text.drafts, nfc.text.references) if nfc.positions else {}
    for draft, rows in scorer.statistics(text.drafts, text.references).items():
        yield Counts(draft, metric, "raw", signature, rows)
        if nfc.positions:
            yield Counts(draft, metric, "nfc", signature, nfc.in_place(rows, changes[draft]))
