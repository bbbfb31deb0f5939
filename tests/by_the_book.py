"""What match rates and look-ups are, written down as their definition says, for the tests.

Nothing here is fast, and nothing of what it is compared with is used, but the parts that
have tests of their own: words, stems and the folding of letters.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from unicodedata import category, normalize

from tmtool.jobs.lookup import Request
from tmtool.models import STATUSES, TranslationUnit, Variant
from tmtool.text.normalise import fold
from tmtool.text.stems import stem
from tmtool.text.tokens import tokens

MOST = 65_535
"""What fits into the two bytes that the index has for a size or a weight."""

PENALTIES = {"approved": 0, "draft": 2, "machine": 5}

_MONTHS = {
    "en": "january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sep sept oct nov dec",
    "ru": "январь января январе февраль февраля феврале март марта марте апрель апреля апреле май"
    " мая мае июнь июня июне июль июля июле август августа августе сентябрь сентября сентябре"
    " октябрь октября октябре ноябрь ноября ноябре декабрь декабря декабре",
}
MONTHS = {language: names.split() for language, names in _MONTHS.items()}
_MONTH = "|".join(sorted([*MONTHS["en"], *MONTHS["ru"]], key=len, reverse=True))
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|\$?\{[^{}\s]*\}|%[sdi](?!\w)|&[a-zA-Z]+;")
_DATE = re.compile(
    rf"\d\d?\.\d\d?\.\d{{2,4}}|\d{{4}}-\d\d-\d\d"
    rf"|\d+\s+(?:{_MONTH})\b(?:\s\d{{4}})?|\b(?:{_MONTH})\s\d+(?:,\s\d{{4}})?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:[.,\s]\d+)*")


def comparable(text: str) -> str:
    """A text in NFC whose white space is single spaces."""
    return normalize("NFC", re.sub(r"\s+", " ", text).strip())


def folded(text: str) -> str:
    return fold(comparable(text))


def primary(language: str) -> str:
    return language.partition("-")[0]


def without_markup(text: str) -> str:
    return _MARKUP.sub(" ", text)


@lru_cache(maxsize=1 << 12)
def names(text: str, language: str) -> list[tuple[str, str]]:
    """The words of a text outside of its markup, each with its stem; numbers and dates are "0"."""
    words = [token.text for token in tokens(without_markup(folded(text)))]
    numbers = [word[0].isdigit() and not word.strip("0123456789.,") for word in words]
    found = []
    for place, word in enumerate(words):
        beside = any(numbers[max(place - 1, 0) : place + 2])
        is_date = beside and word in MONTHS.get(primary(language), ())
        name = "0" if numbers[place] or is_date else stem(word, language)
        found.append((word, name))
    # A month beside a month that is beside a number is part of the date too.
    for place, (word, name) in enumerate(found):
        before = place and found[place - 1][1] == "0"
        if name != "0" and before and word in MONTHS.get(primary(language), ()):
            found[place] = word, "0"
    return found


@lru_cache(maxsize=1 << 12)
def squeezed(text: str) -> str:
    return folded(text).replace(" ", "")


def stems(text: str, language: str) -> set[str]:
    return {name for _, name in names(text, language)} or {squeezed(text)}


def skeleton(text: str, language: str) -> list[str]:
    """The words of a text, runs of numbers as one; a text without words is all that it has."""
    found = [name if name == "0" else word for word, name in names(text, language)]
    kept = [word for n, word in enumerate(found) if not (n and word == "0" and found[n - 1] == "0")]
    return kept or [squeezed(text)]


@lru_cache(maxsize=1 << 12)
def grams(text: str) -> Counter[str]:
    """How often each run of four characters stands in a text without spaces."""
    bare = squeezed(text)
    if len(bare) < 4:
        return Counter([bare])
    return Counter(bare[n : n + 4] for n in range(len(bare) - 3))


@lru_cache(maxsize=1 << 12)
def marks(text: str) -> frozenset[str]:
    """The different punctuation marks and symbols of a text, of the blocks that count."""
    return frozenset(
        char
        for char in folded(text)
        if char != "_"
        and category(char)[0] in "PS"
        and (ord(char) < 0x3040 or 0xFF00 <= ord(char) < 0xFFEF)
    )


def mark_weight(found: Set[str]) -> int:
    return 8 * min(len(found), 255)


@dataclass
class Statistics:
    """The weights of stems by primary language, as they were counted last."""

    counted: dict[str, tuple[int, Counter[str]]] = field(default_factory=dict)
    most: int = MOST

    @classmethod
    def of(cls, units: Iterable[TranslationUnit], most: int = MOST) -> Statistics:
        """Count the stems of all texts of these units."""
        found = cls(most=most)
        for unit in units:
            for variant in unit.variants:
                language = primary(variant.language)
                segments, having = found.counted.get(language, (0, Counter()))
                having.update(stems(variant.text, language))
                found.counted[language] = (segments + 1, having)
        return found

    def weight(self, stem: str, language: str) -> int:
        if primary(language) not in self.counted:
            return 40
        segments, having = self.counted[primary(language)]
        share = Fraction(segments, max(having[stem], 1))
        return max(1, math.floor(4 * math.log(share) + 0.5))

    def total(self, found: set[str], language: str) -> int:
        return min(sum(self.weight(stem, language) for stem in found), self.most)


def small_losses(query: str, source: str) -> int:
    """The points for what two texts differ in that have the same words."""
    one, other = comparable(query), comparable(source)
    points = _MARKUP.findall(one) != _MARKUP.findall(other)
    one, other = without_markup(one), without_markup(other)
    dates = _DATE.findall(one) != _DATE.findall(other)
    one, other = _DATE.sub(" ", one), _DATE.sub(" ", other)
    numbers = _NUMBER.findall(one) != _NUMBER.findall(other)
    one, other = _NUMBER.sub(" ", one), _NUMBER.sub(" ", other)
    ours, theirs = ([c for c in text if c.isalpha()] for text in (one, other))
    if fold("".join(ours)) != fold("".join(theirs)):
        # Names of months of dates that are written in another way.
        dates, ours, theirs = True, [], []
    points += 2 * dates + 2 * numbers
    points += "".join(ours).casefold() != "".join(theirs).casefold()
    points += [c.isupper() for c in ours] != [c.isupper() for c in theirs]
    marks = [
        [c for c in text if not (c.isalnum() or c.isspace() or c in "\u0301\u00ad")]
        for text in (one, other)
    ]
    points += marks[0] != marks[1]
    return min(max(int(points), 1), 5)


def squared(query: str, source: str, language: str, statistics: Statistics) -> Fraction:
    """The product of both of Dice's coefficients."""
    ours, theirs = stems(query, language), stems(source, language)
    shared = statistics.total(ours & theirs, language)
    if shared:
        shared += mark_weight(marks(query) & marks(source))
    sizes = statistics.total(ours, language) + statistics.total(theirs, language)
    sizes += mark_weight(marks(query)) + mark_weight(marks(source))
    one, other = grams(query), grams(source)
    counts = [min(runs.total(), statistics.most) for runs in (one, other)]
    runs = min((one & other).total(), statistics.most)
    return Fraction(2 * shared, sizes) * Fraction(2 * runs, sum(counts))


def rate(query: str, source: str, language: str, statistics: Statistics | None = None) -> int:
    """How like two texts are, the small losses taken off."""
    if comparable(query) == comparable(source):
        return 100
    if skeleton(query, language) == skeleton(source, language):
        return 100 - small_losses(query, source)
    product = squared(query, source, language, statistics or Statistics())
    return min(math.isqrt(math.floor(10_000 * product)), 94)


# A whole look-up -------------------------------------------------------------------------


def in_language(unit: TranslationUnit, wanted: str) -> list[Variant]:
    found = [v for v in unit.variants if primary(v.language) == primary(wanted)]
    return sorted(found, key=lambda v: (v.language != wanted, v.language))


def look_up(
    stored: Sequence[TranslationUnit],
    request: Request,
    corpora: Mapping[str, tuple[int, int]],
    statistics: Statistics | None = None,
    alike: Callable[[str, str, str, Statistics | None], int] = rate,
) -> list[tuple]:
    """What a look-up must find, best first: rate, kind, texts, count, ambiguous, unit.

    `corpora` are the penalty and the priority of each.
    """
    query = comparable(request.text)
    hits = []
    for unit in stored if query else ():
        sources, targets = (in_language(unit, t) for t in (request.source, request.target))
        if not (sources and targets):
            continue
        likes = [alike(request.text, v.text, request.source, statistics) for v in sources]
        like = max(likes)
        source = sources[likes.index(like)]
        penalty, priority = corpora[unit.corpus or ""]
        net = max(0, like - PENALTIES[unit.status] - penalty)
        if not like or net < request.min_rate:
            continue
        near = {
            (offset, comparable(v.text))
            for other in stored
            if (other.corpus, other.document) == (unit.corpus, unit.document)
            for offset in (-1, 1)
            if None not in (unit.position, other.position)
            and other.position == unit.position + offset
            for v in other.variants
        }
        wanted = {(-1, request.before), (1, request.after)}
        wanted = {(offset, comparable(text)) for offset, text in wanted if text is not None}
        is_context = net == 100 and (
            (request.context is not None and request.context == unit.context)
            or bool(wanted and wanted <= near)
        )
        kind = "context" if is_context else "exact" if like == 100 else "fuzzy"
        time = unit.changed_at or unit.created_at or ""
        place = (
            not is_context,
            -net,
            -priority,
            STATUSES.index(unit.status),
            [-ord(char) for char in time] or [1],
            -unit.usage_count,
            unit.id,
        )
        hits.append((place, net, kind, source.text, targets[0].text, unit.id))
    hits.sort()
    groups: dict[tuple[str, str], list] = {}
    for hit in hits:
        groups.setdefault((comparable(hit[3]), comparable(hit[4])), []).append(hit)
    found = []
    for (source_text, _), group in groups.items():
        ambiguous = len({target for other, target in groups if other == source_text}) > 1
        found.append((*group[0][1:5], len(group), ambiguous, group[0][5]))
    return found[: request.limit]
