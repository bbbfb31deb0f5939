"""Which texts of a file of beads a person has corrected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tmtool.errors import InputError
from tmtool.formats.beads.documents import WrittenSide
from tmtool.formats.beads.rows import BeadRow

_CLEAR = "Empty the cell: the text of its places is then taken from the document."


def corrected(rows: Sequence[BeadRow], written: WrittenSide, path: str) -> dict[int, str]:
    """Return, by the line of its row, each text of a side that a person has corrected.

    A text is as it was where it is that of the row's places now, or of a bead that they, or the
    row, were in when the file was written. Raises InputError for a text that belongs elsewhere.
    """
    changed = [(row, text) for row, text in _changed(rows, written, path)]
    _check_owners(changed, written, path)
    return {row.line: text for row, text in changed}


def _changed(
    rows: Sequence[BeadRow], written: WrittenSide, path: str
) -> Iterator[tuple[BeadRow, str]]:
    for row in rows:
        places, text = _side(row, written)
        own = written.text(places)
        if not text.strip() or text == own or _folded(text) == _folded(own):
            continue
        beads = {row.number, *(written.beads[place] for place in places)}
        before = [written.written(number) for number in beads]
        if any(_folded(text) == _folded(written.text(one)) for one in before if one != places):
            continue  # the places were moved, the text stayed
        if not places or places not in before:
            raise InputError(
                f"the {written.side} text is neither that of its places nor of the bead as it was",
                where=f"{path}:{row.line}",
                hint=_CLEAR,
            )
        yield row, text


def _check_owners(changed: Sequence[tuple[BeadRow, str]], written: WrittenSide, path: str) -> None:
    """Raise InputError where texts have changed places, as when one column is sorted.

    Where they were corrected before the file was written, somebody meant it.
    """
    new = [(row, text) for row, text in changed if not row.was_corrected]
    owners = {_folded(written.text(_side(row, written)[0])): row for row, _ in new}
    for row, text in new:
        owner = owners.get(_folded(text))
        if owner is not None:
            raise InputError(
                f"the {written.side} text is that of the row in line {owner.line}",
                where=f"{path}:{row.line}",
                hint=f"If one column alone was sorted or moved, take a copy of the file. {_CLEAR}",
            )


def _side(row: BeadRow, written: WrittenSide) -> tuple[tuple[int, ...], str]:
    if written.side == "source":
        return row.source, row.source_text
    return row.target, row.target_text


def _folded(text: str) -> str:
    return " ".join(text.split())
