"""Paragraphs put together from their parts, also where one stands within another."""

from __future__ import annotations

from dataclasses import dataclass, field

from tmtool.models import BlockKind, TextBlock


@dataclass(slots=True)
class OpenBlock:
    """A paragraph that is being read, and those that stood within it."""

    kind: BlockKind
    level: int = 0
    parts: list[str] = field(default_factory=list)
    within: list[OpenBlock] = field(default_factory=list)


class Collector:
    """Takes what a parser reports and appends whole blocks to `done`.

    A paragraph within another (a text box, a footnote) comes after the one it stands in.
    """

    def __init__(self) -> None:
        self.done: list[TextBlock] = []
        self._open: list[OpenBlock] = []
        self._position = 0

    @property
    def current(self) -> OpenBlock | None:
        """The paragraph that is open."""
        return self._open[-1] if self._open else None

    def begin(self, kind: BlockKind, level: int = 0) -> None:
        """Begin a paragraph."""
        self._open.append(OpenBlock(kind, level))

    def text(self, text: str) -> None:
        """Take text; outside of a paragraph it is left out."""
        if self._open:
            self._open[-1].parts.append(text)

    def end(self) -> None:
        """End the paragraph that is open."""
        if not self._open:
            return
        block = self._open.pop()
        if self._open:
            self._open[-1].within += [block, *block.within]
            return
        for one in (block, *block.within):
            text = "".join(one.parts).strip()
            if text:
                self.done.append(TextBlock(text, one.kind, one.level, self._position))
                self._position += 1
