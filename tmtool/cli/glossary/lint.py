"""`tmtool glossary lint`: what may be wrong with a glossary."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from tmtool.cli.options import LIMIT, Session, check_glossary, format_option, pass_session
from tmtool.cli.output import FOUND, Answer, note, show
from tmtool.models import SEVERITIES, LintFinding, Severity
from tmtool.reports import audit_shapes, shapes
from tmtool.reports.words import counted

if TYPE_CHECKING:
    from rich.console import Console


@click.command("lint")
@click.option("--glossary", "name", metavar="NAME", help="Only this glossary.")
@click.option("--rule", "rules", multiple=True, metavar="ID", help="Only this rule; repeatable.")
@click.option(
    "--severity",
    type=click.Choice(SEVERITIES),
    help="The least grave findings to show.  [default: warning; with --rule, info]",
)
@click.option("--limit", type=LIMIT, help="Most findings to show.  [default: all]")
@format_option
@pass_session
def lint(
    session: Session,
    *,
    name: str | None,
    rules: tuple[str, ...],
    severity: Severity | None,
    limit: int | None,
    output: str,
) -> None:
    """Say what may be wrong with the glossary; exit with 1 where that is more than information.

    The rules are duplicate-concept, contradictory-status and several-preferred (errors);
    duplicate-term, no-preferred-term, acronym-without-full-form, initial-capital and
    unclear-reading (warnings); guessed-forms, untranslated, homograph, noun-or-verb,
    duplicate-across-glossaries, nested-term, missing-language and no-evidence (information).
    Those of one glossary are compared, but for duplicate-across-glossaries.

    \b
    Example:  tmtool glossary lint --severity info --limit 100
    Example:  tmtool glossary lint --rule duplicate-term --rule several-preferred
    """
    with session.open() as memory:
        check_glossary(memory, name)
        found = memory.glossary.lint(glossary=name, rules=rules or None)

    least = severity or ("info" if rules else "warning")
    grave = [one for one in found if SEVERITIES.index(one.severity) <= SEVERITIES.index(least)]
    shown = grave[:limit]

    def table(console: Console) -> None:
        from tmtool.reports import audits

        audits.lint(console, shown, limit)
        console.print(_summary(found))

    payload = audit_shapes.lint(shown, found)
    show(output, Answer(payload, payload["findings"], table, shapes.columns(LintFinding)))
    if output != "table":
        note(_summary(found))
    if len(found) > len(grave):
        note(f"{len(found) - len(grave):,} less grave not shown; --severity info shows them.")
    if len(grave) > len(shown):
        note(f"{len(grave) - len(shown):,} more; --limit shows them.")
    if any(one.severity != "info" for one in grave):
        sys.exit(FOUND)


def _summary(found: Sequence[LintFinding]) -> str:
    """Say how many there were of each severity and by each rule, shown or not."""
    if not found:
        return "Nothing to say."
    by_rule = Counter(one.rule for one in found)
    rules = ", ".join(f"{rule} {count:,}" for rule, count in by_rule.items())
    by_severity = Counter(one.severity for one in found)
    counts = [counted(by_severity[s], s) for s in ("error", "warning") if by_severity[s]]
    counts += [f"{by_severity['info']:,} info"] if by_severity["info"] else []
    return f"{', '.join(counts)} ({rules})"
