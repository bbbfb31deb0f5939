"""An audit as a page of HTML."""

from __future__ import annotations

from collections.abc import Iterator

from tmtool.models import TERMS_TO_AVOID, Audit, ConceptUse, TermFinding
from tmtool.reports.html import page
from tmtool.reports.words import SAYS
from tmtool.version import VERSION


def audit(found: Audit, date: str) -> str:
    """Return the page of an audit made on a date."""
    return page(
        "audit.html.j2",
        audit=found,
        concepts=list(_at_issue(found)),
        says=SAYS,
        avoid=TERMS_TO_AVOID,
        date=date,
        version=VERSION,
    )


def _at_issue(found: Audit) -> Iterator[tuple[ConceptUse, list[TermFinding]]]:
    """Yield the concepts with several renderings or with findings, each with its findings."""
    for use in found.concepts:
        findings = [one for one in found.findings if one.concepts == use.concepts]
        if findings or len(use.renderings) > 1:
            yield use, findings
