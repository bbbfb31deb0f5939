"""Write the pages of the documentation that follow from the code: commands.md and schema.md.

With `--check` nothing is written; the exit code is 1 where a page is out of date.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from tmtool.cli import root
from tmtool.store.migrations import MIGRATIONS
from tmtool.store.schema import APPLICATION_ID, SCHEMA_VERSION, TABLES

FOLDER = Path(__file__).resolve().parent
WIDTH = 92
"""Columns of the help texts, whatever terminal the script runs on."""

NOTICE = "<!-- Written by docs/generate.py; change the code, not this page. -->"

COMMANDS_HEAD = f"""\
{NOTICE}

# Commands

Every command with the text of its `--help`. The [README](../README.md) shows the common ones at
work, [json.md](json.md) describes what `-f json` prints, and [files.md](files.md) the formats.

What holds for all commands:

- `tmtool --db FILE COMMAND` names the memory. Without `--db` it is `$TMTOOL_DB`, then `db` in the
  first `tmtool.toml` found here or in a folder above, then `memory.db` in the user's data folder.
  The same file may have tables `[checks]` and `[analyze.weights]`: see
  [checks.md](checks.md#settings) and [files.md](files.md#what-is-counted).
- A text that is left out, or given as `-`, is read from standard input.
- Data goes to standard output; everything else goes to standard error.
- `-f table` (the default) is for people and may change; programs read `json`, `jsonl`, `csv` or
  `tsv`.
- Exit codes: 0 done (no match is an answer too), 1 findings or a failed gate, 2 misuse of the
  command line, 3 input refused, 130 interrupted.
"""

SCHEMA_HEAD = f"""\
{NOTICE}

# Schema

A memory is one SQLite file. This is schema version {SCHEMA_VERSION}, as `tmtool/store/schema.py`
has it. The tables may be read by any SQLite client; write to them through tmtool alone, which
keeps digests, keys and the undo log in step with the texts.

## How the schema changes

- `PRAGMA application_id` is `0x{APPLICATION_ID:08X}` ("tmto"). An SQLite file with other tables and
  another id is refused.
- `PRAGMA user_version` is the schema version: the number of the last migration. There
  {"is 1 migration" if len(MIGRATIONS) == 1 else f"are {len(MIGRATIONS)} migrations"} so far.
- A file with a smaller version is upgraded when it is opened. Before that, a copy is written beside
  it: `treaties.db.v1-backup` is what `treaties.db` was at version 1. All missing migrations are
  applied in one transaction; two processes that open the file at once apply them once.
- A file with a greater version is refused, with exit code 3, and left as it is.
- Migrations are the functions in `tmtool/store/migrations.py`, applied in their order by
  sqlite-utils, which lists them in the table `_sqlite_migrations`. A migration that has been
  released is never changed: a correction is a new migration.
- New files get the same migrations, so there is one way to the newest schema.

Every connection uses write-ahead logging, foreign keys and a busy timeout; see
[architecture.md](architecture.md).
"""

TABLE_SENTENCES = {
    "language": "Each language tag that a variant or a term has, once.",
    "corpus": "Each named set of units, with its origin, its licence and its part in ranking.",
    "import": "Each import of a file; one without `finished_at` runs, or was killed.",
    "unit": "Each translation unit: where it comes from and where it stands, without its texts.",
    "variant": "The text of a unit in one language; a unit has two or more.",
    "unit_digest": "Finds units by what makes them duplicates, or the same unit changed.",
    "variant_digest": "Finds units by a text, for exact matches.",
    "live_unit": "The view through which everything but an import reads units.",
    "live_corpus": "The corpora without those that an unfinished import has made.",
    "posting": "The index of segments: which units have a stem"
    " ([decision 8](decisions/0008-match-rate-and-index.md)).",
    "sizes": "The weight and the length of every segment, as look-ups need them.",
    "statistics": "What the stems of a language were counted over when the index was made.",
    "stem_weight": "How rare each stem was then; stems that stood in one segment are left out.",
    "change": "The undo log: what was done to units and concepts, by whom, from what to what.",
    "glossary": "Each named set of concepts.",
    "concept": "Each concept of a glossary; its names are its terms.",
    "term": "Each term of a concept in one language.",
    "term_key": "The lemmas by which a term is found in a text, in whatever inflection.",
    "term_form": "Forms of a whole term that no rule makes, such as notes verbales.",
    "candidate": "What `glossary mine` found, and what a person decided.",
    "run": "Scoring runs, one for each draft: `tmtool runs` shows them.",
    "run_counts": "What was counted in the segments of a run, to test later drafts against it.",
    "segment_counts": "What metrics counted in segments: a cache.",
    "word_knowledge": "What aligning documents has learnt of two languages: a cache"
    " ([decision 33](decisions/0033-aligned-units.md)).",
    "aligned_pair": "Pairs of documents of a list that are done, with what became of them.",
    "accepted": "Findings of `tmtool check` that stay quiet.",
}
"""What each table and view is for."""

_CREATES = re.compile(r"CREATE (?:TABLE|VIEW) (\w+)")


def commands_page() -> str:
    """Return the page with the help of every command."""
    parts = [COMMANDS_HEAD]
    for path, text in helps(root, "tmtool"):
        level = "##" if path.count(" ") < 2 else "###"
        parts.append(f"{level} {path}\n\n```text\n{text}\n```\n")
    return "\n".join(parts)


def helps(
    command: click.Command, name: str, parent: click.Context | None = None
) -> Iterator[tuple[str, str]]:
    """Yield each command's full name with its help, groups before what is in them."""
    context = click.Context(
        command,
        info_name=name,
        parent=parent,
        terminal_width=WIDTH,
        max_content_width=WIDTH,
        help_option_names=["-h", "--help"],
    )
    lines = command.get_help(context).splitlines()
    yield context.command_path, "\n".join(line.rstrip() for line in lines)
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            assert found is not None
            yield from helps(found, below, context)


def schema_page() -> str:
    """Return the page with the commented SQL of every table."""
    parts = [SCHEMA_HEAD, "## Tables\n"]
    for name, sql in statements():
        if name not in TABLE_SENTENCES:
            sys.exit(f"docs/generate.py: TABLE_SENTENCES says nothing about {name}")
        parts.append(f"### {name}\n\n{TABLE_SENTENCES[name]}\n\n```sql\n{sql}\n```\n")
    return "\n".join(parts)


def statements() -> list[tuple[str, str]]:
    """Return each table or view with its SQL, its indexes and the comment above it."""
    found: list[tuple[str, str]] = []
    for block in TABLES.strip().split("\n\n"):
        name = _CREATES.search(block)
        if name is None:
            sys.exit(f"docs/generate.py: no table or view in {block!r}")
        found.append((name[1], block))
    return found


PAGES = {"commands.md": commands_page, "schema.md": schema_page}


def out_of_date(folder: Path = FOLDER) -> list[str]:
    """Return the names of the pages in a folder that differ from what would be written."""
    return [name for name, page in PAGES.items() if _text(folder / name) != page()]


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def main(arguments: list[str]) -> int:
    """Write the pages, or check them; return the exit code."""
    if arguments not in ([], ["--check"]):
        print("usage: python docs/generate.py [--check]", file=sys.stderr)
        return 2
    if arguments:
        stale = out_of_date()
        for name in stale:
            print(f"docs/{name} is out of date: run python docs/generate.py", file=sys.stderr)
        return 1 if stale else 0
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
