"""TBX 3: what is written holds to the rules of `basic_rules`, as a RELAX NG schema has them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from building import any_properties, any_terms
from hypothesis import given, settings
from hypothesis import strategies as st

from tmtool.errors import InputError
from tmtool.formats import ReadOptions, WriteOptions, find
from tmtool.formats.tbx.basic_rules import RULES, admits
from tmtool.models import Concept, Hints, Term, WriteReport

STYLES = {"tbx-basic": "dca", "tbx-basic-dct": "dct"}
SCHEMAS = Path(__file__).resolve().parents[1] / "data" / "formats"
DEPOSITARY = Concept(
    (
        Term(
            "ru",
            "депозитарий",
            "preferred",
            "fullForm",
            "noun",
            geography="Россия",
            context="Депозитарий уведомляет…",
            source="ст. 77",
            hints=Hints(gender="masculine"),
            properties=(
                ("termNote:termLocation", "menuItem"),
                ("admin:projectSubset", "treaties"),
            ),
            created_at="2026-01-02T00:00:00Z",
            created_by="anna",
            changed_at="2026-02-03T00:00:00Z",
            changed_by="oleg",
        ),
        Term("en", "depositary", note="Not a warehouse.", created_by="anna"),
    ),
    identifier="depositary",
    domain="treaty law",
    definition="Keeper of a treaty.",
    note="See art. 76.",
    source="Vienna Convention",
    definitions=(("ru", "Хранитель договора."),),
    properties=(
        ("admin:customerSubset", "UN"),
        ("xref:xGraphic", "a seal <https://example.org/seal.png>"),
        ("ru/xref:externalCrossReference", "text <https://example.org/ru>"),
    ),
)


@pytest.fixture(params=STYLES)
def dialect(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def written(path: Path, dialect: str, concepts: Sequence[Concept]) -> WriteReport:
    return find(path, dialect, content="concepts").write_concepts(path, concepts, WriteOptions())


def read(path: Path) -> list[object]:
    return list(find(path, content="concepts").read_concepts(path, ReadOptions()))


def validate(path: Path, dialect: str) -> subprocess.CompletedProcess[str]:
    if shutil.which("xmllint") is None:
        pytest.skip("xmllint is not installed")
    schema = SCHEMAS / f"tbx-basic-{STYLES[dialect]}.rng"
    command = ["xmllint", "--nonet", "--noout", "--relaxng", schema, path]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def faults_of_ids(path: Path) -> Iterator[str]:
    """What RELAX NG does not see: ids that stand twice, targets that are none."""
    seen: set[str] = set()
    targets: set[str] = set()
    for element in ElementTree.parse(path).iter():
        name, target = element.get("id"), element.get("target")
        if name in seen:
            yield f"{name} stands twice"
        seen |= {name} if name else set()
        targets |= {target} if target and "://" not in target else set()
    yield from (f"{target} is no id" for target in targets - seen)


def test_what_the_dialect_has_comes_back_the_same(tmp_path: Path, dialect: str):
    path = tmp_path / "a.tbx"
    assert written(path, dialect, [DEPOSITARY]) == WriteReport(1)
    assert read(path) == [DEPOSITARY]
    done = validate(path, dialect)
    assert done.returncode == 0, done.stderr


def test_the_styles_differ_in_their_names_alone(tmp_path: Path):
    lines = []
    for dialect in STYLES:
        path = tmp_path / f"{dialect}.tbx"
        written(path, dialect, [DEPOSITARY])
        lines.append(path.read_text(encoding="utf-8").splitlines())
    assert len(lines[0]) == len(lines[1])
    assert '<descrip type="subjectField">treaty law</descrip>' in lines[0]
    assert "<min:subjectField>treaty law</min:subjectField>" in lines[1]
    assert '<termNote type="grammaticalGender">masculine</termNote>' in lines[0]
    assert "<basic:grammaticalGender>masculine</basic:grammaticalGender>" in lines[1]


def test_what_is_lost_is_told(tmp_path: Path, dialect: str):
    terms = (
        Term("en", "a", "forbidden", part_of_speech="properNoun", do_not_translate=True),
        Term("en", "b", "forbidden", part_of_speech="particle", note="x", do_not_translate=True),
        Term("en", "c", "proposed", forms=("cs",), number="plural", case_rule="exact"),
        Term("en", "d", hints=Hints(2, "feminine", "animate", invariable=True)),
        Term("en", "e", changed_at="2026-01-02T03:04:05Z"),
        Term("en", "f", properties=(("descrip:reliabilityCode", "3"), ("client", "UN"))),
    )
    concepts = [
        Concept(terms, "1 a", definitions=(("de", "Ding"),)),
        Concept((Term("en", "g"),), "same"),
        Concept((Term("en", "h"),), "same", properties=(("xref:xGraphic", "no address"),)),
        Concept((Term("en", "i"),), "tmtool-person-1"),
    ]
    path = tmp_path / "a.tbx"
    report = written(path, dialect, concepts)
    assert report.written == 4
    no_value = "(TBX-Basic has no such value)"
    assert sorted(report.losses) == [
        "1 concept: definition in de, without a term in it, left out",
        "1 concept: identifier that another concept has left out",
        f"1 term: part of speech written as noun {no_value}",
        f"1 term: part of speech written as other {no_value}",
        f"1 term: status proposed written as admitted {no_value}",
        "1 term: times written as dates (TBX 3 has no time of day)",
        "2 concepts: identifier that is no XML name left out",
        "2 terms: do_not_translate written as a note",
        f"2 terms: status forbidden written as deprecated {no_value}",
        "left out, for the format has no place for it: case_rule of 1 term, number of 1 term,"
        " forms of 1 term, head of 1 term, animacy of 1 term, invariable of 1 term,"
        " descrip:reliabilityCode of 1 term, client of 1 term, xref:xGraphic of 1 concept",
    ]
    assert read(path)[0] == carried([concepts[0]])[0]
    done = validate(path, dialect)
    assert done.returncode == 0, done.stderr


def carried(concepts: Sequence[Concept]) -> list[Concept]:
    """What is left of concepts in TBX-Basic."""
    identifiers: set[str | None] = set()
    found = []
    for concept in concepts:
        name = concept.identifier
        is_kept = name in ("a", "b") and name not in identifiers
        identifiers.add(name)
        languages = {term.language for term in concept.terms}
        found.append(
            replace(
                concept,
                identifier=name if is_kept else None,
                definitions=tuple(d for d in concept.definitions if d[0] in languages),
                properties=tuple(p for p in concept.properties if kept(*p, languages)),
                terms=tuple(map(carried_term, concept.terms)),
            )
        )
    return found


def kept(name: str, value: str, languages: set[str]) -> bool:
    language, slash, rest = name.partition("/")
    level = "concept"
    if slash and language in languages:
        name, level = rest, "language"
    meta, _, kind = name.partition(":")
    return is_property(meta, kind) and admits(kind, value, level) and has_target(meta, value)


def is_property(meta: str, kind: str) -> bool:
    extra = ("customerSubset", "projectSubset", "termLocation", "externalCrossReference")
    return kind in (*extra, "xGraphic") and RULES[kind].meta == meta


def has_target(meta: str, value: str) -> bool:
    return meta != "xref" or value.startswith("https://") or " <https://" in value


def carried_term(term: Term) -> Term:
    statuses = {"proposed": "admitted", "forbidden": "deprecated"}
    part = term.part_of_speech
    if part not in (None, "noun"):
        part = "noun" if part == "properNoun" else "other"
    notes = [term.note] if term.note else []
    if term.do_not_translate and "Do not translate." not in notes:
        notes.append("Do not translate.")
    properties = tuple(
        (name, value)
        for name, value in term.properties
        if is_property(*name.split(":", 1)[:2] if ":" in name else (name, ""))
        and admits(name.partition(":")[2], value, "term")
        and has_target(name.partition(":")[0], value)
    )
    return replace(
        term,
        status=statuses.get(term.status, term.status),
        part_of_speech=part,
        note="\n".join(notes) or None,
        do_not_translate=False,
        case_rule=None,
        number=None,
        hints=Hints(gender=term.hints.gender),
        forms=(),
        properties=properties,
        created_at=term.created_at and f"{term.created_at[:10]}T00:00:00Z",
        changed_at=term.changed_at and f"{term.changed_at[:10]}T00:00:00Z",
    )


TEXT = st.text(st.sampled_from("abя &<>\"'\n"), min_size=1, max_size=9).map(str.strip).filter(bool)
TERM_TEXT = TEXT.map(lambda text: " ".join(text.split()))
CONCEPTS = st.builds(
    Concept,
    terms=st.lists(any_terms(["ru", "en"], term=TERM_TEXT, text=TEXT), min_size=1, max_size=4).map(
        tuple
    ),
    identifier=st.sampled_from([None, "a", "b", "1"]),
    domain=st.none() | TEXT,
    definition=st.none() | TEXT,
    note=st.none() | TEXT,
    source=st.none() | TEXT,
    definitions=st.lists(
        st.tuples(st.sampled_from(["ru", "en", "de"]), TEXT), max_size=3, unique=True
    ).map(lambda found: tuple(sorted(found))),
    properties=any_properties(TEXT),
    id=st.none(),
    glossary=st.none(),
)


def in_order(concept: Concept) -> Concept:
    return replace(
        concept,
        definitions=tuple(sorted(concept.definitions)),
        properties=tuple(sorted(concept.properties)),
        terms=tuple(replace(t, properties=tuple(sorted(t.properties))) for t in concept.terms),
    )


@settings(deadline=None, max_examples=40)
@given(concepts=st.lists(CONCEPTS, min_size=1, max_size=12))
@pytest.mark.parametrize("dialect", STYLES)
def test_any_concepts_come_back_as_far_as_they_can(
    tmp_path_factory: pytest.TempPathFactory, dialect: str, concepts: list[Concept]
):
    path = tmp_path_factory.mktemp("basic") / "a.tbx"
    report = written(path, dialect, concepts)
    assert report.written == len(concepts)
    expected = carried(concepts)
    assert [in_order(found) for found in read(path)] == [in_order(one) for one in expected]
    assert bool(report.losses) == (expected != concepts)
    assert list(faults_of_ids(path)) == []


@settings(deadline=None, max_examples=10)
@given(concepts=st.lists(CONCEPTS, min_size=5, max_size=40))
@pytest.mark.parametrize("dialect", STYLES)
def test_any_file_is_valid(
    tmp_path_factory: pytest.TempPathFactory, dialect: str, concepts: list[Concept]
):
    path = tmp_path_factory.mktemp("basic") / "a.tbx"
    written(path, dialect, concepts)
    done = validate(path, dialect)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("dca", "dct"),
    [
        ('type="TBX-Basic"', 'type="TBX-Basic"'),
        ('xmlns="urn:iso:std:iso:30042:ed-2"', 'xmlns="urn:iso:std:iso:30042:ed-2"'),
        ("preferredTerm-admn-sts", "preferredTerm-admn-sts"),
        (">noun<", ">noun<"),
        (">masculine<", ">masculine<"),
        (">menuItem<", ">menuItem<"),
        ("2026-01-02", "2026-01-02"),
        (">origination<", ">origination<"),
        ('target="https://', 'target="https://'),
        ("<langSec xml:lang", "<langSec xml:lang"),
        ("<term>depositary</term>", "<term>depositary</term>"),
        ('"subjectField"', "min:subjectField"),
        ('"context"', "basic:context"),
        ('<transacNote type="responsibility"', "<basic:responsibility"),
    ],
)
def test_what_breaks_a_rule_is_not_valid(tmp_path: Path, dialect: str, dca: str, dct: str):
    path = tmp_path / "a.tbx"
    written(path, dialect, [DEPOSITARY])
    text = path.read_text(encoding="utf-8")
    right = dca if STYLES[dialect] == "dca" else dct
    wrong = right.replace("<term>depositary</term>", "<term/>")
    if wrong == right:
        mark = next(char for char in reversed(right) if char.isalnum())
        wrong = f"{right[: right.rindex(mark)]}q{right[right.rindex(mark) + 1 :]}"
    assert right in text
    path.write_text(text.replace(right, wrong), encoding="utf-8")
    assert validate(path, dialect).returncode != 0


def test_categories_that_stand_at_a_wrong_level_are_not_valid(tmp_path: Path, dialect: str):
    path = tmp_path / "a.tbx"
    written(path, dialect, [DEPOSITARY])
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    subject = next(index for index, line in enumerate(lines) if "subjectField" in line)
    section = next(index for index, line in enumerate(lines) if "<langSec" in line)
    lines.insert(section + 1, lines[subject])
    path.write_text("".join(lines), encoding="utf-8")
    assert validate(path, dialect).returncode != 0


@pytest.mark.parametrize("concepts", [[], [Concept((Term("en", "a\x01b"),))]])
def test_nothing_is_written_that_is_no_tbx(tmp_path: Path, dialect: str, concepts: list[Concept]):
    path = tmp_path / "a.tbx"
    with pytest.raises(InputError):
        written(path, dialect, concepts)
    assert list(tmp_path.iterdir()) == []
