"""Renderings that no term of the glossary has, by the words that translate one another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from tmtool.jobs.associations import Links, in_characters
from tmtool.jobs.auditing.terms import MOST_MISSING, EntryUses, Uses
from tmtool.jobs.auditing.units import Audited
from tmtool.matching import links as word_links
from tmtool.matching.links import CONTENT, link_words
from tmtool.matching.renderings import form, grouped
from tmtool.matching.stretches import linked_stretch
from tmtool.models import Quote, Span
from tmtool.terminology.auditing.contrast import stands_in
from tmtool.terminology.entries import Entry
from tmtool.terminology.kinship import (
    content_words,
    is_kin_of,
    only_adds,
    replaces,
    word_class,
)
from tmtool.text.features import key
from tmtool.text.normalise import fold
from tmtool.text.tokens import Token, bare_words

SURER = 0.8
"""A word beside the term may be associated with the stretch by less than this part as much."""

FAINT = 0.06
"""What a word must be linked with to be a rendering at all, if many units agree."""


Missing = tuple[str, Span]
"""A term whose rendering is missing, and where the source has it."""


@dataclass(frozen=True, slots=True)
class _Proposal:
    """What may translate an entry in a unit; `stem` is the one word's where that is not clear."""

    unit: int
    term: str
    source: Span
    target: Span
    shown: str
    stem: str | None = None


@dataclass(slots=True)
class _Case:
    """An entry where its known renderings are missing: how many targets have each stem."""

    proposals: list[_Proposal] = field(default_factory=list)
    units: int = 0
    having: Counter[str] = field(default_factory=Counter)
    anywhere: dict[str, int] = field(default_factory=dict)
    total: int = 0


def find_unlisted(
    audited: Audited, found: Sequence[Entry], counted: Mapping[int, EntryUses], target: str
) -> None:
    """Move what is missing to other renderings where these are clear, the rest to unclear."""
    cases = _cases(audited, found, counted, target)
    for entry, uses in counted.items():
        case = cases.get(entry)
        if case is not None:
            kept = list(_sure(audited, case, uses, target))
            uses.unlisted = _grouped(kept, target)
        clear = sum(len(one.units) for one in uses.unlisted.values())
        uses.unclear += len(uses.missing.units) - clear


def _cases(
    audited: Audited, found: Sequence[Entry], counted: Mapping[int, EntryUses], target: str
) -> dict[int, _Case]:
    missing: dict[int, dict[int, Missing]] = defaultdict(dict)
    for entry, uses in counted.items():
        for unit, term, span, _ in uses.missing.examples:
            missing[unit].setdefault(entry, (term, span))
    cases: dict[int, _Case] = defaultdict(_Case)
    for associations, units in audited.blocks(missing):
        for number, quote in audited.quotes(sorted(units)).items():
            words = content_words(quote.target, target)
            for entry, place in missing[number].items():
                if not _is_there(found[entry], words, target):
                    aligned = _Aligned(associations, quote)
                    aligned.look(number, place, cases[entry], _texts(found[entry]), target)
    return cases


def _texts(entry: Entry) -> list[str]:
    return [term.text for variant in entry.variants for term in variant.terms]


def _is_there(entry: Entry, words: Sequence[str], target: str) -> bool:
    """Tell whether a target has a translation in another part of speech, or taken apart."""
    return any(is_kin_of(text, words, target) for text in _texts(entry))


class _Aligned:
    """A unit whose words are linked."""

    def __init__(self, associations: Links, quote: Quote) -> None:
        self._associations = associations
        self._quote = quote
        self._words, self._ours = associations.words(quote.source, 0)
        self._others, self._theirs = associations.words(quote.target, 1)
        self._links = link_words(
            self._ours, self._theirs, associations.strength, associations.total
        )

    def look(
        self, unit: int, missing: Missing, case: _Case, known: Sequence[str], target: str
    ) -> None:
        """Take the unit into account for an entry whose rendering is missing there."""
        term, span = missing
        case.units += 1
        case.total = self._associations.total
        case.having.update({word.stem for word in self._theirs})
        for places, is_clear in self._stretches(_in_words(self._words, span)):
            stretch = in_characters(self._others, places)
            shown = form(self._quote.target, stretch, target)
            copied = fold(shown) == fold(self._quote.source[slice(*span)])
            if shown and not copied and _is_another(shown, known, target):
                word = None if is_clear else self._theirs[places[0]]
                if word:
                    case.anywhere[word.stem] = word.units
                stem = word.stem if word else None
                case.proposals.append(_Proposal(unit, term, span, stretch, shown, stem))

    def _stretches(self, inside: Span) -> Iterator[tuple[Span, bool]]:
        """Yield the stretch that translates some words, and whether it is clear; at most one."""
        links = self._links
        stretch = linked_stretch(self._ours, inside, self._theirs, links)
        if stretch and _is_its_own(links, inside, stretch):
            yield stretch, True
        elif inside[1] - inside[0] == 1:
            place = _nearest(links, inside[0])
            if place is not None and _is_its_own(links, inside, (place, place + 1)):
                yield (place, place + 1), False


def _nearest(links: word_links.Links, word: int) -> int | None:
    """Return the target word that a source word is linked to, or else associated with most.

    A rendering that is rare is associated too faintly to be linked.
    """
    linked = [(value, j) for (i, j), value in links.pairs.items() if i == word]
    loose = [
        (value, j) for (i, j), value in links.values.items() if i == word and links.loose(1, j)
    ]
    value, place = max(linked or loose, default=(0.0, 0))
    return place if value >= FAINT else None


def _is_another(shown: str, known: Sequence[str], target: str) -> bool:
    """Tell whether a stretch replaces the known renderings, as the same part of speech."""
    classes = {word_class(text, target) for text in known}
    return word_class(shown, target) in classes and replaces(shown, known, target)


def _is_its_own(links: word_links.Links, span: Span, stretch: Span) -> bool:
    """Tell whether no content word of a stretch may as well translate a word beside the term.

    In collocations, such as respiratory tract, each word is associated with all of the others'.
    """
    for place in range(*stretch):
        if links.weights[1][place] < CONTENT:
            continue
        own = max(links.values.get((i, place), 0.0) for i in range(*span))
        outside = (i for i in range(len(links.weights[0])) if not span[0] <= i < span[1])
        others = max((links.values.get((i, place), 0.0) for i in outside), default=0.0)
        if others >= SURER * own:
            return False
    return True


def _in_words(words: Sequence[Token], span: Span) -> Span:
    inside = [n for n, word in enumerate(words) if span[0] < word.end and word.start < span[1]]
    return inside[0], inside[-1] + 1


def _sure(audited: Audited, case: _Case, uses: EntryUses, target: str) -> Iterator[_Proposal]:
    """Yield the proposals that are clear in their unit, or on which many units agree."""
    doubtful = {one.stem for one in case.proposals if one.stem is not None}
    beside, rendered = _rendered(audited, uses, target) if doubtful else (Counter[str](), 0)
    agreed = {
        stem
        for stem in doubtful
        if stands_in(
            (case.having[stem], case.units),
            (beside[stem], rendered),
            (max(case.anywhere[stem] - case.having[stem], 0), max(case.total - case.units, 1)),
        )
    }
    for one in case.proposals:
        if one.stem is None or one.stem in agreed:
            yield one


def _rendered(audited: Audited, uses: EntryUses, target: str) -> tuple[Counter[str], int]:
    """Return how many targets with a known rendering have each stem, and how many there are."""
    units = chain.from_iterable(one.units for one in uses.listed.values())
    quotes = audited.quotes(list(islice(dict.fromkeys(units), MOST_MISSING)))
    having: Counter[str] = Counter()
    for quote in quotes.values():
        having.update({key(word, target) for word in bare_words(quote.target)})
    return having, len(quotes)


def _grouped(proposals: Sequence[_Proposal], target: str) -> dict[str, Uses]:
    """Return the renderings by their most frequent form, inflected forms as one.

    What only adds words to a more frequent rendering is counted with it.
    """
    groups = grouped(Counter(one.shown for one in proposals), target)
    groups.sort(key=lambda forms: -sum(count for _, count in forms))
    names: dict[str, str] = {}
    for forms in groups:
        name = min(forms, key=lambda shown: (-shown[1], len(shown[0]), shown[0]))[0]
        known = dict.fromkeys(names.values())
        own = next((other for other in known if only_adds(name, other, target)), name)
        names |= {shown: own for shown, _ in forms}
    found: dict[str, Uses] = {}
    for one in proposals:
        found.setdefault(names[one.shown], Uses()).add(one.unit, one.term, (one.source, one.target))
    return found
