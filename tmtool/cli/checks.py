"""Which checks `tmtool check` makes: its options, tmtool.toml, and what there is to check by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, cast

import click

from tmtool.cli.location import check_severities, names_memory
from tmtool.cli.options import Command, Session
from tmtool.cli.output import note
from tmtool.errors import InputError

if TYPE_CHECKING:
    from tmtool.memory import Memory
    from tmtool.models import CheckedSegment, DraftSegment, Severity
    from tmtool.quality.registry import Setting


def check_options(command: Command) -> Command:
    """Add --check and --list-checks."""
    for option in (
        click.option(
            "--list-checks",
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_list,
            help="Show all checks with their severities and rules, and exit.",
        ),
        click.option(
            "--check",
            "only",
            multiple=True,
            metavar="ID",
            callback=_known,
            help="Make this check alone; may be given several times.",
        ),
    ):
        command = option(command)
    return command


def settings(
    only: tuple[str, ...], shown: Sequence[Severity] = (), *, of_memory: bool = False
) -> Mapping[str, Setting]:
    """Return the settings of checks: those of tmtool.toml, or of some checks alone.

    Spelling, which takes time, is off where its severity is none of those `shown`. `of_memory`:
    the memory itself is checked, and its units are not looked up in it. Raises InputError where
    tmtool.toml has a check or a severity that is not known.
    """
    from tmtool.quality.registry import MEMORY_RULES, RULES, one_by_one, refuse_unknown

    table, file = check_severities()
    refuse_unknown(table, str(file))
    given = cast("dict[str, Setting]", table)
    found = one_by_one(only, given) if only else given
    off = [rule.id for rule in MEMORY_RULES] if of_memory else []
    if shown and found.get("spelling", RULES["spelling"].severity) not in shown:
        off.append("spelling")
    return {**found, **dict.fromkeys(off, "off")}


def memory_for(stack: ExitStack, session: Session, *, needed: bool) -> Memory | None:
    """Return the memory, `None` where there is none and nobody names or needs one."""
    if needed or names_memory(session.given) or session.path.exists():
        return stack.enter_context(session.open())
    return None


def checked(
    memory: Memory | None,
    segments: Iterable[DraftSegment],
    pair: tuple[str, str],
    glossary: str | None,
    severities: Mapping[str, Setting],
) -> Iterator[CheckedSegment]:
    """Return the segments with their issues: of terms where there is a memory, and the rest.

    Accepted issues are among them, and marked.

    A glossary without terms in these languages is refused if it was named, or if nothing but
    terms is to be checked.
    """
    from tmtool.jobs.check import check_texts
    from tmtool.quality.registry import TEXT_RULES, WITHOUT_TERMS, Settings

    if memory is None:
        return check_texts(segments, *pair, severities)
    each = partial(memory.check_each, segments, *pair, show_accepted=True)
    try:
        return each(glossary=glossary, severities=severities)
    except InputError as error:
        if glossary is not None or not Settings(severities).any_of(TEXT_RULES):
            raise
        note(f"Terms are not checked: {error.what}.")
        return each(severities={**severities, **WITHOUT_TERMS})


def say_what_is_not_spelt(severities: Mapping[str, Setting], target: str) -> None:
    """Say where spelling was to be checked and could not be."""
    from tmtool.jobs.hunspell import missing
    from tmtool.quality.registry import Settings
    from tmtool.quality.spelling import SPELLING_RULES

    reason = missing(target) if Settings(severities).any_of(SPELLING_RULES) else None
    if reason:
        note(f"spelling: {reason}")


def say_what_is_missing(memory: Memory | None, glossary: str | None) -> None:
    """Say where no term was checked, for want of a memory or of terms."""
    if memory is None:
        note("There is no memory, so terms are not checked; `tmtool init` makes one.")
    elif next(memory.glossary.concepts(glossary), None) is None:
        note("The glossary is empty; `tmtool glossary import FILE` fills it.")


def _known(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> object:
    from tmtool.quality.registry import refuse_unknown

    try:
        refuse_unknown(dict.fromkeys(given, "off"))
    except InputError as error:
        raise click.BadParameter(f"{error.what}. {error.hint}") from error
    return given


def _list(context: click.Context, option: click.Parameter, wanted: bool) -> None:
    if not wanted:
        return
    from tmtool.quality.registry import RULES

    given = settings(())
    width = max(map(len, RULES))
    for check, rule in RULES.items():
        click.echo(f"{check:{width}}  {given.get(check, rule.severity):7}  {rule.text}")
    note(f"spelling: {_dictionaries()}")
    context.exit()


def _dictionaries() -> str:
    from tmtool.jobs.hunspell import installed, program

    if program() is None:
        return "hunspell is not installed"
    return f"dictionaries {', '.join(sorted(installed())) or 'are missing'}"
