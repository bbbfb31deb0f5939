"""Options and arguments that several commands share."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from tmtool.cli.location import find_memory
from tmtool.errors import InputError, NotFoundError
from tmtool.languages import detect, normalise, other_script, preferred, primary

if TYPE_CHECKING:
    from tmtool.memory import Memory

Command = TypeVar("Command", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Session:
    """What `--db` says, for all commands; the memory is sought when a command needs it."""

    given: str | None = None

    @property
    def path(self) -> Path:
        """The memory's file; raises InputError where tmtool.toml cannot be used."""
        return find_memory(self.given)

    def open(self, *, create: bool = False) -> Memory:
        """Open the memory; with `create`, make it and its folder where they are missing."""
        from tmtool.memory import Memory

        path = self.path
        new = create and not path.exists()
        if new:
            make_folder(path.parent)
        memory = Memory(path, create=create)
        if new:
            click.echo(f"Created the memory {path}", err=True)
        return memory


def make_folder(folder: Path) -> None:
    """Make a memory's folder where it is missing; raises InputError where that fails."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"the folder cannot be made: {error.strerror}",
            where=str(folder),
            hint="Name another file with --db FILE.",
        ) from error


def name_given(value: str) -> str:
    """Return the name of a corpus or a glossary; an empty one is misuse."""
    if not value.strip():
        raise click.BadParameter("the name is empty.")
    return value


def metric_names(
    context: click.Context, option: click.Parameter, given: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the metrics of `-m chrf -m ter`, which may also be given as `-m chrF,TER`."""
    return tuple(name.strip().lower() for names in given for name in names.split(","))


pass_session = click.make_pass_decorator(Session)

LARGEST = 2**63 - 1
"""The largest number that SQLite can store."""

NUMBER = click.IntRange(1, LARGEST)
"""The number of a unit, a concept or a change."""

LIMIT = click.IntRange(1, LARGEST)
"""The most that is shown."""

format_option = click.option(
    "-f",
    "--format",
    "output",
    type=click.Choice(["table", "json", "jsonl", "csv", "tsv"]),
    default="table",
    show_default=True,
    help="How to print the answer.",
)


def column_names(given_columns: str | None) -> tuple[str, ...] | None:
    """Return the names that `--columns` gives."""
    return tuple(name.strip() for name in given_columns.split(",")) if given_columns else None


def language_options(command: Command) -> Command:
    """Add -s/--source and -t/--target."""
    for option in (
        click.option(
            "-t", "--target", metavar="LANG", help="Target language, such as en or en-GB."
        ),
        click.option(
            "-s", "--source", metavar="LANG", help="Source language; detected for ru and en."
        ),
    ):
        command = option(command)
    return command


def language_pair(text: str, source: str | None, target: str | None) -> tuple[str, str]:
    """Return the languages to use; those left out follow from the script, for Russian–English.

    Raises LanguageError for a bad tag, InputError where the pair cannot be told.
    """
    source = normalise(source) if source else None
    target = normalise(target) if target else None
    if source is None:
        source = _other(target) if target else detect(text)
    if source and target is None:
        target = _other(source)
    if source is None or target is None:
        raise InputError(
            "the languages are not clear" + (" from the text" if text else ""),
            hint="Name them: -s ru -t en.",
        )
    if source == target:
        raise InputError(
            f"source and target are both {source}", hint="Name two languages: -s ru -t en."
        )
    return source, target


def languages_of_memory(memory: Memory, source: str | None, target: str | None) -> tuple[str, str]:
    """Return the languages of a whole memory: those that its units have.

    Those left out are told where there are only two. Raises InputError where they are not clear.
    """
    return _among([] if source and target else memory.languages(), source, target)


def languages_of_glossary(
    memory: Memory, source: str | None, target: str | None
) -> tuple[str, str]:
    """Return the languages of files by the glossary's terms, as `languages_of_memory` does."""
    return _among([] if source and target else memory.glossary.languages(), source, target)


def _among(stored: Sequence[str], source: str | None, target: str | None) -> tuple[str, str]:
    """Return the languages to use of those stored; Russian to English where neither is named."""
    tags = sorted({primary(tag) for tag in stored}, key=lambda tag: (tag != "ru", tag))
    given = {primary(tag) for tag in (source, target) if tag}
    if not given and {"ru", "en"} <= set(tags):
        return "ru", "en"
    if len(tags) == 2 and given <= set(tags):
        source = source or next(tag for tag in tags if tag not in given)
        target = target or next(tag for tag in tags if tag != primary(source))
    return language_pair("", source, target)


def check_glossary(memory: Memory, name: str | None) -> None:
    """Raise NotFoundError where the memory has no glossary of this name."""
    _check_name("glossary", name, (one.name for one in memory.statistics().glossaries))


def check_corpus(memory: Memory, name: str | None) -> None:
    """Raise NotFoundError where the memory has no corpus of this name."""
    _check_name("corpus", name, (one.name for one in memory.corpora()))


def _check_name(kind: str, name: str | None, names: Iterable[str]) -> None:
    if name is None:
        return
    has = list(names)
    if name not in has:
        raise NotFoundError(
            f"there is no {kind} {name!r}", hint=f"The memory has: {', '.join(has) or 'none'}."
        )


def _other(tag: str) -> str | None:
    """Return the other language of the pair Russian–English, `None` for a third one."""
    return {"ru": "en", "en": "ru"}.get(primary(tag))


def languages_of(
    source_text: str, target_text: str, source: str | None, target: str | None
) -> tuple[str, str]:
    """Return the languages of a text and its translation, told from the script where left out.

    Raises InputError where both seem to be in the same language.
    """
    seen = detect(target_text)
    if target is None and seen and seen == (source or detect(source_text)):
        raise InputError(
            f"both texts seem to be in {seen}", hint="Name their languages: -s en -t de."
        )
    pair = language_pair(source_text, source, target)
    for text, tag in zip((source_text, target_text), pair, strict=True):
        if primary(tag) in ("ru", "en") and detect(text) not in (None, primary(tag)):
            click.echo(f"Warning: {text!r} does not look like {tag}.", err=True)
    return pair


def say_what_is_missing(memory: Memory, wanted: Sequence[str], *, terms: bool = False) -> None:
    """Say so where the memory has no unit, with `terms` no term either, in a language."""
    stored = memory.languages()
    if terms:
        more = [tag for tag in memory.glossary.languages() if not preferred(tag, stored)]
        stored = sorted([*stored, *more])
    if not stored:
        click.echo("The memory is empty; `tmtool import FILE` fills it.", err=True)
        return
    for tag in wanted:
        if not preferred(tag, stored):
            click.echo(f"The memory has no {tag}; it has {', '.join(stored)}.", err=True)


def warn_of_script(text: str, tag: str) -> None:
    """Say so where a text is in a script that its language does not use."""
    seen = other_script(text, tag)
    if seen is not None:
        click.echo(f"Warning: the text looks like {seen}, not like {tag}.", err=True)


def language_tags(given: Sequence[str]) -> dict[str, str]:
    """Return what `--lang-map en=en-US,ru=ru-RU` means; raises InputError for what is no pair."""
    pairs = [pair.strip() for text in given for pair in text.split(",") if pair.strip()]
    found = dict(pair.partition("=")[::2] for pair in pairs)
    for language, tag in found.items():
        if not language or not tag:
            raise InputError(
                f"{language or tag!r} is not a language and the tag that it gets",
                hint="Write both, such as en=en-US,ru=ru-RU.",
            )
    return {language.strip(): tag.strip() for language, tag in found.items()}


def moment(given: str | None, *, end: bool = False) -> str | None:
    """Return a date or time as it is stored; a time without a zone is taken as UTC.

    A date is the first second of the day, or with `end` the last. Raises InputError for what is
    neither.
    """
    if given is None:
        return None
    from datetime import UTC, datetime

    try:
        read = datetime.fromisoformat(given)
    except ValueError as error:
        raise InputError(
            f"{given!r} is no date", hint="Write it like 2026-05-31 or 2026-05-31T12:00:00Z."
        ) from error
    if end and len(given.strip()) <= len("2026-05-31"):
        read = read.replace(hour=23, minute=59, second=59)
    in_utc = read.astimezone(UTC) if read.tzinfo else read
    return in_utc.strftime("%Y-%m-%dT%H:%M:%SZ")


def user() -> str | None:
    """Return who is at work, for the undo log."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return None


by_option = click.option("--by", metavar="NAME", default=user, help="Who does it; by default you.")


def text_or_stdin(text: str | None) -> str:
    """Return the text given as an argument, or standard input for `-` or nothing.

    Raises a usage error where there is neither.
    """
    if text is None and sys.stdin.isatty():
        raise click.UsageError("Give the text, or - to read it from standard input.")
    read = _stdin() if text in (None, "-") else text
    assert read is not None
    if not read.strip():
        raise InputError("the text is empty", hint="Give a sentence or a phrase.")
    return read.strip("\r\n")


def _stdin() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            "standard input is not UTF-8", hint="Convert it first: iconv -t UTF-8."
        ) from error
