"""`tmtool glossary show`: one concept with all that is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tmtool.cli.options import NUMBER, Session, format_option, pass_session
from tmtool.cli.output import Answer, show
from tmtool.reports import concept_shapes

if TYPE_CHECKING:
    from rich.console import Console


@click.command("show")
@click.argument("number", type=NUMBER)
@click.option("--paradigm", is_flag=True, help="Show every form of its terms.")
@format_option
@pass_session
def show_concept(session: Session, *, number: int, paradigm: bool, output: str) -> None:
    """Show a concept, how its terms are read, and with --paradigm all their forms.

    Where a reading is wrong, `tmtool glossary edit` takes hints: the word that inflects, its
    gender and animacy, or that nothing inflects.

    \b
    Example:  tmtool glossary show 12 --paradigm
    """
    with session.open() as memory:
        concept = memory.glossary.concept(number)
        readings = memory.glossary.readings(concept)
        paradigms = memory.glossary.paradigms(concept) if paradigm else []
    payload = concept_shapes.concept_shown(concept, readings, paradigms)

    def table(console: Console) -> None:
        from tmtool.reports import concepts

        concepts.concept(console, concept, readings, paradigms)

    show(
        output,
        Answer(
            payload,
            concept_shapes.term_rows([concept]),
            table,
            concept_shapes.TERM,
            lines=[payload],
        ),
    )
