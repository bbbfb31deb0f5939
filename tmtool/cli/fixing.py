"""`tmtool check --fix`: safe repairs, shown first and written where that is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from tmtool.cli import check_input
from tmtool.cli.check_input import Pair, What
from tmtool.cli.option_groups import grouped
from tmtool.cli.output import Answer, dumps, note, show_each
from tmtool.cli.streams import FILE, STANDARD, wanted
from tmtool.errors import InputError
from tmtool.models import Repair
from tmtool.reports import shapes

if TYPE_CHECKING:
    from rich.console import Console

    from tmtool.jobs.fix import Fixer
    from tmtool.jobs.fix_files import Repaired
    from tmtool.jobs.spool import Spool
    from tmtool.memory import Memory
    from tmtool.quality.registry import Setting

Item = TypeVar("Item")

COLUMNS = ("segment", "source", "before", "after", "checks")


@dataclass(frozen=True, slots=True)
class Fixing:
    """What the options say."""

    fix: bool
    target_file: str | None
    in_place: bool

    @property
    def writes(self) -> bool:
        """Whether a file is to be written."""
        return self.target_file is not None or self.in_place


fix_options = grouped(
    "fixing",
    Fixing,
    (
        click.option(
            "--fix",
            is_flag=True,
            help="Show what safe repairs (spaces, quotes, dashes) would change; write nothing.",
        ),
        click.option(
            "-o",
            "--output",
            "target_file",
            type=FILE,
            metavar="FILE",
            help="With --fix, write the repaired draft to this file.",
        ),
        click.option(
            "--in-place", is_flag=True, help="With --fix, put the repaired draft in its place."
        ),
    ),
)


def refuse_misuse(asked: Fixing, what: What, *, others: bool) -> None:
    """Raise a usage error where the options do not go together."""
    if not asked.fix:
        if asked.writes:
            raise click.UsageError("--output and --in-place go with --fix.")
        return
    if others:
        raise click.UsageError("--fix goes neither with --accept nor with reports.")
    if asked.target_file is not None and asked.in_place:
        raise click.UsageError("Give either --output or --in-place.")
    if asked.writes and (what.memory or what.texts):
        raise click.UsageError("--output and --in-place are for files; --memory takes --yes.")
    if asked.in_place and what.names[-1] == STANDARD:
        raise click.UsageError("Standard input has no place: give --output.")


def fix(
    stack: ExitStack,
    memory: Memory | None,
    what: What,
    asked: Fixing,
    severities: Mapping[str, Setting],
    *,
    output: str,
    yes: bool,
    by: str | None,
) -> bool:
    """Show all repairs, write them where that is asked for; return whether any is left to do."""
    from tmtool.jobs.spool import Spool

    if what.memory and memory:
        units, pair = check_input.units(memory, what)
        fixer = memory.fixer(*pair, severities=severities)
        kept = stack.enter_context(Spool[Repair]())
        shown = Shown(fixer)
        shown.show(output, shown.keep(kept, fixer.repairs(units)))
        return _apply(memory, kept, pair, shown, yes=yes, by=by)
    repaired = stack.enter_context(Spool["Repaired"]())
    found, fixer, path = _in_file(stack, memory, what, severities, writes=asked.writes)
    shown = Shown(fixer)
    each = shown.keep(repaired, found)
    if asked.target_file == STANDARD:
        for _ in each:
            pass
        note(shown.summary())
    else:
        shown.show(output, (one.repair for one in each))
    if path is not None and asked.writes:
        _write(what, path, repaired, asked)
    return bool(shown.count) and not asked.writes


def _in_file(
    stack: ExitStack,
    memory: Memory | None,
    what: What,
    severities: Mapping[str, Setting],
    *,
    writes: bool,
) -> tuple[Iterator[Repaired | None], Fixer, Path | None]:
    """Return what becomes of each segment, what repairs them, and the file of the draft."""
    from tmtool import formats
    from tmtool.jobs.fix_files import repairs_of_lines, repairs_of_records

    path: Path | None
    if what.in_lines:
        if writes and what.in_documents:
            raise InputError(
                "documents cannot be repaired without changing the rest of them",
                where=what.draft,
                hint="Leave out --output and --in-place, and repair what is shown by hand.",
            )
        lines, pair, path = check_input.lines(stack, what)
        fixer = _fixer(memory, pair, severities)
        return repairs_of_lines(lines, pair, fixer), fixer, path
    records, pair, path = check_input.bilingual(stack, what)
    if writes:
        formats.find(path, what.form, to_read=True).refuse_unless_rewritable(path)
    fixer = _fixer(memory, pair, severities)
    return repairs_of_records(records, pair, fixer), fixer, path


def _fixer(memory: Memory | None, pair: Pair, severities: Mapping[str, Setting]) -> Fixer:
    from tmtool.jobs.fix import Fixer

    if memory is not None:
        return memory.fixer(*pair, severities=severities)
    return Fixer(*pair, severities=severities)


def _write(what: What, path: Path, repaired: Spool[Repaired], asked: Fixing) -> None:
    from tmtool.jobs.fix_files import rewrite

    name = what.names[-1] if asked.target_file is None else asked.target_file
    with wanted(name) as output:
        rewrite(path, output, repaired, what.form, what.reading, lines=what.in_lines)
    if name != STANDARD:
        note(f"Written to {name}")


def _apply(
    memory: Memory,
    kept: Iterable[Repair],
    pair: Pair,
    shown: Shown,
    *,
    yes: bool,
    by: str | None,
) -> bool:
    from tmtool.reports.words import counted

    if not shown.count:
        return False
    if not yes:
        note("Nothing is written; --yes writes it, and `tmtool unit undo` takes it back.")
        return True
    written, left = memory.apply_repairs(kept, pair[1], by=by)
    note(f"{counted(written, 'unit')} repaired; `tmtool unit undo` takes the last one back.")
    if left:
        note(f"{counted(left, 'unit')} left: changed meanwhile, or by its markup.")
    return bool(left)


class Shown:
    """Repairs as they are printed and counted."""

    def __init__(self, fixer: Fixer) -> None:
        self._fixer = fixer
        self._segments = 0
        self.count = 0

    def keep(self, kept: Spool[Item], found: Iterable[Item | None]) -> Iterator[Item]:
        """Yield what is repaired, and keep it; count all segments."""
        for one in found:
            self._segments += 1
            if one is not None:
                self.count += 1
                kept.add(one)
                yield one

    def show(self, output: str, repairs: Iterable[Repair]) -> None:
        """Print repairs as they come, then how many there were."""
        if output == "json":
            self._show_json(repairs)
        else:
            show_each(output, COLUMNS, map(_answer, repairs))
        if output == "table":
            click.echo(f"\n{self.summary()}" if self.count else self.summary())
        else:
            note(self.summary())

    def _show_json(self, repairs: Iterable[Repair]) -> None:
        click.echo('{"repairs": [', nl=False)
        comma = ""
        for one in repairs:
            click.echo(comma + dumps(shapes.repair(one)), nl=False)
            comma = ", "
        rest = dumps({"segments": self._segments, "accepted": self._fixer.kept})
        click.echo("], " + rest.removeprefix("{"))

    def summary(self) -> str:
        """Return in a line how much is repaired, once all has gone by."""
        from tmtool.reports.words import counted

        said = f"{counted(self.count, 'draft')} to repair" if self.count else "nothing to repair"
        kept = self._fixer.kept
        accepted = f"; {counted(kept, 'draft')} left for an accepted finding" if kept else ""
        return f"{counted(self._segments, 'segment')}: {said}{accepted}"


def _answer(found: Repair) -> Answer:
    def table(console: Console) -> None:
        from tmtool.reports.repairs import repair

        repair(console, found)

    row = shapes.repair(found)
    return Answer(row, [row], table, COLUMNS)
