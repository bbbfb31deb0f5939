"""Whether a draft keeps to the terms of the glossary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tmtool.models import DraftSegment, Issue, Severity, Span, Term
from tmtool.quality.wording import said_otherwise
from tmtool.terminology.inflect import inflected_like
from tmtool.terminology.pairing import Answer, Avoided, Found, Need, pair, preferred_term
from tmtool.terminology.recognise import Occurrence

__all__ = ["TERM_CHECKS", "check_terms"]

TERM_CHECKS: dict[str, Severity] = {
    "term-missing": "error",
    "term-forbidden": "error",
    "term-deprecated": "warning",
    "term-superseded": "warning",
}
"""The checks of this module, each with the severity of a finding that is sure."""


def check_terms(
    segment: DraftSegment, source: Sequence[Found], draft: Sequence[Found], target: str
) -> Iterator[Issue]:
    """Yield what a draft gets wrong of the terms found in it and in its source.

    `term-missing`: a term of the source for which the draft has no allowed term left. An error
    where it has none at all, a warning where it has some but fewer than the source (a pronoun
    may stand for the others), info where the source's term is doubtful.

    `term-forbidden` (error), `term-deprecated` and `term-superseded` (warnings: such terms can
    be right in a quotation, or for their time): a term to be avoided for a concept that the
    source surely has. It is not counted as missing besides.
    """
    pairing = pair(source, draft, target)
    for one in pairing.avoided:
        yield _avoided(segment, one, target)
    used = [span for one in pairing.answers for span in one.by.occurrence.spans]
    for need in pairing.missing:
        otherwise = said_otherwise(need, segment.draft, draft, used, target)
        yield _missing(segment, need, pairing.answers, target, otherwise)


def _avoided(segment: DraftSegment, one: Avoided, target: str) -> Issue:
    found, term = one.found.occurrence, one.found.occurrence.term
    check = f"term-{term.status}"
    better = preferred_term(one.found.concept, target)
    said = f"‘{found.text}’ is {term.status} for ‘{one.source.term.text}’"
    said += f": use ‘{better.text}’" if better else ""
    said += f" ({term.note.rstrip('.')})" if term.note else ""
    return Issue(
        segment=segment.segment,
        check=check,
        severity=TERM_CHECKS[check],
        message=said,
        source=segment.source,
        draft=segment.draft,
        side="draft",
        start=found.start,
        end=found.end,
        replacement=_replacement(better, found) if better else None,
    )


def _replacement(better: Term, found: Occurrence) -> str | None:
    """Return the better term in the form of the words found; they must stand together."""
    return inflected_like(better, found) if len(found.spans) == 1 else None


def _missing(
    segment: DraftSegment,
    need: Need,
    answers: Sequence[Answer],
    target: str,
    otherwise: Span | None,
) -> Issue:
    wanted = [preferred_term(one.concept, target) for one in need.found]
    names = " or ".join(dict.fromkeys(f"‘{term.text}’" for term in wanted if term))
    same = sum(_concepts(answer.need) == _concepts(need) for answer in answers)
    severity: Severity = "warning" if same else "error"
    rest = f"the draft has it only {same} of {same + 1} times" if same else "the draft has none"
    if otherwise:
        severity, rest = "info", f"the draft seems to say ‘{segment.draft[slice(*otherwise)]}’"
    return Issue(
        segment=segment.segment,
        check="term-missing",
        severity=severity if need.is_hard else "info",
        message=f"‘{need.occurrence.text}’ needs {names}; {rest}",
        source=segment.source,
        draft=segment.draft,
        side="source",
        start=need.occurrence.start,
        end=need.occurrence.end,
    )


def _concepts(need: Need) -> set[int | None]:
    return {one.concept.id for one in need.found}
