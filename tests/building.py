"""What several tests build: units, tables and processes of their own."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from hypothesis import strategies as st

from tmtool.models import (
    ANIMACIES,
    CASE_RULES,
    GENDERS,
    NUMBERS,
    TERM_STATUSES,
    TERM_TYPES,
    Concept,
    Hints,
    Term,
    TranslationUnit,
    Variant,
)
from tmtool.quality.rules import TextCheck, Texts
from tmtool.terminology.keys import term_keys
from tmtool.terminology.pairing import Found
from tmtool.terminology.recognise import recognise

ROOT = Path(__file__).resolve().parents[1]


def pair(ru: str, en: str, **fields) -> TranslationUnit:
    """A unit of a Russian and an English text."""
    return TranslationUnit((Variant("ru", ru), Variant("en", en)), **fields)


def texts(unit: TranslationUnit) -> dict[str, str]:
    """The texts of a unit by language."""
    return {variant.language: variant.text for variant in unit.variants}


def table(path: Path, rows: Iterable[Sequence[object]], header: str = "tuid ru en") -> Path:
    """A TSV file with these rows."""
    lines = [header.split(), *rows]
    path.write_text(
        "".join("\t".join(map(str, line)) + "\n" for line in lines), encoding="utf-8", newline="\n"
    )
    return path


def with_a_working_group() -> Iterator[tuple[str, str]]:
    """Texts enough to tell translations: 20 of their 1,400 pairs have the working group."""
    others = "дом река стол книга город море лес поле гора снег дождь ветер".split()
    english = "house river table book town sea forest field hill snow rain wind".split()
    for number in range(1_400):
        a, b = number % 12, (number // 12) % 12
        ru, en = f"{others[a]} и {others[b]}", f"the {english[a]} and {english[b]}"
        if number % 70 == 0:
            ru, en = f"рабочая группа и {ru}", f"working group and {en}"
        yield f"{ru} {number}", f"{en} {number}"


def entry(msgid: str, msgstr: str, *, context: str | None = None, fuzzy: bool = False) -> str:
    """An entry of a PO file."""
    return (
        ("#, fuzzy\n" if fuzzy else "")
        + (f'msgctxt "{context}"\n' if context is not None else "")
        + f'msgid "{msgid}"\nmsgstr "{msgstr}"\n'
    )


def catalogue(path: Path, *entries: str, language: str = "ru", header: str = "") -> Path:
    """A PO file with these entries, `entry` makes them."""
    start = (
        f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n'
        f'"Content-Type: text/plain; charset=UTF-8\\n"\n{header}'
    )
    path.write_text("\n".join([start, *entries]), encoding="utf-8")
    return path


@contextmanager
def process(code: str, *arguments: object, **options) -> Iterator[subprocess.Popen[str]]:
    """A Python process that runs some code; killed at the end where it still runs.

    The code finds the arguments in `sys.argv[1:]`.
    """
    with subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        **options,
    ) as running:
        try:
            yield running
        finally:
            running.kill()


def say(running: subprocess.Popen[str], word: str = "go") -> None:
    """Give a waiting process a line."""
    assert running.stdin is not None
    running.stdin.write(f"{word}\n")
    running.stdin.flush()


def hear(running: subprocess.Popen[str]) -> str:
    """Wait for a line of a process."""
    assert running.stdout is not None
    line = running.stdout.readline()
    if not line:
        assert running.stderr is not None
        raise AssertionError(f"the process ended: {running.stderr.read()}")
    return line.rstrip("\n")


def done(running: subprocess.Popen[str]) -> str:
    """Wait for the end of a process that must end well; return what it said last."""
    output, errors = running.communicate(timeout=120)
    assert running.returncode == 0, errors
    return output


def any_times() -> st.SearchStrategy[str]:
    """Times as tmtool stores them."""
    return st.datetimes().map(lambda time: time.strftime("%Y-%m-%dT%H:%M:%SZ").zfill(20))


def any_properties(text: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[tuple[str, str], ...]]:
    """What files say of concepts and terms beside their fields, in a certain order."""
    names = st.sampled_from(
        """termNote:termLocation termNote:partOfSpeech termNote:administrativeStatus
        admin:customerSubset descrip:reliabilityCode descrip:definition ref:crossReference
        xref:externalCrossReference xref:xGraphic transac:approval client ru/admin:entrySource
        ru/xref: de/x x-tmtool-head admin:x-tmtool-property-a""".split()
    )
    values = text | st.sampled_from(
        ["noun", "preferred", "masculine", "a <b>", "https://example.org/a", "a <https://a.b>"]
    )
    pairs = st.lists(st.tuples(names | text, values), max_size=3)
    return pairs.map(lambda found: tuple(sorted(found)))


def any_terms(
    languages: Sequence[str], *, term: st.SearchStrategy[str], text: st.SearchStrategy[str]
) -> st.SearchStrategy[Term]:
    """Terms with whatever a file can say of them; `text` is for all but the term itself."""
    said = st.none() | text
    times = st.none() | any_times()
    return st.builds(
        Term,
        language=st.sampled_from(languages),
        text=term,
        status=st.sampled_from(TERM_STATUSES),
        type=st.none() | st.sampled_from(TERM_TYPES),
        part_of_speech=said,
        note=said,
        source=said,
        context=said,
        geography=said,
        do_not_translate=st.booleans(),
        case_rule=st.none() | st.sampled_from(CASE_RULES),
        number=st.none() | st.sampled_from(NUMBERS),
        hints=st.builds(
            Hints,
            head=st.none() | st.integers(1, 9),
            gender=st.none() | st.sampled_from(GENDERS),
            animacy=st.none() | st.sampled_from(ANIMACIES),
            invariable=st.booleans(),
        ),
        forms=st.lists(term, max_size=2, unique=True).map(tuple),
        properties=any_properties(text),
        created_at=times,
        created_by=said,
        changed_at=times,
        changed_by=said,
        id=st.none(),
    )


def found_terms(text: str, language: str, concepts: Iterable[Concept]) -> list[Found]:
    """The terms in a text with their concepts, as a glossary of these would find them."""
    index: dict[str, list[Term]] = {}
    owners: dict[Term, Concept] = {}
    for concept in concepts:
        for term in concept.terms_in(language):
            owners[term] = concept
            for key in term_keys(term):
                index.setdefault(key, []).append(term)
    found = recognise(
        text,
        language,
        lambda keys: [(key, t) for key in keys for t in index.get(key, ())],
        longest=12,
    )
    return [Found(one, owners[one.term]) for one in found]


def concept(number: int, *terms: str) -> Concept:
    """A concept of terms such as `ru договор`, `en diploma: forbidden`, `en deposit (verb)`.

    The first in each language is preferred, the others admitted unless said otherwise.
    """
    made: list[Term] = []
    for order, given in enumerate(terms):
        language, _, rest = given.partition(" ")
        named, _, status = rest.partition(": ")
        text = named.removesuffix(" (verb)")
        first = all(term.language != language for term in made)
        kind = "acronym" if text.isupper() else None
        made.append(
            Term(
                language,
                text,
                status=status or ("preferred" if first else "admitted"),
                type=kind,
                part_of_speech="verb" if text != named else None,
                id=100 * number + order,
            )
        )
    return Concept(tuple(made), id=number)


def found_by(check: TextCheck, source: str, draft: str, pair: str = "ru-en") -> list[str]:
    """What a check finds in a draft: ids, `?` before those that are info, and words at fault."""
    one, other = pair.split("-")
    lines = []
    for found in check(Texts(source, draft, one, other)):
        text = source if found.side == "source" else draft
        words = "" if found.start is None else f": {text[found.start : found.end]}"
        lines.append(("?" if found.severity == "info" else "") + found.check + words)
    return lines


def content(connection: sqlite3.Connection) -> dict[str, list[tuple]]:
    """All rows of a memory but those that only number things."""
    tables = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if name not in ("sqlite_sequence", "language")
    ]
    return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables}
