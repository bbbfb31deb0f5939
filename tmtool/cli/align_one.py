"""`tmtool align SOURCE TARGET`, and `--from` a reviewed file: one pair of documents."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tmtool.cli.align_asked import Asked
from tmtool.cli.cutting import say_what_rules_lack
from tmtool.cli.location import names_memory
from tmtool.cli.options import Session
from tmtool.cli.output import FOUND, Answer, note, show
from tmtool.cli.streams import STANDARD, given, refuse_outputs, spoken
from tmtool.errors import InputError
from tmtool.models import AlignedPair, Alignment, PairReport

if TYPE_CHECKING:
    from rich.console import Console

    from tmtool.memory import Memory


def run(session: Session, asked: Asked) -> None:
    """Align the documents, or read the file, write what is asked for, and print it."""
    from tmtool.jobs.align import outcome

    _refuse_outputs(asked)
    options = asked.options()
    with memory_at_hand(session, asked) as memory:
        pair = _read(asked) if asked.beads else _aligned(asked, memory)
        name = asked.document or Path(pair.source_document).name
        report = outcome.report_of(pair, name, options.min_confidence)
        is_taken = outcome.is_taken(pair, force=options.force)
        if not is_taken:
            report = outcome.without_units(report)
        elif asked.taking.corpus is not None:
            report = _take(session, asked, memory, pair, name)
    if is_taken:
        for output in asked.outputs:
            _write(output, pair, name, options.min_confidence)
    show(asked.output, _answer(asked, pair, report))
    if not is_taken:
        note(f"Nothing is taken: {report.message}.")
        note(outcome.advice_on(pair.alignment.verdict))
        sys.exit(FOUND)
    if report.message:
        note(f"Warning: {report.message}.")


def review(session: Session, asked: Asked) -> None:
    """Let a person settle the beads of a file, one after the other."""
    from tmtool.cli.bead_review import run_review
    from tmtool.jobs.align import acceptance
    from tmtool.jobs.align.pair import align_again

    file, model = asked.review.review, asked.options().model
    assert file is not None
    with memory_at_hand(session, asked) as memory:

        def again(pair: AlignedPair) -> Alignment:
            if memory is None:
                return align_again(pair, lambda *_: None, model=model)
            return memory.align_again(pair, model=model).alignment

        threshold = acceptance.threshold(asked.reading.min_confidence)
        run_review(Path(file), asked.review, threshold, again)


@contextmanager
def memory_at_hand(session: Session, asked: Asked) -> Iterator[Memory | None]:
    """Open the memory if it is wanted and there; one that is named must be, or is made later."""
    needed = names_memory(session.given) and asked.taking.corpus is None
    if asked.reading.use_memory and (needed or session.path.exists()):
        with session.open() as memory:
            yield memory
    else:
        yield None


def _refuse_outputs(asked: Asked) -> None:
    """Raise InputError for files that cannot be written, or have a person's work in them."""
    from tmtool.jobs.align import outputs

    inputs = (*asked.documents, asked.beads, asked.fixed)
    refuse_outputs(asked.outputs, inputs)
    for name in asked.outputs:
        if name == STANDARD:
            raise InputError(
                "an output needs a suffix, which standard output has not",
                hint="Name a file, or print the beads with -f json.",
            )
        outputs.check_output(Path(name))
        if outputs.reviewed_before(Path(name)) is not None:
            raise InputError(
                "a person has settled beads in this file",
                where=name,
                hint="Keep them with --fixed and write another file, or remove this one.",
            )


def _read(asked: Asked) -> AlignedPair:
    from tmtool.formats.beads import read_beads

    assert asked.beads is not None
    with given(asked.beads) as path:
        return read_beads(path, encoding=asked.reading.encoding)


def _aligned(asked: Asked, memory: Memory | None) -> AlignedPair:
    import tmtool
    from tmtool.formats.beads import read_beads
    from tmtool.jobs.align.pair import renamed

    with ExitStack() as stack:
        source, target = (stack.enter_context(given(name)) for name in asked.documents)
        reviewed = read_beads(Path(asked.fixed)) if asked.fixed else None
        align = tmtool.align if memory is None else memory.align
        found = align(source, target, options=asked.options(), reviewed=reviewed)
    say_what_rules_lack(asked.options().srx, (found.source_language, found.target_language))
    names = {str(source): spoken(asked.documents[0]), str(target): spoken(asked.documents[1])}
    return renamed(found, names[found.source_document], names[found.target_document])


def _take(
    session: Session, asked: Asked, memory: Memory | None, pair: AlignedPair, name: str
) -> PairReport:
    values: dict[str, Any] = asked.taking.values()
    with ExitStack() as stack:
        opened = memory or stack.enter_context(session.open(create=True))
        return opened.load_aligned(
            pair,
            corpus=asked.taking.corpus or "",
            document=name,
            min_confidence=asked.reading.min_confidence,
            force=asked.reading.force,
            **values,
        )


def _write(output: str, pair: AlignedPair, name: str, min_confidence: float | None) -> None:
    from tmtool.jobs.align.outputs import write_output

    write_output(Path(output), pair, name, min_confidence)
    note(f"Written to {output}")


def _answer(asked: Asked, pair: AlignedPair, report: PairReport) -> Answer:
    from tmtool.jobs.align import acceptance
    from tmtool.reports import alignments

    least = asked.reading.min_confidence
    fates = [acceptance.fate(pair, n, least) for n in range(len(pair.alignment.beads))]

    def table(console: Console) -> None:
        if asked.outputs or asked.taking.corpus is not None or report.confidence is None:
            alignments.summary(console, report)
        else:
            alignments.table(console, pair, fates)

    payload = alignments.alignment(pair, report, fates)
    return Answer(payload, payload["beads"], table, alignments.BEAD)
