"""`tmtool glossary candidates review`: one candidate after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

import click

from tmtool.cli.glossary.telling import tell_accepted
from tmtool.cli.options import Session, by_option, pass_session
from tmtool.cli.output import console, draw, note
from tmtool.errors import NotFoundError
from tmtool.memory import Memory
from tmtool.models import QueuedTerm, TranslationUnit

ANSWERS = "[a]ccept, [1-3] accept that translation, [e]dit, [r]eject, [s]kip, [q]uit"


def mined_languages(command: Callable[..., None]) -> Callable[..., None]:
    """Add -s and -t, which choose candidates by the languages they were mined in."""
    for option in (
        click.option("-t", "--target", metavar="LANG", help="Only with translations into it."),
        click.option("-s", "--source", metavar="LANG", help="Only terms in this language."),
    ):
        command = option(command)
    return command


@click.command()
@mined_languages
@click.option("--glossary", default="mined", show_default=True, help="Where the concepts go.")
@by_option
@pass_session
def review(
    session: Session, source: str | None, target: str | None, glossary: str, by: str | None
) -> None:
    """Decide on the new candidates one by one; what was decided stays, so stop whenever you like.

    Each is shown with its translations, their counts and example lines. The answers are read
    from standard input, one a line.

    \b
    Example:  tmtool glossary candidates review
    """
    with session.open() as memory:
        waiting = list(memory.glossary.queue.terms("new", source=source, target=target))
        for done, candidate in enumerate(waiting):
            note(f"\n{done + 1} of {len(waiting)}")
            if not _decided(memory, candidate, glossary, by):
                break
        rest = memory.glossary.queue.terms("new", source=source, target=target)
        left = sum(1 for _ in rest)
    note(f"{left} left to decide.")


def _decided(memory: Memory, candidate: QueuedTerm, glossary: str, by: str | None) -> bool:
    """Show a candidate and carry out the answer; False where the person wants to stop."""
    from tmtool.reports import candidates

    examples = _examples(memory, candidate)
    draw(console(), lambda terminal: candidates.one(terminal, candidate, examples))
    translations = [found.text for found in candidate.translations]
    while True:
        answer = _answer()
        if answer in ("q", ""):
            return False
        if answer == "s":
            return True
        if answer == "r":
            note(f"Rejected: {memory.glossary.queue.reject(candidate.id, by=by).text}")
            return True
        chosen = _chosen(memory, candidate, answer, translations)
        if chosen is not None:
            concept = memory.glossary.queue.accept(
                candidate.id, glossary=glossary, translation=chosen, by=by
            )
            tell_accepted(candidate.id, concept)
            return True
        note(_not_understood(answer, translations))


def _not_understood(answer: str, translations: Sequence[str]) -> str:
    """Return what to say of an answer that means nothing here."""
    if answer == "a" or answer.isdecimal():
        return f"There is no translation {1 if answer == 'a' else answer}; [e]dit gives one."
    return f"{answer!r} is none of these answers."


def _examples(memory: Memory, candidate: QueuedTerm) -> dict[int, TranslationUnit]:
    """Return the example units that are still there."""
    found: dict[int, TranslationUnit] = {}
    for number in {n for mined in candidate.translations for n in mined.examples}:
        with suppress(NotFoundError):
            found[number] = memory.unit(number)
    return found


def _answer() -> str:
    """Return the next answer, `q` at the end of the input."""
    try:
        return str(click.prompt(ANSWERS, default="s", show_default=False, err=True)).strip()
    except (click.Abort, EOFError):
        return "q"


def _chosen(
    memory: Memory, candidate: QueuedTerm, answer: str, translations: list[str]
) -> str | None:
    """Return the translation that an answer accepts, None for an answer that means nothing."""
    if answer == "e":
        note("An empty answer keeps what stands in brackets.")
        text = click.prompt("Term", default=candidate.text, err=True)
        if text != candidate.text:
            memory.glossary.queue.rename(candidate.id, text)
        best = translations[0] if translations else None
        return str(click.prompt("Translation", default=best, err=True))
    number = 1 if answer == "a" else int(answer) if answer.isdecimal() else 0
    return translations[number - 1] if 0 < number <= len(translations) else None
