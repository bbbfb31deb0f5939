"""What `tmtool check` reads: two files, one bilingual file, two texts, or the memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tmtool.cli.options import check_corpus, language_pair, languages_of_memory
from tmtool.cli.output import note
from tmtool.cli.streams import STANDARD, given
from tmtool.models import DraftSegment

if TYPE_CHECKING:
    from tmtool.formats import ReadOptions
    from tmtool.jobs.drafts import Record, UnitDrafts
    from tmtool.memory import Memory

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class What:
    """What is to be checked, as the user says it."""

    names: tuple[str, ...]
    texts: bool
    memory: bool
    corpus: str | None
    form: str | None
    reading: ReadOptions

    @property
    def in_documents(self) -> bool:
        """Whether source and draft are documents, with a segment for each paragraph."""
        from tmtool.jobs.drafts import are_documents

        paths = (Path(name) for name in self.names)
        return self.in_lines and not self.texts and are_documents(paths, self.form)

    @property
    def source_file(self) -> str | None:
        """The name of the text file that has the source, where there is one."""
        in_lines = self.in_lines and not self.texts and not self.in_documents
        return self.names[0] if in_lines else None

    @property
    def in_lines(self) -> bool:
        """Whether source and draft are two files, or texts, that go together line by line."""
        return len(self.names) == 2

    @property
    def draft(self) -> str:
        """The name of what is checked."""
        if self.memory:
            return self.corpus or "memory"
        return "text" if self.texts else self.names[-1]


def refuse_misuse(what: What) -> None:
    """Raise a usage error where names and options do not go together."""
    if what.memory:
        if what.names or what.texts:
            raise click.UsageError("--memory checks the memory's units: give no file or text.")
    elif what.corpus is not None:
        raise click.UsageError("--corpus goes with --memory.")
    elif len(what.names) not in (1, 2) or (what.texts and len(what.names) != 2):
        raise click.UsageError("Give SOURCE and DRAFT, or one bilingual FILE, or --memory.")
    if what.names.count(STANDARD) > 1:
        raise click.UsageError("Standard input can be read only once.")


def segments(
    stack: ExitStack, memory: Memory | None, what: What
) -> tuple[Iterable[DraftSegment], Pair]:
    """Return what is to be checked, read as it is asked for, and the languages."""
    from tmtool.jobs import drafts

    if what.in_lines:
        found, pair, _ = lines(stack, what)
        called = "paragraph" if what.in_documents else "line"
        if shift := drafts.shift_in(found, called=called):
            note(f"Warning: {shift}.")
        return drafts.in_right_script(found, *pair), pair
    if memory and what.memory:
        return units(memory, what)
    records, pair, _ = bilingual(stack, what)
    read = drafts.UnitDrafts(records, *pair)
    stack.callback(_say_what_is_left_out, read, pair)
    return drafts.in_right_script(read, *pair), pair


def lines(stack: ExitStack, what: What) -> tuple[list[DraftSegment], Pair, Path | None]:
    """Return the lines of two files, the paragraphs of two documents, or two texts.

    With them come the languages and the file of the draft.
    """
    from tmtool.jobs import drafts

    if what.texts:
        path = None
        found = [DraftSegment(1, *what.names)]
    else:
        source, path = (stack.enter_context(given(name)) for name in what.names)
        if what.in_documents:
            found = drafts.from_documents(source, path, what.reading, format_name=what.form)
        else:
            found = drafts.from_lines(source, path, encoding=what.reading.encoding)
    sample = " ".join(line.source for line in found[: drafts.LOOKED_AT])
    pair = language_pair(sample, what.reading.source_language, what.reading.target_language)
    return found, pair, path


def units(memory: Memory, what: What) -> tuple[Iterator[DraftSegment], Pair]:
    """Return the memory's own units as segments, and the languages."""
    from tmtool.jobs import drafts

    check_corpus(memory, what.corpus)
    given_pair = what.reading.source_language, what.reading.target_language
    pair = languages_of_memory(memory, *given_pair)
    return drafts.in_right_script(memory.drafts(*pair, corpus=what.corpus), *pair), pair


def bilingual(stack: ExitStack, what: What) -> tuple[Iterator[Record], Pair, Path]:
    """Return the records of a bilingual file, the languages and the file."""
    from tmtool import formats
    from tmtool.jobs import drafts

    path = stack.enter_context(given(what.names[0]))
    given_pair = what.reading.source_language, what.reading.target_language
    records = drafts.records_in(path, what.form, what.reading)
    form = formats.find(path, what.form, to_read=True)
    declared = form.source_language(path, what.reading)
    source, target, records = drafts.languages_in(
        records, *given_pair, in_order=form.directed, declared=declared
    )
    return records, language_pair("", source, target), path


def _say_what_is_left_out(found: UnitDrafts, pair: Pair) -> None:
    if found.left_out:
        from tmtool.reports.words import counted

        note(
            f"{counted(found.left_out, 'unit')} without text in both {' and '.join(pair)} left out"
        )
