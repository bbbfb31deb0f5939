"""What may be wrong with a glossary, by its rules and by the memory's units."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence

from tmtool.errors import NotFoundError
from tmtool.jobs.term_units import units_that_may_have
from tmtool.languages import preferred
from tmtool.models import Concept, LintFinding, Term
from tmtool.store import concepts, languages, search
from tmtool.terminology.lint import RULES, lint
from tmtool.terminology.lint.lexicon import Attested, Lexicon
from tmtool.text.normalise import fold
from tmtool.text.phrases import compile_phrase
from tmtool.text.tokens import tokens

LOOKED_AT = 200
"""Units that are read for each term: enough to see how it is written."""

FROM_THE_MEMORY = frozenset(("no-evidence", "initial-capital"))
"""Rules that need to know what units the memory has."""


def lint_glossary(
    connection: sqlite3.Connection,
    glossary: str | None = None,
    rules: Collection[str] | None = None,
) -> list[LintFinding]:
    """Return what rules, or all, say of one glossary or all; raises NotFoundError for no rule."""
    known = {rule.id for rule in RULES}
    for name in rules or ():
        if name not in known:
            hint = f"Rules: {', '.join(sorted(known))}."
            raise NotFoundError(f"there is no rule {name!r}", hint=hint)
    chosen = list(concepts.stream(connection, glossary))
    needed = rules is None or not FROM_THE_MEMORY.isdisjoint(rules)
    attested = _attested(connection, chosen) if needed else {}
    return lint(Lexicon(chosen, attested), rules)


def _attested(connection: sqlite3.Connection, chosen: Sequence[Concept]) -> dict[int, Attested]:
    stored = languages.stored(connection)
    numbers: dict[str, list[int]] = {}
    having = search.counts(connection)
    found: dict[int, Attested] = {}
    for concept in chosen:
        for term in concept.terms:
            tags = [tag for tag in preferred(term.language, stored) if having.get(tag)]
            if term.id is None or not tags or not tokens(term.text):
                continue
            known = numbers.setdefault(term.language, [stored[tag] for tag in tags])
            found[term.id] = _look(connection, term, known)
    return found


def _look(connection: sqlite3.Connection, term: Term, numbers: Sequence[int]) -> Attested:
    """Look for a term's words in any form in the first units that can have them."""
    phrase = compile_phrase(term.text, term.language)
    units = units_that_may_have(connection, term, numbers)[:LOOKED_AT]
    seen = uncapitalised = 0
    for number in numbers:
        for _, text in search.texts(connection, number, units):
            spans = phrase.spans(text) if phrase.may_occur(fold(text)) else ()
            seen += bool(spans)
            uncapitalised += any(text[start].islower() for start, _ in spans)
    return Attested(bool(seen), uncapitalised)
