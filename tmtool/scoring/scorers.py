"""How sacreBLEU computes each metric; the one place that knows its inner parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from tmtool.errors import InputError
from tmtool.languages import primary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["METRICS", "Scorer"]

Statistics = list[Sequence[float]]
"""One row of counts for each segment; columns are those of sacreBLEU and may be summed."""

_OPTIONS: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "bleu": ("BLEU", {}),
    "bleu-intl": ("BLEU", {"tokenize": "intl"}),
    "chrf": ("CHRF", {}),
    "chrf++": ("CHRF", {"word_order": 2}),
    "ter": ("TER", {}),
    "ter-norm": ("TER", {"normalized": True}),
}
METRICS = tuple(_OPTIONS)
"""The names of all metrics; in `ter` and `ter-norm` lower is better."""

UNSPACED = frozenset(("zh", "ja", "ko", "zho", "cmn", "jpn", "kor"))
"""Languages that BLEU splits by other means than spaces and signs."""

_SACREBLEU_CODES = {"zho": "zh", "cmn": "zh", "jpn": "ja", "kor": "ko"}

# sacreBLEU keeps all n-grams of the references it is given: 3 GB for 20,000 news segments.
_BATCH = 1000


class Scorer:
    """One metric of sacreBLEU with its options.

    `bleu` splits Chinese, Japanese and Korean by sacreBLEU's tokeniser for that language; any
    other target language, or none given, by 13a. TER ignores letter case in any event.
    """

    def __init__(
        self, metric: str, *, target_language: str | None = None, lowercase: bool = False
    ) -> None:
        language = _code(target_language)
        self._build = _builder(metric, language, lowercase)
        try:
            self._build()
        except RuntimeError as error:
            raise InputError(
                f"BLEU cannot split {language!r} into words: its tokeniser is not installed",
                hint=f'Run pip install "sacrebleu[{language}]", or choose metrics such as chrf.',
            ) from error
        self._counts_edits = _OPTIONS[metric][0] == "TER"

    def signature(self, references: Sequence[Sequence[str | None]]) -> str:
        """Return sacreBLEU's signature of a score against these references."""
        # It depends only on how many references segments have: one segment of each kind will do.
        kinds = set(zip(*([text and "" for text in texts] for texts in references), strict=True))
        metric = self._build(references=list(zip(*kinds, strict=True)))
        return str(metric.get_signature().format())

    def statistics(
        self, drafts: Mapping[str, Sequence[str]], references: Sequence[Sequence[str | None]]
    ) -> dict[str, NDArray[np.float64]]:
        """Return the statistics of every draft, a row for each segment.

        Columns are those of sacreBLEU. Each segment needs at least one reference.
        """
        import numpy as np

        found: dict[str, Statistics] = {name: [] for name in drafts}
        for start in range(0, len(references[0]), _BATCH):
            part = slice(start, start + _BATCH)
            metric = self._build(references=[texts[part] for texts in references])
            for name, texts in drafts.items():
                if self._counts_edits:
                    words = [metric._preprocess_segment(text).split() for text in texts[part]]
                    known = [segment["ref_words"] for segment in metric._ref_cache]
                    found[name] += _edits(words, known)
                else:
                    found[name] += metric._extract_corpus_statistics(texts[part], None)
        return {name: np.array(rows, dtype=np.float64) for name, rows in found.items()}


def _edits(
    drafts: Sequence[Sequence[str]], references: Sequence[Sequence[Sequence[str]]]
) -> Statistics:
    """Return what sacreBLEU's TER extracts from its words, by a search that is faster."""
    from tmtool.scoring.ter import statistics

    return [statistics(*pair) for pair in zip(drafts, references, strict=True)]


def _code(target_language: str | None) -> str:
    language = primary(target_language or "")
    return _SACREBLEU_CODES.get(language, language)


def _builder(metric: str, language: str, lowercase: bool) -> Callable[..., Any]:
    import sacrebleu.metrics

    kind, options = _OPTIONS[metric]
    build = partial(getattr(sacrebleu.metrics, kind), **options)
    if kind == "TER":
        return build
    if kind == "CHRF":
        return partial(build, lowercase=lowercase)
    # `force` only silences a warning about text that looks tokenised.
    build = partial(build, lowercase=lowercase, force=True)
    return partial(build, trg_lang=language) if metric == "bleu" else build
