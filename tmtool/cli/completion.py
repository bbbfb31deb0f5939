"""`tmtool completion`: completion of commands and options in a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print a script that completes tmtool's commands and options; load it in the shell's start.

    \b
    Example:  tmtool completion bash >> ~/.bashrc
    """
    shell_class = get_completion_class(shell)
    assert shell_class is not None
    root = context.find_root().command
    click.echo(shell_class(root, {}, "tmtool", "_TMTOOL_COMPLETE").source())
