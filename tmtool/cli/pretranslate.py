"""`tmtool pretranslate`: fill a catalogue from the memory."""

from __future__ import annotations

import click

from tmtool.cli.options import Session, pass_session, say_what_is_missing
from tmtool.cli.output import note
from tmtool.cli.streams import FILE, given, wanted
from tmtool.languages import normalise


@click.command()
@click.argument("catalogue", type=FILE, metavar="FILE")
@click.option("-o", "--output", required=True, type=FILE, metavar="OUT", help="The file to write.")
@click.option(
    "-s",
    "--source",
    default="en",
    show_default=True,
    metavar="LANG",
    help="The language of the msgids.",
)
@click.option("-t", "--target", metavar="LANG", help="By default the language in the header.")
@click.option(
    "--min-rate",
    type=click.IntRange(30, 100),
    default=70,
    show_default=True,
    help="Lowest match rate; 100 fills only exact matches.",
)
@click.option("--overwrite", is_flag=True, help="Replace translations that are there already.")
@pass_session
def pretranslate(
    session: Session,
    *,
    catalogue: str,
    output: str,
    source: str,
    target: str | None,
    min_rate: int,
    overwrite: bool,
) -> None:
    """Fill a PO or POT file: exact matches as they are, fuzzy ones marked `fuzzy`.

    A fuzzy match keeps the source it was made for as its previous msgid. Translations that
    are there already stay. FILE and OUT may be - for standard input and output.

    \b
    Example:  tmtool pretranslate app.pot -o ru.po -t ru
    """
    with session.open() as memory, given(catalogue) as template, wanted(output) as filled:
        report = memory.pretranslate(
            template,
            filled,
            normalise(source),
            normalise(target) if target else None,
            min_rate=min_rate,
            overwrite=overwrite,
        )
        say_what_is_missing(memory, [normalise(source), *([normalise(target)] if target else [])])
    note(
        f"{output}: {report.total} messages: {report.exact} exact, {report.context} in context,"
        f" {report.fuzzy} fuzzy, {report.kept} kept, {report.empty} empty"
    )
