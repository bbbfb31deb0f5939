"""Audits and lints as JSON objects, field by field as `docs/json.md` describes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict

from tmtool.models import Audit, LintFinding, Origins
from tmtool.reports.shapes import Shape, columns

AUDIT = (
    "kind",
    "term",
    "rendering",
    "status",
    "count",
    "of",
    "usual",
    "usual_count",
    "documents",
    "corpora",
    "authors",
)
"""The columns of an audit as a table: one row for each finding."""


def audit(found: Audit) -> Shape:
    """Return an audit with its concepts, findings and segments."""
    return asdict(found)


def audit_rows(found: Audit) -> list[Shape]:
    """Return a row for each finding of terms and for each translation of a repeated segment.

    Of these the `kind` is `segment`, and the usual translation is the most frequent one.
    """
    names = ("kind", "term", "rendering", "status", "count", "of", "usual", "usual_count")
    rows = [
        {name: getattr(one, name) for name in names} | _origins(one.origins)
        for one in found.findings
    ]
    for segment in found.segments:
        usual = segment.targets[0]
        for one in segment.targets:
            values = ("segment", segment.source, one.target, None, one.count, segment.count)
            row = dict(zip(names, (*values, usual.target, usual.count), strict=True))
            rows.append(row | _origins(one.origins))
    return rows


def _origins(found: Origins) -> Shape:
    return {
        name: {one.name: one.count for one in getattr(found, name)} for name in columns(Origins)
    }


def lint(shown: Iterable[LintFinding], found: Iterable[LintFinding]) -> Shape:
    """Return what is shown of a lint, and how often each rule speaks in all."""
    by_rule = Counter(one.rule for one in found)
    return {"findings": [asdict(one) for one in shown], "summary": dict(sorted(by_rule.items()))}
