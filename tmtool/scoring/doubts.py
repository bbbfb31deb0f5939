"""What makes it doubtful that drafts and references belong together: guesses, with figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tmtool.languages import primary
from tmtool.scoring.aligned import AlignedTexts, named, shown
from tmtool.scoring.shifts import find_shift
from tmtool.text.function_words import FUNCTION_WORDS
from tmtool.text.identify import Look, look

__all__ = ["Doubt", "doubts", "remarks"]

_FEWEST = 5
"""Segments over which a share of copies means something."""

_COPIED = 0.5
"""The share of segments that are like their source from which a draft is refused."""

_LETTERS = 60
"""Letters from which the script of a text means something."""

_MAIN = 0.6
"""The share of the letters that makes a script the text's own."""

_FOREIGN = 0.3
"""The share of the reference's script below which a draft is in another one."""

_LINES_HINT = (
    "Look for a missing, doubled or broken segment before that place; --force scores all the same."
)
_FILES_HINT = "Check which file is which; --force scores all the same."


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a text should not be scored: `what`, `where`, and what to do."""

    what: str
    where: str
    hint: str


def doubts(texts: AlignedTexts, target_language: str | None = None) -> Iterator[Doubt]:
    """Yield what speaks against scoring texts, the gravest first.

    A draft is compared with each reference: is it in another language, or shifted? With the
    source: is it a copy of it, or are references and source shifted? Without references, drafts
    are compared with the source.
    """
    references = {name: _present(column) for name, column in texts.references.items()}
    looks = {name: look(column) for name, column in (*texts.drafts.items(), *references.items())}
    for name, draft in texts.drafts.items():
        yield from _copied(name, draft, texts)
    yield from _sources_as_references(texts)
    yield from _languages(texts, looks, target_language)
    yield from _shifts(texts, looks)


def remarks(texts: AlignedTexts) -> Iterator[str]:
    """Yield what is to be known of texts and is no reason to refuse them."""
    for name, draft in texts.drafts.items():
        for other, column in texts.references.items():
            pairs = [(a, b) for a, b in zip(draft, column, strict=True) if b and b.strip()]
            if pairs and all(a == b for a, b in pairs):
                yield (
                    f"{name} is the same text as the reference {other}: its scores say nothing of"
                    " its quality"
                )
        empty = [
            texts.ids[i] for i, text in enumerate(draft) if not text.strip() and _has_text(texts, i)
        ]
        if empty:
            one = len(empty) == 1
            said = "segment" if one else "segments"
            yield (
                f"{name} has {len(empty):,} empty {said} ({shown(empty)}), scored as"
                f" {'it is' if one else 'they are'}"
            )


def _present(column: Sequence[str | None]) -> list[str]:
    return [text for text in column if text]


def _has_text(texts: AlignedTexts, place: int) -> bool:
    others = (column[place] for column in (*texts.references.values(), *texts.drafts.values()))
    return any(text and text.strip() for text in others)


def _languages(
    texts: AlignedTexts, looks: dict[str, Look], target_language: str | None
) -> Iterator[Doubt]:
    for name in texts.drafts:
        for other in texts.references:
            said = _differs(looks[name], looks[other])
            if said:
                yield Doubt(f"{said[0]}, the reference {other} {said[1]}", name, _FILES_HINT)
                break
        else:
            yield from _not_in(looks[name], name, target_language)


def _not_in(seen: Look, name: str, tag: str | None) -> Iterator[Doubt]:
    """Yield the doubt whether a text is in the language that it is said to be in."""
    wanted = primary(tag or "")
    if wanted not in FUNCTION_WORDS:
        return
    hint = "Name the language of the drafts with -t; --force scores all the same."
    script = look(FUNCTION_WORDS[wanted]).script or ""
    own = seen.scripts.get(script, 0.0)
    if wanted not in _TWO_SCRIPTS and seen.letters >= _LETTERS and own <= _FOREIGN:
        what = f"only {_percent(own)} of its letters are {script}, which {tag} is written in"
        yield Doubt(what, name, hint)
    elif seen.language not in (None, wanted, *_KIN.get(wanted, ())):
        yield Doubt(f"{_words(seen)}, not {tag}", name, hint)


_TWO_SCRIPTS = frozenset(("sr",))
"""Languages that are written in two scripts."""

_KIN = {
    "nb": ("da",),
    "da": ("nb",),
    "sr": ("mk", "cs", "sk"),
    "mk": ("sr",),
    "cs": ("sk",),
    "sk": ("cs",),
}
"""Languages that may look like their neighbours."""


def _differs(draft: Look, reference: Look) -> tuple[str, str] | None:
    """Return what a draft and its reference look like where these are different languages."""
    if min(draft.letters, reference.letters) >= _LETTERS:
        script = reference.script
        assert script is not None
        own = draft.scripts.get(script, 0.0)
        if reference.scripts[script] >= _MAIN and own <= _FOREIGN and draft.script != script:
            there = reference.scripts[script]
            return (
                f"only {_percent(own)} of its letters are {script}, most are {draft.script}",
                f"has {_percent(there)}",
            )
    mine, its = draft.language, reference.language
    if mine is None or its is None or mine == its or mine in _KIN.get(its, ()):
        return None
    return _words(draft), f"is {its} ({_percent(reference.share)})"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _words(seen: Look) -> str:
    share = _percent(seen.share)
    return f"the text looks like {seen.language} ({share} of its words are common there)"


def _copied(name: str, draft: Sequence[str], texts: AlignedTexts) -> Iterator[Doubt]:
    if texts.source is None:
        return
    places = [i for i, text in enumerate(texts.source) if any(map(str.isalpha, text))]
    if len(places) <= _FEWEST:
        return
    share = _share_copied(draft, texts.source, places)
    usual = max(
        (_share_copied(column, texts.source, places) for column in texts.references.values()),
        default=0.0,
    )
    if share >= _COPIED and usual < share / 2:
        what = (
            f"{_percent(share)} of its {len(places):,} segments with letters are the same as in"
            " the source"
        )
        if texts.references:
            what += f", of the reference's {_percent(usual)}"
        hint = "Check that the draft is translated; --force scores it all the same."
        yield Doubt(what, name, hint)


def _sources_as_references(texts: AlignedTexts) -> Iterator[Doubt]:
    """Yield references that are the source itself: one of the two files is the wrong one."""
    if texts.source is None:
        return
    places = [i for i, text in enumerate(texts.source) if any(map(str.isalpha, text))]
    copies = (_share_copied(draft, texts.source, places) for draft in texts.drafts.values())
    if len(places) <= _FEWEST or max(copies) >= _COPIED:
        return
    for name, column in texts.references.items():
        if _share_copied(column, texts.source, places) == 1:
            yield Doubt("this reference is the same text as the source", name, _FILES_HINT)


def _share_copied(
    column: Sequence[str | None], source: Sequence[str], places: Sequence[int]
) -> float:
    same = sum((column[i] or "").strip() == source[i].strip() for i in places)
    return same / len(places)


def _shifts(texts: AlignedTexts, looks: dict[str, Look]) -> Iterator[Doubt]:
    """Yield drafts shifted against a reference, and references against the source.

    Without references, drafts are compared with the source.
    """
    for name, draft in texts.drafts.items():
        for other, column in texts.references.items():
            same = looks[name].script == looks[other].script
            yield from _shifted(name, draft, other, column, texts, same_language=same)
    if texts.source is None:
        return
    for name, column in (texts.references or texts.drafts).items():
        yield from _shifted(name, column, "the source", texts.source, texts, same_language=False)


def _shifted(
    name: str,
    text: Sequence[str | None],
    other: str,
    column: Sequence[str | None],
    texts: AlignedTexts,
    *,
    same_language: bool,
) -> Iterator[Doubt]:
    shift = find_shift([t or "" for t in text], column, same_language=same_language)
    if shift is None:
        return
    first, last = named(texts.ids[shift.first]), named(texts.ids[shift.last])
    way = "after" if shift.by > 0 else "before"
    places = "place" if abs(shift.by) == 1 else "places"
    yield Doubt(
        f"segments {first} to {last} fit those of {other} that stand {abs(shift.by)} {places} {way}"
        f" them better than those beside them (the lengths correlate by {shift.there:.2f} so, by"
        f" {shift.here:.2f} as they stand)",
        name,
        _LINES_HINT,
    )
