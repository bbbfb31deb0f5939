"""How many columns of a table fit on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

__all__ = ["are_figures", "parts", "width"]

GAP = 2
"""Blanks between two columns."""


def are_figures(cells: Sequence[object]) -> bool:
    """Tell whether a column has numbers, or texts to the right, which must not be folded."""
    return any(
        isinstance(cell, int | float) or (isinstance(cell, Text) and cell.justify) for cell in cells
    )


def width(text: str) -> int:
    """Return how many columns of a terminal the longest line of a text takes."""
    return max(map(cell_len, text.split("\n")))


def parts(widths: Sequence[int], most: int, *, keys: int = 1) -> list[list[int]]:
    """Return which columns each part of a table has, so that no part is wider than `most`.

    Every part begins with the first `keys` columns and has one more at least, fit or not.
    """
    leading = list(range(keys))
    found = [leading[:]]
    for column in range(keys, len(widths)):
        wanted = sum(widths[index] + GAP for index in found[-1]) + widths[column]
        if wanted > most and len(found[-1]) > keys:
            found.append(leading[:])
        found[-1].append(column)
    return found
