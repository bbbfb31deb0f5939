"""`tmtool glossary`: concepts and terms."""

from __future__ import annotations

import click

from tmtool.cli.glossary.audit import audit
from tmtool.cli.glossary.candidates import candidates
from tmtool.cli.glossary.editing import add, edit, remove
from tmtool.cli.glossary.exchange import export, import_
from tmtool.cli.glossary.lint import lint
from tmtool.cli.glossary.listing import list_
from tmtool.cli.glossary.mining import mine
from tmtool.cli.glossary.showing import show_concept
from tmtool.cli.glossary.undoing import history, undo


@click.group()
def glossary() -> None:
    """Import, export, list, show, add, edit, remove, undo, mine, audit and lint terms.

    \b
    Example:  tmtool glossary list --status forbidden
    """


for command in (
    import_,
    export,
    list_,
    show_concept,
    add,
    edit,
    remove,
    history,
    undo,
    mine,
    candidates,
    audit,
    lint,
):
    glossary.add_command(command)
