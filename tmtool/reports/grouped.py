"""Findings of a run by their checks, the first of each and the numbers of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tmtool.models import SEVERITIES, CheckedSegment, Issue, Severity
from tmtool.reports.words import counted

__all__ = ["Group", "grouped"]


@dataclass(slots=True)
class Group:
    """What one check found: the first issues with the numbers of all, accepted ones apart."""

    issues: list[Issue] = field(default_factory=list)
    found: Counter[Severity] = field(default_factory=Counter)
    accepted: int = 0

    @property
    def gravest(self) -> Severity | None:
        """The gravest severity that was found, accepted issues left out."""
        return next((severity for severity in SEVERITIES if self.found[severity]), None)

    @property
    def more(self) -> int:
        """How many issues there are beyond those that are kept, accepted ones left out."""
        return self.found.total() - sum(not issue.accepted for issue in self.issues)

    @property
    def words(self) -> str:
        """The numbers in words: `2 errors, 1 warning`."""
        return numbers(self.found)


def grouped(
    checked: Iterable[CheckedSegment], most: int, *, show_accepted: bool = False
) -> dict[str, Group]:
    """Return what each check found, with its first issues in their order, no more than `most`.

    With `show_accepted`, accepted issues are among them.
    """
    groups: dict[str, Group] = {}
    for one in checked:
        for issue in one.issues:
            group = groups.setdefault(issue.check, Group())
            if issue.accepted:
                group.accepted += 1
            else:
                group.found[issue.severity] += 1
            if len(group.issues) < most and (show_accepted or not issue.accepted):
                group.issues.append(issue)
    return groups


def numbers(found: Counter[Severity]) -> str:
    """Return in words how many issues there are of each severity."""
    said = [counted(found[one], one) for one in ("error", "warning") if found[one]]
    return ", ".join(said + ([f"{found['info']:,} info"] if found["info"] else []))
