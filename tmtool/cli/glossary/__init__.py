"""`tmtool glossary`: concepts and terms."""

from __future__ import annotations

import click

from tmtool.cli.glossary.audit import audit
from tmtool.cli.glossary.editing import add, edit, remove
from tmtool.cli.glossary.exchange import export, import_
from tmtool.cli.glossary.lint import lint
from tmtool.cli.glossary.listing import list_


@click.group()
def glossary() -> None:
    """Import, export, list, add, edit, remove, audit and lint concepts and their terms.

    \b
    Example:  tmtool glossary list --status forbidden
    """


for command in (import_, export, list_, add, edit, remove, audit, lint):
    glossary.add_command(command)
