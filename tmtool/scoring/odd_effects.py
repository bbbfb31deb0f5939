"""What odd characters do to scores, in words: so that no score is changed by them in silence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tmtool.languages import primary
from tmtool.scoring.aligned import shown
from tmtool.scoring.counts import Counts
from tmtool.scoring.inputs import ParallelText
from tmtool.scoring.metrics import counted
from tmtool.scoring.odd_characters import Oddity, oddities, without
from tmtool.scoring.scorers import METRICS, UNSPACED

__all__ = ["odd_effects"]


def odd_effects(
    text: ParallelText,
    reference_names: Sequence[str],
    counts: Sequence[Counts],
    target_language: str | None = None,
) -> Iterator[str]:
    """Yield a warning for each kind of odd characters that changes a draft's figures.

    `counts` are those of the drafts; only the segments that have such characters are counted
    again. What is the same once a text is split at white space changes no figure, but in the
    languages that have a tokeniser of their own.
    """
    named = {**text.drafts, **dict(zip(reference_names, text.references, strict=False))}
    found: dict[str, list[Oddity]] = {}
    for oddity in oddities(text.segments, named):
        found.setdefault(oddity.kind.name, []).append(oddity)
    for places in found.values():
        changes = dict(_changes(text, places, counts, target_language))
        for draft, said in changes.items():
            where = [one for one in places if one.name == draft or one.name not in text.drafts]
            if where:
                yield f"{_told(where)}: {places[0].kind.without} {', '.join(said)}"


def _changes(
    text: ParallelText,
    places: Sequence[Oddity],
    counts: Sequence[Counts],
    target_language: str | None,
) -> Iterator[tuple[str, list[str]]]:
    """Yield drafts with their figures that would be others without a kind of characters."""
    splits = primary(target_language or "") not in UNSPACED
    positions, part = without(places, text, split_at_spaces=splits)
    metrics = list(dict.fromkeys(one.metric for one in counts if one.metric in METRICS))
    if not (metrics and positions):
        return
    changed = {one.key: one.rows for one in counted(part, metrics, target_language=target_language)}
    said: dict[str, list[str]] = {}
    for one in counts:
        if one.input != "raw" or one.key not in changed:
            continue
        rows = one.rows.copy()
        rows[positions] = changed[one.key]
        now, then = f"{one.score():.2f}", f"{replace(one, rows=rows).score():.2f}"
        if then != now:
            would_be = "" if one.draft in said else "would be "
            said.setdefault(one.draft, []).append(f"{one.metric} {would_be}{then} instead of {now}")
    yield from said.items()


def _told(places: Sequence[Oddity]) -> str:
    first, *others = (
        f"{len(one.segments):,} segment{'s' if len(one.segments) > 1 else ''} of {one.name}"
        f" ({shown(one.segments)})"
        for one in places
    )
    return " and ".join([f"{places[0].kind.name} in {first}", *others])
