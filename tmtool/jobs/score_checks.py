"""What the checks find in the drafts that are scored."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from tmtool.errors import InputError
from tmtool.jobs.accept import marked
from tmtool.jobs.check import Checker, report
from tmtool.jobs.kept_findings import checks_made
from tmtool.jobs.score_segments import Known
from tmtool.languages import normalise
from tmtool.models import DraftFindings, DraftSegment, ScoreOptions
from tmtool.quality.registry import TEXT_RULES, WITHOUT_TERMS, Setting, Settings
from tmtool.scoring.inputs import ParallelText
from tmtool.store import accepted


def check_drafts(
    connection: sqlite3.Connection | None, text: ParallelText, known: Known, options: ScoreOptions
) -> tuple[tuple[DraftFindings, ...], tuple[str, ...]]:
    """Return what is found in each draft, and warnings: without a memory terms are not checked.

    Accepted findings are left out. Raises InputError where the source or a language is missing,
    and where a glossary that was named, or that alone was to be checked by, has no term in the
    languages.
    """
    if known.source is None:
        raise InputError("checks need the source", hint="Give it with --source-text FILE.")
    if not (options.source_language and options.target_language):
        raise InputError("checks need both languages", hint="Name them, such as ru and en.")
    pair = normalise(options.source_language), normalise(options.target_language)
    warnings: tuple[str, ...] = ()
    severities = options.severities or {}
    try:
        checkers = [_checker(connection, pair, options, severities) for _ in text.drafts]
    except InputError as error:
        if options.glossary is not None or not Settings(severities).any_of(TEXT_RULES):
            raise
        warnings = (f"terms are not checked: {error.what}",)
        severities = {**severities, **WITHOUT_TERMS}
        checkers = [_checker(connection, pair, options, severities) for _ in text.drafts]
    digests = accepted.digests(connection) if connection else frozenset[bytes]()
    made = checks_made(severities, pair[1], terms=connection is not None)
    findings = []
    for checker, (name, draft) in zip(checkers, text.drafts.items(), strict=True):
        checked = map(checker.check, _segments(text, known, draft))
        findings.append(DraftFindings(name, report(marked(checked, digests)), made))
    return tuple(findings), warnings


def _checker(
    connection: sqlite3.Connection | None,
    pair: tuple[str, str],
    options: ScoreOptions,
    severities: Mapping[str, Setting],
) -> Checker:
    return Checker(connection, *pair, glossary=options.glossary, severities=severities)


def _segments(text: ParallelText, known: Known, draft: Sequence[str]) -> Iterator[DraftSegment]:
    for place, segment in enumerate(text.segments):
        source = known.source[place] if known.source else ""
        document = known.documents[place] if known.documents else None
        yield DraftSegment(segment, source, draft[place], document)
