"""`tmtool glossary mine`: terms and their translations from the memory."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import click

from tmtool.cli.glossary.candidates import queue_answer
from tmtool.cli.options import (
    LIMIT,
    Session,
    check_corpus,
    format_option,
    language_options,
    languages_of_memory,
    name_given,
    pass_session,
)
from tmtool.cli.output import note, progress, show
from tmtool.languages import primary
from tmtool.reports.words import counted

if TYPE_CHECKING:
    from tmtool.jobs.aligners import AlignerName


@click.command()
@language_options
@click.option("--corpus", type=name_given, metavar="NAME", help="Only the units of this corpus.")
@click.option(
    "--min-count",
    type=LIMIT,
    default=3,
    show_default=True,
    help="Least occurrences of a candidate.",
)
@click.option(
    "--candidates", type=LIMIT, default=500, show_default=True, help="Most candidates to translate."
)
@click.option(
    "--least-words",
    type=click.IntRange(1, 5),
    default=1,
    show_default=True,
    help="Least words of a candidate.",
)
@click.option("--include-known", is_flag=True, help="Mine terms that a glossary has too.")
@click.option(
    "--aligner",
    type=click.Choice(["auto", "builtin", "eflomal"]),
    default="auto",
    show_default=True,
    help="What aligns the words; auto: eflomal where it is installed.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=2,
    show_default=True,
    help="Processes that share the work.",
)
@click.option("--limit", type=LIMIT, default=30, show_default=True, help="Most shown.")
@format_option
@pass_session
def mine(
    session: Session,
    *,
    source: str | None,
    target: str | None,
    corpus: str | None,
    min_count: int,
    candidates: int,
    least_words: int,
    include_known: bool,
    aligner: AlignerName,
    workers: int,
    limit: int,
    output: str,
) -> None:
    """Find terms in the memory, with the translations that its words are aligned with.

    What is found goes into a queue that stays in the memory: `tmtool glossary candidates` lists
    it, and accepts or rejects. Decisions stay when the memory is mined again. "count" is how
    many of the units looked at have the translation, Dice (0 to 1) how often both go together.

    \b
    Example:  tmtool glossary mine -s ru -t en --least-words 2
    """
    with session.open() as memory, progress("mining: {}") as tick:
        check_corpus(memory, corpus)
        pair = languages_of_memory(memory, source, target)
        report = memory.glossary.mine(
            *pair,
            corpus=corpus,
            min_count=min_count,
            limit=candidates,
            least_words=least_words,
            include_known=include_known,
            aligner=aligner,
            workers=workers,
            progress=tick and (lambda step, units: tick(f"{step}, {counted(units, 'unit')}")),
        )
        mined = tuple(map(primary, pair))
        waiting = memory.glossary.queue.terms("new")
        found = list(islice((t for t in waiting if (t.language, t.target) == mined), limit))
    show(output, queue_answer(found))
    note(
        f"{counted(report.added, 'new candidate')}, {report.updated} known,"
        f" {report.decided} decided before. Next: `tmtool glossary candidates review`."
    )
