"""JSON lines of units and of concepts: what is written is read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from building import any_properties, any_terms
from hypothesis import given
from hypothesis import strategies as st

from tmtool.errors import InputError
from tmtool.formats import ReadOptions, WriteOptions, jsonl
from tmtool.models import STATUSES, Concept, Skipped, Term, TranslationUnit, Variant

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
WRITTEN = TEXT.filter(lambda text: bool(text.strip()))
TIMES = st.datetimes().map(lambda time: time.replace(microsecond=0).isoformat() + "Z")
TAGS = ("en", "en-GB", "ru", "zh-Hant")
SOME = st.none() | TEXT
UNITS = st.builds(
    TranslationUnit,
    st.lists(
        st.builds(Variant, st.sampled_from(TAGS), WRITTEN, SOME),
        min_size=2,
        unique_by=lambda variant: variant.language,
    ).map(tuple),
    tuid=SOME,
    document=SOME,
    position=st.none() | st.integers(0, 2**63 - 1),
    context=SOME,
    status=st.sampled_from(STATUSES),
    created_at=st.none() | TIMES,
    created_by=SOME,
    changed_at=st.none() | TIMES,
    changed_by=SOME,
    usage_count=st.integers(0, 2**63 - 1),
    note=SOME,
    properties=st.dictionaries(TEXT, TEXT, max_size=3),
    id=st.none(),
    corpus=SOME,
)
CONCEPTS = st.builds(
    Concept,
    st.lists(any_terms(TAGS, term=WRITTEN, text=TEXT), min_size=1, max_size=3).map(tuple),
    identifier=SOME,
    domain=SOME,
    definition=SOME,
    note=SOME,
    source=SOME,
    definitions=any_properties(TEXT),
    properties=any_properties(TEXT),
    id=st.none(),
    glossary=SOME,
)


@given(items=st.lists(UNITS, max_size=4))
def test_units_written_are_read(tmp_path_factory: pytest.TempPathFactory, items: list):
    path = tmp_path_factory.getbasetemp() / "units.jsonl"
    assert jsonl.write_units(path, items, WriteOptions()) == len(items)
    assert list(jsonl.read_units(path, ReadOptions())) == items


@given(items=st.lists(CONCEPTS, max_size=4))
def test_concepts_written_are_read(tmp_path_factory: pytest.TempPathFactory, items: list):
    path = tmp_path_factory.getbasetemp() / "concepts.jsonl"
    assert jsonl.write_concepts(path, items, WriteOptions()).written == len(items)
    assert list(jsonl.read_concepts(path, ReadOptions())) == items


def test_a_line_has_what_is_known(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    unit = TranslationUnit(
        (Variant("en", "peace", "<i>peace</i>"), Variant("ru", "мир"), Variant("fr", "paix")),
        id=7,
        corpus="own",
    )
    jsonl.write_units(path, [unit], WriteOptions("ru", "en"))
    header, line = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    assert header == {"tmtool": "units", "version": 1}
    assert line == {
        "variants": [
            {"language": "ru", "text": "мир"},
            {"language": "en", "text": "peace", "markup": "<i>peace</i>"},
        ],
        "status": "approved",
        "id": 7,
        "corpus": "own",
    }
    (read,) = jsonl.read_units(path, ReadOptions())
    assert isinstance(read, TranslationUnit)
    assert read.id is None


def test_only_concepts_in_the_languages_are_written(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    concepts = [Concept((Term("en", "a"),)), Concept((Term("en", "b"), Term("ru", "б")))]
    assert jsonl.write_concepts(path, concepts, WriteOptions("ru", "en")).written == 1
    assert list(jsonl.read_concepts(path, ReadOptions())) == concepts[1:]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"terms": []}', "it has no term"),
        ('{"terms": [{"language": "en", "text": " "}]}', "a term needs a language and a text"),
        ('{"terms": [{"language": "en", "text": "a", "status": "good"}]}', "status is 'good'"),
        ('{"terms": [{"language": "en", "text": "a", "hints": {"head": 0}}]}', "head is 0"),
        ('{"terms": [{"language": "en", "text": "a", "forms": "b"}]}', "forms is 'b', not a list"),
        ('{"terms": [{"language": "en", "text": "a", "properties": [["b"]]}]}', "properties is"),
        ('{"terms": [{"language": "en", "text": "a", "do_not_translate": 1}]}', "not true or"),
        ('{"terms": [7]}', "a term is 7, not an object"),
        ('{"terms": [{"language": "zz", "text": "a"}]}', "unknown language 'zz'"),
        ("[" * 100_000, "it is nested too deeply"),
    ],
)
def test_what_is_no_concept_is_skipped(tmp_path: Path, line: str, reason: str):
    path = tmp_path / "a.jsonl"
    path.write_text('{"tmtool": "concepts", "version": 1}\n' + line + "\n")
    (skipped,) = jsonl.read_concepts(path, ReadOptions())
    assert isinstance(skipped, Skipped)
    assert skipped.where == f"{path}:2"
    assert reason in skipped.reason


def test_a_line_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tmtool.formats.jsonl.lines._LONGEST", 50)
    path = tmp_path / "a.jsonl"
    path.write_text('{"tmtool": "concepts", "version": 1}\n' + "[" * 60)
    with pytest.raises(InputError, match="the line has more than 50 characters"):
        list(jsonl.read_concepts(path, ReadOptions()))
