"""What repairs change in drafts, and replacements in units, on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from tmtool.models import Repair, Replacement
from tmtool.reports.tables import indented, shown
from tmtool.reports.words import visible

if TYPE_CHECKING:
    from rich.console import Console

_SIGNS = {
    " ": "␣",
    "\u00a0": "⍽",
    "\u202f": "⍽",
    "\u2007": "⍽",
    "\t": "⇥",
    "\n": "⏎",
    "\r": "⏎",
}
"""How spaces are shown where they are what is changed."""


def repair(console: Console, found: Repair) -> None:
    """Draw a draft before and after its repairs, with the characters that change marked."""
    head = shown(f"segment {found.segment.segment}", style="bold")
    console.print(head.append(f"  {', '.join(found.checks)}", style="dim"))
    _change(console, found.segment.draft, found.after)


def replacement(console: Console, found: Replacement) -> None:
    """Draw a text of a unit before and after a replacement, and why it cannot be made."""
    head = shown(f"unit {found.unit}", style="bold")
    head.append(visible(f"  {found.corpus}, {found.language}"), style="dim")
    if found.problem is not None:
        head.append(f"  left: {found.problem}", style="yellow")
    console.print(head)
    _change(console, found.before, found.after)


def _change(console: Console, old: str, new: str) -> None:
    before, after = _difference(old, new)
    plain = not console.color_system or console.no_color
    console.print(indented(_line("-", before, "red", ("[-", "-]") if plain else ("", ""))))
    console.print(indented(_line("+", after, "green", ("{+", "+}") if plain else ("", ""))))


Piece = tuple[str, bool]
"""A stretch of a text, and whether it is changed."""


def _difference(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    from rapidfuzz.distance import Levenshtein

    old: list[Piece] = []
    new: list[Piece] = []
    for edit in Levenshtein.opcodes(before, after):
        changed = edit.tag != "equal"
        old.append((before[edit.src_start : edit.src_end], changed))
        new.append((after[edit.dest_start : edit.dest_end], changed))
    return old, new


def _line(sign: str, pieces: list[Piece], colour: str, marks: tuple[str, str]) -> Text:
    line = Text(f"{sign} ", style=colour)
    for text, changed in pieces:
        if text and changed:
            spelled = "".join(_SIGNS.get(one, one) for one in text)
            marked = f"{marks[0]}{visible(spelled)}{marks[1]}"
            line.append(marked, style=f"bold reverse {colour}")
        else:
            line.append(visible(text.replace("\n", "⏎")), style="default")
    return line
