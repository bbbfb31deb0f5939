"""Repairing drafts: the safe findings of checks, until nothing is left to repair."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace

from tmtool.jobs.check import Checker
from tmtool.models import DraftSegment, Issue, Repair
from tmtool.quality.registry import RULES, Setting, Settings
from tmtool.quality.repairs import SAFE, is_safe, repaired

__all__ = ["Fixer", "safe_alone"]

_ROUNDS = 10


class Fixer:
    """Repairs one segment after another.

    `severities` switches checks off as in `Checker`; `accepted` has the digests of findings that
    are called right: a draft with one that would be repaired is left as it is.
    """

    def __init__(
        self,
        source: str,
        target: str,
        *,
        severities: Mapping[str, Setting] | None = None,
        accepted: Container[bytes] = frozenset(),
    ) -> None:
        self._checker = Checker(None, source, target, severities=safe_alone(severities))
        self._accepted = accepted
        self.kept = 0

    def repairs(self, segments: Iterable[DraftSegment]) -> Iterator[Repair | None]:
        """Yield what becomes of each segment, `None` where nothing does.

        `kept` counts the segments that stay as they are for an accepted finding.
        """
        return map(self.repair, segments)

    def repair(self, segment: DraftSegment) -> Repair | None:
        """Return a segment's draft with all safe repairs, `None` where there is none to make.

        A repair can make room for another one (of two spaces before a comma, say), so the draft
        is checked again until nothing is found. A draft that does not come to rest stays.
        """
        checks: dict[str, None] = {}
        current = segment
        seen = {segment.draft}
        for _ in range(_ROUNDS):
            issues = self._safe(current)
            if any(issue.digest in self._accepted for issue in issues):
                self.kept += 1
                return None
            after, done = repaired(current.draft, issues)
            if not done:
                return Repair(segment, current.draft, tuple(checks)) if checks else None
            if after in seen:
                return None
            seen.add(after)
            checks |= dict.fromkeys(issue.check for issue in done)
            current = replace(current, draft=after)
        return None

    def _safe(self, segment: DraftSegment) -> list[Issue]:
        return [issue for issue in self._checker.check(segment).issues if is_safe(issue)]


def safe_alone(severities: Mapping[str, Setting] | None) -> dict[str, Setting]:
    """Return settings by which the safe checks are made and no other; those off stay off."""
    given = severities or {}
    Settings(given)
    return {
        check: given.get(check, rule.severity) if check in SAFE else "off"
        for check, rule in RULES.items()
    }
