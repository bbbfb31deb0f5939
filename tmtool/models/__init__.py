"""Frozen values that the parts of tmtool pass to one another; no behaviour beyond reading them.

Each module of them is imported when it is first used: a look-up does not pay for those of scoring.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tmtool.models.aligning import (
        PAIR_OUTPUTS,
        PAIR_PROBLEMS,
        SEGMENT_UNITS,
        AligningProgress,
        AligningReport,
        AlignmentOptions,
        DocumentPair,
        PairProblem,
        PairReport,
        SegmentUnit,
    )
    from tmtool.models.alignment import (
        BEAD_REMARKS,
        BEAD_STATES,
        PAIR_VERDICTS,
        AlignedPair,
        Alignment,
        Bead,
        BeadCorrection,
        BeadRemark,
        BeadState,
        DocumentSegment,
        MovedBlock,
        PairVerdict,
    )
    from tmtool.models.analysis import (
        ANALYSIS_BANDS,
        Analysis,
        Band,
        BandVolume,
        FileAnalysis,
        SourceSegment,
        Volume,
        Weights,
    )
    from tmtool.models.audits import (
        FINDING_KINDS,
        Audit,
        ConceptUse,
        FindingKind,
        LintFinding,
        Origins,
        Quote,
        RepeatedSegment,
        SegmentTarget,
        Tally,
        TermFinding,
        UsedRendering,
    )
    from tmtool.models.checks import (
        SEVERITIES,
        AcceptedFinding,
        CheckedSegment,
        CheckReport,
        CheckRun,
        DraftSegment,
        Issue,
        MadeCheck,
        Repair,
        Severity,
    )
    from tmtool.models.documents import BLOCK_KINDS, BlockKind, TextBlock
    from tmtool.models.filling import (
        FILL_KINDS,
        Blank,
        Fill,
        FillKind,
        FillOrigin,
        FillReport,
    )
    from tmtool.models.gate import GATE_CONDITIONS, LAST, Gate, GateCondition, GateResult
    from tmtool.models.keeping import Keeping, KeptRun
    from tmtool.models.matches import (
        ConcordanceLine,
        Edit,
        Fragment,
        Match,
        MatchKind,
        Penalty,
        Rendering,
        Renderings,
        Span,
    )
    from tmtool.models.merging import (
        PREFERENCES,
        ConflictKind,
        MergeConflict,
        MergeKind,
        MergePart,
        MergeReason,
        MergeReport,
        MergeSide,
        Prefer,
        Taken,
    )
    from tmtool.models.mining import (
        CANDIDATE_STATES,
        Candidate,
        CandidateState,
        MinedTerm,
        MinedTranslation,
        MiningReport,
        QueuedTerm,
    )
    from tmtool.models.projects import OmegatReport
    from tmtool.models.resampling import (
        COMPARISON_TESTS,
        Comparison,
        ComparisonTest,
        Resampling,
    )
    from tmtool.models.runs import Run, RunChange, TrendPoint
    from tmtool.models.score_options import ScoreOptions
    from tmtool.models.scores import (
        BUCKET_KINDS,
        LOWER_IS_BETTER,
        MEMORY_DRAFT,
        BucketKind,
        BucketScore,
        DraftFindings,
        Effort,
        MemoryDraft,
        Score,
        ScoredSegment,
        ScoreReport,
        SegmentScore,
        TermScore,
    )
    from tmtool.models.terms import (
        ANIMACIES,
        CASE_RULES,
        CASES,
        GENDERS,
        NUMBERS,
        TERM_STATUSES,
        TERM_TYPES,
        TERMS_TO_AVOID,
        Animacy,
        Case,
        CaseRule,
        Cell,
        Concept,
        Evidence,
        Gender,
        Hints,
        Number,
        Paradigm,
        ParadigmForm,
        Properties,
        Term,
        TermHit,
        TermReading,
        TermStatus,
        TermType,
        Translation,
    )
    from tmtool.models.texts import AlignedBy
    from tmtool.models.units import (
        STATUSES,
        Change,
        Corpus,
        FileReport,
        IndexFault,
        Removal,
        Replacement,
        Skipped,
        Status,
        TranslationUnit,
        Variant,
        WriteReport,
    )

__all__ = [
    "ANALYSIS_BANDS",
    "ANIMACIES",
    "BEAD_REMARKS",
    "BEAD_STATES",
    "BLOCK_KINDS",
    "BUCKET_KINDS",
    "CANDIDATE_STATES",
    "CASES",
    "CASE_RULES",
    "COMPARISON_TESTS",
    "FILL_KINDS",
    "FINDING_KINDS",
    "GATE_CONDITIONS",
    "GENDERS",
    "LAST",
    "LOWER_IS_BETTER",
    "MEMORY_DRAFT",
    "NUMBERS",
    "PAIR_OUTPUTS",
    "PAIR_PROBLEMS",
    "PAIR_VERDICTS",
    "PREFERENCES",
    "SEGMENT_UNITS",
    "SEVERITIES",
    "STATUSES",
    "TERMS_TO_AVOID",
    "TERM_STATUSES",
    "TERM_TYPES",
    "AcceptedFinding",
    "AlignedBy",
    "AlignedPair",
    "AligningProgress",
    "AligningReport",
    "Alignment",
    "AlignmentOptions",
    "Analysis",
    "Animacy",
    "Audit",
    "Band",
    "BandVolume",
    "Bead",
    "BeadCorrection",
    "BeadRemark",
    "BeadState",
    "Blank",
    "BlockKind",
    "BucketKind",
    "BucketScore",
    "Candidate",
    "CandidateState",
    "Case",
    "CaseRule",
    "Cell",
    "Change",
    "CheckReport",
    "CheckRun",
    "CheckedSegment",
    "Comparison",
    "ComparisonTest",
    "Concept",
    "ConceptUse",
    "ConcordanceLine",
    "ConflictKind",
    "Corpus",
    "DocumentPair",
    "DocumentSegment",
    "DraftFindings",
    "DraftSegment",
    "Edit",
    "Effort",
    "Evidence",
    "FileAnalysis",
    "FileReport",
    "Fill",
    "FillKind",
    "FillOrigin",
    "FillReport",
    "FindingKind",
    "Fragment",
    "Gate",
    "GateCondition",
    "GateResult",
    "Gender",
    "Hints",
    "IndexFault",
    "Issue",
    "Keeping",
    "KeptRun",
    "LintFinding",
    "MadeCheck",
    "Match",
    "MatchKind",
    "MemoryDraft",
    "MergeConflict",
    "MergeKind",
    "MergePart",
    "MergeReason",
    "MergeReport",
    "MergeSide",
    "MinedTerm",
    "MinedTranslation",
    "MiningReport",
    "MovedBlock",
    "Number",
    "OmegatReport",
    "Origins",
    "PairProblem",
    "PairReport",
    "PairVerdict",
    "Paradigm",
    "ParadigmForm",
    "Penalty",
    "Prefer",
    "Properties",
    "QueuedTerm",
    "Quote",
    "Removal",
    "Rendering",
    "Renderings",
    "Repair",
    "RepeatedSegment",
    "Replacement",
    "Resampling",
    "Run",
    "RunChange",
    "Score",
    "ScoreOptions",
    "ScoreReport",
    "ScoredSegment",
    "SegmentScore",
    "SegmentTarget",
    "SegmentUnit",
    "Severity",
    "Skipped",
    "SourceSegment",
    "Span",
    "Status",
    "Taken",
    "Tally",
    "Term",
    "TermFinding",
    "TermHit",
    "TermReading",
    "TermScore",
    "TermStatus",
    "TermType",
    "TextBlock",
    "Translation",
    "TranslationUnit",
    "TrendPoint",
    "UsedRendering",
    "Variant",
    "Volume",
    "Weights",
    "WriteReport",
]

_HOMES = {
    "aligning": (
        "PAIR_OUTPUTS PAIR_PROBLEMS SEGMENT_UNITS AligningProgress AligningReport "
        "AlignmentOptions DocumentPair PairProblem PairReport SegmentUnit"
    ),
    "alignment": (
        "BEAD_REMARKS BEAD_STATES PAIR_VERDICTS AlignedPair Alignment Bead BeadCorrection "
        "BeadRemark BeadState DocumentSegment MovedBlock PairVerdict"
    ),
    "analysis": (
        "ANALYSIS_BANDS Analysis Band BandVolume FileAnalysis SourceSegment Volume Weights"
    ),
    "audits": (
        "FINDING_KINDS Audit ConceptUse FindingKind LintFinding Origins Quote RepeatedSegment "
        "SegmentTarget Tally TermFinding UsedRendering"
    ),
    "checks": (
        "SEVERITIES AcceptedFinding CheckedSegment CheckReport CheckRun DraftSegment Issue "
        "MadeCheck Repair Severity"
    ),
    "documents": "BLOCK_KINDS BlockKind TextBlock",
    "filling": "FILL_KINDS Blank Fill FillKind FillOrigin FillReport",
    "gate": "GATE_CONDITIONS LAST Gate GateCondition GateResult",
    "keeping": "Keeping KeptRun",
    "matches": "ConcordanceLine Edit Fragment Match MatchKind Penalty Rendering Renderings Span",
    "merging": (
        "PREFERENCES ConflictKind MergeConflict MergeKind MergePart MergeReason MergeReport "
        "MergeSide Prefer Taken"
    ),
    "mining": (
        "CANDIDATE_STATES Candidate CandidateState MinedTerm MinedTranslation MiningReport "
        "QueuedTerm"
    ),
    "projects": "OmegatReport",
    "resampling": "COMPARISON_TESTS Comparison ComparisonTest Resampling",
    "runs": "Run RunChange TrendPoint",
    "score_options": "ScoreOptions",
    "scores": (
        "BUCKET_KINDS LOWER_IS_BETTER MEMORY_DRAFT BucketKind BucketScore DraftFindings Effort "
        "MemoryDraft Score ScoredSegment ScoreReport SegmentScore TermScore"
    ),
    "terms": (
        "ANIMACIES CASE_RULES CASES GENDERS NUMBERS TERM_STATUSES TERM_TYPES TERMS_TO_AVOID "
        "Animacy Case CaseRule Cell Concept Evidence Gender Hints Number Paradigm ParadigmForm "
        "Properties Term TermHit TermReading TermStatus TermType Translation"
    ),
    "texts": "AlignedBy",
    "units": (
        "STATUSES Change Corpus FileReport IndexFault Removal Replacement Skipped Status "
        "TranslationUnit Variant WriteReport"
    ),
}
"""The names of each module, for those who import them from here."""

_MODULES = {name: module for module, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return __all__
