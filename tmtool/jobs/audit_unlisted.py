"""Renderings that no term of the glossary has, by the words that translate one another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tmtool.jobs.associations import Links, in_characters
from tmtool.jobs.audit_terms import EntryUses, Uses
from tmtool.jobs.audited import Audited
from tmtool.matching.links import CONTENT, link_words
from tmtool.matching.links import Links as WordLinks
from tmtool.matching.renderings import form, grouped
from tmtool.matching.stretches import linked_stretch
from tmtool.models import Quote, Span
from tmtool.terminology.entries import Entry
from tmtool.terminology.kinship import content_words, is_kin_of, replaces
from tmtool.text.normalise import fold
from tmtool.text.tokens import Token

SURER = 0.8
"""A word beside the term may be associated with the stretch by less than this part as much."""

Missing = tuple[int, Span]
"""An entry, and where a unit's source has it."""


def find_unlisted(
    audited: Audited,
    found: Sequence[Entry],
    counted: Mapping[int, EntryUses],
    target: str,
) -> None:
    """Move what is missing to other renderings where these are clear, the rest to unclear."""
    missing: dict[int, list[Missing]] = defaultdict(list)
    for entry, uses in counted.items():
        for unit, span, _ in uses.missing.examples:
            missing[unit].append((entry, span))
    stretches: dict[int, list[tuple[int, Span, str, Span]]] = defaultdict(list)
    for associations, units in audited.blocks(missing):
        for number, quote in audited.quotes(sorted(units)).items():
            words = content_words(quote.target, target)
            open_ones = [
                (entry, span)
                for entry, span in missing[number]
                if not _is_there(found[entry], words, target)
            ]
            for entry, span, stretch in _stretches(associations, quote, open_ones):
                shown = form(quote.target, stretch, target)
                if (
                    shown
                    and fold(shown) != fold(quote.source[slice(*span)])
                    and replaces(shown, _texts(found[entry]), target)
                ):
                    stretches[entry].append((number, span, shown, stretch))
    for entry, uses in counted.items():
        uses.unlisted = _grouped(stretches[entry], target)
        clear = sum(len(one.units) for one in uses.unlisted.values())
        uses.unclear += len(uses.missing.units) - clear


def _texts(entry: Entry) -> list[str]:
    return [term.text for variant in entry.variants for term in variant.terms]


def _is_there(entry: Entry, words: Sequence[str], target: str) -> bool:
    """Tell whether a target has a translation in another part of speech, or taken apart."""
    return any(is_kin_of(text, words, target) for text in _texts(entry))


def _stretches(
    associations: Links, quote: Quote, places: Sequence[Missing]
) -> Iterator[tuple[int, Span, Span]]:
    """Yield the entries of a unit with where they stand and the stretch that translates them."""
    if not places:
        return
    words, ours = associations.words(quote.source, 0)
    others, theirs = associations.words(quote.target, 1)
    links = link_words(ours, theirs, associations.strength, associations.total)
    for entry, span in places:
        inside = _in_words(words, span)
        stretch = linked_stretch(ours, inside, theirs, links)
        if stretch and _is_its_own(links, inside, stretch):
            yield entry, span, in_characters(others, stretch)


def _is_its_own(links: WordLinks, span: Span, stretch: Span) -> bool:
    """Tell whether no content word of a stretch may as well translate a word beside the term.

    In collocations, such as respiratory tract, each word is associated with all of the others'.
    """
    for place in range(*stretch):
        own = max(links.values.get((i, place), 0.0) for i in range(*span))
        others = [
            value
            for (i, j), value in links.values.items()
            if j == place and not span[0] <= i < span[1]
        ]
        if links.weights[1][place] >= CONTENT and max(others, default=0.0) >= SURER * own:
            return False
    return True


def _in_words(words: Sequence[Token], span: Span) -> Span:
    inside = [n for n, word in enumerate(words) if span[0] < word.end and word.start < span[1]]
    return inside[0], inside[-1] + 1


def _grouped(stretches: Sequence[tuple[int, Span, str, Span]], target: str) -> dict[str, Uses]:
    """Return the renderings by their most frequent form, inflected forms as one."""
    found: dict[str, Uses] = {}
    for forms in grouped(Counter(shown for _, _, shown, _ in stretches), target):
        name = min(forms, key=lambda one: (-one[1], len(one[0]), one[0]))[0]
        same = {shown for shown, _ in forms}
        uses = found.setdefault(name, Uses())
        for unit, source, shown, stretch in stretches:
            if shown in same:
                uses.add(unit, source, stretch)
    return found
