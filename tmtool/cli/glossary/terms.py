"""Terms as `tmtool glossary add` and `edit` name, describe and change them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import wraps
from typing import Any

import click

from tmtool.cli.output import note
from tmtool.errors import InputError, NotFoundError
from tmtool.languages import normalise, primary
from tmtool.models import (
    ANIMACIES,
    CASE_RULES,
    GENDERS,
    NUMBERS,
    TERM_STATUSES,
    TERM_TYPES,
    Concept,
    Term,
)


def new(given: str) -> Term:
    """Return the term that `LANG=TERM` describes; raises InputError, LanguageError."""
    tag, equals, text = given.partition("=")
    if not equals:
        raise InputError(f"{given!r} names no language", hint='Write --add "en=reservation".')
    return Term(normalise(tag), text)


def tell_unchecked(concept: Concept, before: Concept) -> None:
    """Name the languages that a change has brought in and that no list was there to check."""
    had = {term.language for term in before.terms}
    for tag in dict.fromkeys(term.language for term in concept.terms):
        if tag not in had and len(primary(tag)) == 3:
            note(f"{tag}: taken for a code of ISO 639-3; codes of three letters are not checked.")


def without(concept: Concept, dropped: Sequence[str]) -> tuple[Term, ...]:
    """Return a concept's terms without those with these texts; raises NotFoundError."""
    missing = set(dropped) - {term.text for term in concept.terms}
    if missing:
        raise _no_such_term(concept.terms, min(missing))
    return tuple(term for term in concept.terms if term.text not in dropped)


def with_changed(
    terms: Sequence[Term], text: str, changes: Mapping[str, object]
) -> tuple[Term, ...]:
    """Return the terms, the one with this text changed; raises NotFoundError."""
    if all(term.text != text for term in terms):
        raise _no_such_term(terms, text)
    return tuple(changed(term, changes) if term.text == text else term for term in terms)


def changed(term: Term, changes: Mapping[str, object]) -> Term:
    """Return a term with what `term_options` collected; hints add to those it has."""
    values = dict(changes)
    if "hints" in values:
        hints = values.pop("hints")
        assert isinstance(hints, dict)
        values["hints"] = replace(term.hints, **hints)
    return replace(term, **values)  # type: ignore[arg-type]


def term_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say something of a term; the command gets them as `changes`.

    Only what was given is in `changes`; an empty text stands for nothing.
    """

    @wraps(command)
    def collect(*args: object, **options: object) -> None:
        given = {name: options.pop(name) for name in _FIELDS}
        command(*args, changes=_changes(given), **options)

    decorated: Callable[..., None] = collect
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated


def _changes(given: Mapping[str, Any]) -> dict[str, object]:
    changes: dict[str, object] = {
        name: value or None for name, value in given.items() if value not in (None, ())
    }
    if given["forms"]:
        changes["forms"] = tuple(form for form in given["forms"] if form)
    if given["hints"]:
        changes["hints"] = _hints(given["hints"])
    if given["do_not_translate"] is not None:
        changes["do_not_translate"] = given["do_not_translate"]
    return changes


def _hints(given: Sequence[str]) -> dict[str, object]:
    """Return the hints that texts such as `head=2` give; raises BadParameter."""
    found: dict[str, object] = {}
    for hint in given:
        name, _, value = hint.partition("=")
        if name == "head" and (value == "" or (value.isdecimal() and int(value) > 0)):
            found[name] = int(value) if value else None
        elif name in _HINTS and value in (*_HINTS[name], ""):
            found[name] = value or None
        elif name == "invariable" and value in ("", "yes", "no"):
            found[name] = value != "no"
        else:
            raise click.BadParameter(
                f"{hint!r} is no hint. There are head=NUMBER, invariable, "
                + " and ".join(f"{name}={'|'.join(values)}" for name, values in _HINTS.items())
                + "."
            )
    return found


_HINTS: Mapping[str, Sequence[str]] = {"gender": GENDERS, "animacy": ANIMACIES}
_FIELDS = (
    "status",
    "type",
    "part_of_speech",
    "number",
    "case_rule",
    "hints",
    "forms",
    "do_not_translate",
    "note",
    "source",
    "context",
    "geography",
)
_OPTIONS = (
    click.option("--status", type=click.Choice(TERM_STATUSES), help="Its status."),
    click.option("--type", type=click.Choice(TERM_TYPES), help="Its type."),
    click.option(
        "--part-of-speech", metavar="WORD", help="noun, properNoun, verb, adjective, adverb, other."
    ),
    click.option("--number", type=click.Choice(NUMBERS), help="Used in this number only."),
    click.option("--case-rule", type=click.Choice(CASE_RULES), help="How letters' case counts."),
    click.option(
        "--hint",
        "hints",
        multiple=True,
        metavar="HINT",
        help="head=2, gender=masculine, animacy=animate or invariable.",
    ),
    click.option(
        "--form", "forms", multiple=True, metavar="TEXT", help="A form that no rule makes."
    ),
    click.option("--do-not-translate/--translate", default=None, help="Whether it stays as it is."),
    click.option("--note", metavar="TEXT", help="A note on it."),
    click.option(
        "--term-source", "source", metavar="TEXT", help="Treaty and article, or standard."
    ),
    click.option("--context", metavar="TEXT", help="An example of its use."),
    click.option("--geography", metavar="TEXT", help="Where it is used."),
)


def _no_such_term(terms: Sequence[Term], text: str) -> NotFoundError:
    has = ", ".join(term.text for term in terms)
    return NotFoundError(f"the concept has no term {text!r}", hint=f"It has: {has}.")
