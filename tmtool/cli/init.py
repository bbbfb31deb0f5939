"""`tmtool init`: create the memory."""

from __future__ import annotations

import click

from tmtool.cli.options import Session, pass_session
from tmtool.cli.output import note


@click.command()
@click.option("--samples", is_flag=True, help="Load the sample corpus and glossary into it.")
@pass_session
def init(session: Session, samples: bool) -> None:
    """Create the memory; one that is there already is left as it is.

    \b
    Example:  tmtool --db treaties.db init --samples
    """
    existed = session.path.exists()
    with session.open(create=True) as memory:
        if existed:
            note(f"The memory {session.path} is there already.")
        if samples:
            from tmtool.jobs.samples import load_samples

            for report in load_samples(memory):
                note(report)
