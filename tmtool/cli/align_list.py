"""`tmtool align --pairs`: many pairs of documents."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tmtool.cli.align_asked import Asked
from tmtool.cli.align_one import memory_at_hand
from tmtool.cli.cutting import say_what_rules_lack
from tmtool.cli.options import Session
from tmtool.cli.output import FOUND, Answer, note, progress, show
from tmtool.models import AligningReport, DocumentPair

if TYPE_CHECKING:
    from rich.console import Console

NAMED = 4
"""How many documents without a partner are named."""


def run(session: Session, asked: Asked) -> None:
    """Align the pairs of a list, print what became of them; exit with 1 where some look wrong."""
    report = _aligned(session, asked, _pairs(asked))
    tags = (tag for one in report.pairs for tag in (one.source_language, one.target_language))
    say_what_rules_lack(asked.options().srx, tags)
    show(asked.output, _answer(report))
    if asked.listed.output_folder is None and not any(pair.corpus for pair in report.pairs):
        note("Nothing is kept; --output-folder and --corpus do that.")
    if report.wrong:
        sys.exit(FOUND)


def _pairs(asked: Asked) -> list[DocumentPair]:
    from tmtool.jobs.align.listed import read_list, read_pattern, without_partner

    listed = asked.listed
    if listed.pairs is not None:
        pairs = read_list(Path(listed.pairs))
        _refuse_to_lose_the_list(asked, pairs)
        return pairs
    named = (Path(listed.pairs_in or ""), listed.pattern or "")
    languages = (asked.source or "", asked.target or "")
    pairs = read_pattern(*named, *languages)
    _say_what_has_no_partner(named[0], without_partner(*named, *languages))
    return pairs


def _refuse_to_lose_the_list(asked: Asked, pairs: list[DocumentPair]) -> None:
    from tmtool.jobs.align.journal import Folder
    from tmtool.jobs.align.listed import named
    from tmtool.jobs.align.many import refuse_to_lose

    listed = asked.listed
    if listed.output_folder is not None:
        folder = Folder(Path(listed.output_folder), listed.kinds)
        refuse_to_lose(named(pairs), folder, Path(listed.pairs or ""))


def _say_what_has_no_partner(folder: Path, alone: list[Path]) -> None:
    if alone:
        names = [path.relative_to(folder).as_posix() for path in alone[:NAMED]]
        more = ["…"] if len(alone) > NAMED else []
        has = "has" if len(alone) == 1 else "have"
        from tmtool.reports.words import counted

        documents = counted(len(alone), "document")
        note(f"{documents} {has} no partner: {', '.join(names + more)}")


def _aligned(session: Session, asked: Asked, pairs: list[DocumentPair]) -> AligningReport:
    import tmtool

    takes = asked.taking.corpus is not None or any(pair.corpus for pair in pairs)
    if takes and not asked.reading.use_memory:
        raise click.UsageError("The list names corpora: they need the memory.")
    with ExitStack() as stack, progress("{}") as tell:

        def told(doing: str, done: int, pairs: int) -> None:
            if tell is not None:
                tell(f"{doing.capitalize()}: {done:,} of {pairs:,} pairs")

        common: dict[str, Any] = {
            "options": asked.options(),
            "folder": asked.listed.output_folder,
            "outputs": asked.listed.kinds,
            "workers": asked.listed.workers,
            "progress": told,
        }
        if takes:
            memory = stack.enter_context(session.open(create=True))
        else:
            found = stack.enter_context(memory_at_hand(session, asked))
            if found is None:
                return tmtool.align_many(pairs, **common)
            memory = found
        values: dict[str, Any] = asked.taking.values()
        return memory.align_many(pairs, corpus=asked.taking.corpus, **common, **values)


def _answer(report: AligningReport) -> Answer:
    from tmtool.reports import alignments

    payload = alignments.many(report)

    def table(console: Console) -> None:
        alignments.pairs_table(console, report)

    return Answer(payload, payload["pairs"], table, alignments.PAIR)
