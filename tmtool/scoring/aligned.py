"""Which segments of drafts, references and a source belong together: by ids, or by position."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from tmtool.errors import InputError
from tmtool.models import AlignedBy
from tmtool.models.texts import TextRecord
from tmtool.scoring.inputs import ALIGN_HINT
from tmtool.scoring.shifts import find_shift

__all__ = ["AlignedTexts", "Role", "Text", "align", "doubled_ids", "named", "shown"]

Role = Literal["draft", "reference", "source"]
"""What a text is."""

_SHOWN, _LONGEST_ID = 3, 60
"""Ids that are told, and the characters of one."""

_IDS_HINT = (
    "Give files of the same version of the text; --align position goes by the order of the"
    " segments instead, where the numbers are the same."
)


@dataclass(frozen=True, slots=True)
class Text:
    """The segments of one file, what the file is called, and what it is."""

    name: str
    role: Role
    records: Sequence[TextRecord]

    @property
    def ids(self) -> list[str] | None:
        """The ids of all segments, `None` where any has none."""
        found = [record.id for record in self.records if record.id is not None]
        return found if found and len(found) == len(self.records) else None


@dataclass(frozen=True, slots=True)
class AlignedTexts:
    """Texts of the same segments, by name, in one order.

    `ids` are those of the files, or else positions from 1. A reference that a segment lacks is
    `None`; `source` is `None` where no file has it, a `document` where it is not known.
    """

    ids: tuple[int | str, ...]
    drafts: Mapping[str, tuple[str, ...]]
    references: Mapping[str, tuple[str | None, ...]]
    source: tuple[str, ...] | None
    documents: tuple[str | None, ...]
    aligned_by: AlignedBy


def align(texts: Sequence[Text], by: AlignedBy | None = None) -> AlignedTexts:
    """Put the segments of several texts beside one another.

    They are aligned by their ids where all texts have ids and none has one twice, otherwise by
    position; `by` asks for one of the two. Raises InputError, with figures and the first places,
    for numbers of segments that differ, for an id that a draft lacks or that it has and no
    reference has, and for ids asked for that are missing or doubled. A reference after the first
    may lack segments, and the first those that another has.
    """
    if by == "id":
        _require_ids(texts)
    has_ids = all(text.ids and not doubled_ids(text) for text in texts)
    if by == "position" or not has_ids:
        return _by_position(texts)
    return _by_id(texts)


def doubled_ids(text: Text) -> list[tuple[str, list[str]]]:
    """Return the ids that several segments of a text have, with the places of these."""
    counts = Counter(text.ids or ())
    doubled = {key for key, count in counts.items() if count > 1}
    places: dict[str, list[str]] = {}
    for record in text.records if doubled else ():
        if record.id in doubled:
            places.setdefault(record.id, []).append(record.where)
    return list(places.items())


def _require_ids(texts: Sequence[Text]) -> None:
    for text in texts:
        if text.ids is None:
            raise InputError(
                "not every segment has an id",
                where=text.name,
                hint="Leave out --align id, or give files with ids: PO, TMX, XLIFF, or a table"
                " with a column id.",
            )


def _by_position(texts: Sequence[Text]) -> AlignedTexts:
    counts = [len(text.records) for text in texts]
    if len(set(counts)) > 1:
        said = ", ".join(f"{text.name} has {len(text.records):,}" for text in texts)
        raise InputError(
            f"the numbers of segments differ: {said}{_likely_place(texts)}", hint=ALIGN_HINT
        )
    rows = [list(text.records) for text in texts]
    named = next((text for text in texts if text.ids and not doubled_ids(text)), None)
    ids: Sequence[int | str] = (named and named.ids) or range(1, 1 + counts[0])
    return _joined(texts, ids, rows, "position")


def _likely_place(texts: Sequence[Text]) -> str:
    """Say from where on a text fits better with other lines of the first, `` where unclear."""
    first, *others = (text for text in texts if text.role != "source")
    fewest = min(len(text.records) for text in texts)
    for text in texts:
        extra = text.records[fewest:]
        if extra and not any(record.text.strip() for record in extra):
            return f"; the last {len(extra):,} of {text.name} are empty"
    for other in others:
        common = min(len(first.records), len(other.records))
        if common == max(len(first.records), len(other.records)):
            continue
        one, its = ([record.text for record in text.records[:common]] for text in (first, other))
        shift = find_shift(one, its, same_language=True)
        if shift:
            return (
                f"; from {shift.first + 1:,} on, {first.name} seems to fit the segments of"
                f" {other.name} from {shift.first + 1 + shift.by:,} on"
            )
    return ""


def _by_id(texts: Sequence[Text]) -> AlignedTexts:
    references = [text for text in texts if text.role == "reference"]
    leading = references or [text for text in texts if text.role == "source"] or [texts[0]]
    wanted = list(dict.fromkeys(chain.from_iterable(text.ids or () for text in leading)))
    for text in texts:
        _check_ids(text, wanted, leading)
    by_id = [{record.id: record for record in text.records} for text in texts]
    rows = [[found.get(key) for key in wanted] for found in by_id]
    return _joined(texts, wanted, rows, "id")


def _check_ids(text: Text, wanted: Sequence[str], leading: Sequence[Text]) -> None:
    """Raise InputError where a text other than a reference lacks an id, or has one more."""
    if text.role == "reference":
        return
    own, all_ids = set(text.ids or ()), set(wanted)
    missing = [key for key in wanted if key not in own]
    extra = [key for key in text.ids or () if key not in all_ids]
    if not (missing or extra):
        return
    names = " and ".join(other.name for other in leading)
    said = []
    if missing:
        said.append(f"{len(missing):,} of the {len(wanted):,} ids of {names} are missing")
        said[-1] += f" ({shown(missing)})"
    if extra:
        said.append(f"{len(extra):,} of its {len(own):,} ids are not in {names} ({shown(extra)})")
    raise InputError("; ".join(said), where=text.name, hint=_IDS_HINT)


def shown(ids: Sequence[int | str]) -> str:
    """Return the first ids of segments, as they are told."""
    first = [named(one) for one in ids[:_SHOWN]]
    return ", ".join([*first, "…"] if len(ids) > _SHOWN else first)


def named(segment: int | str) -> str:
    """Return the id of a segment as it is told: in quotes, and cut where it is long."""
    if isinstance(segment, int):
        return f"{segment:,}"
    return repr(segment if len(segment) <= _LONGEST_ID else segment[: _LONGEST_ID - 1] + "…")


def _joined(
    texts: Sequence[Text],
    ids: Iterable[int | str],
    rows: Sequence[Sequence[TextRecord | None]],
    by: AlignedBy,
) -> AlignedTexts:
    columns = {
        (text.role, text.name): tuple(record.text if record else None for record in found)
        for text, found in zip(texts, rows, strict=True)
    }
    return AlignedTexts(
        ids=tuple(ids),
        drafts={
            name: tuple(text or "" for text in column)
            for (role, name), column in columns.items()
            if role == "draft"
        },
        references={
            name: column for (role, name), column in columns.items() if role == "reference"
        },
        source=_source(texts, rows),
        documents=tuple(_documents(rows)),
        aligned_by=by,
    )


def _source(
    texts: Sequence[Text], rows: Sequence[Sequence[TextRecord | None]]
) -> tuple[str, ...] | None:
    """Return the source from its own file, or from the first bilingual file that has it all."""
    for text, found in zip(texts, rows, strict=True):
        if text.role == "source":
            return tuple(record.text if record else "" for record in found)
    for found in rows:
        sources = [record.source if record else None for record in found]
        whole = [source for source in sources if source is not None]
        if whole and len(whole) == len(found):
            return tuple(whole)
    return None


def _documents(rows: Sequence[Sequence[TextRecord | None]]) -> Iterator[str | None]:
    for records in zip(*rows, strict=True):
        yield next((record.document for record in records if record and record.document), None)
