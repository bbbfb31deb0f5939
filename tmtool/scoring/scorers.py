"""How sacreBLEU computes each metric; the one place that knows its inner parts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any
from unicodedata import unidata_version

from tmtool.errors import InputError
from tmtool.languages import primary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tmtool.scoring.words import Words

__all__ = ["METRICS", "Scorer"]

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
_COLUMNS = {"bleu": 10, "bleu-intl": 10, "chrf": 18, "chrf++": 24, "ter": 2, "ter-norm": 2}

_COUNTING = 1
"""To be raised with every change of what is counted: counts of before are then not used."""

_SACREBLEU_CODES = {"zho": "zh", "cmn": "zh", "jpn": "ja", "kor": "ko"}

_BY_PIECE = ("13a", "intl", "tercom")
"""Tokenisers to which, of what stands around a word, only the blanks beside it may matter."""


class Scorer:
    """One metric of sacreBLEU with its options.

    `bleu` splits Chinese, Japanese and Korean by sacreBLEU's tokeniser for that language; any
    other target language, or none given, by 13a. TER ignores letter case in any event.
    """

    def __init__(
        self, metric: str, *, target_language: str | None = None, lowercase: bool = False
    ) -> None:
        language = _code(target_language)
        self.metric = metric
        self.lowercase = lowercase
        self._build = _builder(metric, language, lowercase)
        try:
            self._build()
        except RuntimeError as error:
            raise InputError(
                f"BLEU cannot split {language!r} into words: its tokeniser is not installed",
                hint=f'Run pip install "sacrebleu[{language}]", or choose metrics such as chrf.',
            ) from error

    @property
    def kind(self) -> str:
        """The metric's class: BLEU, CHRF or TER."""
        return _OPTIONS[self.metric][0]

    @property
    def columns(self) -> int:
        """How many numbers are counted in a segment."""
        return _COLUMNS[self.metric]

    @property
    def settings(self) -> str:
        """All that the counts depend on beside the texts: settings and versions."""
        from importlib.metadata import version

        parts = [f"counting:{_COUNTING}", self._signature({1}), f"unicode:{unidata_version}"]
        if self.metric == "bleu-intl":
            parts.append(f"regex:{version('regex')}")
        return "|".join(parts)

    def signature(self, references: Sequence[Sequence[str | None]]) -> str:
        """Return sacreBLEU's signature of a score against these references."""
        segments = zip(*references, strict=True)
        return self._signature({len(texts) - texts.count(None) for texts in segments})

    def statistics(
        self, drafts: Mapping[str, Sequence[str]], references: Sequence[Sequence[str | None]]
    ) -> dict[str, NDArray[np.float64]]:
        """Return the statistics of every draft, a row for each segment.

        Columns are those of sacreBLEU. Each segment needs at least one reference.
        """
        from tmtool.scoring.counting import statistics

        return statistics([self], drafts, references)[self.metric]

    def _signature(self, numbers: Collection[int]) -> str:
        """Return the signature where segments have such numbers of references."""
        metric = self._build()
        metric.num_refs = next(iter(numbers)) if len(numbers) == 1 else -1
        return str(metric.get_signature().format())

    def words(self, *, of_reference: bool = False) -> Words:
        """Return what splits texts into the words of this metric; of chrF, those of chrF++."""
        from tmtool.scoring.words import Words

        metric = self._build()
        if self.kind == "CHRF":
            return Words(metric._remove_punctuation, by_piece=True)
        tokeniser = metric.tokenizer
        tokenise = _uncached(tokeniser)

        def split(text: str) -> list[str]:
            return tokenise(text.lower() if self.lowercase else text).split()

        def split_again(text: str) -> list[str]:
            once = tokenise(text)
            return (once if once == text.strip() else tokenise(once)).split()

        # sacreBLEU's TER does so, which makes a difference with `norm:yes`.
        twice = of_reference and self.kind == "TER"
        by_piece = tokeniser.signature() in _BY_PIECE
        return Words(split_again if twice else split, by_piece=by_piece)


def _uncached(tokeniser: object) -> Callable[[str], str]:
    """Return a tokeniser without its memory of the last 65,536 texts, which every tokeniser has."""
    inner = getattr(tokeniser, "_post_tokenizer", None)
    if inner is not None:
        vars(tokeniser)["_post_tokenizer"] = _uncached(inner)
    call = type(tokeniser).__call__
    return partial(getattr(call, "__wrapped__", call), tokeniser)


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
