"""`tmtool glossary lint`: what may be wrong with a glossary."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from tmtool.cli.options import Session, check_glossary, format_option, pass_session
from tmtool.cli.output import Answer, show
from tmtool.models import LintFinding
from tmtool.reports import audit_shapes, shapes

if TYPE_CHECKING:
    from rich.console import Console

FOUND = 1
"""Exit code where an error or a warning was found."""


@click.command("lint")
@click.option("--glossary", "name", metavar="NAME", help="Only this glossary.")
@click.option("--rule", "rules", multiple=True, metavar="ID", help="Only this rule; repeatable.")
@format_option
@pass_session
def lint(session: Session, *, name: str | None, rules: tuple[str, ...], output: str) -> None:
    """Say what may be wrong with the glossary; exit with 1 where that is more than information.

    The rules are duplicate-concept, contradictory-status and several-preferred (errors);
    duplicate-term, no-preferred-term, acronym-without-full-form, initial-capital and
    unclear-reading (warnings); guessed-forms, untranslated, homograph, noun-or-verb, nested-term,
    missing-language and no-evidence (information).

    \b
    Example:  tmtool glossary lint --rule duplicate-term --rule several-preferred
    """
    with session.open() as memory:
        check_glossary(memory, name)
        found = memory.glossary.lint(glossary=name, rules=rules or None)

    def table(console: Console) -> None:
        from tmtool.reports import audits

        audits.lint(console, found)

    payload = audit_shapes.lint(found)
    show(output, Answer(payload, payload["findings"], table, shapes.columns(LintFinding)))
    if any(one.severity != "info" for one in found):
        sys.exit(FOUND)
