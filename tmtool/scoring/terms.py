"""Term accuracy: how many of the source's terms a draft has in an allowed translation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from tmtool.models import TermScore, TermStatus
from tmtool.models.scores import Role
from tmtool.terminology.auditing.consistency import (
    LEAST_OCCURRENCES,
    Consistency,
    consistency,
    micro,
)
from tmtool.terminology.entries import SHORT_FORMS, wording
from tmtool.terminology.pairing import Avoided, Found, pair
from tmtool.text.normalise import fold
from tmtool.version import VERSION

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tmtool.terminology.pairing import Found

__all__ = ["METRIC", "TermCounts", "counted", "signature", "term_counts", "term_score"]

METRIC = "terms"
"""The metric's name."""

COUNTED: tuple[TermStatus, ...] = ("preferred", "admitted")
"""Statuses of the terms that count as right."""


Rendering = tuple[int | None, str]
"""The number of a concept, and the words that it is rendered by."""


@dataclass(frozen=True, slots=True)
class TermCounts:
    """What one segment has; `TermScore` tells what the counts mean.

    `renderings` has one for each term of the source, but for short forms, which may stand for
    any other.
    """

    needed: int = 0
    exact: int = 0
    inflected: int = 0
    acronym: int = 0
    preferred: int = 0
    admitted: int = 0
    avoided: int = 0
    forbidden: int = 0
    renderings: tuple[Rendering, ...] = field(default=(), compare=False)

    @property
    def answered(self) -> int:
        """The terms of the source that the draft has in an allowed translation."""
        return self.exact + self.inflected + self.acronym

    @property
    def accuracy(self) -> float | None:
        """The percentage of terms that are answered; None where the source has none."""
        return 100 * self.answered / self.needed if self.needed else None


_SUMMED = tuple(one.name for one in fields(TermCounts) if one.name != "renderings")
"""The counts that those of a text are the sums of."""


def term_counts(
    source: Sequence[Found], draft: Sequence[Found], target: str, *, morphology: bool = True
) -> TermCounts:
    """Count the terms of a source segment that its draft answers.

    A term counts where it is surely one (`hard`), is not a part of a longer one, and its
    concept has a preferred or admitted term in the target language. Each must be answered by
    words of its own: the largest number that can be answered together counts, as in the draft
    rules of the WMT 2026 terminology task; any allowed translation will do, as in WMT 2021
    (Alam et al., arXiv:2106.11891, exact-match accuracy). Without `morphology` the draft's
    words must be those of the glossary, as a plain search would have it.
    """
    if not morphology:
        draft = [one for one in draft if _is_verbatim(one)]
    pairing = pair(source, draft, target, allowed=COUNTED)
    answers = [answer.by for answer in pairing.answers if answer.need.is_hard]
    forms = Counter(map(_form, answers))
    preferred = sum(one.occurrence.term.status == "preferred" for one in answers)
    return TermCounts(
        needed=sum(need.is_hard for need in pairing.needs),
        exact=forms["exact"],
        inflected=forms["inflected"],
        acronym=forms["acronym"],
        preferred=preferred,
        admitted=len(answers) - preferred,
        avoided=len(pairing.avoided),
        forbidden=sum(one.found.occurrence.term.status == "forbidden" for one in pairing.avoided),
        renderings=tuple(_renderings(answers, pairing.avoided)),
    )


def term_score(text: str, role: Role, counts: Iterable[TermCounts]) -> TermScore:
    """Return the term accuracy of a text over all its segments (micro average)."""
    segments = list(counts)
    total = TermCounts(**{name: sum(getattr(one, name) for one in segments) for name in _SUMMED})
    several = _repeated(segments)
    share = micro(several)
    return TermScore(
        text=text,
        role=role,
        accuracy=total.accuracy,
        answered=total.answered,
        **{name: getattr(total, name) for name in _SUMMED},
        repeated=sum(one.count for one in several),
        consistent=sum(one.usual for one in several),
        consistency=None if share is None else 100 * share,
    )


def counted(segments: Iterable[TermCounts]) -> NDArray[np.float64]:
    """Return what term accuracy follows from: of each segment, the terms answered and needed."""
    import numpy as np

    rows = [(one.answered, one.needed) for one in segments]
    return np.array(rows, dtype=np.float64)


def signature(needed: int, *, glossary: str | None, morphology: bool) -> str:
    """Return what a score was computed with, in the manner of sacreBLEU's signatures.

    `n` is the number of terms in the source that need an answer.
    """
    parts = {
        "n": str(needed),
        "morph": "yes" if morphology else "no",
        "status": "+".join(COUNTED),
        "glossary": glossary or "all",
        "tool": "tmtool",
        "version": VERSION,
    }
    return "|".join(f"{name}:{value}" for name, value in parts.items())


def _renderings(answers: Iterable[Found], avoided: Iterable[Avoided]) -> Iterator[Rendering]:
    for one in answers:
        if one.occurrence.term.type not in SHORT_FORMS:
            yield one.concept.id, wording(one.occurrence.term)
    for other in avoided:
        yield other.found.concept.id, wording(other.found.occurrence.term)


def _repeated(segments: Iterable[TermCounts]) -> list[Consistency]:
    """Return how consistently each concept is rendered that is rendered more than once."""
    found: dict[int | None, Counter[str]] = {}
    for segment in segments:
        for concept, words in segment.renderings:
            found.setdefault(concept, Counter())[words] += 1
    measured = [consistency(words.values()) for words in found.values()]
    return [one for one in measured if one.count >= LEAST_OCCURRENCES]


def _is_verbatim(one: Found) -> bool:
    return fold(one.occurrence.text) == fold(one.occurrence.term.text)


def _form(one: Found) -> str:
    if one.occurrence.term.type in ("acronym", "abbreviation"):
        return "acronym"
    return "exact" if _is_verbatim(one) else "inflected"
