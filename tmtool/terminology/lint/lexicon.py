"""What the rules of a lint look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tmtool.languages import primary
from tmtool.models import Concept, LintFinding, Severity, Term

__all__ = ["Attested", "Lexicon", "Rule", "about"]


@dataclass(frozen=True, slots=True)
class Attested:
    """Whether a term's words stand in the memory, and in how many units looked at uncapitalised.

    `uncapitalised` counts units in which the first letter is small.
    """

    found: bool
    uncapitalised: int = 0


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The concepts of one or more glossaries, and what the memory has of their terms.

    `attested` has the terms, by their numbers, of the languages that the memory has units in.
    """

    concepts: Sequence[Concept]
    attested: Mapping[int, Attested] = field(default_factory=dict)

    def by_language(self) -> Iterator[tuple[Concept, str, tuple[Term, ...]]]:
        """Yield each concept with each of its languages and its terms in that language."""
        for concept in self.concepts:
            for tag in dict.fromkeys(primary(term.language) for term in concept.terms):
                yield concept, tag, concept.terms_in(tag)

    def terms(self) -> Iterator[tuple[Concept, Term]]:
        """Yield each term with its concept."""
        for concept in self.concepts:
            for term in concept.terms:
                yield concept, term


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong with a glossary."""

    id: str
    severity: Severity
    check: Callable[[Lexicon], Iterator[LintFinding]]
    says: str


def about(
    message: str, language: str | None, concepts: Sequence[Concept], terms: Sequence[str]
) -> LintFinding:
    """Return a finding; its rule and its severity are those of the rule that made it."""
    numbers = tuple(dict.fromkeys(concept.id for concept in concepts if concept.id is not None))
    glossary = concepts[0].glossary if concepts else None
    return LintFinding("", "info", message, language, glossary, numbers, tuple(terms))
