"""Characters that readers do not see, or take for others, and that metrics count all the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tmtool.scoring.inputs import ParallelText, selected
from tmtool.text.lookalikes import MIXED, TOUCHING, in_one_script

__all__ = ["KINDS", "Kind", "Oddity", "oddities", "without"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of odd characters: what it is called, where it is, and a text without it.

    `without` says in words what is done with them.
    """

    name: str
    pattern: re.Pattern[str]
    cleaned: Callable[[str], str]
    without: str = "without them"

    def is_in(self, text: str) -> bool:
        """Tell whether a text would change without these characters."""
        return bool(self.pattern.search(text)) and self.cleaned(text) != text


@dataclass(frozen=True, slots=True)
class Oddity:
    """Where a text has odd characters: the ids of the segments, and their positions from 0."""

    kind: Kind
    name: str
    segments: tuple[int | str, ...]
    positions: tuple[int, ...]


def _removed(name: str, characters: str) -> Kind:
    pattern = re.compile(characters)
    return Kind(name, pattern, lambda text: pattern.sub("", text))


def _spaced(name: str, characters: str) -> Kind:
    pattern = re.compile(characters)
    return Kind(name, pattern, lambda text: pattern.sub(" ", text), "with plain spaces")


def _one_script(text: str) -> str:
    return MIXED.sub(lambda match: in_one_script(match[0]) or match[0], text)


KINDS: tuple[Kind, ...] = (
    _removed("byte order mark", "\ufeff"),
    _removed("soft hyphen", "\u00ad"),
    _removed("zero-width character", "[\u200b-\u200d\u2060]"),
    _removed("bidirectional mark", "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"),
    _removed("stress mark", "(?<=[АЕИОУЫЭЮЯЁаеиоуыэюяё])[\u0300\u0301]"),
    _removed("control character", "[\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"),
    _spaced("carriage return", "\r"),
    _spaced("line separator", "[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]"),
    _spaced("no-break space", "[\u00a0\u202f\u2007]"),
    Kind("word of Latin and Cyrillic letters", MIXED, _one_script, "in one script"),
)
"""All kinds. NFD is not among them: texts are scored in NFC besides where that differs."""


def oddities(
    ids: Sequence[int | str], texts: Mapping[str, Sequence[str | None]]
) -> Iterator[Oddity]:
    """Yield, kind by kind, the texts that have odd characters, and in which segments."""
    suspects = {
        name: [(i, text) for i, text in enumerate(column) if text and _may_have(text)]
        for name, column in texts.items()
    }
    for kind in KINDS:
        for name, found in suspects.items():
            positions = tuple(i for i, text in found if kind.is_in(text))
            if positions:
                yield Oddity(kind, name, tuple(ids[i] for i in positions), positions)


def _may_have(text: str) -> bool:
    """Tell at little cost whether a text may have odd characters: most have none."""
    if text.isascii():
        return not text.isprintable()
    # No such character but the stress marks is printable.
    odd = not text.isprintable() or "\u0301" in text or "\u0300" in text
    return odd or TOUCHING.search(text) is not None


def without(
    found: Sequence[Oddity], text: ParallelText, *, split_at_spaces: bool = True
) -> tuple[list[int], ParallelText]:
    """Return the positions of the segments that have characters of one kind, and these without.

    With `split_at_spaces`, a change from white space to white space is none.
    """
    kind = found[0].kind

    def changes(position: int) -> bool:
        columns = (*text.drafts.values(), *text.references)
        row = [column[position] or "" for column in columns]
        return any(kind.cleaned(one).split() != one.split() for one in row)

    positions = sorted({position for one in found for position in one.positions})
    if split_at_spaces:
        positions = [position for position in positions if changes(position)]
    part = selected(text, positions)
    return positions, replace(
        part,
        drafts={name: tuple(map(kind.cleaned, texts)) for name, texts in part.drafts.items()},
        references=tuple(
            tuple(segment and kind.cleaned(segment) for segment in texts)
            for texts in part.references
        ),
    )
