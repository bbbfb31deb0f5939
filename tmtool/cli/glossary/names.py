"""Glossaries named on the command line, and files written from them."""

from __future__ import annotations

from tmtool.cli.options import language_pair
from tmtool.cli.output import note
from tmtool.errors import NotFoundError
from tmtool.languages import primary
from tmtool.memory import Memory
from tmtool.models import WriteReport
from tmtool.reports.words import counted


def check_glossary(memory: Memory, name: str | None) -> None:
    """Raise NotFoundError where the memory has no glossary of this name."""
    names = [glossary.name for glossary in memory.statistics().glossaries]
    if name is not None and name not in names:
        has = ", ".join(names) or "none"
        raise NotFoundError(f"there is no glossary {name!r}", hint=f"The memory has: {has}.")


def check_corpus(memory: Memory, name: str | None) -> None:
    """Raise NotFoundError where the memory has no corpus of this name."""
    names = [corpus.name for corpus in memory.corpora()]
    if name is not None and name not in names:
        has = ", ".join(names) or "none"
        raise NotFoundError(f"there is no corpus {name!r}", hint=f"The memory has: {has}.")


def pair_of(memory: Memory, source: str | None, target: str | None) -> tuple[str, str]:
    """Return the languages to use; Russian to English where neither is named and both are there.

    Raises LanguageError for a bad tag, InputError where the pair is not clear.
    """
    stored = {primary(tag) for tag in memory.languages()}
    if source is None and target is None and {"ru", "en"} <= stored:
        return "ru", "en"
    return language_pair("", source, target)


def tell_written(report: WriteReport, file: str) -> None:
    """Say how many concepts a file has, and what it has no place for."""
    note(f"{counted(report.written, 'concept')} written to {file}")
    for loss in report.losses:
        note(loss)
