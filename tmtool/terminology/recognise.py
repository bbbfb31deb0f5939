"""Which terms of a glossary a text uses, where, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from tmtool.models import Cell, Span, Term
from tmtool.terminology.citation import Citation
from tmtool.terminology.gaps import with_verb
from tmtool.terminology.grammar import cite
from tmtool.terminology.judgement import Confidence, Verdict, judge, judge_form
from tmtool.terminology.keys import text_keys
from tmtool.terminology.sentence import Place, Sentence, read
from tmtool.text.tokens import tokens

__all__ = ["Occurrence", "recognise"]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term found in a text at code points `start` to `end` (excluded).

    `reason` says, in words, what the confidence rests on. A `nested` occurrence shares words
    with a longer one that is sure. `cells` are the cases and numbers that the words can have,
    the most probable first; none for verbs and for words that do not inflect. `spans` are the
    stretches of the term's own words: several where other words stand between.
    """

    start: int
    end: int
    text: str
    term: Term
    confidence: Confidence
    reason: str
    nested: bool = False
    cells: tuple[Cell, ...] = ()
    spans: tuple[Span, ...] = ()


def recognise(
    text: str,
    language: str,
    find: Callable[[Collection[str]], Iterable[tuple[str, Term]]],
    *,
    longest: int = 8,
    begins: Container[str] | None = None,
) -> list[Occurrence]:
    """Return the terms that a text uses in any of their forms, by where they begin.

    `find` gets all the text's keys (see `keys.text_keys`) and returns those that are a term's,
    each with its term. Terms of more than `longest` words are not found; with `begins`, the
    beginnings of all terms' keys, no key that none of them has is made. Of occurrences that
    share words the longest wins, the others are marked as nested.
    """
    sentence = read(text, language)
    runs = text_keys(sentence.words, sentence.lemmas, longest, begins)
    found: dict[tuple[Term, Place], Occurrence] = {}
    rank = {key: number for number, key in enumerate(runs)}
    for key, term in sorted(find(runs.keys()), key=lambda answer: _order(rank, *answer)):
        citation = cite(term)
        if citation is None:
            continue
        for place, verdict in _verdicts(sentence, term, citation, key, runs.get(key, ())):
            known = found.get((term, place))
            if known is None or (known.confidence, verdict.confidence) == ("soft", "hard"):
                found[term, place] = _occurrence(sentence, term, place, verdict)
    return _with_nesting(found.values())


def _order(rank: Mapping[str, int], key: str, term: Term) -> tuple[int, int, str]:
    """Return by what answers are put in order, so that the store's order does not matter."""
    return rank.get(key, len(rank)), term.id or 0, term.text


def _verdicts(
    sentence: Sentence,
    term: Term,
    citation: Citation,
    key: str,
    runs: Iterable[tuple[int, int]],
) -> Iterator[tuple[Place, Verdict]]:
    lemmas = key.split(" ")
    for first, last in runs:
        whole = tuple(range(first, last))
        if len(lemmas) == len(citation.tokens):
            verdict = judge(sentence, term, citation, whole, lemmas)
            if verdict:
                yield whole, verdict
        elif len(citation.tokens) - len(lemmas) in citation.openings:
            yield from _parted(sentence, term, citation, lemmas, first)
        for form in term.forms:
            words = tokens(form)
            verdict = judge_form(sentence, words, whole) if len(words) == len(whole) else None
            if verdict:
                yield whole, verdict


def _parted(
    sentence: Sentence, term: Term, citation: Citation, lemmas: list[str], first: int
) -> Iterator[tuple[Place, Verdict]]:
    beginning = len(citation.tokens) - len(lemmas)
    for place in with_verb(sentence, citation, first, first + len(lemmas)):
        read_as = [
            next(lemma for lemma in citation.lemmas[i] if lemma in sentence.lemmas[place[i]])
            for i in range(beginning)
        ]
        verdict = judge(sentence, term, citation, place, [*read_as, *lemmas])
        if verdict:
            yield place, verdict


def _occurrence(sentence: Sentence, term: Term, place: Place, verdict: Verdict) -> Occurrence:
    spans = tuple(_spans(sentence, sorted(place)))
    start, end = spans[0][0], spans[-1][1]
    return Occurrence(
        start,
        end,
        sentence.text[start:end],
        term,
        verdict.confidence,
        verdict.reason,
        cells=verdict.cells,
        spans=spans,
    )


def _spans(sentence: Sentence, indices: list[int]) -> Iterator[Span]:
    start = indices[0]
    for index, following in zip(indices, chain(indices[1:], [None]), strict=True):
        if following != index + 1:
            yield sentence.words[start].start, sentence.words[index].end
            start = following or 0


def _with_nesting(found: Iterable[Occurrence]) -> list[Occurrence]:
    longest_first = sorted(found, key=lambda o: (-_length(o), o.start))
    # Which spans have a code point, of sure occurrences: those that share one are equal.
    taken: dict[int, tuple[Span, ...]] = {}
    marked: list[Occurrence] = []
    for one in longest_first:
        places = [place for start, end in one.spans for place in range(start, end)]
        nested = any(taken.get(place, one.spans) != one.spans for place in places)
        marked.append(replace(one, nested=nested))
        if not nested and one.confidence == "hard":
            taken.update(dict.fromkeys(places, one.spans))
    return sorted(marked, key=lambda o: (o.start, -o.end))


def _length(occurrence: Occurrence) -> int:
    return sum(end - start for start, end in occurrence.spans)
