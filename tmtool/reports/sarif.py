"""Findings of checks as SARIF 2.1.0 (OASIS), which code hosts show beside the lines.

Each finding is a result with its place: of text files the line and the columns, of other files the
segment. What is accepted is there and suppressed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from tmtool.models import CheckedSegment, CheckRun, Issue, MadeCheck
from tmtool.version import VERSION

__all__ = ["FINGERPRINT", "sarif"]

FINGERPRINT = "tmtoolFinding/v1"
"""The name of the fingerprint by which a finding is told from others, whatever its line."""

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}

Shape = dict[str, Any]


def sarif(
    runs: Iterable[tuple[CheckRun, Iterable[CheckedSegment]]],
    *,
    notes: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """Yield the text of a file with a run for each draft, finding by finding.

    `notes` says by the id of a finding why it was accepted.
    """
    yield f'{{"$schema": {_dumps(_SCHEMA)}, "version": "2.1.0", "runs": ['
    for number, (run, checked) in enumerate(runs):
        yield f"{',' if number else ''}\n{_start(run)}"
        indexes = {check.id: index for index, check in enumerate(run.checks)}
        comma = ""
        for one in checked:
            for issue in one.issues:
                result = _result(issue, run, indexes)
                if issue.accepted:
                    result["suppressions"] = [_suppression((notes or {}).get(issue.finding))]
                yield f"{comma}\n{_dumps(result)}"
                comma = ","
        yield "\n]}"
    yield "\n]}\n"


def _dumps(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    # Half a surrogate pair can only be written as an escape.
    return text if text.encode("utf-8", "ignore").decode() == text else json.dumps(value)


def _start(run: CheckRun) -> str:
    """Return the beginning of a run, up to its results."""
    driver = {
        "name": "tmtool",
        "version": VERSION,
        "rules": [_rule(check) for check in run.checks],
    }
    properties = {
        "segments": run.segments,
        "sourceLanguage": run.source_language,
        "targetLanguage": run.target_language,
    }
    head = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "properties": properties,
    }
    return _dumps(head).removesuffix("}") + ', "results": ['


def _rule(check: MadeCheck) -> Shape:
    switch = f'In the table [checks] of tmtool.toml: {check.id} = "off", or another severity.'
    return {
        "id": check.id,
        "shortDescription": {"text": check.text},
        "help": {
            "text": f"{check.text}. {switch}",
            "markdown": f"**{check.id}**: {check.text}.\n\n{switch}",
        },
        "defaultConfiguration": {"level": _LEVELS[check.severity]},
    }


def _result(issue: Issue, run: CheckRun, indexes: Mapping[str, int]) -> Shape:
    result: Shape = {
        "ruleId": issue.check,
        "level": _LEVELS[issue.severity],
        "message": {"text": issue.message},
        "locations": [_location(issue, run)],
        "partialFingerprints": {FINGERPRINT: issue.finding},
        "properties": {
            "segment": issue.segment,
            "source": issue.source,
            "draft": issue.draft,
            "replacement": issue.replacement,
        },
    }
    if issue.check in indexes:
        result["ruleIndex"] = indexes[issue.check]
    if run.source is not None and issue.side == "draft" and issue.replacement is not None:
        result["fixes"] = [_fix(issue, run)]
    return result


def _location(issue: Issue, run: CheckRun) -> Shape:
    """Return where a finding is: in a text file the line, else the segment by its name."""
    file = run.draft
    place: Shape = {}
    if run.source is not None:
        file = run.draft if issue.side == "draft" else run.source
        place = {"region": _region(issue)}
    return {
        "physicalLocation": {"artifactLocation": {"uri": _uri(file)}, **place},
        "logicalLocations": [{"name": str(issue.segment), "kind": "segment"}],
    }


def _region(issue: Issue) -> Shape:
    """Return the words at fault, or the whole line; lines and columns count from 1."""
    region: Shape = {"startLine": int(issue.segment)}
    if issue.start is not None and issue.end is not None:
        region |= {"startColumn": issue.start + 1, "endColumn": issue.end + 1}
    return region


def _fix(issue: Issue, run: CheckRun) -> Shape:
    replacement = {
        "deletedRegion": _region(issue),
        "insertedContent": {"text": issue.replacement},
    }
    change = {"artifactLocation": {"uri": _uri(run.draft)}, "replacements": [replacement]}
    return {"description": {"text": issue.message}, "artifactChanges": [change]}


def _suppression(note: str | None) -> Shape:
    reason = {"justification": note} if note else {}
    return {"kind": "external", "status": "accepted", **reason}


def _uri(file: str) -> str:
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
