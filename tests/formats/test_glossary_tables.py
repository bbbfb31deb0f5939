from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from building import any_properties, any_terms
from hypothesis import given, settings
from hypothesis import strategies as st

from tmtool.errors import InputError
from tmtool.formats import LEFT_OUT, ConceptRecord, ReadOptions, Remark, WriteOptions, find
from tmtool.models import (
    TERM_STATUSES,
    TERM_TYPES,
    Concept,
    Hints,
    Skipped,
    Term,
    WriteReport,
)

SAMPLE = Path(__file__).resolve().parents[2] / "glossaries" / "treaties.ru-en.tsv"
TABLE = """\
concept\tdomain\tdefinition\tsource\tlanguage\tterm\tstatus\ttype\tpart_of_speech\tnote
depositary\ttreaty law\tKeeper of a treaty.\tart. 76\tru\tдепозитарий\tpreferred\tfullForm\tnoun\t
depositary\t\t\t\ten\tdepositary\tPreferred\tfullform\tnoun\t
\t\t\t\ten\tdepository\tforbidden\tvariant\tnoun\tA warehouse.
pact\t\t\t\tru\tпакт
pact\t\t\t\ten_GB\tpact\t\t\t\t
"""
DEPOSITARY = Concept(
    (
        Term("ru", "депозитарий", "preferred", "fullForm", "noun"),
        Term("en", "depositary", "preferred", "fullForm", "noun"),
        Term("en", "depository", "forbidden", "variant", "noun", note="A warehouse."),
    ),
    identifier="depositary",
    domain="treaty law",
    definition="Keeper of a treaty.",
    source="art. 76",
)
PACT = Concept((Term("ru", "пакт"), Term("en-GB", "pact")), identifier="pact")


def read(folder: Path, text: str, name: str = "a.tsv", **options) -> list[ConceptRecord]:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    found = list(find(path, content="concepts").read_concepts(path, ReadOptions(**options)))
    return [
        item
        if isinstance(item, Concept)
        else replace(item, where=item.where.replace(f"{path}:", ""))
        for item in found
    ]


def lost(where: str, what: str) -> Remark:
    return Remark(where, LEFT_OUT, what)


def pair(source: str, target: str, languages: str = "en ru", **values) -> Concept:
    first, second = languages.split()
    return Concept((Term(first, source), Term(second, target)), **values)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_row_for_each_term(tmp_path: Path, end: str):
    assert read(tmp_path, TABLE.replace("\n", end)) == [DEPOSITARY, PACT]


def test_a_row_for_each_term_in_csv(tmp_path: Path):
    text = 'Concept;Lang;Term;POS;Definition\na;ru;"да; так";noun;"one\ntwo"\na;en;yes;noun;\n'
    terms = (
        Term("ru", "да; так", part_of_speech="noun"),
        Term("en", "yes", part_of_speech="noun"),
    )
    assert read(tmp_path, text, "a.csv") == [Concept(terms, "a", definition="one\ntwo")]


def test_rows_for_terms_that_are_skipped(tmp_path: Path):
    text = (
        "concept\tlanguage\tterm\tstatus\ttype\tcreated_at\tdo_not_translate\n"
        "a\ten\t\n"
        "a\txx\tone\n"
        "a\ten\ttwo\tgood\n"
        "a\ten\tthree\tadmitted\tverb\n"
        "a\ten\tfour\tadmitted\tacronym\tyesterday\n"
        "a\ten\tfive\tadmitted\tacronym\t2026-01-02\tyes\n"
        "a\ten\tsix\t\t\t\tmaybe\n"
        "b\ten\tseven\t\t\t\t\t\n"
    )
    five = Term(
        "en",
        "five",
        "admitted",
        "acronym",
        created_at="2026-01-02T00:00:00Z",
        do_not_translate=True,
    )
    statuses, types = ", ".join(TERM_STATUSES), ", ".join(TERM_TYPES)
    assert read(tmp_path, text) == [
        lost("2", "it has no term"),
        lost("3", "unknown language 'xx'"),
        lost("4", f"'good' is not a status ({statuses})"),
        lost("5", f"'verb' is not a type ({types})"),
        lost("6", "'yesterday' is not a date (YYYY-MM-DD)"),
        lost("8", "do_not_translate is 'maybe', not yes or no"),
        lost("9", "it has 8 columns instead of 7"),
        Concept((five,), "a"),
    ]


def test_what_a_row_says_of_grammar(tmp_path: Path):
    text = (
        "concept,language,term,forms,head,gender,invariable,case_rule,number,properties,definitions"
        '\na,ru,нота,"ноты ; нотой",1,Feminine,no,exact,plural,"{""client"": ""UN""}",'
        '"{""ru"": ""документ"", ""en"": ""paper""}"\n'
        'b,ru,мир,"[""а;б""]",,,да,,,"[[""a"", ""1""], [""a"", ""2""]]",\n'
    )
    note = Term(
        "ru",
        "нота",
        forms=("ноты", "нотой"),
        hints=Hints(1, "feminine"),
        case_rule="exact",
        number="plural",
        properties=(("client", "UN"),),
    )
    peace = Term(
        "ru",
        "мир",
        forms=("а;б",),
        hints=Hints(invariable=True),
        properties=(("a", "1"), ("a", "2")),
    )
    assert read(tmp_path, text, "a.csv") == [
        Concept((note,), "a", definitions=(("ru", "документ"), ("en", "paper"))),
        Concept((peace,), "b"),
    ]


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("head", "0", "head is '0', not a number from 1"),
        ("head", "second", "head is 'second', not a number from 1"),
        ("gender", "common", "'common' is not a gender (masculine, feminine, neuter)"),
        ("number", "dual", "'dual' is not a number (singular, plural)"),
        ("case_rule", "upper", "'upper' is not a case_rule (any, first, exact)"),
        ("invariable", "maybe", "invariable is 'maybe', not yes or no"),
        ("properties", "client", "properties is 'client', not a JSON object of strings"),
        ("properties", "[1]", "properties is '[1]', not a JSON object of strings"),
        ("definitions", '{"ru": 1}', "definitions is '{\"ru\": 1}', not a JSON object of strings"),
    ],
)
def test_cells_that_say_nothing_of_use(tmp_path: Path, column: str, cell: str, reason: str):
    text = f"concept\tlanguage\tterm\t{column}\na\tru\tмир\t{cell}\na\ten\tpeace\t\n"
    assert read(tmp_path, text) == [lost("2", reason), Concept((Term("en", "peace"),), "a")]


TEXT = (
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
    .map(str.strip)
    .filter(bool)
)
TERMS = any_terms(["ru", "en", "en-GB"], term=TEXT, text=TEXT)
CONCEPTS = st.builds(
    Concept,
    terms=st.lists(TERMS, min_size=1, max_size=4).map(tuple),
    identifier=st.none() | TEXT | st.sampled_from(["-1", "-2", "--1", "#1"]),
    domain=st.none() | TEXT,
    definition=st.none() | TEXT,
    note=st.none() | TEXT,
    source=st.none() | TEXT,
    definitions=st.lists(st.tuples(st.sampled_from(["ru", "de"]), TEXT), max_size=3).map(tuple),
    properties=any_properties(TEXT),
    id=st.none(),
    glossary=st.none(),
)


@pytest.mark.parametrize("name", ["a.tsv", "a.csv", "a.xlsx"])
@settings(deadline=None, max_examples=50)
@given(
    concepts=st.lists(
        CONCEPTS, max_size=4, unique_by=lambda concept: concept.identifier or id(concept)
    )
)
def test_any_concepts_are_read_back(tmp_path_factory: pytest.TempPathFactory, name: str, concepts):
    path = tmp_path_factory.mktemp("glossary") / name
    table = find(path, content="concepts")
    assert table.write_concepts(path, concepts, WriteOptions()) == WriteReport(len(concepts))
    assert list(table.read_concepts(path, ReadOptions())) == concepts


def test_sample_glossary_is_read_whole_and_back(tmp_path: Path):
    table = find(SAMPLE, content="concepts")
    concepts = list(table.read_concepts(SAMPLE, ReadOptions()))
    assert all(isinstance(concept, Concept) for concept in concepts)
    rows = SAMPLE.read_text(encoding="utf-8").splitlines()[1:]
    assert sum(len(concept.terms) for concept in concepts) == len(rows)
    assert len(concepts) == len({row.split("\t")[0] for row in rows})
    path = tmp_path / "a.tsv"
    assert table.write_concepts(path, concepts, WriteOptions()) == WriteReport(len(concepts))
    assert list(table.read_concepts(path, ReadOptions())) == concepts


def test_languages_to_write(tmp_path: Path):
    path = tmp_path / "a.tsv"
    only_russian = Concept((Term("ru", "нота"),))
    table = find(path, content="concepts")
    concepts = [DEPOSITARY, PACT, only_russian]
    assert table.write_concepts(path, concepts, WriteOptions("ru", "en")) == WriteReport(2)
    assert list(table.read_concepts(path, ReadOptions())) == [DEPOSITARY, PACT]


def test_a_failure_leaves_the_file_as_it_was(tmp_path: Path):
    path = tmp_path / "a.tsv"
    path.write_text("before", encoding="utf-8")
    table = find(path, content="concepts")
    with pytest.raises(InputError, match="NUL"):
        table.write_concepts(path, [PACT, pair("a\0", "b")], WriteOptions())
    assert path.read_text(encoding="utf-8") == "before"


@pytest.mark.parametrize(
    ("text", "options", "concepts"),
    [
        ("treaty\tдоговор\n", {}, [pair("treaty", "договор")]),
        ("договор\ttreaty\n", {}, [pair("договор", "treaty", "ru en")]),
        (
            "СПИД\tAIDS\nAIDS\tСПИД\nдоговор\ttreaty\n",
            {},
            [
                pair("СПИД", "AIDS", "ru en"),
                pair("AIDS", "СПИД", "ru en"),
                pair("договор", "treaty", "ru en"),
            ],
        ),
        (
            "Haus\thouse\tbuilding\n",
            {"source_language": "de", "target_language": "en"},
            [pair("Haus", "house", "de en", note="building")],
        ),
        (
            "# -*- coding: utf-8 -*-\n\ntreaty\tдоговор\n# end\tof\tfile\npact\tпакт\n",
            {},
            [pair("treaty", "договор"), pair("pact", "пакт")],
        ),
        ("RU\ten-gb\nдоговор\ttreaty\n", {}, [pair("договор", "treaty", "ru en-GB")]),
        (
            "Russian\tEnglish\tComment\tOther\nдоговор\ttreaty\tnoted\tx\n",
            {},
            [pair("договор", "treaty", "ru en", note="noted")],
        ),
        (
            "source\ttarget\nno\tда\n",
            {"source_language": "en", "target_language": "ru"},
            [pair("no", "да")],
        ),
        ("en\tбыт\n", {"header": False}, [pair("en", "быт")]),
        (
            "1\tтри\tthree\n",
            {"columns": ("-", "target", "source"), "target_language": "ru"},
            [pair("три", "three", "ru en")],
        ),
        (
            "1\ttreaty\tдоговор\n",
            {"columns": ("concept", "en", "ru")},
            [pair("treaty", "договор", identifier="1")],
        ),
        (
            "en\tru\tde\ntreaty\tдоговор\tVertrag\npact\t\tPakt\n",
            {},
            [
                Concept((Term("en", "treaty"), Term("ru", "договор"), Term("de", "Vertrag"))),
                pair("pact", "Pakt", "en de"),
            ],
        ),
    ],
)
def test_a_row_for_each_pair(tmp_path: Path, text: str, options, concepts):
    assert read(tmp_path, text, **options) == concepts


def test_pairs_with_their_languages(tmp_path: Path):
    text = (
        "stringID,sourceLang,targetLang,pos,description,sourceString,targetString\n"
        '1,en,ru_RU,proper noun,"Short, known",CDC,ЦКЗ [США]\n'
        "2,en,xx,noun,,flu,грипп\n"
    )
    terms = (
        Term("en", "CDC", part_of_speech="properNoun"),
        Term("ru-RU", "ЦКЗ", part_of_speech="properNoun", note="США"),
    )
    assert read(tmp_path, text, "a.csv") == [
        Concept(terms, "1", definition="Short, known"),
        Skipped("3", "unknown language 'xx'"),
    ]


def test_pairs_that_are_skipped(tmp_path: Path):
    text = "en\tru\ntreaty\n\tпакт\nnote\t[нота]\na\tb\tc\npact\tпакт\n"
    assert read(tmp_path, text) == [
        Skipped("2", "it has 1 column instead of 2"),
        Skipped("3", "it has no terms in two languages"),
        Skipped("4", "it has no terms in two languages"),
        Skipped("5", "it has 3 columns instead of 2"),
        pair("pact", "пакт"),
    ]


@pytest.mark.parametrize(
    ("text", "options", "what"),
    [
        ("a\tb\n", {}, "languages of the columns"),
        ("1\t2\n", {}, "languages of the columns"),
        ("a\tб\tв\tг\n", {}, "4 columns and no header"),
        ("a\n", {}, "1 column and no header"),
        ("language\tterm\nen\ta\n", {}, "no column `concept`"),
        ("term\tmeaning\nterm\tсрок\n", {"header": True}, "not those of a glossary"),
        ("a\tб\n", {"columns": ("en", "note")}, "not those of a glossary"),
    ],
)
def test_tables_that_are_no_glossary(tmp_path: Path, text: str, options, what: str):
    with pytest.raises(InputError, match=what):
        read(tmp_path, text, **options)


@pytest.mark.parametrize(
    "header",
    [
        "Термин;Перевод;Комментарий",
        "Русский;Английский;Примечание",
        "term;translation;note",
        "Термин;English;Comment",
    ],
)
@pytest.mark.parametrize("columns", [None, ("ru", "en", "note")])
def test_a_header_of_usual_words_is_no_concept(tmp_path: Path, header: str, columns):
    text = f"{header}\nоговорка;reservation;право\nучастник;party;\n"
    terms = Term("ru", "оговорка"), Term("en", "reservation")
    first, second = read(tmp_path, text, "a.csv", columns=columns)
    assert isinstance(first, Concept)
    assert isinstance(second, Concept)
    assert (first.terms, first.note) == (terms, "право")
    assert [term.text for term in second.terms] == ["участник", "party"]


def test_a_row_of_header_words_in_two_languages_is_a_concept(tmp_path: Path):
    found = read(tmp_path, "термин;term\nперевод;translation\n", "a.csv")
    assert [[t.text for t in one.terms] for one in found] == [
        ["термин", "term"],
        ["перевод", "translation"],
    ]


def test_a_row_of_one_cell_is_told_as_such(tmp_path: Path):
    text = "оговорка;reservation;право\nучастник\n"
    assert read(tmp_path, text, "a.csv")[1] == Skipped("2", "it has 1 column instead of 3")


def test_a_concept_of_which_no_row_can_be_taken_is_one_record(tmp_path: Path):
    text = "concept\tlanguage\tterm\na\txx\tone\na\ten\t\nb\ten\ttwo\n"
    first, second = read(tmp_path, text)
    assert first == Skipped("2", "unknown language 'xx'")
    assert second == Concept((Term("en", "two"),), "b")
