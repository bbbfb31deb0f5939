"""Whether a text says what its acronyms stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tmtool.languages import primary
from tmtool.models import TERMS_TO_AVOID, DraftSegment, Issue, Severity, Term
from tmtool.terminology.inflect import inflected_like
from tmtool.terminology.pairing import Found, preferred_term
from tmtool.terminology.recognise import Occurrence

__all__ = ["ACRONYM_CHECKS", "AcronymCheck"]

ACRONYM_CHECKS: dict[str, Severity] = {"acronym-unintroduced": "warning"}
"""The checks of this module, each with the severity of a finding that is sure."""


class AcronymCheck:
    """Reads the segments of texts in their order, and remembers what each text has introduced."""

    def __init__(self, target: str) -> None:
        self._target = target
        self._document: str | None = None
        self._introduced: set[int | None] = set()

    def check(
        self, segment: DraftSegment, source: Sequence[Found], draft: Sequence[Found]
    ) -> Iterator[Issue]:
        """Yield the acronyms that the draft uses without having given their full form.

        `acronym-unintroduced`: a warning, at the first use in a document, where the source
        spells the name out in the same segment. Where the source has the bare acronym too,
        the draft follows its author. The glossary must have a full form and the acronym in
        one concept.
        """
        if segment.document != self._document:
            self._document = segment.document
            self._introduced.clear()
        spelled_out = {one.concept.id: one for one in source if _is_full(one)}
        used = [one for one in draft if one.occurrence.term.status not in TERMS_TO_AVOID]
        full = {one.concept.id for one in used if not _is_acronym(one.occurrence.term)}
        self._introduced |= full
        for one in used:
            if not _is_bare(one) or one.concept.id in self._introduced:
                continue
            meant = spelled_out.get(one.concept.id)
            name = preferred_term(one.concept, self._target)
            if meant and name and not _is_acronym(name):
                self._introduced.add(one.concept.id)
                yield _unintroduced(segment, one, meant, name)


def _is_acronym(term: Term) -> bool:
    return term.type in ("acronym", "abbreviation")


def _is_full(one: Found) -> bool:
    """Tell whether a term spells a name out: it is a full form, or nothing says what it is.

    A term without a type must be longer than its concept's acronyms.
    """
    term = one.occurrence.term
    if term.type is not None:
        return term.type == "fullForm"
    shorter = [other.text for other in one.concept.terms if _is_acronym(other)]
    return all(len(term.text) > len(text) for text in shorter)


def _is_bare(one: Found) -> bool:
    """Tell whether an acronym stands by itself and not within a longer name: Устав ООН."""
    found = one.occurrence
    return found.confidence == "hard" and not found.nested and _is_acronym(found.term)


def _unintroduced(segment: DraftSegment, one: Found, meant: Found, name: Term) -> Issue:
    found = one.occurrence
    return Issue(
        segment=segment.segment,
        check="acronym-unintroduced",
        severity="warning",
        message=(
            f"‘{found.text}’ comes before its full form ‘{name.text}’;"
            f" the source spells out ‘{meant.occurrence.text}’"
        ),
        source=segment.source,
        draft=segment.draft,
        side="draft",
        start=found.start,
        end=found.end,
        replacement=_introduced(name, found),
    )


def _introduced(name: Term, found: Occurrence) -> str | None:
    """Return the name with the acronym; an acronym does not tell the case of a Russian name."""
    form = name.text if primary(name.language) == "en" else None
    if found.cells:
        form = inflected_like(name, found)
    return form and f"{form} ({found.text})"
