"""Term accuracy: how many of the source's terms a draft has in an allowed translation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple, dataclass
from typing import TYPE_CHECKING

from tmtool.models import TermScore, TermStatus
from tmtool.models.scores import Role
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


@dataclass(frozen=True, slots=True)
class TermCounts:
    """What one segment has; `TermScore` tells what the counts mean."""

    needed: int = 0
    exact: int = 0
    inflected: int = 0
    acronym: int = 0
    preferred: int = 0
    admitted: int = 0
    avoided: int = 0

    @property
    def answered(self) -> int:
        """The terms of the source that the draft has in an allowed translation."""
        return self.exact + self.inflected + self.acronym

    @property
    def accuracy(self) -> float | None:
        """The percentage of terms that are answered; None where the source has none."""
        return 100 * self.answered / self.needed if self.needed else None


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
    from tmtool.terminology.pairing import pair

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
    )


def term_score(text: str, role: Role, counts: Iterable[TermCounts]) -> TermScore:
    """Return the term accuracy of a text over all its segments (micro average)."""
    rows = list(map(astuple, counts))
    total = TermCounts(*map(sum, zip(*rows, strict=True)))
    return TermScore(text, role, total.accuracy, answered=total.answered, **asdict(total))


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


def _is_verbatim(one: Found) -> bool:
    return fold(one.occurrence.text) == fold(one.occurrence.term.text)


def _form(one: Found) -> str:
    if one.occurrence.term.type in ("acronym", "abbreviation"):
        return "acronym"
    return "exact" if _is_verbatim(one) else "inflected"
