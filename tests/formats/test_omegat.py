from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmtool.errors import InputError
from tmtool.formats import ReadOptions, WriteOptions, find
from tmtool.models import TERM_STATUSES, Concept, Hints, Skipped, Term, WriteReport

OMEGAT = find(Path("a.utf8"), content="concepts")
GLOSSARY = """\
# -*- coding: utf-8 -*-
treaty\tдоговор\tpreferred; a common word; definition: Agreement.
treaty\tпакт\tforbidden

pact\tпакт
alone
\tнота
note\tнота\tof a ministry\tand more
"""
CONCEPTS = [
    Concept(
        (
            Term("en", "treaty"),
            Term("ru", "договор", "preferred", note="a common word"),
            Term("ru", "пакт", "forbidden"),
        ),
        definition="Agreement.",
    ),
    Concept((Term("en", "pact"), Term("ru", "пакт"))),
]


def read(path: Path, **options: str) -> list[Concept | Skipped]:
    return list(OMEGAT.read_concepts(path, ReadOptions(**options)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_glossary_is_read(tmp_path: Path, encoding: str, end: str):
    path = tmp_path / "a.utf8"
    path.write_text(GLOSSARY.replace("\n", end), encoding=encoding, newline="")
    assert read(path) == [
        *CONCEPTS,
        Skipped(f"{path}:6", "it has 1 column instead of 2 or 3"),
        Skipped(f"{path}:7", "it has no terms in two languages"),
        Concept((Term("en", "note"), Term("ru", "нота", note="of a ministry"))),
    ]


def test_cells_are_literal(tmp_path: Path):
    path = tmp_path / "glossary.txt"
    path.write_text('"a; b" [c]\tд / е\n', encoding="utf-8")
    found = list(find(path, "omegat", content="concepts").read_concepts(path, ReadOptions()))
    assert found == [Concept((Term("en", '"a; b" [c]'), Term("ru", "д / е")))]


def test_languages_are_given_where_the_script_does_not_tell(tmp_path: Path):
    path = tmp_path / "a.utf8"
    path.write_text("1\t2\n", encoding="utf-8")
    with pytest.raises(InputError, match="languages"):
        read(path)
    (concept,) = read(path, source_language="de", target_language="fr")
    assert [term.language for term in concept.terms] == ["de", "fr"]


@pytest.mark.parametrize("text", ["# nothing\n", "\n\n", "alone\n"])
def test_a_glossary_without_terms_has_no_concepts(tmp_path: Path, text: str):
    path = tmp_path / "a.utf8"
    path.write_text(text, encoding="utf-8")
    assert not [item for item in read(path) if isinstance(item, Concept)]


def test_targets_to_use_first_come_first(tmp_path: Path):
    path = tmp_path / "a.utf8"
    concept = Concept(
        (
            Term("en", "treaty", type="fullForm"),
            Term("en", "covenant"),
            Term("ru", "пакт", "forbidden", note="Not in law.\nNever."),
            Term("ru", "соглашение"),
            Term("ru", "договор", "preferred", hints=Hints(gender="masculine")),
            Term("de", "Vertrag"),
        ),
        identifier="t",
        domain="law",
        definition="Agreement.",
    )
    alone = Concept((Term("en", "alone"),))
    sharp = Concept((Term("en", "# sign"), Term("ru", "решётка")))
    report = OMEGAT.write_concepts(path, [concept, alone, sharp], WriteOptions("en", "ru"))
    assert path.read_text(encoding="utf-8") == (
        "# Glossary for OmegaT, exported by tmtool\n"
        "treaty\tдоговор\tpreferred; definition: Agreement.\n"
        "treaty\tсоглашение\n"
        "treaty\tпакт\tforbidden; Not in law. Never.\n"
        "covenant\tдоговор\tpreferred; definition: Agreement.\n"
        "covenant\tсоглашение\n"
        "covenant\tпакт\tforbidden; Not in law. Never.\n"
    )
    assert report == WriteReport(
        2,
        (
            "1 concept: its terms in the source language become a concept each",
            "1 term: in another language, left out",
            "1 concept: without terms in en and ru, left out",
            "1 term: that begins with #, left out (OmegaT takes it for a comment)",
            "left out, for the format has no place for it: identifier of 1 concept, domain of"
            " 1 concept, type of 1 term, hints of 1 term",
        ),
    )


def test_without_languages_those_of_the_first_pair_are_taken(tmp_path: Path):
    path = tmp_path / "a.utf8"
    concepts = [Concept((Term("de", "Ding"),)), *CONCEPTS]
    assert OMEGAT.write_concepts(path, concepts, WriteOptions()).written == 2
    assert read(path) == CONCEPTS
    OMEGAT.write_concepts(path, CONCEPTS, WriteOptions(source_language="ru"))
    assert "\nдоговор\ttreaty\t" in path.read_text(encoding="utf-8")
    with pytest.raises(InputError, match="two languages"):
        OMEGAT.write_concepts(path, [Concept((Term("de", "Ding"),))], WriteOptions())
    assert "\nдоговор\ttreaty\t" in path.read_text(encoding="utf-8")


WORDS = st.text(st.sampled_from("abя;:# "), min_size=1, max_size=8).map(
    lambda text: " ".join(text.split())
)
WORDS = WORDS.filter(bool)
TARGETS = st.builds(
    Term,
    language=st.just("ru"),
    text=WORDS,
    status=st.sampled_from(TERM_STATUSES),
    note=st.none() | WORDS | st.sampled_from(["forbidden", "preferred; x"]),
    id=st.none(),
)


@settings(deadline=None)
@given(st.dictionaries(WORDS, st.tuples(st.lists(TARGETS, min_size=1), st.none() | WORDS)))
def test_what_has_a_place_is_read_back(tmp_path_factory: pytest.TempPathFactory, entries):
    concepts = [
        Concept(
            (Term("en", source), *sorted(targets, key=lambda t: TERM_STATUSES.index(t.status))),
            definition=definition,
        )
        for source, (targets, definition) in entries.items()
        if not source.startswith("#")
    ]
    path = tmp_path_factory.mktemp("omegat") / "a.utf8"
    report = OMEGAT.write_concepts(path, concepts, WriteOptions("en", "ru"))
    assert report == WriteReport(len(concepts))
    found = read(path, source_language="en", target_language="ru")
    assert [bare(concept) for concept in found] == [bare(concept) for concept in concepts]


def bare(concept: Concept | Skipped) -> Concept:
    assert isinstance(concept, Concept)
    return replace(concept, glossary=None)
