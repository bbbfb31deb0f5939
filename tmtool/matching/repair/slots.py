"""Where in a stored target the values of its source stand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from tmtool.matching.repair.labels import label
from tmtool.matching.repair.placeables import Placeable, as_time
from tmtool.matching.repair.sides import Pair, Side

__all__ = ["Place", "family", "places"]

Place = tuple[Placeable, Pair]
"""A placeable of the target and the pair whose old value it holds."""


def family(placeable: Placeable) -> str:
    """Return the kinds among which a value may move: 21st, XXI and 21 are one family."""
    return "integer" if placeable.kind in {"number", "ordinal", "roman"} else placeable.kind


def places(
    found: Sequence[Pair], source: Side, target: Side, forms: Iterable[str]
) -> list[Place] | None:
    """Return where each pair that changes stands in the target, None if that is not certain.

    The pairs have one old value; `forms` are its translations if it is a term. Where the value
    stands more than once, what it names (article, paragraph) and its kind may tell which is
    which; else all must get the same new value.
    """
    pairs, slots = _slots(found, target, frozenset(form.lower() for form in forms))
    if not pairs or len(slots) != len(pairs) or not _is_alone(pairs, slots, source, target):
        return None
    ours, theirs = _classes(pairs, slots, source, target)
    if any(len({pair.new.value for pair in group}) > 1 for group in ours.values()):
        return None
    return [
        (slot, group[0])
        for name, group in ours.items()
        if group[0].old.value != group[0].new.value
        for slot in theirs[name]
    ]


def _slots(
    found: Sequence[Pair], target: Side, forms: frozenset[str]
) -> tuple[Sequence[Pair], list[Placeable]]:
    """Return the pairs, as times if the target has 10:30 for 10.30, and their slots."""
    old = found[0].old
    if old.kind == "term":
        terms = (slot for slot in target.found if slot.kind == "term")
        return found, [slot for slot in terms if slot.text.lower() in forms]
    same = (slot for slot in target.found if family(slot) == family(old))
    slots = [slot for slot in same if slot.value == old.value]
    if slots:
        return found, slots
    if old.kind == "number":
        times = [_as_times(pair) for pair in found]
        pairs = [pair for pair in times if pair]
        clock = [slot for slot in target.found if slot.kind == "time"]
        if not pairs or len(pairs) < len(found):
            return [], []
        return pairs, [slot for slot in clock if slot.value == pairs[0].old.value]
    dotted = [time for slot in target.found if (time := as_time(slot))]
    return found, [slot for slot in dotted if slot.value == old.value and old.kind == "time"]


def _is_alone(
    pairs: Sequence[Pair], slots: Sequence[Placeable], source: Side, target: Side
) -> bool:
    """Tell whether no other part of the target repeats the old number: SP2 (Service Pack 2)."""
    if pairs[0].old.kind in {"term", "url", "placeholder"}:
        return True
    code = pairs[0].old.kind == "code"
    if code and source.text.count(pairs[0].old.text) != len(pairs):
        return False
    ours = _numbers(source, {pair.old.start for pair in pairs})
    theirs = _numbers(target, {slot.start for slot in slots})
    return all(ours[number] == theirs[number] for number in _digits(pairs[0].old))


def _numbers(text: Side, without: set[int]) -> Counter[str]:
    others = (placeable for placeable in text.found if placeable.start not in without)
    return Counter(number for placeable in others for number in _digits(placeable))


def _digits(placeable: Placeable) -> list[str]:
    if isinstance(placeable.value, str):
        return [run.lstrip("0") for run in re.findall("[0-9]+", placeable.value)]
    return [str(part) for part in placeable.value if part is not None]


def _as_times(pair: Pair) -> Pair | None:
    old, new = as_time(pair.old), as_time(pair.new)
    return Pair(old, new) if old and new else None


def _classes(
    pairs: Sequence[Pair], slots: Sequence[Placeable], source: Side, target: Side
) -> tuple[dict[object, list[Pair]], dict[object, list[Placeable]]]:
    """Return the pairs and the slots in the finest classes that have as many of both."""
    for key in _KEYS:
        ours: dict[object, list[Pair]] = defaultdict(list)
        theirs: dict[object, list[Placeable]] = defaultdict(list)
        for pair in pairs:
            ours[key(pair.old, source)].append(pair)
        for slot in slots:
            theirs[key(slot, target)].append(slot)
        counts = {name: len(group) for name, group in ours.items()}
        if counts == {name: len(group) for name, group in theirs.items()}:
            return ours, theirs
    return {"": list(pairs)}, {"": list(slots)}


def _by_label(placeable: Placeable, text: Side) -> object:
    known = text.language in {"en", "ru"}
    return placeable.kind, label(text.text, placeable.start, text.language) if known else None


def _by_kind(placeable: Placeable, text: Side) -> object:
    return placeable.kind


_KEYS: tuple[Callable[[Placeable, Side], object], ...] = (_by_label, _by_kind)
