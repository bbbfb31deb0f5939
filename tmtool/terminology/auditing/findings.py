"""Which renderings of a concept are at issue, and which of these come first."""

from __future__ import annotations

from collections.abc import Sequence

from tmtool.models import TERMS_TO_AVOID
from tmtool.models.audits import FINDING_KINDS, FindingKind, UsedRendering
from tmtool.terminology.auditing.consistency import Consistency, consistency
from tmtool.terminology.entries import SHORT_FORMS

__all__ = ["Rank", "at_issue", "countable", "measured", "order", "usual"]


Rank = tuple[int, int, int]
"""What findings are sorted by; the lowest comes first."""


def countable(used: Sequence[UsedRendering]) -> list[UsedRendering]:
    """Return the renderings that consistency is about: short forms may stand for any other."""
    return [one for one in used if not _is_short_form(one)]


def measured(used: Sequence[UsedRendering]) -> Consistency:
    """Return how consistent the renderings of a concept are."""
    return consistency(one.count for one in countable(used))


def usual(used: Sequence[UsedRendering]) -> UsedRendering | None:
    """Return what the others are compared with: the preferred rendering, or that used most.

    It is one of the glossary's, even if none of these is used.
    """
    candidates = [one for one in countable(used) if one.status is not None]
    to_use = [one for one in candidates if one.status not in TERMS_TO_AVOID]
    preferred = [one for one in to_use if one.status == "preferred"]
    return max(preferred or to_use or candidates, key=lambda one: one.count, default=None)


def at_issue(
    used: Sequence[UsedRendering], min_count: int = 1
) -> list[tuple[FindingKind, UsedRendering]]:
    """Return the renderings of one concept that an editor should look at, and why each.

    `used` has every rendering of the glossary, those that are not used too. A term to avoid is at
    issue however rarely it is used, and once more where it outnumbers the preferred one; others
    are from `min_count` times on.
    """
    best = usual(used)
    found: list[tuple[FindingKind, UsedRendering]] = []
    for one in used:
        if one.count and one.status in TERMS_TO_AVOID:
            found.append(("to-avoid", one))
        if one is best or one.count < min_count or _is_short_form(one):
            continue
        kind = _kind(one, used)
        if kind:
            found.append((kind, one))
    return found


def _kind(one: UsedRendering, used: Sequence[UsedRendering]) -> FindingKind | None:
    preferred = [other.count for other in used if other.status == "preferred"]
    if one.status is None:
        return "unlisted"
    if preferred and one.status != "preferred" and one.count > sum(preferred):
        return "outnumbers"
    return None if one.status in TERMS_TO_AVOID else "variant"


def _is_short_form(one: UsedRendering) -> bool:
    return one.type in SHORT_FORMS and one.status not in TERMS_TO_AVOID


def order(kind: FindingKind, count: int, at_odds: int) -> Rank:
    """Return what findings are sorted by: the surest kind first, then what is most at odds.

    `at_odds` tells how often a variant and others stand for one term; it does not matter for
    terms that are wrong however often they are used.
    """
    weight = count if kind in ("to-avoid", "outnumbers") else at_odds
    return FINDING_KINDS.index(kind), -weight, -count
