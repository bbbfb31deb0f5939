"""The command line: one file per command; errors are told in one place."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from tmtool.cli.options import Session
from tmtool.cli.output import refuse
from tmtool.cli.streams import FILE, abandon_output, leave, prepare_output
from tmtool.errors import InputError, TmtoolError
from tmtool.version import VERSION

COMMANDS = {
    "demo": "Show the three jobs on a throw-away memory.",
    "init": "Create the memory.",
    "import": "Import TMX, TSV, CSV or PO files.",
    "export": "Write units to a TMX, TSV, CSV or PO file.",
    "lookup": "Find how a segment was translated before.",
    "concordance": "Find a phrase in any inflection, on either side.",
    "suggest": "Find the terms in a segment, with evidence.",
    "check": "Check drafts against the glossary.",
    "score": "Score drafts against references.",
    "runs": "Show how the scores of drafts change.",
    "align": "Align documents with their translations.",
    "analyze": "Count words and segments by match band.",
    "pretranslate": "Fill a PO or XLIFF file from the memory.",
    "segment": "Cut texts into sentences, and exchange the rules as SRX.",
    "omegat": "Exchange units and terms with a project of OmegaT.",
    "glossary": "Import, export, list and edit terms.",
    "corpus": "List, describe and remove corpora.",
    "unit": "Add, show, edit and remove single units.",
    "index": "Check or rebuild the index of segments.",
    "stats": "Show what the memory holds.",
    "merge": "Bring another memory into this one.",
    "backup": "Write a copy of the memory.",
    "restore": "Put a copy in the memory's place.",
    "completion": "Print the script for completion in a shell.",
}
"""Every command with what it is for, in the order `--help` lists them; each has a module."""

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""


class Commands(click.Group):
    """A group that imports a command's module only when that command is needed."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 - as click has it
    ) -> click.Context:
        """Parse the command line; help that nobody reads to its end is no failure."""
        try:
            return super().make_context(info_name, args, parent, **extra)
        except BrokenPipeError:
            leave(0)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; a reader, such as `head`, that has enough is no failure."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            leave(0)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name."""
        if cmd_name not in COMMANDS:
            return None
        name = "import_" if cmd_name == "import" else cmd_name
        command = getattr(importlib.import_module(f"tmtool.cli.{name}"), name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; name the one that was probably meant where there is none."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            for meant in get_close_matches(args[0], COMMANDS, n=1):
                message = f"No such command {args[0]!r}. Did you mean {meant!r}?"
                raise click.UsageError(message, ctx) from error
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--db",
    envvar="TMTOOL_DB",
    type=FILE,
    metavar="FILE",
    help="The memory. Default: $TMTOOL_DB, `db` in tmtool.toml here or above, or the user's own.",
)
@click.version_option(VERSION, prog_name="tmtool")
@click.pass_context
def root(context: click.Context, db: str | None) -> None:
    """Keep translations and terms in one SQLite file, look them up and score drafts.

    \b
    Begin with:  tmtool demo
    """
    if db == "":
        raise click.UsageError("--db is empty: give the name of a file.")
    context.obj = Session(db)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code; no error shows a traceback."""
    prepare_output()
    try:
        root.main(arguments, prog_name="tmtool", standalone_mode=False)
        sys.stdout.flush()
    except SystemExit as done:
        # So rich leaves where the reader, such as `head`, has enough.
        if isinstance(done.__context__, BrokenPipeError):
            leave(0)
        raise
    except BrokenPipeError:
        leave(0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted; what was finished stays, and nothing is left half done.", err=True)
        sys.exit(INTERRUPTED)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except Exception as error:
        known = told(error)
        if known is None:
            raise
        refuse([known])


def told(error: Exception) -> TmtoolError | None:
    """Return an error in a user's words; `None` for what can only be a fault of tmtool."""
    if isinstance(error, TmtoolError):
        return error
    if isinstance(error, OSError):
        if error.filename is None:
            abandon_output()
        return InputError(
            f"{error.strerror or error}",
            where=error.filename and str(error.filename),
            hint="Check the name, the permissions and the free space.",
        )
    if isinstance(error, UnicodeError):
        return InputError(
            "a text or a file name is not UTF-8", hint="Correct what was given, or rename the file."
        )
    # SQLite is not imported for the sake of its errors: without it there are none.
    sqlite3 = sys.modules.get("sqlite3")
    if sqlite3 is None or not isinstance(error, sqlite3.Error):
        return None
    from tmtool.store.connection import explained

    return explained(error, Path("the memory"))
