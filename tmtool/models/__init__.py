"""Frozen values that the parts of tmtool pass to one another; no behaviour beyond reading them."""

from tmtool.models.matches import ConcordanceLine, Edit, Match, MatchKind, Penalty, Span
from tmtool.models.scores import Score, ScoreReport, SegmentScore
from tmtool.models.terms import (
    TERM_STATUSES,
    TERM_TYPES,
    TERMS_TO_AVOID,
    Concept,
    Evidence,
    Term,
    TermHit,
    TermStatus,
    TermType,
    Translation,
)
from tmtool.models.units import (
    STATUSES,
    Change,
    Corpus,
    FileReport,
    IndexFault,
    Skipped,
    Status,
    TranslationUnit,
    Variant,
)

__all__ = [
    "STATUSES",
    "TERMS_TO_AVOID",
    "TERM_STATUSES",
    "TERM_TYPES",
    "Change",
    "Concept",
    "ConcordanceLine",
    "Corpus",
    "Edit",
    "Evidence",
    "FileReport",
    "IndexFault",
    "Match",
    "MatchKind",
    "Penalty",
    "Score",
    "ScoreReport",
    "SegmentScore",
    "Skipped",
    "Span",
    "Status",
    "Term",
    "TermHit",
    "TermStatus",
    "TermType",
    "Translation",
    "TranslationUnit",
    "Variant",
]
