"""`tmtool unit replace` and `tmtool unit remove`: many units at once, shown before it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeVar

import click

from tmtool.cli.bulk_filters import UnitFilter, filter_options
from tmtool.cli.options import LIMIT, NUMBER, Session, by_option, format_option, pass_session
from tmtool.cli.output import Answer, dumps, note, show_each
from tmtool.languages import normalise
from tmtool.memory import Memory
from tmtool.models import Removal, Replacement
from tmtool.reports import shapes
from tmtool.reports.words import counted

if TYPE_CHECKING:
    from rich.console import Console

    from tmtool.jobs.spool import Spool

Item = TypeVar("Item", Replacement, Removal)

_SHOWN = 20
"""Changes that a table shows unless --limit says otherwise."""

limit_option = click.option(
    "--limit", type=LIMIT, metavar="N", help="Most that is shown; in a table 20 by default."
)
yes_option = click.option("--yes", is_flag=True, help="Do it; without it nothing is changed.")


@click.command("replace")
@click.argument("find")
@click.argument("replacement")
@click.option("-l", "--language", metavar="LANG", help="Only in texts in this language.")
@click.option("--regex", is_flag=True, help=r"FIND is a regular expression; \1 is its first group.")
@click.option("--ignore-case", is_flag=True, help="Capital and small letters are the same.")
@click.option("--whole-words", is_flag=True, help="Only where no letter or digit stands beside it.")
@filter_options
@limit_option
@yes_option
@by_option
@format_option
@pass_session
def replace(
    session: Session,
    *,
    find: str,
    replacement: str,
    language: str | None,
    regex: bool,
    ignore_case: bool,
    whole_words: bool,
    which: UnitFilter,
    limit: int | None,
    yes: bool,
    by: str | None,
    output: str,
) -> None:
    """Replace FIND by REPLACEMENT in the memory's units; show what would change, do it with --yes.

    All is done or nothing, and `tmtool unit undo` takes all of it back. Inline markup stays.

    \b
    Example:  tmtool unit replace "colour" "color" -l en --whole-words
    Example:  tmtool unit replace "(\\d+) %" "\\1%" --regex -l ru --corpus treaties --yes
    """
    from tmtool.jobs.spool import Spool
    from tmtool.text.replacing import Wanted

    wanted = Wanted(find, replacement, regex, ignore_case, whole_words)
    tag = normalise(language) if language else None
    with session.open() as memory, Spool[Replacement]() as kept:
        chosen = which.chosen(memory)
        found = memory.find_replacements(wanted, chosen=chosen, language=tag)
        shown = Shown[Replacement]("replacements", _REPLACEMENT, _replacement, limit)
        shown.show(output, found, kept)
        places, problems = _counts(kept)
        note(
            f"{counted(shown.count - problems, 'text')} to change in {counted(places, 'place')}"
            + (f"; {counted(problems, 'text')} that cannot be changed" if problems else "")
        )
        if places and _is_meant(yes):
            written, left = memory.apply_replacements(kept, by=by)
            note(f"{counted(written, 'unit')} changed; `tmtool unit undo` takes all of it back.")
            _tell_left(left)


@click.command("remove")
@click.argument("numbers", nargs=-1, type=NUMBER, metavar="[NUMBER]...")
@click.option("--duplicates", is_flag=True, help="Only units with the same texts as a better one.")
@click.option("--across-corpora", is_flag=True, help="Of several corpora too, not each by itself.")
@click.option("--keep-contexts", is_flag=True, help="Not where context id or neighbours differ.")
@filter_options
@limit_option
@yes_option
@by_option
@format_option
@pass_session
def remove(
    session: Session,
    *,
    numbers: tuple[int, ...],
    duplicates: bool,
    across_corpora: bool,
    keep_contexts: bool,
    which: UnitFilter,
    limit: int | None,
    yes: bool,
    by: str | None,
    output: str,
) -> None:
    """Remove units: those with these numbers, or those chosen by options; undo brings them back.

    Units that options choose are shown first and removed with --yes, all or none. Of duplicates
    the best stays: approved before draft before machine, then changed last, then most used.

    \b
    Example:  tmtool unit remove 17
    Example:  tmtool unit remove --status machine --corpus web --yes
    Example:  tmtool unit remove --duplicates --keep-contexts
    """
    _refuse_misuse(numbers, which, duplicates, of_duplicates=across_corpora or keep_contexts)
    with session.open() as memory:
        if numbers:
            _remove(memory, numbers, by)
            return
        chosen = which.chosen(memory)
        found = (
            memory.find_duplicates(
                chosen, across_corpora=across_corpora, keep_contexts=keep_contexts
            )
            if duplicates
            else memory.find_removals(chosen)
        )
        _remove_all(memory, found, _Wish(output, limit, yes, by))


def _refuse_misuse(
    numbers: Sequence[int], which: UnitFilter, duplicates: bool, *, of_duplicates: bool
) -> None:
    if numbers and (duplicates or not which.is_empty):
        raise click.UsageError("Give either numbers or options that choose units.")
    if not numbers and not duplicates and which.is_empty:
        raise click.UsageError("Give the numbers of units, --duplicates, or another filter.")
    if of_duplicates and not duplicates:
        raise click.UsageError("--across-corpora and --keep-contexts go with --duplicates.")


def _remove(memory: Memory, numbers: Sequence[int], by: str | None) -> None:
    check_all(memory, numbers)
    for number in dict.fromkeys(numbers):
        memory.remove_unit(number, by=by)
        note(f"Unit {number} removed")


def check_all(memory: Memory, numbers: Sequence[int]) -> None:
    """Raise NotFoundError before anything is changed where one of the units is not there."""
    for number in numbers:
        memory.unit(number)


@dataclass(frozen=True, slots=True)
class _Wish:
    """How units are shown, and whether they are removed."""

    output: str
    limit: int | None
    yes: bool
    by: str | None


def _remove_all(memory: Memory, found: Iterable[Removal], wish: _Wish) -> None:
    from tmtool.jobs.spool import Spool

    with Spool[Removal]() as kept:
        shown = Shown[Removal]("removals", _REMOVAL, _removal, wish.limit)
        shown.show(wish.output, found, kept)
        note(f"{counted(shown.count, 'unit')} to remove")
        if shown.count and _is_meant(wish.yes):
            removed, left = memory.apply_removals(kept, by=wish.by)
            note(f"{counted(removed, 'unit')} removed; `tmtool unit undo` brings all of them back.")
            _tell_left(left)


def _is_meant(yes: bool) -> bool:
    if not yes:
        note("Nothing is changed; --yes does it.")
    return yes


def _tell_left(left: int) -> None:
    if left:
        note(f"{counted(left, 'unit')} left: changed meanwhile.")


def _counts(found: Iterable[Replacement]) -> tuple[int, int]:
    """Return the number of places that can be changed, and of texts that cannot."""
    places = problems = 0
    for one in found:
        if one.problem is None:
            places += one.count
        else:
            problems += 1
    return places, problems


class Shown(Generic[Item]):
    """What would be changed, as it is printed and counted."""

    def __init__(
        self,
        name: str,
        columns: Sequence[str],
        answer: Callable[[Item], Answer],
        limit: int | None,
    ) -> None:
        self.count = 0
        self._name = name
        self._columns = columns
        self._answer: Callable[[Item], Answer] = answer
        self._limit = limit

    def show(self, output: str, found: Iterable[Item], kept: Spool[Item]) -> None:
        """Print what is found, up to the limit, and keep all of it."""
        each = self._keep(found, kept)
        limit = self._limit or (_SHOWN if output == "table" else None)
        answers = map(self._answer, islice(each, limit))
        if output == "json":
            self._show_json(answers, each)
        else:
            show_each(output, self._columns, answers)
        for _ in each:
            pass
        if output == "table" and limit is not None and self.count > limit:
            click.echo(f"\n... and {self.count - limit:,} more: see --limit")

    def _keep(self, found: Iterable[Item], kept: Spool[Item]) -> Iterator[Item]:
        for one in found:
            self.count += 1
            kept.add(one)
            yield one

    def _show_json(self, answers: Iterable[Answer], rest: Iterable[object]) -> None:
        click.echo(f'{{"{self._name}": [', nl=False)
        comma = ""
        for answer in answers:
            click.echo(comma + dumps(answer.payload), nl=False)
            comma = ",\n"
        for _ in rest:
            pass
        click.echo(f'], "count": {self.count}}}')


_REPLACEMENT = ("unit", "corpus", "language", "before", "after", "count", "problem")
_REMOVAL = ("unit", "corpus", "status", "texts", "kept")


def _replacement(found: Replacement) -> Answer:
    def table(console: Console) -> None:
        from tmtool.reports.repairs import replacement

        replacement(console, found)

    row = shapes.replacement(found)
    return Answer(row, [row], table, _REPLACEMENT)


def _removal(found: Removal) -> Answer:
    def table(console: Console) -> None:
        from tmtool.reports.records import removal

        removal(console, found)

    row = shapes.removal(found)
    return Answer(row, [row], table, _REMOVAL)
