"""Findings of checks as JUnit XML, which continuous integration servers show as tests.

A draft is a suite, a check a test case, and so is each condition of a gate: names stay the same
from run to run, so that a server can tell since when one fails. Errors and warnings are failures;
what is info is output.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from tmtool.models import CheckedSegment, CheckRun, GateResult, Issue, MadeCheck
from tmtool.reports.grouped import Group, grouped
from tmtool.reports.words import counted, visible
from tmtool.version import VERSION

__all__ = ["MOST", "junit"]

MOST = 100
"""Findings of a check that are told in full."""

_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class _Suite:
    """What there is to tell of one draft."""

    run: CheckRun
    cases: Sequence[tuple[MadeCheck, Group]]
    gate: Sequence[GateResult]

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many tests there are, how many fail, and how many are skipped."""
        failures = sum(_fails(group) for _, group in self.cases)
        failures += sum(not one.passed for one in self.gate)
        skipped = sum(_is_skipped(group) for _, group in self.cases)
        return len(self.cases) + len(self.gate), failures, skipped


def junit(
    runs: Iterable[tuple[CheckRun, Iterable[CheckedSegment]]], *, gate: Sequence[GateResult] = ()
) -> Iterator[str]:
    """Yield the text of a file with a suite for each run, and in it what a gate says of it."""
    suites = [
        _Suite(
            run,
            [(check, groups.get(check.id, Group())) for check in run.checks],
            [one for one in gate if one.draft == run.draft],
        )
        for run, groups in ((run, grouped(checked, MOST)) for run, checked in runs)
    ]
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f"<testsuites name={_attribute('tmtool')}{_totals(suites)}>\n"
    for suite in suites:
        run = suite.run
        yield f"  <testsuite name={_attribute(run.draft)}{_totals([suite])}>\n"
        yield from _properties(run, suite.cases)
        for check, group in suite.cases:
            yield from _case(run, check, group)
        for result in suite.gate:
            yield from _condition(run, result)
        yield "  </testsuite>\n"
    yield "</testsuites>\n"


def _totals(suites: Sequence[_Suite]) -> str:
    tests, failures, skipped = map(sum, zip(*(suite.counts for suite in suites), strict=True))
    return f' tests="{tests}" failures="{failures}" errors="0" skipped="{skipped}"'


def _condition(run: CheckRun, result: GateResult) -> Iterator[str]:
    name = " ".join(part for part in ("gate", result.condition, result.metric) if part)
    names = f"name={_attribute(name)} classname={_attribute(run.draft)}"
    start = f"    <testcase {names} file={_attribute(run.draft)}"
    if result.passed:
        yield f"{start}/>\n"
        return
    said = _attribute(result.reason)
    yield f'{start}>\n      <failure message={said} type="gate"/>\n    </testcase>\n'


def _fails(group: Group) -> bool:
    return group.gravest in ("error", "warning")


def _is_skipped(group: Group) -> bool:
    """Tell whether all that a check found is accepted."""
    return group.accepted > 0 and group.gravest is None


def _properties(run: CheckRun, cases: Sequence[tuple[MadeCheck, Group]]) -> Iterator[str]:
    properties = {
        "tmtool": VERSION,
        "source-language": run.source_language,
        "target-language": run.target_language,
        "segments": run.segments,
        "accepted": sum(group.accepted for _, group in cases),
    }
    yield "    <properties>\n"
    for name, value in properties.items():
        yield f"      <property name={_attribute(name)} value={_attribute(str(value))}/>\n"
    yield "    </properties>\n"


def _case(run: CheckRun, check: MadeCheck, group: Group) -> Iterator[str]:
    names = f"name={_attribute(check.id)} classname={_attribute(run.draft)}"
    start = f"    <testcase {names} file={_attribute(run.draft)}"
    if group.gravest is None and not group.accepted:
        yield f"{start}/>\n"
        return
    yield f"{start}>\n"
    if _fails(group):
        said = f"{group.words}: {check.text}"
        yield f"      <failure message={_attribute(said)} type={_attribute(str(group.gravest))}>"
        yield f"{_text(_body(group))}</failure>\n"
    elif _is_skipped(group):
        said = f"{counted(group.accepted, 'finding')} accepted"
        yield f"      <skipped message={_attribute(said)}/>\n"
    else:
        yield f"      <system-out>{_text(_body(group))}</system-out>\n"
    yield "    </testcase>\n"


def _body(group: Group) -> str:
    told = "\n".join(map(_told, group.issues))
    return f"{told}\n{group.more:,} more" if group.more else told


def _told(issue: Issue) -> str:
    return (
        f"segment {issue.segment}: {issue.severity}: {issue.message} [{issue.finding}]\n"
        f"  source: {issue.source}\n  draft: {issue.draft}"
    )


def _attribute(text: str) -> str:
    return quoteattr(_NO_XML.sub("\ufffd", visible(text)))


def _text(text: str) -> str:
    return escape(_NO_XML.sub("\ufffd", visible(text)))
