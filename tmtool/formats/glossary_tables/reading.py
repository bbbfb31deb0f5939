"""How a person reads the cell of a word list: terms, and what is said of them.

People write more than the term into a cell: what it means, in which sense, other terms for the
same, its acronym. A cell is compared with the other cells of its row, for `and/or` or a comma on
both sides belongs to the term, and on one side alone stands between two terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tmtool.models import TermStatus, TermType

_SQUARE = re.compile(r"\s*\[([^][]*)(?:\]|$)")
_ROUND = re.compile(r"(?<!\S)\(([^()]*)\)(?!\S)")
_COLON = re.compile(r"\s+:\s+")
_QUOTED = re.compile(r'"([^"]+)"|“([^“”]+)”|„([^„“]+)“|«([^«»]+)»')
_OPEN, _CLOSE = "([{«“„", ")]}»”"
_OR = re.compile(r"\s+(?:or|или|либо)\s+", re.IGNORECASE)
_SLASH = re.compile(r"\s+/\s+")
_WORD = re.compile(r"[^\W\d_]+")
_SLASHED = re.compile(r"[^\W\d_]{3,}(?:/[^\W\d_]{3,})+")
_LISTED = re.compile(r"[^\s,]+(?:,\s+[^\s,]+)+")
_PLAIN = re.compile(r"[^;:/,()\[\]\"“”„«»]*")
_SHARED = 4
"""Letters that two words must begin with alike to be taken for one word."""


@dataclass(frozen=True, slots=True)
class CellTerm:
    """A term that a cell has, with its note, its type and whether it is one of several."""

    text: str
    note: str | None = None
    type: TermType | None = None
    status: TermStatus = "admitted"


def terms_of(cell: str, others: Sequence[str] = ()) -> list[CellTerm]:
    """Return the terms of a cell; `others` are the cells in the other languages of its row.

    The rules, in their order: terms are cut apart at `;`; what stands in square brackets or in
    round brackets of their own is a note, unless it is the term's acronym or what the term is the
    acronym of; what follows ` : ` is a note, unless it has a word of the term and so is another
    term; terms are cut apart at ` / `, and, where the other cells have none, at `/`, `or` and
    commas between single words. Of several terms the first is preferred.
    """
    if _PLAIN.fullmatch(cell) and not _OR.search(cell):
        text = " ".join(cell.split())
        return [CellTerm(text)] if text else []
    found: list[CellTerm] = []
    for part in _parts(cell):
        found += _alternatives(part, others)
    unique = list({term.text: term for term in reversed(found) if term.text}.values())[::-1]
    main = [term for term in unique if term.type is None]
    if len(main) > 1:
        return [replace(t, status="preferred") if t is main[0] else t for t in unique]
    return unique


def _parts(cell: str) -> Iterator[str]:
    """Yield what stands between semicolons that are not in brackets or quotes."""
    depth, is_quoted, start = 0, False, 0
    for index, char in enumerate(cell):
        if char == '"':
            is_quoted = not is_quoted
        depth += (char in _OPEN) - (char in _CLOSE)
        if char == ";" and depth <= 0 and not is_quoted:
            yield cell[start:index]
            start = index + 1
    yield cell[start:]


def _alternatives(part: str, others: Sequence[str]) -> Iterator[CellTerm]:
    """Yield the terms of a part of a cell that has no semicolon."""
    text, notes = _without_square_brackets(_unquoted(part))
    first, *explained = _COLON.split(text, maxsplit=1)
    if explained and _share_a_word(first, explained[0]):
        yield from _alternatives(first, others)
        yield from _alternatives(explained[0], others)
        return
    pieces = _pieces(first, others)
    said = "; ".join(filter(None, (*explained, *notes))) or None
    for number, piece in enumerate(pieces):
        yield from _with_brackets(_unquoted(piece), said if number == 0 else None, others)


def _without_square_brackets(text: str) -> tuple[str, list[str]]:
    notes = [found.strip() for found in _SQUARE.findall(text)]
    bare = _SQUARE.sub("", text).replace("[", " ").replace("]", " ")
    return " ".join(bare.split()), notes


def _unquoted(text: str) -> str:
    found = _QUOTED.fullmatch(text.strip())
    return next(filter(None, found.groups()), "").strip() if found else text.strip()


def _share_a_word(one: str, other: str) -> bool:
    starts = [
        {word[:_SHARED].casefold() for word in _WORD.findall(text) if len(word) >= _SHARED}
        for text in (one, other)
    ]
    return not starts[0].isdisjoint(starts[1])


def _pieces(text: str, others: Sequence[str]) -> list[str]:
    """Return the terms between which there are slashes, commas or the word `or`."""
    slashed = _SLASH.split(text)
    if len(slashed) > 1:
        return slashed
    if _SLASHED.fullmatch(text) and not any("/" in other for other in others):
        return text.split("/")
    if _LISTED.fullmatch(text) and not any("," in other for other in others):
        return [piece.strip() for piece in text.split(",")]
    chosen = _OR.split(text)
    if len(chosen) > 1 and not any(_OR.search(other) for other in others):
        lengths = {len(piece.split()) for piece in chosen}
        if len(lengths) == 1 or all(_share_a_word(chosen[0], piece) for piece in chosen[1:]):
            return chosen
    return [text]


def _with_brackets(text: str, note: str | None, others: Sequence[str]) -> Iterator[CellTerm]:
    """Yield a term without its round brackets, and the term that stands in them, if one does."""
    notes = [note] if note else []
    term = " ".join(_ROUND.sub(" ", text).split())
    more: list[CellTerm] = []
    for found in _ROUND.finditer(text):
        inside = found[1].strip()
        kind = _kind(term, inside) if found.end() == len(text) else None
        if kind is None or any(f"({inside}) " in other for other in others):
            notes.append(inside)
        else:
            more.append(CellTerm(inside, type=kind))
    own: TermType | None = "acronym" if any(one.type == "fullForm" for one in more) else None
    yield CellTerm(term, "; ".join(filter(None, notes)) or None, own)
    yield from more


def _kind(term: str, inside: str) -> TermType | None:
    """Tell whether what stands in brackets is the acronym of a term, or the words it is made of."""
    if is_acronym(inside) and not is_acronym(term):
        return "acronym"
    initials = "".join(word[0] for word in _WORD.findall(inside)).casefold()
    return "fullForm" if is_acronym(term) and initials == term.casefold() else None


def is_acronym(text: str) -> bool:
    """Tell whether a text is one word of capitals: `COVID-19`, `ВОЗ`, `SARS-CoV-2`."""
    capitals, small = sum(map(str.isupper, text)), sum(map(str.islower, text))
    return capitals >= 2 and capitals > small and len(text.split()) == 1
