"""What it takes to turn a draft into its reference: edits, characters and keystrokes.

Edits are those of TER (Snover et al. 2006), on the text as given. Keystrokes estimate the
key-stroke and mouse-action ratio (S. Barrachina et al., "Statistical approaches to
computer-assisted translation", Computational Linguistics 35, 2009), where a key, or a movement of
the pointer, is one action.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel, Levenshtein

from tmtool.models import Effort
from tmtool.scoring.counts import Counts
from tmtool.scoring.inputs import NfcChanges, ParallelText
from tmtool.scoring.ter import shifted
from tmtool.text.tokens import words
from tmtool.version import VERSION

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["METRICS", "SegmentEffort", "counted", "efforts", "segment_effort", "signature"]

PLACE = 1
"""Actions to put the cursor where the next words are to be changed."""

DELETION = 1
"""Keys that delete a word."""

SHIFT = 4
"""Actions that move a run of words: select, cut, put the cursor there, paste."""

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "edits": ("edits", "words", "shifts"),
    "characters": ("changed", "characters", "inserted", "deleted"),
    "keystrokes": ("keystrokes", "characters"),
}
METRICS = tuple(_COLUMNS)
"""The metrics' names; each is a percentage of what its second column has, and lower is better."""

Rows = dict[str, dict[str, "NDArray[np.float64]"]]
"""What is counted in each segment, by metric and draft."""


@dataclass(frozen=True, slots=True)
class SegmentEffort:
    """What `Effort` has, for one segment."""

    words: int = 0
    characters: int = 0
    edits: int = 0
    shifts: int = 0
    changed: int = 0
    inserted: int = 0
    deleted: int = 0
    keystrokes: int = 0


@dataclass(frozen=True, slots=True)
class _Side:
    """A text, its words and signs, and the same with the white space before each."""

    text: str
    words: tuple[str, ...]
    pieces: tuple[str, ...]


def segment_effort(draft: str, references: Sequence[str | None]) -> SegmentEffort:
    """Return what turns a draft into the reference that takes the fewest edits; one is needed.

    White space at both ends does not count.
    """
    return _nearest(_side(draft), _sides(references))


def counted(text: ParallelText, nfc: NfcChanges, metrics: Sequence[str]) -> Iterator[Counts]:
    """Yield the counts of these metrics, of the text as given and, where it differs, in NFC."""
    rows = _rows(text, metrics)
    changes = _rows(nfc.text, metrics) if nfc.positions else {}
    for metric in metrics:
        signed = signature(metric, text.references)
        for draft, found in rows[metric].items():
            yield Counts(draft, metric, "raw", signed, found)
            if changes:
                changed = nfc.in_place(found, changes[metric][draft])
                yield Counts(draft, metric, "nfc", signed, changed)


def efforts(counts: Iterable[Counts]) -> tuple[Effort, ...]:
    """Return the effort of each draft that has the counts of all these metrics, as given."""
    sums: dict[str, dict[str, int]] = {}
    seen: dict[str, set[str]] = {}
    for one in counts:
        if one.metric in _COLUMNS and one.input == "raw":
            totals = one.rows.sum(axis=0).tolist()
            names = _COLUMNS[one.metric]
            sums.setdefault(one.draft, {}).update(zip(names, map(int, totals), strict=True))
            seen.setdefault(one.draft, set()).add(one.metric)
    return tuple(
        Effort(draft, **figures) for draft, figures in sums.items() if seen[draft] == set(_COLUMNS)
    )


def signature(metric: str, references: Sequence[Sequence[str | None]]) -> str:
    """Return what a figure was computed with, in the manner of sacreBLEU's signatures."""
    numbers = {
        sum(text is not None for text in segment) for segment in zip(*references, strict=True)
    }
    parts = {
        "nrefs": str(numbers.pop()) if len(numbers) == 1 else "var",
        "case": "mixed",
        "tok": "words" if metric == "edits" else "char",
        "per": _COLUMNS[metric][1],
        "tool": "tmtool",
        "version": VERSION,
    }
    return "|".join(f"{name}:{value}" for name, value in parts.items())


def _rows(text: ParallelText, metrics: Sequence[str]) -> Rows:
    import numpy as np

    names = [name for metric in metrics for name in _COLUMNS[metric]]
    order = [SegmentEffort.__slots__.index(name) for name in names]
    segments = list(zip(*text.references, strict=True))
    tables = {draft: np.zeros((len(segments), len(names))) for draft in text.drafts}
    for place, references in enumerate(segments):
        sides = _sides(references)
        for draft, texts in text.drafts.items():
            figures = astuple(_nearest(_side(texts[place]), sides))
            tables[draft][place] = [figures[at] for at in order]
    found: Rows = {}
    start = 0
    for metric in metrics:
        end = start + len(_COLUMNS[metric])
        found[metric] = {draft: table[:, start:end].copy() for draft, table in tables.items()}
        start = end
    return found


def _sides(references: Sequence[str | None]) -> list[_Side]:
    return [_side(text) for text in references if text is not None]


def _side(text: str) -> _Side:
    text = text.strip()
    found = tuple(words(text))
    pieces = []
    end = 0
    for word in found:
        start, end = end, text.index(word, end) + len(word)
        pieces.append(text[start:end])
    return _Side(text, found, tuple(pieces))


def _nearest(draft: _Side, references: Sequence[_Side]) -> SegmentEffort:
    return min((_effort(draft, one) for one in references), key=lambda found: found.edits)


def _effort(draft: _Side, reference: _Side) -> SegmentEffort:
    size = len(reference.words), len(reference.text)
    if draft.text == reference.text:
        return SegmentEffort(*size)
    shifts, distance, moved = shifted(draft.words, reference.words)
    tags = [step.tag for step in Levenshtein.editops(draft.text, reference.text)]
    replaced, inserted = tags.count("replace"), tags.count("insert")
    return SegmentEffort(
        *size,
        edits=shifts + distance,
        shifts=shifts,
        changed=len(tags),
        inserted=inserted + replaced,
        deleted=len(tags) - inserted,
        keystrokes=_keystrokes(draft, reference, shifts, moved),
    )


def _keystrokes(draft: _Side, reference: _Side, shifts: int, moved: Sequence[str]) -> int:
    """Return the actions of the cheapest way: with the shifts, without any, or typing it anew."""
    typed = reference.pieces
    ways = [PLACE + len(reference.text), _typed(draft.pieces, typed, typed)]
    if shifts:
        ways.append(SHIFT * shifts + _typed(moved, reference.words, typed))
    return min(ways)


def _typed(now: Sequence[str], goal: Sequence[str], typed: Sequence[str]) -> int:
    """Return the actions that insert, delete and replace words where they stand.

    `typed` has the words of the goal with the spaces that are typed with them.
    """
    actions = 0
    end = -1
    for step in Levenshtein.editops(now, goal):
        at, there = step.src_pos, step.dest_pos
        # What follows at once needs no further movement of the cursor.
        actions += PLACE * (at != end)
        end = at if step.tag == "insert" else at + 1
        if step.tag == "insert":
            actions += len(typed[there])
        elif step.tag == "delete":
            actions += DELETION
        else:
            anew = DELETION + len(goal[there].strip())
            actions += min(anew, Indel.distance(now[at], goal[there]))
    return actions
