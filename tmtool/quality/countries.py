"""Whether a draft names the states of its source, by their short or their formal names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tmtool.quality.country_names import CountryName, is_hinted, names_in, usual_name
from tmtool.quality.rules import Finding, Rule, Texts

__all__ = ["COUNTRY_RULES", "check_countries"]

COUNTRY_RULES = (
    Rule("country-name", "error", "the states of the source: short names for short, formal ones"),
)


def check_countries(texts: Texts) -> Iterator[Finding]:
    """Yield a state that stands for another, and short names for formal ones and the reverse.

    Between Russian and English alone. Another state: an error, where the draft lacks a single
    one of the source's states and has a single other, and neither side has an adjective of what
    the other names. A short name for a formal one: a warning, where a side has no other name of
    the state.
    """
    if {texts.source_language, texts.target_language} != {"ru", "en"}:
        return
    asked = names_in(texts.source, texts.source_language)
    given = names_in(texts.draft, texts.target_language) if asked else []
    if not given:
        return
    yield from _others(asked, given, texts)
    for state in dict.fromkeys(name.state for name in asked):
        yield from _kinds(state, asked, given, texts.target_language)


def _others(
    asked: Sequence[CountryName], given: Sequence[CountryName], texts: Texts
) -> Iterator[Finding]:
    missing = _besides(asked, given)
    added = _besides(given, asked)
    if len(missing) != 1 or len(added) != 1:
        return
    one, other = missing[0], added[0]
    if is_hinted(one.state, _rest(texts.draft, given)):
        return
    if is_hinted(other.state, _rest(texts.source, asked)):
        return
    said = f"‘{other.text}’ for ‘{one.text}’ of the source"
    yield Finding("country-name", said, other.start, other.end)


def _rest(text: str, names: Sequence[CountryName]) -> str:
    """Return a text without the names of states: Nigeria has no adjective of Niger."""
    for name in reversed(names):
        text = f"{text[: name.start]}\ufffc{text[name.end :]}"
    return text


def _besides(names: Sequence[CountryName], others: Sequence[CountryName]) -> list[CountryName]:
    """Return the first name of each state that the others do not name."""
    known = {name.state for name in others}
    first = {name.state: name for name in reversed(names) if name.state not in known}
    return list(first.values())


def _kinds(
    state: str, asked: Sequence[CountryName], given: Sequence[CountryName], language: str
) -> Iterator[Finding]:
    mine = [name for name in asked if name.state == state]
    others = [name for name in given if name.state == state]
    kinds = {name.kind for name in mine}, {name.kind for name in others}
    if kinds not in (({"short"}, {"formal"}), ({"formal"}, {"short"})):
        return
    one, other = mine[0], others[0]
    said = f"‘{other.text}’ is the {other.kind} name, ‘{one.text}’ of the source the {one.kind} one"
    better = usual_name(state, one.kind, language)
    said += f": ‘{better}’" if better else ""
    yield Finding("country-name", said, other.start, other.end, severity="warning")
