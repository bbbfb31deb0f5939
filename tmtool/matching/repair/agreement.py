"""Whether the words around a number or term stay right when it changes."""

from __future__ import annotations

import re

from tmtool.matching.repair.labels import label

__all__ = ["counts", "fits_after", "fits_before", "fits_in_place", "is_numbered", "plural_category"]

_NO_NOUN = frozenset(
    """и или либо по до в во на с со от из к ко о об при за для без под над не но а у
    and or to of in on at by for from with the""".split()
)
"""Words after a number that are not counted by it."""

_UNITS = frozenset(
    """км м см мм кг г т л мл ч мин сек с руб долл тыс млн млрд трлн шт чел экз га мб гб кб тб
    квт вт мвт гг""".split()
)
"""Abbreviations with one form for every number."""

_YEAR_WORD = re.compile(r"\s*(?:год(?:а|у|ом|е|ы|ов|ам|ами|ах)?|гг?)(?!\w)")
_COMPOUND = re.compile(r"[-‑][^\W\d_]")
_ALONE_BEFORE = re.compile(r"(?::|\s[-–—]|\()\s*$")
_WORD_AFTER = re.compile(r"\s*([^\W\d_]+)")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[\s«\"“(]*$")
_PREPOSITION = re.compile(
    r"(?<!\w)(?:на|до|от|из|в|с|по|к|более|менее|свыше|около|by|to|from|of|than|at|in|over|under)"
    r"\s+(?:US)?[$€£]?\s*$",
    re.IGNORECASE,
)
# These take the genitive plural of every number but those in one: до 2 дней, до 5 дней.
_GENITIVE = re.compile(
    r"(?<!\w)(?:в течение|до|от|более|менее|больше|меньше|свыше|около|после|из|старше|моложе)\s+$",
    re.IGNORECASE,
)
# Nouns whose genitive singular is also a plural: главы 5 государств, главы 1 государства.
_DOUBTFUL = re.compile(
    r"(?<!\w)(?:главы|главам|части|частям|правила|протоколы|страницы|версии|таблицы|номера|шаги"
    r"|разделы|пункты|позиции|приложения|резолюции|рисунки|оговорки|статьи)\s+$",
    re.IGNORECASE,
)
# What is numbered rather than counted where the source has an ordinal: 21 сессия, в 21 веке.
_NUMBERED = re.compile(
    r"\s+(?:сесси(?:я|и|ю|ей)|заседани(?:е|ю|ем|и)|век(?:е|у|ом)?|созыв(?:е|у|ом)?"
    r"|квартал(?:е|у|ом)?|съезд(?:е|у|ом)?)(?!\w)"
)
_PARTS = re.compile(
    r"\s+(?:стат|пункт|подпункт|глав|раздел|част|приложени|протокол|правил|резолюц|настоящ|данн"
    r"|этой|этого|указанн|вышеуказанн|выше|ниже|[А-ЯЁA-Z«])"
)


def plural_category(number: str, language: str) -> str:
    """Return which form of a noun a number takes: `one`, `few`, `many` or `part` (a fraction).

    Russian follows gettext's rule for whole numbers, English has `one` for 1 and `many` for
    the others.
    """
    whole, point, _ = number.removeprefix("-").partition(".")
    if point:
        return "part" if language == "ru" or whole == "0" else "many"
    if language == "en":
        return "one" if whole == "1" else "many"
    value = int(whole[-2:])
    if value % 10 == 1 and value % 100 != 11:
        return "one"
    return "few" if value % 10 in (2, 3, 4) and value % 100 not in (12, 13, 14) else "many"


def fits_after(text: str, start: int, end: int, *, old: str, new: str, language: str) -> bool:
    """Tell whether a text is provably right with the number `new` in place of `old`.

    The number stands at code points `start` to `end`; both are canonical. What counts things
    must keep its plural category; the name of an article, a year or 30-дневный need not.
    """
    before, after = text[:start], text[end:]
    counted = counts(after)
    if _COMPOUND.match(after) or (_ALONE_BEFORE.search(before) and not counted):
        return True
    same = plural_category(old, language) == plural_category(new, language)
    alike = (plural_category(old, language) == "one") == (plural_category(new, language) == "one")
    if label(text, start, language):
        doubtful = language == "ru" and counted and _DOUBTFUL.search(before)
        return alike if doubtful and not _PARTS.match(after) else True
    if language == "ru" and _is_year(old) and _is_year(new):
        return same or _YEAR_WORD.match(after) is not None or not counted
    if not counted and _PREPOSITION.search(before):
        return True
    if language == "ru" and (not counted or _GENITIVE.search(before)):
        return alike
    return same


def counts(after: str) -> bool:
    """Tell whether the text after a number begins with a word that the number may count."""
    match = _WORD_AFTER.match(after)
    if not match:
        return False
    word = match[1]
    unit = (
        word.lower() in _UNITS
        or word.lower() in {"per", "percent"}
        or (word.isupper() and word.isascii())
    )
    return not unit and word.lower() not in _NO_NOUN


def is_numbered(after: str) -> bool:
    """Tell whether the text after a Russian number is the singular noun of an ordinal."""
    return _NUMBERED.match(after) is not None


def _is_year(number: str) -> bool:
    return len(number) == 4 and number.isdecimal() and 1800 <= int(number) <= 2100


def fits_before(text: str, start: int, old: str, new: str, language: str, *, nth: bool) -> bool:
    """Tell whether the word before `start` keeps its form: a or an, о or об, с or со.

    `old` and `new` are what stands there and what shall stand there, as read aloud; `nth`
    says that a number is read as an ordinal.
    """
    match = _WORD_BEFORE.search(text[:start])
    word = match[1].lower() if match else ""
    if language == "en":
        return word not in {"a", "an"} or _vowel(old) is _vowel(new) is not None
    if word in {"об", "обо", "со", "во", "ко"}:
        return False
    if word == "о":
        return re.match(r"(?:1|11|11[0-9]{3})(?![0-9])|[аоуэиАОУЭИ]", new) is None
    if word in {"с", "в", "к"}:
        hundred = word == "с" and re.match(r"1[0-9]{2}(?![0-9])", new)
        second = (nth or word == "с") and re.match(r"2(?![0-9])", new)
        cluster = re.match(r"[бвгджзклмнпрстфхцчшщ]{2}", new.lower())
        return not (hundred or second or cluster)
    return True


def _vowel(word: str) -> bool | None:
    """Tell whether English reads a word with a vowel first, None where letters do not tell."""
    if re.match(r"8|(?:11|18)(?:[^0-9]|$|[, ]?[0-9]{3}(?![0-9]))", word):
        return True
    if word[0].isdigit():
        return False
    if word[:1].isupper() and re.match(r"[A-Z]+(?![a-z])", word):
        return word[0] in "AEFHILMNORSX"
    first = word[0].lower()
    if first in "hue" or word.lower().startswith("o"):
        return None
    return first in "ai"


def fits_in_place(old: str, new: str, language: str) -> bool:
    """Tell whether a term can stand where another stood, by the endings of both.

    In Russian the first and the last words must end alike (договор, протокол), in English
    both must be plural or both singular, as far as -s tells.
    """
    ours, theirs = new.split(), old.split()
    if not ours or not theirs:
        return False
    if language == "en":
        return _is_plural(ours[-1]) == _is_plural(theirs[-1])
    if language != "ru":
        return False
    return all(_ending(ours[place]) == _ending(theirs[place]) for place in (0, -1))


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _ending(word: str) -> str:
    last = word[-1:].lower()
    if last in "ьй":
        return word[-3:].lower()
    return last if last in "аеёиоуыэюя" else "consonant"
