"""One alignment from the two that the two directions of a lexicon give."""

from __future__ import annotations

from tmtool.text.lexicon import Alignment

__all__ = ["grow_diag", "intersection", "union"]

_NEIGHBOURS = ((-1, 0), (0, -1), (1, 0), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1))


def intersection(forward: Alignment, backward: Alignment) -> Alignment:
    """Return the links that both directions have."""
    return forward & backward


def union(forward: Alignment, backward: Alignment) -> Alignment:
    """Return the links that either direction has."""
    return forward | backward


def grow_diag(forward: Alignment, backward: Alignment) -> Alignment:
    """Return the links of both directions, and those of either that grow out of them.

    A link grows where it is beside one there is, on the diagonal too, and one of its words has
    none yet (Och & Ney 2003; Koehn, Och & Marcu 2003).
    """
    links = set(forward & backward)
    either = forward | backward
    sources, targets = {i for i, _ in links}, {j for _, j in links}
    waiting = sorted(links)
    # A link is looked at once: what grows beside it later is looked at in its turn.
    for i, j in waiting:
        for down, right in _NEIGHBOURS:
            link = i + down, j + right
            if link not in either or link in links:
                continue
            if link[0] not in sources or link[1] not in targets:
                links.add(link)
                sources.add(link[0])
                targets.add(link[1])
                waiting.append(link)
    return frozenset(links)
