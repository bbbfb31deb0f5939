"""Rules as SRX has them: what stands before and after a place where a segment may end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tmtool.text.segmentation.java import compile_java

__all__ = ["BreakRule", "CompiledRule", "PatternRules", "pattern_rules"]


@dataclass(frozen=True, slots=True)
class BreakRule:
    """A rule: whether a segment ends where both regular expressions (Java's) meet."""

    breaks: bool
    before: str = ""
    after: str = ""


CompiledRule = tuple[bool, re.Pattern[str] | None, re.Pattern[str] | None]


@dataclass(frozen=True, slots=True)
class PatternRules:
    """Rules of which the first that fits a place decides."""

    rules: tuple[CompiledRule, ...]

    def cuts(self, text: str) -> list[int]:
        """Return the places where segments end, in order.

        As in OmegaT, what is before a place is sought from the end of the last find on.
        """
        found: set[int] = set()
        for breaks, before, after in reversed(self.rules):
            places = _places(text, before, after)
            if breaks:
                found.update(places)
            else:
                found.difference_update(places)
        return sorted(found)


def pattern_rules(rules: Sequence[BreakRule]) -> PatternRules:
    """Compile rules; raises PatternError for the first that cannot be translated."""
    return PatternRules(
        tuple((one.breaks, _compiled(one.before), _compiled(one.after)) for one in rules)
    )


def _compiled(pattern: str) -> re.Pattern[str] | None:
    return compile_java(pattern) if pattern else None


def _places(
    text: str, before: re.Pattern[str] | None, after: re.Pattern[str] | None
) -> Iterator[int]:
    if before is None:
        if after is not None:
            yield from (match.start() for match in after.finditer(text))
        return
    for match in before.finditer(text):
        if after is None or after.match(text, match.end()):
            yield match.end()
