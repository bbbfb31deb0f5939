"""What a number written in Russian or English is worth, and how a new one is written like it."""

from __future__ import annotations

import re
from collections import Counter

__all__ = ["canonical", "ordinal_suffix", "roman", "roman_value", "spelled", "write_number"]

SIGNS = "-\u2212\u2013"
SPACES = " \u00a0\u2009\u202f"

_ROMAN = re.compile(r"(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_DIGITS = (
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_LETTERS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

_ENGLISH = {
    word: value
    for value, forms in enumerate(
        """zero one/first/once two/second/twice/both three/third four/fourth five/fifth six/sixth
        seven/seventh eight/eighth nine/ninth ten/tenth eleven/eleventh twelve/twelfth
        thirteen/thirteenth fourteen/fourteenth fifteen/fifteenth sixteen/sixteenth
        seventeen/seventeenth eighteen/eighteenth nineteen/nineteenth""".split()
    )
    for word in forms.split("/")
} | {
    word: 10 * value
    for value, forms in enumerate(
        """twenty/twentieth thirty/thirtieth forty/fortieth fifty/fiftieth sixty/sixtieth
        seventy/seventieth eighty/eightieth ninety/ninetieth hundred/hundredth""".split(),
        start=2,
    )
    for word in forms.split("/")
}
_ENGLISH |= {"thousand": 1000, "million": 10**6}

_TEENS = "один две три четыр пят шест сем восем девят"
_RUSSIAN = [
    (0, r"нол\w+|нул\w+"),
    (1, r"один|одн(?:а|о|у|и|ого|ой|ому|им|ом|их|ими)|перв\w{2,3}|однажды"),
    (2, r"дв(?:а|е|ух|ум|умя|ое|оих|оим)|втор\w{2,3}|об(?:а|е|оих|еих|оим|еим)|дважды"),
    (3, r"тр(?:и|[её]х|[её]м|емя|ое|оих|оим)|трет\w{2,4}|трижды"),
    (4, r"четыр(?:е|[её]х|[её]м|ьмя)|четвер\w{1,4}"),
    (5, r"пят\w{1,3}"),
    (6, r"шест(?:ь|и|ью|\w{2,3})"),
    (7, r"сем(?:ь|и|ью|еро|ерых)|седьм\w{2,3}"),
    (8, r"вос(?:емь|ьми|емью|ьмью)|восьм\w{2,3}"),
    (9, r"девят\w{1,3}"),
    (10, r"десят\w{1,3}"),
    *((11 + place, rf"{stem}надцат\w{{1,3}}") for place, stem in enumerate(_TEENS.split())),
    (20, r"двадцат\w{1,3}"),
    (30, r"тридцат\w{1,3}"),
    (40, r"сорок\w{0,4}"),
    (50, r"пят[ьи]ю?десят\w{0,3}"),
    (60, r"шест[ьи]ю?десят\w{0,3}"),
    (70, r"сем[ьи]ю?десят\w{0,3}"),
    (80, r"вос[ье]м[ьи]ю?десят\w{0,3}"),
    (90, r"девяност\w{1,3}"),
    (100, r"ст[оа]|сот\w{2,3}"),
    (200, r"двест\w+|двухсот\w*|двумястами"),
    (300, r"триста|тр[её]х(?:сот\w*|стах)|тр[её]м(?:стам|ястами)"),
    (400, r"четыр[её](?:ста|хсот\w*|хстах|мстам)|четырьмястами"),
    *(
        (100 * (5 + place), rf"{stem}[ьи](?:сот\w*|стам|стах|юстами)")
        for place, stem in enumerate(_TEENS.split()[4:])
    ),
    (1000, r"тысяч\w*"),
    (10**6, r"миллион\w*"),
]
_RUSSIAN_WORD = re.compile("|".join(f"({pattern})" for _, pattern in _RUSSIAN))
_WORD = re.compile(r"[^\W\d_]+")


def canonical(number: str, language: str) -> str:
    """Return a written number as digits with a point for the decimals: `1 000,5` is `1000.5`.

    The number is taken to be well formed for the language, `en` or `ru`.
    """
    sign = "-" if number[0] in SIGNS else ""
    digits = re.sub(rf"[{SIGNS}{SPACES}]", "", number)
    digits = digits.replace(",", "." if language == "ru" else "")
    whole, point, decimals = digits.partition(".")
    return sign + (whole.lstrip("0") or "0") + point + decimals


def write_number(value: str, like: str, seen: str, language: str, *, dotted: bool) -> str | None:
    """Return a canonical value in the format of the number `like`, None where signs differ.

    What `like` is too short to show comes from `seen`, the value as it was written in the
    other language (whether thousands are grouped), and from the usage of `language`; `dotted`
    gives new decimals a point in any language, as in section numbers.
    """
    sign = like[0] if like[0] in SIGNS else ""
    if value.startswith("-") != bool(sign):
        return None
    whole, _, decimals = value.removeprefix("-").partition(".")
    old, mark = _whole_and_mark(like.removeprefix(sign), language)
    separators = [char for char in old if not char.isdigit()]
    separator = separators[0] if separators else ""
    unknown = not separator and len(old) < 5 and len(whole) > max(3, len(old))
    if unknown and _is_grouped(seen):
        separator = "\u00a0" if language == "ru" else ","
    mark = mark or ("," if language == "ru" and not dotted else ".")
    return sign + _grouped(whole, separator) + (mark + decimals if decimals else "")


def _whole_and_mark(number: str, language: str) -> tuple[str, str]:
    found = re.search(r"[.,]" if language == "ru" else r"\.", number)
    return (number[: found.start()], found[0]) if found else (number, "")


def _is_grouped(number: str) -> bool:
    return re.match(rf"[{SIGNS}]?[0-9]{{1,3}}[,{SPACES}][0-9]{{3}}", number) is not None


def _grouped(digits: str, separator: str) -> str:
    return re.sub(r"(?<=[0-9])(?=(?:[0-9]{3})+$)", separator, digits) if separator else digits


def ordinal_suffix(number: int) -> str:
    """Return the ending of an English ordinal: `st` of 21, `th` of 11."""
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def roman(number: int) -> str | None:
    """Return a Roman numeral of 1 to 99, None outside of that."""
    if not 1 <= number < 100:
        return None
    written = ""
    for value, letters in _ROMAN_DIGITS:
        while number >= value:
            written += letters
            number -= value
    return written


def roman_value(numeral: str) -> int | None:
    """Return what a Roman numeral of 1 to 99 is worth, None for anything else.

    A lone L or C is a letter: drive C, size L.
    """
    if numeral in {"", "L"} or not _ROMAN.fullmatch(numeral):
        return None
    values = [_LETTERS[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-one if one < two else one for one, two in zip(values, following, strict=True))


def spelled(text: str, language: str) -> Counter[int]:
    """Return how often each number stands in a text in words, as a cardinal or an ordinal."""
    found: Counter[int] = Counter()
    total = current = 0
    end = -1
    for match in _WORD.finditer(text):
        value = _word_value(match[0].lower(), language)
        if value is None:
            continue
        joined = end >= 0 and re.fullmatch(r"[\s-]+(and\s+)?", text[end : match.start()])
        if end >= 0 and not (joined and _continues(total, current, value)):
            found[total + current] += 1
            total = current = 0
        if value >= 1000:
            total, current = total + max(current, 1) * value, 0
        else:
            current = current * 100 if value == 100 and 0 < current < 10 else current + value
        end = match.end()
    if end >= 0:
        found[total + current] += 1
    return found


def _continues(total: int, current: int, value: int) -> bool:
    """Tell whether a word goes on a number that is begun: twenty-five, not five ten."""
    if value >= 1000:
        return current > 0
    if value == 100 and 0 < current < 10:
        return True
    below = 10 if value < 10 else 100 if value < 100 else 1000
    return total + current > 0 and current % below == 0


def _word_value(word: str, language: str) -> int | None:
    if language == "en":
        return _ENGLISH.get(word)
    match = _RUSSIAN_WORD.fullmatch(word)
    return _RUSSIAN[match.lastindex - 1][0] if match and match.lastindex else None
