"""Whether articles, paragraphs, annexes and resolutions are the same on both sides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tmtool.matching.repair.numerals import roman_value
from tmtool.quality.rules import Finding, Rule, Texts

__all__ = ["REFERENCE_RULES", "check_references"]

REFERENCE_RULES = (
    Rule("reference", "error", "articles, paragraphs, annexes and the like: the same ones"),
)

_KINDS = {
    "article": r"[Сс]тат(?:ья|ьи|ье|ью|ь[её]й|ей|ьям|ьями|ьях)|[Сс]т\.|[Aa]rticles?|[Aa]rts?\.",
    "paragraph": r"[Пп]ункт(?:а|у|ом|е|ы|ов|ам|ами|ах)?|[Пп]п?\.|[Чч]аст(?:ь|и|ью|ей|ям|ями|ях)"
    r"|[Чч]\.|[Аа]бзац(?:а|у|ем|е|ы|ев|ам|ами|ах)?|[Пп]араграф(?:а|у|ом|е|ы|ов|ам|ами|ах)?"
    r"|[Pp]aragraphs?|[Pp]aras?\.|[Cc]lauses?|[Pp]arts?|[Pp]oints?",
    "subparagraph": r"[Пп]одпункт(?:а|у|ом|е|ы|ов|ам|ами|ах)?|[Пп]одп\.|[Ss]ub-?paragraphs?"
    r"|[Ss]ub-?clauses?|[Ii]tems?",
    "chapter": r"[Гг]лав(?:а|ы|е|у|ой|ам|ами|ах)?|[Рр]аздел(?:а|у|ом|е|ы|ов|ам|ами|ах)?"
    r"|[Cc]hapters?|[Ss]ections?|[Tt]itles?",
    "annex": r"[Пп]риложени(?:е|я|ю|ем|и|й|ям|ями|ях)|[Дд]обавлени(?:е|я|ю|ем|и|й)"
    r"|[Aa]nnex(?:es)?|[Aa]ppendi(?:x|ces)|[Ss]chedules?",
    "resolution": r"[Рр]езолюци(?:я|и|ю|ей|й|ям|ями|ях)|[Рр]ез\.|[Rr]esolutions?",
    "decision": r"[Рр]ешени(?:е|я|ю|ем|и|й|ям|ями|ях)|[Dd]ecisions?",
    "protocol": r"[Пп]ротокол(?:а|у|ом|е|ы|ов|ам|ами|ах)?|[Pp]rotocols?",
    "rule": r"[Пп]равил(?:о|а|у|ом|е|ам|ами|ах)?|[Rr]ules?",
    "table": r"[Тт]аблиц(?:а|ы|е|у|ей|ам|ами|ах)?|[Тт]абл\.|[Tt]ables?",
}
_SPACE = "[ \u00a0\u202f]"
_LETTER = "[a-zа-я]"
_QUOTED = rf"(?:[«“\"‘']{_LETTER}[»”\"’'])"
_SUB = (
    rf"(?:{_SPACE}?\((?:[0-9]{{1,4}}|[ivx]{{1,5}}|{_LETTER})\)|{_SPACE}(?:{_LETTER}|[ivx]+)\)"
    rf"|{_SPACE}?{_QUOTED})"
)
_VALUE = (
    rf"(?:[0-9]{{1,4}}(?:[.][0-9]{{1,3}})*(?:{_LETTER}(?![\w.]))?|[IVXLХ]{{1,6}}(?!\w)"
    rf"|[A-ZА-Я](?![\w.’'])|\(?{_LETTER}\)|\((?:[0-9]{{1,3}}|[ivx]{{1,5}})\)|{_QUOTED})"
    rf"(?:{_SPACE}(?:bis|ter|quater|бис|тер|кватер)(?!\w))?"
)
_JOINED = (
    rf"(?:,?{_SPACE}(?:and|or|to|through|и|или|по|до|—|–|-|и/или|and/or){_SPACE}|,{_SPACE}"
    rf"|{_SPACE}?[-–—]{_SPACE}?)"
)
_LABEL = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items())
_REFERENCE = re.compile(
    rf"(?<![\w-])(?:{_LABEL})(?:{_SPACE}(?:№|No\.?|Nos\.)|{_SPACE}?№)?{_SPACE}?"
    rf"(?P<values>(?<=[ \u00a0\u202f.№]){_VALUE}{_SUB}*(?:{_JOINED}{_VALUE}{_SUB}*)*)"
)
_ONE = re.compile(rf"(?P<value>{_VALUE})(?P<subs>{_SUB}*)(?P<joint>{_JOINED})?")
_PART = re.compile(rf"[0-9]+|[ivx]+(?=\))|{_LETTER}")
_RANGE = re.compile(r"\s?[-–—]\s?|\s(?:to|through|по|до|—|–|-)\s")
_NUMBERED = re.compile(r"[0-9IVX]|[ \u00a0][A-ZА-Я](?!\w)")
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщ"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_LOOKALIKES = {"е": "e", "с": "c", "х": "x", "р": "p", "о": "o", "и": "i", "в": "b"}
_ENDINGS = {"бис": "bis", "тер": "ter", "кватер": "quater"}

_LOOSE = ("paragraph", "subparagraph", "article", "chapter")
"""Kinds that answer one another, since languages divide texts otherwise; an article stays one."""

Value = frozenset[str]
"""What a number or a letter may be worth: (i) is the first or the letter I."""


@dataclass(frozen=True, slots=True)
class _Reference:
    """An article or the like at code points `start` to `end`, the whole of it as `text`."""

    kind: str
    value: Value
    start: int
    end: int
    text: str


def check_references(texts: Texts) -> Iterator[Finding]:
    """Yield references of the draft that stand for others of the source.

    Kinds are compared one by one, and only where both sides have some. A paragraph may be
    named as one or stand behind its article: *пункт 3 статьи 7* and *Article 7 (3)* are the same.
    """
    if not _NUMBERED.search(texts.source) or not _NUMBERED.search(texts.draft):
        return
    asked = list(_references(texts.source))
    given = list(_references(texts.draft)) if asked else []
    told: set[int] = set()
    for kind in dict.fromkeys(one.kind for one in asked):
        added = [one for one in _without(kind, given, asked) if one.start not in told]
        missing = _without(kind, asked, given) if added else []
        for one, other in zip(missing, added, strict=False):
            told.add(other.start)
            said = f"‘{other.text}’ for ‘{one.text}’ of the source"
            yield Finding("reference", said, other.start, other.end)


def _without(kind: str, references: list[_Reference], others: list[_Reference]) -> list[_Reference]:
    """Return the references of a kind that the others do not have, each once."""
    alike = _LOOSE if kind in _LOOSE and kind != "article" else (kind,)
    known = [one.value for one in others if one.kind in alike]
    found: list[_Reference] = []
    for one in references:
        if one.kind == kind and not any(one.value & value for value in known):
            found.append(one)
            known.append(one.value)
    return found


def _references(text: str) -> Iterator[_Reference]:
    for match in _REFERENCE.finditer(text):
        kind = next(name for name in _KINDS if match[name])
        yield from _listed(kind, match, match.start("values"))


def _listed(kind: str, match: re.Match[str], place: int) -> Iterator[_Reference]:
    """Yield each of articles 5, 6 (2) and 8 to 10, and the paragraphs behind them."""
    label, last, ranged = match[kind], None, False
    for one in _ONE.finditer(match["values"]):
        start = place + one.start() if last else match.start()
        value, parts = _read(one["value"])
        text = f"{label} {one['value']}{one['subs']}"
        found = _Reference(kind, value, start, place + one.end("subs"), text)
        if last and ranged:
            yield from _between(last, found)
        yield found
        for part in (*parts, *(_letter_or_number(each) for each in _PART.findall(one["subs"]))):
            numbered = any(map(str.isdigit, part))
            inner = "year" if kind == "resolution" else _LOOSE[0] if numbered else _LOOSE[1]
            yield replace(found, kind=inner, value=part)
        last, ranged = found, _RANGE.fullmatch(one["joint"] or "") is not None


def _between(first: _Reference, last: _Reference) -> Iterator[_Reference]:
    """Yield what a range has between its ends: 6 of articles 5 to 7."""
    ends = [next((int(v) for v in one.value if v.isdigit()), 0) for one in (first, last)]
    if 0 < ends[0] < ends[1] < ends[0] + 100:
        for number in range(ends[0] + 1, ends[1]):
            yield replace(last, value=frozenset({str(number)}))


def _read(written: str) -> tuple[Value, tuple[Value, ...]]:
    """Return the value of an article's number, and the parts of one with points: 5.2."""
    number, _, ending = written.replace("\u00a0", " ").partition(" ")
    if ending:
        return frozenset({f"{number} {_ENDINGS.get(ending, ending)}"}), ()
    bare = number.strip("()«»“”\"‘’'")
    if "." in bare:
        first, *rest = bare.split(".")
        return frozenset({first}), tuple(frozenset({part}) for part in rest)
    return _letter_or_number(bare), ()


def _letter_or_number(written: str) -> Value:
    found = {written} if written.isdigit() else {written.lower()}
    roman = roman_value(written.upper().replace("Х", "X"))
    if roman is not None:
        found.add(str(roman))
    letter = written.lower()
    if len(letter) == 1 and letter in _CYRILLIC:
        found.add(_LATIN[_CYRILLIC.index(letter)])
        found.add(_LOOKALIKES.get(letter, letter))
    return frozenset(found)
