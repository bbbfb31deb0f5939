"""Concepts and terms of a termbase, and what is found of them in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tmtool.models.matches import Span

TermStatus = Literal["preferred", "admitted", "deprecated", "superseded", "forbidden", "proposed"]
TERM_STATUSES: tuple[TermStatus, ...] = (
    "preferred",
    "admitted",
    "proposed",
    "superseded",
    "deprecated",
    "forbidden",
)
"""All statuses, the ones to use first."""

TERMS_TO_AVOID: tuple[TermStatus, ...] = ("superseded", "deprecated", "forbidden")
"""Statuses of terms that should not be used."""

TermType = Literal["fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"]
TERM_TYPES: tuple[TermType, ...] = (
    "fullForm",
    "acronym",
    "abbreviation",
    "shortForm",
    "variant",
    "phrase",
)

CaseRule = Literal["any", "first", "exact"]
CASE_RULES: tuple[CaseRule, ...] = ("any", "first", "exact")
"""How letters' case counts where a term is sought: not at all, the first letter's, every one's."""

Number = Literal["singular", "plural"]
NUMBERS: tuple[Number, ...] = ("singular", "plural")

Gender = Literal["masculine", "feminine", "neuter"]
GENDERS: tuple[Gender, ...] = ("masculine", "feminine", "neuter")

Animacy = Literal["animate", "inanimate"]
ANIMACIES: tuple[Animacy, ...] = ("animate", "inanimate")

Case = Literal["nominative", "genitive", "dative", "accusative", "instrumental", "prepositional"]
CASES: tuple[Case, ...] = (
    "nominative",
    "genitive",
    "dative",
    "accusative",
    "instrumental",
    "prepositional",
)

Cell = tuple[Case | None, Number]
"""A place in the paradigm of a noun; where a language has no cases, a number alone."""

Properties = tuple[tuple[str, str], ...]
"""Names and values that a file has and tmtool has no field for, in the order of the file."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What a person says of a term's grammar where its analysis is wrong; `None`: nothing.

    `head` is the number, from 1, of the word that inflects and that the adjectives before it
    agree with. No word of an `invariable` term inflects.
    """

    head: int | None = None
    gender: Gender | None = None
    animacy: Animacy | None = None
    invariable: bool = False


NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase that names a concept in one language.

    `text` is the citation form. `number` is set where the term is used in that number only,
    `case_rule` where the letters decide otherwise than the text suggests. `forms` are other
    forms of the whole term that no rule makes: notes verbales.
    """

    language: str
    text: str
    status: TermStatus = "admitted"
    type: TermType | None = None
    part_of_speech: str | None = None
    note: str | None = None
    source: str | None = None
    context: str | None = None
    geography: str | None = None
    do_not_translate: bool = False
    case_rule: CaseRule | None = None
    number: Number | None = None
    hints: Hints = NO_HINTS
    forms: tuple[str, ...] = ()
    properties: Properties = ()
    created_at: str | None = None
    created_by: str | None = None
    changed_at: str | None = None
    changed_by: str | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Concept:
    """What several terms mean (TBX `termEntry`, `conceptEntry`).

    `identifier` is the concept's id in its file; `id` and `glossary` are set on concepts
    read from a memory. `definitions` are those of single languages, each with its tag.
    """

    terms: tuple[Term, ...]
    identifier: str | None = None
    domain: str | None = None
    definition: str | None = None
    note: str | None = None
    source: str | None = None
    definitions: Properties = ()
    properties: Properties = ()
    id: int | None = None
    glossary: str | None = None

    def terms_in(self, language: str) -> tuple[Term, ...]:
        """Return the terms whose tag has the same primary language, in their order."""
        primary = language.partition("-")[0]
        return tuple(t for t in self.terms if t.language.partition("-")[0] == primary)

    def definition_in(self, language: str) -> str | None:
        """Return the concept's definition, else the one in this language, else any."""
        primary = language.partition("-")[0]
        own = [text for tag, text in self.definitions if tag.partition("-")[0] == primary]
        others = [text for _, text in self.definitions]
        return next(filter(None, (self.definition, *own, *others)), None)


@dataclass(frozen=True, slots=True)
class ParadigmForm:
    """A form of a term; `case` is `None` in languages without cases."""

    case: Case | None
    number: Number
    text: str


@dataclass(frozen=True, slots=True)
class Paradigm:
    """The forms of a term by number and case; what it has no form for is left out."""

    term: str
    forms: tuple[ParadigmForm, ...]


@dataclass(frozen=True, slots=True)
class TermReading:
    """How a term is read: `kind` is noun, verb, acronym or "does not inflect".

    `head` is the word that inflects, `agreeing` the words that do with it. `doubts` say why the
    reading may be wrong; the part of speech, the number and the hints of the term correct it.
    """

    language: str
    text: str
    kind: str
    head: str | None
    agreeing: tuple[str, ...]
    number: Number | None
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """How the memory translates a term.

    `used` of the `of` units whose source has the term have this translation; `share`, from 0 to
    1, is its part in all uses of the term's translations. `example` is the id of the newest of
    the units and `corpora` their corpora.
    """

    used: int
    of: int
    example: int | None = None
    corpora: tuple[str, ...] = ()
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Translation:
    """A term offered for a term found; `inflected` is the form the sentence needs, if known.

    `paradigm` has all its forms, if they were asked for.
    """

    text: str
    status: TermStatus
    type: TermType | None = None
    note: str | None = None
    inflected: str | None = None
    evidence: Evidence | None = None
    paradigm: Paradigm | None = None


@dataclass(frozen=True, slots=True)
class TermHit:
    """A term found in a text at code points `start` to `end` (excluded).

    `reason` says what the confidence rests on; a `nested` hit shares words with a longer one.
    `spans` are the stretches of its own words, several where other words stand between. A
    `mined` hit is a phrase that no glossary has, with its usual translation in the memory: it
    has no concept.
    """

    start: int
    end: int
    text: str
    confidence: Literal["hard", "soft"]
    concept: int | None
    term: str
    status: TermStatus
    translations: tuple[Translation, ...] = ()
    reason: str | None = None
    nested: bool = False
    glossary: str | None = None
    domain: str | None = None
    definition: str | None = None
    spans: tuple[Span, ...] = ()
    mined: bool = False
